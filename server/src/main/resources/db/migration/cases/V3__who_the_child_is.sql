-- Who the child is, its family, and what was done to it: sealed. In clear stays only what a rule asks.
create table cases.identity (
    file_id uuid constraint identity_pk primary key constraint identity_file references cases.case_file,
    sealed  bytea not null,
    version int not null default 1,
    -- A keyed hash of the names, the birth date and the birth place, so that the database sees that they change; null: the identity is not verified.
    core    bigint);
call access.protect('cases.identity', 'file_id', 1, 'akoma_protection');
create trigger z_as_agreed before update on cases.identity for each row
    execute function access.keep_as_agreed('file_id', 'IDENTITY', 'IDENTITY_CHANGE', 'AGE');
create trigger changed_waits_no_more after update on cases.identity for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('file_id', 'IDENTITY', 'IDENTITY_CHANGE');
grant select, insert, update (sealed, version, core) on cases.identity to akoma_protection;

-- Blind tokens of name parts, their sound, and pairs; led by the owning structure, the policy decides row by row.
create table cases.name_token (
    token           bigint not null,
    organisation_id uuid not null,
    file_id         uuid not null,
    constraint name_token_pk primary key (token, organisation_id, file_id));
create index name_token_of_file on cases.name_token (file_id, token);
alter table cases.name_token alter token set statistics 1000;
call access.protect('cases.name_token', 'file_id', 1, 'akoma_protection');
call cases.keep_on_file('cases.name_token');
drop policy removed_akoma_protection on cases.name_token;
-- A child is found by its former names too: their tokens stay.
grant select, insert on cases.name_token to akoma_protection;

create table cases.family (
    file_id     uuid constraint family_pk primary key constraint family_file references cases.case_file,
    sealed      bytea not null,                                            -- caregivers, address, siblings, role in the trafficking, contact safety
    version     int not null default 1,
    -- What is known of the family is sealed; in clear stays only that nobody is to be returned to it: it took part, or contact is unsafe.
    bars_return boolean not null default false,
    unbarred_at timestamptz,
    barred_by   uuid,                                                      -- who wrote it last: the database says so
    -- Whether it is written who lives with the family and what part they had: what is written is sealed, and without it nobody is returned there.
    is_known    boolean not null default false);
call access.protect('cases.family', 'file_id', 2, 'akoma_protection');
grant select, insert, update (sealed, version, bars_return, is_known) on cases.family to akoma_protection;

create table cases.exploitation (
    file_id    uuid constraint exploitation_pk primary key constraint exploitation_file references cases.case_file,
    sealed     bytea,                                                 -- places and words
    version    int not null default 1,
    mark       bytea constraint exploitation_mark check (length(mark) = 32),
    written_by uuid);
call access.protect('cases.exploitation', 'file_id', 4, 'akoma_protection');
grant select, insert, update (sealed, version, mark) on cases.exploitation to akoma_protection;

-- ---------- corrections ------------------------------------------------------------------------------------------------
-- What was registered of a child and corrected later: which fields, when and by whom in clear; what stood there, what stands there now, and why, sealed.
create table cases.correction (
    id          uuid constraint correction_pk primary key,
    file_id     uuid not null constraint correction_file references cases.case_file,
    fields      text[] not null constraint correction_fields check (cardinality(fields) > 0),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    sealed      bytea not null);
create index correction_of_file on cases.correction (file_id, recorded_at);
call access.protect('cases.correction', 'file_id', 1, 'akoma_protection');
grant select, insert on cases.correction to akoma_protection;

-- ---------- a verified identity needs two ------------------------------------------------------------------------------
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

create function cases.is_verified(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.identity_mark m where m.file_id = file) $$;
-- Whether who acts agreed, at this moment, to a change of who the child is.
create function cases.agreed_now(file uuid, kinds text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.file_id = file and d.kind = any (kinds) and d.state = 'AGREED'
                      and d.decided_by = access.actor() and d.ended_at = access.moment()) $$;

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
revoke execute on function cases.is_verified, cases.agreed_now from public;

-- ---------- a correction is written as agreed --------------------------------------------------------------------------
-- What a correction that a supervisor agrees to makes of the file, or a verification of the tracing, beside the sealed proposal: codes, numbers
-- and days, no words. Written once, by who proposes.
create function cases.propose_facts(decision uuid, facts jsonb) returns void language sql security definer set search_path = pg_catalog as $$
    update access.decision d set facts = propose_facts.facts
     where d.id = decision and d.kind in ('AGE', 'RETURN_EXCEPTION', 'TRACING') and d.state = 'WAITING' and d.facts is null
       and d.proposed_by = access.actor() and d.proposed_at = access.moment() $$;
-- Who has just agreed writes that and nothing else.
create function cases.keep_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed jsonb;
begin
    if session_user <> 'akoma_protection' or not cases.agreed_now(new.id, '{AGE}') then return new; end if;
    select jsonb_object_agg(x.name, x.now) into changed
      from (values ('sex', to_jsonb(new.sex), to_jsonb(old.sex)), ('nationality', to_jsonb(new.nationality), to_jsonb(old.nationality)),
                   ('country', to_jsonb(new.country), to_jsonb(old.country)), ('sector', to_jsonb(new.sector), to_jsonb(old.sector)),
                   ('age', to_jsonb(new.age_at_rescue), to_jsonb(old.age_at_rescue)),
                   ('ageEstimated', to_jsonb(new.age_estimated), to_jsonb(old.age_estimated))) x (name, now, before)
     where x.now is distinct from x.before;
    if not exists (select from access.decision d where d.kind = 'AGE' and d.file_id = new.id and d.state = 'AGREED' and d.decided_by = access.actor()
                      and d.ended_at = access.moment() and d.facts @> changed) then
        raise exception 'cases.not-as-agreed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_agreed before update of sex, nationality, country, sector, age_at_rescue, age_estimated on cases.case_file for each row
    when ((new.sex, new.nationality, new.country, new.sector, new.age_at_rescue, new.age_estimated)
          is distinct from (old.sex, old.nationality, old.country, old.sector, old.age_at_rescue, old.age_estimated)) execute function cases.keep_agreed();
revoke execute on function cases.propose_facts, cases.keep_agreed from public;
grant execute on function cases.propose_facts to akoma_protection;

-- ---------- what was written before stays ------------------------------------------------------------------------------
-- Earlier versions of four records: exploitation, family, identity and tracing (trust.md 4: a correction is a new version that shows both). A trigger
-- copies the old sealed text before each change, so that a change by straight SQL is kept too.
create table cases.former (
    id          bigint generated always as identity constraint former_pk primary key,
    file_id     uuid not null constraint former_file references cases.case_file,
    section     int not null,                                        -- of access.section: who reads the record reads what it was
    record      text not null,                                       -- table, which is also the place of the sealed text: cases.family
    record_id   uuid not null,                                       -- the file, or the tracing
    version     int not null,
    sealed      bytea not null,
    mark        bytea,                                               -- of an exploitation, for the clock of care after sexual violence (T2)
    written_by  uuid,                                                -- of an exploitation
    lifted      boolean not null default false,                      -- its mark runs no clock any more
    replaced_at timestamptz not null,
    replaced_by uuid,
    lifted_by   uuid,
    lifted_at   timestamptz);
create index former_of_record on cases.former (record_id, record, id);
create index former_file on cases.former (file_id);
alter table cases.former enable row level security;   -- written by the trigger below alone
create policy seen on cases.former for select to akoma_protection using (access.sees(file_id, section, false) and not access.is_least(file_id));
grant select on cases.former to akoma_protection;
create function cases.keep_writer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.written_by := access.actor();
    return new;
end $$;
create trigger keep_writer before insert or update of sealed, mark on cases.exploitation for each row execute function cases.keep_writer();

-- Arguments: the section, the column of the record's id.
create function cases.keep_former() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare o jsonb := to_jsonb(old);
begin
    insert into cases.former (file_id, section, record, record_id, version, sealed, mark, written_by, replaced_at, replaced_by)
    values (old.file_id, tg_argv[0]::int, tg_table_schema || '.' || tg_table_name, (o ->> tg_argv[1])::uuid, old.version, old.sealed, (o ->> 'mark')::bytea,
            (o ->> 'written_by')::uuid, coalesce(access.moment(), now()), access.actor());
    return new;
end $$;
-- The mark alone too: without its former value the clock of care would end by one statement.
create trigger keep_former before update of sealed, mark on cases.exploitation for each row when ((new.sealed, new.mark) is distinct from (old.sealed, old.mark))
    execute function cases.keep_former('4', 'file_id');
create trigger keep_former before update of sealed on cases.family for each row when (new.sealed is distinct from old.sealed)
    execute function cases.keep_former('2', 'file_id');
create trigger keep_former before update of sealed on cases.identity for each row when (new.sealed is distinct from old.sealed)
    execute function cases.keep_former('1', 'file_id');
revoke execute on function cases.keep_writer, cases.keep_former from public;

-- ---------- what the child is in law -----------------------------------------------------------------------------------
-- Who decided what the child is in law, and why; the reason is sealed.
create table cases.victim_decision (
    id           uuid constraint victim_decision_pk primary key,
    file_id      uuid not null constraint victim_decision_file references cases.case_file,
    status       text not null constraint victim_decision_status check (status in ('CONFIRMED_VICTIM', 'NOT_A_VICTIM', 'ADULT')),
    organisation text not null,                                        -- HTCDS vic_TraffickingStatusDecisionMakingOrg
    decided_on   date not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    sealed       bytea not null);
create index victim_decision_of_file on cases.victim_decision (file_id, recorded_at);
call access.protect('cases.victim_decision', 'file_id', 4, 'akoma_protection');
create trigger asks_role before insert on cases.victim_decision for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger by_oneself after insert on cases.victim_decision referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert or update of decided_on on cases.victim_decision for each row execute function cases.not_before_found('decided_on');
grant select, insert on cases.victim_decision to akoma_protection;

-- ---------- written by who works with the child ------------------------------------------------------------------------
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

-- ---------- days and ages are bounded ----------------------------------------------------------------------------------
-- Who is registered as a child becomes an adult by an age that two people agreed to, and by no status; and a new file begins with neither.
create function cases.keep_adult() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.age_on(new.file_id, (access.moment() at time zone 'UTC')::date) + 1 < 18 then
        raise exception 'cases.adult-by-age' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_adult before insert on cases.victim_decision for each row when (new.status = 'ADULT') execute function cases.keep_adult();
-- What a child is held to be: who follows it hears of every decision, and that it is no victim, people outside the structure too.
create function cases.victim_status_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then perform access.ring_of_file(array[f.worker_id, f.supervisor_id], 'task', f.id, 'VICTIM_STATUS') from cases.case_file f where f.id = new.file_id; end if;
    return null;
end $$;
create trigger victim_status_rings after insert on cases.victim_decision for each row execute function cases.victim_status_rings();

-- Who wrote a correction is who acts, or who asked for what the one who acts agreed to.
create function cases.corrected_by() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and new.recorded_by is distinct from access.actor()
       and not exists (select from access.decision d where d.id = new.id and d.kind = 'AGE' and d.file_id = new.file_id and d.state = 'AGREED'
                          and d.proposed_by = new.recorded_by and d.decided_by = access.actor()) then
        raise exception 'access.not-oneself: recorded_by' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger corrected_by before insert on cases.correction for each row execute function cases.corrected_by();
revoke execute on function cases.keep_adult, cases.victim_status_rings, cases.corrected_by from public;
