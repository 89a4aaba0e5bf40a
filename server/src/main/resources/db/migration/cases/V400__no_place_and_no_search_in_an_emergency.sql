-- Where a child lives, its way home and the search for it are not changed by who has nothing but an emergency access (trust.md G7).
create trigger not_in_an_emergency before insert or update on cases.placement for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create trigger not_in_an_emergency before insert or update on cases.homecoming for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create trigger not_in_an_emergency before insert on cases.search_step for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();

-- Of the file's own row only the day of the next visit moves with a visit that was made.
drop policy added_in_emergency on cases.turn;
create policy added_in_emergency on cases.turn for insert to akoma_protection with check (what = 'NEXT_VISIT' and access.in_emergency(file_id));
create or replace function cases.emergency_keeps_the_rest() returns trigger language plpgsql set search_path = pg_catalog as $$
declare free text[] := array['next_visit_due', 'updated_at', 'version'];
begin
    if access.in_emergency(old.id) and not access.keeps(old.id, 256, true) and (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
        raise exception 'cases.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
