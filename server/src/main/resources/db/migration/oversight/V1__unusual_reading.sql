-- ---------- unusual reading --------------------------------------------------------------------------------------------------
-- What a true account reads is judged by its own measure: how many files, at which hours, whose (requirements.md 8.7). Each rule has a limit that two
-- people change. The supervisor of who read explains it, a data protection officer judges it, and nobody does either of their own reading. No login writes
-- these tables: the functions below do, in the name of who acts.
grant usage on schema oversight to akoma_protection, akoma_custody, akoma_administration;

create table oversight.unusual_reading (
    id           uuid constraint unusual_reading_pk primary key default gen_random_uuid(),
    person_id    uuid not null constraint unusual_reading_person references access.person,
    day          date not null,
    rule         text not null constraint unusual_reading_rule check (rule in ('DAY', 'USUAL', 'HOUR', 'NIGHT', 'OUTSIDE', 'RANK', 'LISTED', 'NAMED')),
    -- What was read after somebody explained or judged is a finding of its own, or one explanation in the morning would cover the whole day.
    n            int not null,
    files        int not null,                            -- of LISTED: lines of lists; of NAMED: texts that were refused for names
    most         int not null,                            -- what the rule took for usual
    about        text,                                    -- of NAMED: codes of the workshops and missions
    found_at     timestamptz not null,
    explained_by uuid constraint unusual_reading_explainer references access.person,
    explained_at timestamptz,
    explanation  bytea,                                   -- sealed
    judged_by    uuid constraint unusual_reading_judge references access.person,
    judged_at    timestamptz,
    verdict      text constraint unusual_reading_verdict check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
    why          bytea,                                   -- sealed
    incident_id  uuid,                                    -- what the judgement opened
    constraint unusual_reading_opens check ((incident_id is not null) = (verdict is not distinct from 'NOT_JUSTIFIED')),
    constraint unusual_reading_once unique (person_id, day, rule, n),
    constraint unusual_reading_more check (files > most),
    constraint unusual_reading_explained_by_another check (explained_by is distinct from person_id),
    constraint unusual_reading_judged_by_another check (judged_by is distinct from person_id and (judged_by is null or judged_by is distinct from explained_by)),
    constraint unusual_reading_explained_whole check ((explained_by is null) = (explained_at is null) and (explained_by is null) = (explanation is null)),
    constraint unusual_reading_judged_whole check ((judged_by is null) = (judged_at is null) and (judged_by is null) = (verdict is null)
                                                    and (judged_by is null) = (why is null)));
create index unusual_reading_open on oversight.unusual_reading (day, person_id) where judged_at is null;
create index unusual_reading_newest on oversight.unusual_reading (found_at desc, id desc);
alter table oversight.unusual_reading enable row level security;

-- Whether who acts is a supervisor of this person, as the accounts say it today; never of themselves.
create function oversight.leads(person uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return person <> access.actor() and access.actor() in (select access.supervisors_of(leads.person));
end $$;
create policy watched on oversight.unusual_reading for select to akoma_custody
    using (person_id <> (select access.actor()) and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy led on oversight.unusual_reading for select to akoma_protection
    using ((select access.has_role(array['CASE_SUPERVISOR'])) and oversight.leads(person_id));
grant select on oversight.unusual_reading to akoma_custody;
grant select (id, person_id, day, rule, n, files, most, about, found_at, explained_by, explained_at, explanation, judged_by, judged_at, verdict, why)
    on oversight.unusual_reading to akoma_protection;                 -- not whether an incident is kept about it

-- ---------- found ----------------------------------------------------------------------------------------------------------
-- One finding of a person, a day and a rule, which grows until somebody explains or judges it. True: it is new.
create function oversight.found(reader uuid, of_day date, by_rule text, count int, usual int, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare last oversight.unusual_reading;
begin
    perform pg_advisory_xact_lock(hashtextextended(reader || ' ' || of_day || ' ' || by_rule, 19));
    select * into last from oversight.unusual_reading u where u.person_id = reader and u.day = of_day and u.rule = by_rule order by u.n desc limit 1;
    if last.id is not null and count <= last.files then return false; end if;
    if last.id is not null and last.explained_at is null and last.judged_at is null then
        update oversight.unusual_reading u set files = count where u.id = last.id;
        return false;
    end if;
    insert into oversight.unusual_reading (person_id, day, rule, n, files, most, found_at)
    values (reader, of_day, by_rule, coalesce(last.n, 0) + 1, count, usual, moment);
    return true;
end $$;

-- The data protection officers at work at this moment, outside of anybody's session.
create function oversight.custodians(moment timestamptz) returns uuid[] stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return array(select access.who_serve('DATA_PROTECTION_OFFICER', moment));
end $$;

-- Until which day the rounds have looked.
create table oversight.looked (
    one   boolean constraint looked_pk primary key default true constraint looked_is_one check (one),
    until date not null);

-- What the files that people opened say, by the rules that a single opening does not show: a person's own usual (the mean of the days with reading among the
-- last 28, once there were five of them), the most within sixty minutes, the night, files by an emergency or a share alone, and files that who leads the
-- programme or works for a central authority opened without working on them. Rings the data protection officers once for what is new. A reader whom the journal
-- names but who has no account is left out: nobody could explain it, and one such entry must not end the round for all others.
create function oversight.look(moment timestamptz) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
    today date := (moment at time zone 'UTC')::date;
    since date := least(today - 1, coalesce((select l.until from oversight.looked l), today - 7));
    evening int := access.limit_of('unusual-reading.night.from', 21);
    morning int := access.limit_of('unusual-reading.night.until', 5);
    readers uuid[] := '{}';
    new_ones int := 0;
    one record;
begin
    if not access.is_now(moment) then raise exception 'oversight.not-now' using errcode = 'insufficient_privilege'; end if;
    for one in
        with opened as (
            select r.person_id, r.day, r.way, extract(hour from r.at at time zone 'UTC') as hour,
                   count(*) over (partition by r.person_id order by r.at range between interval '1 hour' preceding and current row) as within_hour
              from journal.file_read r
             where r.day >= since - 1 and r.day <= today and exists (select from access.person p where p.id = r.person_id)),
        days as (
            select o.person_id, o.day, count(*)::int as files, max(o.within_hour)::int as hour,
                   count(*) filter (where case when evening > morning then o.hour >= evening or o.hour < morning else o.hour >= evening and o.hour < morning end)::int as night,
                   count(*) filter (where o.way = 'LENT')::int as outside, count(*) filter (where o.way <> 'WORK')::int as unworked
              from opened o where o.day >= since group by o.person_id, o.day),
        measured as (
            select d.*, (select case when count(*) >= 5 then ceil(avg(f.files)) end from journal.files_read f
                          where f.person_id = d.person_id and f.day >= d.day - 28 and f.day < d.day)::int as usual,
                   exists (select from access.person_role r where r.person_id = d.person_id and r.role in ('PROJECT_MANAGER', 'MINISTRY_OFFICER')
                              and r.approved_at <= moment and r.valid_from <= moment and r.valid_until > d.day)
                       or exists (select from access.person p join access.organisation o on o.id = p.organisation_id
                                   where p.id = d.person_id and o.kind = 'CENTRAL_GOVERNMENT') as ranks
              from days d)
        select m.person_id, m.day, r.rule, r.count, r.most from measured m cross join lateral (values
            ('DAY', m.files, access.limit_of('files-read.day', 60)),
            ('USUAL', case when m.usual is not null then m.files end,
                greatest(m.usual * access.limit_of('unusual-reading.usual.times', 3), access.limit_of('unusual-reading.usual.least', 15))),
            ('HOUR', m.hour, access.limit_of('unusual-reading.hour', 25)),
            ('NIGHT', m.night, access.limit_of('unusual-reading.night', 3)),
            ('OUTSIDE', m.outside, access.limit_of('unusual-reading.outside', 3)),
            ('RANK', case when m.ranks then m.unworked end, access.limit_of('unusual-reading.rank', 10))) r (rule, count, most)
         where r.count > r.most order by m.person_id, m.day, r.rule
    loop
        if oversight.found(one.person_id, one.day, one.rule, one.count, one.most, moment) then
            new_ones := new_ones + 1;
            if one.rule <> 'DAY' or not exists (select from journal.files_read f where f.person_id = one.person_id and f.day = one.day and f.rung) then
                readers := readers || one.person_id;
            end if;
        end if;
    end loop;
    for one in select distinct x from unnest(readers) x loop
        perform access.ring_by_house(array(select y from unnest(oversight.custodians(moment)) y
                                            where y <> one.x and not access.works_beside(array[one.x], y, moment)), 'account', moment);
    end loop;
    insert into oversight.looked as l (until) values (today) on conflict on constraint looked_pk do update set until = greatest(l.until, excluded.until);
    return new_ones;
end $$;

-- ---------- explained and judged -------------------------------------------------------------------------------------------
-- DONE, NOT_FOUND (also for who leads nobody of it, and of one's own reading), CHANGED (explained or judged already), WHY (no sealed words).
create function oversight.explain(reading uuid, words bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare found_one oversight.unusual_reading;
begin
    select * into found_one from oversight.unusual_reading u where u.id = reading for update;
    if not found or session_user <> 'akoma_protection' or not access.has_role(array['CASE_SUPERVISOR']) or not oversight.leads(found_one.person_id) then
        return 'NOT_FOUND';
    end if;
    if found_one.explained_at is not null or found_one.judged_at is not null then return 'CHANGED'; end if;
    if not access.is_sealed_for_house(words, 10) then return 'WHY'; end if;
    update oversight.unusual_reading u set explained_by = access.actor(), explained_at = access.moment(), explanation = words where u.id = reading;
    perform access.ring(array(select x from access.custodians() x
                               where x <> found_one.person_id and not access.works_beside(array[found_one.person_id], x)), 'account');
    return 'DONE';
end $$;
-- Reading that is not justified is an incident of data protection about who read, which this opens. BESIDE: another officer does not work with who read,
-- and judges it. MANY: the officer reported twenty on this day.
create function oversight.judge(reading uuid, said text, words bytea, incident uuid, of_incident bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare found_one oversight.unusual_reading; opened text;
begin
    select * into found_one from oversight.unusual_reading u where u.id = reading for update;
    if not found or session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER'])
       or access.actor() = any (access.with_namesakes(array[found_one.person_id])) then
        return 'NOT_FOUND';
    end if;
    if access.is_beside_opener(found_one.person_id) then return 'BESIDE'; end if;
    if found_one.judged_at is not null then return 'CHANGED'; end if;
    if not access.is_sealed_for_house(words, 10) then return 'WHY'; end if;
    if said = 'NOT_JUSTIFIED' then
        opened := oversight.open_incident(reading, incident, of_incident);
        if opened <> 'DONE' then return opened; end if;
    end if;
    update oversight.unusual_reading u set judged_by = access.actor(), judged_at = access.moment(), verdict = said, why = words,
           incident_id = case when opened = 'DONE' then incident end where u.id = reading;
    if opened = 'DONE' then
        perform access.ring(array(select x from access.supervisors_of(found_one.person_id) x where x <> found_one.person_id), 'account');
    end if;
    return 'DONE';
end $$;
revoke execute on all functions in schema oversight from public;
grant execute on function oversight.leads to akoma_protection;
grant execute on function oversight.explain to akoma_protection;
grant execute on function oversight.judge to akoma_custody;
grant execute on function oversight.look to akoma_administration;
