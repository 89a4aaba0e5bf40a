-- Money for an imported child is requested only after an answer about case management was recorded in this house.
create function assistance.was_asked(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from cases.case_file f where f.id = was_asked.file and f.source_digest is not null and f.consented_at is null) $$;
create function assistance.asks_first() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not assistance.was_asked(new.file_id) then
        raise exception 'assistance.nobody-asked' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asks_first before insert on assistance.payment for each row when (new.state = 'REQUESTED') execute function assistance.asks_first();
revoke execute on function assistance.was_asked, assistance.asks_first from public;
grant execute on function assistance.was_asked to akoma_protection;
