-- ---------- the end, and the way back ----------------------------------------------------------------------------------
create table cases.closure (
    id            uuid constraint closure_pk primary key,
    file_id       uuid not null constraint closure_file references cases.case_file,
    -- The codes are those of the list closure-reason and of requirements.md 2.5.
    code          text not null constraint closure_code check (code in
        ('PLAN_GOALS_MET', 'TURNED_18_WITH_LEAVING_PLAN', 'TRANSFERRED', 'REPATRIATED', 'NOT_A_VICTIM', 'DUPLICATE', 'DEATH', 'OTHER')),
    requested_by  uuid not null,
    requested_at  timestamptz not null,
    criteria      text[] not null default '{}',                         -- codes met when it was asked
    unmet         text[] not null default '{}',
    decided_by    uuid,
    decided_at    timestamptz,
    decision      text constraint closure_decision check (decision in ('CLOSED', 'RETURNED', 'WITHDRAWN')),
    sealed        bytea not null,                                       -- views of child and caregiver, whom to call, why it ends: written once
    verdict       bytea,                                                -- why it was decided so, sealed
    supervisor_id uuid,
    constraint closure_decided_by_another check (decided_by is distinct from requested_by),
    constraint closure_decided_by_somebody check ((decided_by is null) = (decision is null or decision = 'WITHDRAWN')));
create index closure_of_file on cases.closure (file_id, requested_at);
create unique index closure_one_waiting on cases.closure (file_id) where decision is null;
create index closure_waits    on cases.closure    (supervisor_id, id) where decided_at is null;
-- Why a file ends holds the words of child and caregiver: it is for those who read the notes, not for all who see the status.
call access.protect('cases.closure', 'file_id', 128, 'akoma_protection');
create trigger take_supervisor before insert on cases.closure    for each row execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.closure referencing new table as added for each statement execute function access.by_oneself('requested_by');
create trigger changed_by_oneself before update on cases.closure for each row execute function access.changed_by_oneself('decided_by');
create trigger one_act before update of decided_at, decided_by on cases.closure for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
-- A record begins without a second person: what somebody else decides is no column of its beginning, and who begins it is who acts.
grant select, insert (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed), update (decided_by, decided_at, decision, verdict) on
    cases.closure to akoma_protection;

create table cases.reopening (
    id            uuid constraint reopening_pk primary key,
    file_id       uuid not null constraint reopening_file references cases.case_file,
    asked_by      uuid not null,
    asked_at      timestamptz not null,
    decided_by    uuid,
    decided_at    timestamptz,
    granted       boolean,
    sealed        bytea not null,                                       -- why it is asked: written once
    verdict       bytea,                                                -- why it was decided so, sealed
    supervisor_id uuid,
    constraint reopening_decided_by_another check (decided_by is distinct from asked_by));
create index reopening_of_file on cases.reopening (file_id, asked_at);
create unique index reopening_one_waiting on cases.reopening (file_id) where decided_at is null;
create index reopening_waits  on cases.reopening  (supervisor_id, id) where decided_at is null;
call access.protect('cases.reopening', 'file_id', 128, 'akoma_protection');
create trigger take_supervisor before insert on cases.reopening  for each row execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.reopening referencing new table as added for each statement execute function access.by_oneself('asked_by');
create trigger changed_by_oneself before update on cases.reopening for each row execute function access.changed_by_oneself('decided_by');
create trigger one_act before update of decided_at, decided_by on cases.reopening for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
grant select, insert (id, file_id, asked_by, asked_at, sealed), update (decided_by, decided_at, granted, verdict) on cases.reopening to
    akoma_protection;

-- Why it was decided so is written with the decision, by who decides, and never again.
create function cases.verdict_with_decision() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and not (old.decided_at is null and new.decided_at is not null and new.decided_by is not distinct from access.actor()) then
        raise exception 'cases.verdict-with-decision' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger verdict_with_decision before update of verdict on cases.closure for each row
    when (new.verdict is distinct from old.verdict) execute function cases.verdict_with_decision();
create trigger verdict_with_decision before update of verdict on cases.reopening for each row
    when (new.verdict is distinct from old.verdict) execute function cases.verdict_with_decision();
revoke execute on function cases.verdict_with_decision from public;

create table cases.search_step (
    id          uuid constraint search_step_pk primary key,
    file_id     uuid not null constraint search_step_file references cases.case_file,
    step        text not null constraint search_step_known check (step in ('FLAGGED', 'PHONE', 'HOME_VISIT', 'SCHOOL_OR_WORK', 'COMMUNITY', 'AUTHORITY', 'PARTNER', 'SUPERVISOR_REVIEW', 'FOUND')),
    at          timestamptz not null,
    sealed      bytea not null,
    recorded_by uuid not null,
    seen_in     uuid);                                               -- the visit; of FOUND only
create index search_step_of_file on cases.search_step (file_id, at);
call access.protect('cases.search_step', 'file_id', 64, 'akoma_protection');
create trigger not_in_an_emergency before insert on cases.search_step for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create trigger by_oneself after insert on cases.search_step referencing new table as added for each statement execute function access.by_oneself('recorded_by');
grant select, insert on cases.search_step to akoma_protection;

-- ---------- closing is judged at the decision --------------------------------------------------------------------------
-- A request to close or to reopen can be withdrawn by who made it: then nobody decided it.
-- Why what else is known of the child bars this end of its file; null: nothing does. A death is recorded once the alerts about the child were taken on, every
-- other end once no danger runs, every alert was taken on and something was done about an urgent need, and that it is no victim while no other file of
-- the child has ended as a double of this one. What a double lacks is asked by cases.double_lacks.
create function cases.bar_of_end(file uuid, code text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if bar_of_end.code = 'DUPLICATE' then return null; end if;
    -- an authority answers for the child, and another structure still holds the file
    if bar_of_end.code not in ('DEATH', 'TRANSFERRED') and exists (select from handover.responsible r join cases.case_file f on f.id = r.file_id
          where r.file_id = bar_of_end.file and handover.responsible_on(f.id, (coalesce(access.moment(), now()) at time zone 'UTC')::date) <> f.organisation_id) then
        return 'cases.closure-authority';
    end if;
    if bar_of_end.code <> 'DEATH' and exists (select from followup.alert a where a.file_id = bar_of_end.file and a.closed_at is null
                  and a.type not in ('CSI_URGENT', 'HEALTH_URGENT', 'DISTRESS', 'WITHOUT_PLACE', 'LOST_TO_FOLLOW_UP', 'DEVICE_LOST')) then
        return 'cases.closure-alert-open';
    end if;
    if exists (select from followup.alert a where a.file_id = bar_of_end.file and a.closed_at is null and a.acknowledged_at is null) then
        return 'cases.closure-alert-unread';
    end if;
    if bar_of_end.code <> 'DEATH' and exists (select from followup.alert a where a.file_id = bar_of_end.file and a.closed_at is null and a.safe_at is null
                  and a.type in ('CSI_URGENT', 'HEALTH_URGENT', 'DISTRESS')) then
        return 'cases.closure-alert-undone';
    end if;
    if bar_of_end.code = 'NOT_A_VICTIM' and exists (select from cases.double d join cases.case_file o on o.id in (d.file_id, d.other_id) and o.id <> bar_of_end.file and o.status = 'CLOSED'
                 join cases.closure c on c.file_id = o.id and c.decision = 'CLOSED' and c.code = 'DUPLICATE'
                where bar_of_end.file in (d.file_id, d.other_id) and d.verdict = 'SAME') then
        return 'cases.closure-holds-double';
    end if;
    return null;
end $$;
-- The same for who works on the alerts, which most of it tells; null for anybody else.
create function cases.closure_bar(file uuid, code text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return case when access.works_on(closure_bar.file, 64) and access.works_on(closure_bar.file, 256) then cases.bar_of_end(closure_bar.file, closure_bar.code) end;
end $$;

-- Before a file ends the child's status is looked at once more (requirements.md 4.1): an index of the last days, or why there is none, by who decides.
create function cases.closure_lacks_index(file uuid, code text) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return closure_lacks_index.code in ('PLAN_GOALS_MET', 'TURNED_18_WITH_LEAVING_PLAN', 'REPATRIATED', 'OTHER')
       and not exists (select from followup.csi c where c.file_id = closure_lacks_index.file
                          and c.on_day >= (coalesce(access.moment(), now()) at time zone 'UTC')::date - access.limit_of('closure.csi.max', 90));
end $$;

-- Whatever was asked for, a file is closed on what is true on the day of the decision.
create function cases.judge_closure() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare file cases.case_file; oldest int;
begin
    if new.code is distinct from old.code or new.requested_by is distinct from old.requested_by or old.decision is not null then
        raise exception 'cases.closure-stays' using errcode = 'insufficient_privilege';
    end if;
    if new.decision is distinct from 'CLOSED' then return new; end if;
    select * into file from cases.case_file f where f.id = new.file_id;
    if file.lost_since is not null then
        raise exception 'cases.closure-lost' using errcode = 'check_violation';
    elsif cases.bar_of_end(new.file_id, new.code) is not null then
        raise exception '%', cases.bar_of_end(new.file_id, new.code) using errcode = 'check_violation';
    elsif new.code = 'TRANSFERRED' then
        raise exception 'cases.closure-transfer' using errcode = 'check_violation';
    elsif new.code = 'DUPLICATE' and not cases.ends_as_double(new.file_id) then
        raise exception 'cases.closure-not-double' using errcode = 'check_violation';
    elsif new.code = 'DUPLICATE' and cardinality(cases.double_lacks(new.file_id)) > 0 then
        raise exception 'cases.double-lacks' using errcode = 'check_violation';
    elsif new.code = 'NOT_A_VICTIM' and file.plan_approved_on is not null and cardinality(new.unmet) > 0 then
        raise exception 'cases.closure-criteria' using errcode = 'check_violation';
    elsif new.code = 'TURNED_18_WITH_LEAVING_PLAN' then
        -- the birth date is sealed; the age at the rescue follows from it, so that the estimate's year more is the most that can be
        oldest := file.age_at_rescue + extract(year from age(coalesce(access.moment(), now()), coalesce(file.handed_at, file.registered_at)))::int + 1;
        if oldest is null or oldest < 18 then raise exception 'cases.closure-not-18' using errcode = 'check_violation'; end if;
    end if;
    return new;
end $$;
create trigger judge_closure before update on cases.closure for each row execute function cases.judge_closure();

-- A file is closed by a request that somebody else granted, and by nothing else.
create function cases.closed_by_request() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.closure c where c.file_id = new.id and c.decision = 'CLOSED'
                      and not exists (select from cases.reopening r where r.file_id = new.id and r.granted and r.decided_at >= c.decided_at)) then
        raise exception 'cases.closed-without-request' using errcode = 'insufficient_privilege';
    end if;
    -- of two files of one child one goes on, also where the request was granted before
    if (select c.code from cases.closure c where c.file_id = new.id and c.decision = 'CLOSED' order by c.decided_at desc, c.id desc limit 1) = 'DUPLICATE'
       and not cases.ends_as_double(new.id) then
        raise exception 'cases.closure-not-double' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger closed_by_request before update of status on cases.case_file for each row
    when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function cases.closed_by_request();

-- That somebody asked for the end of a file is read from what they asked.
create function cases.asked_to_close() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.closure c where c.file_id = new.id and c.decision is null) then
        raise exception 'cases.closed-without-request' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger asked_to_close after update of status on cases.case_file deferrable initially deferred for each row
    when (new.status = 'CLOSURE_REQUESTED' and old.status <> 'CLOSURE_REQUESTED') execute function cases.asked_to_close();
revoke execute on function cases.bar_of_end, cases.closure_bar, cases.closure_lacks_index, cases.asked_to_close from public;
grant execute on function cases.closure_bar, cases.closure_lacks_index to akoma_protection;

-- ---------- the bar holds for the request too --------------------------------------------------------------------------
-- The bar holds for the request as for the decision: who asks learns what has to be done first.
create function cases.barred_request() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare bar text := cases.bar_of_end(new.file_id, new.code);
begin
    if bar is not null then raise exception '%', bar using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger barred_request before insert on cases.closure for each row execute function cases.barred_request();
revoke execute on function cases.barred_request from public;

-- ---------- an end and a return of a file need two ---------------------------------------------------------------------
-- An age that moves a rule, the end of a file and its return, and a goal that is dropped need two people (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('AGE',       '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 1),
    ('CLOSURE',   '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128),
    ('REOPENING', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128),
    ('GOAL_DROP', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 32),
    ('PLAN_REVIEW', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 32);

create function cases.closed_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (new.decided_by = access.actor() and access.just_decided('CLOSURE', new.id, 1, true)) is not true then
        raise exception 'cases.closure-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger judged_by_two before update of decision on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is null) execute function cases.closed_by_two();

-- Named to come after what asks for the decision itself.
create function cases.lately_assessed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.verdict is null and cases.closure_lacks_index(new.file_id, new.code) then
        raise exception 'cases.closure-csi-old' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger lately_assessed before update of decision on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is null) execute function cases.lately_assessed();
revoke execute on function cases.lately_assessed from public;

create function cases.reopened_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (new.decided_by = access.actor() and access.just_decided('REOPENING', new.id, 1, true)) is not true then
        raise exception 'cases.reopening-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger reopened_by_two before update of granted on cases.reopening for each row
    when (new.granted and old.granted is null) execute function cases.reopened_by_two();

-- ---------- a missing child is searched for ----------------------------------------------------------------------------
-- Whether who acts reports, in an alert that runs, that the child is missing.
-- That a child is missing rings by any word. The search, which bars money, homes and the end of the file, begins by the word of who looks after the child, or
-- when a supervisor takes the alert on, unless the child's worker has written on it that the child is there.
create function cases.reports_missing(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.alert a where a.file_id = file and a.type = 'MISSING' and a.closed_at is null
                      and (a.acknowledged_by = access.actor() and not followup.says_there(a.id)
                           or cases.looks_after(file)
                              and (a.raised_by = access.actor() or exists (select from followup.alert_action x where x.alert_id = a.id
                                                                              and x.kind = 'REPORTED_AGAIN' and x.taken_by = access.actor()))));
end $$;
-- A child who ran away or was taken, or of whom an alert says that it is missing, is searched for from the moment at which that is written, by any person
-- (trust.md 4): the file's flag and the first step of the search. A shelter writes it of its own stay, and sees neither. False: there was nothing to begin.
create function cases.begin_search(file uuid, step uuid, words bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare last cases.placement;
begin
    if not access.sees(file, 16, true) and not cases.houses(file) and not cases.reports_missing(file) then return false; end if;
    select * into last from cases.placement p where p.file_id = file and p.state in ('CURRENT', 'ENDED')
     order by p.state = 'CURRENT' desc, p.until desc nulls first, p.id desc limit 1;
    if coalesce(last.end_reason, '') not in ('RAN_AWAY', 'TAKEN_AWAY') and not cases.reports_missing(file)
       or exists (select from cases.case_file f where f.id = file and (f.lost_since is not null or f.status in ('CLOSED', 'TRANSFERRED'))) then
        return false;
    end if;
    update cases.case_file f set lost_since = (access.moment() at time zone 'UTC')::date, updated_at = access.moment(), version = f.version + 1
     where f.id = file;
    insert into cases.turn (file_id, at, what, value) values (file, access.moment(), 'LOST', (access.moment() at time zone 'UTC')::date::text);
    insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (step, file, 'FLAGGED', access.moment(), words, access.actor());
    return true;
end $$;
revoke execute on function cases.reports_missing, cases.begin_search from public;
grant execute on function cases.begin_search to akoma_protection;

-- ---------- a search begins with who looks after the child -------------------------------------------------------------
-- Whether who acts follows the child, or has it with them day or night: leads or supervises the case, or stands in for who does, runs the shelter of
-- its stay or the school that it attends. Not by a referral, a share or an emergency.
create function cases.looks_after(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = looks_after.file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] <> 0
                      and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'DEPUTY', 'SHELTER_STAY', 'ENROLMENT')
                           or g.reason = 'TRANSFER' and g.sections <> 256)
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
revoke execute on function cases.looks_after from public;

-- ---------- a search has its steps --------------------------------------------------------------------------------------
-- Since the child was flagged last somebody called, visited the home and told the authority: then a supervisor looks at the search.
create function cases.is_searched(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(is_searched.file, 64, true) and (select count(distinct s.step) = 3 from cases.search_step s
             where s.file_id = is_searched.file and s.step in ('PHONE', 'HOME_VISIT', 'AUTHORITY')
               and s.at >= (select max(f.at) from cases.search_step f where f.file_id = is_searched.file and f.step = 'FLAGGED')) $$;
create function cases.searched_first() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.is_searched(new.file_id) then
        raise exception 'cases.search-steps-missing' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger searched_first before insert on cases.search_step for each row when (new.step = 'SUPERVISOR_REVIEW') execute function cases.searched_first();
revoke execute on function cases.is_searched, cases.searched_first from public;
grant execute on function cases.is_searched to akoma_protection;

-- ---------- found says where -------------------------------------------------------------------------------------------
create function cases.seen_again(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return case when access.sees(file, 64, false) then cases.seen_since_flag(file) end;
end $$;
create function cases.found_says_where() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.seen_in := cases.seen_again(new.file_id);
    if new.seen_in is null and session_user = 'akoma_protection' then
        raise exception 'cases.found-where' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger found_says_where before insert on cases.search_step for each row when (new.step = 'FOUND') execute function cases.found_says_where();
-- Until a supervisor has confirmed it, the child is sought: its file is not closed.
create function cases.is_sought(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return access.sees(file, 256, false)
       and exists (select from followup.alert a where a.file_id = file and a.type in ('LOST_TO_FOLLOW_UP', 'MISSING') and a.closed_at is null);
end $$;
create function cases.sought_is_not_closed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.is_sought(new.file_id) then raise exception 'cases.closure-lost' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger sought_is_not_closed before update on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is distinct from 'CLOSED') execute function cases.sought_is_not_closed();
revoke execute on function cases.seen_again, cases.found_says_where, cases.is_sought, cases.sought_is_not_closed from public;
grant execute on function cases.seen_again, cases.is_sought to akoma_protection;

-- ---------- a file that ends as a double -------------------------------------------------------------------------------
create function cases.asked_as_double() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not cases.ends_as_double(new.file_id) then raise exception 'cases.closure-not-double' using errcode = 'check_violation'; end if;
    if cardinality(cases.double_lacks(new.file_id)) > 0 then raise exception 'cases.double-lacks' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger asked_as_double before insert on cases.closure for each row when (new.code = 'DUPLICATE') execute function cases.asked_as_double();
revoke execute on function cases.asked_as_double from public;

-- A child whose file ends so is looked for by nobody: people outside the structure hear of it.
create function cases.ring_outside() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        perform access.ring(array(
            select x from access.custodians() x
             union select r.person_id from access.person_role r join access.person p on p.id = r.person_id
                    where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date), 'alert');
    end if;
    return null;
end $$;
create trigger ring_outside after insert on cases.victim_decision for each row when (new.status = 'NOT_A_VICTIM') execute function cases.ring_outside();
create trigger ring_outside after update of decision on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is null and new.code in ('DEATH', 'NOT_A_VICTIM', 'DUPLICATE', 'OTHER')) execute function cases.ring_outside();
revoke execute on function cases.ring_outside from public;
