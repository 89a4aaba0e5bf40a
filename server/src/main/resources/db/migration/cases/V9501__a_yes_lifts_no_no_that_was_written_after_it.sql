-- A yes lifts a no that was on the file when the yes was recorded, and no other: a no that is written down later, with an earlier day, was not weighed by who
-- said yes, so that nobody makes a child's no void by its date. The rest is as before: another person, thirty days or a supervisor's decision, and the part
-- of who said the no.
create or replace function cases.lifts(yes cases.consent, no cases.consent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select yes.status = 'GIVEN' and yes.file_id = no.file_id and yes.purpose = no.purpose and (yes.at, yes.id) > (no.at, no.id)
       and coalesce(yes.recorded_at, access.moment()) >= no.recorded_at
       and (yes.recorded_by <> no.recorded_by or yes.at >= greatest(no.at, no.recorded_at) + interval '30 days'
            or exists (select from cases.refusal r where r.consent_id = no.id and r.decision is not null
                          and (r.binding or r.decision <> 'RESPECTED' and coalesce(yes.recorded_at, access.moment()) >= r.decided_at)))
       and (yes.given_by in ('CHILD_ASSENT_AND_GUARDIAN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE')
               and (not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and coalesce(r.decision, 'RESPECTED') = 'RESPECTED')
                    or cases.heard_by_another(yes, no))
               and not exists (select from cases.refusal r where r.consent_id = no.id and r.binding and yes.at < date_trunc('minute', r.decided_at))
            or yes.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS'
               and (no.given_by in ('GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS')
                    or exists (select from cases.refusal r where r.consent_id = no.id and r.decision = 'BEST_INTERESTS')
                    or not exists (select from cases.refusal r where r.consent_id = no.id and r.binding) and cases.heard_by_another(yes, no))) $$;
