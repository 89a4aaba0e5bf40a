-- No stay ends because the child ran away or was taken without a search and an open alert, by the time the transaction ends (trust.md 4).
create function followup.missing_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null)
            or not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('MISSING', 'LOST_TO_FOLLOW_UP') and a.closed_at is null)) then
        raise exception 'followup.missing-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger missing_is_told after update on cases.placement deferrable initially deferred for each row
    when (new.end_reason in ('RAN_AWAY', 'TAKEN_AWAY') and old.end_reason is null) execute function followup.missing_is_told();
