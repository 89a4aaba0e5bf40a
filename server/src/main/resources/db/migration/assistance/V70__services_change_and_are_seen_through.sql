-- A service may be put otherwise until it begins; and the structure that gives it sees it through (requirements.md 9: assistance, PRV "RU am").
grant update (time_frame, due_at, provider, given_at, goal_id, from_on, until_on, sealed) on assistance.service to akoma_protection;

create policy given on assistance.service for update to akoma_protection using (
    (select assistance.acts_as('PROVIDER')) and given_at = any ((select access.grantees())::uuid[])
    and exists (select from access.held g
                 where g.file_id = service.file_id and g.reads & 256 <> 0 offset 0));

-- What no policy can say, because it speaks of columns: who gives a service only says how far it is; what has begun is not put otherwise;
-- nobody agrees in another's name.
create function assistance.service_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare otherwise boolean := (new.time_frame, new.due_at, new.provider, new.given_at, new.goal_id, new.from_on, new.until_on, new.sealed)
                    is distinct from (old.time_frame, old.due_at, old.provider, old.given_at, old.goal_id, old.from_on, old.until_on, old.sealed);
declare signed boolean := (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at);
begin
    if otherwise and old.state not in ('PLANNED', 'APPROVED') then
        raise exception 'assistance.service-decided' using errcode = 'insufficient_privilege';
    end if;
    if (otherwise or signed) and not access.sees(old.file_id, old.section, true) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    if signed and new.approved_by is not null and (new.approved_by <> access.actor() or not assistance.acts_as('CASE_SUPERVISOR')) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function assistance.service_kept from public;
create trigger service_kept before update on assistance.service for each row when (current_user = 'akoma_protection')
    execute function assistance.service_kept();
