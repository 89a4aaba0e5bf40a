-- When an apprentice is visited next, and asked about a job, follows from the step that was just recorded, or ends with the enrolment. The visit comes nearer
-- by any act; far ahead it is put by one alone that found decent work.
create function assistance.keep_school_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (
           new.job_due is distinct from old.job_due and not exists (
               select from assistance.school_step s where s.enrolment_id = new.id and s.kind in ('CERTIFICATE', 'JOB') and s.recorded_by = access.actor()
                  and s.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes')
           or new.workplace_due is distinct from old.workplace_due and not (new.workplace_due is null and new.ends_on is not null)
              and new.workplace_due is distinct from least(new.workplace_due, old.workplace_due) and not exists (
               select from assistance.school_step s where s.enrolment_id = new.id and s.kind = 'DECENT_WORK_VISIT' and s.recorded_by = access.actor()
                  and s.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
                  and new.workplace_due <= s.on_day + case s.outcome when 'DECENT' then 366 else access.limit_of('follow-up.high.interval', 7) end)) then
        raise exception 'assistance.no-step' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_school_clocks before update of job_due, workplace_due on assistance.enrolment for each row
    when ((new.job_due, new.workplace_due) is distinct from (old.job_due, old.workplace_due)) execute function assistance.keep_school_clocks();

-- Who changes attendance signs for it at that moment.
create trigger one_act before update on assistance.attendance for each row
    when ((new.present, new.expected, new.expected_given, new.recorded_at, new.recorded_by)
          is distinct from (old.present, old.expected, old.expected_given, old.recorded_at, old.recorded_by))
    execute function access.one_act('EACH', 'recorded_at', 'recorded_by');

-- A payment was approved, refused, cancelled, paid or taken back at the moment of that act, which is its state.
create trigger one_act before update of approved_at, approved_by, refused_at, refused_by, cancelled_at, cancelled_by, paid_at, paid_by, reversed_at, reversed_by
    on assistance.payment for each row
    when ((new.approved_at, new.approved_by, new.refused_at, new.refused_by, new.cancelled_at, new.cancelled_by, new.paid_at, new.paid_by, new.reversed_at, new.reversed_by)
          is distinct from (old.approved_at, old.approved_by, old.refused_at, old.refused_by, old.cancelled_at, old.cancelled_by, old.paid_at, old.paid_by,
                            old.reversed_at, old.reversed_by))
    execute function access.one_act('ONCE', 'approved_at', 'approved_by', 'refused_at', '?refused_by', 'cancelled_at', 'cancelled_by', 'paid_at', 'paid_by',
                                    'reversed_at', 'reversed_by');
create function assistance.ends_as_its_state() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'assistance.payment-state' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger ends_as_its_state before update of refused_at, cancelled_at, reversed_at on assistance.payment for each row
    when (new.refused_at is distinct from old.refused_at and new.state <> 'REFUSED' or new.cancelled_at is distinct from old.cancelled_at and new.state <> 'CANCELLED'
          or new.reversed_at is distinct from old.reversed_at and new.state <> 'REVERSED')
    execute function assistance.ends_as_its_state();
revoke execute on function assistance.keep_school_clocks, assistance.ends_as_its_state from public;
