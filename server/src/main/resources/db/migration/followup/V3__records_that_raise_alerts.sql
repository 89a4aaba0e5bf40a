-- ---------- missing raises an alert ------------------------------------------------------------------------------------
-- No stay ends because the child ran away or was taken without a search and an open alert, by the time the transaction ends (trust.md 4).
create function followup.missing_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null)
            or not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('MISSING', 'LOST_TO_FOLLOW_UP') and a.closed_at is null)) then
        raise exception 'followup.missing-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger missing_is_told after update on cases.placement deferrable initially deferred for each row
    when (new.end_reason in ('RAN_AWAY', 'TAKEN_AWAY') and old.end_reason is null) execute function followup.missing_is_told();

-- Nor does any stay end with no other place and no open alert: somebody finds the child a bed that night. But that of a child who leaves for a home to which
-- two people agreed: its arrival has a clock of its own.
create function followup.no_place_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT')
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null)
       and not cases.is_on_the_way(new.file_id)
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('WITHOUT_PLACE', 'MISSING', 'LOST_TO_FOLLOW_UP')
                          and a.closed_at is null) then
        raise exception 'followup.no-place-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger no_place_is_told after update on cases.placement deferrable initially deferred for each row
    when (old.state = 'CURRENT' and new.state <> 'CURRENT' and coalesce(new.end_reason, '') not in ('RAN_AWAY', 'TAKEN_AWAY'))
    execute function followup.no_place_is_told();
-- Nor does any journey end at no home without it.
create constraint trigger no_place_is_told after update on cases.homecoming deferrable initially deferred for each row
    when (old.state = 'DEPARTED' and new.state in ('ARRIVED', 'TURNED_BACK')) execute function followup.no_place_is_told();

-- It ends by itself with the next place that needs no second person, or once that person agreed, and by nothing else that is called so.
create function followup.has_place(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = has_place.file and p.state = 'CURRENT' and access.sees(p.file_id, 256, false)
                      and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = p.id and d.state = 'WAITING')) $$;
revoke execute on function followup.has_place from public;
grant execute on function followup.has_place to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- the hour without a place goes on ---------------------------------------------------------------------------
-- A place that nobody agreed to, and that was left again, does not begin the hours of a child without a place anew: those of the alert that it ended go on.
-- The same for a first night that lasted less than twelve hours.
create function followup.hour_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before followup.alert;
begin
    select a.* into before from followup.alert a
     where a.file_id = new.file_id and a.type = 'WITHOUT_PLACE' and a.outcome = 'PLACED' order by a.closed_at desc, a.id desc limit 1;
    if not found or exists (select from access.decision d where d.file_id = new.file_id and d.kind in ('HOME', 'SHELTER_MOVE') and d.state = 'AGREED'
                               and d.ended_at >= before.closed_at)
       or before.closed_at < access.moment() - interval '12 hours'
          and not exists (select from access.decision d where d.file_id = new.file_id and d.kind = 'SHELTER_MOVE' and d.state <> 'AGREED'
                             and d.proposed_at >= before.closed_at) then
        return new;
    end if;
    if before.acknowledged_at is null then new.ack_due_at := least(new.ack_due_at, before.ack_due_at); end if;
    new.safe_due_at := least(new.safe_due_at, before.safe_due_at);
    return new;
end $$;
create trigger hour_goes_on before insert on followup.alert for each row
    when (new.type = 'WITHOUT_PLACE' and new.file_id is not null) execute function followup.hour_goes_on();
revoke execute on function followup.hour_goes_on from public;

-- ---------- what is written as danger raises an alert ------------------------------------------------------------------
-- Whether who acts has told of this danger: by an alert of this child and kind that they raised or reported again within the hour, or sent before the record
-- was complete, and on which nobody has acted since. The alert of somebody else, or one that was taken on before, is of another report.
create function followup.has_told(file uuid, wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (
        select from followup.alert a
         where a.file_id = has_told.file and a.type = wanted and a.closed_at is null and a.apart_of = followup.apart_of(has_told.file, wanted)
           and (followup.reports_of_the_hour(a.id) >= 30      -- they may add no more to it within the hour (followup.not_too_often)
                or a.acknowledged_at is null
                   and (followup.reports_of_the_hour(a.id) > 0 or a.raised_by = access.actor() and a.raised_at > access.moment() - interval '1 hour'
                        or a.safe_at is null and exists (select from followup.first_alert o where o.alert_id = a.id and o.raised_by = access.actor())))) $$;
revoke execute on function followup.has_told from public;

-- A note about safety by who houses the child: at the end of the transaction an alert runs, whatever wrote the note.
-- What the database cannot know: danger in the words of a note, of this kind or another, and in those about the family.
create function followup.safety_note_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.houses(new.file_id) and not access.sees(new.file_id, 128, true)
       and exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and not followup.has_told(new.file_id, 'DANGER_AT_HOME') then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger safety_note_alarms after insert on cases.note deferrable initially deferred for each row
    when (new.kind = 'SAFETY') execute function followup.safety_note_alarms();

-- That nobody is to be returned to the family, of a child who lives there or is to: the alert runs at the end of the transaction as well.
create function followup.unsafe_family_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not (tg_op = 'UPDATE' and old.bars_return)
       and exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and exists (select from cases.placement p where p.file_id = new.file_id and p.state in ('CURRENT', 'PROPOSED') and p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY'))
       and not followup.has_told(new.file_id, 'DANGER_AT_HOME') then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger unsafe_family_alarms after insert or update on cases.family deferrable initially deferred for each row
    when (new.bars_return) execute function followup.unsafe_family_alarms();
revoke execute on function followup.safety_note_alarms, followup.unsafe_family_alarms from public;

-- ---------- danger to life raises an alert -----------------------------------------------------------------------------
-- An answer "nobody could be asked, danger to life" needs an open alert at the end of its transaction (trust.md 4).
create function followup.danger_to_life_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and not followup.has_told(new.file_id, 'LIFE_IN_DANGER') then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger danger_to_life_alarms after insert on cases.consent deferrable initially deferred for each row
    when (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE') execute function followup.danger_to_life_alarms();
revoke execute on function followup.danger_to_life_alarms from public;

-- ---------- danger at work and at school -------------------------------------------------------------------------------
-- Danger that is written down about work, school or the way home leaves an alert at the end of its transaction, whatever wrote it (trust.md 4).
insert into followup.alert_ending (type, outcome, roles) values
    ('DANGER_AT_WORK', 'CHILD_SAFE', '{CASE_SUPERVISOR}'), ('DANGER_AT_WORK', 'FALSE_ALARM', '{CASE_SUPERVISOR}'), ('DANGER_AT_WORK', 'FILE_CLOSED', '{}');

-- Under the age of schooling work is no pathway; nor where the age is not known.
create function followup.is_too_young_to_work(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return coalesce(cases.age_on(file, (access.moment() at time zone 'UTC')::date) < access.limit_of('age.schooling.max-exclusive', 16), true);
end $$;
-- The same for who sees who the child is, or writes its visits or its schooling; null for anybody else.
create function followup.works_too_young(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return case when access.sees(file, 1, false) or access.sees(file, 96, true) then followup.is_too_young_to_work(file) end;
end $$;
-- Argument: the kind of alert that has to run, of this child and of this report.
create function followup.alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.is_over(new.file_id) and (tg_argv[0] <> 'RE_EXPLOITATION' or followup.is_too_young_to_work(new.file_id))
       and not followup.has_told(new.file_id, tg_argv[0]) then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
-- Danger that a visit found leaves an alert at the end of its transaction.
create constraint trigger danger_alarms after insert on followup.visit deferrable initially deferred for each row
    when (new.safety = 'DANGER') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger danger_now_alarms after update on followup.visit deferrable initially deferred for each row
    when (new.safety = 'DANGER' and old.safety is distinct from 'DANGER') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger unsafe_visit_alarms after update on followup.visit deferrable initially deferred for each row
    when (new.missed_reason = 'UNSAFE' and old.missed_reason is distinct from 'UNSAFE') execute function followup.alarms('DANGER_AT_HOME');

create constraint trigger workplace_alarms after insert on assistance.school_step deferrable initially deferred for each row
    when (new.kind = 'DECENT_WORK_VISIT' and new.outcome in ('CONCERN', 'UNFIT')) execute function followup.alarms('DANGER_AT_WORK');
create constraint trigger tasks_alarm after insert on assistance.enrolment deferrable initially deferred for each row
    when (not new.tasks_safe) execute function followup.alarms('DANGER_AT_WORK');
create constraint trigger changed_tasks_alarm after update on assistance.enrolment deferrable initially deferred for each row
    when (not new.tasks_safe and old.tasks_safe is distinct from false) execute function followup.alarms('DANGER_AT_WORK');
create constraint trigger left_unsafe_alarms after update on assistance.enrolment deferrable initially deferred for each row
    when (new.drop_reason = 'NOT_SAFE' and old.drop_reason is distinct from 'NOT_SAFE') execute function followup.alarms('DANGER_AT_WORK');
create constraint trigger left_for_work_alarms after update on assistance.enrolment deferrable initially deferred for each row
    when (new.drop_reason = 'WORK' and old.drop_reason is distinct from 'WORK') execute function followup.alarms('RE_EXPLOITATION');
create constraint trigger left_married_alarms after update on assistance.enrolment deferrable initially deferred for each row
    when (new.drop_reason = 'MARRIAGE_OR_PREGNANCY' and old.drop_reason is distinct from 'MARRIAGE_OR_PREGNANCY') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger left_missing_alarms after update on assistance.enrolment deferrable initially deferred for each row
    when (new.drop_reason = 'MISSING' and old.drop_reason is distinct from 'MISSING') execute function followup.alarms('MISSING');
create constraint trigger works_alarms after insert on followup.visit deferrable initially deferred for each row
    when (new.school = 'WORKS') execute function followup.alarms('RE_EXPLOITATION');
create constraint trigger works_now_alarms after update on followup.visit deferrable initially deferred for each row
    when (new.school = 'WORKS' and old.school is distinct from 'WORKS') execute function followup.alarms('RE_EXPLOITATION');
create constraint trigger begun_unsafe_alarms after insert on cases.homecoming deferrable initially deferred for each row
    when (new.suspended_reason = 'FAMILY_NOT_SAFE') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger stopped_unsafe_alarms after update on cases.homecoming deferrable initially deferred for each row
    when (new.suspended_reason = 'FAMILY_NOT_SAFE' and old.suspended_reason is distinct from 'FAMILY_NOT_SAFE') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger begun_near_alarms after insert on cases.homecoming deferrable initially deferred for each row
    when (new.suspended_reason = 'TRAFFICKER_NEAR') execute function followup.alarms('TRAFFICKER_CONTACT');
create constraint trigger stopped_near_alarms after update on cases.homecoming deferrable initially deferred for each row
    when (new.suspended_reason = 'TRAFFICKER_NEAR' and old.suspended_reason is distinct from 'TRAFFICKER_NEAR') execute function followup.alarms('TRAFFICKER_CONTACT');
revoke execute on function followup.is_too_young_to_work, followup.works_too_young, followup.alarms from public;
grant execute on function followup.works_too_young to akoma_protection;

-- ---------- an unsafe guardian, service or visit is danger -------------------------------------------------------------
-- That the guardian, a service or the place of a visit is unsafe leaves an alert at the end of its transaction, whatever wrote it (trust.md 4).
create constraint trigger unsafe_guardian_alarms after insert on cases.consent deferrable initially deferred for each row
    when (new.basis = 'GUARDIAN_UNSAFE') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger stopped_service_alarms after update on assistance.service deferrable initially deferred for each row
    when (new.reason = 'SAFETY' and old.reason is distinct from 'SAFETY') execute function followup.alarms('DANGER_AT_WORK');
