-- Who looks after a child without working on the case reads what people of their own structure did since the file was opened to them: neither what
-- was before, nor what others do (trust.md G8). Every other grant shows the whole history of its sections, as before.
create policy least on journal.entry as restrictive for select to akoma_protection using (
    chain = (select access.actor())
    or exists (select from access.held g
                where g.file_id = entry.chain and g.reads & entry.section <> 0
                  and (g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') and not (g.reason = 'TRANSFER' and g.reads = 256)
                       or entry.at >= g.valid_from and entry.actor in (select access.colleagues())) offset 0));
