-- A file stays, under its id: a child is erased by destroying the key. So what lies on a file needs no lock on it, and tables that get many
-- rows a file ask once a statement, for all its new rows, whether each has its file, where a foreign key asks for every row.
create function cases.file_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.file-stays' using errcode = 'restrict_violation';
end $$;
create trigger file_stays before delete on cases.case_file for each row execute function cases.file_stays();
create trigger file_keeps_its_id before update of id on cases.case_file for each row when (new.id is distinct from old.id) execute function cases.file_stays();
create trigger file_stays_with_all before truncate on cases.case_file for each statement execute function cases.file_stays();

create function cases.is_on_a_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from (select distinct n.file_id from fresh n) o
                where not exists (select from cases.case_file f where f.id = o.file_id offset 0)) then
        raise exception 'cases.no-such-file' using errcode = 'foreign_key_violation', schema = tg_table_schema, table = tg_table_name, constraint = tg_name;
    end if;
    return null;
end $$;
create function cases.stays_on_its_file() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.stays-on-its-file' using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end $$;
create procedure cases.keep_on_file(tab regclass) language plpgsql as $$
begin
    execute format('create trigger is_on_a_file after insert on %s referencing new table as fresh for each statement execute function cases.is_on_a_file()', tab);
    execute format('create trigger stays_on_its_file before update of file_id on %s for each row when (new.file_id is distinct from old.file_id)
                    execute function cases.stays_on_its_file()', tab);
end $$;
revoke execute on function cases.file_stays, cases.is_on_a_file, cases.stays_on_its_file from public;
revoke execute on procedure cases.keep_on_file from public;
call cases.keep_on_file('cases.turn');
call cases.keep_on_file('cases.name_token');
alter table cases.turn drop constraint turn_file;
alter table cases.name_token drop constraint name_token_file;
