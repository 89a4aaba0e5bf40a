-- ---------- registrations with the authorities ------------------------------------------------------------------------------------
-- Under which number the authority of a country registered or authorised the processing (requirements.md 8.1). A data protection officer records it from the
-- authority's letter; a line that was wrong is followed by another one, and nothing is changed or deleted. No login writes the table: the function does.
create function oversight.is_reference(written text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select written ~ '^[A-Za-zÀ-ÖØ-öø-ÿ0-9][A-Za-zÀ-ÖØ-öø-ÿ0-9 °º./()-]{1,79}$' $$;
revoke execute on function oversight.is_reference from public;
create table oversight.registration (
    id          uuid constraint registration_pk primary key,
    country     text not null constraint registration_country check (country in ('CI', 'GH')),
    kind        text not null constraint registration_kind check (kind in ('DECLARATION', 'AUTHORISATION', 'REFUSED', 'ENDED')),
    -- The authority's own number may be long ("2014-0032"), so this is no plain text: letters, digits and what stands between them in such a number.
    reference   text not null constraint registration_reference check (oversight.is_reference(reference)),
    valid_from  date not null,
    valid_until date,                                   -- the last day; null: open-ended
    recorded_by uuid not null constraint registration_by references access.person,
    recorded_at timestamptz not null,
    constraint registration_life check (valid_until >= valid_from));
create index registration_newest on oversight.registration (recorded_at desc, id desc);
alter table oversight.registration enable row level security;
create policy watched on oversight.registration for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy overseen on oversight.registration for select to akoma_protection using ((select access.has_role(array['PROJECT_MANAGER'])));
grant select on oversight.registration to akoma_custody, akoma_protection;

-- DONE, NOT_FOUND (the actor is no data protection officer), LATER (it begins after today), REFERENCE (no number of an authority).
create function oversight.record_registration(registration uuid, of_country text, said text, number text, since date, until date) returns text
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) then return 'NOT_FOUND'; end if;
    if since > (access.moment() at time zone 'UTC')::date then return 'LATER'; end if;
    if not oversight.is_reference(number) then return 'REFERENCE'; end if;
    insert into oversight.registration (id, country, kind, reference, valid_from, valid_until, recorded_by, recorded_at)
    values (registration, of_country, said, number, since, until, access.actor(), access.moment());
    return 'DONE';
end $$;
revoke execute on function oversight.record_registration from public;
grant execute on function oversight.record_registration to akoma_custody;
