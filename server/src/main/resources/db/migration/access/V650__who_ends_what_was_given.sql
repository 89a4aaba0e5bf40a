-- An emergency access is ended by its holder, or by who judges it (access.judge_break_glass); a share by who gave it, its receiver or a supervisor: who
-- works on a file does not take away the colleague who was asked to look at it (trust.md G3, G7). What a referral gave ends with it alone (referrals/V1).
create policy ended_by_whom on access.file_grant as restrictive for update to akoma_protection using (
    reason not in ('BREAK_GLASS', 'SHARED', 'REFERRAL')
    or reason in ('BREAK_GLASS', 'SHARED') and grantee = (select access.actor())
    or reason = 'SHARED' and (given_by = (select access.actor()) or (select access.has_role(array['CASE_SUPERVISOR']))));
