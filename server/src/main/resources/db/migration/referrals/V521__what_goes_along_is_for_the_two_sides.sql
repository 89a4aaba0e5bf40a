-- Who oversees all files sees that it was asked, of whom and when (requirements.md 9, "R g"): neither for what, nor which sections went along, nor why it
-- was declined. The columns are hidden here, not by the pages alone.
drop policy overseen on referrals.referral;
create view referrals.referral_overseen with (security_barrier = true) as
    select r.id, r.code, r.file_id, r.organisation_id, r.worker_id, r.supervisor_id, r.from_id, r.to_id, r.to_desk, null::uuid as to_person, null::uuid
           as person_grant, null::text as purpose, r.priority, null::text as service, 256 as sections, null::uuid as homecoming_id, r.drafted_at,
           r.drafted_by, r.sent_at, r.sent_by, null::uuid as agreement_id, r.due_at, r.acknowledged_at, r.acknowledged_by, r.answered_at,
           r.answered_by, r.accepted, null::text as decline_reason, r.answer_how, r.completed_at, r.completed_by, r.valid_until, r.ended_at,
           r.ended_by, r.closed_at, r.version, r.unit_id, r.send_by, r.called, r.manager_at
      from referrals.referral r where r.sent_at is not null and (select access.everywhere()) & 256 <> 0
     order by r.sent_at desc, r.id desc;                               -- or no index gives the list its order (cases/V520)
grant select on referrals.referral_overseen to akoma_protection;

-- Long silence is work of the project managers, who oversee.
drop view referrals.due_long_silence;
drop view referrals.was_due_long_silence;
create view referrals.due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as due_at
      from referrals.referral_overseen
     where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment() and manager_at <= access.moment();
create view referrals.was_due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as since,
           manager_at as due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral_overseen where sent_at is not null and manager_at <= access.moment() and (acknowledged_at is null or acknowledged_at > manager_at);
grant select on referrals.due_long_silence, referrals.was_due_long_silence to akoma_protection;

-- Of the child's answers, a receiver who holds FAMILY reads the one under which the referral was sent: the others were not told to them.
create function referrals.went_with(consent uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.referral r join cases.consent c on c.id = went_with.consent
                    where r.file_id = went_with.file and c.file_id = r.file_id and c.purpose = 'SHARE_FOR_REFERRAL' and c.recorded_at <= r.sent_at
                      and (r.to_desk = any (access.grantees()) or r.to_person = any (access.grantees()))
                      and not exists (select from cases.consent n where n.file_id = r.file_id and n.purpose = c.purpose and n.recorded_at <= r.sent_at
                                         and (n.at, n.id) > (c.at, c.id))) $$;
revoke execute on function referrals.went_with from public;
grant execute on function referrals.went_with to akoma_protection;
create policy sent_with_the_referral on cases.consent as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = consent.file_id and g.reads & 2 <> 0 and not g.least offset 0)
    or referrals.went_with(id, file_id));
-- What was decided after a no is seen with the no.
create policy with_its_answer on cases.refusal as restrictive for select to akoma_protection
    using (exists (select from cases.consent c where c.id = refusal.consent_id offset 0));
