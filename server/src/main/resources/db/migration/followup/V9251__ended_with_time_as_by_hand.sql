-- The clock of the house has no moment of its own, and does not enter the schema of the files.
create function followup.release_files_at(now timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null then perform set_config('akoma.moment', now::text, true), cases.release_files(null); end if;
end $$;
revoke execute on function followup.release_files_at from public;
grant execute on function followup.release_files_at to akoma_administration;
