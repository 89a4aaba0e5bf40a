-- What somebody did about a child is written down when it is: a visit, an action or a step of a search dated ahead would be the later word on every danger until then.
create function followup.keep_present() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.not-at-this-moment' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_present before insert on followup.visit for each row
    when (session_user = 'akoma_protection' and new.done_on is not null
          and not (new.done_on <= (access.moment() at time zone 'UTC')::date
                   and coalesce(new.done_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false)))
    execute function followup.keep_present();
create trigger keep_present_day before update of done_on on followup.visit for each row
    when (session_user = 'akoma_protection' and new.done_on is distinct from old.done_on and new.done_on > (access.moment() at time zone 'UTC')::date)
    execute function followup.keep_present();
create trigger keep_present before insert on followup.alert_action for each row
    when (session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration')
          and not coalesce(new.at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false))
    execute function followup.keep_present();
create trigger keep_present before insert on cases.search_step for each row
    when (session_user = 'akoma_protection'
          and not coalesce(new.at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false))
    execute function followup.keep_present();

-- Danger that a visit found leaves an alert at the end of its transaction.
create constraint trigger danger_alarms after insert on followup.visit deferrable initially deferred for each row
    when (new.safety = 'DANGER') execute function followup.alarms('DANGER_AT_HOME');
create constraint trigger danger_now_alarms after update on followup.visit deferrable initially deferred for each row
    when (new.safety = 'DANGER' and old.safety is distinct from 'DANGER') execute function followup.alarms('DANGER_AT_HOME');

-- How an alert ended is said once: figures and the report of an offence follow it.
create function followup.keep_outcome() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.alert-ended' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_outcome before update of outcome on followup.alert for each row
    when (session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody')
          and old.outcome is not null and new.outcome is distinct from old.outcome)
    execute function followup.keep_outcome();

-- A proposal of HIGH is a task of who supervises the file now, on nobody else's list and on no empty one.
create function followup.with_the_supervisor() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare above uuid := (select f.supervisor_id from cases.case_file f where f.id = new.file_id);
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then new.supervisor_id := above;
    elsif new.supervisor_id is distinct from above then raise exception 'followup.proposal-elsewhere' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger with_the_supervisor before insert on followup.high_proposal for each row execute function followup.with_the_supervisor();
create trigger with_the_new_supervisor before update of supervisor_id on followup.high_proposal for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function followup.with_the_supervisor();
revoke execute on function followup.keep_present, followup.keep_outcome, followup.with_the_supervisor from public;

-- The house plans a child from tomorrow at the latest: an import takes a file over at a past moment, and begins today by the clock on the wall.
create function followup.begins_soon() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.calendar-too-late' using errcode = 'insufficient_privilege';
end $$;
-- Named to come after what an emergency may not do.
create trigger soon before insert or update on followup.calendar for each row
    when (session_user = 'akoma_protection' and new.begins_on > (greatest(access.moment(), now()) at time zone 'UTC')::date + 1)
    execute function followup.begins_soon();
revoke execute on function followup.begins_soon from public;
