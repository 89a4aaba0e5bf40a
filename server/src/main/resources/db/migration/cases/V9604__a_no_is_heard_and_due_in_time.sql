-- What follows from a no is decided within the days of the policy, by who leads the file, whoever writes the row.
create function cases.refusal_is_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.due_on := least(new.due_on, ((access.moment() + make_interval(hours => access.limit_of('consent-refusal.review.max', 72))) at time zone 'UTC')::date);
    return new;
end $$;
revoke execute on function cases.refusal_is_due from public;
create trigger refusal_is_due before insert on cases.refusal for each row
    when (session_user = 'akoma_protection') execute function cases.refusal_is_due();

-- Every no to case management, of a guardian or of a child of any age, leaves the child with emergency care only: who leads the file is rung, and says what
-- follows from it as of the no of a child of 12 to 14 (requirements.md 2.6). What that room escalates itself is there already at the end of the transaction, and
-- rings by this.
create or replace function cases.no_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.id, c.worker_id, c.organisation_id, c.closed_at into f from cases.case_file c where c.id = new.file_id;
    if f.closed_at is not null then return null; end if;
    insert into cases.refusal (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on, binding)
    values (new.id, f.id, f.worker_id, f.organisation_id, new.recorded_by,
            ((new.recorded_at + make_interval(hours => access.limit_of('consent-refusal.review.max', 72))) at time zone 'UTC')::date, false)
    on conflict do nothing;
    perform access.ring(array(select cases.who_leads(f.id)), 'task');
    return null;
end $$;
