-- That the guardian, a service or the place of a visit is unsafe leaves an alert at the end of its transaction, whatever wrote it (trust.md 4).
create constraint trigger unsafe_guardian_alarms after insert on cases.consent deferrable initially deferred for each row
    when (new.basis = 'GUARDIAN_UNSAFE') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger stopped_service_alarms after update on assistance.service deferrable initially deferred for each row
    when (new.reason = 'SAFETY' and old.reason is distinct from 'SAFETY') execute function followup.alarms('DANGER_AT_WORK');
create constraint trigger unsafe_visit_alarms after update on followup.visit deferrable initially deferred for each row
    when (new.missed_reason = 'UNSAFE' and old.missed_reason is distinct from 'UNSAFE') execute function followup.alarms('DANGER_AT_HOME');
