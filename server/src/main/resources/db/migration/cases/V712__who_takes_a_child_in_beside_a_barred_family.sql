-- While a family bars a return, who takes the child in is named by the relation to the child: a relative or a parent under another kind of home is a
-- return all the same, and needs the exception of two people that a return to them needs.
alter table cases.placement add column relation text constraint placement_relation check (relation in ('UNRELATED', 'RELATIVE', 'PARENT'));
grant select (relation), insert (relation) on cases.placement to akoma_protection;
-- The same for who works on the file.
create function cases.bars_return(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 16) and cases.family_bars(file) $$;
create function cases.keep_relation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or not cases.family_bars(new.file_id) then return new; end if;
    if new.relation is null then raise exception 'cases.carer-relation' using errcode = 'check_violation'; end if;
    if new.state = 'CURRENT' and new.relation <> 'UNRELATED' then
        new.exception_id := cases.unused_exception(new.file_id, new.country);
        if new.exception_id is null then
            raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = 'FAMILY';
        end if;
    end if;
    return new;
end $$;
-- Named to come after keep_home, which finds whether the home was agreed to.
create trigger keep_relation_added before insert on cases.placement for each row
    when (new.kind in ('FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING')) execute function cases.keep_relation();
create trigger keep_relation before update of state on cases.placement for each row
    when (new.kind in ('FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING') and old.state = 'PROPOSED' and new.state = 'CURRENT')
    execute function cases.keep_relation();

-- Who took the child in as family, by an exception, is changed by a home of its own: that exception was for them.
create function cases.keep_carer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.family_bars(new.file_id) then
        raise exception 'cases.carer-new-home' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_carer before update of sealed on cases.placement for each row
    when (new.relation in ('RELATIVE', 'PARENT') and old.state = 'CURRENT' and new.state = 'CURRENT' and new.sealed is distinct from old.sealed)
    execute function cases.keep_carer();

-- Where a shelter is, is the shelter's own: nobody writes another place or other people beside a stay.
create function cases.keep_stay() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.shelter-has-its-place' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_stay before update of sealed on cases.placement for each row
    when (session_user = 'akoma_protection' and new.kind = 'SHELTER' and old.state in ('CURRENT', 'PROPOSED') and new.state = old.state
          and new.until is not distinct from old.until and new.sealed is distinct from old.sealed)
    execute function cases.keep_stay();
revoke execute on function cases.bars_return, cases.keep_relation, cases.keep_carer, cases.keep_stay from public;
grant execute on function cases.bars_return to akoma_protection;
