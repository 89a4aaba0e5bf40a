-- Who asks for money, who approves it and who pays it are different accounts (requirements.md 3; trust.md 2): one person holds no two of these roles.
create function access.apart_from(person uuid, wanted text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select r.role from access.person_role r
     where r.person_id = apart_from.person and r.valid_until > access.moment()
       and case wanted when 'FINANCE_OFFICER' then r.role in ('PROJECT_MANAGER', 'CASE_WORKER', 'CASE_SUPERVISOR')
                       when 'PROJECT_MANAGER' then r.role in ('FINANCE_OFFICER', 'CASE_WORKER', 'CASE_SUPERVISOR')
                       when 'CASE_WORKER' then r.role in ('FINANCE_OFFICER', 'PROJECT_MANAGER')
                       when 'CASE_SUPERVISOR' then r.role in ('FINANCE_OFFICER', 'PROJECT_MANAGER') end
     order by r.valid_from limit 1 $$;
create function access.roles_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.person_id::text, 11));    -- two roles asked for at one moment see each other
    if access.apart_from(new.person_id, new.role) is not null then
        raise exception 'access.roles-apart' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger roles_apart before insert on access.person_role for each row
    when (current_user = 'akoma_administration') execute function access.roles_apart();
revoke execute on function access.apart_from, access.roles_apart from public;
grant execute on function access.apart_from to akoma_administration;
