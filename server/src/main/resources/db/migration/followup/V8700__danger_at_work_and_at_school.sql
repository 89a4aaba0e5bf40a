-- Danger that is written down about work, school or the way home leaves an alert at the end of its transaction, whatever wrote it (trust.md 4).
alter table followup.alert drop constraint alert_type;
alter table followup.alert add constraint alert_type check (type in
    ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'DANGER_AT_WORK', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'LOST_TO_FOLLOW_UP', 'MISSING',
     'WITHOUT_PLACE', 'CSI_URGENT', 'DEVICE_LOST'));
insert into followup.alert_ending (type, outcome, roles) values
    ('DANGER_AT_WORK', 'CHILD_SAFE', '{CASE_SUPERVISOR}'), ('DANGER_AT_WORK', 'FALSE_ALARM', '{CASE_SUPERVISOR}'), ('DANGER_AT_WORK', 'FILE_CLOSED', '{}');

-- Under the age of schooling work is no pathway; nor where the age is not known.
create function followup.works_too_young(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return coalesce(cases.age_on(file, (access.moment() at time zone 'UTC')::date) < access.limit_of('age.schooling.max-exclusive', 16), true);
end $$;
-- Argument: the kind of alert that has to run.
create function followup.alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.is_over(new.file_id) and (tg_argv[0] <> 'RE_EXPLOITATION' or followup.works_too_young(new.file_id))
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type = tg_argv[0] and a.closed_at is null) then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function followup.works_too_young, followup.alarms from public;
grant execute on function followup.works_too_young to akoma_protection;

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
