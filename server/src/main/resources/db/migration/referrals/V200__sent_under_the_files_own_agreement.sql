-- What a referral opens, it opens under an agreement of the structure that holds the file (requirements.md 8.3), whoever is named as its sender.
-- The agreement that holds on a day for a pair, a purpose and sections; null when there is none. Code and state of a file (256) always go along.
create function referrals.agreement_on(teller uuid, listener uuid, purpose text, sections int, day date) returns uuid
stable language sql security definer set search_path = pg_catalog as $$
    select a.id from access.sharing_agreement a
     where (a.from_id = teller and a.to_id = listener or a.both_ways and a.from_id = listener and a.to_id = teller)
       and a.confirmed_by is not null and agreement_on.purpose = any (a.purposes) and agreement_on.sections & 255 & ~a.sections = 0
       and a.signed_on <= day and least(a.expires_on, a.ended_on) > day
     order by least(a.expires_on, a.ended_on) desc limit 1 $$;
-- The same today.
create function referrals.agreement(teller uuid, listener uuid, purpose text, sections int) returns uuid
stable language sql security definer set search_path = pg_catalog as $$
    select referrals.agreement_on(teller, listener, purpose, sections, (access.moment() at time zone 'UTC')::date) $$;

-- Which structure holds the file today.
create function referrals.holder(file uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.organisation_id from cases.case_file f where f.id = holder.file $$;

-- Whether the agreements for this referral hold now: of the holder with the receiver, and of the sender with the receiver where that is another.
create function referrals.is_agreed(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (referrals.holder(r.file_id) = r.to_id or referrals.agreement(referrals.holder(r.file_id), r.to_id, r.purpose, r.sections) is not null)
       and (r.from_id = referrals.holder(r.file_id) or referrals.agreement(r.from_id, r.to_id, r.purpose, r.sections) is not null)
       and exists (select from access.organisation o where o.id = r.to_id and o.desk_id = r.to_desk)
       and (r.to_person is null or exists (select from access.person p where p.id = r.to_person and p.organisation_id = r.to_id)) $$;

-- A grant of the reason REFERRAL is that of a referral which was sent: to the desk or person it names, no wider, no longer, reading only.
create function referrals.granted_as_sent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral;
begin
    select x.* into r from referrals.referral x where x.file_id = new.file_id and new.id in (x.id, x.person_grant);
    if r.id is null or r.sent_at is null or r.closed_at is not null or new.may_write
       or new.grantee is distinct from (case when new.id = r.id then r.to_desk else r.to_person end)
       or new.sections & ~r.sections <> 0 or new.valid_until > r.valid_until or not referrals.is_agreed(r) then
        raise exception 'referrals.no-agreement' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function referrals.agreement_on, referrals.agreement, referrals.holder, referrals.is_agreed, referrals.granted_as_sent from public;
create trigger granted_as_sent before insert on access.file_grant for each row
    when (new.reason = 'REFERRAL' and current_user = 'akoma_protection') execute function referrals.granted_as_sent();
