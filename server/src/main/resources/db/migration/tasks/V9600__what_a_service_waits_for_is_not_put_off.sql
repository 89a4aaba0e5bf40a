-- Nor whether a service begins, for which a child and its worker wait, some of them for food tonight.
alter table tasks.snooze drop constraint snooze_may_wait;
alter table tasks.snooze add constraint snooze_may_wait check (kind not like 'followup.alert%' and kind not in (
    'followup.report-offence', 'followup.decide-high', 'followup.csi-urgent', 'cases.screening', 'cases.urgent-care', 'cases.confirm-no-violence', 'cases.assess',
    'cases.care-order', 'cases.consent', 'referrals.answer', 'cases.arrival', 'cases.search', 'referrals.silence', 'referrals.confirm-danger', 'slips.hand-over', 'slips.open-file', 'slips.refused',
    'access.decide', 'assistance.start', 'assistance.approve', 'cases.approve-place', 'cases.decide-refusal', 'cases.decide-closure', 'cases.approve-plan', 'cases.decide-reopening', 'cases.agree-risk', 'followup.review')) not valid;
