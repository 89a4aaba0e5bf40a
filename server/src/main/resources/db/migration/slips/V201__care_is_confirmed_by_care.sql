-- The second thing in the airlock: before an operation starts, care says with its own account how many children it takes in (requirements.md 2.1,
-- step 0: the police coordinator and care both approve). The police write what they ask for, care answers; neither sees more of the other.
create table slips.care_request (
    operation_id    uuid constraint care_request_pk primary key constraint care_request_operation references access.dossier,
    operation_code  text not null,
    organisation_id uuid not null constraint care_request_organisation references access.organisation,
    country         text not null,
    starts_on       date not null,
    children        int not null constraint care_request_children check (children between 0 and 100000),
    places          int not null constraint care_request_places check (places between 0 and 100000),
    asked_by        uuid not null,
    asked_at        timestamptz not null,
    interpreters    text[],                                          -- what care adds, where it knows: languages, women who go along, medical care on the spot
    women           int constraint care_request_women check (women between 0 and 1000),
    medical         boolean,
    confirmed_by    uuid,
    confirmed_code  text,
    confirmed_at    timestamptz,
    constraint care_request_confirmation_whole check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_code is null)));
create index care_request_of_structure on slips.care_request (organisation_id, starts_on);

-- Who confirms: a case supervisor of the structure that is asked, or its deputy, or a project manager, who coordinates care.
create function slips.confirms_care(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor()
                      and (r.role = 'PROJECT_MANAGER' or r.role = 'CASE_SUPERVISOR' and (r.organisation_id = structure or access.is_deputy(r.person_id, structure)))
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;

-- The trigger, not the caller, says who asked, who confirmed, and when. What is asked for otherwise is confirmed anew.
create function slips.attest_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        if not slips.confirms_care(old.organisation_id) then raise exception 'slips.not-theirs-to-confirm' using errcode = 'insufficient_privilege'; end if;
        new.confirmed_by := access.actor(); new.confirmed_at := access.moment();
        select upper(p.code) into new.confirmed_code from access.person p where p.id = access.actor();
        return new;
    end if;
    new.asked_by := access.actor(); new.asked_at := access.moment();
    if tg_op = 'INSERT' or (new.organisation_id, new.children, new.places) is distinct from (old.organisation_id, old.children, old.places) then
        new.confirmed_by := null; new.confirmed_at := null; new.confirmed_code := null;
        new.interpreters := null; new.women := null; new.medical := null;
    else
        new.confirmed_by := old.confirmed_by; new.confirmed_at := old.confirmed_at; new.confirmed_code := old.confirmed_code;
        new.asked_by := old.asked_by; new.asked_at := old.asked_at;
    end if;
    return new;
end $$;
create trigger attest_care before insert or update on slips.care_request for each row execute function slips.attest_care();

call access.protect('slips.care_request', 'operation_id', 256, 'akoma_enforcement');
create policy asked on slips.care_request for select to akoma_protection using (slips.confirms_care(organisation_id));
create policy confirmed on slips.care_request for update to akoma_protection using (slips.confirms_care(organisation_id));

-- For the database itself: whether care holds so many places ready, by this structure.
create function slips.has_care(operation uuid, structure text, wanted int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from slips.care_request c join access.organisation o on o.id = c.organisation_id
                    where c.operation_id = has_care.operation and o.code = structure and c.confirmed_by is not null and c.places >= wanted) $$;

grant select on slips.care_request to akoma_enforcement, akoma_protection;
grant insert (operation_id, operation_code, organisation_id, country, starts_on, children, places) on slips.care_request to akoma_enforcement;
grant update (operation_code, organisation_id, country, starts_on, children, places) on slips.care_request to akoma_enforcement;
grant update (interpreters, women, medical) on slips.care_request to akoma_protection;
revoke execute on function slips.confirms_care, slips.attest_care, slips.has_care from public;
grant execute on function slips.confirms_care to akoma_protection;
