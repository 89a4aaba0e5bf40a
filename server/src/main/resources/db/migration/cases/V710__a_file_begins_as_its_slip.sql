-- Sex and age of a slip were signed by two people. A file begins with the sex of its slip, and with no age that moves a rule about the child: that is
-- decided by a supervisor afterwards (trust.md 2).
create function cases.as_on_the_slip() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare said record; as_said cases.case_file := new;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select s.apparent_sex as sex, s.apparent_age as age into said from slips.slip s where s.id = new.slip_id;
    as_said.age_at_rescue := said.age;
    as_said.age_estimated := true;
    if said.sex <> 'U' and new.sex <> said.sex or cases.age_rules(new) <> cases.age_rules(as_said) then
        raise exception 'cases.not-as-on-the-slip' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger as_on_the_slip before insert on cases.case_file for each row when (new.slip_id is not null) execute function cases.as_on_the_slip();
revoke execute on function cases.as_on_the_slip from public;
