-- Who came to a file only by a referral, a stay or an enrolment opens what they added: a letter about the next home, or a certificate for another
-- purpose, lies in the same section (trust.md G8). A clinic that was sent the child's health reads the papers of health.
create policy own_or_works_on_it on attachments.attachment as restrictive for select to akoma_protection using (
    added_by = (select access.actor())
    or exists (select from access.held g where g.file_id = attachment.file_id and g.reads & attachment.section <> 0
                 and (not g.least or g.reason = 'REFERRAL' and attachment.section = 8) offset 0));
create policy own_or_works_on_it on attachments.piece as restrictive for select to akoma_protection using (
    exists (select from attachments.attachment a where a.id = piece.attachment_id offset 0));
