grant usage on schema slips to akoma_protection, akoma_enforcement, akoma_statistics;

-- The airlock: one slip for one child, written by the police, received by care. The only rows that both logins may read.
create table slips.counter (
    year  int constraint counter_pk primary key,
    given int not null);

-- Numbers follow each other: a writer waits for the one before it to commit. Slips are written by hand, a few a minute.
create function slips.next_number(year int) returns text
language sql security definer set search_path = pg_catalog as $$
    insert into slips.counter as c (year, given) values (year, 1)
        on conflict on constraint counter_pk do update set given = c.given + 1
    returning 'FR-' || c.year || '-' || lpad(c.given::text, greatest(4, length(c.given::text)), '0') $$;

create table slips.slip (
    id                       uuid constraint slip_pk primary key,
    number                   text not null constraint slip_number unique constraint slip_number_form check (number ~ '^FR-\d{4}-\d{4,}$'),
    operation_id             uuid not null constraint slip_operation references access.dossier,  -- police side only
    site_code                text not null constraint slip_site_form check (site_code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    found_at                 timestamptz not null,
    handed_at                timestamptz,
    officer_id               uuid not null constraint slip_officer references access.person,
    officer_code             text not null,
    officer_organisation     text not null,
    badge                    text constraint slip_badge_form check (badge ~ '^[A-Z0-9][A-Z0-9 ./-]{0,29}$'),
    receiver_id              uuid not null constraint slip_receiver references access.person,
    receiver_code            text not null,
    receiver_organisation_id uuid not null constraint slip_receiver_organisation references access.organisation,
    receiver_organisation    text not null,
    child_number             int not null constraint slip_child_number check (child_number between 1 and 9999),
    apparent_sex             text not null constraint slip_sex check (apparent_sex in ('F', 'M', 'U')),
    apparent_age             int not null constraint slip_age check (apparent_age between 0 and 25),
    urgent_medical           boolean not null,
    interpreter_language     text constraint slip_language_form check (interpreter_language ~ '^[a-z]{2,3}$'),  -- null: none needed
    condition                text not null constraint slip_condition check (condition in
                                 ('GOOD', 'TIRED_HUNGRY', 'INJURED', 'ILL', 'DISTRESSED', 'UNRESPONSIVE')),
    belongings               bytea not null,                          -- sealed with the airlock's key
    status                   text not null constraint slip_status check (status in ('OPEN', 'SIGNED_BY_OFFICER', 'ACCEPTED', 'REFUSED')),
    officer_signed_by        uuid constraint slip_officer_signer references access.person,
    officer_signed_code      text,
    officer_signed_at        timestamptz,
    officer_signed_hash      bytea,                                   -- SHA-256 of the content that was signed
    receiver_signed_by       uuid constraint slip_receiver_signer references access.person,
    receiver_signed_code     text,
    receiver_signed_at       timestamptz,
    receiver_signed_hash     bytea,
    refusal                  bytea,                                   -- sealed with the airlock's key
    written_at               timestamptz not null,
    version                  int not null default 1,
    settled_by               uuid constraint slip_settled_by references slips.slip,  -- the accepted slip of the same child
    settled_at               timestamptz,
    asked_with               uuid constraint slip_asked_with references slips.slip,  -- the one that a supervisor takes for the same child's
    instead_of               uuid constraint slip_instead_of references slips.slip,  -- the slip that was sent back and that this one corrects
    constraint slip_handed_after_found check (handed_at >= found_at),
    constraint slip_officer_signature_whole check ((officer_signed_by is null) = (status = 'OPEN')
        and (officer_signed_by is null) = (officer_signed_hash is null) and (officer_signed_by is null) = (officer_signed_at is null)
        and (officer_signed_by is null) = (officer_signed_code is null)),
    constraint slip_signed_when_handed check (status = 'OPEN' or handed_at is not null),
    constraint slip_receiver_signature_whole check ((receiver_signed_by is null) = (status in ('OPEN', 'SIGNED_BY_OFFICER'))
        and (receiver_signed_by is null) = (receiver_signed_hash is null) and (receiver_signed_by is null) = (receiver_signed_at is null)
        and (receiver_signed_by is null) = (receiver_signed_code is null)),
    constraint slip_both_signed_the_same check (receiver_signed_hash = officer_signed_hash),
    constraint slip_refused_with_reason check ((refusal is not null) = (status = 'REFUSED')),
    constraint slip_settled_whole check ((settled_by is null) = (settled_at is null) and (settled_at is null or status = 'REFUSED')));
create unique index slip_one_per_child on slips.slip (operation_id, site_code, child_number) where status <> 'REFUSED';
create index slip_waiting on slips.slip (receiver_organisation_id, receiver_id) where status in ('OPEN', 'SIGNED_BY_OFFICER');
-- T1, and T3 before there is a file, for the list of tasks of who is to receive the child (requirements.md 2.4).
create index slip_to_hand_over on slips.slip (receiver_id, found_at, id) where status = 'OPEN';
create index slip_to_receive on slips.slip (receiver_id, handed_at, id) where status = 'SIGNED_BY_OFFICER';
-- The officer whose name stands on a slip is who signs it: a colleague who hands the child over in their stead corrects it first, and it is theirs.
-- Who coordinates the police reads slips and neither writes nor signs one (requirements.md 9).
-- A list of slips begins with the one written last.
create index slip_of_operation on slips.slip (operation_id, written_at, id);
create index slip_to_person on slips.slip (receiver_id, written_at, id);
create index slip_to_organisation on slips.slip (receiver_organisation_id, written_at, id);
-- A child whose slip was sent back was handed over all the same. The refused slip waits until another slip of the same child is accepted, or a supervisor
-- said which accepted slip is the child's (requirements.md 2.1, steps 3 to 5).
create index slip_unsettled on slips.slip (operation_id) where status = 'REFUSED' and settled_at is null;
create index slip_unsettled_there on slips.slip (receiver_signed_at, id) where status = 'REFUSED' and settled_at is null;
-- No slip answers for two children: where one was sent back twice, the second slip answers for the first.
create unique index slip_answers_once on slips.slip (settled_by) where settled_by is not null;
-- What was sent back is written anew once at a time.
create unique index slip_instead_once on slips.slip (instead_of) where status in ('OPEN', 'SIGNED_BY_OFFICER');
create index slip_instead on slips.slip (instead_of) where instead_of is not null;
-- Police: the operations that they hold a grant on. What was signed is never written again.
call access.protect('slips.slip', 'operation_id', 256, 'akoma_enforcement');
create policy open_only on slips.slip as restrictive for update to akoma_enforcement
    using (status = 'OPEN')
    with check (status in ('OPEN', 'SIGNED_BY_OFFICER'));
create policy received on slips.slip for update to akoma_protection
    using (status = 'SIGNED_BY_OFFICER'
           and (receiver_id = (select access.actor()) or receiver_organisation_id = any ((select access.grantees())::uuid[])))
    with check (status in ('ACCEPTED', 'REFUSED'));
grant select (id, number, site_code, found_at, handed_at, officer_id, officer_code, officer_organisation, badge, receiver_id, receiver_code,
    receiver_organisation_id, receiver_organisation, child_number, apparent_sex, apparent_age, urgent_medical, interpreter_language, condition,
    belongings, status, officer_signed_by, officer_signed_code, officer_signed_at, officer_signed_hash, receiver_signed_by, receiver_signed_code,
    receiver_signed_at, receiver_signed_hash, refusal, written_at, version, settled_at, instead_of), update (status, refusal) on slips.slip to akoma_protection;
grant select, insert (id, operation_id, site_code, found_at, handed_at, badge, receiver_id, child_number, apparent_sex, apparent_age, urgent_medical,
    interpreter_language, condition, belongings, instead_of), update (site_code, found_at, handed_at, badge, receiver_id, child_number, apparent_sex,
    apparent_age, urgent_medical, interpreter_language, condition, belongings, status) on slips.slip to akoma_enforcement;

-- The trigger, not the caller, says who wrote, who signed, when, and what was signed.
create function slips.content(s slips.slip) returns bytea immutable language sql set search_path = pg_catalog as $$
    select sha256(convert_to(concat_ws(E'\x1f', s.number, s.site_code, extract(epoch from s.found_at), extract(epoch from s.handed_at), s.officer_id, s.badge,
                                       s.receiver_id, s.child_number, s.apparent_sex, s.apparent_age, s.urgent_medical,
                                       coalesce(s.interpreter_language, '-'), s.condition, s.instead_of), 'UTF8') || s.belongings) $$;
create function slips.attest() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
create trigger attest before insert or update on slips.slip for each row execute function slips.attest();
-- Anyone who was written on a slip as under 18 stays under 18 there: care corrects an age across that line, by two people. Younger is written at once.
create function slips.stays_a_child() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'slips.stays-a-child' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_a_child before update of apparent_age on slips.slip for each row
    when (session_user = 'akoma_enforcement' and old.apparent_age < 18 and new.apparent_age >= 18) execute function slips.stays_a_child();
-- A slip is written instead of one of the same operation that care sent back and whose child nobody received; who was under 18 there stays so.
create function slips.follows_refused() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare age int;
begin
    select s.apparent_age into age from slips.slip s
     where s.id = new.instead_of and s.operation_id = new.operation_id and s.status = 'REFUSED' and s.settled_at is null;
    if not found then raise exception 'slips.not-to-replace' using errcode = 'insufficient_privilege'; end if;
    if age < 18 and new.apparent_age >= 18 then raise exception 'slips.stays-a-child' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger follows_refused before insert on slips.slip for each row when (new.instead_of is not null) execute function slips.follows_refused();
revoke execute on function slips.stays_a_child, slips.follows_refused from public;

-- The numbers that a slip bore before it was corrected: anyone who gives a slip another number writes no second slip for the same child under the first one
-- (operations.number_of_another). Read by the database alone.
create table slips.former_number (
    slip_id      uuid not null constraint former_number_of references slips.slip,
    operation_id uuid not null,
    site_code    text not null,
    child_number int not null,
    constraint former_number_pk primary key (operation_id, site_code, child_number, slip_id));
alter table slips.former_number enable row level security;
create function slips.keep_former_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into slips.former_number (slip_id, operation_id, site_code, child_number)
    values (old.id, old.operation_id, old.site_code, old.child_number) on conflict do nothing;
    return null;
end $$;
create trigger keep_former_number after update of site_code, child_number on slips.slip for each row
    when ((new.site_code, new.child_number) is distinct from (old.site_code, old.child_number)) execute function slips.keep_former_number();
-- Whether another slip, which was not sent back, bore this number before.
create function slips.bore_number(operation uuid, site text, child int, but uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(operation, 256, false)
       and exists (select from slips.former_number f join slips.slip s on s.id = f.slip_id and s.status <> 'REFUSED'
                    where f.operation_id = bore_number.operation and f.site_code = bore_number.site and f.child_number = bore_number.child
                      and f.slip_id is distinct from bore_number.but) $$;
revoke execute on function slips.keep_former_number, slips.bore_number from public;
grant execute on function slips.bore_number to akoma_enforcement;

-- Which file a slip became. The police login has no right on this table: it never learns that a file exists.
create table slips.acceptance (
    slip_id uuid constraint acceptance_pk primary key constraint acceptance_slip references slips.slip,
    file_id uuid not null constraint acceptance_once unique
                 constraint acceptance_file references access.dossier deferrable initially deferred);   -- the file is opened in the same transaction
alter table slips.acceptance enable row level security;
-- Shown to who works on the file; who looks after the child by a referral or a stay needs no slip.
create policy seen on slips.acceptance for select to akoma_protection using (access.works_on(file_id, 1));

create function slips.may_become(file uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.dossier d where d.id = file) or access.sees(file, 256, true) $$;
create policy added on slips.acceptance for insert to akoma_protection with check (slips.may_become(file_id)
    and exists (select from slips.slip s where s.id = slip_id and s.status = 'ACCEPTED' and s.receiver_signed_by = (select access.actor())));
grant select, insert on slips.acceptance to akoma_protection;

-- Whose workers' slips a supervisor answers for, whatever structure they work in.
create function slips.supervised() returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(p), '{}') from access.supervised() p $$;
-- Care: what is addressed to the person, to those whom they supervise or to a structure whose desk they run, and what became a file whose identity they see.
-- Of a child whose file was erased care reads no slip: the police keep theirs by their own law.
create function slips.is_erased(slip uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from slips.acceptance a join cases.case_file f on f.id = a.file_id where a.slip_id = is_erased.slip and f.erased_at is not null);
end $$;
revoke execute on function slips.is_erased from public;
grant execute on function slips.is_erased to akoma_protection;
-- Who receives by the slip written instead reads the one that their structure sent back, and why: they are the second person who says that it is the same child.
create function slips.is_corrected_for_me(slip uuid, organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from slips.slip n where n.instead_of = is_corrected_for_me.slip and n.receiver_id = access.actor()
                      and n.receiver_organisation_id = is_corrected_for_me.organisation) $$;
revoke execute on function slips.is_corrected_for_me from public;
grant execute on function slips.is_corrected_for_me to akoma_protection;
create policy not_erased on slips.slip as restrictive for select to akoma_protection using (not slips.is_erased(id));
create policy addressed on slips.slip for select to akoma_protection using (
    receiver_id = (select access.actor()) or receiver_organisation_id = any ((select access.grantees())::uuid[])
    or receiver_id = any ((select slips.supervised())::uuid[])
    or exists (select from slips.acceptance a join access.file_grant g on g.file_id = a.file_id
                where a.slip_id = slip.id and g.holder = any ((select access.holders())::uuid[]) and g.sections & ((select access.ceilings())::int[])[g.way] & 1 <> 0
                  and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0)
    or status = 'REFUSED' and slips.is_corrected_for_me(id, receiver_organisation_id));

-- Counts of whole operations as of a moment (indicator I03); refused slips are replaced by others and do not count.
-- I03: a child who was sent back and is with nobody yet counts, and not as handed over. Of operations that are over: one that runs is no figure.
create function slips.is_over(operation uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from operations.operation o where o.id = operation and o.closed_at is not null);
end $$;
create function slips.report_slip(as_of timestamptz, within_hours int)
returns table (operation_id uuid, slips bigint, handed bigint, in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.operation_id, count(*), count(*) filter (where s.status <> 'REFUSED' and s.handed_at <= as_of),
           count(*) filter (where s.status <> 'REFUSED' and s.handed_at <= as_of and s.handed_at <= s.found_at + make_interval(hours => within_hours))
      from slips.slip s
     where s.found_at <= as_of and slips.is_over(s.operation_id)
       and (s.status <> 'REFUSED'
            or s.settled_at is null and not exists (select from slips.slip n where n.operation_id = s.operation_id and n.site_code = s.site_code
                                                       and (n.child_number = s.child_number or n.instead_of = s.id) and n.status <> 'REFUSED'))
     group by s.operation_id $$;
revoke execute on function slips.next_number, slips.content, slips.attest, slips.may_become, slips.supervised, slips.is_over, slips.report_slip from public;
grant execute on function slips.next_number to akoma_enforcement;

-- That care has the child is news for the officer who signed, until they opened the slip.
create table slips.receipt_seen (
    slip_id uuid constraint receipt_seen_pk primary key constraint receipt_seen_of references slips.slip,
    seen_at timestamptz not null);
alter table slips.receipt_seen enable row level security;
create policy own on slips.receipt_seen for select to akoma_enforcement
    using (exists (select from slips.slip s where s.id = slip_id and s.officer_id = (select access.actor())));
grant select on slips.receipt_seen to akoma_enforcement;
create function slips.see_receipt(slip uuid) returns void language sql security definer set search_path = pg_catalog as $$
    insert into slips.receipt_seen (slip_id, seen_at)
    select s.id, access.moment() from slips.slip s where s.id = slip and s.status = 'ACCEPTED' and s.officer_id = access.actor()
        on conflict on constraint receipt_seen_pk do nothing $$;
revoke execute on function slips.see_receipt from public;
grant execute on function slips.see_receipt to akoma_enforcement;
grant execute on function slips.may_become, slips.supervised to akoma_protection;
grant execute on function slips.report_slip to akoma_statistics;

-- ---------- slips among the tasks --------------------------------------------------------------------------------------
create view slips.due_hand_over with (security_invoker = true) as
    select 'slips.hand-over' as kind, id, null::uuid as file_id, receiver_id as worker_id, receiver_organisation_id as organisation_id, found_at as since
      from slips.slip where status = 'OPEN';
grant select on slips.due_hand_over to akoma_protection;
create view slips.due_file with (security_invoker = true) as
    select 'slips.open-file' as kind, id, null::uuid as file_id, receiver_id as worker_id, receiver_organisation_id as organisation_id, handed_at as since
      from slips.slip where status = 'SIGNED_BY_OFFICER';
grant select on slips.due_file to akoma_protection;
create view slips.was_due_slip with (security_invoker = true) as
    select c.kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, s.receiver_organisation_id as organisation_id, c.since, null::timestamptz as due_at,
           c.done_at, null::timestamptz as closed_at
      from slips.slip s
     cross join lateral (values ('slips.hand-over', s.found_at, s.officer_signed_at), ('slips.open-file', case when s.officer_signed_at is not null then s.handed_at end, s.receiver_signed_at)) c(kind, since, done_at)
     where c.since is not null;
grant select on slips.was_due_slip to akoma_protection;

-- ---------- care is confirmed by care ----------------------------------------------------------------------------------
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
    offered         int,                                             -- places that care can hold, where they are fewer than was asked for; null = not said
    declined_code   text,
    declined_at     timestamptz,
    constraint care_request_offered check (offered >= 0 and offered < places),
    constraint care_request_declined_whole check ((offered is null) = (declined_at is null) and (offered is null) = (declined_code is null)
                                                  and (offered is null or confirmed_by is null)),
    plan_version    int not null default 1,                          -- one more for each change of what care does not read: the area
    constraint care_request_confirmation_whole check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_code is null)));
create index care_request_of_structure on slips.care_request (organisation_id, starts_on);
call access.protect('slips.care_request', 'operation_id', 256, 'akoma_enforcement');

-- Who confirms: a case supervisor of the structure that is asked, or its deputy, or a project manager, who coordinates care.
create function slips.confirms_care(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor()
                      and (r.role = 'PROJECT_MANAGER' or r.role = 'CASE_SUPERVISOR' and (r.organisation_id = structure or access.is_deputy(r.person_id, structure)))
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
create policy asked on slips.care_request for select to akoma_protection using (slips.confirms_care(organisation_id));
create policy confirmed on slips.care_request for update to akoma_protection using (slips.confirms_care(organisation_id));
grant select, update (interpreters, women, medical, offered) on slips.care_request to akoma_protection;
grant select, insert (operation_id, operation_code, organisation_id, country, starts_on, children, places), update (operation_code, organisation_id,
    country, starts_on, children, places) on slips.care_request to akoma_enforcement;

-- Whether the operation has begun; tells who may not answer it nothing.
create function slips.is_started(operation uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from slips.care_request c join operations.operation o on o.id = c.operation_id
                    where c.operation_id = is_started.operation and slips.confirms_care(c.organisation_id) and o.status <> 'PLANNED');
end $$;
revoke execute on function slips.is_started from public;
grant execute on function slips.is_started to akoma_protection;
-- The trigger, not the caller, says who asked, who confirmed, and when. What is asked for otherwise is confirmed anew.
-- Care confirms one operation: the country, the day, the area, the number of children and of places. Whatever of these changes is confirmed anew
-- (trust.md 2, 3).
create function slips.attest_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare answers text;
begin
    if session_user = 'akoma_protection' then
        if not slips.confirms_care(old.organisation_id) then raise exception 'slips.not-theirs-to-confirm' using errcode = 'insufficient_privilege'; end if;
        select upper(p.code) into answers from access.person p where p.id = access.actor();
        -- what runs was confirmed: who did it stays, and places that are lost then are no answer
        if slips.is_started(old.operation_id) then raise exception 'slips.care-confirmed' using errcode = 'insufficient_privilege'; end if;
        if new.offered is not null then
            new.declined_code := answers; new.declined_at := access.moment();
            new.confirmed_by := null; new.confirmed_at := null; new.confirmed_code := null;
            new.interpreters := null; new.women := null; new.medical := null;
        else
            new.declined_code := null; new.declined_at := null;
            new.confirmed_by := access.actor(); new.confirmed_at := access.moment(); new.confirmed_code := answers;
        end if;
        return new;
    end if;
    -- what runs, or has ended, was confirmed as it is
    if tg_op = 'UPDATE' and session_user = 'akoma_enforcement'
       and (new.operation_code, new.organisation_id, new.country, new.starts_on, new.children, new.places)
           is distinct from (old.operation_code, old.organisation_id, old.country, old.starts_on, old.children, old.places)
       and exists (select from operations.operation o where o.id = old.operation_id and o.status <> 'PLANNED') then
        raise exception 'slips.care-confirmed' using errcode = 'insufficient_privilege';
    end if;
    new.asked_by := access.actor(); new.asked_at := access.moment();
    if tg_op = 'INSERT' or (new.operation_code, new.organisation_id, new.country, new.starts_on, new.children, new.places, new.plan_version)
           is distinct from (old.operation_code, old.organisation_id, old.country, old.starts_on, old.children, old.places, old.plan_version) then
        new.confirmed_by := null; new.confirmed_at := null; new.confirmed_code := null;
        new.interpreters := null; new.women := null; new.medical := null;
        new.offered := null; new.declined_code := null; new.declined_at := null;
    else
        new.confirmed_by := old.confirmed_by; new.confirmed_at := old.confirmed_at; new.confirmed_code := old.confirmed_code;
        new.asked_by := old.asked_by; new.asked_at := old.asked_at;
    end if;
    return new;
end $$;
create trigger attest_care before insert or update on slips.care_request for each row execute function slips.attest_care();

-- Care that receives a child reads in which country the operation ran, and nothing else of it.
create function slips.country_of(slip uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select c.country from slips.slip s join slips.care_request c on c.operation_id = s.operation_id
     where s.id = country_of.slip and (s.receiver_id = access.actor() or s.receiver_organisation_id = any ((select access.grantees())::uuid[])
                                       or s.receiver_id = any ((select slips.supervised())::uuid[])) $$;
revoke execute on function slips.country_of from public;
grant execute on function slips.country_of to akoma_protection;

-- For the database itself: whether care holds so many places ready, by this structure.
create function slips.has_care(operation uuid, structure text, wanted int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from slips.care_request c join access.organisation o on o.id = c.organisation_id
                    where c.operation_id = has_care.operation and o.code = structure and c.confirmed_by is not null and c.places >= wanted) $$;
revoke execute on function slips.confirms_care, slips.attest_care, slips.has_care from public;
grant execute on function slips.confirms_care to akoma_protection;

-- ---------- who confirms places ----------------------------------------------------------------------------------------
-- Whom to ring when the police ask care for places: those whom slips.confirms_care lets confirm it. The police see nobody of care but the workers to
-- whom a child is handed; of these they get ids, which open nothing.
create function slips.confirming(structure uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id from access.person_role r join access.person p on p.id = r.person_id
     where (r.role = 'PROJECT_MANAGER' or r.role = 'CASE_SUPERVISOR' and (r.organisation_id = structure or access.is_deputy(r.person_id, structure)))
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date $$;
-- Who asked, and the coordinators of the operation, hear what care answered; who confirmed before hears that another area, day or country of the same
-- operation is to be confirmed anew. What is asked for the first time, or for another number of children, the application rings.
create function slips.care_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.confirmed_by is not null or new.declined_at is not null then
        if old.confirmed_by is null and new.confirmed_by is not null or new.declined_at is distinct from old.declined_at then
            perform access.ring(array[new.asked_by] || array(
                select r.person_id from access.file_grant g
                  join access.person_role r on r.role = 'LE_COORDINATOR' and (r.person_id = g.grantee or r.organisation_id = g.grantee)
                 where g.file_id = new.operation_id and g.valid_from <= access.moment() and g.valid_until > access.moment()
                   and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()), 'task');
        end if;
    elsif new.plan_version > old.plan_version and old.confirmed_by is not null then
        perform access.ring(array(select slips.confirming(new.organisation_id)), 'task');
    end if;
    return null;
end $$;
create trigger care_is_heard after update on slips.care_request for each row execute function slips.care_is_heard();
revoke execute on function slips.confirming, slips.care_is_heard from public;
grant execute on function slips.confirming to akoma_enforcement;

-- ---------- a refused slip waits for another ---------------------------------------------------------------------------
-- This slip, the one that was sent back and that it corrects, the one that that one corrects, and so on.
create function slips.corrected_by(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with recursive back (id) as (
        select corrected_by.slip union select s.instead_of from slips.slip s join back b on b.id = s.id where s.instead_of is not null)
    select id from back $$;
-- The slip that counts for a child now: of one that was sent back the one that answers for the child, or that is written instead. One that was received
-- counts only once it answers: by itself, or because two people said so.
create function slips.current_of(slip uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare following uuid;
begin
    for step in 1 .. 20 loop
        select coalesce(s.settled_by, (select n.id from slips.slip n where n.instead_of = s.id and n.status <> 'ACCEPTED' order by n.written_at desc limit 1))
          into following from slips.slip s where s.id = slip;
        exit when following is null;
        slip := following;
    end loop;
    return slip;
end $$;
-- Whether both were written for persons who were met, they or the slips that they correct, and for two of them.
create function slips.of_two_persons(one uuid, other uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from operations.screened a join operations.screened b on b.id <> a.id
                    where a.slip_id in (select slips.corrected_by(one)) and b.slip_id in (select slips.corrected_by(other)));
end $$;
revoke execute on function slips.corrected_by, slips.current_of, slips.of_two_persons from public;
grant execute on function slips.corrected_by, slips.current_of to akoma_enforcement;

-- By itself only where the structure that sent a slip back receives the child: by the slip written instead, since it saw the child both times and reads what
-- changed (a girl who became a boy, or another age by more than two years: who saw the first child says so, or their supervisor, and no colleague who saw
-- neither); or by another slip that says the same of the child, but for an age guessed anew. Received elsewhere, who answers for it says which child it is.
create function slips.settle_refused() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare answers uuid := new.id; back uuid;
begin
    for back in select s.id from slips.slip s
                 where s.operation_id = new.operation_id and s.status = 'REFUSED' and s.settled_at is null
                   and s.receiver_organisation_id = new.receiver_organisation_id
                   and (s.id in (select slips.corrected_by(new.instead_of))
                           and (s.apparent_sex = new.apparent_sex and abs(s.apparent_age - new.apparent_age) <= 2
                                or new.receiver_signed_by = s.receiver_signed_by or new.receiver_signed_by in (select slips.answers_for(s.id)))
                        or s.site_code = new.site_code and s.child_number = new.child_number
                           and s.apparent_sex = new.apparent_sex and abs(s.apparent_age - new.apparent_age) <= 2
                           and s.found_at between new.found_at - interval '12 hours' and new.found_at + interval '12 hours'
                           and not slips.of_two_persons(s.id, new.id))
                 order by s.written_at desc, s.id desc loop
        update slips.slip s set settled_by = answers, settled_at = access.moment() where s.id = back;
        answers := back;
    end loop;
    return null;
end $$;
create trigger settle_refused after update of status on slips.slip for each row
    when (new.status = 'ACCEPTED' and old.status <> 'ACCEPTED') execute function slips.settle_refused();

-- The slips of the files whose identity the caller sees: what one finds alone is on the list too.
create function slips.of_files() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select a.slip_id from access.file_grant g join slips.acceptance a on a.file_id = g.file_id
     where g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 1 <> 0
       and g.valid_from <= access.moment() and g.valid_until > access.moment() $$;

-- Who answers for it that a child who was sent back is received by somebody: the supervisors of the structure, and the receiver's own.
-- A slip that was sent back is a task of who supervises its receiver now.
create function slips.answers_for(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.person_id from slips.slip s join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.organisation_id = s.receiver_organisation_id
      join access.person p on p.id = r.person_id
     where s.id = answers_for.slip and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_until > (access.moment() at time zone 'UTC')::date
     union
    select x from slips.slip s cross join lateral access.supervisors_of(s.receiver_id) x where s.id = answers_for.slip $$;
-- Whom to ring for it besides: the officer, and the coordinators who hold the operation. Care gets ids, which open nothing.
create function slips.police_of(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select s.officer_id from slips.slip s where s.id = police_of.slip
     union
    select r.person_id from slips.slip s join access.file_grant g on g.file_id = s.operation_id and g.valid_from <= access.moment() and g.valid_until > access.moment()
      join access.person_role r on r.role = 'LE_COORDINATOR' and (r.person_id = g.grantee or r.organisation_id = g.grantee)
     where s.id = police_of.slip and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;

-- A supervisor who did not send the slip back says which slip of the operation is the same child's: an accepted one, or one for which another answers
-- already. A second person agrees: another supervisor who answers for the child, or who coordinates the operation.
insert into access.decision_kind (kind, roles, proposers, section) values ('SLIP_SETTLEMENT', '{CASE_SUPERVISOR,LE_COORDINATOR}', '{CASE_SUPERVISOR}', null);
create function slips.ask_settlement(slip uuid, other text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s slips.slip; o uuid;
begin
    if session_user <> 'akoma_protection' or not access.has_role(array['CASE_SUPERVISOR'])
       or not exists (select from slips.answers_for(ask_settlement.slip) x where x = access.actor()) then return 'FORBIDDEN'; end if;
    select * into s from slips.slip x where x.id = ask_settlement.slip for update;
    if s.status <> 'REFUSED' or s.settled_at is not null then return 'NOT_WAITING'; end if;
    if s.receiver_signed_by = access.actor() then return 'OWN_WORK'; end if;
    if exists (select from access.decision d where d.kind = 'SLIP_SETTLEMENT' and d.subject = s.id and d.state = 'WAITING') then return 'WAITS'; end if;
    select x.id into o from slips.slip x where x.number = other and x.operation_id = s.operation_id and x.id <> s.id
       and (x.status = 'ACCEPTED' or x.settled_at is not null);
    if o is null then return 'NO_SUCH_SLIP'; end if;
    if exists (select from slips.slip x where x.settled_by = o) then return 'ANSWERS_ALREADY'; end if;
    update slips.slip x set asked_with = o where x.id = s.id;
    return 'DONE';
end $$;
-- Both slips, for the two who say that they are one child's: the one that was sent back first.
create function slips.settlement(slip uuid)
returns table (number text, site_code text, child_number int, apparent_sex text, apparent_age int, found_at timestamptz, receiver_organisation text)
stable language sql security definer set search_path = pg_catalog as $$
    select x.number, x.site_code, x.child_number, x.apparent_sex, x.apparent_age, x.found_at, x.receiver_organisation
      from slips.slip s join slips.slip x on x.id in (s.id, s.asked_with)
     where s.id = settlement.slip and s.asked_with is not null and access.follows_slip(s.id, access.actor()) order by x.id <> s.id $$;
-- By who agreed, in the same transaction.
create function slips.settle(slip uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare s slips.slip;
begin
    select * into s from slips.slip x where x.id = settle.slip for update;
    if s.settled_at is not null or s.asked_with is null or access.agreed_by('SLIP_SETTLEMENT', s.id, s.version) is distinct from access.actor()
       or exists (select from slips.slip x where x.settled_by = s.asked_with) then return false; end if;
    update slips.slip x set settled_by = s.asked_with, settled_at = access.moment() where x.id = s.id;
    return true;
end $$;

-- Which other slip there is of a child that was sent back, for who sees the slip: the one that answers for the child (ANSWERS), the one that a second
-- person is asked about (ASKED) or took for another child's (JUDGED), the one written instead that nobody has received (REPLACED), or one written instead
-- or of the same number that was accepted elsewhere or with another sex or age (ACCEPTED).
create function slips.others_of(refused uuid[]) returns table (slip_id uuid, number text, how text)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, x.number, case when s.settled_by is not null then 'ANSWERS' when d.state = 'WAITING' then 'ASKED'
                                when x.status <> 'ACCEPTED' then 'REPLACED'
                                when d.state = 'REFUSED' and x.id = s.asked_with then 'JUDGED' else 'ACCEPTED' end
      from slips.slip s
      left join lateral (select w.state from access.decision w where w.kind = 'SLIP_SETTLEMENT' and w.subject = s.id
                          order by w.proposed_at desc, w.id desc limit 1) d on true
     cross join lateral (select c.id, c.number, c.status from slips.slip c
                          where c.id = case when s.settled_by is not null then s.settled_by when d.state = 'WAITING' then s.asked_with else c.id end
                            and (s.settled_by is not null or d.state = 'WAITING'
                                 or c.instead_of = s.id and c.status <> 'ACCEPTED'
                                 or (c.instead_of = s.id or c.operation_id = s.operation_id and c.site_code = s.site_code and c.child_number = s.child_number)
                                    and c.status = 'ACCEPTED' and not exists (select from slips.slip o where o.settled_by = c.id))
                          order by c.written_at desc limit 1) x
     where s.id = any (refused) and s.status = 'REFUSED'
       and case session_user::text
               when 'akoma_protection' then s.receiver_id = access.actor() or s.receiver_organisation_id = any (access.grantees()) or s.receiver_id = any (slips.supervised())
               when 'akoma_enforcement' then exists (select from access.file_grant g where g.file_id = s.operation_id and g.holder = any (access.holders())
                                                        and g.valid_from <= access.moment() and g.valid_until > access.moment())
               else false end $$;

-- The task of who answers for it. Nobody has the child, so it is late at once.
create view slips.due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as due_at
      from slips.slip s cross join lateral (select access.supervisor_of(s.receiver_id) as id offset 0) n left join access.person q on q.id = n.id
     cross join lateral (select n.id as supervisor_id where n.id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED' and s.settled_at is null;
grant select on slips.due_refused to akoma_protection;
create view slips.was_due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as since, s.receiver_signed_at as due_at, s.settled_at as done_at, null::timestamptz as closed_at
      from slips.slip s cross join lateral (select access.supervisor_of(s.receiver_id) as id offset 0) n left join access.person q on q.id = n.id
     cross join lateral (select n.id as supervisor_id where n.id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED';
grant select on slips.was_due_refused to akoma_protection;
-- And of who sent the child back: it was handed over all the same.
create view slips.due_sent_back with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_signed_by as worker_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as due_at
      from slips.slip s where s.status = 'REFUSED' and s.settled_at is null;
grant select on slips.due_sent_back to akoma_protection;
create view slips.was_due_sent_back with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_signed_by as worker_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as since, s.receiver_signed_at as due_at, s.settled_at as done_at, null::timestamptz as closed_at
      from slips.slip s where s.status = 'REFUSED';
grant select on slips.was_due_sent_back to akoma_protection;
revoke execute on function slips.settle_refused, slips.of_files, slips.answers_for, slips.police_of, slips.ask_settlement, slips.settlement,
    slips.settle, slips.others_of from public;
grant execute on function slips.of_files, slips.answers_for, slips.police_of, slips.ask_settlement to akoma_protection;
grant execute on function slips.settlement, slips.settle, slips.others_of to akoma_protection, akoma_enforcement;

-- ---------- accepted by opening its file -------------------------------------------------------------------------------
-- A slip is accepted only together with a file that its receiver opens, names this slip and has its sex and age (as_on_the_slip). Asked when the
-- transaction ends, so that the order of the three statements is free.
create function slips.accepted_as_a_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from slips.acceptance a join cases.case_file f on f.id = a.file_id
                        where a.slip_id = new.id and f.slip_id = new.id and f.registered_by = new.receiver_signed_by) then
        raise exception 'slips.accepted-without-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger accepted_as_a_file after update on slips.slip deferrable initially deferred for each row
    when (new.status = 'ACCEPTED' and old.status <> 'ACCEPTED') execute function slips.accepted_as_a_file();

create function slips.file_of_its_slip() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id and f.slip_id = new.slip_id) then
        raise exception 'slips.another-childs-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger file_of_its_slip after insert on slips.acceptance deferrable initially deferred for each row
    execute function slips.file_of_its_slip();
revoke execute on function slips.accepted_as_a_file, slips.file_of_its_slip from public;
