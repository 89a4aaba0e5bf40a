-- Whether it is written who lives with the family and what part they had: what is written is sealed, and without it nobody is returned there.
alter table cases.family add column is_known boolean not null default false;

-- The answer to case management on which a child may be returned: a yes, and no later no. That nobody could be asked counts only where no guardian is on the
-- file and the child is too young to be asked itself (requirements.md 2.6: assent from six years on); the age as far as it is not sealed. In any other case
-- two people agree to an exception, with the reason.
create function cases.return_consented(file uuid, day date) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare answer text; years int;
begin
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1;
    if answer is null or answer in ('REFUSED', 'WITHDRAWN') or cases.care_refused(file) then return false; end if;
    if answer = 'GIVEN' then return true; end if;
    select f.age_at_rescue + greatest(0, extract(year from age(day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int into years
      from cases.case_file f where f.id = file;
    return not cases.is_guarded(file, day) and years < access.limit_of('consent.assent.min-age', 6);
end $$;
revoke execute on function cases.return_consented from public;

-- What is missing for a return to a family in this country from this day on.
create or replace function cases.return_lacks(file uuid, to_country text, day date) returns text[]
stable language plpgsql security definer set search_path = pg_catalog as $$
declare t cases.tracing; lacks text[] := '{}';
begin
    select * into t from cases.tracing x where x.file_id = file and x.status in ('VERIFIED', 'REUNIFIED') order by x.opened_on desc, x.id desc limit 1;
    if t.id is null then lacks := lacks || 'TRACING'::text; end if;
    if t.return_safe is not true then lacks := lacks || 'RETURN_SAFE'::text; end if;
    if cases.family_bars(file) or not exists (select from cases.family x where x.file_id = file and x.is_known) then lacks := lacks || 'FAMILY'::text; end if;
    if not exists (select from cases.case_file x where x.id = file and x.assessed_at is not null) then lacks := lacks || 'ASSESSMENT'::text; end if;
    if not exists (select from cases.best_interests x where x.file_id = file) then
        lacks := lacks || 'BEST_INTERESTS'::text;
    elsif (to_country is distinct from cases.country_now(file)
           or not exists (select from cases.guardian g where g.file_id = file and g.kind in ('PARENT', 'RELATIVE') and g.appointed_on <= day
                             and coalesce(g.ended_on, 'infinity') > day))
          and not exists (select from cases.best_interests x where x.file_id = file and x.kind = 'DETERMINATION' and x.professions >= 2) then
        lacks := lacks || 'DETERMINATION'::text;
    end if;
    if cases.return_consented(file, day) is not true then lacks := lacks || 'CONSENT'::text; end if;
    return lacks;
end $$;
