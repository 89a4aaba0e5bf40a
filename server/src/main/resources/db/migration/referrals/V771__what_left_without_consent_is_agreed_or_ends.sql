-- A referral that left without consent ends in the same transaction in which the question to the supervisor is refused or taken back.
create function referrals.danger_is_undone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.kind = 'REFERRAL_DANGER' and d.subject = new.subject and d.state in ('WAITING', 'AGREED')) then return null; end if;
    if exists (select from referrals.referral r where r.id = new.subject and r.sent_at is not null
                  and (r.closed_at is null and r.valid_until > access.moment()
                       or exists (select from access.file_grant g where g.id in (r.id, r.person_grant) and g.file_id = r.file_id
                                     and g.valid_until > greatest(access.moment(), g.valid_from)))) then
        raise exception 'referrals.danger-not-undone' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function referrals.danger_is_undone from public;
create constraint trigger danger_is_undone after update on access.decision deferrable initially deferred for each row
    when (new.kind = 'REFERRAL_DANGER' and old.state = 'WAITING' and new.state not in ('WAITING', 'AGREED')) execute function referrals.danger_is_undone();

-- Until a supervisor has said yes or no it is a task of theirs, due within four hours; the access ends after 72. The task is the decision's.
create view referrals.due_danger with (security_invoker = true) as
    select 'referrals.confirm-danger' as kind, d.id, r.file_id, r.supervisor_id as worker_id, r.organisation_id, d.proposed_at + interval '4 hours' as due_at
      from access.decision d join referrals.referral r on r.id = d.subject join cases.case_file f on f.id = r.file_id and f.closed_at is null
     where d.kind = 'REFERRAL_DANGER' and d.state = 'WAITING' and r.sent_at is not null;
create view referrals.was_due_danger with (security_invoker = true) as
    select 'referrals.confirm-danger' as kind, d.id, r.file_id, r.supervisor_id as worker_id, r.organisation_id, d.proposed_at as since,
           d.proposed_at + interval '4 hours' as due_at, d.ended_at as done_at, f.closed_at
      from access.decision d join referrals.referral r on r.id = d.subject join cases.case_file f on f.id = r.file_id
     where d.kind = 'REFERRAL_DANGER' and r.sent_at is not null;
grant select on referrals.due_danger, referrals.was_due_danger to akoma_protection;
