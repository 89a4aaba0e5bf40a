-- An answer that is said to be given here is given by the structure that was asked, with an account of its own, and at this moment. What the sender's
-- side enters for a structure that has nobody here was confirmed by a supervisor, and counts from when it was entered.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_ANSWER', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32);
create function referrals.is_of(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.organisation_id = organisation
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- When the answer that the actor has just confirmed was entered; null: there is none.
create function referrals.entered(referral uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select max(d.proposed_at) from access.decision d where d.kind = 'REFERRAL_ANSWER' and d.subject = entered.referral and d.state = 'AGREED'
       and d.decided_by = access.actor() and d.ended_at = access.moment() $$;
revoke execute on function referrals.is_of, referrals.entered from public;
create function referrals.answered_by_who_was_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare since timestamptz;
begin
    if (new.acknowledged_at, new.answered_at, new.completed_at, new.answer_how)
       is distinct from (old.acknowledged_at, old.answered_at, old.completed_at, old.answer_how) then
        since := case when referrals.is_of(new.to_id) then access.moment() - interval '5 minutes'
                      when new.answer_how = 'WRITTEN' or old.answer_how = 'HERE' then referrals.entered(old.id) end;
        if since is null
           or new.acknowledged_at is distinct from old.acknowledged_at and (new.acknowledged_at < since or new.acknowledged_by is distinct from access.actor())
           or new.answered_at is distinct from old.answered_at and (new.answered_at < since or new.answered_by is distinct from access.actor())
           or new.completed_at is distinct from old.completed_at and (new.completed_at < since or new.completed_by is distinct from access.actor())
           or greatest(new.acknowledged_at, new.answered_at, new.completed_at) > access.moment() + interval '5 minutes' then
            raise exception 'referrals.answered-by-another' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.acknowledged_at is not null and new.acknowledged_by is distinct from old.acknowledged_by
       or old.completed_at is not null and new.completed_by is distinct from old.completed_by
       or old.ended_at is not null and new.ended_by is distinct from old.ended_by
       or old.answered_at is not null and (new.answer_how, new.answered_by) is distinct from (old.answer_how, old.answered_by) then
        raise exception 'referrals.stays-as-answered' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answered_by_who_was_asked before update on referrals.referral for each row
    when (session_user = 'akoma_protection') execute function referrals.answered_by_who_was_asked();
