-- A request to close or to reopen can be withdrawn by who made it: then nobody decided it.
alter table cases.closure drop constraint closure_decision;
alter table cases.closure add constraint closure_decision check (decision in ('CLOSED', 'RETURNED', 'WITHDRAWN'));
alter table cases.closure add constraint closure_decided_by_somebody check ((decided_by is null) = (decision is null or decision = 'WITHDRAWN'));

-- Why what else is known of the child bars this end of its file; null: nothing does. A death is agreed to once the alerts about the child were taken on, that
-- it is no victim or of age once no danger runs, and the former while no other file of the child has ended as a double of this one: the criteria of these ends
-- count neither.
create function cases.closure_bar(file uuid, code text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not access.sees(closure_bar.file, 256, false) then return null; end if;
    if closure_bar.code = 'DEATH' and exists (select from followup.alert a where a.file_id = closure_bar.file and a.closed_at is null and a.acknowledged_at is null) then
        return 'cases.closure-alert-unread';
    end if;
    if closure_bar.code not in ('NOT_A_VICTIM', 'TURNED_18_WITH_LEAVING_PLAN') then return null; end if;
    if exists (select from followup.alert a where a.file_id = closure_bar.file and a.closed_at is null
                  and a.type not in ('CSI_URGENT', 'HEALTH_URGENT', 'WITHOUT_PLACE', 'LOST_TO_FOLLOW_UP', 'DEVICE_LOST')) then
        return 'cases.closure-alert-open';
    end if;
    if closure_bar.code = 'NOT_A_VICTIM' and exists (select from cases.double d join cases.case_file o on o.id in (d.file_id, d.other_id) and o.id <> closure_bar.file and o.status = 'CLOSED'
                 join cases.closure c on c.file_id = o.id and c.decision = 'CLOSED' and c.code = 'DUPLICATE'
                where closure_bar.file in (d.file_id, d.other_id) and d.verdict = 'SAME') then
        return 'cases.closure-holds-double';
    end if;
    return null;
end $$;
revoke execute on function cases.closure_bar from public;
grant execute on function cases.closure_bar to akoma_protection;

-- Whatever was asked for, a file is closed on what is true on the day of the decision.
create function cases.judge_closure() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare file cases.case_file; oldest int;
begin
    if new.code is distinct from old.code or new.requested_by is distinct from old.requested_by or old.decision is not null then
        raise exception 'cases.closure-stays' using errcode = 'insufficient_privilege';
    end if;
    if new.decision is distinct from 'CLOSED' then return new; end if;
    select * into file from cases.case_file f where f.id = new.file_id;
    if file.lost_since is not null then
        raise exception 'cases.closure-lost' using errcode = 'check_violation';
    elsif cases.closure_bar(new.file_id, new.code) is not null then
        raise exception '%', cases.closure_bar(new.file_id, new.code) using errcode = 'check_violation';
    elsif new.code = 'TRANSFERRED' then
        raise exception 'cases.closure-transfer' using errcode = 'check_violation';
    elsif new.code = 'DUPLICATE' and not cases.ends_as_double(new.file_id) then
        raise exception 'cases.closure-not-double' using errcode = 'check_violation';
    elsif new.code = 'DUPLICATE' and cardinality(cases.double_lacks(new.file_id)) > 0 then
        raise exception 'cases.double-lacks' using errcode = 'check_violation';
    elsif new.code = 'NOT_A_VICTIM' and file.plan_approved_on is not null and cardinality(new.unmet) > 0 then
        raise exception 'cases.closure-criteria' using errcode = 'check_violation';
    elsif new.code = 'TURNED_18_WITH_LEAVING_PLAN' then
        -- the birth date is sealed; the age at the rescue follows from it, so that the estimate's year more is the most that can be
        oldest := file.age_at_rescue + extract(year from age(coalesce(access.moment(), now()), coalesce(file.handed_at, file.registered_at)))::int + 1;
        if oldest is null or oldest < 18 then raise exception 'cases.closure-not-18' using errcode = 'check_violation'; end if;
    end if;
    return new;
end $$;
create trigger judge_closure before update on cases.closure for each row execute function cases.judge_closure();

-- A file is closed by a request that somebody else granted, and by nothing else.
create function cases.closed_by_request() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.closure c where c.file_id = new.id and c.decision = 'CLOSED'
                      and not exists (select from cases.reopening r where r.file_id = new.id and r.granted and r.decided_at >= c.decided_at)) then
        raise exception 'cases.closed-without-request' using errcode = 'insufficient_privilege';
    end if;
    -- of two files of one child one goes on, also where the request was granted before
    if (select c.code from cases.closure c where c.file_id = new.id and c.decision = 'CLOSED' order by c.decided_at desc, c.id desc limit 1) = 'DUPLICATE'
       and not cases.ends_as_double(new.id) then
        raise exception 'cases.closure-not-double' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger closed_by_request before update of status on cases.case_file for each row
    when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function cases.closed_by_request();

-- That somebody asked for the end of a file is read from what they asked.
create function cases.asked_to_close() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.closure c where c.file_id = new.id and c.decision is null) then
        raise exception 'cases.closed-without-request' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger asked_to_close after update of status on cases.case_file deferrable initially deferred for each row
    when (new.status = 'CLOSURE_REQUESTED' and old.status <> 'CLOSURE_REQUESTED') execute function cases.asked_to_close();
revoke execute on function cases.asked_to_close from public;
