-- Beside a family that took part or is unsafe, no parent and no relative is even proposed to answer for the child: only whom an authority appointed waits for
-- a supervisor.
create or replace function cases.guardian_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    new.waits := cases.family_bars(new.file_id);
    if new.waits and new.kind in ('PARENT', 'RELATIVE') then
        raise exception 'cases.guardian-of-barred-family' using errcode = 'check_violation';
    end if;
    return new;
end $$;
