-- ---------- first day of a programme -----------------------------------------------------------------------------------
-- What no record can show is confirmed by a person: that the keys were copied, that a backup was brought back for a test, that the limits were read.
-- Only added to, by the function below; read by access.first_day alone.
create table access.first_day_confirmation (
    id           uuid constraint first_day_confirmation_pk primary key,
    step         text not null constraint first_day_confirmation_step check (step in ('KEYS_COPIED', 'BACKUP_TRIED', 'LIMITS_READ')),
    keys         text not null,                                      -- the fingerprint of the keys at that moment
    confirmed_by uuid not null constraint first_day_confirmation_by references access.person,
    confirmed_at timestamptz not null);
alter table access.first_day_confirmation enable row level security;

-- A short fingerprint of all keys: it changes with each rotation, so that the new ones are copied too. It tells nothing of a key.
create function access.keys_print() returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select left(encode(sha256(convert_to(string_agg(k.holder || k.number || encode(k.fingerprint, 'hex'), '|' order by k.holder, k.number), 'UTF8')), 'hex'), 16)
              from vault.key_fingerprint k);
end $$;
-- False: not theirs to confirm. An administrator of both sides answers for keys and backups, which are the house's; who oversees it for its limits.
create function access.confirm_first_day(id uuid, step text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role(case step when 'LIMITS_READ' then '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}' else '{SYSTEM_ADMINISTRATOR}' end::text[])
       or step <> 'LIMITS_READ' and not access.administers(null) then
        return false;
    end if;
    insert into access.first_day_confirmation (id, step, keys, confirmed_by, confirmed_at)
    select confirm_first_day.id, confirm_first_day.step, access.keys_print(), access.actor(), access.moment()
     where not exists (select from access.first_day_confirmation c where c.step = confirm_first_day.step and c.keys = access.keys_print());
    return true;
end $$;
-- Case workers at work whose account names no supervisor, or one who is not in post as such any more.
create function access.without_supervisor() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with held as (select r.role, r.person_id, p.supervisor_id from access.person_role r join access.person p on p.id = r.person_id
                   where r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                     and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date)
    select distinct h.person_id from held h
     where access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') and h.role = 'CASE_WORKER'
       and not exists (select from held s where s.role = 'CASE_SUPERVISOR' and s.person_id = h.supervisor_id) $$;
-- How far the house is: counts alone, for those who keep or approve accounts. No shelter, child or person is named.
create function access.first_day() returns table (fact text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date;
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return; end if;
    return query
    with held as (select r.role, r.person_id, r.organisation_id, r.unit_id, p.conduct_accepted_at
                    from access.person_role r join access.person p on p.id = r.person_id
                   where r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                     and p.contract_from <= today and p.contract_until > today),
         places as (select o.id from access.organisation o where o.code <> 'HOST' and coalesce(o.valid_until, 'infinity') > today),
         manned as (select distinct h.organisation_id as id from held h where h.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROVIDER', 'MINISTRY_OFFICER')),
         leads as (select h.organisation_id as id, count(distinct h.person_id) as led from held h where h.role = 'CASE_SUPERVISOR' group by 1),
         deputised as (select x.organisation_id as id from access.deputy x where access.is_deputy(x.person_id, x.organisation_id))
    select 'role.' || h.role, count(distinct h.person_id) from held h group by h.role
    union all select 'entered.' || h.role, count(distinct h.person_id) from held h where h.conduct_accepted_at is not null group by h.role
    union all select 'structures', count(*) from places
    union all select 'without-contact', count(*) from manned m where not exists (select from referrals.structure_entry e where e.organisation_id = m.id)
    union all select 'without-focal-point', count(*) from manned m where not exists (
        select from access.focal_point f where f.organisation_id = m.id and f.valid_from <= access.moment() and f.valid_until > access.moment()
           -- who follows the children of a structure reads no complaint about its team alone
           and not exists (select from held h where h.person_id = f.person_id and h.organisation_id = m.id
                              and h.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER')))
    union all select 'without-leader', count(distinct h.organisation_id) from held h where h.role = 'CASE_WORKER'
        and h.organisation_id not in (select l.id from leads l) and h.organisation_id not in (select d.id from deputised d)
    union all select 'without-deputy', count(*) from leads l where l.led = 1 and l.id not in (select d.id from deputised d)
    union all select 'without-supervisor', count(*) from access.without_supervisor()
    union all select 'roles-approved', count(*) from access.person_role r where r.approved_at is not null and r.given_by is not null
    union all select 'roles-waiting', count(*) from access.person_role r where r.approved_at is null and r.given_by is not null and r.valid_until > access.moment()
    union all select 'never-in', count(distinct h.person_id) from held h where h.conduct_accepted_at is null
    union all select 'without-telephone', count(distinct h.person_id) from held h join access.person p on p.id = h.person_id
        where p.compartment in ('akoma_protection', 'akoma_enforcement')
          and not exists (select from access.person_card c where c.person_id = h.person_id and c.telephone is not null)
    union all select 'shelters', count(*) from cases.shelter s where s.closed_on is null and (s.made_by is null or access.agreed('SHELTER', s.id, 1))
    union all select 'without-manager', count(*) from cases.shelter s where s.closed_on is null and s.id not in (select h.unit_id from held h where h.unit_id is not null)
    union all select 'agreements', count(*) from access.sharing_agreement a
        where a.confirmed_at is not null and a.signed_on <= today and coalesce(a.ended_on, a.expires_on) > today
    union all select 'files', count(*) from (select from cases.case_file limit 1) f
    union all select 'confirmed.' || c.step, count(*) from access.first_day_confirmation c
        where c.step <> 'KEYS_COPIED' or c.keys = access.keys_print() group by c.step;
end $$;
revoke execute on function access.keys_print, access.confirm_first_day, access.first_day, access.without_supervisor from public;
grant execute on function access.keys_print, access.confirm_first_day, access.first_day, access.without_supervisor to akoma_protection, akoma_custody, akoma_administration;
