-- Whether the newest answer about case management is a no: then only emergency care goes on (requirements.md 2.6).
create function cases.care_refused(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select c.status in ('REFUSED', 'WITHDRAWN') from cases.consent c
                      where c.file_id = file and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1), false) $$;
-- The same, for whoever sees the file at all: the band on its pages.
create function cases.emergency_care_only(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (access.everywhere() & 256 <> 0 or access.sees(file, 511, false)) and cases.care_refused(file) $$;
revoke execute on function cases.care_refused, cases.emergency_care_only from public;
grant execute on function cases.emergency_care_only to akoma_protection;

create function cases.stop_after_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.care_refused(case when tg_table_name = 'case_file' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'file_id')::uuid end) then
        raise exception 'cases.emergency-care-only' using errcode = 'check_violation';
    end if;
    return new;
end $$;
-- Raising the risk and a safety plan for a child at high risk are emergency care.
create function cases.stop_assessing_after_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- Whether anybody said no at all is asked for all rows at once; most files have no such answer.
    if exists (select from added a join cases.consent c on c.file_id = a.file_id and c.purpose = 'CASE_MANAGEMENT' and c.status in ('REFUSED', 'WITHDRAWN')
                where cases.care_refused(a.file_id) and not (a.kind = 'REVIEW' and (a.risk = 'HIGH'
                      or a.risk = 'MEDIUM' and exists (select from cases.case_file f where f.id = a.file_id and f.risk = 'LOW')))) then
        raise exception 'cases.emergency-care-only' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke execute on function cases.stop_assessing_after_no from public;
create trigger stop_after_no after insert on cases.assessment referencing new table as added for each statement execute function cases.stop_assessing_after_no();
create trigger stop_after_no before update of status on cases.plan for each row
    when (new.status in ('SUBMITTED', 'APPROVED') and new.status <> old.status) execute function cases.stop_after_no();
create trigger stop_after_no before update of status on cases.case_file for each row
    when (old.status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING', 'REOPENED') and new.status in ('ASSESSED', 'PLAN_PENDING', 'ACTIVE')
          and not (old.status = 'PLAN_PENDING' and new.status = 'ASSESSED')) execute function cases.stop_after_no();
-- An answer is never changed, only followed by another.
revoke update on cases.consent from akoma_protection;
-- A yes counts once the limits and all seven questions were told, in a language.
alter table cases.consent add constraint consent_told check (status <> 'GIVEN' or language is not null
    and explained @> '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}') not valid;
-- A guardian's part in a yes needs a guardian who answers on that day, and a yes in the best interests of the child a record of them.
create function cases.consent_has_record() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.given_by not in ('CHILD_CONSENT_ALONE', 'CHILD', 'NOBODY')
       and not exists (select from cases.guardian g where g.file_id = new.file_id and not g.waits and g.appointed_on <= (new.at at time zone 'UTC')::date
                          and coalesce(g.ended_on, 'infinity') > (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-no-guardian' using errcode = 'check_violation';
    elsif new.given_by = 'GUARDIAN_AFTER_BEST_INTERESTS' and not exists (select from cases.best_interests b where b.file_id = new.file_id) then
        raise exception 'cases.consent-no-best-interests' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_has_record before insert on cases.consent for each row when (new.status = 'GIVEN') execute function cases.consent_has_record();
