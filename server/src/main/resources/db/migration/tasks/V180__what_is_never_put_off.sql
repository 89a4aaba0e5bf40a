-- Held here as well as in the application: what has hours, what a law gives days to, what is the last that anybody hears of, and what another
-- person waits for a decision of (requirements.md 2.4).
alter table tasks.snooze add constraint snooze_may_wait check (kind not like 'followup.alert%' and kind not in (
    'followup.report-offence', 'followup.decide-high', 'followup.csi-urgent', 'cases.screening', 'cases.urgent-care', 'cases.assess',
    'cases.care-order', 'cases.consent', 'referrals.answer', 'cases.arrival', 'cases.search', 'referrals.silence', 'referrals.confirm-danger', 'slips.hand-over', 'slips.open-file', 'slips.refused',
    'access.decide', 'assistance.start', 'cases.approve-place', 'cases.decide-refusal', 'cases.decide-closure', 'cases.approve-plan', 'cases.decide-reopening', 'cases.agree-risk', 'followup.review')) not valid;
-- Nor the visit to a child at high risk.
create function tasks.high_is_visited() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.file_id and f.risk = 'HIGH') then
        raise exception 'tasks.not-to-be-put-off' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger high_is_visited before insert on tasks.snooze for each row when (new.kind like 'followup.visit%') execute function tasks.high_is_visited();
revoke execute on function tasks.high_is_visited from public;
