-- A referral without an answer that was escalated (T13) is ended with a reason only; the supervisor and project managers it was escalated to are rung.
-- What a no to sharing, the end of an agreement or the end of the file ends needs no reason of the worker's.
create function referrals.silence_ends_with_reason() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not referrals.consented(new.file_id)
       or exists (select from cases.case_file f where f.id = new.file_id and f.status in ('CLOSED', 'TRANSFERRED')) then
        return new;
    end if;
    if not exists (select from referrals.referral_words w where w.referral_id = new.id and w.outcome is not null) then
        raise exception 'referrals.end-reason' using errcode = 'check_violation';
    end if;
    perform access.ring(array[new.supervisor_id] || array(
        select r.person_id from access.person_role r join access.person p on p.id = r.person_id
         where new.manager_at <= access.moment() and r.role = 'PROJECT_MANAGER'
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_until > (access.moment() at time zone 'UTC')::date), 'referral');
    return new;
end $$;
create function referrals.is_silent_too_long(r referrals.referral) returns boolean stable language sql set search_path = pg_catalog as $$
    select r.sent_at is not null and r.acknowledged_at is null and r.due_at <= access.moment() and r.valid_until > access.moment() $$;
create trigger silence_ends_with_reason before update of ended_at on referrals.referral for each row
    when (new.ended_at is not null and old.ended_at is null and current_user = 'akoma_protection' and referrals.is_silent_too_long(old))
    execute function referrals.silence_ends_with_reason();
revoke execute on function referrals.silence_ends_with_reason, referrals.is_silent_too_long from public;
grant execute on function referrals.is_silent_too_long to akoma_protection;
