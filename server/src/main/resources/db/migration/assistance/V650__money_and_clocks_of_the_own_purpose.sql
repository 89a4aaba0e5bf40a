-- As V222, of the payments and of the days that an enrolment asks for: a receiver sees what they asked for themselves, and the days of the
-- enrolments that they see.
create policy own_purpose on assistance.payment as restrictive for select to akoma_protection using (
    requested_by = (select access.actor()) or (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or not exists (select from access.held g
                    where g.file_id = payment.file_id and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.reads & 32 <> 0 and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create policy own_purpose on assistance.school_clock as restrictive for select to akoma_protection using (
    exists (select from assistance.enrolment e where e.id = school_clock.enrolment_id offset 0));
