-- Health (requirements.md 9): who works with or supervises a child reads a minimum (kind, day, whether it is urgent, and what matters for the child's
-- care); the clinical words are for who wrote them and for the provider's own structure. docs/decisions/health-in-two-parts.md.
alter table cases.medical alter sealed drop not null;                -- what matters for the child's care; null: nothing was written of it
create table cases.medical_detail (
    id           uuid constraint medical_detail_pk primary key constraint medical_detail_of references cases.medical,
    file_id      uuid not null constraint medical_detail_file references cases.case_file,
    sealed       bytea not null,
    recorded_by  uuid not null,
    structure_id uuid);                                              -- of the provider who wrote it; null: somebody who works with the child did
create index medical_detail_of_file on cases.medical_detail (file_id);

-- The structures for which who acts is a provider now.
create function cases.own_clinics() returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(r.organisation_id), '{}') from access.person_role r where r.person_id = access.actor() and r.role = 'PROVIDER'
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
-- Whether who acts works with children: a supervisor, and a ministry to which the file was transferred, reads who the child is, the family, consent and health, and writes none of it.
create function cases.works_with_children() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role in ('CASE_WORKER', 'PROVIDER')
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
revoke execute on function cases.own_clinics, cases.works_with_children from public;
grant execute on function cases.own_clinics to akoma_protection;

call access.protect('cases.medical_detail', 'file_id', 8, 'akoma_protection');
create policy for_the_clinic on cases.medical_detail as restrictive for select to akoma_protection
    using (recorded_by = (select access.actor()) or structure_id = any ((select cases.own_clinics())::uuid[]));
grant select, insert on cases.medical_detail to akoma_protection;

-- In whose name, and for which structure, is never typed.
create function cases.detail_is_the_writers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        new.recorded_by := access.actor();
        new.structure_id := (select p.organisation_id from access.person p where p.id = access.actor() and p.organisation_id = any (cases.own_clinics()));
        if not exists (select from cases.medical m where m.id = new.id and m.file_id = new.file_id and m.recorded_by = access.actor()) then
            raise exception 'cases.not-your-record' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger detail_is_the_writers before insert on cases.medical_detail for each row execute function cases.detail_is_the_writers();
create policy in_own_name on cases.medical as restrictive for insert to akoma_protection with check (recorded_by = (select access.actor()));

-- A screening by anybody stops the clock of T2; who may not write the file's own row has it written for them.
create function cases.screened_by_provider() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.sees(new.file_id, 256, true) then
        update cases.case_file f set medical_screened_at = new.at, updated_at = access.moment(), version = f.version + 1
         where f.id = new.file_id and new.at < coalesce(f.medical_screened_at, 'infinity');
    end if;
    return null;
end $$;
create trigger screened_by_provider after insert on cases.medical for each row when (new.kind = 'SCREENING') execute function cases.screened_by_provider();

-- What who supervises only agrees to, or opens whole from another house's file, is written by nobody else.
create function cases.keep_to_workers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.works_with_children()
       and not cases.agreed_now(new.file_id, '{IDENTITY,IDENTITY_CHANGE,AGE,TRACING}')
       and not (tg_op = 'UPDATE' and tg_table_name = 'guardian' and cases.agreed_now(new.file_id, '{GUARDIAN,GUARDIAN_END}'))
       and not exists (select from cases.case_file f where f.id = new.file_id and f.registered_by = access.actor() and f.registered_at = access.moment()) then
        raise exception 'cases.worker-writes-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_to_workers before update on cases.identity for each row execute function cases.keep_to_workers();
create trigger keep_to_workers before insert or update on cases.family for each row execute function cases.keep_to_workers();
create trigger keep_to_workers before insert or update on cases.guardian for each row execute function cases.keep_to_workers();
create trigger keep_to_workers before insert or update on cases.tracing for each row execute function cases.keep_to_workers();
-- A yes over a child's no is a supervisor's, and so may be the child's own after its no (requirements.md 2.6).
create function cases.keep_consent_to_workers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.works_with_children()
       and not (new.status = 'GIVEN' and (new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS'
                or cases.is_held_no(new.file_id, new.purpose)))
       and not (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE' and new.purpose = 'SHARE_FOR_REFERRAL' and cases.is_held_no(new.file_id, new.purpose))
       and not exists (select from cases.case_file f where f.id = new.file_id and f.registered_by = access.actor() and f.registered_at = access.moment()) then
        raise exception 'cases.worker-writes-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function cases.keep_consent_to_workers from public;
create trigger keep_to_workers before insert on cases.consent for each row execute function cases.keep_consent_to_workers();
create trigger keep_to_workers before insert on cases.medical for each row execute function cases.keep_to_workers();
