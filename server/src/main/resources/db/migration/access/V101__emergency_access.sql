-- Emergency access (requirements.md 9, trust.md G7): everything that limits it lies in the function that gives it, so that no login gets round it.
alter table access.break_glass add column review_due timestamptz;            -- by when it is to be judged
update access.break_glass set review_due = at + interval '24 hours';
alter table access.break_glass alter review_due set not null;
create index break_glass_of_person on access.break_glass (person_id, at);

-- A limit of the house as a number: what the house has chosen, or else the default of reference/policies.json (a test holds them together).
create function access.limit_of(key text, standard int) returns int
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return coalesce((select p.value::int from reference.policy_value p where p.key = limit_of.key), standard);
end $$;
create function access.has_role(wanted text[]) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = any (wanted) and r.compartment = session_user
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Every data protection officer at work.
create function access.custodians() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id from access.person_role r join access.person p on p.id = r.person_id
     where r.role = 'DATA_PROTECTION_OFFICER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_until > (access.moment() at time zone 'UTC')::date $$;
-- Rings without a word of what it is about; nobody rings their own bell.
create function access.ring(persons uuid[], kind text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at)
    select gen_random_uuid(), x, ring.kind, access.moment() from (select distinct unnest(persons) x) p where x is not null and x <> access.actor();
end $$;

drop function access.break_glass(uuid, uuid, text, int, bytea);
-- OPENED, NO_FILE, NOT_NEEDED (the actor holds all of it already, or opened it before), TODAY (three within 24 hours), UNREVIEWED (two wait to be judged).
create function access.break_glass(id uuid, file uuid, file_code text, reason bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare ends timestamptz; child record;
begin
    if access.actor() is null or not access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR']) then return 'NO_FILE'; end if;
    perform pg_advisory_xact_lock(hashtextextended(access.actor()::text, 9));   -- one after another, or two would count themselves as the last
    if (select count(*) from access.break_glass b where b.person_id = access.actor() and b.verdict is null) >= access.limit_of('break-glass.unreviewed.max', 2) then
        return 'UNREVIEWED';
    end if;
    if (select count(*) from access.break_glass b where b.person_id = access.actor() and b.at > access.moment() - interval '24 hours')
       >= access.limit_of('break-glass.day.max', 3) then
        return 'TODAY';
    end if;
    select f.worker_id, f.supervisor_id, f.organisation_id into child from cases.case_file f where f.id = file and f.code = break_glass.file_code;
    if not found then return 'NO_FILE'; end if;
    if access.in_emergency(file) or coalesce((select bit_or(g.sections & (access.ceilings())[g.way]) = 511 from access.file_grant g
         where g.file_id = file and g.holder = any (access.holders()) and g.valid_from <= access.moment() and g.valid_until > access.moment()), false) then
        return 'NOT_NEEDED';
    end if;
    ends := access.moment() + make_interval(hours => access.limit_of('break-glass.duration', 4));
    insert into access.break_glass (id, file_id, file_code, person_id, at, until, review_due, reason)
    values (break_glass.id, file, break_glass.file_code, access.actor(), access.moment(), ends,
            access.moment() + make_interval(hours => access.limit_of('break-glass.review.max', 24)), break_glass.reason);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    values (break_glass.id, file, 'PERSON', access.actor(), 511, true, access.moment(), ends, 'BREAK_GLASS', access.actor());
    perform access.ring(array(select access.custodians()) || child.worker_id || child.supervisor_id, 'alert');
    return 'OPENED';
end $$;

-- DONE, NOT_FOUND (also for who does not hold the file otherwise), TO_ONESELF, CHANGED (judged already).
create function access.judge_break_glass(glass uuid, verdict text) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare opened access.break_glass;
begin
    select * into opened from access.break_glass b where b.id = glass for update;
    if not found or not (access.has_role(array['DATA_PROTECTION_OFFICER'])
            or (access.has_role(array['CASE_SUPERVISOR']) and access.keeps(opened.file_id, 256, true)) or opened.person_id = access.actor()) then
        return 'NOT_FOUND';
    end if;
    if opened.person_id = access.actor() then return 'TO_ONESELF'; end if;
    if opened.verdict is not null then return 'CHANGED'; end if;
    update access.break_glass b set reviewed_by = access.actor(), reviewed_at = access.moment(), verdict = judge_break_glass.verdict where b.id = glass;
    if judge_break_glass.verdict = 'NOT_JUSTIFIED' then
        update access.file_grant g set valid_until = greatest(g.valid_from, access.moment()) where g.id = glass and g.valid_until > access.moment();
        delete from access.session s where s.person_id = opened.person_id;
        perform access.ring(array[opened.person_id], 'alert');
    end if;
    return 'DONE';
end $$;

drop policy seen on access.break_glass;
drop policy reviewed on access.break_glass;
drop policy reviewed_by_supervisor on access.break_glass;
create policy seen on access.break_glass for select to akoma_protection using (person_id = (select access.actor()) or access.keeps(file_id, 256, true));
revoke update on access.break_glass from akoma_custody, akoma_protection;
revoke update (reviewed_by, reviewed_at, verdict) on access.break_glass from akoma_custody, akoma_protection;

revoke execute on function access.limit_of, access.has_role, access.custodians, access.ring, access.break_glass, access.judge_break_glass from public;
grant execute on function access.has_role, access.limit_of to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function access.break_glass to akoma_protection;
grant execute on function access.judge_break_glass to akoma_protection, akoma_custody;
