-- ---------- first day of a programme -----------------------------------------------------------------------------------
-- What no record can show is confirmed by a person: that the keys were copied, that a backup was brought back for a test, that the limits were read.
-- Only added to, by the function below; read by access.first_day and access.first_day_confirmed alone.
create table access.first_day_confirmation (
    id           uuid constraint first_day_confirmation_pk primary key,
    step         text not null constraint first_day_confirmation_step check (step in ('KEYS_COPIED', 'BACKUP_TRIED', 'LIMITS_READ')),
    keys         text not null,                                      -- the fingerprint of the keys at that moment
    done_on      date,                                               -- the day of the copy or the trial
    place        text constraint first_day_confirmation_place check (place = btrim(place) and length(place) between 3 and 120),
    confirmed_by uuid not null constraint first_day_confirmation_by references access.person,
    confirmed_at timestamptz not null,
    constraint first_day_confirmation_whole check ((done_on is null) = (step = 'LIMITS_READ') and (place is null) = (step = 'LIMITS_READ')),
    constraint first_day_confirmation_day check (done_on between (confirmed_at at time zone 'UTC')::date - 365 and (confirmed_at at time zone 'UTC')::date));
alter table access.first_day_confirmation enable row level security;

-- A short fingerprint of all keys: it changes with each rotation, so that the new ones are copied too. It tells nothing of a key.
create function access.keys_print() returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select left(encode(sha256(convert_to(string_agg(k.holder || k.number || encode(k.fingerprint, 'hex'), '|' order by k.holder, k.number), 'UTF8')), 'hex'), 16)
              from vault.key_fingerprint k);
end $$;
-- Before this day nothing that a person confirms can have been done: a copy of the keys is of those that seal now, a backup is of this house. What is
-- older than a year says nothing of today. A house whose clock was set back has no such moment.
create function access.first_day_earliest(step text) returns date
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (greatest(access.moment() - interval '365 days',
                     case step when 'KEYS_COPIED' then (select max(k.made_at) from vault.key_fingerprint k where k.made_at <= access.moment())
                               else (select h.made_at from vault.house h where h.made_at <= access.moment()) end) at time zone 'UTC')::date;
end $$;
-- False: not theirs to confirm, or on a day on which it cannot have been done. An administrator of both sides answers for keys and backups, which are the house's; who oversees it for its limits.
create function access.confirm_first_day(id uuid, step text, done_on date, place text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role(case step when 'LIMITS_READ' then '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}' else '{SYSTEM_ADMINISTRATOR}' end::text[])
       or step <> 'LIMITS_READ' and not access.administers(null)
       or done_on not between access.first_day_earliest(step) and (access.moment() at time zone 'UTC')::date then
        return false;
    end if;
    insert into access.first_day_confirmation (id, step, keys, done_on, place, confirmed_by, confirmed_at)
    select confirm_first_day.id, confirm_first_day.step, access.keys_print(), confirm_first_day.done_on, confirm_first_day.place, access.actor(), access.moment()
     where not exists (select from access.first_day_confirmation c where c.step = confirm_first_day.step and c.keys = access.keys_print());
    return true;
end $$;
-- What was confirmed last, by whom, and what they said of it, for those who read the counts.
create function access.first_day_confirmed() returns table (step text, by_code text, at timestamptz, done_on date, place text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return; end if;
    return query select distinct on (c.step) c.step, upper(p.code), c.confirmed_at, c.done_on, c.place
                   from access.first_day_confirmation c join access.person p on p.id = c.confirmed_by
                  where c.step <> 'KEYS_COPIED' or c.keys = access.keys_print() order by c.step, c.confirmed_at desc;
end $$;
-- Case workers at work whose account names no supervisor, or one who is not in post as such any more.
create function access.without_supervisor() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with held as (select r.role, r.person_id, p.supervisor_id from access.person_role r join access.person p on p.id = r.person_id
                   where r.approved_at <= (select access.moment()) and r.valid_from <= (select access.moment()) and r.valid_until > (select access.moment())
                     and p.contract_from <= ((select access.moment()) at time zone 'UTC')::date and p.contract_until > ((select access.moment()) at time zone 'UTC')::date)
    select distinct h.person_id from held h
     where access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') and h.role = 'CASE_WORKER'
       and not exists (select from held s where s.role = 'CASE_SUPERVISOR' and s.person_id = h.supervisor_id) $$;
-- Who at work wrote no address for letters, for who keeps or approves accounts: that there is none, never which.
create function access.without_address() returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return; end if;
    return query select distinct h.person_id from access.held_now() h
                  where not exists (select from notices.choice c where c.person_id = h.person_id and (c.email is not null or c.phone is not null));
end $$;
-- Who has a role now, for the guide; in these structures alone, null: in all. Planned for each call: by a plan for any moment few would have a role, and each
-- person was looked up.
create function access.held_now(structures uuid[] default null) returns table (role text, person_id uuid, organisation_id uuid, unit_id uuid, entered boolean)
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare this_moment timestamptz := access.moment(); today date := (this_moment at time zone 'UTC')::date;
begin
    return query
    select r.role, r.person_id, r.organisation_id, r.unit_id, p.conduct_accepted_at is not null
      from access.person_role r join access.person p on p.id = r.person_id
     where (structures is null or r.organisation_id = any (structures)) and r.approved_at <= this_moment and r.valid_from <= this_moment and r.valid_until > this_moment
       and p.contract_from <= today and p.contract_until > today;
end $$;
-- The structures that wait for a step, each with up to five people who can take it there: of those who keep its entry of the directory, or propose its
-- agreements, its supervisors, or who comes next. The administrator or data protection officer takes the other steps for every structure.
-- Of these structures alone; null: of all.
create function access.first_day_lacks(structures uuid[] default null) returns table (step text, organisation_id uuid, people uuid[])
language plpgsql stable security definer set search_path = pg_catalog as $$
declare this_moment timestamptz := access.moment(); today date := (this_moment at time zone 'UTC')::date;
begin
    return query
    with held as (select * from access.held_now(structures)),
         manned as (select distinct h.organisation_id as id from held h where h.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROVIDER', 'MINISTRY_OFFICER')),
         working as (select distinct h.organisation_id as id from held h where h.role = 'CASE_WORKER'),
         leads as (select h.organisation_id as id, count(distinct h.person_id) as led from held h where h.role = 'CASE_SUPERVISOR' group by 1),
         deputised as (select x.organisation_id as id from access.deputy x
                        where (structures is null or x.organisation_id = any (structures)) and access.is_deputy(x.person_id, x.organisation_id)),
         lacking as (
             select 'contacts' as step, m.id from manned m where not exists (select from referrals.structure_entry e where e.organisation_id = m.id)
             union all select 'focal-points', m.id from manned m where not exists (
                 select from access.focal_point f where f.organisation_id = m.id and f.valid_from <= this_moment and f.valid_until > this_moment
                    -- who follows the children of a structure reads no complaint about its team alone
                    and not access.is_of_team(f.person_id, m.id))
             union all select 'leaders', w.id from working w where w.id not in (select l.id from leads l) and w.id not in (select d.id from deputised d)
             union all select 'deputies', l.id from leads l where l.led = 1 and l.id not in (select d.id from deputised d)
             union all select 'agreements', w.id from working w where not exists (
                 select from access.sharing_agreement a where w.id in (a.from_id, a.to_id)
                    and a.signed_on <= today and coalesce(a.ended_on, a.expires_on) > today)
             -- where nobody may consent for a child, an authority of the country names a guardian: only by an agreement can it be asked
             union all select 'authorities', w.id from working w join access.organisation o on o.id = w.id
              where o.kind not in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') and not exists (
                 select from access.sharing_agreement a join access.organisation t on t.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') and t.country = o.country
                    and (a.from_id = o.id and a.to_id = t.id or a.both_ways and a.to_id = o.id and a.from_id = t.id)
                  where 'PROTECTION' = any (a.purposes) and a.confirmed_at is not null
                    and a.signed_on <= today and coalesce(a.ended_on, a.expires_on) > today)),
         -- all structures at once: looked for one by one, this would be the work of structures times people
         ranked as (select t.step, h.organisation_id as id, h.person_id,
                           rank() over (partition by t.step, h.organisation_id order by min(array_position(t.roles, h.role))) as n
                      from (values ('contacts', '{CASE_SUPERVISOR,MINISTRY_OFFICER,PROVIDER,SHELTER_MANAGER,PROJECT_MANAGER,CASE_WORKER}'::text[]),
                                   ('agreements', '{CASE_SUPERVISOR}'), ('authorities', '{CASE_SUPERVISOR}')) t (step, roles)
                      join held h on h.role = any (t.roles) group by t.step, h.organisation_id, h.person_id),
         takers as (select r.step, r.id, array_agg(r.person_id order by r.person_id) as people from ranked r where r.n = 1 group by r.step, r.id
                    -- who was named, and has joined the team since
                    union all select 'focal-points', f.organisation_id, array_agg(distinct f.person_id) from access.focal_point f
                     where f.valid_from <= this_moment and f.valid_until > this_moment group by f.organisation_id)
    select l.step, l.id, coalesce(t.people[1:5], '{}') from lacking l left join takers t on t.step = l.step and t.id = l.id;
end $$;
-- The steps of the first day that are the actor's own, as long as they are not taken.
create function access.own_first_day() returns setof text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare me uuid := access.actor();
begin
    if access.holds_role('{CASE_SUPERVISOR}') and not exists (
           select from cases.shelter s where s.closed_on is null and (s.made_by is null or exists (
               select from access.decision d where d.kind = 'SHELTER' and d.subject = s.id and d.state in ('WAITING', 'AGREED')))) then
        return next 'shelters';
    end if;
    if access.holds_role('{CASE_SUPERVISOR,MINISTRY_OFFICER,PROVIDER,SHELTER_MANAGER,PROJECT_MANAGER,CASE_WORKER}') then
        return query select distinct l.step
            from access.first_day_lacks(array(select r.organisation_id from access.person_role r where r.person_id = me)) l
           where me = any (l.people) and l.step <> 'focal-points'
             and (l.step <> 'authorities' or exists (
                select from access.organisation o join access.organisation t on t.country = o.country and t.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')
                 where o.id = l.organisation_id and coalesce(t.valid_until, 'infinity') > (access.moment() at time zone 'UTC')::date))
             and (l.step <> 'agreements' or exists (
            select from access.held_now() h join access.organisation o on o.id = h.organisation_id
             where h.organisation_id <> l.organisation_id and o.kind <> 'LAW_ENFORCEMENT' and o.code <> 'HOST'));
    end if;
    if me is not null and not exists (select from access.person_card c where c.person_id = me and c.telephone is not null) then return next 'telephones'; end if;
    -- who saved a choice without an address was asked, and wants none
    if me is not null and not exists (select from notices.choice c where c.person_id = me) then return next 'mail'; end if;
    -- while a slip waits for the worker, the child is received by it and not registered beside it
    if access.holds_role('{CASE_WORKER}') and not exists (select from cases.case_file)
       and not exists (select from slips.slip s where s.receiver_id = me and s.status in ('OPEN', 'SIGNED_BY_OFFICER')) then
        return next 'first-file';
    end if;
end $$;
-- Whether any child was registered, for who keeps or approves accounts.
create function access.has_file() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') and exists (select from cases.case_file);
end $$;
-- How far the house is: counts alone, for those who keep or approve accounts. No shelter, child or person is named.
create function access.first_day() returns table (fact text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare this_moment timestamptz := access.moment(); today date := (this_moment at time zone 'UTC')::date;
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return; end if;
    return query
    with held as (select * from access.held_now()),
         places as (select o.id from access.organisation o where o.code <> 'HOST' and coalesce(o.valid_until, 'infinity') > today)
    select 'role.' || h.role, count(distinct h.person_id) from held h group by h.role
    -- an administrator of one side alone gives no other administrator a password
    union all select 'entered.' || h.role, count(distinct h.person_id) from held h
               where h.entered and (h.role <> 'SYSTEM_ADMINISTRATOR' or exists (
                   select from access.person_role r where r.person_id = h.person_id and r.role = h.role and r.side is null
                      and r.approved_at <= this_moment and r.valid_from <= this_moment and r.valid_until > this_moment))
               group by h.role
    -- Made with the house: it bears the name and the country of the program until somebody says who runs it.
    union all select 'host', count(*) from access.organisation o where o.code = 'HOST'
    union all select 'host-unsaid', count(*) from access.organisation o where o.code = 'HOST' and (o.label = 'Akoma' or o.town is null)
    union all select 'structures', count(*) from places
    union all select 'without.' || l.step, count(*) from access.first_day_lacks() l group by l.step
    union all select 'without-supervisor', count(*) from access.without_supervisor()
    union all select 'without-coordinator', count(distinct h.person_id) from held h join access.person p on p.id = h.person_id
        where h.role = 'LE_OFFICER' and not exists (select from held c where c.role = 'LE_COORDINATOR' and c.person_id = p.supervisor_id)
    union all select 'roles-approved', count(*) from access.person_role r where r.approved_at is not null and r.given_by is not null
    union all select 'roles-waiting', count(*) from access.person_role r where r.approved_at is null and r.given_by is not null and r.valid_until > this_moment
    union all select 'never-in', count(distinct h.person_id) from held h where not h.entered
    union all select 'without-telephone', count(distinct h.person_id) from held h where not exists (select from access.person_card c where c.person_id = h.person_id and c.telephone is not null)
    union all select 'without-address', count(*) from access.without_address()
    union all select 'shelters', count(*) from cases.shelter s where s.closed_on is null and (s.made_by is null or access.agreed('SHELTER', s.id, 1))
    union all select 'without-manager', count(*) from cases.shelter s where s.closed_on is null and s.id not in (select h.unit_id from held h where h.unit_id is not null)
    union all select 'agreements', count(*) from access.sharing_agreement a
        where a.confirmed_at is not null and a.signed_on <= today and coalesce(a.ended_on, a.expires_on) > today
    union all select 'files', count(*) from (select from cases.case_file limit 1) f
    union all select 'confirmed.' || c.step, count(*) from access.first_day_confirmation c
        where c.step <> 'KEYS_COPIED' or c.keys = access.keys_print() group by c.step;
end $$;
-- Which structures these are, for those who read the counts.
create function access.first_day_structures() returns table (step text, structure text, people uuid[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return; end if;
    return query select l.step, o.code, l.people from access.first_day_lacks() l join access.organisation o on o.id = l.organisation_id order by 1, 2;
end $$;
revoke execute on function access.keys_print, access.first_day_earliest, access.confirm_first_day, access.first_day, access.first_day_confirmed, access.without_supervisor, access.without_address, access.held_now, access.first_day_lacks,
    access.own_first_day, access.first_day_structures, access.has_file from public;
grant execute on function access.keys_print, access.first_day_earliest, access.confirm_first_day, access.first_day, access.first_day_confirmed, access.without_supervisor, access.without_address,
    access.first_day_structures, access.has_file to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.own_first_day to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
