-- Who a child is, once two people verified it on a document, changes by two people only (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('IDENTITY',        '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 1),
    ('IDENTITY_CHANGE', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 1);

-- The mark "verified": on which kind of record, when it was seen, by which two people. The newest one counts; none is taken away.
create table cases.identity_mark (
    id          uuid constraint identity_mark_pk primary key constraint identity_mark_decision references access.decision,
    file_id     uuid not null constraint identity_mark_file references cases.case_file,
    proof       text not null constraint identity_mark_proof check (proof in ('BIRTH_CERTIFICATE', 'SUPPLEMENTARY_JUDGMENT', 'CIVIL_REGISTER',
                    'IDENTITY_CARD', 'PASSPORT', 'CONSULAR_DOCUMENT', 'FAMILY_BOOK', 'SCHOOL_RECORD', 'HEALTH_RECORD', 'AUTHORITY_LETTER')),
    seen_on     date not null,
    document_id uuid,                                                -- an attachment of the file; null: the record was seen, and no copy is kept
    proposed_by uuid not null,
    agreed_by   uuid not null,
    agreed_at   timestamptz not null,
    constraint identity_mark_two_persons check (proposed_by <> agreed_by));
create index identity_mark_of_file on cases.identity_mark (file_id, agreed_at);
call access.protect('cases.identity_mark', 'file_id', 1, 'akoma_protection');
grant select, insert on cases.identity_mark to akoma_protection;

-- A keyed hash of the names, the birth date and the birth place, so that the database sees that they change; null: the identity is not verified.
alter table cases.identity add column core bigint;

create function cases.is_verified(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.identity_mark m where m.file_id = file) $$;
-- Whether who acts agreed, at this moment, to a change of who the child is.
create function cases.agreed_now(file uuid, kinds text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.file_id = file and d.kind = any (kinds) and d.state = 'AGREED'
                      and d.decided_by = access.actor() and d.ended_at = access.moment()) $$;
revoke execute on function cases.is_verified, cases.agreed_now from public;

create function cases.keep_mark() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (not exists (select from access.decision d where d.id = new.id and d.kind = 'IDENTITY' and d.file_id = new.file_id and d.state = 'AGREED'
                           and d.version = (select i.version from cases.identity i where i.file_id = new.file_id) and d.ended_at = access.moment()
                           and d.decided_by = access.actor() and d.decided_by = new.agreed_by and d.proposed_by = new.proposed_by)
            or not exists (select from cases.identity i where i.file_id = new.file_id and i.core is not null)) then
        raise exception 'cases.identity-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_mark before insert on cases.identity_mark for each row execute function cases.keep_mark();

create function cases.keep_identity() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.file_id <> old.file_id then raise exception 'cases.identity-stays' using errcode = 'insufficient_privilege'; end if;
    if new.core is distinct from old.core and cases.is_verified(old.file_id)
       and not access.just_decided('IDENTITY_CHANGE', old.file_id, old.version, true)
       and not cases.agreed_now(old.file_id, '{AGE}') then
        raise exception 'cases.identity-verified' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_identity before update on cases.identity for each row execute function cases.keep_identity();

create function cases.keep_particulars() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.is_verified(old.id) and not cases.agreed_now(old.id, '{AGE}') then
        raise exception 'cases.identity-verified' using errcode = 'insufficient_privilege';
    end if;
    -- the sex on a slip was signed by who handed the child over and by who took it in
    if session_user = 'akoma_protection' and new.sex is distinct from old.sex and old.slip_id is not null and not cases.agreed_now(old.id, '{AGE}') then
        raise exception 'cases.sex-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_particulars before update of sex, nationality on cases.case_file for each row
    when ((new.sex, new.nationality) is distinct from (old.sex, old.nationality)) execute function cases.keep_particulars();

-- What is proposed of who a child is tells it whole: shown to who works on the file, not to who looks after the child by a referral or a stay.
create policy who_works_on_it on access.decision as restrictive for select to akoma_protection
    using (kind not in ('IDENTITY', 'IDENTITY_CHANGE', 'AGE') or access.works_on(file_id, section) or proposed_by = (select access.actor()));
