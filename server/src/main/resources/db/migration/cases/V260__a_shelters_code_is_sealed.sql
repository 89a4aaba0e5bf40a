-- A shelter's code says which shelter it is, and a placement, a grant or a role that names it where a child is. The code is sealed now; by a keyed
-- hash of it a shelter is found and is the only one of its code. Other records keep the shelter's id, which tells nothing and serves counts.
-- Nothing was released: codes that lie in clear are not taken over, a house of before is made anew.
alter table cases.shelter drop column code;
alter table cases.shelter add column code bytea not null;                -- under the house key, bound to the id
alter table cases.shelter add column code_token bytea not null
    constraint shelter_code_token unique constraint shelter_code_token_whole check (length(code_token) = 32);

drop function cases.report_shelters;
create function cases.report_shelters(day date) returns table (id uuid, code bytea, country text, occupied bigint, capacity int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, s.code, s.country, cases.occupied(s.id, day), cases.places(s.id, day) from cases.shelter s where cases.stood(s.id, day) $$;
revoke execute on function cases.report_shelters from public;
grant execute on function cases.report_shelters to akoma_publication;
