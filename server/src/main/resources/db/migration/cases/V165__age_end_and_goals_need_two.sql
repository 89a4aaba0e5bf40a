-- An age that moves a rule, the end of a file and its return, and a goal that is dropped need two people (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('AGE',       '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 1),
    ('CLOSURE',   '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128),
    ('REOPENING', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128),
    ('GOAL_DROP', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 32);

-- Who must consent at an age, in the bands of requirements.md 2.6; the application asks the policy values, which may be stricter.
create function cases.age_band(age int) returns int immutable language sql set search_path = pg_catalog as $$
    select case when age is null then -1 when age < 6 then 0 when age < 12 then 1 when age < 15 then 2 when age < 18 then 3 else 4 end $$;
create function cases.keep_age() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from access.decision d where d.kind = 'AGE' and d.subject = new.id and d.state = 'AGREED'
                          and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        raise exception 'cases.age-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- The bands that an age at the rescue means: at the rescue, on this day, and whether the child can be eighteen on it, by the year more of an estimate.
create function cases.age_rules(f cases.case_file) returns int[] stable language sql security definer set search_path = pg_catalog as $$
    select array[cases.age_band(f.age_at_rescue), cases.age_band(f.age_at_rescue + y.since), (f.age_at_rescue + y.since + f.age_estimated::int >= 18)::int]
      from (select greatest(0, extract(year from age((coalesce(access.moment(), now()) at time zone 'UTC')::date,
                   (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int as since) y $$;
create trigger keep_age before update of age_at_rescue, age_estimated on cases.case_file for each row
    when ((new.age_at_rescue, new.age_estimated) is distinct from (old.age_at_rescue, old.age_estimated) and cases.age_rules(new) <> cases.age_rules(old))
    execute function cases.keep_age();
grant execute on function cases.age_band, cases.age_rules to akoma_protection;

create function cases.closed_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (new.decided_by = access.actor() and access.just_decided('CLOSURE', new.id, 1, true)) is not true then
        raise exception 'cases.closure-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger judged_by_two before update of decision on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is null) execute function cases.closed_by_two();

create function cases.reopened_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (new.decided_by = access.actor() and access.just_decided('REOPENING', new.id, 1, true)) is not true then
        raise exception 'cases.reopening-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger reopened_by_two before update of granted on cases.reopening for each row
    when (new.granted and old.granted is null) execute function cases.reopened_by_two();

create function cases.dropped_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and exists (select from cases.plan p where p.id = new.plan_id and p.status in ('SUBMITTED', 'APPROVED'))
       and not exists (select from access.decision d where d.kind = 'GOAL_DROP' and d.subject = new.id and d.state = 'AGREED'
                          and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        raise exception 'cases.goal-not-dropped' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger dropped_by_two before update of met on cases.plan_goal for each row
    when (new.met = 'DROPPED' and old.met <> 'DROPPED') execute function cases.dropped_by_two();
