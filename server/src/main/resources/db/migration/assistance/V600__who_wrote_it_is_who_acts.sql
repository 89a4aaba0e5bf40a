-- Who wrote a record is who acts.
create trigger by_oneself after insert on assistance.attendance referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.enrolment referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.school_step referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.payment referencing new table as added for each statement execute function access.by_oneself('requested_by');
create trigger by_oneself after insert on assistance.provider referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger changed_by_oneself before update on assistance.attendance for each row execute function access.changed_by_oneself('recorded_by');

-- Of a record only those columns change that one of its acts changes.
revoke update on assistance.term, assistance.enrolment, assistance.attendance from akoma_protection;
grant update (starts_on, ends_on, version) on assistance.term to akoma_protection;
grant update (organisation_id, worker_id, supervisor_id, contract, insured, tasks_safe, hours_a_week, ends_on, end_reason, drop_reason, job_due, workplace_due,
              file_open, sealed, version) on assistance.enrolment to akoma_protection;
grant update (present, expected, expected_given, recorded_at, recorded_by, version) on assistance.attendance to akoma_protection;

-- In whose hands an enrolment lies, and whether its clocks run, is what the file says.
create function assistance.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)
              and f.supervisor_id is not distinct from new.supervisor_id and new.file_open = (f.status not in ('CLOSED', 'TRANSFERRED'))) then
        raise exception 'assistance.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id, supervisor_id, file_open on assistance.enrolment for each row
    when ((new.organisation_id, new.worker_id, new.supervisor_id, new.file_open)
          is distinct from (old.organisation_id, old.worker_id, old.supervisor_id, old.file_open)) execute function assistance.in_the_files_hands();
revoke execute on function assistance.in_the_files_hands from public;

-- What was paid is taken back by a reversal, never rewritten; a payment names the file that it is for.
create function assistance.keep_paid() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (new.receipt, new.received_by, new.received_by_id, new.witness_id, new.signed, new.paid_on, new.paid_by, new.paid_at, new.approved_by, new.approved_at)
           is distinct from (old.receipt, old.received_by, old.received_by_id, old.witness_id, old.signed, old.paid_on, old.paid_by, old.paid_at, old.approved_by, old.approved_at) then
        raise exception 'assistance.paid-is-kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_paid before update on assistance.payment for each row when (old.paid_at is not null) execute function assistance.keep_paid();
create function assistance.keep_file_of_payment() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id and f.code = new.case_code) then
        raise exception 'assistance.payment-of-another-file' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_file_of_payment before insert on assistance.payment for each row execute function assistance.keep_file_of_payment();
-- Whose hands it goes to is written by who asks, with the request: nobody names them afterwards.
create function assistance.keep_payee() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from assistance.payment p where p.id = new.payment_id and p.file_id = new.file_id and p.state = 'REQUESTED' and p.version = 1
              and p.requested_by = access.actor()) then
        raise exception 'assistance.payee-is-kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_payee before insert on assistance.payee for each row execute function assistance.keep_payee();
revoke execute on function assistance.keep_paid, assistance.keep_file_of_payment, assistance.keep_payee from public;
