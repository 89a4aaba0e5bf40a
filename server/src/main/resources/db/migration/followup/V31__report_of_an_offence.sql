-- The duty to report an offence (T16) comes of the alert that tells of it, whoever gave it: a person, a visit or an index. Only with an index
-- does it stand under what that index asks as well.
alter table followup.csi_action alter column csi_id drop not null;
alter table followup.csi_action add column alert_id uuid constraint csi_action_alert references followup.alert;
alter table followup.csi_action drop constraint csi_action_end;
alter table followup.csi_action add constraint csi_action_end check (ended_by in ('DONE', 'REASSESSED', 'FILE_CLOSED', 'FALSE_ALARM'));

-- What indexes asked before; of several that wait on one alert the first stands for it.
update followup.csi_action a set alert_id = x.alert_id
  from (select distinct on (w.id) c.id, w.id as alert_id
          from followup.csi_action c
         cross join lateral (select w.id from followup.alert w where w.file_id = c.file_id and w.type = 'RE_EXPLOITATION' and w.raised_at <= c.since
                              order by w.raised_at desc limit 1) w
         where c.kind = 'REPORT_OFFENCE' and c.until is null order by w.id, c.since) x
 where a.id = x.id;
-- Alerts of the two kinds that were given by hand and are open still: told to the police or not, the row says so from now on.
insert into followup.csi_action (alert_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)
select w.id, w.file_id, w.organisation_id, w.worker_id, 'REPORT_OFFENCE', '{}',
       case f.country when 'GH' then w.raised_at else w.safe_due_at end, w.raised_at
  from followup.alert w join cases.case_file f on f.id = w.file_id
 where w.type in ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT') and w.source <> 'CSI' and w.closed_at is null and w.police_at is null
   and not exists (select from followup.csi_action c where c.alert_id = w.id);

alter table followup.csi_action add constraint csi_action_from check (csi_id is not null or alert_id is not null and kind = 'REPORT_OFFENCE');
create unique index csi_action_one_report on followup.csi_action (alert_id) where until is null and alert_id is not null;

-- Whoever sees the child may give the alert, a shelter too, and the duty begins with it; they read it no more than the rest of the follow-up.
create policy raised on followup.csi_action for insert to akoma_protection with check (kind = 'REPORT_OFFENCE' and csi_id is null and until is null
    and exists (select from followup.alert w where w.id = alert_id and w.file_id = csi_action.file_id and w.raised_by = (select access.actor())));

create or replace view followup.due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.csi_action where until is null;
create or replace view followup.was_due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, since, due_at, until as done_at, null::timestamptz as closed_at
      from followup.csi_action;
