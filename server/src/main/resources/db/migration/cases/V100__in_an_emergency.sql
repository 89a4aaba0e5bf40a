-- In an emergency one writes placement and follow-up (trust.md G7). Both leave their mark on the file's own row and its history: where the child
-- lives, the next visit, the search for a lost child. Nothing else of the row may change so.
create policy changed_in_emergency on cases.case_file for update to akoma_protection using (access.in_emergency(id));
create policy added_in_emergency on cases.turn for insert to akoma_protection
    with check (what in ('CARE', 'COUNTRY', 'NEXT_VISIT', 'LOST') and access.in_emergency(file_id));
create function cases.emergency_keeps_the_rest() returns trigger language plpgsql set search_path = pg_catalog as $$
declare free text[] := array['care', 'country', 'next_visit_due', 'lost_since', 'updated_at', 'version'];
begin
    if access.in_emergency(old.id) and not access.keeps(old.id, 256, true) and (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
        raise exception 'cases.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function cases.emergency_keeps_the_rest from public;
create trigger emergency_keeps_the_rest before update on cases.case_file for each row
    when (current_user = 'akoma_protection') execute function cases.emergency_keeps_the_rest();
