-- Of a record only those columns change that one of its acts changes. To which child it belongs, who wrote it, when, and what was said there never do.
revoke update on all tables in schema cases from akoma_protection;
grant update (status, victim_status, victim_decided_by, risk, country, nationality, sex, age_at_rescue, age_estimated, sector, pathway, care,
              consented_at, medical_screened_at, guardian_on, assessed_at, plan_approved_on, review_due, next_visit_due, lost_since, closed_at,
              updated_at, version) on cases.case_file to akoma_protection;
grant update (approved_by, approved_at) on cases.assessment to akoma_protection;
grant update (decided_by, decided_at, decision, sealed) on cases.closure to akoma_protection;

grant update (mark, sealed, version) on cases.exploitation to akoma_protection;
grant update (bars_return, is_known, sealed, version) on cases.family to akoma_protection;
grant update (ended_on) on cases.guardian to akoma_protection;
grant update (state, travel_mode, departed_on, arrival_confirmed_at, accepted_on, suspended_reason, sealed, version) on cases.homecoming to akoma_protection;
grant update (core, sealed, version) on cases.identity to akoma_protection;
grant update (state, approved_by, approved_at, care_order_on, until, end_reason, sealed, version) on cases.placement to akoma_protection;
grant update (status, submitted_at, decided_by, decided_at, sealed, version) on cases.plan to akoma_protection;
grant update (position, service, starts_on, ends_on, responsible, met, sealed) on cases.plan_goal to akoma_protection;
grant update (worker_id, organisation_id, decision, decided_by, decided_at, sealed) on cases.refusal to akoma_protection;
grant update (decided_by, decided_at, granted, sealed) on cases.reopening to akoma_protection;
grant update (capacity, sex_rule, least_age, most_age, closed_on, version) on cases.shelter to akoma_protection;
grant update (status, return_safe, verified_on, sealed, version) on cases.tracing to akoma_protection;

-- Why a stay ended, and when, is said once.
create function cases.keep_ending() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and (new.end_reason, new.until) is distinct from (old.end_reason, old.until) then
        raise exception 'cases.ending-kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_ending before update on cases.placement for each row
    when (old.end_reason is not null and new.state = old.state) execute function cases.keep_ending();

-- A past day shows what its own records said: a turn is written at the moment of the act, and says what the file's row says then.
create function cases.keep_turns() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (
           select from added t join cases.case_file f on f.id = t.file_id
            where t.at not between (select access.moment() - interval '2 minutes') and (select access.moment() + interval '2 minutes')
               or t.what <> 'STATUS' and t.value is distinct from case t.what when 'RISK' then f.risk when 'CARE' then f.care when 'COUNTRY' then f.country
                   when 'LOST' then f.lost_since::text when 'VICTIM_STATUS' then f.victim_status when 'WORKER' then f.worker_id::text
                   when 'NEXT_VISIT' then f.next_visit_due::text when 'REVIEW' then f.review_due::text end) then
        raise exception 'cases.turn-is-not-so' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_turns after insert on cases.turn referencing new table as added for each statement execute function cases.keep_turns();
revoke execute on function cases.keep_ending, cases.keep_turns from public;

-- Who wrote a record is who acts.
create trigger by_oneself after insert on cases.correction referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.guardian referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.homecoming referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.medical referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.medical_detail referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.note referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.refusal referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.search_step referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.tracing referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.victim_decision referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.best_interests_signature referencing new table as added for each statement execute function access.by_oneself('person_id');
create trigger changed_by_oneself before update on cases.refusal for each row execute function access.changed_by_oneself('decided_by');
create trigger changed_by_oneself before update on cases.closure for each row execute function access.changed_by_oneself('decided_by');
create trigger changed_by_oneself before update on cases.reopening for each row execute function access.changed_by_oneself('decided_by');
create trigger changed_by_oneself before update on cases.plan for each row execute function access.changed_by_oneself('decided_by');
create trigger changed_by_oneself before update on cases.placement for each row execute function access.changed_by_oneself('approved_by');
create trigger supervisor_decides before update of decision on cases.refusal for each statement execute function access.asks_role('CASE_SUPERVISOR');
