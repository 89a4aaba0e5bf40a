-- That a family took part, or that contact with it is unsafe, may be put right by one person; a return to it then waits until another person has
-- agreed that the family is verified and a return to it safe: by a request that was made after it, and so shows it. That it is found, but not safe, lifts
-- nothing.
alter table cases.family add column unbarred_at timestamptz;
create function cases.remember_bar() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- in clear stands what the sealed words say: the one does not change without the other
    if session_user = 'akoma_protection' and new.bars_return is distinct from old.bars_return
       and (new.sealed is not distinct from old.sealed or new.version <> old.version + 1) then
        raise exception 'cases.family-bar-by-words' using errcode = 'insufficient_privilege';
    end if;
    new.unbarred_at := case when old.bars_return and not new.bars_return then coalesce(access.moment(), now()) else old.unbarred_at end;
    return new;
end $$;
create trigger remember_bar before update on cases.family for each row execute function cases.remember_bar();

create function cases.family_bars(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.family x where x.file_id = file
                      and (x.bars_return
                           or x.unbarred_at is not null
                              and not exists (select from access.decision d join cases.tracing t on t.id = d.subject and t.return_safe
                                                where d.kind = 'TRACING' and d.file_id = family_bars.file and d.state = 'AGREED'
                                                  and d.proposed_at > x.unbarred_at))) $$;
revoke execute on function cases.family_bars from public;

-- What is missing for a return to a family in this country from this day on.
create or replace function cases.return_lacks(file uuid, to_country text, day date) returns text[]
stable language plpgsql security definer set search_path = pg_catalog as $$
declare t cases.tracing; lacks text[] := '{}'; answer text;
begin
    select * into t from cases.tracing x where x.file_id = file and x.status in ('VERIFIED', 'REUNIFIED') order by x.opened_on desc, x.id desc limit 1;
    if t.id is null then lacks := lacks || 'TRACING'::text; end if;
    if t.return_safe is not true then lacks := lacks || 'RETURN_SAFE'::text; end if;
    if cases.family_bars(file) then lacks := lacks || 'FAMILY'::text; end if;
    if not exists (select from cases.case_file x where x.id = file and x.assessed_at is not null) then lacks := lacks || 'ASSESSMENT'::text; end if;
    if not exists (select from cases.best_interests x where x.file_id = file) then
        lacks := lacks || 'BEST_INTERESTS'::text;
    elsif (to_country is distinct from cases.country_now(file)
           or not exists (select from cases.guardian g where g.file_id = file and g.kind in ('PARENT', 'RELATIVE') and g.appointed_on <= day
                             and coalesce(g.ended_on, 'infinity') > day))
          and not exists (select from cases.best_interests x where x.file_id = file and x.kind = 'DETERMINATION' and x.professions >= 2) then
        lacks := lacks || 'DETERMINATION'::text;
    end if;
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1;
    if answer is null or answer in ('REFUSED', 'WITHDRAWN') then lacks := lacks || 'CONSENT'::text; end if;
    return lacks;
end $$;
