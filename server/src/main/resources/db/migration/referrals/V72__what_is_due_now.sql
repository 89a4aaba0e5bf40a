-- What waits now is read along the indexes of what waits; the views that answer for a past day, which must look at what has ended, stay beside.
alter view referrals.due_answer          rename to was_due_answer;
alter view referrals.due_acknowledgement rename to was_due_acknowledgement;
alter view referrals.due_silence         rename to was_due_silence;
alter view referrals.due_conference      rename to was_due_conference;
create index referral_silent_supervisor on referrals.referral (supervisor_id, id) where sent_at is not null and acknowledged_at is null and closed_at is null;

create view referrals.due_answer with (security_invoker = true) as
    select 'referrals.answer' as kind, id, file_id, worker_id, organisation_id, due_at
      from referrals.referral where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment();
create view referrals.due_acknowledgement with (security_invoker = true) as
    select 'referrals.acknowledge' as kind, id, file_id, to_person as worker_id, to_id as organisation_id, due_at
      from referrals.referral where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment();
create view referrals.due_silence with (security_invoker = true) as
    select 'referrals.silence' as kind, id, file_id, supervisor_id as worker_id, organisation_id, null::timestamptz as due_at
      from referrals.referral
     where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment() and due_at <= access.moment();
create view referrals.due_conference with (security_invoker = true) as
    select 'referrals.conference' as kind, conference_id as id, file_id, person_id as worker_id, organisation_id, planned_for as due_at
      from referrals.attendance where closed_at is null;
grant select on referrals.due_answer, referrals.due_acknowledgement, referrals.due_silence, referrals.due_conference to akoma_protection;
