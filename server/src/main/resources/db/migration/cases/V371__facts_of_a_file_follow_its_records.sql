-- A shelter is opened and changed by a supervisor of its own structure, lies in the structure's own country, and never moves to another one.
-- A structure without a supervisor has its shelters kept by the deputy.
create function cases.keeps_shelters_of(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.leads(organisation) or access.has_role(array['CASE_SUPERVISOR']) and access.is_deputy(access.actor(), organisation) $$;
revoke execute on function cases.keeps_shelters_of from public;
grant execute on function cases.keeps_shelters_of to akoma_protection;
create function cases.keep_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if not cases.keeps_shelters_of(new.organisation_id) then
        raise exception 'cases.shelter-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and (new.id, new.country, new.organisation_id) is distinct from (old.id, old.country, old.organisation_id) then
        raise exception 'cases.shelter-stays' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' and new.country <> (select o.country from access.organisation o where o.id = new.organisation_id) then
        raise exception 'cases.shelter-abroad' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_shelter before insert or update on cases.shelter for each row execute function cases.keep_shelter();


-- Where it lies is known to its own people, and to who works for a child who stays there: a stay that one proposes oneself tells nothing.
drop policy seen on cases.shelter_location;
create policy seen on cases.shelter_location for select to akoma_protection
    using (shelter_id = any ((select access.grantees())::uuid[])
           or exists (select from cases.shelter s where s.id = shelter_location.shelter_id and cases.keeps_shelters_of(s.organisation_id))
           or exists (select from cases.placement p where p.shelter_id = shelter_location.shelter_id and p.state = 'CURRENT'));

-- The file's own row repeats what its records say, for lists and clocks. At the end of the transaction each repeats a record that is there.
create function cases.keep_facts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.victim_status is distinct from old.victim_status and not exists (
           select from cases.victim_decision v where v.file_id = f.id and v.status = f.victim_status and v.recorded_by = access.actor()) then
        raise exception 'cases.no-record: victim_status' using errcode = 'insufficient_privilege';
    end if;
    if (f.closed_at is not null) <> (f.status in ('CLOSED', 'TRANSFERRED')) then
        raise exception 'cases.no-record: closed_at' using errcode = 'insufficient_privilege';
    end if;
    if f.risk is distinct from old.risk and not exists (
           select from cases.assessment a where a.file_id = f.id and a.risk = f.risk
              and (a.author = access.actor() and a.at <= access.moment() and (old.risk is null or a.risk = 'HIGH' or old.risk = 'LOW') or a.approved_by = access.actor())) then
        raise exception 'cases.no-record: risk' using errcode = 'insufficient_privilege';
    end if;
    if f.victim_decided_by is distinct from old.victim_decided_by and not exists (
           select from cases.victim_decision v where v.file_id = f.id and v.status = f.victim_status and v.organisation = f.victim_decided_by) then
        raise exception 'cases.no-record: victim_decided_by' using errcode = 'insufficient_privilege';
    end if;
    -- the day of each clock is the day of its record
    if f.assessed_at is distinct from old.assessed_at and not exists (
           select from cases.assessment a where a.file_id = f.id and a.at between f.assessed_at - interval '2 minutes' and f.assessed_at + interval '2 minutes') then
        raise exception 'cases.no-record: assessed_at' using errcode = 'insufficient_privilege';
    end if;
    if f.plan_approved_on is distinct from old.plan_approved_on and not exists (
           select from cases.plan p where p.file_id = f.id and p.status in ('APPROVED', 'REPLACED') and (p.decided_at at time zone 'UTC')::date = f.plan_approved_on) then
        raise exception 'cases.no-record: plan_approved_on' using errcode = 'insufficient_privilege';
    end if;
    if f.guardian_on is distinct from old.guardian_on and not exists (select from cases.guardian g where g.file_id = f.id and not g.waits and g.appointed_on = f.guardian_on) then
        raise exception 'cases.no-record: guardian_on' using errcode = 'insufficient_privilege';
    end if;
    if f.consented_at is distinct from old.consented_at and not exists (
           select from cases.consent c where c.file_id = f.id and c.purpose = 'CASE_MANAGEMENT'
              and greatest(c.at, f.registered_at) between f.consented_at - interval '1 second' and f.consented_at + interval '1 second') then
        raise exception 'cases.no-record: consented_at' using errcode = 'insufficient_privilege';
    end if;
    -- where the child lives is the current place; the country is its country, or was corrected
    if f.care is distinct from old.care and f.care is distinct from (
           select p.kind from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' limit 1) then
        raise exception 'cases.no-record: care' using errcode = 'insufficient_privilege';
    end if;
    if f.country is distinct from old.country
       and not exists (select from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' and p.country = f.country)
       and not exists (select from cases.correction c where c.file_id = f.id
                          and c.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes') then
        raise exception 'cases.no-record: country' using errcode = 'insufficient_privilege';
    end if;
    -- lost by any step; found by the step that says so, of who acts
    if f.lost_since is distinct from old.lost_since and not exists (
           select from cases.search_step s where s.file_id = f.id and (f.lost_since is not null or s.step = 'FOUND' and s.recorded_by = access.actor())) then
        raise exception 'cases.no-record: lost_since' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_facts after update on cases.case_file deferrable initially deferred for each row
    when ((old.victim_status, old.victim_decided_by, old.closed_at, old.risk, old.assessed_at, old.plan_approved_on, old.lost_since, old.guardian_on,
           old.consented_at, old.care, old.country)
          is distinct from (new.victim_status, new.victim_decided_by, new.closed_at, new.risk, new.assessed_at, new.plan_approved_on, new.lost_since,
                            new.guardian_on, new.consented_at, new.care, new.country))
    execute function cases.keep_facts();

-- When the child was handed over is written once; a file is transferred by its function alone (V102).
create function cases.keep_origin() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'cases.origin-kept' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger keep_origin before update on cases.case_file for each row
    when (new.handed_at is distinct from old.handed_at and old.handed_at is not null or new.slip_id is distinct from old.slip_id and old.slip_id is not null
          or new.status = 'TRANSFERRED' and old.status <> 'TRANSFERRED')
    execute function cases.keep_origin();

create trigger asks_role before insert on cases.victim_decision for each statement execute function access.asks_role('CASE_SUPERVISOR');
-- Who a guardian is, and since when, is written once.
revoke update on cases.guardian from akoma_protection;
grant update (ended_on) on cases.guardian to akoma_protection;
revoke execute on function cases.keep_shelter, cases.keep_facts, cases.keep_origin from public;

-- A record begins without a second person: what somebody else decides is no column of its beginning, and who begins it is who acts.
revoke insert on cases.closure from akoma_protection;
grant insert (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed) on cases.closure to akoma_protection;
revoke insert on cases.reopening from akoma_protection;
grant insert (id, file_id, asked_by, asked_at, sealed) on cases.reopening to akoma_protection;
revoke insert on cases.assessment from akoma_protection;
grant insert (id, file_id, kind, at, risk, needs, sealed, author, lowers) on cases.assessment to akoma_protection;
revoke insert on cases.refusal from akoma_protection;
grant insert (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on) on cases.refusal to akoma_protection;
revoke insert on cases.placement from akoma_protection;
grant insert (id, file_id, kind, state, shelter_id, country, since, reason, care_order_on, care_order_due, recorded_by, sealed, from_id) on cases.placement to akoma_protection;
revoke insert on cases.plan from akoma_protection;
grant insert (id, file_id, number, status, author, made_at, sealed) on cases.plan to akoma_protection;
create trigger by_oneself after insert on cases.closure referencing new table as added for each statement execute function access.by_oneself('requested_by');
create trigger by_oneself after insert on cases.reopening referencing new table as added for each statement execute function access.by_oneself('asked_by');
create trigger by_oneself after insert on cases.assessment referencing new table as added for each statement execute function access.by_oneself('author');
create trigger by_oneself after insert on cases.best_interests referencing new table as added for each statement execute function access.by_oneself('author');
create trigger by_oneself after insert on cases.consent referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.placement referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on cases.plan referencing new table as added for each statement execute function access.by_oneself('author');
create function cases.lowered_by_supervisor() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and not (new.approved_by = access.actor() and access.has_role(array['CASE_SUPERVISOR'])) then
        raise exception 'cases.lowered-by-supervisor' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger lowered_by_supervisor before update of approved_by on cases.assessment for each row
    when (new.approved_by is distinct from old.approved_by) execute function cases.lowered_by_supervisor();
-- An answer that is dated ahead would be the newest for ever.
create function cases.not_ahead() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and new.at > access.moment() + interval '2 minutes' then
        raise exception 'cases.consent-ahead' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger not_ahead before insert on cases.consent for each row execute function cases.not_ahead();
revoke execute on function cases.lowered_by_supervisor, cases.not_ahead from public;
