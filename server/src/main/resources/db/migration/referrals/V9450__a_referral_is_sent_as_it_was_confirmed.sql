-- A referral is sent as it was written, and what a supervisor confirmed of it goes along: neither the sending nor the words beside the draft change afterwards.
create function referrals.sent_as_written() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (new.from_id, new.to_id, new.to_desk, new.purpose, new.priority, new.service, new.sections, new.homecoming_id)
           is distinct from (old.from_id, old.to_id, old.to_desk, old.purpose, old.priority, old.service, old.sections, old.homecoming_id) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sent_as_written before update on referrals.referral for each row
    when (new.sent_at is not null and old.sent_at is null) execute function referrals.sent_as_written();
create function referrals.asked_as_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (
           select from access.decision d join referrals.referral r on r.id = d.subject and r.version = d.version
            where r.id = old.referral_id and d.kind = 'REFERRAL_WRITTEN' and d.state in ('WAITING', 'AGREED')) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asked_as_confirmed before update of asked on referrals.referral_words for each row
    when (new.asked is distinct from old.asked) execute function referrals.asked_as_confirmed();
-- An answer that came in writing is taken down as it was entered.
create trigger z_as_agreed before update on referrals.referral for each row execute function access.keep_as_agreed('id', 'REFERRAL_ANSWER');
revoke execute on function referrals.sent_as_written, referrals.asked_as_confirmed from public;
