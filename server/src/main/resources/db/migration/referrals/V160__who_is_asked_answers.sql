-- An answer that is said to be given here is given by the structure that was asked, with an account of its own.
create function referrals.answered_by_who_was_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.answer_how = 'HERE' and new.answered_at is not null and old.answered_at is null
       and (new.answered_by is distinct from access.actor()
            or not exists (select from access.person_role r where r.person_id = access.actor() and r.organisation_id = new.to_id
                              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())) then
        raise exception 'referrals.answered-by-another' using errcode = 'insufficient_privilege';
    end if;
    if old.answered_at is not null and (new.answer_how, new.answered_by) is distinct from (old.answer_how, old.answered_by) then
        raise exception 'referrals.stays-as-answered' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answered_by_who_was_asked before update on referrals.referral for each row
    when (session_user = 'akoma_protection') execute function referrals.answered_by_who_was_asked();
