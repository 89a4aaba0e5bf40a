-- A shelter sees its own stay of the child: neither the next home that is proposed nor former ones, nor the way home with the parents' address
-- (requirements.md 8.4, 9; trust.md G8). Other ways to see the section show all of it, as before.
create policy own_stay on cases.placement as restrictive for select to akoma_protection using (
    shelter_id = any ((select access.grantees())::uuid[])
    or exists (select from access.held g
                where g.file_id = placement.file_id and g.reads & 16 <> 0
                  and g.reason not in ('SHELTER_STAY', 'ENROLMENT') offset 0));
create policy own_stay on cases.homecoming as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = homecoming.file_id and g.reads & 16 <> 0
               and g.reason not in ('SHELTER_STAY', 'ENROLMENT') offset 0));

-- Whether the child stays now in a shelter that is run by who acts.
create function cases.houses(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY' and g.holder = any (access.holders())
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;

-- What is urgent for its health is told to who houses it.
create policy urgent_for_the_house on cases.medical for select to akoma_protection using (urgent and cases.houses(file_id));
-- Who houses the child adds notes, and reads their own.
create policy house_reads_its_own on cases.note for select to akoma_protection
    using (recorded_by = (select access.actor()) and cases.houses(file_id));
create policy house_adds on cases.note for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and kind in ('NOTE', 'SAFETY') and cases.houses(file_id));

-- The order of a court, and that the child left: of the own running stay.
create policy house_keeps on cases.placement for update to akoma_protection
    using (state = 'CURRENT' and shelter_id = any ((select access.grantees())::uuid[]) and cases.houses(file_id))
    with check (shelter_id = any ((select access.grantees())::uuid[]));
create function cases.house_keeps_its_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.sees(old.file_id, 16, true)
       and to_jsonb(new) - array['care_order_on', 'care_order_due', 'state', 'until', 'end_reason', 'sealed', 'version']
           is distinct from to_jsonb(old) - array['care_order_on', 'care_order_due', 'state', 'until', 'end_reason', 'sealed', 'version']
       or not access.sees(old.file_id, 16, true) and new.state not in ('CURRENT', 'ENDED') then
        raise exception 'cases.not-your-stay' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger house_keeps_its_stay before update on cases.placement for each row
    when (current_user = 'akoma_protection') execute function cases.house_keeps_its_stay();
-- The child has no home that is known; then the shelter no longer sees the file.
create function cases.left_home(file uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not cases.houses(file) or exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT') then return false; end if;
    update cases.case_file f set care = null, updated_at = access.moment(), version = f.version + 1 where f.id = file;
    insert into cases.turn (file_id, at, what, value) values (file, access.moment(), 'CARE', null);
    return true;
end $$;
create function cases.end_stay(file uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT') then return false; end if;
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from)
     where g.file_id = file and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY' and g.holder = any (access.holders())
       and g.valid_until > access.moment();
    return found;
end $$;
revoke execute on function cases.houses, cases.house_keeps_its_stay, cases.left_home, cases.end_stay from public;
grant execute on function cases.houses, cases.left_home, cases.end_stay to akoma_protection;
