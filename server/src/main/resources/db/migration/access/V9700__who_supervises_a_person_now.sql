-- Who supervises somebody now. The account names one when it is made, and nobody changes that alone; on the care side the name counts for as long as that
-- person may lead in the structure, and after it those who may supervise for the structure do. On the other sides: while a role and a contract hold.
create function access.supervisors_of(person uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare a access.person;
begin
    select * into a from access.person x where x.id = supervisors_of.person;
    if a.supervisor_id is null then return; end if;
    if a.compartment <> 'akoma_protection' then
        return query select s.id from access.person s where s.id = a.supervisor_id
            and s.contract_from <= (access.moment() at time zone 'UTC')::date and s.contract_until > (access.moment() at time zone 'UTC')::date
            and exists (select from access.person_role r where r.person_id = s.id
                           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment());
    elsif access.may_lead(a.supervisor_id, a.organisation_id) then return next a.supervisor_id;
    else return query select l from access.leaders(a.organisation_id) l where l <> a.id; end if;
end $$;

-- The one in whose hands a new file of this person begins: whom the account names, or the only one who leads there now. Of several of the structure none,
-- so that each of them is rung and may take the file over; of several deputies the first, for nobody else there could read of a danger.
create function access.supervisor_of(person uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select case when count(*) = 1 or not bool_or(s.organisation_id = a.organisation_id) then (array_agg(s.id order by s.code))[1] end
      from access.person a join access.person s on s.id in (select access.supervisors_of(a.id)) where a.id = supervisor_of.person $$;

-- Whether somebody supervises a person now.
create or replace function access.supervises(who uuid, person uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select supervises.who in (select access.supervisors_of(supervises.person)) $$;

-- The people of the care side whom the actor supervises now, of whom access.supervisors_of says so.
create function access.supervised() returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query with led as materialized (
        select o.id from (select r.organisation_id as id from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR'
                           union select d.organisation_id from access.deputy d where d.person_id = access.actor()) o
         where access.may_lead(access.actor(), o.id)),
    named as materialized (
        select n.supervisor_id, n.organisation_id from (select distinct p.supervisor_id, p.organisation_id from access.person p
                where p.organisation_id in (select l.id from led l) and p.compartment = 'akoma_protection' and p.supervisor_id is not null) n
         where n.supervisor_id = access.actor()
            or not access.may_lead(n.supervisor_id, n.organisation_id) and access.actor() in (select access.leaders(n.organisation_id)))
    select p.id from access.person p join named n on n.supervisor_id = p.supervisor_id and n.organisation_id = p.organisation_id
     where p.compartment = 'akoma_protection' and p.id <> access.actor();
end $$;
revoke execute on function access.supervisors_of, access.supervisor_of, access.supervised from public;
grant execute on function access.supervised to akoma_protection;
grant execute on function access.supervisor_of to akoma_protection, akoma_administration, akoma_custody;

-- Who may decide it now, for the bell: the file's own supervisor alone when it is one of them.
create or replace function access.deciders(decision uuid) returns setof uuid
stable language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; supervisor uuid;
begin
    select * into d from access.decision x where x.id = decision;
    if d.file_id is not null then
        select f.supervisor_id into supervisor from cases.case_file f where f.id = d.file_id;
        if supervisor is not null and access.decides(d, supervisor) then return next supervisor; return; end if;
    end if;
    return query select distinct r.person_id from access.person_role r join access.decision_kind k on k.kind = d.kind
                  where r.role = any (k.roles) and access.decides(d, r.person_id)
                    and (d.file_id is null or r.organisation_id = d.organisation_id
                         or exists (select from access.deputy x where x.organisation_id = d.organisation_id and x.person_id = r.person_id))
                  union
                 select s from access.supervisors_of(d.subject) s where d.kind = 'PASSWORD' and access.decides(d, s);
end $$;

create or replace function access.set_password(person uuid, first text, rest text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.credential (person_id, password_hash, rest_hash, rest_awaited, must_change, one_time_until)
    values (person, first, rest, rest is null, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, rest_hash = excluded.rest_hash, rest_awaited = excluded.rest_awaited,
           must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = set_password.person;
    -- who could now enter in another's name is seen by three people at once
    perform access.ring(array(select access.custodians()) || set_password.person || array(select access.supervisors_of(set_password.person)), 'alert');
end $$;
