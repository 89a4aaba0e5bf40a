-- That a child is its pupil is shown to another structure as a referral would be (V200, V371): under an agreement of the structure that holds the file,
-- and while the newest answer to sharing is yes; and no longer than the agreement lasts.
create function referrals.lasts_until(a access.sharing_agreement) returns timestamptz immutable language sql set search_path = pg_catalog as $$
    select least(a.expires_on, a.ended_on)::timestamp at time zone 'UTC' $$;
create function referrals.enrolled_with_agreement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare school uuid; agreement uuid;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select o.id into school from access.organisation o where o.desk_id = new.grantee;
    if school = referrals.holder(new.file_id) then return new; end if;
    agreement := referrals.agreement(referrals.holder(new.file_id), school, 'CARE', new.sections);
    if agreement is null or not referrals.consented(new.file_id) then
        raise exception 'assistance.school-no-agreement' using errcode = 'insufficient_privilege';
    end if;
    new.valid_until := least(new.valid_until, (select referrals.lasts_until(a) from access.sharing_agreement a where a.id = agreement));
    return new;
end $$;
create trigger enrolled_with_agreement before insert on access.file_grant for each row
    when (new.reason = 'ENROLMENT') execute function referrals.enrolled_with_agreement();

-- A no to sharing ends what the schools of other structures see, no matter who recorded it.
create function referrals.no_ends_enrolments() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if referrals.consented(new.file_id) then return null; end if;
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
      from access.organisation o
     where g.file_id = new.file_id and g.reason = 'ENROLMENT' and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond'
       and o.desk_id = g.grantee and o.id <> referrals.holder(new.file_id);
    return null;
end $$;
create trigger no_ends_enrolments after insert on cases.consent for each row
    when (new.purpose = 'SHARE_FOR_REFERRAL' and new.status in ('REFUSED', 'WITHDRAWN')) execute function referrals.no_ends_enrolments();
revoke execute on function referrals.lasts_until, referrals.enrolled_with_agreement, referrals.no_ends_enrolments from public;
