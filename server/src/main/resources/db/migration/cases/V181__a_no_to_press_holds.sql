-- Nobody weighs against a child's no to being shown, told or asked for others' sake: press, pictures and evaluation are in no child's best interests
-- (requirements.md 2.6).
create function cases.no_holds() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.decision = 'BEST_INTERESTS' and exists (
        select from cases.consent c where c.id = new.consent_id and c.purpose in ('MEDIA', 'PHOTO', 'EVALUATION_INTERVIEW')) then
        raise exception 'a child''s no to press, pictures or evaluation holds' using errcode = '23514', constraint = 'refusal_no_holds';
    end if;
    return new;
end $$;
create trigger no_holds before insert or update of decision on cases.refusal for each row execute function cases.no_holds();

-- Nor does a guardian's yes over the child's head undo it.
create function cases.no_is_not_overridden() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (select c.status in ('REFUSED', 'WITHDRAWN') from cases.consent c
         where c.file_id = new.file_id and c.purpose = new.purpose and c.given_by like 'CHILD%'
         order by c.at desc, c.id desc limit 1) then
        raise exception 'a child''s no to press, pictures or evaluation holds' using errcode = '23514', constraint = 'consent_no_holds';
    end if;
    return new;
end $$;
create trigger no_is_not_overridden before insert on cases.consent for each row
    when (new.status = 'GIVEN' and new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and new.purpose in ('MEDIA', 'PHOTO', 'EVALUATION_INTERVIEW'))
    execute function cases.no_is_not_overridden();
