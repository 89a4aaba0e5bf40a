-- ---------- what is due, step by step ----------------------------------------------------------------------------------
-- What a file asks of its worker now, each step along an index of its own (requirements.md 2.4, T2 to T8): of a team's 20,000 open files only those
-- that still owe the step are read. due_at is null where a policy value counted from since decides, or where it merely waits. The views that answer
-- for any past day, and say when each clock began and ended, stay beside them, under the name that other rooms use for such views.
create view cases.due_assess with (security_invoker = true) as
    select 'cases.assess' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where assessed_at is null and closed_at is null;
grant select on cases.due_assess to akoma_protection;
create view cases.due_plan with (security_invoker = true) as
    select 'cases.plan' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where plan_approved_on is null and closed_at is null;
grant select on cases.due_plan to akoma_protection;
create view cases.due_review with (security_invoker = true) as
    select 'cases.review' as kind, id, id as file_id, worker_id, organisation_id, review_due as due_on
      from cases.case_file where review_due is not null and closed_at is null;
grant select on cases.due_review to akoma_protection;
create view cases.due_search with (security_invoker = true) as
    select 'cases.search' as kind, id, id as file_id, worker_id, organisation_id, null::timestamptz as due_at
      from cases.case_file where lost_since is not null and closed_at is null;
grant select on cases.due_search to akoma_protection;

-- What lies beside a file follows the file's hands while it waits for somebody, so that a list is led by a column of its own. A request to close that was
-- decided or taken back is not written, so that no such request keeps a child with a supervisor who leaves.
create function cases.follow_hands(file uuid, worker uuid, supervisor uuid) returns void
language sql security definer set search_path = pg_catalog as $$
    update cases.plan       set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.closure    set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor and decision is null;
    update cases.assessment set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.placement  set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.reopening  set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor and decided_at is null;
    update cases.refusal    set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.homecoming set worker_id = worker where file_id = file and worker_id is distinct from worker $$;

create view cases.due_arrival with (security_invoker = true) as
    select 'cases.arrival' as kind, h.id, h.file_id, h.worker_id, f.organisation_id, h.departed_on::timestamp at time zone 'UTC' as since
      from cases.homecoming h join cases.case_file f on f.id = h.file_id and f.closed_at is null
     where h.cross_border and h.departed_on is not null and h.arrival_confirmed_at is null and h.state in ('DEPARTED', 'ARRIVED');
grant select on cases.due_arrival to akoma_protection;
revoke execute on function cases.follow_hands from public;

create view cases.due_consent with (security_invoker = true) as
    select 'cases.consent' as kind, id, id as file_id, worker_id, organisation_id,
           case when handed_at is null then registered_at else handed_at end as since
      from cases.case_file where consented_at is null and closed_at is null;
grant select on cases.due_consent to akoma_protection;
create view cases.due_guardian with (security_invoker = true) as
    select 'cases.guardian' as kind, id, id as file_id, worker_id, organisation_id,
           case when handed_at is null then registered_at else handed_at end as since
      from cases.case_file where guardian_on is null and closed_at is null;
grant select on cases.due_guardian to akoma_protection;

-- ---------- a child at high risk is talked about ------------------------------------------------------------------------
-- T9: all involved meet within days of the risk becoming high, whether or not anybody ever met on this child. One row for each time it became high, written
-- by no login: it begins and ends with the file's risk, and is met by a conference that was held since, not by one that is only planned, nor by one of which
-- the minutes alone say who was there (referrals.count_presences).
create table cases.high_risk (
    file_id         uuid not null constraint high_risk_file references cases.case_file,
    since           timestamptz not null,
    worker_id       uuid not null,                                    -- as on the file
    organisation_id uuid not null,                                    -- as on the file
    met_at          timestamptz,                                      -- when the conference took place
    held            boolean not null default false,                   -- there are minutes of one, which fewer than two people have confirmed
    ended_at        timestamptz,                                      -- the risk is lower, or the file is closed
    constraint high_risk_pk primary key (file_id, since));
create index high_risk_owes on cases.high_risk (worker_id, since, file_id) where met_at is null and ended_at is null;
call access.protect('cases.high_risk', 'file_id', 256, 'akoma_protection');
-- As the risk among the turns of a file: for who works on the case (trust.md G8).
create policy by_section on cases.high_risk as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = high_risk.file_id and g.reads & 256 <> 0
                                        and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') offset 0));
grant select on cases.high_risk to akoma_protection;
-- As the file is at the end of the transaction: a lower risk that the same transaction takes back begins no new clock.
create function cases.risk_turned() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; at constant timestamptz := coalesce(access.moment(), now());
begin
    select * into f from cases.case_file c where c.id = new.id;
    if f.risk is distinct from 'HIGH' or f.closed_at is not null then
        update cases.high_risk r set ended_at = at where r.file_id = f.id and r.ended_at is null;
        return null;
    end if;
    update cases.high_risk r set worker_id = f.worker_id, organisation_id = f.organisation_id where r.file_id = f.id and r.ended_at is null;
    if found then return null; end if;
    insert into cases.high_risk (file_id, since, worker_id, organisation_id) values (f.id, at, f.worker_id, f.organisation_id)
        on conflict on constraint high_risk_pk do update set ended_at = null;
    perform referrals.count_presences(f.id);   -- who met today and found the risk high need not meet again at once
    return null;
end $$;
create constraint trigger high_from_the_start after insert on cases.case_file deferrable initially deferred for each row
    when (new.risk = 'HIGH') execute function cases.risk_turned();
create constraint trigger risk_turned after update on cases.case_file deferrable initially deferred for each row
    when ((new.risk, new.closed_at, new.worker_id, new.organisation_id) is distinct from (old.risk, old.closed_at, old.worker_id, old.organisation_id)
          and 'HIGH' in (new.risk, old.risk))
    execute function cases.risk_turned();
revoke execute on function cases.risk_turned from public;
create view cases.due_conference with (security_invoker = true) as
    select case when r.held then 'cases.conference-unconfirmed' else 'cases.conference' end as kind, r.file_id as id, r.file_id, r.worker_id, r.organisation_id, null::date as due_on, r.since, null::timestamptz as due_at,
           r.met_at as done_at, r.ended_at as closed_at
      from cases.high_risk r;
grant select on cases.due_conference to akoma_protection;
-- What T9 waits for once there are minutes: who was there by them and has not answered, one row each, or one row without a person. As its caller may read.
create function cases.unconfirmed(file uuid) returns table (held_at timestamptz, person text) stable language plpgsql set search_path = pg_catalog as $$
begin
    return query select c.held_at, p.code
      from (select n.id, n.held_at from cases.high_risk r join referrals.conference n on n.file_id = r.file_id and n.state = 'HELD'
               and (referrals.held_from(n) at time zone 'UTC')::date >= (r.since at time zone 'UTC')::date
             where r.file_id = unconfirmed.file and r.held and r.ended_at is null order by n.held_at desc, n.id desc limit 1) c
      left join referrals.attendance a on a.conference_id = c.id and a.present and not a.withdrawn and a.answered_at is null
      left join access.person p on p.id = a.person_id order by p.code;
end $$;
revoke execute on function cases.unconfirmed from public;
grant execute on function cases.unconfirmed to akoma_protection;

-- ---------- every decision is a task -----------------------------------------------------------------------------------
-- Every decision that waits for a second person is a task, with a last moment, of who may decide it (trust.md 4): the file's supervisor where that one may;
-- where not (they asked or wrote it, left, or supervise it no more), everybody who may. A referral that left without consent and a payment have views of
-- their own (referrals.due_danger, assistance.due_payment).
-- The end of the last of so many working days after this moment.
create function cases.after_working_days(since timestamptz, days int) returns timestamptz
immutable language sql set search_path = pg_catalog as $$
    select (d.day + 1)::timestamp at time zone 'UTC'
      from (select (since at time zone 'UTC')::date + n as day from generate_series(1, days * 2 + 4) n) d
     where extract(isodow from d.day) < 6 order by d.day offset days - 1 limit 1 $$;
-- T15: the room of disclosures says it.
create function cases.disclosure_due(decision uuid, since timestamptz) returns timestamptz stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return disclosure.due(decision, since);
end $$;
-- Three working days, but where the requirements say another time: a move into a shelter that has begun, and a file that another structure takes over (T22).
create function cases.decision_due(kind text, decision uuid, since timestamptz) returns timestamptz
stable language sql set search_path = pg_catalog as $$
    select case decision_due.kind
        when 'SHELTER_MOVE' then coalesce(cases.move_since(decision), since) + interval '24 hours'
        when 'TRANSFER' then cases.after_working_days(since, 10)
        when 'HANDOVER' then cases.after_working_days(since, access.limit_of('handover.acceptance.max', 10))
        when 'DISCLOSURE_FILE' then cases.disclosure_due(decision, since)
        when 'DISCLOSURE_DATA' then cases.disclosure_due(decision, since)
        when 'OFFENCE_FILE' then cases.disclosure_due(decision, since)
        when 'OFFENCE_DATA' then cases.disclosure_due(decision, since)
        else cases.after_working_days(since, 3) end $$;
-- The place on lists of a police request, or of a report to the police, about a child whose life is in danger: that of a danger of death that nobody has taken on.
-- Null for the other kinds.
create function cases.decision_place(kind text, decision uuid) returns int stable language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    if kind not in ('DISCLOSURE_FILE', 'OFFENCE_FILE') then return null; end if;
    select * into d from access.decision x where x.id = decision;
    if not disclosure.is_of_danger(d.subject) then return null; end if;
    return followup.danger_place(d.file_id, true, true, false, d.proposed_at > access.moment() - interval '24 hours');
end $$;
create function cases.decision_task(kind text) returns text immutable language sql set search_path = pg_catalog as $$
    select case decision_task.kind when 'PLAN' then 'cases.approve-plan' when 'CLOSURE' then 'cases.decide-closure' when 'REOPENING' then 'cases.decide-reopening'
        when 'HOME' then 'cases.approve-place' when 'SHELTER_MOVE' then 'cases.approve-place' else 'access.decide' end $$;

create function cases.decisions_to_make()
returns table (kind text, id uuid, file_id uuid, worker_id uuid, organisation_id uuid, due_at timestamptz, place int)
stable rows 20 language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); kinds text[]; structures uuid[];
begin
    kinds := access.kinds_decided() || 'PASSWORD'::text;
    if me is null or not exists (select from access.decision d where d.state = 'WAITING' and d.kind = any (kinds)) then return; end if;
    structures := array(select r.organisation_id from access.person_role r where r.person_id = me
                        union select x.organisation_id from access.deputy x where x.person_id = me);
    return query
        with able as materialized (   -- who may supervise, and for which structure
            select r.person_id, o.organisation_id from access.person_role r join access.person p on p.id = r.person_id
              cross join lateral (select r.organisation_id union select x.organisation_id from access.deputy x
                 where x.person_id = r.person_id and x.organisation_id = any (structures) and access.is_deputy(x.person_id, x.organisation_id)) o
             where r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
               and o.organisation_id = any (structures)),
        waiting as materialized (
            select d from access.decision d join cases.case_file f on f.id = d.file_id
             where d.state = 'WAITING' and d.organisation_id = any (structures) and d.kind = any (kinds) and d.kind <> 'REFERRAL_DANGER'
               and (f.supervisor_id = me or f.supervisor_id is null or f.organisation_id <> d.organisation_id or f.supervisor_id = d.proposed_by
                    or f.supervisor_id = any (d.authors) or (f.supervisor_id, f.organisation_id) not in (select l.person_id, l.organisation_id from able l))
               and (f.closed_at is null or d.kind not in ('PLAN', 'HOME', 'SHELTER_MOVE'))
            union all
            select d from access.decision d where d.state = 'WAITING' and d.file_id is null and d.kind = any (kinds) and d.kind <> 'PAYMENT')
        select cases.decision_task((o.d).kind), case cases.decision_task((o.d).kind) when 'access.decide' then (o.d).id else (o.d).subject end, (o.d).file_id, me,
               (o.d).organisation_id, cases.decision_due((o.d).kind, (o.d).id, (o.d).proposed_at), cases.decision_place((o.d).kind, (o.d).id)
          from waiting o where access.decides(o.d, me);
end $$;

create view cases.due_decision with (security_invoker = true) as
    select kind, id, file_id, worker_id, organisation_id, due_at, place from cases.decisions_to_make()
    union all
    select 'cases.agree-risk', a.id, a.file_id, a.supervisor_id, f.organisation_id, cases.after_working_days(a.at, 3), null::int
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null where a.lowers and a.approved_at is null
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, r.supervisor_id, r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC', null::int
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null where r.decided_at is null and not r.holds
    union all   -- of a file that nobody supervises, every supervisor of the structure has them
    select 'cases.agree-risk', a.id, a.file_id, (select access.actor()), f.organisation_id, cases.after_working_days(a.at, 3), null::int
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null
     where a.lowers and a.approved_at is null and a.supervisor_id is null and access.leads(f.organisation_id)
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, (select access.actor()), r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC', null::int
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null
     where r.decided_at is null and not r.holds and r.supervisor_id is null and access.leads(r.organisation_id);
grant select on cases.due_decision to akoma_protection;

-- What waits for a supervisor's decision; worker_id is who decides.
-- On a past day it was the work of who decided it; of the file's supervisor, where nobody has.
create view cases.was_due_decision with (security_invoker = true) as
    select cases.decision_task(d.kind) as kind, case cases.decision_task(d.kind) when 'access.decide' then d.id else d.subject end as id, d.file_id,
           d.decided_by as worker_id, d.organisation_id, d.proposed_at as since, cases.decision_due(d.kind, d.id, d.proposed_at) as due_at, d.ended_at as done_at,
           null::timestamptz as closed_at, cases.decision_place(d.kind, d.id) as place
      from access.decision d where d.decided_by is not null and d.kind not in ('REFERRAL_DANGER', 'PAYMENT')
    union all
    select cases.decision_task(d.kind), case cases.decision_task(d.kind) when 'access.decide' then d.id else d.subject end, d.file_id,
           f.supervisor_id, d.organisation_id, d.proposed_at, cases.decision_due(d.kind, d.id, d.proposed_at), d.ended_at,
           case when d.kind in ('PLAN', 'HOME', 'SHELTER_MOVE') then f.closed_at end, cases.decision_place(d.kind, d.id)
      from access.decision d join cases.case_file f on f.id = d.file_id where d.decided_by is null and d.kind <> 'REFERRAL_DANGER'
    union all
    select 'cases.agree-risk', a.id, a.file_id, f.supervisor_id, f.organisation_id, a.at, cases.after_working_days(a.at, 3), a.approved_at, f.closed_at, null
      from cases.assessment a join cases.case_file f on f.id = a.file_id where a.lowers
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, f.supervisor_id, f.organisation_id, (r.due_on - 1)::timestamp at time zone 'UTC',
           (r.due_on + 1)::timestamp at time zone 'UTC', r.decided_at, f.closed_at, null
      from cases.refusal r join cases.case_file f on f.id = r.file_id where not r.holds;
grant select on cases.was_due_decision to akoma_protection;
revoke execute on function cases.after_working_days, cases.disclosure_due, cases.decision_due, cases.decision_place, cases.decision_task, cases.decisions_to_make from public;
grant execute on function cases.after_working_days, cases.disclosure_due, cases.decision_due, cases.decision_place, cases.decision_task, cases.decisions_to_make to akoma_protection;

create view cases.due_screening with (security_invoker = true) as
    select 'cases.screening' as kind, id, id as file_id, worker_id, organisation_id,
           case when handed_at is null then registered_at else handed_at end as since
      from cases.case_file where medical_screened_at is null and closed_at is null;
grant select on cases.due_screening to akoma_protection;

create view cases.due_place with (security_invoker = true) as
    select 'cases.place' as kind, id, id as file_id, worker_id, supervisor_id, organisation_id,
           case when handed_at is null then registered_at else handed_at end as since
      from cases.case_file where placed_at is null and closed_at is null;
grant select on cases.due_place to akoma_protection;
create view cases.was_due_place with (security_invoker = true) as
    select 'cases.place' as kind, id, id as file_id, worker_id, supervisor_id, organisation_id, coalesce(handed_at, registered_at) as since,
           null::timestamptz as due_at, placed_at as done_at, closed_at
      from cases.case_file;
grant select on cases.was_due_place to akoma_protection;

create view cases.due_best_interests with (security_invoker = true) as
    select 'cases.best-interests' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where best_interests_at is null and closed_at is null;
grant select on cases.due_best_interests to akoma_protection;
create view cases.due_determination with (security_invoker = true) as
    select 'cases.determination' as kind, f.id, f.id as file_id, f.worker_id, f.organisation_id, f.registered_at as since
      from cases.case_file f where f.best_interests_at is not null and f.determined_at is null and f.closed_at is null
       and (not exists (select from cases.guardian g where g.file_id = f.id and g.verified_at is not null
                           and coalesce(g.ended_on, 'infinity') > (access.moment() at time zone 'UTC')::date)
            or exists (select from cases.homecoming h where h.file_id = f.id and h.cross_border and h.state in ('PLANNED', 'ACCEPTED', 'SUSPENDED')));
grant select on cases.due_determination to akoma_protection;
create view cases.was_due_file with (security_invoker = true) as
    select 'cases.' || c.kind as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, c.since, c.due_at, c.done_at, f.closed_at
      from cases.case_file f
     cross join lateral (values
        ('screening', coalesce(f.handed_at, f.registered_at), null::timestamptz, f.medical_screened_at),
        ('consent', coalesce(f.handed_at, f.registered_at), null, f.consented_at),
        ('guardian', coalesce(f.handed_at, f.registered_at), null, f.guardian_on::timestamp at time zone 'UTC'),
        ('assess', f.registered_at, null, f.assessed_at),
        ('best-interests', f.registered_at, null, f.best_interests_at),
        ('plan', f.registered_at, null, f.plan_approved_on::timestamp at time zone 'UTC'),
        ('review', coalesce(f.plan_approved_on::timestamp at time zone 'UTC', f.registered_at), (f.review_due + 1)::timestamp at time zone 'UTC', null),
        ('search', f.lost_since::timestamp at time zone 'UTC', null, null)) c(kind, since, due_at, done_at)
     where c.since is not null and (c.kind <> 'review' or f.review_due is not null)
    union all
    select 'cases.arrival', h.id, f.id, f.worker_id, f.supervisor_id, f.organisation_id, h.departed_on::timestamp at time zone 'UTC', null,
           h.arrival_confirmed_at, f.closed_at
      from cases.homecoming h join cases.case_file f on f.id = h.file_id
     where h.departed_on is not null and h.cross_border and h.state in ('DEPARTED', 'ARRIVED')
    union all
    select 'cases.determination', f.id, f.id, f.worker_id, f.supervisor_id, f.organisation_id, f.registered_at, null, f.determined_at, f.closed_at
      from cases.case_file f
     where f.best_interests_at is not null
       and (not exists (select from cases.guardian g where g.file_id = f.id and g.verified_at is not null
                           and coalesce(g.ended_on, 'infinity') > (access.moment() at time zone 'UTC')::date)
            or exists (select from cases.homecoming h where h.file_id = f.id and h.cross_border));
grant select on cases.was_due_file to akoma_protection;

-- ---------- danger and risk ----------------------------------------------------------------------------------------------
-- Files that the actor follows or supervises and of which an alert is open, as far as they read alerts, with its place in the list of alerts, or of which high
-- risk is proposed. Read by the columns that indexes begin with, so a list of many files asks it once.
-- due: the turn, among those of its place, of the most urgent (followup.turn). danger: whether any is about a child in danger, taken on or not.
create function cases.alarmed() returns table (file_id uuid, place int, due timestamptz, danger boolean, proposed boolean) stable language plpgsql set search_path = pg_catalog as $$
begin
    return query select coalesce(x.file_id, h.file_id), x.place, x.due, coalesce(x.danger, false), h.file_id is not null
      from (select a.file_id, min(p.place) as place, (array_agg(p.due order by p.place, p.due))[1] as due, bool_or(p.place < 11 or followup.in_danger(a)) as danger
              from followup.alert a
             cross join lateral (select followup.place(a, access.moment()) as place offset 0) o
             cross join lateral (select o.place, followup.turn(o.place, followup.next_due(a, access.moment()), access.moment()) as due offset 0) p
             where a.closed_at is null and a.file_id is not null and (a.worker_id = access.actor() or a.supervisor_id = access.actor()) group by 1) x
      full join (select distinct p.file_id from followup.high_proposal p
                  where p.decided_at is null and (p.worker_id = access.actor() or p.supervisor_id = access.actor())) h on h.file_id = x.file_id;
end $$;
revoke execute on function cases.alarmed from public;
grant execute on function cases.alarmed to akoma_protection;
-- Of these files, by whatever way the actor reads them, those of which danger is reported, as far as they read alerts.
create function cases.alarmed_of(files uuid[]) returns table (file_id uuid) stable language plpgsql set search_path = pg_catalog as $$
begin
    return query select distinct a.file_id from followup.alert a
                  where a.closed_at is null and a.file_id = any (files) and followup.urgency(a, access.moment()) < 3;
end $$;
revoke execute on function cases.alarmed_of from public;
grant execute on function cases.alarmed_of to akoma_protection;
-- Whether the child was seen in a visit on this day or later, as far as the actor reads visits.
create function cases.was_seen(file uuid, since date) returns boolean stable language plpgsql set search_path = pg_catalog as $$
begin
    return exists (select from followup.visit v where v.file_id = file and v.child_seen and v.done_on >= since);
end $$;
revoke execute on function cases.was_seen from public;
grant execute on function cases.was_seen to akoma_protection;
-- The risk at the end of each day given of the supervisor's files that were open then: as the list of files says of that day. The turns of a file are read
-- once for all days.
create function cases.team_risk(days date[]) returns table (day date, high bigint, medium bigint, low bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog set enable_nestloop = off as $$
    with mine as materialized (select f.id, f.status, f.registered_at from cases.case_file f
                                where f.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR'])),
         turn as materialized (
            select t.file_id, t.what, t.value, t.at as since, coalesce(lead(t.at) over (partition by t.file_id, t.what order by t.at, t.n), 'infinity') as until
              from mine f cross join lateral (select * from cases.turn t where t.file_id = f.id and t.what in ('RISK', 'STATUS') offset 0) t),
         day as (select d.day, (d.day + 1)::timestamp at time zone 'UTC' as over from unnest(days) d (day))
    select d.day, count(*) filter (where r.value = 'HIGH'), count(*) filter (where r.value = 'MEDIUM'), count(*) filter (where r.value = 'LOW'),
           count(*) filter (where r.value is null)
      from day d join mine f on f.registered_at < d.over
      left join turn r on r.file_id = f.id and r.what = 'RISK' and r.since < d.over and r.until >= d.over
      left join turn s on s.file_id = f.id and s.what = 'STATUS' and s.since < d.over and s.until >= d.over
     where coalesce(s.value, f.status) not in ('CLOSED', 'TRANSFERRED') group by 1 $$;
-- The risk of those that are open now, by the structure that follows the child.
create function cases.team_risk_structures() returns table (structure text, high bigint, medium bigint, low bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, count(*) filter (where f.risk = 'HIGH'), count(*) filter (where f.risk = 'MEDIUM'), count(*) filter (where f.risk = 'LOW'),
           count(*) filter (where f.risk is null)
      from cases.case_file f join access.organisation o on o.id = f.organisation_id
     where f.status not in ('CLOSED', 'TRANSFERRED') and f.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR']) group by 1 $$;
revoke execute on function cases.team_risk, cases.team_risk_structures from public;
grant execute on function cases.team_risk, cases.team_risk_structures to akoma_protection;
