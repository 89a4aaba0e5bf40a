-- A child lives abroad from the moment at which its arrival is confirmed (T14). A home in another country than the one where it is stays proposed when two people
-- have agreed to it; until the child departs, it lives where it lives; then it is on the way, and lives nowhere; with ARRIVED the home begins, as of the day on
-- which the child left for it.
create function cases.is_agreed_with(was cases.placement, now cases.placement) returns boolean immutable language sql set search_path = pg_catalog as $$
    select was.state = 'PROPOSED' and now.state = 'PROPOSED' and was.approved_at is null and now.approved_at is not null $$;
create function cases.is_abroad(file uuid, country text, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select is_abroad.country is distinct from cases.country_now(file) and not cases.turns_back(file, is_abroad.country, but) $$;
-- Whether the child has left for a home to which two people agreed, and nobody has confirmed that it arrived.
create function cases.is_on_the_way(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p join cases.homecoming h on h.file_id = p.file_id and h.to_country = p.country and h.state = 'DEPARTED'
                    where p.file_id = is_on_the_way.file and p.state = 'PROPOSED' and p.approved_at is not null) $$;
-- The day on which the child left for this country, where it has arrived since it lived anywhere else; null: it has not.
create function cases.reached_from(file uuid, country text) returns date stable language sql security definer set search_path = pg_catalog as $$
    select max(h.departed_on) from cases.homecoming h
     where h.file_id = reached_from.file and h.to_country = reached_from.country and h.state = 'ARRIVED'
       and (h.arrival_confirmed_at at time zone 'UTC')::date >= all (select p.since from cases.placement p where p.file_id = h.file_id and p.state in ('CURRENT', 'ENDED'))
       and not exists (select from cases.placement p where p.file_id = h.file_id and p.state = 'CURRENT') $$;

create or replace function cases.keep_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    begins boolean := new.state = 'CURRENT' and (tg_op = 'INSERT' or old.state <> 'CURRENT');
    agrees boolean := tg_op = 'UPDATE' and cases.is_agreed_with(old, new);                      -- to a home abroad, which begins later
    held boolean := tg_op = 'UPDATE' and old.state = 'PROPOSED' and old.approved_at is not null;
    left_on date;
    lacks text[];
begin
    if tg_op = 'INSERT' and new.shelter_id is not null then select s.country into new.country from cases.shelter s where s.id = new.shelter_id; end if;
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if not (new.state = 'PROPOSED' or new.state = 'CURRENT' and new.kind = 'SHELTER') then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.exception_id := null;
    elsif (new.file_id, new.kind, new.shelter_id, new.country, new.since, new.recorded_by, new.from_id)
          is distinct from (old.file_id, old.kind, old.shelter_id, old.country, old.since, old.recorded_by, old.from_id)
          or new.exception_id is distinct from old.exception_id then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
    elsif begins and held then
        left_on := cases.reached_from(new.file_id, new.country);
        if left_on is null or (new.sealed, new.approved_by, new.approved_at) is distinct from (old.sealed, old.approved_by, old.approved_at) then
            raise exception 'cases.home-before-arrival' using errcode = 'insufficient_privilege';
        end if;
        new.since := greatest(old.since, left_on);
        return new;
    elsif agrees then
        if new.sealed is distinct from old.sealed or not access.just_decided('HOME', old.id, old.version, true)
           or not cases.is_abroad(new.file_id, new.country, new.id) then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.approved_by := access.actor();
    elsif new.state = 'PROPOSED' and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
          or held and new.state = 'REFUSED' and cases.is_on_the_way(new.file_id) then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
    elsif begins and old.state = 'ENDED' then  -- back, because the move away from it was reversed: nothing of it is decided anew
        if not cases.leads_back(old.id) or old.end_reason is not null or new.until is not null
           or (new.sealed, new.approved_by) is distinct from (old.sealed, old.approved_by) then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    elsif begins then  -- by who agreed to exactly these words, a moment ago
        if old.state <> 'PROPOSED' or new.sealed is distinct from old.sealed or not access.just_decided('HOME', old.id, old.version, true) then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.approved_by := access.actor();
    elsif (new.state = 'CURRENT' or held and new.state = 'PROPOSED') and new.kind <> 'SHELTER' and new.sealed is distinct from old.sealed
          and not access.just_decided('HOME_CHANGE', old.id, old.version, true) then
        raise exception 'cases.home-change-not-decided' using errcode = 'insufficient_privilege';
    elsif old.state in ('ENDED', 'REFUSED') and (new.sealed, new.until, new.end_reason) is distinct from (old.sealed, old.until, old.end_reason)
          or new.state = 'ENDED' and new.end_reason is null and new.sealed is distinct from old.sealed then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';  -- a child may be led back there
    end if;
    if (begins or agrees) and new.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY') then
        lacks := cases.return_lacks(new.file_id, new.country, new.since);
        if cardinality(lacks) > 0 then
            new.exception_id := cases.unused_exception(new.file_id, new.country);
            if new.exception_id is null then
                raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = array_to_string(lacks, ', ');
            end if;
        end if;
    end if;
    return new;
end $$;
create or replace function cases.keep_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare agrees boolean := tg_op = 'UPDATE' and cases.is_agreed_with(old, new);
begin
    if session_user <> 'akoma_protection' or new.state <> 'CURRENT' and not agrees
       or tg_op = 'UPDATE' and (old.state in ('CURRENT', 'ENDED') or old.approved_at is not null)
       or new.country = cases.country_now(new.file_id) or cases.turns_back(new.file_id, new.country, new.id)
       or new.kind = 'SHELTER' and cases.found_without_a_bed(new.file_id, new.country) then
        return new;
    end if;
    if new.kind = 'SHELTER'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.id <> new.id and p.state in ('CURRENT', 'ENDED'))
       and exists (select from cases.shelter s join cases.case_file f on f.organisation_id = s.organisation_id
                    where s.id = new.shelter_id and f.id = new.file_id) then
        return new;
    end if;
    if not exists (select from cases.homecoming h where h.file_id = new.file_id and h.to_country = new.country
                      and h.state in ('ACCEPTED', 'DEPARTED', 'ARRIVED') and h.accepted_on <= new.since
                      and cases.border_open(new.file_id, h.id, new.country)) then
        raise exception 'cases.placement-unaccepted' using errcode = 'insufficient_privilege';
    end if;
    -- a family's was asked already, by keep_home; for any other home the exception of a return to a family is no way round
    if new.kind not in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY') and cardinality(cases.border_lacks(new.file_id, new.country, new.since)) > 0 then
        raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege',
            detail = array_to_string(cases.border_lacks(new.file_id, new.country, new.since), ', ');
    end if;
    if not agrees then raise exception 'cases.home-before-arrival' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;

-- What is asked of a home when it begins is asked of one abroad when it is agreed to.
create or replace function cases.keep_relation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or not cases.family_bars(new.file_id) then return new; end if;
    if new.relation is null then raise exception 'cases.carer-relation' using errcode = 'check_violation'; end if;
    if tg_op = 'UPDATE' and new.relation <> 'UNRELATED' then
        new.exception_id := cases.unused_exception(new.file_id, new.country);
        if new.exception_id is null then
            raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = 'FAMILY';
        end if;
    end if;
    return new;
end $$;
drop trigger keep_relation on cases.placement;
create trigger keep_relation before update of state, approved_at on cases.placement for each row
    when (new.kind in ('FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING') and old.state = 'PROPOSED' and old.approved_at is null
          and (new.state = 'CURRENT' or new.state = 'PROPOSED' and new.approved_at is not null))
    execute function cases.keep_relation();
drop trigger keep_unseen on cases.placement;
create trigger keep_unseen before update of state, approved_at on cases.placement for each row
    when (new.kind <> 'SHELTER' and old.state = 'PROPOSED' and (new.state = 'CURRENT' or old.approved_at is null and new.state = 'PROPOSED' and new.approved_at is not null))
    execute function cases.keep_unseen();
drop trigger changes_with_its_state on cases.placement;
create trigger changes_with_its_state before update of until, approved_at, approved_by on cases.placement for each row
    when (new.state = old.state and (new.until, new.approved_at, new.approved_by) is distinct from (old.until, old.approved_at, old.approved_by)
             and not (new.state = 'PROPOSED' and old.approved_at is null and new.until is null)
          or new.until is not null and new.state in ('CURRENT', 'PROPOSED'))
    execute function cases.changes_with_its_state();

-- A child leaves for a home to which two people agreed, in the country to which the journey leads; inland it may live there already.
create or replace function cases.home_is_agreed(file uuid, country text, border boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = file and p.country = home_is_agreed.country
                      and (p.state = 'CURRENT' or p.state = 'PROPOSED' and p.approved_at is not null)
                      and (p.kind <> 'SHELTER' or border)
                      and case when p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')
                               then p.exception_id is not null or cardinality(cases.return_lacks(file, p.country, p.since)) = 0
                               else not border or cardinality(cases.border_lacks(file, p.country, p.since)) = 0 end
                      and exists (select from access.decision d where d.kind in ('HOME', 'SHELTER_MOVE') and d.subject = p.id and d.file_id = p.file_id
                                     and d.state = 'AGREED')) $$;

-- With the arrival the home begins, in the same transaction.
create function cases.arrival_begins_a_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and exists (select from cases.placement p where p.file_id = new.file_id and p.country = new.to_country and p.state = 'PROPOSED' and p.approved_at is not null) then
        raise exception 'cases.arrival-without-home' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger arrival_begins_a_home after update on cases.homecoming deferrable initially deferred for each row
    when (new.state = 'ARRIVED' and old.state = 'DEPARTED') execute function cases.arrival_begins_a_home();

create or replace function cases.keep_facts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
    -- where the child lives is the current place; the country is its country, the one to which it has left, or was corrected
    if f.care is distinct from old.care and f.care is distinct from (
           select p.kind from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' limit 1) then
        raise exception 'cases.no-record: care' using errcode = 'insufficient_privilege';
    end if;
    if f.country is distinct from old.country
       and not exists (select from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' and p.country = f.country)
       and not exists (select from cases.homecoming h where h.file_id = f.id and h.state = 'DEPARTED' and h.to_country = f.country)
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
create or replace function cases.keep_corrected() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.country <> old.country
       and (exists (select from cases.placement p left join cases.shelter s on s.id = p.shelter_id
                     where p.file_id = new.id and p.state = 'CURRENT' and coalesce(s.country, p.country) = f.country)
            or exists (select from cases.homecoming h where h.file_id = new.id and h.state = 'DEPARTED' and h.to_country = f.country))
       and (f.sex, f.nationality, f.sector) is not distinct from (old.sex, old.nationality, old.sector) then
        return null;
    end if;
    if not exists (select from cases.correction c where c.file_id = new.id and c.recorded_at between access.moment() - interval '2 minutes'
                                                                                                and access.moment() + interval '2 minutes')
       or f.country <> old.country and cases.order_days(f.country) <> cases.order_days(old.country) and not cases.agreed_now(new.id, '{AGE}') then
        raise exception 'cases.no-record: particulars' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function cases.is_agreed_with, cases.is_abroad, cases.is_on_the_way, cases.reached_from, cases.arrival_begins_a_home from public;
