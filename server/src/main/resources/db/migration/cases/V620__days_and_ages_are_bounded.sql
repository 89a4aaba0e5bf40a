-- The first day of which something can be recorded of a child: the day before the hand-over, or a week before the registration where nobody handed it over.
create function cases.found_on(file uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((f.handed_at at time zone 'UTC')::date - 1, (f.registered_at at time zone 'UTC')::date - 7) from cases.case_file f where f.id = file $$;
-- The age in whole years on a day, by the age at the rescue and the years since; by the birth date, which is sealed, it may be one year more.
create function cases.age_on(file uuid, day date) returns int stable language sql security definer set search_path = pg_catalog as $$
    select f.age_at_rescue + greatest(0, extract(year from age(day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int
      from cases.case_file f where f.id = file $$;

-- The age of today counts the years since the hand-over. So the hand-over is what the slip says, or within the month before the registration; the
-- registration is today; and neither is changed.
create function cases.keep_handed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'UPDATE' then raise exception 'cases.origin-kept' using errcode = 'insufficient_privilege'; end if;
    if new.registered_at not between access.moment() - interval '1 day' and access.moment() + interval '1 day' then
        raise exception 'cases.registered-another-day' using errcode = 'check_violation';
    elsif new.slip_id is not null then
        if not exists (select from slips.slip s where s.id = new.slip_id and s.handed_at is not distinct from new.handed_at) then
            raise exception 'cases.handed-by-the-slip' using errcode = 'check_violation';
        end if;
    elsif new.handed_at not between new.registered_at - interval '30 days' and new.registered_at + interval '5 minutes' then
        raise exception 'cases.handed-long-ago' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_handed_added before insert on cases.case_file for each row execute function cases.keep_handed();
create trigger keep_handed before update on cases.case_file for each row
    when ((new.handed_at, new.registered_at) is distinct from (old.handed_at, old.registered_at)) execute function cases.keep_handed();

-- Nothing of these is dated before the child was found: an answer, an examination, a decision on the child's status, a verified
-- family, a home, what was said or seen.
create function cases.not_before_found() returns trigger language plpgsql security definer set search_path = pg_catalog set timezone = 'UTC' as $$
begin
    if session_user = 'akoma_protection'
       and (to_jsonb(new) ->> tg_argv[0])::timestamptz::date < cases.found_on((to_jsonb(new) ->> 'file_id')::uuid) then
        raise exception 'cases.before-found' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger not_before_found before insert on cases.consent for each row execute function cases.not_before_found('at');
create trigger not_before_found before insert or update of at on cases.medical for each row execute function cases.not_before_found('at');
create trigger not_before_found before insert or update of decided_on on cases.victim_decision for each row execute function cases.not_before_found('decided_on');
create trigger not_before_found before insert or update of verified_on on cases.tracing for each row execute function cases.not_before_found('verified_on');

create trigger not_before_found before insert or update of since on cases.placement for each row execute function cases.not_before_found('since');
create trigger not_before_found before insert on cases.note for each row execute function cases.not_before_found('at');

-- A yes in a form that the child is too young for, and a guardian's yes over the head of a child of six or more by another than a supervisor. The
-- application knows the birth date and asks more exactly.
create function cases.consent_by_age() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare years int := cases.age_on(new.file_id, (new.at at time zone 'UTC')::date);
        least int := case new.given_by
            when 'CHILD_CONSENT_ALONE' then case when new.basis is null then 18 else access.limit_of('consent.informed-consent.min-age', 15) end
            when 'CHILD_CONSENT_AND_GUARDIAN' then access.limit_of('consent.informed-consent.min-age', 15)
            when 'CHILD_INFORMED_ASSENT_AND_GUARDIAN' then access.limit_of('consent.informed-assent.min-age', 12)
            when 'CHILD_ASSENT_AND_GUARDIAN' then access.limit_of('consent.assent.min-age', 6)
            else 0 end;
begin
    if session_user = 'akoma_protection' and years is not null
       and (years + 1 < least
            or new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and years >= access.limit_of('consent.assent.min-age', 6)
               and (years >= access.limit_of('consent.informed-consent.min-age', 15) or not access.has_role(array['CASE_SUPERVISOR']))) then
        raise exception 'cases.consent-wrong-giver' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_by_age before insert on cases.consent for each row when (new.status = 'GIVEN') execute function cases.consent_by_age();

-- Who is registered as a child becomes an adult by an age that two people agreed to, and by no status; and a new file begins with neither.
create function cases.keep_adult() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.age_on(new.file_id, (access.moment() at time zone 'UTC')::date) + 1 < 18 then
        raise exception 'cases.adult-by-age' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_adult before insert on cases.victim_decision for each row when (new.status = 'ADULT') execute function cases.keep_adult();
create function cases.begins_presumed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then raise exception 'cases.status-not-decided' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger begins_presumed before insert on cases.case_file for each row
    when (new.victim_status in ('NOT_A_VICTIM', 'ADULT')) execute function cases.begins_presumed();

-- What a waiting decision rests on has changed: it is proposed anew.
create function cases.outdate() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare old_one uuid;
begin
    update access.decision d set state = 'REPLACED', ended_at = coalesce(access.moment(), now())
     where d.kind = tg_argv[0] and d.subject = new.id and d.state = 'WAITING' returning d.id into old_one;
    if old_one is not null then perform access.end_deputy_grants(old_one); end if;
    return null;
end $$;
create trigger outdate_age after update on cases.case_file for each row
    when ((new.sex, new.age_at_rescue, new.age_estimated, new.nationality, new.country, new.sector)
          is distinct from (old.sex, old.age_at_rescue, old.age_estimated, old.nationality, old.country, old.sector))
    execute function cases.outdate('AGE');
create trigger outdate_drop after update of met on cases.plan_goal for each row when (new.met is distinct from old.met)
    execute function cases.outdate('GOAL_DROP');

-- A file that ends so is looked for by nobody any more: people outside the structure hear of it.
create function cases.ring_outside() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        perform access.ring(array(
            select x from access.custodians() x
             union select r.person_id from access.person_role r join access.person p on p.id = r.person_id
                    where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date), 'alert');
    end if;
    return null;
end $$;
create trigger ring_outside after update of decision on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is null and new.code in ('DEATH', 'NOT_A_VICTIM', 'DUPLICATE', 'OTHER')) execute function cases.ring_outside();
-- What a child is held to be: who follows it hears of every decision, and that it is no victim, people outside the structure too.
create function cases.victim_status_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then perform cases.ring_both(new.file_id, new.file_id); end if;
    return null;
end $$;
revoke execute on function cases.victim_status_rings from public;
create trigger victim_status_rings after insert on cases.victim_decision for each row execute function cases.victim_status_rings();
create trigger ring_outside after insert on cases.victim_decision for each row when (new.status = 'NOT_A_VICTIM') execute function cases.ring_outside();

-- Who wrote a correction is who acts, or who asked for what the one who acts agreed to.
create function cases.corrected_by() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and new.recorded_by is distinct from access.actor()
       and not exists (select from access.decision d where d.id = new.id and d.kind = 'AGE' and d.file_id = new.file_id and d.state = 'AGREED'
                          and d.proposed_by = new.recorded_by and d.decided_by = access.actor()) then
        raise exception 'access.not-oneself: recorded_by' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
drop trigger by_oneself on cases.correction;
create trigger corrected_by before insert on cases.correction for each row execute function cases.corrected_by();

revoke execute on function cases.corrected_by, cases.ring_outside, cases.found_on, cases.age_on, cases.keep_handed, cases.not_before_found, cases.consent_by_age, cases.keep_adult,
    cases.begins_presumed, cases.outdate from public;
