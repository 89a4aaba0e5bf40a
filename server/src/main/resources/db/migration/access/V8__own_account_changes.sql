-- ---------- what others changed of one's account -----------------------------------------------------------------------
-- Whose role, contract, structure, supervisor or language somebody changed reads what it was, what it is and by which function, so that the ring of an
-- account leads to what it tells. Written by triggers alone, read by the person alone; who changed it stays in the journal.
create table access.account_change (
    id         uuid constraint account_change_pk primary key default gen_random_uuid(),
    person_id  uuid not null constraint account_change_of references access.person,
    at         timestamptz not null,
    what       text not null constraint account_change_what check (what in ('ROLE_GIVEN', 'ROLE_ENDED', 'CONTRACT', 'STRUCTURE', 'SUPERVISOR', 'LANGUAGE')),
    was        text,                                                   -- a code, or a day; null = none
    becomes    text,
    by_role    text);                                                  -- a role of who changed it; null = none that holds
create index account_change_of_person on access.account_change (person_id, at desc, id);
alter table access.account_change enable row level security;
create policy own on access.account_change for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (person_id = (select access.actor()));
grant select on access.account_change to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create function access.keep_account_change(who uuid, what text, was text, becomes text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null or access.actor() = who or was is not distinct from becomes then return; end if;
    insert into access.account_change (person_id, at, what, was, becomes, by_role)
    values (who, access.moment(), what, was, becomes,
            (select r.role from access.person_role r where r.person_id = access.actor() and access.is_held(r)
              order by array_position(array['SYSTEM_ADMINISTRATOR', 'DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER'], r.role), r.role limit 1));
end $$;
create function access.account_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.keep_account_change(new.id, 'LANGUAGE', old.language, new.language);
    perform access.keep_account_change(new.id, 'CONTRACT', nullif(old.contract_until, 'infinity')::text, nullif(new.contract_until, 'infinity')::text);
    perform access.keep_account_change(new.id, 'STRUCTURE', (select o.code from access.organisation o where o.id = old.organisation_id),
                                       (select o.code from access.organisation o where o.id = new.organisation_id));
    perform access.keep_account_change(new.id, 'SUPERVISOR', (select upper(p.code) from access.person p where p.id = old.supervisor_id),
                                       (select upper(p.code) from access.person p where p.id = new.supervisor_id));
    return null;
end $$;
create trigger account_changed after update of language, contract_until, organisation_id, supervisor_id on access.person for each row
    execute function access.account_changed();
create function access.role_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if old.approved_at is null and new.approved_at is not null then
        perform access.keep_account_change(new.person_id, 'ROLE_GIVEN', null, new.role);
    elsif old.approved_at is not null and new.valid_until < old.valid_until then
        perform access.keep_account_change(new.person_id, 'ROLE_ENDED', new.role, null);
    end if;
    return null;
end $$;
create trigger role_changed after update of approved_at, valid_until on access.person_role for each row execute function access.role_changed();
-- The person is rung once for what one transaction changed, unless what changed it rings already; not before they came in, for whom all is new.
create function access.account_change_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.person p where p.id = new.person_id and p.conduct_accepted_at is not null)
       and not exists (select from notices.bell b where b.person_id = new.person_id and b.kind = 'account' and b.rung_at = new.at) then
        perform access.ring_account(array[new.person_id], 'CHANGED', new.person_id);
    end if;
    return null;
end $$;
create constraint trigger account_change_rings after insert on access.account_change deferrable initially deferred for each row
    execute function access.account_change_rings();
revoke execute on function access.keep_account_change, access.account_changed, access.role_changed, access.account_change_rings from public;
