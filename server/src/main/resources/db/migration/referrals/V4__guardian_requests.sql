-- ---------- a guardian is asked for ------------------------------------------------------------------------------------
-- A child whose consent needs a guardian, and for whom nobody may give it: the file has no guardian, or only one of a family that took part or is unsafe.
-- The authority that appoints one is told of the child without consent, by two people (requirements.md 2.6, trust.md 2): the worker asks with a reason
-- and with what the child says to it, a supervisor decides. What leaves is who the child is, for thirty days, and nothing else.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_GUARDIAN', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32);
create unique index one_guardian_request_a_file on access.decision (file_id) where kind = 'REFERRAL_GUARDIAN' and state = 'WAITING';

-- The answers that are no to case management or to sharing and hold. What a guardian of a family that took part or is unsafe said alone keeps no authority
-- from appointing another one.
create function referrals.noes_to_asking(file uuid) returns setof cases.consent stable language sql security definer set search_path = pg_catalog as $$
    select n from cases.consent n
     where n.file_id = noes_to_asking.file and n.purpose in ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL') and n.status in ('REFUSED', 'WITHDRAWN')
       and not (n.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
                and exists (select from cases.family f where f.file_id = n.file_id and f.bars_return))
       and not exists (select from cases.consent y where y.file_id = n.file_id and y.status = 'GIVEN' and cases.lifts(y, n)) $$;

-- Why no guardian can be asked for now, beside this referral; null: one can. One is asked for at a time. A guardian whose end one person wrote counts for a day more, so that nobody takes the guardian away
-- and asks in the same hour; what two people ended has ended.
create function referrals.guardian_refusal(file uuid, but uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare
    today date := (access.moment() at time zone 'UTC')::date;
    years int := cases.age_on(file, today);
    -- as it is written now: a bar that somebody wrote and lifted in the same minute sets no guardian aside
    barred boolean := exists (select from cases.family f where f.file_id = file and f.bars_return);
    g cases.guardian;
begin
    if years is null then return 'cases.consent-age-unknown'; end if;
    if years >= access.limit_of('consent.informed-consent.min-age', 15) then return 'referrals.guardian-child-answers'; end if;
    for g in select x.* from cases.guardian x where x.file_id = guardian_refusal.file loop
        if g.waits then
            if exists (select from access.decision d where d.kind = 'GUARDIAN' and d.subject = g.id and d.state = 'WAITING') then
                return 'referrals.guardian-waits';
            end if;
            -- A bar that one person writes, lifts or withdraws the request of takes no guardian away. Whom the second person refused answers for nobody, nor who
            -- was named beside a family that is barred still and never confirmed.
            if (g.answered or not barred) and coalesce(g.ended_on, 'infinity') > today
               and not exists (select from access.decision d where d.kind = 'GUARDIAN' and d.subject = g.id and d.state = 'REFUSED') then
                return 'referrals.guardian-waits';
            end if;
        elsif not barred or g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') then
            if coalesce(g.ended_on, 'infinity') > today then return 'referrals.guardian-there'; end if;
            if g.ended_at > access.moment() - interval '24 hours'
               and not exists (select from access.decision d where d.kind = 'GUARDIAN_END' and d.subject = g.id and d.state = 'AGREED') then
                return 'referrals.guardian-just-ended';
            end if;
        end if;
    end loop;
    if exists (select from access.decision d join referrals.referral o on o.id = d.subject
                where d.kind = 'REFERRAL_GUARDIAN' and d.file_id = guardian_refusal.file and d.subject is distinct from but and o.closed_at is null
                  and (d.state = 'WAITING'
                       or d.state = 'AGREED' and case when o.sent_at is null then d.version = o.version and d.ended_at > access.moment() - interval '7 days'
                                                      else o.valid_until > access.moment() end)) then
        return 'referrals.guardian-open';
    end if;
    if exists (select from referrals.noes_to_asking(file)) then return 'referrals.guardian-refused'; end if;
    return null;
end $$;
-- The same for who writes referrals of the file and sees the answers.
create function referrals.why_no_guardian_request(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 2, false) and access.sees(file, 32, true) then referrals.guardian_refusal(file, null) else 'referrals.guardian-there' end $$;

-- Whether a structure appoints guardians for children who are in this country: its authorities.
create function referrals.appoints_guardians(structure uuid, country text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id = structure and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')
                      and o.country = appoints_guardians.country) $$;

-- Those of the country where the child is, for who writes referrals of the file.
create function referrals.guardian_authorities(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select o.id from access.organisation o
     where access.sees(file, 32, true) and referrals.appoints_guardians(o.id, cases.country_now(file)) $$;

-- Why this referral asks for no guardian; null: it does. It is written for that alone, by the structure that holds the file, to an authority of the country
-- where the child is; it takes along who the child is (1) and that there is a file (256).
create function referrals.guardian_request_refusal(r referrals.referral) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if r.id is null or r.closed_at is not null then return 'access.nothing-proposed'; end if;
    if exists (select from cases.case_file f where f.id = r.file_id and f.closed_at is not null) then return 'cases.file-closed'; end if;
    if r.service is distinct from 'IMM_GUARDIAN' or r.purpose <> 'PROTECTION' or r.homecoming_id is not null then return 'referrals.guardian-service'; end if;
    if r.sections & ~257 <> 0 then return 'referrals.guardian-sections'; end if;
    if r.from_id is distinct from referrals.holder(r.file_id) then return 'referrals.guardian-sender'; end if;
    if not referrals.appoints_guardians(r.to_id, cases.country_now(r.file_id)) then return 'referrals.guardian-receiver'; end if;
    return referrals.guardian_refusal(r.file_id, r.id);
end $$;

-- The request is for a draft as it is now, says why, and is decided by neither who wrote the draft, nor who ended a guardian in the last thirty days, nor who
-- wrote that the family is not safe, nor who recorded a no that it passes by.
create function referrals.guardian_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; why text;
begin
    select x.* into r from referrals.referral x where x.id = new.subject;
    why := referrals.guardian_request_refusal(r);
    if why is null and (r.sent_at is not null or r.version <> new.version or new.why is null or new.proposal is null) then
        why := 'access.nothing-proposed';
    end if;
    if why is not null then raise exception '%', why using errcode = 'insufficient_privilege'; end if;
    new.authors := array(
        select unnest(new.authors)
        union select x.person from (
            select r.drafted_by as person
             union select g.ended_by from cases.guardian g where g.file_id = new.file_id and g.ended_at > access.moment() - interval '30 days'
                      and not exists (select from access.decision d where d.kind = 'GUARDIAN_END' and d.subject = g.id and d.state = 'AGREED')
             union select f.barred_by from cases.family f where f.file_id = new.file_id and f.bars_return
             union select n.recorded_by from cases.consent n where n.file_id = new.file_id and n.purpose in ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL')
                      and n.status in ('REFUSED', 'WITHDRAWN')) x
         where x.person is not null and x.person <> new.proposed_by);
    return new;
end $$;
create trigger guardian_asked before insert on access.decision for each row when (new.kind = 'REFERRAL_GUARDIAN') execute function referrals.guardian_asked();

-- It is agreed to while all of it still holds. The child was told of it and agrees, or could not be asked; a child who is against it is not passed by.
create function referrals.guardian_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; why text;
begin
    select x.* into r from referrals.referral x where x.id = new.subject;
    why := referrals.guardian_request_refusal(r);
    if why is null and (r.sent_at is not null or r.version <> new.version) then why := 'access.nothing-proposed'; end if;
    if why is null and (new.record ->> 'heard' = 'AGREES' and new.record ->> 'told' = 'true' or new.record ->> 'heard' = 'UNABLE') is not true then
        why := 'referrals.guardian-child-unheard';
    end if;
    if why is not null then raise exception '%', why using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger guardian_agreed before update of state on access.decision for each row
    when (new.kind = 'REFERRAL_GUARDIAN' and old.state = 'WAITING' and new.state = 'AGREED') execute function referrals.guardian_agreed();

-- Why what waits cannot be agreed to any more, for who decides it; null: it can.
create function referrals.why_not_for_guardian(referral uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select referrals.guardian_request_refusal(r) from referrals.referral r
     where r.id = why_not_for_guardian.referral and access.sees(r.file_id, 32, false) $$;

-- Whether two people agreed, within seven days, that this version of the referral leaves without consent, and all of it still holds.
create function referrals.is_for_guardian(r referrals.referral, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = 'REFERRAL_GUARDIAN' and d.subject = r.id and d.file_id = r.file_id
                      and d.version = is_for_guardian.version and d.state = 'AGREED' and d.ended_at > access.moment() - interval '7 days')
       and referrals.guardian_request_refusal(r) is null $$;
-- The same of a draft, for who would send it.
create function referrals.leaves_for_guardian(referral uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select access.sees(r.file_id, 32, true) and r.sent_at is null and referrals.is_for_guardian(r, r.version) from referrals.referral r
                      where r.id = leaves_for_guardian.referral), false) $$;
-- What its sending gives: reading who the child is, for thirty days.
create function referrals.sent_for_guardian(given access.file_grant) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select given.sections & ~257 = 0 and given.valid_until <= given.valid_from + interval '30 days'
       and exists (select from referrals.referral r where r.file_id = given.file_id and given.id in (r.id, r.person_grant)
                      and r.valid_until <= r.sent_at + interval '30 days' and referrals.is_for_guardian(r, r.version - 1)) $$;

-- A no to case management or to sharing ends the request that waits; what has left by it ends with the child's no, as every referral ends with a no to sharing.
create function referrals.no_ends_guardian_request() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{REFERRAL_GUARDIAN}', d.subject, null) from access.decision d
      where d.file_id = new.file_id and d.kind = 'REFERRAL_GUARDIAN' and d.state = 'WAITING';
    -- who wrote a draft that two people agreed to, and has not sent it, hears that it leaves no more
    perform access.ring(array(
        select r.drafted_by from referrals.referral r join access.decision d on d.subject = r.id and d.version = r.version
         where r.file_id = new.file_id and r.sent_at is null and r.closed_at is null and r.drafted_by is distinct from access.actor()
           and d.kind = 'REFERRAL_GUARDIAN' and d.state = 'AGREED' and d.ended_at > access.moment() - interval '7 days'), 'referral');
    if new.purpose = 'CASE_MANAGEMENT' then
        update referrals.referral r set ended_at = access.moment(), ended_by = access.actor(), closed_at = access.moment(), version = r.version + 1
         where r.file_id = new.file_id and r.sent_at is not null and r.closed_at is null and r.valid_until > access.moment()
           and exists (select from access.decision d where d.kind = 'REFERRAL_GUARDIAN' and d.subject = r.id and d.state = 'AGREED' and d.ended_at <= r.sent_at);
    end if;
    return null;
end $$;
create trigger no_ends_guardian_request after insert on cases.consent for each row
    when (new.purpose in ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL') and new.status in ('REFUSED', 'WITHDRAWN'))
    execute function referrals.no_ends_guardian_request();
-- What a no of this moment ended: the requests that waited, those that had been agreed to and had not left, and the referrals that had left by one.
create function referrals.ended_by_no(file uuid) returns table (id uuid, sent boolean) stable language sql security definer set search_path = pg_catalog as $$
    select r.id, r.sent_at is not null from referrals.referral r join access.decision d on d.subject = r.id and d.kind = 'REFERRAL_GUARDIAN'
     where r.file_id = ended_by_no.file and access.sees(r.file_id, 2, false)
       and (d.state = 'REPLACED' and d.ended_at = access.moment()
            or d.state = 'AGREED' and r.sent_at is null and r.closed_at is null and d.version = r.version and d.ended_at > access.moment() - interval '7 days'
            or d.state = 'AGREED' and r.sent_at is not null and r.ended_at = access.moment() and r.ended_by = access.actor()) $$;
revoke execute on function referrals.ended_by_no, referrals.noes_to_asking, referrals.guardian_refusal, referrals.why_no_guardian_request, referrals.appoints_guardians,
    referrals.guardian_authorities, referrals.why_not_for_guardian,
    referrals.guardian_request_refusal, referrals.guardian_asked, referrals.guardian_agreed, referrals.is_for_guardian, referrals.leaves_for_guardian,
    referrals.sent_for_guardian, referrals.no_ends_guardian_request from public;
grant execute on function referrals.ended_by_no, referrals.why_no_guardian_request, referrals.guardian_authorities, referrals.why_not_for_guardian,
    referrals.leaves_for_guardian to akoma_protection;
