-- What a person's roles reach is worked out when their session begins and kept with it. A role or contract that changes ends the session; one that
-- begins or ends by the calendar is known beforehand, so that from then on each entering works it out anew. Grants are never kept.
alter table access.session
    add grantees    text,
    add holders     text,
    add ceilings    int[],
    add writings    int[],
    add reach_from  timestamptz,
    add reach_until timestamptz;

create function access.keep_reach() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare reach record;
begin
    select r.* into reach from access.person p, access.reach_of(p.id, p.compartment, new.opened_at) r where p.id = new.person_id;
    new.grantees := reach.grantees::text;
    new.holders := reach.holders::text;
    new.ceilings := reach.ceilings;
    new.writings := reach.writings;
    new.reach_from := new.opened_at;
    new.reach_until := coalesce((
        select min(t.at) from (
            select unnest(array[r.approved_at, r.valid_from, r.valid_until]) as at from access.person_role r where r.person_id = new.person_id
            union all
            select unnest(array[p.contract_from, p.contract_until])::timestamp at time zone 'UTC' from access.person p where p.id = new.person_id) t
         where t.at > new.opened_at), 'infinity');
    return new;
end $$;
revoke execute on function access.keep_reach from public;
create trigger keep_reach before insert on access.session for each row execute function access.keep_reach();

-- What the holders see of every file, by grants that name none (oversight).
create function access.everywhere_of(holders uuid[], ceilings int[], moment timestamptz) returns int
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(bit_or(g.sections & ceilings[g.way]), 0) from access.file_grant g
     where g.file_id is null and g.holder = any (holders) and g.valid_from <= moment and g.valid_until > moment $$;
revoke execute on function access.everywhere_of from public;
