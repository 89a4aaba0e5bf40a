-- What the acknowledgement of a referral is for each side, as of any day: the sender's worker waits for it, the desk that was asked owes it (T13).
drop view referrals.due_answer;
create view referrals.due_answer with (security_invoker = true) as
    select 'referrals.answer' as kind, id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on,
           sent_at as since, due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null;
create view referrals.due_acknowledgement with (security_invoker = true) as
    select 'referrals.acknowledge' as kind, id, file_id, to_person as worker_id, to_id as organisation_id, (due_at at time zone 'UTC')::date as due_on,
           sent_at as since, due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null;
grant select on referrals.due_answer, referrals.due_acknowledgement to akoma_protection;
