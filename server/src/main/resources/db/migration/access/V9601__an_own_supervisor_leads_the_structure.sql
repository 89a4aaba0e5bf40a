-- Whether somebody is named as the supervisor of a person, with a contract and a role that hold now; in care, one who may supervise for the structure of that
-- person now: a deputy whose time is over decides of nobody there.
create or replace function access.supervises(who uuid, person uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person a join access.person s on s.id = a.supervisor_id join access.person_role r on r.person_id = s.id
                    where a.id = supervises.person and s.id = who
                      and (a.compartment <> 'akoma_protection' or access.may_lead(s.id, a.organisation_id))
                      and s.contract_from <= (access.moment() at time zone 'UTC')::date and s.contract_until > (access.moment() at time zone 'UTC')::date
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
