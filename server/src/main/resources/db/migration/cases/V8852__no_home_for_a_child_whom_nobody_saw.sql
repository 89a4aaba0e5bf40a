-- A child who is searched for lives nowhere: a home is proposed, or begins, once a visit since the flag saw the child. A bed in a shelter needs none.
create function cases.sought_unseen(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = file and f.lost_since is not null) and cases.seen_since_flag(file) is null $$;
-- The same for who sees where the child is.
create function cases.is_sought_unseen(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.sought_unseen(file) $$;
create function cases.keep_unseen() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.sought_unseen(new.file_id) then
        raise exception 'cases.home-while-sought' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_unseen_added before insert on cases.placement for each row when (new.kind <> 'SHELTER') execute function cases.keep_unseen();
create trigger keep_unseen before update of state on cases.placement for each row
    when (new.kind <> 'SHELTER' and old.state = 'PROPOSED' and new.state = 'CURRENT') execute function cases.keep_unseen();
revoke execute on function cases.sought_unseen, cases.is_sought_unseen, cases.keep_unseen from public;
grant execute on function cases.is_sought_unseen to akoma_protection;
