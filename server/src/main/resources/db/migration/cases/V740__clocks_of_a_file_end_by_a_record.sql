-- The clocks of a file's row run until a record stops them. The first screening (T2) is stopped by a medical record of a screening, or by a service
-- whose function writes the day (V180); the review of the plan (T8) is put on by no more than its interval, and ends with the file.
create function cases.keep_screening() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and not exists (
           select from cases.medical m where m.file_id = new.id and m.kind = 'SCREENING' and m.at = new.medical_screened_at) then
        raise exception 'cases.no-record: medical_screened_at' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_screening before update on cases.case_file for each row
    when (new.medical_screened_at is distinct from old.medical_screened_at) execute function cases.keep_screening();

create function cases.keep_review() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.review_due is null and f.status not in ('CLOSED', 'TRANSFERRED')
       or f.review_due > (access.moment() at time zone 'UTC')::date + access.limit_of('plan-review.max', 90) then
        raise exception 'cases.no-record: review_due' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_review after update on cases.case_file deferrable initially deferred for each row
    when (new.review_due is distinct from old.review_due) execute function cases.keep_review();

-- A plan in force is replaced by the one that was agreed to after it.
create function cases.keep_replaced() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.plan p where p.file_id = new.file_id and p.status = 'APPROVED' and p.number > new.number) then
        raise exception 'cases.plan-replaced-by-none' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_replaced after update on cases.plan deferrable initially deferred for each row
    when (new.status = 'REPLACED' and old.status = 'APPROVED') execute function cases.keep_replaced();
revoke execute on function cases.keep_screening, cases.keep_review, cases.keep_replaced from public;
