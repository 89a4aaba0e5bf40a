-- Held here as well as in the application: what has hours, what a law gives days to, and what is the last that anybody hears of (requirements.md 2.4).
alter table tasks.snooze add constraint snooze_may_wait check (kind not like 'followup.alert%' and kind not in (
    'followup.report-offence', 'followup.decide-high', 'followup.csi-urgent', 'cases.screening', 'cases.urgent-care', 'cases.assess',
    'cases.care-order', 'cases.arrival', 'cases.search', 'referrals.silence', 'slips.hand-over', 'slips.open-file')) not valid;
