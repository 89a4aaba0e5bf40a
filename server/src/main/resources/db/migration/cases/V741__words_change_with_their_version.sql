-- The words of a home, a tracing and a return change with the version of their record: what a second person reads is what they agree to.
create function cases.keep_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then
        raise exception 'cases.words-without-version' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_words before update on cases.placement for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
create trigger keep_words before update on cases.tracing for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
create trigger keep_words before update on cases.homecoming for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
revoke execute on function cases.keep_words from public;
