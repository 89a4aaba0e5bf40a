-- The search for the family, and whether a return to it is safe.
create table cases.tracing (
    id          uuid constraint tracing_pk primary key,
    file_id     uuid not null constraint tracing_file references cases.case_file,
    status      text not null constraint tracing_status check (status in ('OPEN', 'IN_PROGRESS', 'VERIFIED', 'REUNIFIED', 'CLOSED')),
    opened_on   date not null,
    verified_on date,
    return_safe boolean,
    sealed      bytea not null,                                       -- also who verified the family
    recorded_by uuid not null,
    version     int not null default 1);
create index tracing_of_file on cases.tracing (file_id, opened_on);
create unique index tracing_one_running on cases.tracing (file_id) where status <> 'CLOSED';
call access.protect('cases.tracing', 'file_id', 2, 'akoma_protection');
create trigger keep_to_workers before insert or update on cases.tracing for each row execute function cases.keep_to_workers();
create trigger by_oneself after insert on cases.tracing referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert or update of verified_on on cases.tracing for each row execute function cases.not_before_found('verified_on');
create trigger keep_words before update on cases.tracing for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
create trigger keep_former before update of sealed on cases.tracing for each row when (new.sealed is distinct from old.sealed and old.sealed is not null)
    execute function cases.keep_former('2', 'id');
create trigger z_as_agreed before update on cases.tracing for each row execute function access.keep_as_agreed('id', 'TRACING');
create trigger changed_waits_no_more after update on cases.tracing for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'TRACING');
grant select, insert, update (status, verified_on, return_safe, sealed, version) on cases.tracing to akoma_protection;

-- A return home, within the country or across a border: no departure without written acceptance, arrival confirmed within 72 h (T14).
create table cases.homecoming (
    id                   uuid constraint homecoming_pk primary key,
    file_id              uuid not null constraint homecoming_file references cases.case_file,
    to_country           text not null,
    cross_border         boolean not null,
    travel_mode          text constraint homecoming_mode check (travel_mode in ('ROAD', 'AIR', 'RAIL', 'BOAT', 'FOOT')),
    state                text not null constraint homecoming_state check (state in ('PLANNED', 'ACCEPTED', 'SUSPENDED', 'DEPARTED', 'ARRIVED', 'TURNED_BACK', 'CANCELLED')),
    accepted_on          date,
    departed_on          date,
    arrival_confirmed_at timestamptz,
    suspended_reason     text,
    sealed               bytea not null,                             -- also which office accepted the child
    recorded_by          uuid not null,
    version              int not null default 1,
    worker_id            uuid,
    journey              bytea,                                      -- null: nothing was written
    over_at              timestamptz,                                -- when it was said that the child arrived or turned back; written by no login
    departed_in          xid8,                                       -- the transaction in which the child left; written by no login
    constraint homecoming_acceptance check (not cross_border or departed_on is null or accepted_on is not null),
    constraint homecoming_order check (accepted_on is null or departed_on is null or accepted_on <= departed_on));
create index homecoming_of_file on cases.homecoming (file_id, departed_on);
create unique index homecoming_one_running on cases.homecoming (file_id) where state not in ('ARRIVED', 'TURNED_BACK', 'CANCELLED');
-- Journeys whose arrival nobody has confirmed yet (T14).
create index homecoming_on_the_way on cases.homecoming (file_id) where state = 'DEPARTED';
create index homecoming_waits on cases.homecoming (worker_id, id)
    where cross_border and departed_on is not null and arrival_confirmed_at is null and state in ('DEPARTED', 'ARRIVED');
call access.protect('cases.homecoming', 'file_id', 16, 'akoma_protection');
create policy own_stay on cases.homecoming as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = homecoming.file_id and g.reads & 16 <> 0
               and g.reason not in ('SHELTER_STAY', 'ENROLMENT') offset 0));
create trigger take_worker     before insert on cases.homecoming for each row execute function cases.take_worker();
create trigger keep_to_what_goes_on_added before insert on cases.homecoming for each row execute function cases.keep_to_what_goes_on();
create trigger keep_to_what_goes_on before update of state on cases.homecoming for each row
    when (new.state = 'DEPARTED' and old.state <> 'DEPARTED') execute function cases.keep_to_what_goes_on();
create trigger not_in_an_emergency before insert or update on cases.homecoming for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create trigger by_oneself after insert on cases.homecoming referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create function cases.note_over() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.over_at := case when new.state in ('ARRIVED', 'TURNED_BACK') then coalesce(access.moment(), now()) end;
    return new;
end $$;
create trigger note_over_added before insert on cases.homecoming for each row execute function cases.note_over();
create trigger note_over before update of state on cases.homecoming for each row when (new.state <> old.state) execute function cases.note_over();
revoke execute on function cases.note_over from public;
grant execute on function cases.note_over to akoma_protection;
create trigger keep_words before update on cases.homecoming for each row
    when (new.sealed is distinct from old.sealed and new.version <= old.version) execute function cases.keep_words();
create trigger changes_with_its_state before update of arrival_confirmed_at on cases.homecoming for each row
    when (new.arrival_confirmed_at is distinct from old.arrival_confirmed_at and not (new.state = 'ARRIVED' and old.state <> 'ARRIVED'))
    execute function cases.changes_with_its_state();
create trigger keep_journey_words before update on cases.homecoming for each row
    when (new.journey is distinct from old.journey and new.version <= old.version) execute function cases.keep_words();
create trigger z_as_agreed before update on cases.homecoming for each row execute function access.keep_as_agreed('id', 'BORDER', 'JOURNEY', 'RESUMPTION');
create trigger changed_waits_no_more after update on cases.homecoming for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'BORDER', 'JOURNEY', 'RESUMPTION');
grant select, insert, update (travel_mode, state, accepted_on, departed_on, arrival_confirmed_at, suspended_reason, sealed, version, journey) on
    cases.homecoming to akoma_protection;
-- The journey that ended since the child left its last place, with no home: it has arrived in that country, or turned back to where it came from.
create function cases.journey_over(file uuid) returns table (country text, arrived boolean) stable language sql security definer set search_path = pg_catalog as $$
    select h.to_country, h.state = 'ARRIVED' from cases.homecoming h
     where h.file_id = journey_over.file and h.state in ('ARRIVED', 'TURNED_BACK') and h.departed_on is not null
       and not exists (select from cases.placement p where p.file_id = journey_over.file and p.state = 'CURRENT')
       and h.over_at > coalesce((select max(p.ended_at) from cases.placement p where p.file_id = journey_over.file and p.state = 'ENDED'), '-infinity')
     order by h.over_at desc limit 1 $$;
revoke execute on function cases.journey_over from public;

-- ---------- a bar is lifted by two -------------------------------------------------------------------------------------
-- That a family took part, or that contact with it is unsafe, may be put right by one person; a return to it then waits until another person has
-- agreed that the family is verified and a return to it safe: by a request that was made after it, and so shows it. That it is found, but not safe, lifts
-- nothing.
create function cases.remember_bar() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- in clear stands what the sealed words say: the one does not change without the other
    if session_user = 'akoma_protection' and new.bars_return is distinct from old.bars_return
       and (new.sealed is not distinct from old.sealed or new.version <> old.version + 1) then
        raise exception 'cases.family-bar-by-words' using errcode = 'insufficient_privilege';
    end if;
    new.unbarred_at := case when old.bars_return and not new.bars_return then coalesce(access.moment(), now()) else old.unbarred_at end;
    return new;
end $$;
create trigger remember_bar before update on cases.family for each row execute function cases.remember_bar();
create function cases.barred_by() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' then
        new.barred_by := case when new.bars_return and not old.bars_return then access.actor() else old.barred_by end;
    else
        new.barred_by := case when new.bars_return then access.actor() end;
    end if;
    return new;
end $$;
create trigger barred_by before insert or update on cases.family for each row execute function cases.barred_by();
revoke execute on function cases.barred_by from public;

create function cases.family_bars(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.family x where x.file_id = file
                      and (x.bars_return
                           or x.unbarred_at is not null
                              and not exists (select from access.decision d join cases.tracing t on t.id = d.subject and t.return_safe
                                                where d.kind = 'TRACING' and d.file_id = family_bars.file and d.state = 'AGREED'
                                                  and d.proposed_at > x.unbarred_at))) $$;

-- The same for who sees the answers.
create function cases.is_family_barred(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.family_bars(file) $$;

-- Who is asked to agree to a home, or to another address or other people of it, weighs what a return needs, whatever else of the file they hold: a deputy
-- is given the place alone.
create function cases.weighs_home(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.file_id = weighs_home.file and d.kind in ('HOME', 'HOME_CHANGE') and d.state = 'WAITING'
                      and access.decides(d, access.actor())) $$;
-- The same for who works on the place and on the family, or weighs a home; null for anybody else.
create function cases.bars_return(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when access.works_on(file, 16) and (access.works_on(file, 2) or cases.weighs_home(file)) then cases.family_bars(file) end $$;
-- What a return lacks is of several sections: the place, the family with the consents, the alerts, and the assessments. It is read by who works on all of
-- them, and by who weighs a home of the child. Who holds some of them reads nothing of it: even a count would change with an alert.
create function cases.reads_gate(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 16)
       and (access.works_on(file, 2) and access.works_on(file, 64) and access.works_on(file, 128) or cases.weighs_home(file)) $$;
-- Whether a child who arrives comes to no home because of a danger that was reported since two people agreed to it, abroad or inside the country. For who reads
-- the alerts too, and for who writes that the child is there, which ends that home then: who sees the place alone is not told that a danger runs.
create function cases.arrives_into_danger(placement uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.id = arrives_into_danger.placement and access.sees(p.file_id, 16, false) and p.kind <> 'SHELTER'
                      and (cases.reads_gate(p.file_id) or access.sees(p.file_id, 16, true))
                      and cases.in_danger_unless(p.file_id, p.exception_id) and cases.unused_exception(p.file_id, p.country) is null) $$;
revoke execute on function cases.reads_gate, cases.arrives_into_danger from public;
grant execute on function cases.reads_gate, cases.arrives_into_danger to akoma_protection;
revoke execute on function cases.family_bars, cases.is_family_barred, cases.weighs_home, cases.bars_return from public;
grant execute on function cases.is_family_barred, cases.bars_return to akoma_protection;

-- ---------- a return on what is written --------------------------------------------------------------------------------
-- The answer to case management on which a child may be returned: a yes, and no later no. That nobody could be asked counts only where no guardian is on the
-- file and the child is too young to be asked itself (requirements.md 2.6: assent from six years on); the age as far as it is not sealed. In any other case
-- two people agree to an exception, with the reason.
create function cases.return_consented(file uuid, day date) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare answer text; years int;
begin
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1;
    if answer is null or answer in ('REFUSED', 'WITHDRAWN') or cases.care_refused(file) then return false; end if;
    if answer = 'GIVEN' then return true; end if;
    select f.age_at_rescue + greatest(0, extract(year from age(day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int into years
      from cases.case_file f where f.id = file;
    return not cases.is_guarded(file, day) and years < access.limit_of('consent.assent.min-age', 6);
end $$;
revoke execute on function cases.return_consented from public;

-- ---------- no border without acceptance -------------------------------------------------------------------------------
-- A border is crossed only once the other side has accepted the child (T14): by the answer of its authority's own account to a referral of this
-- return, or by a letter that is attached and that a supervisor has confirmed.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('BORDER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16);

-- The referral asks for the return, shows who the child is, the family and the home (bits 1, 2 and 16), and still runs.
create function cases.border_open(file uuid, homecoming uuid, country text) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.decision d where d.kind = 'BORDER' and d.subject = homecoming and d.file_id = file and d.state = 'AGREED')
        or exists (select from referrals.referral r join access.organisation o on o.id = r.to_id join access.person p on p.id = r.answered_by
                    where r.homecoming_id = homecoming and r.file_id = file and r.accepted and r.answer_how = 'HERE' and p.organisation_id = r.to_id
                      and r.purpose = 'RETURN' and r.sections & 19 = 19 and r.ended_at is null and r.valid_until > access.moment()
                      and o.country = border_open.country and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT'));
end $$;
-- The same for who sees where the child is.
create function cases.border_accepted(file uuid, homecoming uuid, country text) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.border_open(file, homecoming, country) $$;

-- What is typed says neither from where the child comes nor that anybody accepted.
create function cases.keep_border() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'UPDATE' and (new.file_id, new.to_country) is distinct from (old.file_id, old.to_country) then
        raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        new.cross_border := new.to_country is distinct from cases.country_now(new.file_id);
    else
        new.cross_border := old.cross_border
            or old.state in ('PLANNED', 'ACCEPTED', 'SUSPENDED') and new.to_country is distinct from cases.country_now(new.file_id);
    end if;
    if new.cross_border and new.state in ('ACCEPTED', 'DEPARTED', 'ARRIVED') and (tg_op = 'INSERT' or old.state not in ('DEPARTED', 'ARRIVED'))
       and not cases.border_open(new.file_id, new.id, new.to_country) then
        raise exception 'cases.border-not-accepted' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_border before insert or update on cases.homecoming for each row execute function cases.keep_border();

-- A home abroad was agreed to and the child never left for it: it lives again in the country where it lived before.
create function cases.turns_back(file uuid, country text, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with lived as (
        select coalesce(s.country, p.country) as country, row_number() over (order by p.state = 'CURRENT' desc, p.since desc, p.id desc) as n
          from cases.placement p left join cases.shelter s on s.id = p.shelter_id
         where p.file_id = turns_back.file and p.id <> turns_back.but and p.state in ('CURRENT', 'ENDED'))
    select exists (
        select from lived l where l.n = 1 and l.country <> turns_back.country
           and not exists (select from cases.homecoming h where h.file_id = turns_back.file and h.to_country = l.country
                              and (h.departed_on is not null or h.arrival_confirmed_at is not null or h.state in ('DEPARTED', 'ARRIVED')))
           and turns_back.country = (select x.country from lived x where x.country <> l.country order by x.n limit 1)) $$;
-- The same for who sees where the child is.
create function cases.may_turn_back(file uuid, country text, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.turns_back(file, country, but) $$;

-- Nor does a child live in another country than the one where it is, but for the first nights in a shelter of its own structure.
create function cases.keep_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
create trigger keep_home_country before insert or update on cases.placement for each row execute function cases.keep_country();

-- Who hears that a child is accepted in that country or leaves for it: the people at work here of its authorities (code: of the structure), the project
-- managers and the data protection officers (code: null). What is asked of an authority that is here it answers itself, and no letter stands for it.
create function cases.border_watchers(file uuid, country text) returns table (code text, person uuid)
stable language sql security definer set search_path = pg_catalog as $$
    select case when r.role = 'MINISTRY_OFFICER' then o.code end, p.id
      from access.person_role r join access.person p on p.id = r.person_id join access.organisation o on o.id = p.organisation_id
     where access.sees(file, 16, false) and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
       and (r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
            or r.role = 'MINISTRY_OFFICER' and o.country = border_watchers.country and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')) $$;
revoke execute on function cases.border_open, cases.border_accepted, cases.turns_back, cases.may_turn_back, cases.border_watchers from public;
grant execute on function cases.border_accepted, cases.may_turn_back, cases.border_watchers to akoma_protection;

-- ---------- a found child has a bed tonight ----------------------------------------------------------------------------
-- A child who ran away or was taken away lives in no country: once a visit has seen it, it may sleep in a shelter of the country of the structure that
-- looks after its file. Its last home abroad would ask for a return between authorities before the first night. A supervisor has taken the alert on by
-- then: one word that it ran away and one that it was seen bring no child over a border.
create function cases.found_without_a_bed(file uuid, country text) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return not exists (select from cases.placement p where p.file_id = found_without_a_bed.file and p.state = 'CURRENT')
       and (select p.end_reason in ('RAN_AWAY', 'TAKEN_AWAY') from cases.placement p
             where p.file_id = found_without_a_bed.file and p.state = 'ENDED' order by p.until desc, p.since desc, p.id desc limit 1)
       and not cases.sought_unseen(found_without_a_bed.file)
       and exists (select from followup.alert a where a.file_id = found_without_a_bed.file and a.type = 'MISSING' and a.acknowledged_at is not null
                      and a.acknowledged_at >= (select max(p.ended_at) from cases.placement p
                                                 where p.file_id = found_without_a_bed.file and p.state = 'ENDED'))
       and exists (select from cases.case_file f join access.organisation o on o.id = f.organisation_id
                    where f.id = found_without_a_bed.file and o.country = found_without_a_bed.country);
end $$;
-- The same for who sees where the child is.
create function cases.may_sleep_where_found(file uuid, country text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.found_without_a_bed(file, country) $$;
revoke execute on function cases.found_without_a_bed, cases.may_sleep_where_found from public;
grant execute on function cases.may_sleep_where_found to akoma_protection;

-- ---------- a home abroad begins with the arrival ----------------------------------------------------------------------
-- A child lives abroad from the moment at which its arrival is confirmed (T14). A home in another country than the one where it is stays proposed when
-- two people have agreed to it; until the child departs, it lives where it lives; then it is on the way, and lives nowhere; with ARRIVED the home
-- begins, as of the day on which the child left for it.
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

-- A home inside the country has begun when two people agreed to it. An exception of two who read of a danger that was reported on the way is of that
-- home once the child arrives there.
create function cases.arrival_takes_exception() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.placement p set exception_id = cases.unused_exception(p.file_id, p.country)
     where p.file_id = new.file_id and p.state = 'CURRENT' and p.kind <> 'SHELTER' and p.country = new.to_country
       and cases.in_danger_unless(p.file_id, p.exception_id) and cases.unused_exception(p.file_id, p.country) is not null;
    return null;
end $$;
create trigger arrival_takes_exception after update of state on cases.homecoming for each row
    when (new.state = 'ARRIVED' and old.state = 'DEPARTED') execute function cases.arrival_takes_exception();
-- With the arrival the home begins, in the same transaction, or is given up: where a danger bars it, and where the child turned back, the child has no
-- place, and the same transaction says so (followup.no_place_is_told). The same of a home inside the country that began before the child left for it.
create function cases.arrival_begins_a_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and exists (select from cases.placement p where p.file_id = new.file_id and p.country = new.to_country
                      and (p.state = 'PROPOSED' and p.approved_at is not null
                           or p.state = 'CURRENT' and p.kind <> 'SHELTER'
                              and (new.state = 'TURNED_BACK' or cases.in_danger_unless(p.file_id, p.exception_id)))) then
        raise exception 'cases.arrival-without-home' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger arrival_begins_a_home after update on cases.homecoming deferrable initially deferred for each row
    when (new.state in ('ARRIVED', 'TURNED_BACK') and old.state = 'DEPARTED') execute function cases.arrival_begins_a_home();
revoke execute on function cases.is_agreed_with, cases.is_abroad, cases.is_on_the_way, cases.reached_from, cases.arrival_takes_exception, cases.arrival_begins_a_home from
    public;

-- ---------- a shelter is left by two while a danger runs ---------------------------------------------------------------
-- While a danger runs it is no word of one person that the stay in a shelter is over: the child is moved to another shelter, or who supervises its file ends
-- a stay that another person recorded. Nor is it that the shelter was not safe: who takes a child out of there knows where it goes. That it ran away, was
-- taken or died is a fact. So is what the house itself writes: a refusal would tell the house of an alert that may be about it.
-- Who writes the place and does not read the alerts ends no stay, whatever runs: their answer tells nothing.
create function cases.may_end_stay(stay cases.placement) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not access.sees(stay.file_id, 16, true)
        or cases.reads_gate(stay.file_id) and not exists (select from cases.dangers_run(stay.file_id))
        or stay.recorded_by <> access.actor() and cases.supervises() and cases.speaks_for(stay.file_id) $$;
-- The same for who sees where the child lives.
create function cases.is_stay_kept(stay uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.id = is_stay_kept.stay and p.shelter_id is not null and p.state = 'CURRENT'
                      and access.sees(p.file_id, 16, false) and not cases.may_end_stay(p)) $$;
-- With the departure the child leaves where it lived. A shelter into which it is brought on the way is left like any other.
create function cases.departed_in() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.departed_in := pg_current_xact_id();
    return new;
end $$;
create trigger departed_in_added before insert on cases.homecoming for each row when (new.state = 'DEPARTED') execute function cases.departed_in();
create trigger departed_in before update of state on cases.homecoming for each row
    when (new.state = 'DEPARTED' and old.state <> 'DEPARTED') execute function cases.departed_in();
create function cases.stay_is_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT')
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null)
       and not exists (select from cases.homecoming h where h.file_id = new.file_id and h.state = 'DEPARTED' and h.departed_in = pg_current_xact_id())
       and not cases.may_end_stay(old) then
        raise exception 'cases.stay-in-danger' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
-- Named to come before what asks for the alert of a child without a place.
create constraint trigger kept_in_danger after update on cases.placement deferrable initially deferred for each row
    when (old.state = 'CURRENT' and new.state = 'ENDED' and old.shelter_id is not null and coalesce(new.end_reason, '') not in ('RAN_AWAY', 'TAKEN_AWAY'))
    execute function cases.stay_is_kept();
revoke execute on function cases.may_end_stay, cases.is_stay_kept, cases.stay_is_kept, cases.departed_in from public;
grant execute on function cases.departed_in to akoma_protection;
grant execute on function cases.is_stay_kept to akoma_protection;

-- ---------- a departure needs an agreed home ---------------------------------------------------------------------------
-- What a child who leaves for this country needs, whatever home it goes to: a panel determined that this is best, and the consent to case management
-- is there.
create function cases.border_lacks(file uuid, country text, day date) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array_remove(array[case when not cases.is_determined(file, country) then 'DETERMINATION' end,
                              case when cases.return_consented(file, day) is not true then 'CONSENT' end], null) $$;

-- What is missing for a return to a family in this country from this day on.
create function cases.return_lacks(file uuid, to_country text, day date) returns text[]
stable language plpgsql security definer set search_path = pg_catalog as $$
declare t cases.tracing; lacks text[] := '{}';
begin
    if exists (select from cases.dangers_run(file)) then lacks := lacks || 'DANGER'::text; end if;
    select * into t from cases.tracing x where x.file_id = file and x.status in ('VERIFIED', 'REUNIFIED') order by x.opened_on desc, x.id desc limit 1;
    if t.id is null then lacks := lacks || 'TRACING'::text; end if;
    if t.return_safe is not true then lacks := lacks || 'RETURN_SAFE'::text; end if;
    if cases.family_bars(file) or not exists (select from cases.family x where x.file_id = file and x.is_known) then lacks := lacks || 'FAMILY'::text; end if;
    if not exists (select from cases.case_file x where x.id = file and x.assessed_at is not null) then lacks := lacks || 'ASSESSMENT'::text; end if;
    if not exists (select from cases.best_interests x where x.file_id = file) then
        lacks := lacks || 'BEST_INTERESTS'::text;
    end if;
    if (to_country is distinct from cases.country_now(file)
           or not cases.is_accompanied(file, day))
          and not cases.is_determined(file, to_country) then
        lacks := lacks || 'DETERMINATION'::text;
    end if;
    if cases.return_consented(file, day) is not true then lacks := lacks || 'CONSENT'::text; end if;
    return lacks;
end $$;

-- A child leaves for its home only where two people agreed to that home, in the country to which the journey leads (inland it may live there already);
-- the home of a family has then passed what a return needs, or goes by an exception; another home abroad has passed what a border needs, round which
-- there is no way. While a danger runs it leaves for no home to which two people agreed before they knew of it. Held whatever the journey is called, inland
-- and across a border.
create function cases.home_is_agreed(file uuid, country text, border boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = file and p.country = home_is_agreed.country
                      and (p.state = 'CURRENT' or p.state = 'PROPOSED' and p.approved_at is not null)
                      and (p.kind <> 'SHELTER' or border)
                      and (p.kind = 'SHELTER' or not cases.in_danger_unless(file, p.exception_id))
                      and case when p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')
                               then p.exception_id is not null or cardinality(cases.return_lacks(file, p.country, p.since)) = 0
                               else not border or cardinality(cases.border_lacks(file, p.country, p.since)) = 0 end
                      and exists (select from access.decision d where d.kind in ('HOME', 'SHELTER_MOVE') and d.subject = p.id and d.file_id = p.file_id
                                     and d.state = 'AGREED')) $$;
-- The same for who writes where the child lives, and so can record the departure: with an alert the answer changes.
create function cases.may_depart(file uuid, country text, border boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, true) and cases.home_is_agreed(file, country, border) $$;

-- A return that was stopped for one of these goes on, or is called off, when a supervisor agrees.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('RESUMPTION', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 16);
create function cases.is_grave(suspension text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select coalesce(suspension in ('FAMILY_NOT_SAFE', 'TRAFFICKER_NEAR', 'CHILD_UNWILLING'), false) $$;

create function cases.keep_departure() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare gone text[] := '{DEPARTED,ARRIVED}';
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.state = any (gone) and (tg_op = 'INSERT' or old.state <> all (gone))
       and not cases.home_is_agreed(new.file_id, new.to_country, new.cross_border) then
        raise exception 'cases.departure-without-home' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        if new.state = 'TURNED_BACK' then raise exception 'cases.homecoming-order' using errcode = 'check_violation'; end if;
        return new;
    end if;
    if old.state = 'SUSPENDED' and cases.is_grave(old.suspended_reason)
       and (new.state, new.suspended_reason) is distinct from (old.state, old.suspended_reason)
       and not access.just_decided('RESUMPTION', old.id, old.version, true) then
        raise exception 'cases.suspension-not-lifted' using errcode = 'insufficient_privilege';
    end if;
    if old.state in ('DEPARTED', 'ARRIVED', 'TURNED_BACK', 'CANCELLED')
       and (new.departed_on, new.accepted_on, new.travel_mode, new.sealed) is distinct from (old.departed_on, old.accepted_on, old.travel_mode, old.sealed)
       or old.cross_border and old.state <> 'PLANNED' and old.accepted_on is not null and new.accepted_on is distinct from old.accepted_on
          and cases.border_open(old.file_id, old.id, old.to_country)
       or old.cross_border and old.state = 'SUSPENDED' and new.state = 'PLANNED' and cases.border_open(old.file_id, old.id, old.to_country) then
        raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after keep_border, which finds whether a border lies between.
create trigger keep_departure before insert or update on cases.homecoming for each row execute function cases.keep_departure();
revoke execute on function cases.border_lacks, cases.return_lacks, cases.home_is_agreed, cases.may_depart, cases.is_grave, cases.keep_departure from
    public;
grant execute on function cases.may_depart to akoma_protection;

-- ---------- who travels with an accepted child -------------------------------------------------------------------------
-- Who goes with a child across a border, and to which address, is sealed apart from the other words of the return: once the other side has accepted, both are
-- filled or changed only as a supervisor agreed.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('JOURNEY', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 16);

create function cases.keep_journey() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.journey is distinct from old.journey then
        if old.state in ('DEPARTED', 'ARRIVED', 'TURNED_BACK', 'CANCELLED') then
            raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
        end if;
        if new.cross_border and cases.border_open(old.file_id, old.id, old.to_country) and not access.just_decided('JOURNEY', old.id, old.version, true) then
            raise exception 'cases.journey-not-agreed' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if new.state = 'DEPARTED' and old.state <> 'DEPARTED'
       and exists (select from access.decision d where d.kind = 'JOURNEY' and d.subject = old.id and d.version = old.version and d.state = 'WAITING') then
        raise exception 'cases.journey-waits' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after keep_border, which finds whether a border lies between.
create trigger keep_journey before update on cases.homecoming for each row execute function cases.keep_journey();
revoke execute on function cases.keep_journey from public;

-- ---------- a return goes its way in order -----------------------------------------------------------------------------
-- The states of a return follow each other as FamilyReturn.State says: nobody who has departed, arrived or turned back is on the way again.
create function cases.keep_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if not new.state = any (case old.state when 'PLANNED' then '{ACCEPTED,SUSPENDED,DEPARTED,CANCELLED}'::text[]
                                           when 'ACCEPTED' then '{SUSPENDED,DEPARTED,CANCELLED}'
                                           when 'SUSPENDED' then '{PLANNED,ACCEPTED,CANCELLED}'
                                           when 'DEPARTED' then '{ARRIVED,TURNED_BACK}' else '{}' end) then
        raise exception 'cases.homecoming-order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
-- Named to come before what each state asks.
create trigger in_order before update of state on cases.homecoming for each row
    when (session_user = 'akoma_protection' and new.state <> old.state) execute function cases.keep_order();

-- A day of acceptance is written by the step that accepts, not beside a return that is planned or stopped.
create function cases.accepted_by_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.accepted_on is distinct from old.accepted_on then
        raise exception 'cases.accepted-by-a-step' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger in_order_accepted before insert or update on cases.homecoming for each row
    when (session_user = 'akoma_protection' and new.state in ('PLANNED', 'SUSPENDED') and new.accepted_on is not null) execute function cases.accepted_by_a_step();
revoke execute on function cases.keep_order, cases.accepted_by_a_step from public;

-- ---------- a home and a return need two -------------------------------------------------------------------------------
-- What a return lacks (return_lacks), for who reads the gate; null for anybody else.
create function cases.return_missing(file uuid, to_country text, day date) returns text[]
stable language sql security definer set search_path = pg_catalog as $$
    select case when cases.reads_gate(file) then cases.return_lacks(file, to_country, day) end $$;

-- A family is verified, and the return called safe, by what another person agreed to, and its words are changed by another such agreement; nobody is
-- reunified with a family that was not, nor while living elsewhere.
-- Whether who acts agreed a moment ago to this: the sealed words beside it are those of the same decision.
create function cases.tracing_agreed(t cases.tracing, version int) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.decision d where d.kind = 'TRACING' and d.subject = t.id and d.version = tracing_agreed.version and d.state = 'AGREED'
                      and d.decided_by = access.actor() and d.ended_at = access.moment()
                      and d.facts = jsonb_build_object('returnSafe', t.return_safe, 'verifiedOn', t.verified_on));
end $$;
create function cases.keep_tracing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if new.status in ('VERIFIED', 'REUNIFIED') or new.return_safe is not null or new.verified_on is not null then
            raise exception 'cases.tracing-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if new.file_id <> old.file_id then raise exception 'cases.tracing-stays' using errcode = 'insufficient_privilege'; end if;
    if (new.status = 'VERIFIED' and old.status <> 'VERIFIED' or (new.return_safe, new.verified_on) is distinct from (old.return_safe, old.verified_on))
       and not (new.status = 'VERIFIED' and cases.tracing_agreed(new, old.version))
       or old.verified_on is not null and new.status in ('VERIFIED', 'REUNIFIED', 'CLOSED') and new.sealed is distinct from old.sealed
          and not cases.tracing_agreed(new, old.version)
       or new.status = 'REUNIFIED' and (old.status not in ('VERIFIED', 'REUNIFIED') or new.return_safe is not true)
       or new.status = 'REUNIFIED' and old.status <> 'REUNIFIED' and not exists (
              select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT' and p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')) then
        raise exception 'cases.tracing-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_tracing before insert or update on cases.tracing for each row execute function cases.keep_tracing();
revoke execute on function cases.return_missing, cases.tracing_agreed from public;
grant execute on function cases.return_missing to akoma_protection;

-- ---------- guardians of a verified family -----------------------------------------------------------------------------
-- A guardian is typed by one person. Family makes a child accompanied once two people agreed to it: who was on the file as a parent or a relative when a
-- supervisor was asked to agree that the family is verified and a return to it safe, for as long as it is. The supervisor sees them with that request. A
-- guardian who still waits for a supervisor (cases.guardian_waits) answers for nobody.
create function cases.guardians_verified() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.status = 'VERIFIED' and new.return_safe then
        update cases.guardian g set verified_at = d.ended_at
          from access.decision d
         where d.kind = 'TRACING' and d.subject = new.id and d.version = old.version and d.file_id = new.file_id and d.state = 'AGREED'
           and g.file_id = new.file_id and g.kind in ('PARENT', 'RELATIVE') and g.recorded_at <= d.proposed_at and not g.waits;
    elsif new.status in ('OPEN', 'IN_PROGRESS', 'VERIFIED') then
        update cases.guardian g set verified_at = null where g.file_id = new.file_id;
    end if;
    return null;
end $$;
create trigger guardians_verified after update of status on cases.tracing for each row execute function cases.guardians_verified();
revoke execute on function cases.guardians_verified from public;
