-- A file gets another supervisor by two people (trust.md, section 2). The present one agrees to what a colleague asks; whom the present one asks to take it
-- over agrees; and where the present one no longer supervises, or left the request unanswered for seven days, the data protection officer, the project
-- manager or a deputy of the structure does, as about a request after one that the present one refused. A file that nobody supervises any more is taken over
-- at once by a colleague who may supervise it. Giving the file to another worker changes no supervisor. About no file for the house: who oversees sees none.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SUPERVISOR', '{CASE_SUPERVISOR,PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR}', null);

-- Who is to supervise, by the moment of the request. No login reads or writes it: the functions below do.
create table cases.supervisor_asked (
    file_id       uuid not null constraint supervisor_asked_file references cases.case_file,
    asked_at      timestamptz not null,
    asked_by      uuid not null,
    before_id     uuid,                                              -- who supervised until then
    supervisor_id uuid not null,
    constraint supervisor_asked_pk primary key (file_id, asked_at));
alter table cases.supervisor_asked enable row level security;

-- The new one reads and writes from now on, and what lies beside the file follows it.
create function cases.give_supervision(file uuid, wanted uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if wanted is not null then perform cases.give_by_name(file, 'PERSON', wanted, 'SUPERVISION'); end if;
    update cases.case_file c set supervisor_id = wanted, updated_at = access.moment(), version = c.version + 1 where c.id = file;
    perform assistance.follow(file);
    update assistance.enrolment e set supervisor_id = wanted where e.file_id = file;
    update referrals.referral r set supervisor_id = wanted where r.file_id = file;
    update followup.alert x set supervisor_id = wanted where x.file_id = file;
    update followup.high_proposal h set supervisor_id = wanted where h.file_id = file and h.decided_at is null;
    update followup.visit v set reviewer_id = nullif(wanted, v.recorded_by)
     where v.file_id = file and v.done_on is not null and v.safety is not null and v.reviewed_at is null;
end $$;
-- DONE, TAKEN (nobody supervised it: at once, and who oversees the house hears of it), FORBIDDEN, NO_SUPERVISOR (nobody who may supervise for this structure), ALREADY, WAITS (another request waits).
create function cases.ask_supervisor(file uuid, wanted uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id, c.worker_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then return 'FORBIDDEN'; end if;
    if wanted is null or not access.works_as(wanted, 'CASE_SUPERVISOR', null) or not access.may_lead(wanted, f.organisation_id) then return 'NO_SUPERVISOR'; end if;
    if wanted = f.supervisor_id then return 'ALREADY'; end if;
    if f.supervisor_id is null and wanted = access.actor() and wanted <> f.worker_id then
        perform cases.give_supervision(file, wanted), access.ring(array(select access.who_oversee()), 'alert');
        return 'TAKEN';
    end if;
    if exists (select from access.decision d where d.kind = 'SUPERVISOR' and d.subject = file and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into cases.supervisor_asked as a (file_id, asked_at, asked_by, before_id, supervisor_id)
    values (file, access.moment(), access.actor(), f.supervisor_id, wanted)
        on conflict (file_id, asked_at) do update set asked_by = excluded.asked_by, before_id = excluded.before_id, supervisor_id = excluded.supervisor_id;
    return 'DONE';
end $$;
-- Those who may supervise a file of this structure, for who chooses one.
create function cases.who_may_supervise(file uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select distinct r.person_id from cases.case_file f
        join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.person_id is distinct from f.supervisor_id
       where f.id = file and access.keeps(f.id, 256, true) and access.works_as(r.person_id, 'CASE_SUPERVISOR', null)
         and access.may_lead(r.person_id, f.organisation_id);
end $$;
-- Both supervisors and the file, for who asked or decides.
create function cases.supervisor_change(decision uuid)
returns table (file_code text, before_id uuid, supervisor_id uuid, worker_id uuid) stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select f.code, a.before_id, a.supervisor_id, f.worker_id
      from access.decision d join cases.case_file f on f.id = d.subject join cases.supervisor_asked a on a.file_id = d.subject and a.asked_at = d.proposed_at
     where d.id = supervisor_change.decision and d.kind = 'SUPERVISOR'
       and (access.actor() in (d.proposed_by, d.decided_by) or d.state = 'WAITING' and access.decides(d, access.actor()));
end $$;

-- By who agreed, in the same transaction. Who supervised reads on as after a transfer, and what lies beside the file follows it. False when another one
-- supervises by now, or the new one no longer may.
create function cases.hand_supervision(decision uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; a record; f record;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'SUPERVISOR' and x.state = 'AGREED';
    if not found or d.decided_by <> access.actor() or d.ended_at <> access.moment() then return false; end if;
    select x.before_id, x.supervisor_id into a from cases.supervisor_asked x where x.file_id = d.subject and x.asked_at = d.proposed_at;
    select c.id, c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = d.subject for update;
    if f.supervisor_id is distinct from a.before_id or not access.works_as(a.supervisor_id, 'CASE_SUPERVISOR', null)
       or not access.may_lead(a.supervisor_id, f.organisation_id) then return false; end if;
    perform cases.end_by_name(f.id, 'PERSON', f.supervisor_id, 'SUPERVISION'), cases.read_on(f.id, 'PERSON', f.supervisor_id),
            cases.give_supervision(f.id, a.supervisor_id);
    return true;
end $$;
-- Whoever else came to supervise meanwhile is not replaced by an older request.
create function cases.supervisor_settled() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.kind = 'SUPERVISOR' and d.subject = new.id and d.state = 'WAITING';
    return null;
end $$;
create trigger supervisor_settled after update of supervisor_id on cases.case_file for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function cases.supervisor_settled();

-- That the present supervisor keeps the file is heard by who oversees the house: they decide what is asked after it.
create function cases.supervisor_keeps() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.subject and f.supervisor_id = new.decided_by) then
        perform access.ring(array(select access.who_oversee()), 'alert');
    end if;
    return null;
end $$;
create trigger supervisor_keeps after update of state on access.decision for each row
    when (new.kind = 'SUPERVISOR' and new.state = 'REFUSED' and old.state = 'WAITING') execute function cases.supervisor_keeps();
revoke execute on function cases.supervisor_keeps from public;

revoke execute on function cases.ask_supervisor, cases.who_may_supervise, cases.supervisor_change, cases.hand_supervision, cases.supervisor_settled, cases.give_supervision from public;
grant execute on function cases.ask_supervisor, cases.who_may_supervise to akoma_protection;
grant execute on function cases.supervisor_change, cases.hand_supervision to akoma_protection, akoma_custody;
