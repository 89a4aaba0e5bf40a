-- The sample of files that a mission reads (requirements.md 6): drawn by chance within sex, age group and pathway, from a seed that is kept, so that anybody who
-- holds the list of files draws it again. Its readers see study codes and coarse facts, never a file: no grant on a file is given, since with one they would read
-- the code of the file on every page of it. Who reads until when is kept as the second person agreed to it (evaluation.sample_reading), and read by nobody who lists
-- children or payments: what happened in which month would tell them which child it is.

-- ---------- the draw ---------------------------------------------------------------------------------------------------
-- Proposed by who leads the mission (its maker), confirmed by the data protection officer, who sees size, seed and numbers and no file.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SAMPLE', '{DATA_PROTECTION_OFFICER}', '{EVALUATOR,PROJECT_MANAGER}', null);
create table evaluation.sample (
    id           uuid constraint sample_pk primary key,
    mission_id   uuid not null constraint sample_mission references evaluation.mission,
    number       int not null,                                       -- how many draws of this mission there were: nobody draws until the result pleases them
    seed         text not null constraint sample_seed check (seed ~ '^[0-9a-f]{32}$'),
    way          text not null constraint sample_way check (way in ('TOTAL', 'EACH_GROUP')),
    size         int not null constraint sample_size check (size between 1 and 500),   -- of all files, or of each group
    eligible     int not null,
    drawn        int not null,
    proposed_by  uuid not null constraint sample_proposed_by references access.person,
    proposed_at  timestamptz not null,
    version      int not null default 1,
    constraint sample_once unique (mission_id, number));
create index sample_of_mission on evaluation.sample (mission_id, number desc);
-- Who reads a draw and until which day, by the version that a second person agrees to. Who joins the team later, and other days of the mission, need another one.
create table evaluation.sample_reading (
    sample_id    uuid not null constraint sample_reading_of references evaluation.sample,
    version      int not null,
    readers      text[] not null,                                    -- accounts of the evaluators of the team
    interviewers text[] not null,                                    -- of them, who may interview a child: each held a valid certificate for it then
    training     text constraint sample_reading_training check (evaluation.is_safe(training)),   -- a note on how they were trained
    first_day    date not null,                                      -- of the mission, like the next
    last_day     date not null,
    reads_until  date not null,
    may_replace  int not null,                                       -- how many files of the draw are replaced by others in all
    constraint sample_reading_pk primary key (sample_id, version));
-- Drawn files, and those that follow in their group should one be unreadable. Which file has which study code is read by the functions here alone.
create table evaluation.sampled (
    id          uuid constraint sampled_pk primary key default gen_random_uuid(),
    sample_id   uuid not null constraint sampled_sample references evaluation.sample,
    file_id     uuid not null constraint sampled_file references cases.case_file,
    sex         text not null,                                       -- of its group, like the next: ANY where small groups were drawn together
    age_group   text not null,
    pathway     text not null,
    population  int not null,                                        -- files of the group when it was drawn
    masked      boolean not null default false,                      -- came for a file of another group: its group is not said
    instead_of  uuid constraint sampled_instead_of references evaluation.sampled,   -- the one that was replaced by it
    place       int not null,                                        -- in the order of the draw, within the group
    study       text constraint sampled_study unique constraint sampled_study_form check (study ~ '^E-[BCDFGHJKMNPQRSTVWXZ]{6}$'),   -- null: in reserve
    replaced_at timestamptz,
    replaced_by uuid constraint sampled_replaced_by references access.person,
    replaced_why text constraint sampled_replaced_why check (replaced_why in ('TRANSFERRED', 'CONFLICT_OF_INTEREST', 'TOO_LITTLE_WRITTEN', 'CONSENT_WITHDRAWN', 'SAFETY')),
    constraint sampled_once unique (sample_id, file_id),
    constraint sampled_place unique (sample_id, sex, age_group, pathway, place),
    constraint sampled_replaced check (num_nonnulls(replaced_at, replaced_by, replaced_why) in (0, 3)));
alter table evaluation.sample enable row level security;
alter table evaluation.sample_reading enable row level security;
alter table evaluation.sampled enable row level security;            -- no policy and no grant: of the functions alone
create policy seen on evaluation.sample for select to akoma_protection using (evaluation.in_team(mission_id));
create policy asked on evaluation.sample for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy seen on evaluation.sample_reading for select to akoma_protection, akoma_custody using (exists (select from evaluation.sample s where s.id = sample_id));
grant select on evaluation.sample, evaluation.sample_reading to akoma_protection, akoma_custody;

-- The groups of the draw. A child's age is that of the hand-over, as everywhere in the figures of the project.
create function evaluation.age_group(age int) returns text immutable language sql set search_path = pg_catalog as $$
    select case when age is null then 'UNKNOWN' when age < 10 then '0-9' when age < 14 then '10-13' when age < 18 then '14-17' else '18+' end $$;
-- The order of the draw within a group: the hash of seed, group and code of the file. Anyone who has the seed and the list of files computes it with any SHA-256.
create function evaluation.draw_key(seed text, grouped text, code text) returns text immutable language sql set search_path = pg_catalog as $$
    select encode(sha256(convert_to(seed || '/' || grouped || '/' || code, 'UTF8')), 'hex') $$;
-- The groups that a draw takes files of, for each file. A group of fewer than five is drawn together with other small ones: of several pathways, then of several ages
-- of the same sex, and of several sexes only where there are so few of one. Where the small ones are fewer than five together, the next smallest group joins them.
create function evaluation.joined_groups(files uuid[], sexes text[], ages text[], pathways text[]) returns table (file uuid, sex text, age_group text, pathway text)
immutable language sql set search_path = pg_catalog as $$
    with listed as (select u.* from unnest(files, sexes, ages, pathways) u (id, sex, age_group, pathway)),
    by_pathway as (
        select x.sex, x.age_group, x.pathway, x.n < 5 or coalesce(sum(x.n) over before, 0) between 1 and 4 as joined
          from (select l.sex, l.age_group, l.pathway, count(*) as n from listed l group by 1, 2, 3) x
        window before as (partition by x.sex, x.age_group order by x.n, x.pathway rows between unbounded preceding and 1 preceding)),
    of_pathways as (
        select l.*, case when p.joined then 'ANY' else l.pathway end as path_in from listed l join by_pathway p using (sex, age_group, pathway)),
    by_age as (
        select x.sex, x.age_group, x.path_in, x.n < 5 or coalesce(sum(x.n) over before, 0) between 1 and 4 as joined
          from (select o.sex, o.age_group, o.path_in, count(*) as n from of_pathways o group by 1, 2, 3) x
        window before as (partition by x.sex order by x.n, x.age_group, x.path_in rows between unbounded preceding and 1 preceding)),
    of_ages as (
        select o.*, case when a.joined then 'ANY' else o.age_group end as age_in, case when a.joined then 'ANY' else o.path_in end as way_in
          from of_pathways o join by_age a using (sex, age_group, path_in)),
    by_sex as (
        select x.sex, x.age_in, x.way_in, x.n < 5 or coalesce(sum(x.n) over before, 0) between 1 and 4 as joined
          from (select o.sex, o.age_in, o.way_in, count(*) as n from of_ages o group by 1, 2, 3) x
        window before as (order by x.n, x.sex, x.age_in, x.way_in rows between unbounded preceding and 1 preceding))
    select o.id, case when s.joined then 'ANY' else o.sex end, case when s.joined then 'ANY' else o.age_in end, case when s.joined then 'ANY' else o.way_in end
      from of_ages o join by_sex s using (sex, age_in, way_in) $$;
-- A code by chance alone, of letters that make no word and no code of a file.
create function evaluation.new_study() returns text volatile language sql set search_path = pg_catalog as $$
    select 'E-' || string_agg(substr('BCDFGHJKMNPQRSTVWXZ', 1 + get_byte(uuid_send(gen_random_uuid()), 0) % 19, 1), '') from generate_series(1, 6) where gen_random_uuid() is not null $$;

-- Whether a person may read a sample: an evaluator and nothing else. Every other role lists children, payments or what is done for them, or decides about them.
create function evaluation.only_evaluates(who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(bool_and(r.role = 'EVALUATOR'), false) from access.person_role r
     where r.person_id = who and r.approved_at <= access.moment() and r.valid_until > access.moment() $$;
-- Who reads, as it is now, and the days of the mission: what the second person agrees to.
create function evaluation.keep_reading(sample evaluation.sample, interviewers text[], training text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare m evaluation.mission; team text[];
begin
    select * into m from evaluation.mission x where x.id = sample.mission_id;
    if m.last_day + 30 < evaluation.today() then raise exception 'evaluation.sample-too-late' using errcode = 'check_violation'; end if;
    team := array(select t.account from evaluation.team t where t.mission_id = m.id and t.left_at is null and evaluation.only_evaluates(t.person_id) order by 1);
    if team = '{}' then raise exception 'evaluation.no-reader' using errcode = 'check_violation'; end if;
    if exists (select from unnest(interviewers) a where upper(a) <> all (team)) then
        raise exception 'evaluation.not-of-the-team' using errcode = 'check_violation';
    end if;
    if exists (select from unnest(interviewers) a join evaluation.team t on t.mission_id = m.id and t.account = upper(a) and t.left_at is null
                where not training.is_certified(t.person_id, 'M4_CHILD_INTERVIEW', access.moment())) then
        raise exception 'evaluation.interviewer-not-certified' using errcode = 'check_violation';
    end if;
    -- One file in ten is replaced under each agreement.
    insert into evaluation.sample_reading (sample_id, version, readers, interviewers, training, first_day, last_day, reads_until, may_replace)
        values (sample.id, sample.version, team, array(select upper(a) from unnest(interviewers) a order by 1), training, m.first_day, m.last_day, m.last_day + 30,
                (sample.drawn + 9) / 10 + (select count(*) from evaluation.sampled x where x.sample_id = sample.id and x.replaced_at is not null));
end $$;

-- How many files of a group are drawn: the same number of each, or their share of the whole, where the largest remainders get what is left. At least so many
-- follow in reserve as one group may need.
create function evaluation.begin_sample(id uuid, mission uuid, way text, size int, interviewers text[], training text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare drawn_with text := replace(gen_random_uuid()::text, '-', ''); me uuid := access.actor(); last int; whole int; made evaluation.sample;
begin
    perform from evaluation.mission m where m.id = mission and m.made_by = me for update;
    if not found or not evaluation.drafts(mission) then raise exception 'evaluation.not-the-lead' using errcode = 'insufficient_privilege'; end if;
    if way not in ('TOTAL', 'EACH_GROUP') or size not between 1 and 500 then raise exception 'evaluation.sample-size' using errcode = 'check_violation'; end if;
    if exists (select from evaluation.sample s where s.mission_id = mission
                  and exists (select from access.decision d where d.kind = 'SAMPLE' and d.subject = s.id and d.state in ('WAITING', 'AGREED'))) then
        raise exception 'evaluation.sample-there' using errcode = 'check_violation';
    end if;
    select coalesce(max(s.number), 0) into last from evaluation.sample s where s.mission_id = mission;
    select count(*) into whole from cases.case_file f where f.victim_status in ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM');
    insert into evaluation.sample as s (id, mission_id, number, seed, way, size, eligible, drawn, proposed_by, proposed_at)
        values (id, mission, last + 1, drawn_with, way, size, whole, 0, me, access.moment());
    insert into evaluation.sampled (sample_id, file_id, sex, age_group, pathway, population, place, study)
    with listed as (
        select f.id, f.code, f.sex, evaluation.age_group(f.age_at_rescue) as age_group, coalesce(assistance.pathway_on(f.id, evaluation.today()), 'NONE') as pathway
          from cases.case_file f where f.victim_status in ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM')),
    grouped as (
        select l.id, l.code, j.sex, j.age_group, j.pathway, j.sex || '/' || j.age_group || '/' || j.pathway as stratum
          from (select array_agg(l.id) as ids, array_agg(l.sex) as sexes, array_agg(l.age_group) as ages, array_agg(l.pathway) as pathways from listed l) a
         cross join lateral evaluation.joined_groups(a.ids, a.sexes, a.ages, a.pathways) j join listed l on l.id = j.file),
    counted as (
        select g.stratum, count(*)::int as n from grouped g group by g.stratum),
    shared as (
        select c.stratum, c.n, floor(begin_sample.size::numeric * c.n / whole)::int as base,
               row_number() over (order by begin_sample.size::numeric * c.n / whole - floor(begin_sample.size::numeric * c.n / whole) desc, c.stratum) as nth,
               least(begin_sample.size, whole) - (sum(floor(begin_sample.size::numeric * c.n / whole)) over ())::int as left_over
          from counted c),
    allotted as (
        select s.stratum, s.n, case begin_sample.way when 'EACH_GROUP' then least(begin_sample.size, s.n)
                                    else least(s.n, s.base + case when s.nth <= s.left_over then 1 else 0 end) end as take
          from shared s),
    ranked as (
        select g.*, a.n, a.take, row_number() over (partition by g.stratum order by evaluation.draw_key(drawn_with, g.stratum, g.code)) as place
          from grouped g join allotted a on a.stratum = g.stratum)
    select begin_sample.id, r.id, r.sex, r.age_group, r.pathway, r.n, r.place, case when r.place <= r.take then evaluation.new_study() end
      from ranked r where r.place <= r.take + least(r.take, 3);
    update evaluation.sample s set drawn = (select count(*) from evaluation.sampled x where x.sample_id = s.id and x.study is not null) where s.id = begin_sample.id
        returning s.* into made;
    if made.drawn = 0 then raise exception 'evaluation.nobody-drawn' using errcode = 'check_violation'; end if;
    perform evaluation.keep_reading(made, interviewers, training);
end $$;
-- The same files are read by the team as it is now and by the days of the mission as they are now, once the second person agrees anew. Until then what was
-- agreed to before holds.
create function evaluation.renew_sample(sample uuid, interviewers text[], training text) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare kept evaluation.sample;
begin
    update evaluation.sample s set version = s.version + 1, proposed_at = access.moment() from evaluation.mission m
     where s.id = sample and m.id = s.mission_id and m.made_by = access.actor() and s.proposed_by = access.actor() and evaluation.drafts(m.id)
       and exists (select from access.decision d where d.kind = 'SAMPLE' and d.subject = s.id and d.state = 'AGREED')
       and not exists (select from access.decision d where d.kind = 'SAMPLE' and d.subject = s.id and d.state = 'WAITING')
    returning s.* into kept;
    if kept.id is null then raise exception 'evaluation.not-the-lead' using errcode = 'insufficient_privilege'; end if;
    perform evaluation.keep_reading(kept, interviewers, training);
    return kept.version;
end $$;
-- A draw waits for a second person from its beginning, and so does each version of it.
create function evaluation.sample_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'SAMPLE' and d.subject = new.sample_id and d.version = new.version) then
        raise exception 'evaluation.sample-waits-for-nobody' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger sample_waits after insert on evaluation.sample_reading deferrable initially deferred for each row execute function evaluation.sample_waits();

-- ---------- who reads it -----------------------------------------------------------------------------------------------
-- The evaluators whom the second person agreed to, from then on until the day that was said then: no later than thirty days after the last day of the mission,
-- and no longer than until its findings are released or it is closed. Who left the team, or got another role, reads no more from that moment.
create function evaluation.readings(sample uuid) returns setof evaluation.sample_reading stable language sql security definer set search_path = pg_catalog as $$
    select r.* from evaluation.sample_reading r join evaluation.sample s on s.id = r.sample_id join evaluation.mission m on m.id = s.mission_id
     where r.sample_id = readings.sample and access.agreed('SAMPLE', r.sample_id, r.version) and m.released_at is null and m.closed_at is null
       and evaluation.today() <= least(r.reads_until, m.last_day + 30) $$;
create function evaluation.sample_runs(sample uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.readings(sample)) $$;
create function evaluation.reads_sample(sample uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.readings(sample) r join access.person p on p.id = access.actor() and upper(p.code) = any (r.readers))
       and evaluation.only_evaluates(access.actor())
       and exists (select from evaluation.sample s where s.id = sample and evaluation.in_team(s.mission_id)) $$;
create function evaluation.interviews_of(sample uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.reads_sample(sample)
       and exists (select from evaluation.readings(sample) r join access.person p on p.id = access.actor() and upper(p.code) = any (r.interviewers)) $$;
create function evaluation.asks_sample(sample uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.sample s where s.id = sample
                      and (evaluation.in_team(s.mission_id) or session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']))) $$;
-- WAITING, AGREED, ENDED where its readers read it no more, REFUSED or WITHDRAWN.
create function evaluation.state_of_sample(sample uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when evaluation.sample_runs(sample) then 'AGREED'
                when d.state <> 'WAITING' and exists (select from access.decision o where o.kind = 'SAMPLE' and o.subject = sample and o.state = 'AGREED') then 'ENDED'
                else d.state end
      from access.decision d where d.kind = 'SAMPLE' and d.subject = sample and evaluation.asks_sample(sample) order by d.proposed_at desc, d.version desc limit 1 $$;
-- Whether another version waits, for the page of a draw.
create function evaluation.sample_waiting(sample uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.asks_sample(sample) and exists (select from access.decision d where d.kind = 'SAMPLE' and d.subject = sample and d.state = 'WAITING') $$;
-- The groups with their sizes. Those of fewer than five files, and those of several sexes, are in one line; while that line has fewer than five, the next smallest
-- joins it, so that no count of a few children is said or follows from the others.
create function evaluation.groups_of(sample uuid) returns table (sex text, age_group text, pathway text, files int, drawn int)
stable language plpgsql security definer set search_path = pg_catalog as $$
declare g record; few int := 0; few_drawn int := 0;
begin
    if not evaluation.asks_sample(sample) then return; end if;
    -- Files of groups of which none was drawn: all files less the others.
    select s.eligible - coalesce((select sum(x.population) from (select distinct d.sex, d.age_group, d.pathway, d.population from evaluation.sampled d
        where d.sample_id = s.id) x), 0) into few from evaluation.sample s where s.id = sample;
    for g in select x.sex, x.age_group, x.pathway, x.population as n, count(x.study) filter (where x.instead_of is null)::int as d
               from evaluation.sampled x where x.sample_id = sample
              group by x.sex, x.age_group, x.pathway, x.population order by x.sex <> 'ANY', x.population, x.sex, x.age_group, x.pathway loop
        if g.n < 5 or g.sex = 'ANY' or few between 1 and 4 then few := few + g.n; few_drawn := few_drawn + g.d;
        else sex := g.sex; age_group := g.age_group; pathway := g.pathway; files := g.n; drawn := g.d; return next; end if;
    end loop;
    if few > 0 then sex := null; age_group := null; pathway := null; files := few; drawn := few_drawn; return next; end if;
end $$;

-- ---------- what is read of a file -------------------------------------------------------------------------------------
-- The file behind a study code, for the functions here.
create function evaluation.file_of(wanted text, mission uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select x.file_id from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id
     where x.study = upper(wanted) and s.mission_id = mission and x.replaced_at is null and evaluation.reads_sample(s.id) $$;
-- Sex, age group and pathway are said of groups of five files and more, a country of five and more, and where the child lives by its kind alone.
create function evaluation.study_files(mission uuid)
returns table (study text, sex text, age_group text, pathway text, country text, care text, since date, closed boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select x.study, case when x.population >= 5 and not x.masked and x.sex <> 'ANY' then x.sex end,
           case when x.population >= 5 and not x.masked and x.sex <> 'ANY' then x.age_group end, case when x.population >= 5 and not x.masked and x.sex <> 'ANY' then x.pathway end,
           case when (select count(*) from cases.case_file o where o.country = f.country) >= 5 then f.country end, f.care,
           date_trunc('month', f.registered_at at time zone 'UTC')::date, f.closed_at is not null
      from evaluation.sample s join evaluation.sampled x on x.sample_id = s.id and x.study is not null and x.replaced_at is null
      join cases.case_file f on f.id = x.file_id
     where s.mission_id = mission and evaluation.reads_sample(s.id) order by x.study $$;
-- What happened, by the month: help that is no health care, visits and whether they were made in time, the index, and the kinds of places. Codes and numbers only.
-- Of an index never the sum (requirements.md 4.1): how many factors are very bad or bad, and how many are better or worse than in the index before it.
create function evaluation.study_events(wanted text, mission uuid)
returns table (month date, part text, kind text, outcome text, structure text, very_bad int, bad int, better int, worse int)
stable language sql security definer set search_path = pg_catalog as $$
    with it (file) as (select evaluation.file_of(wanted, mission))
    select date_trunc('month', e.day)::date, e.part, e.kind, e.outcome, e.structure, e.very_bad, e.bad, e.better, e.worse from it cross join lateral (
        select coalesce((v.started_at at time zone 'UTC')::date, v.from_on, (v.planned_at at time zone 'UTC')::date) as day, 'HELP' as part, v.code as kind,
               v.state as outcome, o.kind as structure, null::int as very_bad, null::int as bad, null::int as better, null::int as worse
          from assistance.service v join access.organisation o on o.id = v.organisation_id where v.file_id = it.file and v.section = 32
        union all
        select v.first_on, 'VISIT', v.type,
               case when v.done_on is null then case when v.first_on + access.limit_of('visit.late.max', 14) < evaluation.today() then 'MISSED' else 'DUE' end
                    when v.done_on <= v.first_on + access.limit_of('visit.on-time.tolerance', 3) then 'ON_TIME'
                    when v.done_on <= v.first_on + access.limit_of('visit.late.max', 14) then 'LATE' else 'MISSED' end, o.kind, null, null, null, null
          from followup.visit v join access.organisation o on o.id = v.organisation_id
         where v.file_id = it.file and not v.unplanned and v.cancelled_at is null and v.first_on <= evaluation.today()
        union all
        select c.on_day, 'INDEX', c.wave, null, null, (count(*) filter (where f.level = 1))::int, (count(*) filter (where f.level = 2))::int,
               (count(*) filter (where f.level > b.level))::int, (count(*) filter (where f.level < b.level))::int
          from followup.csi c join followup.csi_factor f on f.csi_id = c.id
          left join followup.csi_factor b on b.factor = f.factor and b.csi_id = (
               select o.id from followup.csi o where o.file_id = c.file_id and (o.on_day, o.id) < (c.on_day, c.id) order by o.on_day desc, o.id desc limit 1)
         where c.file_id = it.file group by c.id, c.on_day, c.wave
        union all
        select p.since, 'PLACE', p.kind, p.state, null, null, null, null, null from cases.placement p where p.file_id = it.file and p.state in ('CURRENT', 'ENDED')) e
     order by 1, 2, 3 $$;
-- A file that cannot be read is replaced by the next of its group, with a reason, as often as was agreed to with the sample: beyond that the lead asks anew. Where
-- its group has none left, one of the small groups comes, then one of any: a refusal would tell how many files the group has. What was replaced is read no more, and
-- the data protection officers hear of each.
create function evaluation.replace_study(wanted text, mission uuid, why text) returns text volatile language plpgsql security definer set search_path = pg_catalog as $$
declare old evaluation.sampled; fresh evaluation.sampled;
begin
    select x.* into old from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id
     where x.study = upper(wanted) and s.mission_id = mission and x.replaced_at is null and evaluation.reads_sample(s.id) for update of x;
    if not found then raise exception 'evaluation.no-study' using errcode = 'check_violation'; end if;
    -- two at once would each be the last one that was agreed to
    perform from evaluation.sample s where s.id = old.sample_id for update;
    if (select count(*) from evaluation.sampled x where x.sample_id = old.sample_id and x.replaced_at is not null)
           >= (select max(r.may_replace) from evaluation.readings(old.sample_id) r) then
        raise exception 'evaluation.replaced-enough' using errcode = 'check_violation';
    end if;
    select * into fresh from evaluation.sampled x where x.sample_id = old.sample_id and x.study is null
     order by (x.sex, x.age_group, x.pathway) is distinct from (old.sex, old.age_group, old.pathway), x.population >= 5, x.place,
              evaluation.draw_key((select s.seed from evaluation.sample s where s.id = old.sample_id), x.sex || '/' || x.age_group || '/' || x.pathway, x.id::text)
     limit 1 for update;
    if not found then raise exception 'evaluation.replaced-enough' using errcode = 'check_violation'; end if;
    update evaluation.sampled x set replaced_at = access.moment(), replaced_by = access.actor(), replaced_why = why where x.id = old.id;
    update evaluation.sampled x set study = evaluation.new_study(), instead_of = old.id,
           masked = old.masked or (x.sex, x.age_group, x.pathway) is distinct from (old.sex, old.age_group, old.pathway)
     where x.id = fresh.id returning study into wanted;
    perform access.ring(array(select access.custodians()), 'sample');
    return wanted;
end $$;
-- For the team by their codes; the data protection officer reads how many there were, why, when and by whom.
create function evaluation.replaced_studies(mission uuid) returns table (study text, why text, at timestamptz, account text)
stable language sql security definer set search_path = pg_catalog as $$
    select case when evaluation.in_team(mission) then x.study end, x.replaced_why, x.replaced_at, upper(p.code)
      from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id join access.person p on p.id = x.replaced_by
     where s.mission_id = mission and evaluation.asks_sample(s.id) and x.replaced_at is not null order by x.replaced_at, x.id $$;
-- The people of the team decide nothing about their own sample.
create function evaluation.concerned(kind text, subject uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select t.person_id from evaluation.sample s join evaluation.team t on t.mission_id = s.mission_id where concerned.kind = 'SAMPLE' and s.id = concerned.subject $$;
revoke execute on function evaluation.age_group, evaluation.joined_groups, evaluation.draw_key, evaluation.new_study, evaluation.only_evaluates, evaluation.keep_reading, evaluation.begin_sample,
    evaluation.renew_sample, evaluation.readings, evaluation.interviews_of, evaluation.sample_waiting, evaluation.sample_waits, evaluation.sample_runs, evaluation.reads_sample, evaluation.asks_sample,
    evaluation.state_of_sample, evaluation.groups_of, evaluation.file_of, evaluation.study_files, evaluation.study_events, evaluation.replace_study,
    evaluation.replaced_studies, evaluation.concerned from public;
grant execute on function evaluation.begin_sample, evaluation.renew_sample, evaluation.study_events, evaluation.replace_study to akoma_protection;
grant execute on function evaluation.reads_sample, evaluation.asks_sample, evaluation.state_of_sample, evaluation.sample_waiting, evaluation.groups_of,
    evaluation.study_files, evaluation.replaced_studies to akoma_protection, akoma_custody;
