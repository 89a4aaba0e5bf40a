-- T13: a referral that nobody acknowledged, though its limit has passed several times over, is work of the project managers too. From when on is fixed
-- when it is sent, as its limit is.
alter table referrals.referral add column manager_at timestamptz;
create index referral_with_manager on referrals.referral (manager_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create function referrals.manager_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.sent_at is not null and new.manager_at is distinct from old.manager_at then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function referrals.manager_stays from public;
create trigger manager_stays before update of manager_at on referrals.referral for each row execute function referrals.manager_stays();

create view referrals.due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as due_at
      from referrals.referral
     where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment() and manager_at <= access.moment();
create view referrals.was_due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as since,
           manager_at as due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null and manager_at <= access.moment() and (acknowledged_at is null or acknowledged_at > manager_at);
grant select on referrals.due_long_silence, referrals.was_due_long_silence to akoma_protection;
