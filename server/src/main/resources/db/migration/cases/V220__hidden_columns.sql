-- What a file was on a day is shown by the section that each value belongs to (trust.md G8): where the child lives to PLACEMENT, the next visit to
-- FOLLOW_UP, a child who is being searched for to either, the review of the plan to ASSISTANCE. How the case stands is for who works on it.
create policy by_section on cases.turn as restrictive for select to akoma_protection using (
    what in ('COUNTRY', 'WORKER')
    or what in ('STATUS', 'RISK', 'VICTIM_STATUS') and (select access.everywhere()) & 256 <> 0
    or exists (select from access.held g
                where g.file_id = turn.file_id
                  and g.reads & (case turn.what when 'CARE' then 16 when 'NEXT_VISIT' then 64 when 'LOST' then 80 when 'REVIEW' then 32 else 256 end) <> 0
                  and (turn.what in ('CARE', 'NEXT_VISIT', 'LOST') or g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE')) offset 0));

-- The plan is for who works on the case and for who evaluates it; a structure that was asked for one service reads what it was asked.
create policy not_for_receivers on cases.plan as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = plan.file_id and g.reads & 32 <> 0
               and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create policy not_for_receivers on cases.plan_goal as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = plan_goal.file_id and g.reads & 32 <> 0
               and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));

-- Who the child is, to a reader who looks after it: what that needs (requirements.md 9, "om", "am"). A ministry, an authority or another structure
-- to which the identity was referred gets it whole: nobody finds a family without its name.
create function cases.sees_minimum(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.is_least(file) and not exists (
        select from access.file_grant g left join access.organisation o on o.desk_id = g.grantee
         where g.file_id = file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 1 <> 0 and g.reason = 'REFERRAL'
           and g.valid_from <= access.moment() and g.valid_until > access.moment() and o.kind is distinct from 'PROVIDER'
           and exists (select from access.person_role r where r.person_id = access.actor() and r.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER')
                          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())) $$;
revoke execute on function cases.sees_minimum from public;
grant execute on function cases.sees_minimum to akoma_protection;
