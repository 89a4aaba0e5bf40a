-- Whoever sees that a child is there, a shelter too, may say that it is in danger although somebody else said so before: the alert that runs
-- takes it up, and they read no more of it than they did.
create function followup.running_alert(file uuid, wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select w.id from followup.alert w where w.file_id = file and w.type = wanted and w.closed_at is null and access.sees(file, 256, false) $$;
create function followup.runs(alert uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert w where w.id = alert and w.file_id = file and w.closed_at is null) and access.sees(file, 256, false) $$;
-- Such a person also says that a child who was missing is back, which ends nothing: who follows the child goes and sees.
create function followup.searched(alert uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select followup.runs(alert, file) and exists (select from followup.alert w where w.id = alert and w.type = 'MISSING') $$;
revoke execute on function followup.running_alert, followup.runs, followup.searched from public;
grant execute on function followup.running_alert, followup.runs, followup.searched to akoma_protection;

create policy again on followup.alert_action for insert to akoma_protection
    with check (kind = 'REPORTED_AGAIN' and taken_by = (select access.actor()) and followup.runs(alert_id, file_id));
create policy back on followup.alert_action for insert to akoma_protection
    with check (kind = 'SAID_BACK' and taken_by = (select access.actor()) and followup.searched(alert_id, file_id));
create policy again on followup.csi_action for insert to akoma_protection
    with check (kind = 'REPORT_OFFENCE' and csi_id is null and until is null and followup.runs(alert_id, file_id));
