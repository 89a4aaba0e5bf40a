-- The custodian of the journal reads which file an entry is about by its code, and finds a file's entries by it; of the file itself they read nothing.
create function cases.codes_of(files uuid[]) returns table (id uuid, code text)
language sql stable security definer set search_path = pg_catalog as $$
    select f.id, f.code from cases.case_file f where f.id = any (files)
$$;
create function cases.file_of(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select f.id from cases.case_file f where f.code = wanted
$$;
revoke execute on function cases.codes_of, cases.file_of from public;
grant usage on schema cases to akoma_custody;
grant execute on function cases.codes_of, cases.file_of to akoma_custody;
