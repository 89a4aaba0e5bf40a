-- Workshops (requirements.md 6): who was invited and came, by category, which sessions there were and who was in which. Journalists and beneficiaries are
-- never in one session.
create table evaluation.workshop (
    id         uuid constraint workshop_pk primary key,
    mission_id uuid not null constraint workshop_mission references evaluation.mission,
    code       text not null constraint workshop_code unique constraint workshop_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    held_on    date not null,
    place      bytea,                                                -- sealed; null: not yet known
    minutes    bytea,                                                -- sealed
    made_by    uuid not null default access.actor() constraint workshop_made_by references access.person,
    version    int not null default 1);
create index workshop_of_mission on evaluation.workshop (mission_id);

-- Whom a session is open to: with the press, with beneficiaries, or with neither of the two. There is no fourth.
create table evaluation.sitting (
    id          uuid constraint sitting_pk primary key,
    workshop_id uuid not null constraint sitting_workshop references evaluation.workshop,
    number      int not null constraint sitting_number check (number >= 1),
    title       text not null constraint sitting_title check (evaluation.is_safe(title) and length(title) <= 200),
    audience    text not null constraint sitting_audience check (audience in ('PRESS', 'BENEFICIARIES', 'NEITHER')),
    made_by     uuid not null default access.actor() constraint sitting_made_by references access.person,
    version     int not null default 1,
    constraint sitting_once unique (workshop_id, number),
    constraint sitting_audience_of unique (id, workshop_id, audience));
create table evaluation.participant (
    id          uuid constraint participant_pk primary key,
    workshop_id uuid not null constraint participant_workshop references evaluation.workshop,
    category    text not null constraint participant_category check (category in ('MIN_SOLIDARITY_FAMILY', 'MIN_SOCIAL_AFFAIRS', 'POLICE', 'UNOCI_CHILD_PROTECTION',
                    'CIVIL_SOCIETY_ORG', 'LOCAL_NGO', 'BENEFICIARY', 'SOCIAL_WORKER', 'JOURNALIST', 'OTHER')),
    name        bytea,                                               -- sealed; null: only the category is known
    -- A beneficiary is a number of the list or a study code: no name of a child is on a list that so many people read.
    number      text constraint participant_number check (number ~ '^([1-9][0-9]{0,2}|E-[BCDFGHJKMNPQRSTVWXZ]{6})$'),
    mark        bytea,                                               -- keyed hash of the name in plain letters, by which one person is known again
    came        boolean,                                             -- null: not known yet
    invited_by  uuid not null default access.actor() constraint participant_invited_by references access.person,
    version     int not null default 1,
    constraint participant_category_of unique (id, workshop_id, category),
    constraint participant_once unique (workshop_id, mark),
    constraint participant_marked check (num_nonnulls(name, number) = 0 or mark is not null),
    constraint participant_unnamed check (case when category = 'BENEFICIARY' then name is null else number is null end));
create index participant_of_workshop on evaluation.participant (workshop_id, category);
-- Who was in which session. Audience and category are repeated here and follow their rows, so that the check holds whichever of them is written last.
create table evaluation.attendance (
    sitting_id     uuid not null,
    participant_id uuid not null,
    workshop_id    uuid not null,
    audience       text not null,
    category       text not null,
    recorded_by    uuid not null default access.actor() constraint attendance_recorded_by references access.person,
    constraint attendance_pk primary key (sitting_id, participant_id),
    constraint attendance_sitting foreign key (sitting_id, workshop_id, audience) references evaluation.sitting (id, workshop_id, audience) on update cascade,
    constraint attendance_participant foreign key (participant_id, workshop_id, category) references evaluation.participant (id, workshop_id, category)
        on update cascade,
    constraint attendance_press_apart check ((category <> 'JOURNALIST' or audience = 'PRESS') and (category <> 'BENEFICIARY' or audience = 'BENEFICIARIES')));
create index attendance_of_participant on evaluation.attendance (participant_id);
-- What the groups put first, by area, with the votes that it got.
create table evaluation.priority (
    id          uuid constraint priority_pk primary key,
    workshop_id uuid not null constraint priority_workshop references evaluation.workshop,
    area        text not null constraint priority_area check (area in ('FOLLOW_UP', 'COMMUNICATION', 'POLICE_TRAINING')),
    words       text not null constraint priority_words check (evaluation.is_safe(words)),
    votes       int not null constraint priority_votes check (votes between 0 and 1000),
    noted_by    uuid not null default access.actor() constraint priority_noted_by references access.person,
    version     int not null default 1);
create index priority_of_workshop on evaluation.priority (workshop_id, area);

create function evaluation.copy_of_rows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select s.workshop_id, s.audience into new.workshop_id, new.audience from evaluation.sitting s where s.id = new.sitting_id;
    select p.category into new.category from evaluation.participant p where p.id = new.participant_id;
    return new;
end $$;
create trigger copy_of_rows before insert on evaluation.attendance for each row execute function evaluation.copy_of_rows();
-- Who was on the list as a journalist or a beneficiary stays one for this workshop, whatever their line says later: of another category, under another
-- spelling, or on another line. A person is known by the mark of the name; without a name, by the line.
create table evaluation.known_as (
    workshop_id uuid not null constraint known_as_workshop references evaluation.workshop,
    person      bytea not null,
    category    text not null constraint known_as_category check (category in ('JOURNALIST', 'BENEFICIARY')),
    constraint known_as_pk primary key (workshop_id, person, category));
alter table evaluation.known_as enable row level security;   -- of the house alone
create function evaluation.person_of(p evaluation.participant) returns bytea immutable language sql set search_path = pg_catalog as $$
    select coalesce(p.mark, uuid_send(p.id)) $$;
create function evaluation.keep_known() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into evaluation.known_as (workshop_id, person, category)
        select new.workshop_id, x.person, x.category
          from (select evaluation.person_of(new) as person, new.category as category
                union select evaluation.person_of(new), k.category from evaluation.known_as k
                       where tg_op = 'UPDATE' and k.workshop_id = old.workshop_id and k.person = evaluation.person_of(old)) x
         where x.category in ('JOURNALIST', 'BENEFICIARY') on conflict do nothing;
    if exists (select from evaluation.attendance a join evaluation.known_as k on k.workshop_id = new.workshop_id and k.person = evaluation.person_of(new)
                where a.participant_id = new.id and not evaluation.is_apart(k.category, a.audience)) then
        raise exception 'attendance_press_apart' using errcode = 'check_violation', constraint = 'attendance_press_apart';
    end if;
    return null;
end $$;
create function evaluation.is_apart(category text, audience text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select (category <> 'JOURNALIST' or audience = 'PRESS') and (category <> 'BENEFICIARY' or audience = 'BENEFICIARIES') $$;
create trigger keep_known after insert or update on evaluation.participant for each row execute function evaluation.keep_known();
create function evaluation.known_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from evaluation.participant p join evaluation.known_as k on k.workshop_id = p.workshop_id and k.person = evaluation.person_of(p)
                where p.id = new.participant_id and not evaluation.is_apart(k.category, new.audience)) then
        raise exception 'attendance_press_apart' using errcode = 'check_violation', constraint = 'attendance_press_apart';
    end if;
    return new;
end $$;
create trigger known_apart before insert or update on evaluation.attendance for each row execute function evaluation.known_apart();
revoke execute on function evaluation.person_of, evaluation.keep_known, evaluation.is_apart, evaluation.known_apart from public;

-- A workshop that has not begun has no attendance, no votes and no minutes; a participant of a session has attended the workshop.
create function evaluation.has_begun() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if (select w.held_on from evaluation.workshop w where w.id = new.workshop_id) > evaluation.today() then
        raise exception 'evaluation.workshop-not-yet' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger has_begun before update of came on evaluation.participant for each row when (new.came is distinct from old.came) execute function evaluation.has_begun();
create trigger begun_to_come before insert on evaluation.participant for each row when (new.came is not null) execute function evaluation.has_begun();
create trigger later_has_begun before insert on evaluation.attendance for each row execute function evaluation.has_begun();
create trigger votes_have_begun before insert on evaluation.priority for each row execute function evaluation.has_begun();
-- Who votes for a priority is somebody who came.
create function evaluation.came_to(workshop uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select count(*)::int from evaluation.participant p where p.workshop_id = workshop and p.came $$;
create function evaluation.votes_of_who_came() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.votes > evaluation.came_to(new.workshop_id) then raise exception 'evaluation.too-many-votes' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger votes_of_who_came before insert or update on evaluation.priority for each row execute function evaluation.votes_of_who_came();
revoke execute on function evaluation.came_to, evaluation.votes_of_who_came from public;
create function evaluation.minutes_have_begun() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.held_on > evaluation.today() then raise exception 'evaluation.workshop-not-yet' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger begun_before_minutes before update of minutes on evaluation.workshop for each row when (new.minutes is distinct from old.minutes)
    execute function evaluation.minutes_have_begun();
create function evaluation.who_sat_came() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_table_name = 'attendance' then
        update evaluation.participant p set came = true, version = p.version + 1 where p.id = new.participant_id and p.came is not true;
    elsif exists (select from evaluation.attendance a where a.participant_id = new.id) then
        raise exception 'evaluation.sat-in-a-session' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger who_sat_came after insert on evaluation.attendance for each row execute function evaluation.who_sat_came();
create trigger who_sat_came after update of came on evaluation.participant for each row when (new.came is not true) execute function evaluation.who_sat_came();
revoke execute on function evaluation.copy_of_rows, evaluation.has_begun, evaluation.minutes_have_begun, evaluation.who_sat_came from public;

-- The list of a workshop is read by evaluators, project managers and the data protection officer. It is written by the team of its mission alone, until
-- that is closed: who is evaluated counts no votes and keeps no minutes of it.
create function evaluation.works_at(workshop uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.works_on(w.mission_id) from evaluation.workshop w where w.id = works_at.workshop $$;
revoke execute on function evaluation.works_at from public;
grant execute on function evaluation.works_at to akoma_protection;
do $$ declare t text;
begin
    foreach t in array '{workshop,sitting,participant,attendance,priority}'::text[] loop
        execute format('alter table evaluation.%I enable row level security', t);
        execute format('create policy seen on evaluation.%I for select to akoma_protection using ((select evaluation.makes()))', t);
        execute format('create policy kept on evaluation.%I to akoma_protection using (%s) with check (%2$s)', t,
            case t when 'workshop' then 'evaluation.works_on(mission_id)' else 'evaluation.works_at(workshop_id)' end);
        execute format('create policy watched on evaluation.%I for select to akoma_custody using ((select access.has_role(array[''DATA_PROTECTION_OFFICER''])))', t);
        execute format('grant select on evaluation.%I to akoma_protection, akoma_custody', t);
    end loop;
end $$;
grant insert (id, mission_id, code, held_on, place), update (held_on, place, minutes, version) on evaluation.workshop to akoma_protection;
grant insert (id, workshop_id, number, title, audience), update (title, audience, version) on evaluation.sitting to akoma_protection;
grant insert (id, workshop_id, category, name, number, mark, came), update (category, name, number, mark, came, version) on evaluation.participant to akoma_protection;
grant insert (sitting_id, participant_id), delete on evaluation.attendance to akoma_protection;
grant insert (id, workshop_id, area, words, votes) on evaluation.priority to akoma_protection;   -- noted once, and changed by nobody
create trigger by_oneself after insert on evaluation.workshop referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger by_oneself after insert on evaluation.sitting referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger by_oneself after insert on evaluation.participant referencing new table as added for each statement execute function access.by_oneself('invited_by');
create trigger by_oneself after insert on evaluation.attendance referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on evaluation.priority referencing new table as added for each statement execute function access.by_oneself('noted_by');

create function evaluation.keep_minutes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into evaluation.former (subject, version, kind, mission_id, minutes, changed_by, account, changed_at, withheld)
    select old.id, old.version, 'MINUTES', old.mission_id, old.minutes, p.id, upper(p.code), access.moment(), false from access.person p where p.id = access.actor();
    return null;
end $$;
create trigger keep_minutes after update on evaluation.workshop for each row when (new.minutes is distinct from old.minutes) execute function evaluation.keep_minutes();
revoke execute on function evaluation.keep_minutes from public;

-- Whether a text of a mission or a workshop names a child of the house, by so many of its names: NAMED, OFTEN or null. The words are compared as blind tokens, so that nobody reads a name for it. Who
-- types names to learn whom the house knows reads that refusal five times a day; after that no text is taken. Each refusal is journalled with its place, and
-- the data protection officers are rung with the first of a person and a day and once when they become many: they judge it as they judge unusual reading.
create table evaluation.name_refused (
    person_id uuid not null constraint name_refused_person references access.person,
    day       date not null,
    times     int not null,
    constraint name_refused_pk primary key (person_id, day));
alter table evaluation.name_refused enable row level security;       -- of the function alone
create function evaluation.writes_at(whose text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when exists (select from evaluation.workshop w where w.code = whose) then evaluation.works_at((select w.id from evaluation.workshop w where w.code = whose))
                when exists (select from evaluation.mission m where m.code = whose)
                then exists (select from evaluation.mission m where m.code = whose and (evaluation.in_team(m.id) or access.has_role(array['PROJECT_MANAGER'])
                             or exists (select from evaluation.action a where a.mission_id = m.id and (a.owner_id = access.actor() or evaluation.carries_on(a.id)))))
                else evaluation.makes() end $$;                     -- a mission that is being made
-- Pairs: two words that follow each other, the first and the second in turn; both are names of one child.
create function evaluation.names_children(whose text, tokens bigint[], fewest int, pairs bigint[]) returns text volatile language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date; before int; begun boolean;
begin
    if not evaluation.writes_at(whose) or tokens = '{}' and pairs = '{}' then return null; end if;
    before := coalesce((select r.times from evaluation.name_refused r where r.person_id = access.actor() and r.day = today), 0);
    if (before < 5 or tokens = '{}') and not exists (select from cases.name_token t where t.token = any (tokens) group by t.file_id having count(distinct t.token) >= fewest)
       and not exists (select from generate_series(1, cardinality(pairs) - 1, 2) i join cases.name_token a on a.token = pairs[i]
                         join cases.name_token b on b.token = pairs[i + 1] and b.file_id = a.file_id) then return null; end if;
    insert into evaluation.name_refused as r (person_id, day, times) values (access.actor(), today, 1)
        on conflict on constraint name_refused_pk do update set times = r.times + 1;
    begun := oversight.found(access.actor(), today, 'NAMED', before + 1, 0, access.moment());
    update oversight.unusual_reading u set about = (select string_agg(distinct x, ', ' order by x) from unnest(string_to_array(u.about, ', ') || whose) x)
     where whose ~ '^[A-Z0-9-]{3,30}$' and u.person_id = access.actor() and u.day = today and u.rule = 'NAMED' and u.files = before + 1;
    if begun or before = 5 then perform access.ring(array(select access.custodians()), 'account'); end if;
    return case when before < 5 then 'NAMED' else 'OFTEN' end;
end $$;
revoke execute on function evaluation.writes_at, evaluation.names_children from public;
grant execute on function evaluation.names_children to akoma_protection;

-- By category, how many were invited and came: what a report, and the press, is given.
create function evaluation.report_attendance(as_of date) returns table (workshop text, held_on date, category text, invited bigint, came bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select w.code, w.held_on, p.category, count(*), count(*) filter (where p.came)
      from evaluation.workshop w join evaluation.participant p on p.workshop_id = w.id where w.held_on <= as_of group by w.code, w.held_on, p.category $$;
revoke execute on function evaluation.report_attendance from public;
grant execute on function evaluation.report_attendance to akoma_statistics;
