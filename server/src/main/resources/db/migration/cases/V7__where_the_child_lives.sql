-- ---------- where the child lives ----------------------------------------------------------------------------------
-- A shelter's code says which shelter it is, and a placement, a grant or a role that names it where a child is. So the code is sealed; by a keyed hash of
-- it a shelter is found and is the only one of its code. Other records keep the shelter's id, which tells nothing and serves counts.
create table cases.shelter (
    id              uuid constraint shelter_pk primary key,
    organisation_id uuid not null,
    country         text not null,
    capacity        int not null constraint shelter_capacity check (capacity between 0 and 10000),
    sex_rule        text not null constraint shelter_sex_rule check (sex_rule in ('MIXED_SEPARATE_WINGS', 'MIXED', 'BOYS_ONLY', 'GIRLS_ONLY')),
    least_age       int not null default 0,
    most_age        int not null default 17,
    version         int not null default 1,
    closed_on       date,                                            -- the first day on which nobody stays there any more
    code            bytea not null,                                  -- under the house key, bound to the id
    code_token      bytea not null
        constraint shelter_code_token unique constraint shelter_code_token_whole check (length(code_token) = 32),
    name            bytea,                                           -- what it is called, sealed as the code is; never a place
    made_by         uuid,                                            -- who opened it; null: it was founded with the house
    constraint shelter_ages check (least_age <= most_age));
create trigger z_as_agreed before update on cases.shelter for each row execute function access.keep_as_agreed('id', 'SHELTER_CHANGE');
create trigger changed_waits_no_more after update on cases.shelter for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'SHELTER_CHANGE');
grant select, insert, update (name, capacity, sex_rule, least_age, most_age, version, closed_on) on cases.shelter to akoma_protection;

create table cases.shelter_location (
    shelter_id uuid constraint shelter_location_pk primary key constraint shelter_location_of references cases.shelter,
    sealed     bytea not null);   -- C4: town and address, under the house key
alter table cases.shelter_location enable row level security;
create policy made on cases.shelter_location for insert to akoma_protection with check (true);
create policy moved on cases.shelter_location for update to akoma_protection using (shelter_id = any ((select access.grantees())::uuid[]));
grant select, insert on cases.shelter_location to akoma_protection;

create table cases.placement (
    id             uuid constraint placement_pk primary key,
    file_id        uuid not null constraint placement_file references cases.case_file,
    kind           text not null constraint placement_kind check (kind in
                      ('SHELTER', 'FAMILY_REUNIFIED', 'EXTENDED_FAMILY', 'FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING')),
    shelter_id     uuid constraint placement_shelter references cases.shelter,
    country        text not null,
    since          date not null,
    until          date,                                                -- the first day the child no longer lives there
    reason         text,                                                -- why the last place changed
    care_order_on  date,                                                -- Ghana: by day 7 (T12)
    approved_by    uuid,
    approved_at    timestamptz,
    recorded_by    uuid not null,
    sealed         bytea not null,                                      -- the address, with whom
    version        int not null default 1,
    -- A home with family or in a foster family is proposed by one person and begins when another has approved it.
    state          text not null default 'CURRENT'
        constraint placement_state check (state in ('PROPOSED', 'CURRENT', 'ENDED', 'REFUSED')),
    -- Why a child left a place that no other followed; what happened stands in the sealed words.
    end_reason     text constraint placement_end_reason check (end_reason in
        ('RAN_AWAY', 'TAKEN_AWAY', 'BROKE_DOWN', 'SAFETY', 'END_OF_STAY', 'OTHER')),
    -- A child who moves from one home to another of the same country without a day between is in one stay: the order of a court is due by the limit
    -- from its first day (T12), and one that was made holds in the next home too.
    care_order_due date,                                                -- by the country's rule (T12); null where none is asked
    supervisor_id  uuid,
    -- The exception by which a child was returned in spite of what was missing, for ever.
    exception_id   uuid constraint placement_exception references access.decision,
    -- The home that the child left for this one. A move that is reversed leads back there (keep_home).
    from_id        uuid constraint placement_from references cases.placement,
    -- While a family bars a return, who takes the child in is named by the relation to the child: a relative or a parent under another kind of home is a
    -- return all the same, and needs the exception of two people that a return to them needs.
    relation       text constraint placement_relation check (relation in ('UNRELATED', 'RELATIVE', 'PARENT')),
    recorded_at    timestamptz not null default coalesce(access.moment(), now()),
    ended_at       timestamptz,
    ended_in       xid8,
    -- The alert for which the child was brought to this shelter (followup.answers_alert).
    answers        uuid,
    constraint placement_dates check (until is null or until >= since),
    constraint placement_shelter_known check (kind <> 'SHELTER' or shelter_id is not null),
    constraint placement_approved_by_another check (approved_by is distinct from recorded_by),
    constraint placement_approval
        check (state not in ('CURRENT', 'ENDED') or kind = 'SHELTER' or approved_by is not null),
    constraint placement_end check (end_reason is null or state = 'ENDED'),
    constraint placement_reunification
        check (reason is distinct from 'REUNIFICATION' or kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')));
create index placement_of_file on cases.placement (file_id, since);
create index placement_of_shelter on cases.placement (shelter_id, since) where shelter_id is not null;
create unique index placement_one_current on cases.placement (file_id) where state = 'CURRENT';
create index placement_care_order on cases.placement (care_order_due, file_id) where state = 'CURRENT' and care_order_on is null and care_order_due is not null;
create index placement_waits  on cases.placement  (supervisor_id, id) where state = 'PROPOSED' and approved_at is null;
call access.protect('cases.placement', 'file_id', 16, 'akoma_protection');
-- A shelter sees its own stay of the child: neither the next home that is proposed nor former ones, nor the way home with the parents' address
-- (requirements.md 8.4, 9; trust.md G8). Other ways to see the section show all of it.
create policy own_stay on cases.placement as restrictive for select to akoma_protection using (
    shelter_id = any ((select access.grantees())::uuid[])
    or exists (select from access.held g
                where g.file_id = placement.file_id and g.reads & 16 <> 0
                  and g.reason not in ('SHELTER_STAY', 'ENROLMENT') offset 0));
-- The order of a court, and that the child left: of the own running stay.
create policy house_keeps on cases.placement for update to akoma_protection
    using (state = 'CURRENT' and shelter_id = any ((select access.grantees())::uuid[]) and cases.houses(file_id))
    with check (shelter_id = any ((select access.grantees())::uuid[]));
create trigger take_supervisor before insert on cases.placement  for each row execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.placement referencing new table as added for each statement execute function access.by_oneself('recorded_by');
-- Where a child lives, its way home and the search for it are not changed by who has nothing but an emergency access (trust.md G7).
create trigger not_in_an_emergency before insert or update on cases.placement for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create trigger changed_by_oneself before update on cases.placement for each row execute function access.changed_by_oneself('approved_by');
create trigger not_before_found before insert or update of since on cases.placement for each row execute function cases.not_before_found('since');
create trigger one_act before update of approved_at, approved_by on cases.placement for each row
    when ((new.approved_at, new.approved_by) is distinct from (old.approved_at, old.approved_by)) execute function access.one_act('ONCE', 'approved_at', 'approved_by');
create trigger changes_with_its_state before update of until, approved_at, approved_by on cases.placement for each row
    when (new.state = old.state and (new.until, new.approved_at, new.approved_by) is distinct from (old.until, old.approved_at, old.approved_by)
             and not (new.state = 'PROPOSED' and old.approved_at is null and new.until is null)
          or new.until is not null and new.state in ('CURRENT', 'PROPOSED'))
    execute function cases.changes_with_its_state();
-- Words of a child's record that two people agree to are those of the proposal, byte for byte (access.keep_as_agreed). Named to come after what fills
-- columns in or refuses by itself.
create trigger z_as_agreed before update on cases.placement for each row execute function access.keep_as_agreed('id', 'HOME_CHANGE', 'CARE_ORDER');
-- Changes under a request that waits (access.changed_waits_no_more). A move that waits for its confirmation is about the move itself; the day of an
-- order is about the stay, whatever else is put right of it.
create trigger changed_waits_no_more after update on cases.placement for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'HOME', 'HOME_CHANGE');
grant select, select (relation, recorded_at, ended_at), insert (id, file_id, kind, shelter_id, country, since, reason, care_order_on, recorded_by,
    sealed, state, care_order_due, from_id, relation, answers), update (until, care_order_on, approved_by, approved_at, sealed, version, state, end_reason) on
    cases.placement to akoma_protection;
-- The address of a shelter is known to its own people, and readable for a child's worker once the move there is confirmed by a supervisor. Until then the
-- page names whom to call. The first nights in a shelter of the file's own structure need nobody, and tell it at once. An emergency tells no shelter's
-- place: who opens a file so calls the shelter.
create function cases.is_confirmed_stay(stay uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = stay)
        or exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = stay and d.state = 'AGREED') $$;
-- A shelter is opened and changed by a supervisor of its own structure, lies in the structure's own country, and never moves to another one.
-- A structure without a supervisor has its shelters kept by the deputy.
create function cases.keeps_shelters_of(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.leads(organisation) or access.has_role(array['CASE_SUPERVISOR']) and access.is_deputy(access.actor(), organisation) $$;
create policy seen on cases.shelter_location for select to akoma_protection
    using (shelter_id = any ((select access.grantees())::uuid[])
           or exists (select from cases.shelter s where s.id = shelter_location.shelter_id and cases.keeps_shelters_of(s.organisation_id))
           or exists (select from cases.placement p where p.shelter_id = shelter_location.shelter_id and p.state = 'CURRENT' and access.keeps(p.file_id, 16)
                         and cases.is_confirmed_stay(p.id)));

-- Nobody sees all residents, so the house counts them: one writer per shelter, and never more than its places on any day.
create function cases.keep_capacity() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare places int; fullest int;
begin
    if new.shelter_id is null then return new; end if;
    -- Who is there leaves or stays whatever became of the places since, and comes back where a move away was reversed.
    if tg_op = 'UPDATE' and new.shelter_id = old.shelter_id and new.since = old.since
       and (old.state = 'CURRENT' and new.state in ('CURRENT', 'ENDED') or old.state = 'ENDED' and new.state = 'CURRENT') then
        return new;
    end if;
    select s.capacity into places from cases.shelter s where s.id = new.shelter_id for update;
    select coalesce(max(there), 0) into fullest from (
        select (select count(*) from cases.placement p where p.shelter_id = new.shelter_id and p.id <> new.id
                   and p.since <= d.day and coalesce(p.until, 'infinity') > d.day) as there
          from (select new.since as day union
                select p.since from cases.placement p where p.shelter_id = new.shelter_id and p.since > new.since
                   and p.since < coalesce(new.until, 'infinity')) d) x;
    if coalesce(new.until, 'infinity') > new.since and fullest + 1 > places then
        raise exception 'cases.shelter-full' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_capacity before insert or update on cases.placement for each row execute function cases.keep_capacity();
-- Counts are for the roles that place children or keep shelters: day by day they tell when a child came.
create function cases.counts_shelters() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user <> 'akoma_protection' or access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROJECT_MANAGER']) $$;
create function cases.occupied(shelter uuid, day date) returns bigint stable language sql security definer set search_path = pg_catalog as $$
    select count(*) from cases.placement p where (select cases.counts_shelters()) and p.shelter_id = shelter and p.since <= day and coalesce(p.until, 'infinity') > day $$;
revoke execute on function cases.is_confirmed_stay, cases.keeps_shelters_of, cases.keep_capacity, cases.counts_shelters, cases.occupied from public;
grant execute on function cases.is_confirmed_stay, cases.keeps_shelters_of, cases.occupied to akoma_protection;

-- ---------- shelters over time, and orders of a court ------------------------------------------------------------------
-- A shelter changes its places and rules and closes one day; how full it was can be drawn; a care order is due where the country asks for one.
create function cases.occupied_days(shelter uuid, first date, last date) returns table (day date, occupied bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select d.at::date, (select count(*) from cases.placement p where p.shelter_id = shelter and p.since <= d.at::date and coalesce(p.until, 'infinity') > d.at::date)
      from generate_series(first, least(last, first + 366), interval '1 day') d(at) where (select cases.counts_shelters()) order by 1 $$;
create view cases.due_care_order with (security_invoker = true) as
    select 'cases.care-order' as kind, p.id, p.file_id, f.worker_id, f.organisation_id, p.care_order_due as due_on
      from cases.placement p join cases.case_file f on f.id = p.file_id
     where p.state = 'CURRENT' and p.care_order_on is null and p.care_order_due is not null and f.status not in ('CLOSED', 'TRANSFERRED');
grant select on cases.due_care_order to akoma_protection;
-- The same for who runs the shelter where the child stays now: the stay and its day, and nothing else of the file. Who follows the child too has it once.
create view cases.due_house_order with (security_invoker = true) as
    select 'cases.care-order' as kind, p.id, p.file_id, (select access.actor()) as worker_id, null::uuid as organisation_id, p.care_order_due as due_on
      from cases.placement p
     where p.shelter_id = any ((select access.grantees())::uuid[]) and p.state = 'CURRENT' and p.care_order_on is null and p.care_order_due is not null
       and cases.houses(p.file_id) and not exists (select from cases.case_file f where f.id = p.file_id and f.worker_id = (select access.actor()));
grant select on cases.due_house_order to akoma_protection;
revoke execute on function cases.occupied_days from public;
grant execute on function cases.occupied_days to akoma_protection;

-- ---------- places of a past day ---------------------------------------------------------------------------------------
-- How many places a shelter had, since when: a past day is shown against the places of that day. One opened later does not stand on it, unless a child
-- stayed there on that day already.
create table cases.shelter_places (
    shelter_id uuid not null constraint shelter_places_of references cases.shelter,
    since      date not null,
    capacity   int not null,
    constraint shelter_places_pk primary key (shelter_id, since));

create function cases.places_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.shelter_places (shelter_id, since, capacity)
    values (new.id, case tg_op when 'INSERT' then coalesce((access.moment() at time zone 'UTC')::date, '-infinity')
                    else (coalesce(access.moment(), now()) at time zone 'UTC')::date end, new.capacity)
    on conflict on constraint shelter_places_pk do update set capacity = excluded.capacity;
    return null;
end $$;
create trigger places_begin after insert on cases.shelter for each row execute function cases.places_change();
create trigger places_change after update of capacity on cases.shelter for each row
    when (new.capacity is distinct from old.capacity) execute function cases.places_change();

create function cases.places(shelter uuid, day date) returns int stable language sql security definer set search_path = pg_catalog as $$
    select p.capacity from cases.shelter_places p where p.shelter_id = shelter
     order by p.since <= day desc, case when p.since <= day then p.since end desc, p.since limit 1 $$;
create function cases.stood(shelter uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.shelter_places p where p.shelter_id = shelter and p.since <= day)
        or exists (select from cases.placement p where p.shelter_id = shelter and p.since <= day and coalesce(p.until, 'infinity') > day) $$;
revoke execute on function cases.places, cases.stood from public;
grant execute on function cases.places, cases.stood to akoma_protection;

-- The same as the due view, of any past day: a place that needs a court's order waits for it from the first day there to its last (T12).
create view cases.was_due_care_order with (security_invoker = true) as
    select 'cases.care-order' as kind, p.id, p.file_id, f.worker_id, f.organisation_id, p.since::timestamp at time zone 'UTC' as since,
           (p.care_order_due + 1)::timestamp at time zone 'UTC' as due_at, p.care_order_on::timestamp at time zone 'UTC' as done_at,
           least(p.until::timestamp at time zone 'UTC', f.closed_at) as closed_at
      from cases.placement p join cases.case_file f on f.id = p.file_id
     where p.state in ('CURRENT', 'ENDED') and p.care_order_due is not null;
grant select on cases.was_due_care_order to akoma_protection;
-- A shelter reads of the past days only what it reads now: of a child that left, nothing.
create view cases.was_due_house_order with (security_invoker = true) as
    select d.kind, d.id, d.file_id, d.worker_id, d.organisation_id, p.since::timestamp at time zone 'UTC' as since,
           (d.due_on + 1)::timestamp at time zone 'UTC' as due_at, null::timestamptz as done_at, null::timestamptz as closed_at
      from cases.due_house_order d join cases.placement p on p.id = d.id;
grant select on cases.was_due_house_order to akoma_protection;

-- ---------- when a place was recorded and ended ------------------------------------------------------------------------
-- A past day shows where the child lived as the file said at the end of that day: when a place was recorded, and when its end was. Written by no login.
create function cases.note_end() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.ended_at := case when new.state in ('ENDED', 'REFUSED') then coalesce(access.moment(), now()) end;
    return new;
end $$;
create trigger note_end before update of state on cases.placement for each row when (new.state <> old.state) execute function cases.note_end();
revoke execute on function cases.note_end from public;
grant execute on function cases.note_end to akoma_protection;

-- ---------- how full shelters are --------------------------------------------------------------------------------------
-- Counts for the project's figures: no child, no place.
create function cases.report_shelters(day date) returns table (id uuid, code bytea, country text, occupied bigint, capacity int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, s.code, s.country, cases.occupied(s.id, day), cases.places(s.id, day) from cases.shelter s where cases.stood(s.id, day) $$;
revoke execute on function cases.report_shelters from public;
grant execute on function cases.report_shelters to akoma_statistics;

-- ---------- a shelter needs two ----------------------------------------------------------------------------------------
-- A shelter that one supervisor opens is a house that a child can be moved into tonight: nobody is placed there before the project manager or the data
-- protection officer agreed to it, and its places and rules are changed by such an agreement (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SHELTER',        '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR}', null),
    ('SHELTER_CHANGE', '{PROJECT_MANAGER}',                         '{CASE_SUPERVISOR}', null);
create function cases.shelter_is_agreed(shelter uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select s.made_by is null or access.agreed('SHELTER', s.id, 1) from cases.shelter s where s.id = shelter $$;

-- Whether a shelter that waits for its second person is lacking tonight: yes or no, to who decides about shelters.
create function cases.child_without_place() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role('{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}')
           and exists (select from cases.case_file f where f.placed_at is null and f.closed_at is null) $$;
revoke execute on function cases.child_without_place from public;
grant execute on function cases.child_without_place to akoma_protection, akoma_custody;

-- Who looks after the house hears that somebody opened a shelter.
create function cases.ring_for_a_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then perform access.ring(array(select access.custodians()), 'task'); end if;
    return null;
end $$;
create trigger ring_for_a_shelter after insert on cases.shelter for each row execute function cases.ring_for_a_shelter();

create function cases.into_an_agreed_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.shelter_is_agreed(new.shelter_id) then
        raise exception 'cases.shelter-unconfirmed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger into_an_agreed_shelter before insert on cases.placement for each row
    when (new.shelter_id is not null) execute function cases.into_an_agreed_shelter();
revoke execute on function cases.shelter_is_agreed, cases.ring_for_a_shelter, cases.into_an_agreed_shelter from public;
grant execute on function cases.shelter_is_agreed to akoma_protection;

-- ---------- who is called for a shelter --------------------------------------------------------------------------------
-- Who manages a shelter now: rung when a child comes or leaves.
create function cases.shelter_people(shelter uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id from access.person_role r
     where r.unit_id = shelter and r.role = 'SHELTER_MANAGER' and r.approved_at is not null
       and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;

-- How many children are to come to the shelters that the actor runs, and how many left them yesterday or today: numbers alone, since of a child who is not
-- there tonight they read nothing.
create function cases.shelter_moves(day date, out coming bigint, out gone bigint) stable language sql security definer set search_path = pg_catalog as $$
    select count(*) filter (where p.state = 'PROPOSED' or p.state = 'CURRENT' and p.since > shelter_moves.day),
           count(*) filter (where p.state = 'ENDED' and p.until between shelter_moves.day - 1 and shelter_moves.day)
      from access.person_role r join cases.placement p on p.shelter_id = r.unit_id
     where r.person_id = access.actor() and r.role = 'SHELTER_MANAGER' and r.approved_at is not null
       and r.valid_from <= access.moment() and r.valid_until > access.moment() and (p.until is null or p.until >= shelter_moves.day - 1) $$;

-- Who is called when a child is brought there unasked: its managers, and the supervisors of the structure that runs it.
create function cases.shelter_keepers(shelter uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select x from cases.shelter_people(shelter) x
     union
    select r.person_id from cases.shelter s join access.person_role r on r.organisation_id = s.organisation_id and r.role = 'CASE_SUPERVISOR'
     where s.id = shelter_keepers.shelter and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
revoke execute on function cases.shelter_people, cases.shelter_keepers, cases.shelter_moves from public;
grant execute on function cases.shelter_people, cases.shelter_keepers, cases.shelter_moves to akoma_protection;

-- ---------- what a shelter is asked to do for a child's safety -----------------------------------------------------------
-- The safety plan is for who works on the case. What of it the house has to do ("no going out alone, somebody looks for the child") is written for the
-- house, or handed on as it is in the act that writes the plan, of one stay: the next shelter is written to anew, and one that the child left reads nothing more. Never changed: the newest holds.
create table cases.stay_instruction (
    id           uuid constraint stay_instruction_pk primary key,
    file_id      uuid not null constraint stay_instruction_file references cases.case_file,
    placement_id uuid not null constraint stay_instruction_of references cases.placement,
    at           timestamptz not null default coalesce(access.moment(), now()),
    sealed       bytea not null,
    recorded_by  uuid not null);
create index stay_instruction_of_stay on cases.stay_instruction (placement_id, at desc, id desc);
create index stay_instruction_of_file on cases.stay_instruction (file_id);
call access.protect('cases.stay_instruction', 'file_id', 16, 'akoma_protection');
create function cases.houses_stay(stay uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.id = stay and p.state = 'CURRENT' and cases.houses(p.file_id)
                      and p.shelter_id = any ((select access.grantees())::uuid[])) $$;
create policy house_or_case on cases.stay_instruction as restrictive for select to akoma_protection
    using (access.works_on(file_id, 16) or cases.houses_stay(placement_id));
create policy by_the_case on cases.stay_instruction as restrictive for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and access.works_on(file_id, 16)
        and exists (select from cases.placement p where p.id = placement_id and p.file_id = stay_instruction.file_id and p.kind = 'SHELTER' and p.state = 'CURRENT'));
create trigger by_oneself after insert on cases.stay_instruction referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_in_an_emergency before insert on cases.stay_instruction for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
grant select, insert (id, file_id, placement_id, sealed, recorded_by) on cases.stay_instruction to akoma_protection;
-- Who writes another instruction over one of a child in danger, or of one who is there for its safety, may take its protection away with it: who leads the
-- file hears of it as of an alert, by whatever door it was written.
create function cases.other_instruction_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.stay_instruction i where i.placement_id = new.placement_id and i.id <> new.id)
       and (exists (select from cases.placement p where p.id = new.placement_id and p.reason = 'SAFETY')
            or exists (select from followup.alert a where a.file_id = new.file_id and a.closed_at is null and followup.in_danger(a))) then
        perform access.ring_of_file(array(select cases.who_leads(new.file_id)), 'alert', new.file_id, 'INSTRUCTION');
    end if;
    return null;
end $$;
create trigger other_instruction_rings after insert on cases.stay_instruction for each row execute function cases.other_instruction_rings();
revoke execute on function cases.other_instruction_rings from public;
revoke execute on function cases.houses_stay from public;
grant execute on function cases.houses_stay to akoma_protection;

-- ---------- what a shelter sees and does -------------------------------------------------------------------------------
create function cases.house_keeps_its_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.sees(old.file_id, 16, true)
       and to_jsonb(new) - array['care_order_on', 'care_order_due', 'state', 'until', 'end_reason', 'sealed', 'version']
           is distinct from to_jsonb(old) - array['care_order_on', 'care_order_due', 'state', 'until', 'end_reason', 'sealed', 'version']
       or not access.sees(old.file_id, 16, true) and new.state not in ('CURRENT', 'ENDED') then
        raise exception 'cases.not-your-stay' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger house_keeps_its_stay before update on cases.placement for each row
    when (current_user = 'akoma_protection') execute function cases.house_keeps_its_stay();
-- The child has no home that is known; then the shelter no longer sees the file.
create function cases.left_home(file uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not cases.houses(file) or exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT') then return false; end if;
    update cases.case_file f set care = null, updated_at = access.moment(), version = f.version + 1 where f.id = file;
    insert into cases.turn (file_id, at, what, value) values (file, access.moment(), 'CARE', null);
    return true;
end $$;
create function cases.end_stay(file uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT') then return false; end if;
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from)
     where g.file_id = file and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY' and g.holder = any (access.holders())
       and g.valid_until > access.moment();
    return found;
end $$;
revoke execute on function cases.house_keeps_its_stay, cases.left_home, cases.end_stay from public;
grant execute on function cases.left_home, cases.end_stay to akoma_protection;

-- ---------- a home and a return need two -------------------------------------------------------------------------------
-- Where a child lives needs two people (trust.md 2), and a return to a family what trust.md 3 names: held here, whatever room or program writes.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('HOME',             '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16),
    ('HOME_CHANGE',      '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16),
    ('TRACING',          '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2),
    ('RETURN_EXCEPTION', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128);

-- The country of the place where the child is: the shelter's own, else that of the last home, or the one in which it has arrived since without a home.
-- Before any place, that of the structure that looks after the file.
create function cases.country_now(file uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return coalesce(
        (select j.country from cases.journey_over(country_now.file) j where j.arrived),
        (select coalesce(s.country, p.country) from cases.placement p left join cases.shelter s on s.id = p.shelter_id
          where p.file_id = country_now.file and p.state in ('CURRENT', 'ENDED') order by p.state = 'CURRENT' desc, p.since desc, p.id desc limit 1),
        (select o.country from cases.case_file f join access.organisation o on o.id = f.organisation_id where f.id = country_now.file));
end $$;
create function cases.where_now(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 16, false) then cases.country_now(file) end $$;
-- ---------- while a danger runs ----------------------------------------------------------------------------------------
-- The files of the child: this one, and those that two persons said are of the same child (cases.judge_double), also where only a file that was closed since
-- links them: a closed double stays the file of that child. Found by the indexes of both columns.
create function cases.files_of_child(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with recursive child(id) as (
        select files_of_child.file
        union select n.id from child c cross join lateral (
            select d.other_id as id from cases.double d where d.file_id = c.id and d.verdict = 'SAME'
             union all select d.file_id from cases.double d where d.other_id = c.id and d.verdict = 'SAME') n)
    select c.id from child c $$;
-- Alerts of people who harm or want the child that run, on any of its files, and those out of whose danger it was brought to a shelter. Said: when the
-- danger was reported last.
create function cases.dangers_run(file uuid) returns table (alert uuid, type text, raised_at timestamptz, said timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select a.id, a.type, a.raised_at, followup.last_reported(a) from cases.files_of_child(dangers_run.file) f (id) join followup.alert a on a.file_id = f.id
     where a.closed_at is null
       and (followup.is_harm(a.type) or exists (select from cases.placement p where p.file_id = a.file_id and followup.is_left_by(a, p)))
     order by a.raised_at, a.id;
end $$;
-- While one runs no home but a shelter begins: a typed address may be that of the danger. The only way is an exception of two people who read of it, so one
-- that was asked for after it was reported last.
create function cases.in_danger_unless(file uuid, exception uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.dangers_run(file) x
                    where x.said > coalesce((select d.proposed_at from access.decision d where d.id = exception and d.kind = 'RETURN_EXCEPTION'
                                                 and d.file_id = in_danger_unless.file and d.state = 'AGREED'), '-infinity')) $$;
-- An agreed exception for a return to this country that no return has used yet, this one or a later one: for thirty days, and no longer than until a home
-- that it was asked for is refused.
create function cases.unused_exception(file uuid, country text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select d.id from access.decision d where d.kind = 'RETURN_EXCEPTION' and d.subject = file and d.state = 'AGREED'
       and d.facts ->> 'country' = unused_exception.country
       and not exists (select from cases.placement p where p.exception_id = d.id
                          or p.file_id = unused_exception.file and p.country = unused_exception.country and p.exception_id is not null and p.approved_at >= d.ended_at)
       and d.ended_at > access.moment() - interval '30 days'
       and not exists (select from access.decision h where h.kind = 'HOME' and h.file_id = file and h.state = 'REFUSED' and h.ended_at > d.ended_at)
       and not cases.in_danger_unless(file, d.id)
     order by d.ended_at desc limit 1 $$;

-- Another address, or other people, are another home: PostgreSQL cannot read which of both changed. So no home is written to be another while a danger runs,
-- wherever the child lives; it is proposed as a home of its own, by such an exception. For who
-- writes where the child lives, and meets the refusal in any case.
create function cases.changes_into_danger(placement uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.id = changes_into_danger.placement and access.sees(p.file_id, 16, true) and exists (select from cases.dangers_run(p.file_id))) $$;
-- What a supervisor reads of it with a home, a return or an exception, who reads the alerts of the child: what runs, and what was closed since the child came
-- to where it lives, unless there was no danger; and of a stay in a shelter in which the child lived before, what may be about that shelter.
create function cases.dangers_known(file uuid, stay uuid) returns table (alert uuid, type text, closed_at timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select a.id, a.type, a.closed_at from cases.files_of_child(dangers_known.file) f (id) join followup.alert a on a.file_id = f.id
     where access.sees(dangers_known.file, 64, false) and access.sees(a.file_id, 64, false)
       and (a.closed_at is null and a.id in (select x.alert from cases.dangers_run(dangers_known.file) x)
            or a.outcome <> 'FALSE_ALARM'
               and (followup.is_harm(a.type) or exists (select from cases.placement p where p.file_id = a.file_id and followup.is_left_by(a, p)))
               and a.closed_at >= (select max(p.recorded_at) from cases.placement p where p.file_id = dangers_known.file and p.state = 'CURRENT')
            or a.id in (select x.alert from cases.placement p cross join cases.dangers_of_shelter(p.file_id, p.shelter_id, p.id) x
                         where p.id = dangers_known.stay and p.file_id = dangers_known.file and p.shelter_id is not null))
     order by a.closed_at desc nulls first, a.id desc;
end $$;

-- What a supervisor reads besides of other open files of the child: those that two persons said are of the same child, and, for who speaks for a pair,
-- likely ones to which nobody has answered for good. The code: of a file that the reader sees. Danger: an alert of danger runs there; of a likely one as far
-- as the reader sees its alerts.
create function cases.other_files(file uuid) returns table (same boolean, code text, call text, danger boolean)
stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select x.same, case when access.sees(o.id, 1, false) then o.code end,
           case when x.same then (select cases.speaker_of(d.id, case when d.file_id = o.id then 'THERE' else 'MADE' end) from cases.double d
                                   where o.id in (d.file_id, d.other_id) and d.verdict = 'SAME' limit 1) end,
           (x.same or access.sees(o.id, 64, false)) and exists (select from cases.dangers_run(o.id) r join followup.alert a on a.id = r.alert where a.file_id = o.id)
      from (select true, f.id from cases.files_of_child(other_files.file) f (id)
             where f.id <> other_files.file and access.works_on(other_files.file, 256) and access.keeps(other_files.file, 256)
             union all
            select false, case when d.file_id = other_files.file then d.other_id else d.file_id end
              from (select t.* from cases.double t where t.file_id = other_files.file
                     union all select m.* from cases.double m where m.other_id = other_files.file) d
             where d.verdict is null and cases.may_look(d.file_id, d.other_id, d.asked_by)) x (same, id)
      join cases.case_file o on o.id = x.id and o.status not in ('CLOSED', 'TRANSFERRED')
     where exists (select from cases.case_file f where f.id = other_files.file and f.status not in ('CLOSED', 'TRANSFERRED'))
     order by 4 desc, 1 desc, o.code limit 10;
end $$;
-- A home, or an exception for one, on a file of a child whose danger runs on another of its files: the two people who agreed may not read that alert, so who leads the
-- other file hears of it as of an alert.
create function cases.home_rings_elsewhere() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring_of_file(array(select cases.who_leads(o.file_id)), 'alert', o.file_id, 'DANGER')
       from (select distinct a.file_id from cases.dangers_run(new.file_id) x join followup.alert a on a.id = x.alert and a.file_id <> new.file_id) o;
    return null;
end $$;
create trigger home_rings_elsewhere after update on access.decision for each row
    when (new.kind in ('HOME', 'RETURN_EXCEPTION') and old.state = 'WAITING' and new.state = 'AGREED') execute function cases.home_rings_elsewhere();
revoke execute on function cases.home_rings_elsewhere from public;
-- Of two files of one child nothing begins on the one that is to be closed: a home, a shelter and a return are written on the one that goes on.
create function cases.keep_to_what_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and exists (select from cases.double d where (d.file_id = new.file_id or d.other_id = new.file_id) and not d.over and d.goes_on <> new.file_id) then
        raise exception 'cases.closes-as-double' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_to_what_goes_on_added before insert on cases.placement for each row execute function cases.keep_to_what_goes_on();
create trigger keep_to_what_goes_on before update of state, approved_at on cases.placement for each row
    when (old.state = 'PROPOSED' and old.approved_at is null and (new.state = 'CURRENT' or new.state = 'PROPOSED' and new.approved_at is not null))
    execute function cases.keep_to_what_goes_on();

-- A home to which a child is on the way is given up by no single person: two agree, at this moment, to another one in the same country, a shelter too.
create function cases.is_replaced(home cases.placement) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = home.file_id and p.id <> home.id and p.country = home.country and p.state = 'PROPOSED'
                      and access.just_decided('HOME', p.id, p.version, true)) $$;

-- A child who goes to relatives passes the same gate as one who returns to the parents (trust.md 3).
create function cases.keep_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
          or new.exception_id is distinct from old.exception_id
             and not (old.state = 'CURRENT' and new.state = 'CURRENT' and new.exception_id is not null
                      and new.exception_id = cases.unused_exception(new.file_id, new.country)) then   -- at the arrival (cases.arrival_takes_exception)
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
    elsif begins and held then
        left_on := cases.reached_from(new.file_id, new.country);
        if left_on is null or (new.sealed, new.approved_by, new.approved_at) is distinct from (old.sealed, old.approved_by, old.approved_at) then
            raise exception 'cases.home-before-arrival' using errcode = 'insufficient_privilege';
        end if;
        -- what was reported since two people agreed to this home, also while the child was on its way, they have not weighed: an exception does it
        if new.kind <> 'SHELTER' and cases.in_danger_unless(new.file_id, old.exception_id) then
            new.exception_id := cases.unused_exception(new.file_id, new.country);
            if new.exception_id is null then raise exception 'cases.move-out-of-danger' using errcode = 'insufficient_privilege'; end if;
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
          or held and new.state = 'REFUSED' and cases.is_on_the_way(new.file_id) and not cases.is_replaced(new) then
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
    elsif (new.state = 'CURRENT' or held and new.state = 'PROPOSED') and new.kind <> 'SHELTER' and new.sealed is distinct from old.sealed
          and exists (select from cases.dangers_run(old.file_id)) then
        raise exception 'cases.move-out-of-danger' using errcode = 'insufficient_privilege';
    elsif old.state in ('ENDED', 'REFUSED') and (new.sealed, new.until, new.end_reason) is distinct from (old.sealed, old.until, old.end_reason)
          or new.state = 'ENDED' and new.end_reason is null and new.sealed is distinct from old.sealed then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';  -- a child may be led back there
    end if;
    if (begins or agrees) and cases.asked_before_danger(new.id) then
        raise exception 'cases.shelter-of-danger' using errcode = 'insufficient_privilege';
    end if;
    if (begins or agrees) and new.kind <> 'SHELTER' then
        lacks := case when new.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY') then cases.return_lacks(new.file_id, new.country, new.since)
                      when exists (select from cases.dangers_run(new.file_id)) then '{DANGER}' else '{}' end;
        if cardinality(lacks) > 0 then
            new.exception_id := cases.unused_exception(new.file_id, new.country);
            if new.exception_id is null and 'DANGER' = any (lacks) then
                raise exception 'cases.move-out-of-danger' using errcode = 'insufficient_privilege';
            end if;
            if new.exception_id is null then
                raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = array_to_string(lacks, ', ');
            end if;
        end if;
    end if;
    return new;
end $$;
create trigger keep_home before insert or update on cases.placement for each row execute function cases.keep_home();
revoke execute on function cases.country_now, cases.where_now, cases.unused_exception, cases.files_of_child, cases.dangers_run, cases.in_danger_unless,
    cases.changes_into_danger, cases.dangers_known, cases.other_files, cases.keep_to_what_goes_on, cases.is_replaced from public;
grant execute on function cases.where_now, cases.unused_exception, cases.changes_into_danger, cases.dangers_known,
    cases.other_files to akoma_protection;

-- ---------- a move into a shelter needs two ----------------------------------------------------------------------------
-- Every change of home needs two people but the first nights in a shelter of the file's own structure (trust.md 2). A move for the child's safety, a
-- first night in another structure's shelter, and a night in a shelter for a child who has nowhere to sleep begin at once: the same transaction puts them
-- to a supervisor, who confirms or reverses them.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SHELTER_MOVE', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16);
-- A move that is reversed leads back to the home that the child left by it, at the moment of the reversal. What the child left before, or a move that another
-- home has followed since, leads nowhere: a former home is agreed to anew.
create function cases.keep_from() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.placement p where p.id = new.from_id and p.file_id = new.file_id and p.state = 'ENDED' and p.end_reason is null
                      and p.until = greatest(p.since, new.since) and p.ended_in = pg_current_xact_id()
                      and not exists (select from cases.placement n where n.file_id = p.file_id and n.recorded_at > p.recorded_at and n.ended_in = p.ended_in)) then
        raise exception 'cases.not-left-for-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_from before insert on cases.placement for each row
    when (session_user = 'akoma_protection' and new.from_id is not null) execute function cases.keep_from();
create function cases.is_reversed(move uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = move and d.state in ('REFUSED', 'WITHDRAWN'))
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = move and d.state = 'AGREED') $$;
-- Where the child lived before this move, and before those moves before it that were reversed as well; null: nowhere.
create function cases.home_before(move uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    with recursive back(id) as (
        select p.from_id from cases.placement p where p.id = move
        union select p.from_id from back b join cases.placement p on p.id = b.id where cases.is_reversed(b.id))
    select b.id from back b where b.id is not null and not cases.is_reversed(b.id) limit 1 $$;
-- The same for who sees where the child lives.
create function cases.way_back(move uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select cases.home_before(p.id) from cases.placement p where p.id = move and access.sees(p.file_id, 16, false) $$;
-- A move away from this home is being reversed, at this moment.
create function cases.leads_back(home uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement h join cases.placement m on m.file_id = h.file_id and m.state = 'ENDED' and m.ended_in = pg_current_xact_id()
                     join access.decision d on d.kind = 'SHELTER_MOVE' and d.subject = m.id and d.state in ('REFUSED', 'WITHDRAWN') and d.ended_at = access.moment()
                    where h.id = home and cases.is_reversed(m.id) and cases.home_before(m.id) = h.id) $$;

create function cases.lived_somewhere(file uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = lived_somewhere.file and p.id <> but and p.state in ('CURRENT', 'ENDED')) $$;
-- The child left its last home, and no other followed, or its journey ended at none: it has nowhere to sleep.
create function cases.is_nowhere(file uuid, but uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.journey_over(is_nowhere.file))
        or coalesce((select p.state = 'ENDED' and p.end_reason is not null from cases.placement p
                      where p.file_id = is_nowhere.file and p.id <> but and p.state in ('CURRENT', 'ENDED')
                      order by p.state = 'CURRENT' desc, p.until desc, p.end_reason is not null desc limit 1), true);
end $$;
-- The first nights: no home before, or only shelters, and the first of them three days ago at most; into a shelter of the file's own structure.
create function cases.first_nights(file uuid, shelter uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.shelter s join cases.case_file f on f.organisation_id = s.organisation_id where s.id = shelter and f.id = file)
       and not exists (select from cases.placement p where p.file_id = first_nights.file and p.id <> but and p.state in ('CURRENT', 'ENDED')
                          and (p.kind <> 'SHELTER' or p.since < (access.moment() at time zone 'UTC')::date - 3)) $$;

-- The child is in this shelter: it left it for this very stay, or for no other place.
create function cases.is_there(stay cases.placement) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = stay.file_id and p.id <> stay.id and p.kind = 'SHELTER' and p.shelter_id = stay.shelter_id
                      and (p.state = 'CURRENT' or p.state = 'ENDED' and p.end_reason is null
                           and (p.id = stay.from_id or stay.from_id is null and p.until = greatest(p.since, stay.since)
                                and not exists (select from cases.placement n where n.from_id = p.id and n.id <> stay.id)))) $$;
-- The files of the child, and those of which nobody has settled whether they are, where one person supervises both.
create function cases.files_or_likely(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select x from cases.files_of_child(file) x
     union
    select o.id from (select d.other_id as id from cases.double d where d.file_id = files_or_likely.file and d.verdict is null
                       union all select d.file_id from cases.double d where d.other_id = files_or_likely.file and d.verdict is null) n
      join cases.case_file o on o.id = n.id join cases.case_file f on f.id = files_or_likely.file and f.supervisor_id = o.supervisor_id $$;
-- The dangers that may be about this shelter, since the child lived there before, another stay than this one: those that run, whenever the child told and whatever
-- was said of why it left, and those that were closed since it came there, unless two people said that there was no danger. The child comes back there by two
-- people alone who read of the danger first, also in its first nights, and by no move of one that is answered for afterwards. Said: when it was reported last.
-- A likely double of the same supervisor counts until it is settled: a second registration of the child would be a way around.
create function cases.dangers_of_shelter(file uuid, shelter uuid, but uuid) returns table (alert uuid, said timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    select a.id, followup.last_reported(a)
      from cases.files_or_likely(dangers_of_shelter.file) f (id) join followup.alert a on a.file_id = f.id
     where (a.closed_at is null or a.outcome <> 'FALSE_ALARM')
       and (followup.is_harm(a.type) or exists (select from cases.placement p where p.file_id = a.file_id and followup.is_left_by(a, p)))
       and exists (select from cases.files_or_likely(dangers_of_shelter.file) c (id) join cases.placement p on p.file_id = c.id
                    where p.shelter_id = dangers_of_shelter.shelter and p.id <> dangers_of_shelter.but and p.state in ('CURRENT', 'ENDED')
                      and (a.closed_at is null or a.closed_at >= least(p.recorded_at, p.since::timestamp at time zone 'UTC')));
end $$;
create function cases.is_of_danger(file uuid, shelter uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.dangers_of_shelter(file, shelter, but)) $$;
-- The same for who works on the file: it is not for the house.
create function cases.may_be_of_danger(file uuid, shelter uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 16) and cases.is_of_danger(file, shelter, but) $$;
-- Whether such a danger was reported since the stay was asked for: who agrees to it then may not have read of it, so it is asked for again. For who sees where
-- the child lives.
create function cases.asked_before_danger(stay uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p cross join cases.dangers_of_shelter(p.file_id, p.shelter_id, p.id) x
                    where p.id = asked_before_danger.stay and p.shelter_id is not null and access.sees(p.file_id, 16, false)
                      and x.said > coalesce((select max(d.proposed_at) from access.decision d
                                              where d.kind = 'HOME' and d.subject = p.id and d.state in ('WAITING', 'AGREED')), '-infinity')) $$;
create function cases.keep_first_nights() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.is_there(new) then
        raise exception 'cases.placement-same-shelter' using errcode = 'insufficient_privilege';
    end if;
    if session_user = 'akoma_protection' and cases.is_of_danger(new.file_id, new.shelter_id, new.id) then
        raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
    end if;
    if session_user = 'akoma_protection' and new.reason is distinct from 'SAFETY' and cases.lived_somewhere(new.file_id, new.id)
       and not cases.is_nowhere(new.file_id, new.id) and not cases.first_nights(new.file_id, new.shelter_id, new.id) then
        raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_first_nights before insert on cases.placement for each row
    when (new.state = 'CURRENT' and new.kind = 'SHELTER') execute function cases.keep_first_nights();

create function cases.move_is_put() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.first_nights(new.file_id, new.shelter_id, new.id)
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = new.id and d.file_id = new.file_id) then
        raise exception 'cases.move-not-put' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger move_is_put after insert on cases.placement deferrable initially deferred for each row
    when (new.state = 'CURRENT' and new.kind = 'SHELTER') execute function cases.move_is_put();

-- Why a child was moved is not rewritten, and a return is one to a family.
create function cases.keep_reason() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_reason before update of reason on cases.placement for each row
    when (session_user = 'akoma_protection' and new.reason is distinct from old.reason) execute function cases.keep_reason();

-- No court ordered the care of a child before it was found: the day before the hand-over, or a week before the registration where nobody handed it over.
create function cases.keep_care_order() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (new.care_order_on > (access.moment() at time zone 'UTC')::date
            or new.care_order_on < (select coalesce((f.handed_at at time zone 'UTC')::date - 1, (f.registered_at at time zone 'UTC')::date - 7)
                                      from cases.case_file f where f.id = new.file_id)) then
        raise exception 'cases.care-order-day' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_care_order_added before insert on cases.placement for each row
    when (new.care_order_on is not null) execute function cases.keep_care_order();
create trigger keep_care_order before update of care_order_on on cases.placement for each row
    when (new.care_order_on is not null and new.care_order_on is distinct from old.care_order_on) execute function cases.keep_care_order();

-- A move that has begun is to be confirmed within 24 hours of the first one that nobody confirmed: one that was taken back and is made again goes on with
-- its time, unless the child lived a day elsewhere in between, or somebody decided.
create function cases.move_began(move uuid) returns timestamptz stable language plpgsql security definer set search_path = pg_catalog as $$
declare
    child uuid;
    began timestamptz;
    earlier timestamptz;
    decided timestamptz;
begin
    select d.file_id, d.proposed_at into child, began from access.decision d where d.id = move;
    select coalesce(max(d.ended_at), '-infinity') into decided from access.decision d
     where d.file_id = child and (d.kind = 'SHELTER_MOVE' and d.state in ('AGREED', 'REFUSED') or d.kind = 'HOME' and d.state = 'AGREED');
    loop
        select min(d.proposed_at) into earlier from access.decision d
         where d.file_id = child and d.kind = 'SHELTER_MOVE' and d.state in ('WAITING', 'WITHDRAWN', 'REPLACED') and d.proposed_at < began
           and d.proposed_at >= decided and coalesce(d.ended_at, 'infinity') > began - interval '24 hours';
        exit when earlier is null;
        began := earlier;
    end loop;
    return began;
end $$;
create function cases.move_since(move uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select cases.move_began(d.id) from access.decision d where d.id = move and access.sees(d.file_id, 16, false) $$;
revoke execute on function cases.keep_from, cases.is_reversed, cases.home_before, cases.way_back, cases.leads_back, cases.lived_somewhere,
    cases.is_nowhere, cases.first_nights, cases.files_or_likely, cases.dangers_of_shelter, cases.is_of_danger, cases.asked_before_danger, cases.may_be_of_danger, cases.is_there, cases.move_began, cases.move_since from public;
grant execute on function cases.way_back, cases.move_since, cases.may_be_of_danger, cases.asked_before_danger to akoma_protection;

-- ---------- a move leads back to where it came from --------------------------------------------------------------------
-- Once two people agreed to another home, nobody is asked any more about a move before it.
create function cases.home_follows_the_move() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{SHELTER_MOVE}', p.id, null) from cases.placement p where p.file_id = new.file_id and p.id <> new.id and p.kind = 'SHELTER' and p.state = 'ENDED';
    return null;
end $$;
create trigger home_follows_the_move after update of state on cases.placement for each row
    when (old.state = 'PROPOSED' and new.state = 'CURRENT') execute function cases.home_follows_the_move();
revoke execute on function cases.home_follows_the_move from public;

-- ---------- a move leads back where it came from -----------------------------------------------------------------------
-- A move leads back to the home that the child left by it, in the very transaction in which it left, and is reversed in that in which it ends: a
-- moment is told by who enters, a transaction is not. No agreed move is put to a decision again.
create function cases.ended_in() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.ended_in := case when new.state = 'ENDED' then pg_current_xact_id() end;
    return new;
end $$;
-- Named to come after what compares the row.
create trigger when_ended before update of state on cases.placement for each row
    when (old.state = 'CURRENT' or new.state = 'CURRENT') execute function cases.ended_in();
revoke execute on function cases.ended_in from public;

-- ---------- a move that is not agreed is undone ------------------------------------------------------------------------
-- A move into a shelter that is refused or taken back is undone in the same transaction: nobody ends the question and keeps what was done.
create function cases.move_is_undone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.id = new.subject and p.state = 'CURRENT')
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = new.subject and d.state in ('WAITING', 'AGREED')) then
        raise exception 'cases.move-not-undone' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger move_is_undone after update on access.decision deferrable initially deferred for each row
    when (new.kind = 'SHELTER_MOVE' and old.state = 'WAITING' and new.state not in ('WAITING', 'AGREED')) execute function cases.move_is_undone();
revoke execute on function cases.move_is_undone from public;

-- ---------- nobody leads a child back into danger ----------------------------------------------------------------------
-- A move that brought a child out of danger is neither refused nor taken back: the child would live in the danger again by the word of one person. It is
-- agreed to, and another home, the former one too, is proposed to two people, a family by what a return needs. That holds while an alert of violence or of
-- a trafficker runs, and once such an alert was closed since the child left, unless there had been no danger, which takes two people to say. It does not
-- matter when the home began: one that was agreed to during the alert may be the home of the danger under other words. Where the move leads back to a
-- shelter, only what was reported since the child came there, or for which it was brought away, is about that shelter.
create function cases.dangers_left(move uuid) returns table (alert uuid, type text, closed_at timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare home cases.placement;
begin
    select * into home from cases.placement p where p.id = cases.home_before(dangers_left.move);
    if home.id is null then return; end if;
    return query
    with recursive away(id) as (
        select dangers_left.move
        union select p.from_id from away m join cases.placement p on p.id = m.id where p.from_id <> home.id),
    moves as (select p.* from away m join cases.placement p on p.id = m.id)
    select a.id, a.type, a.closed_at from cases.files_of_child(home.file_id) f (id) join followup.alert a on a.file_id = f.id
     where ((followup.is_harm(a.type) or exists (select from cases.placement p where p.id in (select m.id from away m) and followup.is_left_by(a, p)))
                and (home.kind <> 'SHELTER' or coalesce(a.again_at, a.raised_at) >= home.recorded_at)
            or exists (select from moves m where m.answers = a.id))
       and (a.closed_at is null or a.outcome <> 'FALSE_ALARM' and a.closed_at >= (select min(m.recorded_at) from moves m))
     order by a.closed_at desc nulls first, a.id desc;
end $$;
-- The same for who sees where the child lives: whether there is one, and the child is still where it was brought.
create function cases.leads_into_danger(move uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.id = move and p.state = 'CURRENT' and access.sees(p.file_id, 16, false)) and exists (select from cases.dangers_left(move)) $$;
-- And for who reads the alerts of the child: which.
create function cases.dangers_shown(move uuid) returns table (alert uuid, type text, closed_at timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
    select x.alert, x.type, x.closed_at from cases.dangers_left(dangers_shown.move) x join followup.alert a on a.id = x.alert and access.sees(a.file_id, 64, false)
     where exists (select from cases.placement p where p.id = dangers_shown.move and access.sees(p.file_id, 64, false));
end $$;
create function cases.keep_out_of_danger() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- a stay that the child left before leads nowhere any more
    if session_user = 'akoma_protection' and exists (select from cases.dangers_left(new.subject))
       and exists (select from cases.placement p where p.id = new.subject and (p.state = 'CURRENT' or p.ended_in = pg_current_xact_id())) then
        raise exception 'cases.move-out-of-danger' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_out_of_danger after update on access.decision for each row
    when (new.kind = 'SHELTER_MOVE' and old.state = 'WAITING' and new.state in ('REFUSED', 'WITHDRAWN')) execute function cases.keep_out_of_danger();
revoke execute on function cases.dangers_left, cases.leads_into_danger, cases.dangers_shown, cases.keep_out_of_danger from public;
grant execute on function cases.leads_into_danger, cases.dangers_shown to akoma_protection;

-- ---------- who takes a child in beside a barred family ----------------------------------------------------------------
-- What is asked of a home when it begins is asked of one abroad when it is agreed to.
create function cases.keep_relation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
create trigger keep_relation before update of state, approved_at on cases.placement for each row
    when (new.kind in ('FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING') and old.state = 'PROPOSED' and old.approved_at is null
          and (new.state = 'CURRENT' or new.state = 'PROPOSED' and new.approved_at is not null))
    execute function cases.keep_relation();
-- Named to come after keep_home, which finds whether the home was agreed to.
create trigger keep_relation_added before insert on cases.placement for each row
    when (new.kind in ('FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING')) execute function cases.keep_relation();

-- Who took the child in as family, by an exception, is changed by a home of its own: that exception was for them.
create function cases.keep_carer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.family_bars(new.file_id) then
        raise exception 'cases.carer-new-home' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_carer before update of sealed on cases.placement for each row
    when (new.relation in ('RELATIVE', 'PARENT') and old.state = 'CURRENT' and new.state = 'CURRENT' and new.sealed is distinct from old.sealed)
    execute function cases.keep_carer();

-- Where a shelter is, is the shelter's own: nobody writes another place or other people beside a stay.
create function cases.keep_stay() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.shelter-has-its-place' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_stay before update of sealed on cases.placement for each row
    when (session_user = 'akoma_protection' and new.kind = 'SHELTER' and old.state in ('CURRENT', 'PROPOSED') and new.state = old.state
          and new.until is not distinct from old.until and new.sealed is distinct from old.sealed)
    execute function cases.keep_stay();
revoke execute on function cases.keep_relation, cases.keep_carer, cases.keep_stay from public;

-- ---------- a care order is a document and two people ------------------------------------------------------------------
-- The order of a court or an authority (T12) is a document on the file and a day that a supervisor confirms: the clock runs until then.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('CARE_ORDER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,SHELTER_MANAGER}', 16);
-- The order on which the decision rests: the one that the second person reads, whatever else is attached.
create function cases.order_of_decision(decision uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.paper_id from access.decision_paper p where p.decision_id = order_of_decision.decision $$;
-- The same for who sees where the child lives.
create function cases.order_shown(decision uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select cases.order_of_decision(d.id) from access.decision d
     where d.id = order_shown.decision and d.kind = 'CARE_ORDER' and access.sees(d.file_id, 16, false) $$;
create function cases.order_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'INSERT' then raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege'; end if;
    if not exists (
           select from access.decision d join attachments.attachment a on a.id = cases.order_of_decision(d.id)
            where d.kind = 'CARE_ORDER' and d.subject = old.id and d.version = old.version and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment()
              and a.file_id = new.file_id and a.kind = 'COURT_ORDER' and a.withdrawn_at is null) then
        raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger order_by_two_added before insert on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is not null) execute function cases.order_by_two();
create trigger order_by_two before update of care_order_on on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is distinct from old.care_order_on) execute function cases.order_by_two();
revoke execute on function cases.order_of_decision, cases.order_shown, cases.order_by_two from public;
grant execute on function cases.order_shown to akoma_protection;

-- ---------- no home for a child whom nobody saw ------------------------------------------------------------------------
-- A child who was searched for is found at a visit that saw it since it was flagged, by who holds the file other than by an emergency: the step names the
-- visit. A bed in a shelter is none: nobody there has said that the child came. Read by who sees the search.
create function cases.seen_since_flag(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select v.id from followup.visit v join cases.case_file f on f.id = v.file_id
             where v.file_id = file and v.child_seen and v.done_on >= f.lost_since
               and v.first_done_at >= (select max(s.at) from cases.search_step s where s.file_id = file and s.step = 'FLAGGED')
               and access.kept_at(v.recorded_by, v.file_id, v.first_done_at)
             order by v.done_on desc, v.id desc limit 1);
end $$;
-- A child who is searched for lives nowhere: a home is proposed, or begins, once a visit since the flag saw the child. A bed in a shelter needs none.
create function cases.sought_unseen(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = file and f.lost_since is not null) and cases.seen_since_flag(file) is null $$;
-- The same for who sees where the child is.
create function cases.is_sought_unseen(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.sought_unseen(file) $$;
create function cases.keep_unseen() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.sought_unseen(new.file_id) then
        raise exception 'cases.home-while-sought' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_unseen before update of state, approved_at on cases.placement for each row
    when (new.kind <> 'SHELTER' and old.state = 'PROPOSED' and (new.state = 'CURRENT' or old.approved_at is null and new.state = 'PROPOSED' and new.approved_at is not null))
    execute function cases.keep_unseen();
create trigger keep_unseen_added before insert on cases.placement for each row when (new.kind <> 'SHELTER') execute function cases.keep_unseen();
revoke execute on function cases.seen_since_flag, cases.sought_unseen, cases.is_sought_unseen, cases.keep_unseen from public;
grant execute on function cases.is_sought_unseen to akoma_protection;

-- ---------- words change with their version ----------------------------------------------------------------------------
-- The words of a home, a tracing and a return change with the version of their record: what a second person reads is what they agree to.
create function cases.keep_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then
        raise exception 'cases.words-without-version' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_words before update on cases.placement for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
revoke execute on function cases.keep_words from public;

-- ---------- what is changed waits no more ------------------------------------------------------------------------------
create function cases.order_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state = 'CURRENT' then
        update access.decision d set version = new.version where d.kind = 'CARE_ORDER' and d.subject = new.id and d.state = 'WAITING' and d.version < new.version;
    else
        perform access.end_waiting('{CARE_ORDER}', new.id, null);
    end if;
    return null;
end $$;
create trigger order_goes_on after update on cases.placement for each row when (new.version > old.version) execute function cases.order_goes_on();
revoke execute on function cases.order_goes_on from public;

-- ---------- the fullest day of a shelter -------------------------------------------------------------------------------
-- The fullest day of a shelter from one day to another (exclusive), without the placement that is being written. Nobody sees all residents.
create function cases.fullest(shelter uuid, leaving_out uuid, first date, last date) returns bigint
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(max(there), 0) from (
        select (select count(*) from cases.placement p where p.shelter_id = shelter and p.id <> leaving_out
                   and p.since <= d.day and coalesce(p.until, 'infinity') > d.day) as there
          from (select first as day union
                select p.since from cases.placement p where p.shelter_id = shelter and p.since > first and p.since < coalesce(last, 'infinity')) d) x where (select cases.counts_shelters()) $$;
revoke execute on function cases.fullest from public;
grant execute on function cases.fullest to akoma_protection;

-- ---------- a stay that ends closes the file ---------------------------------------------------------------------------
-- It ends with the stay, by any person who ends it and whatever else they hold; to the end of that transaction the shelter reads what it wrote itself.
create function cases.stay_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
     where g.file_id = old.file_id and g.grantee = old.shelter_id and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY'
       and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond'
       and not exists (select from cases.placement p where p.file_id = old.file_id and p.shelter_id = old.shelter_id and p.state = 'CURRENT');
    return null;
end $$;
create trigger stay_ends after update of state on cases.placement for each row
    when (old.state = 'CURRENT' and new.state <> 'CURRENT' and old.shelter_id is not null) execute function cases.stay_ends();
revoke execute on function cases.stay_ends from public;

-- ---------- who keeps shelters -----------------------------------------------------------------------------------------
-- The police look after no child and run no shelter; nor does the structure that a house is founded with.
create function cases.may_run_shelters(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id = organisation and o.kind <> 'LAW_ENFORCEMENT' and o.code <> 'HOST') $$;
create function cases.keep_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then new.made_by := access.actor();
    elsif (new.id, new.country, new.organisation_id, new.made_by) is distinct from (old.id, old.country, old.organisation_id, old.made_by) then
        raise exception 'cases.shelter-stays' using errcode = 'insufficient_privilege';
    elsif (new.name, new.capacity, new.sex_rule, new.least_age, new.most_age)
          is distinct from (old.name, old.capacity, old.sex_rule, old.least_age, old.most_age) then
        if not access.just_decided('SHELTER_CHANGE', old.id, old.version, true) then
            raise exception 'cases.shelter-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if tg_op = 'INSERT' and not cases.may_run_shelters(new.organisation_id) then
        raise exception 'cases.shelter-runner' using errcode = 'insufficient_privilege';
    end if;
    if not cases.keeps_shelters_of(new.organisation_id) then
        raise exception 'cases.shelter-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' and new.country <> (select o.country from access.organisation o where o.id = new.organisation_id) then
        raise exception 'cases.shelter-abroad' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_shelter before insert or update on cases.shelter for each row execute function cases.keep_shelter();
revoke execute on function cases.keep_shelter, cases.may_run_shelters from public;
grant execute on function cases.may_run_shelters to akoma_protection;

-- ---------- a stay ends once -------------------------------------------------------------------------------------------
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
revoke execute on function cases.keep_ending from public;

-- ---------- a home goes its way in order -------------------------------------------------------------------------------
-- The states of a home follow each other as Placement.State says: no home that ended or was refused is proposed anew, and a child does not stop living
-- somewhere but by an end. Back to a home that ended leads a move that is reversed alone (keep_home).
create function cases.keep_order_of_homes() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if not new.state = any (case old.state when 'PROPOSED' then '{CURRENT,REFUSED}'::text[] when 'CURRENT' then '{ENDED}' when 'ENDED' then '{CURRENT}' else '{}' end) then
        raise exception 'cases.placement-order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger in_order before update of state on cases.placement for each row
    when (session_user = 'akoma_protection' and new.state <> old.state) execute function cases.keep_order_of_homes();
revoke execute on function cases.keep_order_of_homes from public;

-- ---------- a place for the first night --------------------------------------------------------------------------------
-- A child of whom no place was ever recorded has no bed that anybody knows of: that is a task of its worker and its supervisor within hours. Who left a
-- place without another has an alert (followup.no_place_is_told). The column is written by the first place that holds, and by nobody's hand.
create function cases.first_place() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.case_file f set placed_at = coalesce(access.moment(), now()) where f.id = new.file_id and f.placed_at is null;
    return null;
end $$;
create trigger first_place after insert or update of state on cases.placement for each row when (new.state = 'CURRENT') execute function cases.first_place();
create function cases.keep_first_place() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.place-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_first_place before update of placed_at on cases.case_file for each row
    when (current_user = 'akoma_protection') execute function cases.keep_first_place();
create trigger keep_first_place_added before insert on cases.case_file for each row
    when (current_user = 'akoma_protection' and new.placed_at is not null) execute function cases.keep_first_place();
revoke execute on function cases.first_place, cases.keep_first_place from public;
