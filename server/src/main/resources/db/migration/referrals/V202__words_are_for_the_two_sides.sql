-- Who holds a file because something was asked of them (a referral, a stay, a school) reads what was asked of them, never what was asked of others
-- (trust.md 1, G8). An evaluation reads that sampled files were referred, and no words.
create policy parties_or_who_works_on_it on referrals.referral as restrictive for select to akoma_protection using (
    to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])
    or unit_id = any ((select access.grantees())::uuid[]) or (select access.everywhere()) & 256 <> 0
    or exists (select from access.held g
                where g.file_id = referral.file_id
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create policy parties_or_who_works_on_it on referrals.referral_words as restrictive for select to akoma_protection using (
    exists (select from referrals.referral r
             where r.id = referral_id and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])
                   or r.unit_id = any ((select access.grantees())::uuid[])) offset 0)
    or exists (select from access.held g
                where g.file_id = referral_words.file_id
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') offset 0));
