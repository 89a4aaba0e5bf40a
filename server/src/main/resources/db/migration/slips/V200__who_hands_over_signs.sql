-- The officer whose name stands on a slip is who signs it: a colleague who hands the child over in their stead corrects it first, and it is theirs.
-- Who coordinates the police reads slips and neither writes nor signs one (requirements.md 9).
create or replace function slips.attest() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me record;
begin
    select p.id, upper(p.code) as code, o.code as organisation into strict me
      from access.person p join access.organisation o on o.id = p.organisation_id where p.id = access.actor();
    if tg_op = 'UPDATE' and old.status = 'REFUSED' then new.version := old.version + 1; return new; end if;   -- it is settled, and signed by nobody anew
    if tg_op = 'INSERT' then
        new.number := slips.next_number(extract(year from access.moment() at time zone 'UTC')::int);
        new.status := 'OPEN'; new.written_at := access.moment(); new.version := 1;
    else
        new.version := old.version + 1;
    end if;
    if new.status in ('OPEN', 'SIGNED_BY_OFFICER') and not access.has_role(array['LE_OFFICER']) then
        raise exception 'slips.officers-alone' using errcode = 'insufficient_privilege';
    end if;
    if new.status = 'OPEN' then
        new.officer_id := me.id; new.officer_code := me.code; new.officer_organisation := me.organisation;
        select upper(p.code), o.id, o.code into new.receiver_code, new.receiver_organisation_id, new.receiver_organisation
          from access.person p join access.organisation o on o.id = p.organisation_id where p.id = new.receiver_id;
    elsif new.status = 'SIGNED_BY_OFFICER' then
        if new.officer_id <> me.id then raise exception 'slips.not-yours' using errcode = 'insufficient_privilege'; end if;
        new.officer_signed_by := me.id; new.officer_signed_code := me.code; new.officer_signed_at := access.moment();
        new.officer_signed_hash := slips.content(new);
    else
        new.receiver_signed_by := me.id; new.receiver_signed_code := me.code; new.receiver_signed_at := access.moment();
        new.receiver_signed_hash := slips.content(new);
    end if;
    return new;
end $$;

-- A list of slips begins with the one written last.
drop index slips.slip_of_operation;
drop index slips.slip_to_person;
drop index slips.slip_to_organisation;
create index slip_of_operation on slips.slip (operation_id, written_at, id);
create index slip_to_person on slips.slip (receiver_id, written_at, id);
create index slip_to_organisation on slips.slip (receiver_organisation_id, written_at, id);
