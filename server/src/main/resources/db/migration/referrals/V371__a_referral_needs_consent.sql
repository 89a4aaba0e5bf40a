-- A referral opens a file only while sharing is agreed to, and for no longer than a year and some days.
create function referrals.consented(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.agreed_to(file, 'SHARE_FOR_REFERRAL') $$;
-- In danger to life that leaves nobody to ask (requirements.md 2.6: a refusal never stops emergency care) an urgent referral leaves without a yes, for
-- three days; it goes on when a supervisor has agreed to it afterwards.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_DANGER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 32);
-- Nothing more leaves by this way while the one before on this file waits for a supervisor; nor to anybody for three days after one was refused or taken
-- back, and for thirty days to the same receiver, unless a supervisor agreed to another one since.
create function referrals.danger_denied(referral referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d join referrals.referral r on r.id = d.subject
                    where d.kind = 'REFERRAL_DANGER' and d.file_id = referral.file_id
                      and (d.state = 'WAITING' and d.subject <> referral.id
                           or d.state in ('REFUSED', 'WITHDRAWN')
                              and d.ended_at > access.moment() - case when r.to_id = referral.to_id then interval '30 days' else interval '72 hours' end
                              and not exists (select from access.decision a where a.kind = d.kind and a.file_id = d.file_id and a.state = 'AGREED'
                                                 and a.ended_at >= d.ended_at))) $$;
create unique index one_danger_a_file on access.decision (file_id) where kind = 'REFERRAL_DANGER' and state = 'WAITING';
-- The same for who would send it.
create function referrals.is_danger_denied(referral uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select access.sees(r.file_id, 32, true) and referrals.danger_denied(r) from referrals.referral r
                      where r.id = is_danger_denied.referral), false) $$;
-- Against a no that holds, of health alone (bit 8, and 256 that there is a child).
create function referrals.sent_in_danger(given access.file_grant) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.nobody_to_ask(given.file_id) and (given.sections & ~264 = 0 or not cases.stays_refused(given.file_id, 'SHARE_FOR_REFERRAL'))
       and given.valid_until <= given.valid_from + interval '72 hours'
       and exists (select from referrals.referral r join access.decision d on d.subject = r.id and d.kind = 'REFERRAL_DANGER' and d.state = 'WAITING'
                    where r.file_id = given.file_id and given.id in (r.id, r.person_grant) and r.priority = 'URGENT'
                      and not referrals.danger_denied(r)) $$;
-- The supervisor who has just agreed lets it run as long as any other, but against a no that holds: that runs for its three days. False when nothing was agreed to, or it has ended.
create function referrals.confirmed_danger(referral uuid, days int) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; until timestamptz;
begin
    select x.* into r from referrals.referral x where x.id = confirmed_danger.referral for update;
    if r.id is null or r.closed_at is not null or days > 400 or r.valid_until <= access.moment()
       or not exists (select from access.decision d where d.kind = 'REFERRAL_DANGER' and d.subject = r.id and d.state = 'AGREED'
                         and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        return false;
    end if;
    select greatest(r.valid_until, least(r.sent_at + make_interval(days => confirmed_danger.days), least(a.expires_on, a.ended_on)::timestamp at time zone 'UTC'))
      into until from access.sharing_agreement a where a.id = r.agreement_id;
    if cases.stays_refused(r.file_id, 'SHARE_FOR_REFERRAL') then until := r.valid_until; end if;
    update access.file_grant g set valid_until = until
     where g.id in (r.id, r.person_grant) and g.reason = 'REFERRAL' and g.file_id = r.file_id and g.valid_until > access.moment();
    update referrals.referral x set valid_until = until, version = x.version + 1 where x.id = r.id;
    return true;
end $$;
create function referrals.granted_with_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and new.reason = 'REFERRAL'
       and not (referrals.consented(new.file_id) and new.valid_until <= new.valid_from + interval '400 days' or referrals.sent_in_danger(new)) then
        raise exception 'referrals.consent-none' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_with_consent before insert on access.file_grant for each row when (new.reason = 'REFERRAL') execute function referrals.granted_with_consent();
revoke execute on function referrals.consented, referrals.granted_with_consent, referrals.danger_denied, referrals.is_danger_denied, referrals.sent_in_danger, referrals.confirmed_danger from public;
grant execute on function referrals.confirmed_danger, referrals.is_danger_denied to akoma_protection;

-- A referral begins as a draft: what its receiver answers is no column of its beginning.
revoke insert on referrals.referral from akoma_protection;
grant insert (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose, priority, service, sections, homecoming_id, unit_id, send_by, drafted_at, drafted_by) on referrals.referral to akoma_protection;
