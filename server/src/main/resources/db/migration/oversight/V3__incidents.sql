-- ---------- incidents of data protection ------------------------------------------------------------------------------------
-- Anyone who is signed in reports one. Two clocks run from the moment of its discovery (requirements.md 2.4, T21): until a data protection officer takes it on,
-- and until the authority of its country is told. An incident ends by two people. Who reported it learns its state; whose conduct it is about learns nothing
-- of it and decides nothing of it. No login writes these tables: the functions below do, in the name of who acts.
create table oversight.incident (
    id            uuid constraint incident_pk primary key,
    code          text not null constraint incident_code unique,
    kind          text not null constraint incident_kind check (kind in ('LOST', 'READ', 'WRONG_RECEIVER', 'DEVICE', 'CHANGED', 'PUBLISHED', 'OTHER')),
    country       text not null constraint incident_country check (country in ('CI', 'GH')),     -- whose authority is told
    discovered_at timestamptz not null,
    sealed        bytea not null,                       -- what happened, the children by code, what was done at once
    concerned     uuid[] not null default '{}',         -- accounts whose conduct it is about
    reported_by   uuid not null constraint incident_reporter references access.person,
    reported_at   timestamptz not null,
    -- The limits of the day on which it was reported: a later change moves no running clock.
    taken_due     timestamptz not null,
    authority_due timestamptz not null,
    taken_by      uuid constraint incident_taker references access.person,
    taken_at      timestamptz,
    authority     text constraint incident_authority check (authority in ('TOLD', 'NOT_NEEDED')),
    persons       text constraint incident_persons check (persons in ('TOLD', 'NOT_TOLD')),
    late_rung     int not null default 0,               -- for which of the two clocks who oversees was rung: 1 taken, 2 authority
    closed_by     uuid constraint incident_closer references access.person,
    closed_at     timestamptz,
    constraint incident_discovered check (discovered_at <= reported_at and discovered_at > reported_at - interval '1 year'),
    constraint incident_taken_whole check ((taken_by is null) = (taken_at is null)),
    constraint incident_closed_whole check ((closed_by is null) = (closed_at is null)),
    constraint incident_not_of_oneself check (taken_by <> all (concerned) and closed_by <> all (concerned)),
    constraint incident_closed_when_done check (closed_at is null or taken_at is not null and authority is not null and persons is not null));
create index incident_open on oversight.incident (reported_at) where closed_at is null;
create index incident_of_reporter on oversight.incident (reported_by);

create table oversight.incident_step (
    id          uuid constraint incident_step_pk primary key,
    incident_id uuid not null constraint incident_step_of references oversight.incident,
    what        text not null constraint incident_step_what check (what in ('CONTAINED', 'AUTHORITY_TOLD', 'AUTHORITY_NOT_NEEDED', 'PERSONS_TOLD', 'PERSONS_NOT_TOLD')),
    done_at     timestamptz not null,
    words       bytea not null,                         -- sealed: what was done, or why not
    recorded_by uuid not null constraint incident_step_by references access.person,
    recorded_at timestamptz not null,
    constraint incident_step_past check (done_at <= recorded_at));
create index incident_step_in_order on oversight.incident_step (incident_id, done_at);

alter table oversight.incident enable row level security;
alter table oversight.incident_step enable row level security;
-- By the officers whom it is not about, and by their colleagues only where no other officer is.
-- A function, or the policy of a step would ask for the rows of incidents under their own policy at each step.
create function oversight.keeps_incident(concerned uuid[]) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) and access.actor() <> all (access.with_namesakes(concerned))
       and not access.works_beside(access.with_namesakes(concerned), access.actor());
end $$;
create policy watched on oversight.incident for select to akoma_custody using (oversight.keeps_incident(concerned));
create policy watched on oversight.incident_step for select to akoma_custody using (exists (select from oversight.incident i where i.id = incident_id));
grant select on oversight.incident, oversight.incident_step to akoma_custody;
grant usage on schema oversight to akoma_enforcement;

-- Who has the name or number of an account that it is about, and was not told apart from it, counts as that account (namesakes).
-- Who watches over the clocks of an incident: the project managers whom it is not about; where it is about all of them and all data protection officers, the
-- administrators of the whole house, who appoint another officer.
create function oversight.overseers(concerned uuid[], moment timestamptz) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with at_work as (select distinct r.person_id, r.role from access.person_role r join access.person p on p.id = r.person_id
                      where r.approved_at <= moment and r.valid_from <= moment and r.valid_until > moment and r.side is null
                        and p.contract_until > (moment at time zone 'UTC')::date and r.person_id <> all (access.with_namesakes(concerned)))
    select w.person_id from at_work w where w.role = 'PROJECT_MANAGER' union
    select w.person_id from at_work w where w.role = 'SYSTEM_ADMINISTRATOR'
       and not exists (select from at_work x where x.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')) $$;

-- Its code; LATER, EARLY: the moment of discovery is to come, or more than a year ago; MANY: twenty reports on this day; PERSON: no account has one of these
-- codes; NOBODY: it is about everybody who could see that there is one; WHY: the words are not sealed. Sent again under its id it stays as it is. The code
-- says nothing of how many there are: who misses one in a row of numbers would know that it is about them.
create function oversight.report_incident(incident uuid, of_kind text, of_country text, discovered timestamptz, words bytea, people text[]) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare made text; me uuid := access.actor(); moment timestamptz := access.moment(); about uuid[]; officers uuid[];
begin
    if me is null or not access.is_sealed_for_house(words, 10) then return 'WHY'; end if;
    select i.code into made from oversight.incident i where i.id = incident and i.reported_by = me;
    if made is not null then return made; end if;
    if discovered > moment then return 'LATER'; end if;
    if discovered <= moment - interval '1 year' then return 'EARLY'; end if;
    perform pg_advisory_xact_lock(hashtextextended(me::text, 41));
    if (select count(*) from oversight.incident i where i.reported_by = me and i.reported_at > moment - interval '1 day') >= 20 then return 'MANY'; end if;
    about := array(select p.id from access.person p where lower(p.code) in (select lower(x) from unnest(people) x));
    if cardinality(about) <> (select count(distinct lower(x)) from unnest(people) x) then return 'PERSON'; end if;
    officers := array(select x from access.custodians() x where x <> all (access.with_namesakes(about)) and not access.works_beside(access.with_namesakes(about), x));
    if cardinality(officers) = 0 and not exists (select from oversight.overseers(about, moment)) then return 'NOBODY'; end if;
    loop
        made := 'DI-' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 6));
        exit when not exists (select from oversight.incident i where i.code = made);
    end loop;
    insert into oversight.incident (id, code, kind, country, discovered_at, sealed, concerned, reported_by, reported_at, taken_due, authority_due)
    values (incident, made, of_kind, of_country, discovered, words, about, me, moment,
            discovered + make_interval(hours => access.limit_of('incident.dpo.max', 24)),
            discovered + make_interval(hours => access.limit_of('incident.authority.max', 72)));
    perform access.ring(case when cardinality(officers) > 0 then officers else array(select oversight.overseers(about, moment)) end, 'task', incident);
    return made;
end $$;

-- The incident that a data protection officer's judgement opens: about who read, discovered now, told to the authority of the country of their structure.
alter table oversight.unusual_reading add constraint unusual_reading_incident foreign key (incident_id) references oversight.incident;
create function oversight.open_incident(reading uuid, incident uuid, words bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare answer text; reader text; country text;
begin
    if exists (select from oversight.incident i where i.id = incident) then return 'CHANGED'; end if;   -- another one, reported before, is not about who read
    select p.code, case o.country when 'GH' then 'GH' else 'CI' end into reader, country
      from oversight.unusual_reading u join access.person p on p.id = u.person_id join access.organisation o on o.id = p.organisation_id where u.id = reading;
    answer := oversight.report_incident(incident, 'READ', country, access.moment(), words, array[reader]);
    return case when answer like 'DI-%' then 'DONE' else answer end;
end $$;

-- What the actor reported: its state and its clocks, and nothing that was written of it since.
create function oversight.own_incidents() returns table (id uuid, code text, kind text, reported_at timestamptz, state text)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select i.id, i.code, i.kind, i.reported_at, case when i.closed_at is not null then 'CLOSED' when i.taken_at is not null then 'TAKEN' else 'REPORTED' end
      from oversight.incident i where i.reported_by = access.actor() order by i.reported_at desc limit 500;
end $$;

-- For who watches over the clocks: which incidents there are and how their clocks stand, and nothing of what happened; all open ones, and the newest that
-- ended. unkept: every data protection officer is concerned, so that the reader has to ask who reported it. The reporter is not named to a colleague of whom it is about.
create function oversight.managed_incidents() returns table (id uuid, code text, kind text, country text, discovered_at timestamptz, reported_at timestamptz, reporter text,
    taken_due timestamptz, authority_due timestamptz, taken_at timestamptz, authority text, closed_at timestamptz, unkept boolean)
stable language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); manages boolean := session_user = 'akoma_protection' and access.has_role(array['PROJECT_MANAGER']);
begin
    return query select i.id, i.code, i.kind, i.country, i.discovered_at, i.reported_at,
           case when not access.works_beside(i.concerned, me) then upper(p.code) end, i.taken_due, i.authority_due, i.taken_at, i.authority, i.closed_at,
           not exists (select from access.custodians() c where c <> all (access.with_namesakes(i.concerned)))
      from oversight.incident i join access.person p on p.id = i.reported_by
     where (i.closed_at is null or i.id in (select x.id from oversight.incident x where x.closed_at is not null order by x.closed_at desc limit 200))
       and case when manages then me <> all (access.with_namesakes(i.concerned))
                else session_user = 'akoma_administration' and me in (select oversight.overseers(i.concerned, access.moment()))
                     and not exists (select from access.custodians() c where c <> all (access.with_namesakes(i.concerned))) end
     order by i.closed_at is not null, i.taken_due, i.id;
end $$;

-- DONE, NOT_FOUND, CHANGED (taken on, told or closed already), OTHER (another incident's step has this id), WHY (no sealed words), LATER (a moment to come, or before its discovery).
create function oversight.take_incident(incident uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare i oversight.incident;
begin
    select * into i from oversight.incident x where x.id = incident for update;
    if not found or not oversight.keeps_incident(i.concerned) then return 'NOT_FOUND'; end if;
    if i.taken_at is not null then return 'CHANGED'; end if;
    update oversight.incident x set taken_by = access.actor(), taken_at = access.moment() where x.id = incident;
    return 'DONE';
end $$;
create function oversight.step_incident(step uuid, incident uuid, of_what text, at timestamptz, said bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare i oversight.incident;
begin
    select * into i from oversight.incident x where x.id = incident for update;
    if not found or not oversight.keeps_incident(i.concerned) then return 'NOT_FOUND'; end if;
    if exists (select from oversight.incident_step s where s.id = step) then
        return case when exists (select from oversight.incident_step s where s.id = step and s.incident_id = incident) then 'DONE' else 'OTHER' end;
    end if;
    if i.closed_at is not null or i.taken_at is null then return 'CHANGED'; end if;
    if at > access.moment() or at < i.discovered_at then return 'LATER'; end if;
    if not access.is_sealed_for_house(said, 10) then return 'WHY'; end if;
    -- who was told stays told; that it was not needed may be followed by telling after all
    if of_what = 'AUTHORITY_NOT_NEEDED' and i.authority = 'TOLD' or of_what = 'PERSONS_NOT_TOLD' and i.persons = 'TOLD' then return 'CHANGED'; end if;
    insert into oversight.incident_step (id, incident_id, what, done_at, words, recorded_by, recorded_at)
    values (step, incident, of_what, at, said, access.actor(), access.moment());
    update oversight.incident x set
        authority = case of_what when 'AUTHORITY_TOLD' then 'TOLD' when 'AUTHORITY_NOT_NEEDED' then 'NOT_NEEDED' else x.authority end,
        persons = case of_what when 'PERSONS_TOLD' then 'TOLD' when 'PERSONS_NOT_TOLD' then 'NOT_TOLD' else x.persons end
     where x.id = incident;
    perform access.end_waiting(array['INCIDENT_END'], incident, null);   -- what was asked was another one
    return 'DONE';
end $$;

-- Rings who watches over it and the data protection officers once for each clock that ran out; never whom it is about.
create function oversight.late_incidents(moment timestamptz) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare i oversight.incident; n int := 0;
begin
    if not access.is_now(moment) then raise exception 'oversight.not-now' using errcode = 'insufficient_privilege'; end if;
    for i in select * from oversight.incident x where x.closed_at is null
              and (x.taken_at is null and x.taken_due <= moment and x.late_rung < 1 or x.authority is null and x.authority_due <= moment and x.late_rung < 2)
             for update loop
        update oversight.incident x set late_rung = case when i.authority is null and i.authority_due <= moment then 2 else 1 end where x.id = i.id;
        perform access.ring_by_house(array(select x from unnest(oversight.custodians(moment)) x where x <> all (access.with_namesakes(i.concerned))
                                              and not access.works_beside(access.with_namesakes(i.concerned), x, moment)
                                           union select oversight.overseers(i.concerned, moment)), 'account', moment, i.id);
        n := n + 1;
    end loop;
    return n;
end $$;

-- Closed by two: a data protection officer asks, another one or the project manager agrees, and neither is concerned (access.authors_of).
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('INCIDENT_END', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{DATA_PROTECTION_OFFICER}', null, false);
create function oversight.close_incident(incident uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare i oversight.incident;
begin
    select * into i from oversight.incident x where x.id = incident for update;
    if not found or not access.just_decided('INCIDENT_END', incident, 1, true) or access.actor() = any (access.with_namesakes(i.concerned)) then return 'NOT_FOUND'; end if;
    if i.closed_at is not null then return 'CHANGED'; end if;
    if i.taken_at is null or i.authority is null or i.persons is null then return 'WHY'; end if;
    update oversight.incident x set closed_by = access.actor(), closed_at = access.moment() where x.id = incident;
    return 'DONE';
end $$;

revoke execute on function oversight.overseers, oversight.open_incident, oversight.keeps_incident, oversight.report_incident, oversight.own_incidents, oversight.managed_incidents, oversight.take_incident, oversight.step_incident,
    oversight.late_incidents, oversight.close_incident from public;
grant execute on function oversight.keeps_incident, oversight.take_incident, oversight.step_incident to akoma_custody;
grant execute on function oversight.report_incident, oversight.own_incidents to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function oversight.managed_incidents to akoma_protection, akoma_administration;
grant execute on function oversight.late_incidents to akoma_administration;
grant execute on function oversight.close_incident to akoma_custody, akoma_protection;
