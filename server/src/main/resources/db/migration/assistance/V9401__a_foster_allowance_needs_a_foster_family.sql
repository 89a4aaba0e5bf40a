-- An allowance for a foster family is asked for a child who lives with one, by a home to which two people agreed, or left it within the last month; or for what
-- a running immediate service costs.
create function assistance.lacks_foster_family(file uuid, service uuid, type text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select lacks_foster_family.type = 'FOSTER_ALLOWANCE'
       and not exists (select from cases.placement p where p.file_id = lacks_foster_family.file and p.kind = 'FOSTER_FAMILY' and p.state in ('CURRENT', 'ENDED')
                          and p.approved_by is not null and coalesce(p.until, 'infinity') > (access.moment() at time zone 'UTC')::date - 31)
       and not exists (select from assistance.service s where s.id = lacks_foster_family.service and s.file_id = lacks_foster_family.file
                          and lacks_foster_family.type = any (assistance.immediate_money(s.code)) and s.started_at <= access.moment() and s.ended_at is null) $$;
create function assistance.to_a_foster_family() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and assistance.lacks_foster_family(new.file_id, new.service_id, new.type) then
        raise exception 'assistance.no-foster-family' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after what stops all money.
create trigger to_a_foster_family before insert on assistance.payment for each row
    when (new.state = 'REQUESTED' and new.type = 'FOSTER_ALLOWANCE') execute function assistance.to_a_foster_family();
-- Both for who sees the child's assistance.
create or replace function assistance.money_lacks(file uuid, service uuid, type text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(money_lacks.file, 32, false) then
        coalesce(assistance.money_asks(money_lacks.file, money_lacks.service, money_lacks.type),
                 case when assistance.lacks_foster_family(money_lacks.file, money_lacks.service, money_lacks.type) then 'assistance.no-foster-family' end) end $$;
revoke execute on function assistance.lacks_foster_family, assistance.to_a_foster_family from public;
