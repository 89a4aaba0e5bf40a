-- ---------- doubles among many -----------------------------------------------------------------------------------------
-- Could these children have a file already? For many children in one question, which is planned once. A common pair of names is on thousands of
-- files: those that share most pairs are looked at, not all, and together. Sees all files, tells only codes and scores.
create function cases.alike(children uuid[], pairs text[], parts text[], at_least int[]) returns table (child uuid, code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select q.child, f.code, s.score
      from (select u.child, u.pairs::bigint[] as pairs, u.parts::bigint[] as parts, u.at_least
              from unnest(children, pairs, parts, at_least) as u (child, pairs, parts, at_least) offset 0) q
     cross join lateral (
        select array_agg(t.file_id) as files
          from (select n.file_id from cases.name_token n where n.token = any (q.pairs)
                 group by n.file_id order by count(*) desc, n.file_id desc limit 100) t) c
     cross join lateral (
        select x.file_id, count(*) as score from cases.name_token x where x.file_id = any (c.files) and x.token = any (q.parts)
         group by x.file_id having count(*) >= q.at_least order by count(*) desc, x.file_id desc limit 20) s -- the newest: a child is registered twice within weeks, not years
      join cases.case_file f on f.id = s.file_id order by q.child, s.score desc, f.code $$;

-- The same of one child. Neither is anybody's to ask straight: cases.ask_doubles asks.
create function cases.alike(pairs bigint[], parts bigint[], at_least int) returns table (code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select a.code, a.score from cases.alike(array[null::uuid], array[pairs::text], array[parts::text], array[at_least]) a $$;
revoke execute on function cases.alike(uuid[], text[], text[], int[]), cases.alike(bigint[], bigint[], int) from public;

-- ---------- doubles ----------------------------------------------------------------------------------------------------
-- Could this child have a file already? The question sees all files; what it answers tells no more than the asker could see anyway (trust.md G9):
-- codes of files whose identity is open to them, and of all others only that there may be one. Who asked is kept with the blind tokens that were
-- asked for, and each likely pair is put before the supervisors of both sides.
create table cases.double_question (
    id       bigint generated always as identity constraint double_question_pk primary key,
    asked_by uuid not null,
    at       timestamptz not null,
    told     boolean not null,                                         -- whether the asker was told of files that they do not see
    tokens   bigint[] not null,
    at_least int not null);
create index double_question_of_person on cases.double_question (asked_by, at);
create index double_question_tokens on cases.double_question using gin (tokens);
alter table cases.double_question enable row level security;   -- nobody reads it but by the functions below

create table cases.double (
    id        uuid constraint double_pk primary key default gen_random_uuid(),
    file_id   uuid not null,                                           -- the file that is there; its supervisor looks at the pair
    other_id  uuid not null,                                           -- of the file that was being opened, if it was
    asked_by  uuid not null,
    at        timestamptz not null,
    looked_by uuid,
    looked_at timestamptz,
    verdict   text constraint double_verdict check (verdict in ('SAME', 'ANOTHER')),
    goes_on   uuid,                                                    -- of one child with two files: the file that goes on
    over      boolean not null default true,                           -- not both files are open: nothing is left to close
    constraint double_goes_on check (goes_on in (file_id, other_id) and verdict = 'SAME' or goes_on is null and over),
    constraint double_once unique (file_id, other_id),
    constraint double_looked_whole check ((looked_by is null) = (verdict is null) and (looked_by is null) = (looked_at is null)));
create index double_other   on cases.double (other_id);
create index double_asker   on cases.double (asked_by);
create index double_waiting on cases.double (at, id) where verdict is null;
create index double_running on cases.double (goes_on) where not over;   -- both files of one child are open
alter table cases.double enable row level security;

create function cases.supervises() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- A supervisor who works on either file, or whose team asked.
create function cases.may_look(file uuid, other uuid, asker uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.supervises() and (access.works_on(file, 256) or access.works_on(other, 256) or access.supervises(access.actor(), asker)) $$;
create policy seen on cases.double for select to akoma_protection using (cases.may_look(file_id, other_id, asked_by));
grant select on cases.double to akoma_protection;

-- What each side says of a pair: who supervises the file that was there, who supervises the one that was opened, and the data protection officer. A
-- verdict is what two of them say alike. Who supervises both files speaks for both; that two files are one child takes two persons all the same.
create table cases.double_word (
    pair_id uuid not null constraint double_word_pair references cases.double on delete cascade,
    side    text not null constraint double_word_side check (side in ('THERE', 'MADE', 'CUSTODY')),
    said_by uuid not null constraint double_word_person references access.person,
    at      timestamptz not null,
    verdict text not null constraint double_word_verdict check (verdict in ('SAME', 'ANOTHER')),
    keeps   text constraint double_word_keeps check (keeps in ('THERE', 'MADE')),                    -- which file this side would keep
    constraint double_word_pk primary key (pair_id, side));
create index double_word_of_person on cases.double_word (said_by);
alter table cases.double_word enable row level security;   -- read and written by the functions below alone

-- Who speaks for a file: who supervises it, and where nobody does who works as such, a supervisor of its structure. Who reads it by a share, an overlap
-- after a transfer or an emergency speaks for nobody.
create function cases.speaks_for(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = speaks_for.file and access.keeps(f.id, 256)
                      and (f.supervisor_id = access.actor()
                           or access.leads(f.organisation_id) and (f.supervisor_id is null or not access.works_as(f.supervisor_id, 'CASE_SUPERVISOR', null)))) $$;
-- The sides of a pair for which the actor speaks; before a file is opened, the second side is of who supervises the asker.
create function cases.sides_of(pair uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array_remove(array[case when cases.speaks_for(d.file_id) then 'THERE' end,
               case when cases.speaks_for(d.other_id)
                      or not exists (select from cases.case_file f where f.id = d.other_id)
                     and access.supervises(access.actor(), d.asked_by) then 'MADE' end], null)
      from cases.double d where d.id = pair and cases.supervises() $$;

-- Of two files of one child the one that is open goes on; of two that are open, the one that was registered first. Null while there is one alone.
create function cases.first_of(a uuid, b uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.id from cases.case_file f where f.id in (a, b) and (select count(*) from cases.case_file x where x.id in (a, b)) = 2
     order by f.status in ('CLOSED', 'TRANSFERRED'), f.registered_at, f.code limit 1 $$;
create function cases.both_open(a uuid, b uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select count(*) = 2 from cases.case_file f where f.id in (a, b) and f.status not in ('CLOSED', 'TRANSFERRED') $$;
-- Workers and supervisors of both files hear which goes on.
create function cases.ring_both(a uuid, b uuid) returns void language sql security definer set search_path = pg_catalog as $$
    select access.ring_of_file(array[f.worker_id, f.supervisor_id], 'task', f.id, 'DOUBLE') from cases.case_file f where f.id in (a, b) $$;

-- Whether a side says that they are two children after all, and the data protection officer has not answered; also once one of the files was closed meanwhile, since
-- the dangers of both hold on each as long as they are one child.
create function cases.is_taken_back(d cases.double) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select is_taken_back.d.verdict = 'SAME'
       and exists (select from cases.double_word w where w.pair_id = is_taken_back.d.id and w.side <> 'CUSTODY' and w.verdict = 'ANOTHER')
       and not exists (select from cases.double_word w where w.pair_id = is_taken_back.d.id and w.side = 'CUSTODY' and w.verdict = 'SAME') $$;

-- DONE: that is the verdict. WAITS: another person has not said the same. CHANGED: it is the verdict already. The data protection officer speaks once
-- a side has spoken, where the two do not agree, one is silent, or one person speaks for both. Who takes back that they are two children opens the
-- question again; who takes back that it is one child too, while both files are open and the officer did not settle it. While a danger runs on one of the
-- two, that they are two children takes two persons, also where nobody had said that it is one, the other side or the officer beside who says so: until then it holds on both
-- (cases.dangers_run), and neither of them is closed as a double (cases.ends_as_double).
create function cases.judge_double(pair uuid, verdict text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare d cases.double; sides text[]; settled text; asked boolean;                              -- asked: the officer, of a pair of which a side took back that it is one child
begin
    select * into d from cases.double x where x.id = pair for update;
    if session_user = 'akoma_custody' then
        if d.id is not null and access.has_role(array['DATA_PROTECTION_OFFICER'])
               and exists (select from cases.double_word w where w.pair_id = pair and w.side <> 'CUSTODY') then
            sides := array['CUSTODY'];
        end if;
    elsif d.id is not null and cases.supervises() then
        sides := cases.sides_of(pair);
    end if;
    if coalesce(cardinality(sides), 0) = 0 then return 'NOT_FOUND'; end if;
    asked := 'CUSTODY' = any (sides) and cases.is_taken_back(d);
    if d.verdict is not null and (d.verdict = judge_double.verdict
           and not (d.verdict = 'SAME' and (asked or not d.over)
                    and (asked or exists (select from cases.double_word w where w.pair_id = pair and w.side = any (sides) and w.verdict = 'ANOTHER')))
           or judge_double.verdict = 'ANOTHER' and d.verdict = 'SAME' and (d.over and not cases.is_taken_back(d)
           or not asked and not exists (select from cases.double_word w where w.pair_id = pair and w.side = any (sides))
           or exists (select from cases.double_word w where w.pair_id = pair and w.side = 'CUSTODY'))) then return 'CHANGED'; end if;
    insert into cases.double_word as w (pair_id, side, said_by, at, verdict)
    select pair, s, access.actor(), access.moment(), judge_double.verdict from unnest(sides) s
        on conflict (pair_id, side) do update set said_by = excluded.said_by, at = excluded.at, verdict = excluded.verdict, keeps = null;
    select w.verdict into settled from cases.double_word w where w.pair_id = pair group by w.verdict
    having count(*) >= 2 and (count(distinct w.said_by) >= 2 or w.verdict = 'ANOTHER' and not exists (select from cases.dangers_run(d.file_id))
                                                                                          and not exists (select from cases.dangers_run(d.other_id)));
    if d.verdict = 'SAME' and judge_double.verdict = 'SAME' then                                       -- who would have taken it back does not, or the officer says so
        perform access.ring(array(select w.said_by from cases.double_word w where w.pair_id = pair and w.side <> all (sides)), 'task');
        return 'DONE';
    end if;
    if d.verdict = 'SAME' and exists (select from cases.dangers_run(d.file_id))
       and (select count(distinct w.said_by) from cases.double_word w where w.pair_id = pair and w.verdict = 'ANOTHER') < 2 then
        perform access.ring(array(select w.said_by from cases.double_word w where w.pair_id = pair) || array(select access.custodians()), 'task');
        return 'WAITS';
    end if;
    update cases.double x set verdict = settled, looked_by = case when settled is not null then access.actor() end,
           looked_at = case when settled is not null then access.moment() end,
           goes_on = case when settled = 'SAME' then cases.first_of(d.file_id, d.other_id) end,
           over = settled is distinct from 'SAME' or not cases.both_open(d.file_id, d.other_id) where x.id = pair;
    if settled is null and (select count(*) from cases.double_word w where w.pair_id = pair) > 1 then      -- they disagree, or one speaks for both
        perform access.ring(array(select w.said_by from cases.double_word w where w.pair_id = pair) || array(select access.custodians()), 'task');
    elsif settled = 'SAME' then
        perform cases.ring_both(d.file_id, d.other_id);
    end if;
    return case when settled is null then 'WAITS' else 'DONE' end;
end $$;

-- The side that the pair's files would lose or keep is chosen by two persons, while both files are open: by both sides, or, where one person speaks for
-- both or a side is silent, by the data protection officer beside one of them. DONE: it is so. WAITS: nobody else has chosen it. CHANGED: it is over.
create function cases.choose_double(pair uuid, keeps text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare d cases.double; sides text[]; wanted uuid;
begin
    select * into d from cases.double x where x.id = pair for update;
    if d.id is null or choose_double.keeps not in ('THERE', 'MADE') then return 'NOT_FOUND'; end if;
    if session_user = 'akoma_custody' then
        if access.has_role(array['DATA_PROTECTION_OFFICER'])
               and exists (select from cases.double_word w where w.pair_id = pair and w.side <> 'CUSTODY' and w.keeps is not null) then
            sides := array['CUSTODY'];
        end if;
    elsif session_user = 'akoma_protection' and cases.supervises() then
        sides := cases.sides_of(pair);
    end if;
    if coalesce(cardinality(sides), 0) = 0 then return 'NOT_FOUND'; end if;
    if d.over then return 'CHANGED'; end if;
    wanted := case choose_double.keeps when 'THERE' then d.file_id when 'MADE' then d.other_id end;
    if 'CUSTODY' <> all (sides) then
        update cases.double_word w set keeps = null where w.pair_id = pair and w.side = 'CUSTODY';     -- the officer is asked anew
    end if;
    insert into cases.double_word as w (pair_id, side, said_by, at, verdict, keeps)
    select pair, s, access.actor(), access.moment(), 'SAME', choose_double.keeps from unnest(sides) s
        on conflict (pair_id, side) do update set said_by = excluded.said_by, at = excluded.at, verdict = 'SAME', keeps = excluded.keeps;
    if d.goes_on = wanted then return 'DONE'; end if;
    if (select count(distinct w.said_by) from cases.double_word w where w.pair_id = pair and w.keeps = choose_double.keeps) < 2 then
        perform access.ring(array(select f.supervisor_id from cases.case_file f where f.id in (d.file_id, d.other_id)) || array(select access.custodians()), 'task');
        return 'WAITS';
    end if;
    update cases.double x set goes_on = wanted where x.id = pair;
    perform cases.ring_both(d.file_id, d.other_id);
    perform access.ring(array(select access.custodians()), 'task');
    return 'DONE';
end $$;

-- Who speaks for a side: who supervises its file, a supervisor of its structure where nobody does, and before a file is opened who supervises the asker.
create function cases.speaker_of(pair uuid, side text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select upper(p.code) from cases.double d left join cases.case_file f on f.id = case side when 'THERE' then d.file_id else d.other_id end
      join access.person p on p.id = coalesce(f.supervisor_id,
           (select r.person_id from access.person_role r where f.id is not null and r.role = 'CASE_SUPERVISOR' and r.organisation_id = f.organisation_id
               and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() order by r.person_id limit 1),
           case when f.id is null then (select x from access.supervisors_of(d.asked_by) x order by x limit 1) end)
     where d.id = pair $$;

-- Who speaks for each side of a pair, and what they said, for who speaks for one of them: another side's words once they have given their own, so that
-- each looks for themselves first. Who speaks for a file of another side is named once it was said of both that it is one child: before, their name would
-- tell in whose hands the child is. Who has a child of such a name is told of files alone, to no mere question.
create function cases.words_of(pair uuid) returns table (side text, person text, verdict text, at timestamptz, mine boolean)
stable language sql security definer set search_path = pg_catalog as $$
    with p as (select d.id, d.verdict, exists (select from cases.case_file f where f.id = d.other_id) as opened,
                      session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
                      and exists (select from cases.double_word w where w.pair_id = d.id) as custody,
                      coalesce(cases.sides_of(d.id), '{}') as sides from cases.double d where d.id = pair),
    q as (select p.*, p.custody or p.verdict is not null or exists (select from cases.double_word w where w.pair_id = p.id and w.side = any (p.sides)) as told from p)
    select s.side, case when s.side = any (q.sides) or q.custody or q.verdict = 'SAME' or s.side = 'CUSTODY' or s.side = 'MADE' and not q.opened
                        then coalesce((select upper(x.code) from access.person x where x.id = w.said_by), cases.speaker_of(q.id, s.side)) end,
           case when q.told then w.verdict end, case when q.told then w.at end, s.side = any (q.sides) or q.custody and s.side = 'CUSTODY'
      from q cross join unnest(array['THERE', 'MADE', 'CUSTODY']) with ordinality s (side, n)
      left join cases.double_word w on w.pair_id = q.id and w.side = s.side
     where (q.custody or cardinality(q.sides) > 0) and (s.side <> 'CUSTODY' or w.verdict is not null and q.told)
       and (s.side <> 'THERE' or q.opened or q.custody or 'THERE' = any (q.sides)) order by s.n $$;

-- What the actor's own side says, and whether another one has spoken; where both said that it is one child: which file goes on and which is to be closed,
-- by their codes, and what the two sides would keep.
create function cases.said_of(pair uuid, out mine text, out speaks boolean, out others boolean, out goes_on text, out closes text, out closing text, out over boolean,
    out keeps text, out other_keeps text) stable language sql security definer
set search_path = pg_catalog as $$
    select max(w.verdict) filter (where w.side = any (s.sides)), cardinality(s.sides) > 0, count(*) filter (where w.side <> all (s.sides)) > 0,
           (select f.code from cases.double d join cases.case_file f on f.id = d.goes_on where d.id = pair and cardinality(s.sides) > 0),
           (select f.code from cases.double d join cases.case_file f on f.id in (d.file_id, d.other_id) and f.id <> d.goes_on
             where d.id = pair and cardinality(s.sides) > 0),
           (select case when d.goes_on = d.file_id then 'MADE' else 'THERE' end from cases.double d where d.id = pair),
           (select d.over from cases.double d where d.id = pair),
           max(w.keeps) filter (where w.side = any (s.sides)), max(w.keeps) filter (where w.side <> all (s.sides))
      from (select coalesce(cases.sides_of(pair), '{}') as sides) s left join cases.double_word w on w.pair_id = pair and cardinality(s.sides) > 0
     group by s.sides $$;

-- Of which side the file is that goes on.
create function cases.kept_side(d cases.double) returns text immutable language sql set search_path = pg_catalog as $$
    select case d.goes_on when d.file_id then 'THERE' when d.other_id then 'MADE' end $$;
-- For the data protection officer: pairs of which a side has spoken and that wait for another one, and those of one child of which a side would keep the
-- other file, or takes back that it is one, and the officer has not answered.
create function cases.doubles_between() returns table (id uuid, code text, other text, at timestamptz, mine text, verdict text, goes_on text, closes text, closing text,
    wanted text) stable language sql security definer set search_path = pg_catalog as $$
    select d.id, f.code, o.code, d.at, c.verdict, d.verdict, g.code, x.code, case cases.kept_side(d) when 'THERE' then 'MADE' when 'MADE' then 'THERE' end, k.keeps
      from cases.double d join cases.case_file f on f.id = d.file_id left join cases.case_file o on o.id = d.other_id
      left join cases.case_file g on g.id = d.goes_on left join cases.case_file x on x.id in (d.file_id, d.other_id) and x.id <> d.goes_on
      left join cases.double_word c on c.pair_id = d.id and c.side = 'CUSTODY'
      left join lateral (select w.keeps from cases.double_word w where w.pair_id = d.id and w.side <> 'CUSTODY' and w.keeps <> cases.kept_side(d) limit 1) k on not d.over
     where (d.verdict is null and exists (select from cases.double_word w where w.pair_id = d.id and w.side <> 'CUSTODY')
            or d.verdict = 'SAME' and k.keeps is not null and c.keeps is null or cases.is_taken_back(d)) and access.has_role(array['DATA_PROTECTION_OFFICER'])
     order by d.at desc, d.id limit 200 $$;
-- What each file of a pair holds, side by side, by codes alone: for the officer once a side has spoken, and for the sides once it is one child.
create function cases.files_of(pair uuid) returns table (side text, code text, structure text, worker text, status text, risk text, registered_at timestamptz, plan boolean,
    home boolean, alerts int) stable language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
    return query
        select x.side, f.code, o.code, upper(p.code), f.victim_status, f.risk, f.registered_at, f.plan_approved_on is not null,
               exists (select from cases.placement h where h.file_id = f.id and h.state = 'CURRENT'),
               (select count(*)::int from followup.alert a where a.file_id = f.id and a.closed_at is null)
          from cases.double d cross join lateral (values ('THERE', d.file_id), ('MADE', d.other_id)) x (side, file)
          join cases.case_file f on f.id = x.file join access.organisation o on o.id = f.organisation_id left join access.person p on p.id = f.worker_id
         where d.id = pair and (session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
                                   and exists (select from cases.double_word w where w.pair_id = d.id)
                                or d.verdict = 'SAME' and not d.over and cardinality(cases.sides_of(d.id)) > 0);
end $$;

-- What was said before there was a second file was said of no file.
create function cases.double_opened() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from cases.double_word w using cases.double d, added a where d.other_id = a.id and w.pair_id = d.id;
    update cases.double d set verdict = null, looked_by = null, looked_at = null, goes_on = null, over = true
      from added a where d.other_id = a.id and d.verdict is not null;
    return null;
end $$;
-- A file that ends, or is taken up again: of two files of one child, the one that is still open goes on.
create function cases.double_state() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.double d set over = not cases.both_open(d.file_id, d.other_id), goes_on = cases.goes_on_now(d.id)
     where (d.file_id = new.id or d.other_id = new.id) and d.goes_on is not null;
    return null;
end $$;
create function cases.goes_on_now(pair uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select f.id from cases.case_file f where f.id in (d.file_id, d.other_id) and f.status not in ('CLOSED', 'TRANSFERRED')
                       and not cases.both_open(d.file_id, d.other_id)), d.goes_on) from cases.double d where d.id = pair $$;
create trigger double_state after update of status on cases.case_file for each row
    when ((new.status in ('CLOSED', 'TRANSFERRED')) <> (old.status in ('CLOSED', 'TRANSFERRED'))) execute function cases.double_state();
-- Whether this file may end because the child has another one: two sides said so and none of them takes it back, and that one goes on and is open. It stays
-- so until the end of the act.
create function cases.ends_as_double(file uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform from cases.double d join cases.case_file f on f.id = d.goes_on
      where file in (d.file_id, d.other_id) and d.goes_on <> file and not d.over and f.status not in ('CLOSED', 'TRANSFERRED') for share of d, f;
    return exists (select from cases.double d join cases.case_file f on f.id = d.goes_on
                    where file in (d.file_id, d.other_id) and d.goes_on <> file and not d.over and f.status not in ('CLOSED', 'TRANSFERRED')
                      and not cases.is_taken_back(d));                                                 -- read anew, now that nobody else changes the pair
end $$;
-- The same, without holding it, for who works on the file.
create function cases.may_end_as_double(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 256) and exists (select from cases.double d
            where may_end_as_double.file in (d.file_id, d.other_id) and d.goes_on <> may_end_as_double.file and not d.over and not cases.is_taken_back(d)) $$;
-- What the file that goes on lacks of what this one holds: a file ends as a double only once nothing of the child is lost by it. ALERT: a danger that is
-- open here was read by nobody, or was not reported there since, taken on and still open there. CARE: care within 72 hours is due here alone. PLAN,
-- HOME: there is one here alone. HANDOVER: an authority answers for the child by this file alone. RISK, STATUS: it is higher, or confirmed, here alone. MOVE: a move waits here for a second person. CONSENT: the child
-- changes its structure although this one has begun to care for it, without consent to a transfer.
create function cases.double_lacks(file uuid) returns text[] stable language plpgsql security definer set search_path = pg_catalog as $$
declare c cases.case_file; o cases.case_file; home boolean;
begin
    if session_user = 'akoma_protection' and not access.works_on(file, 256) then return '{}'; end if;
    select * into c from cases.case_file f where f.id = file;
    select f.* into o from cases.double d join cases.case_file f on f.id = d.goes_on
     where file in (d.file_id, d.other_id) and d.goes_on <> file and not d.over order by f.registered_at limit 1;
    if o.id is null then return '{}'; end if;
    home := exists (select from cases.placement p where p.file_id = c.id and p.state = 'CURRENT');
    return array_remove(array[
        case when exists (select from followup.alert a where a.file_id = c.id and a.closed_at is null and not (a.type = 'WITHOUT_PLACE' and followup.lives_agreed(o.id))
                             and not exists (select from followup.alert b where b.file_id = o.id and b.type = a.type
                                                and coalesce(b.again_at, b.raised_at) >= coalesce(a.again_at, a.raised_at)
                                                and (a.type in ('WITHOUT_PLACE', 'CSI_URGENT')
                                                     or a.acknowledged_at is not null and b.acknowledged_at is not null and b.closed_at is null))) then 'ALERT' end,
        case when exists (select from cases.urgent_care u where u.file_id = c.id and u.done_at is null
                             and (cases.urgent_mark(c.id) is null or cases.urgent_mark(c.id) = any (u.marks)))
                  and not exists (select from cases.urgent_care u where u.file_id = o.id
                                     and (u.done_at is not null or cases.urgent_mark(o.id) = any (u.marks))) then 'CARE' end,
        case when c.plan_approved_on is not null and o.plan_approved_on is null then 'PLAN' end,
        case when home and not followup.lives_agreed(o.id) then 'HOME' end,
        case when coalesce(array_position(array['LOW', 'MEDIUM', 'HIGH'], c.risk), 0) > coalesce(array_position(array['LOW', 'MEDIUM', 'HIGH'], o.risk), 0) then 'RISK' end,
        case when c.victim_status = 'CONFIRMED_VICTIM' and o.victim_status <> 'CONFIRMED_VICTIM' then 'STATUS' end,
        case when exists (select from access.decision d where d.file_id = c.id and d.state = 'WAITING' and d.kind in ('HOME', 'HOME_CHANGE', 'SHELTER_MOVE')) then 'MOVE' end,
        case when exists (select from handover.responsible r where r.file_id = c.id) and not exists (select from handover.responsible r where r.file_id = o.id) then 'HANDOVER' end,
        case when c.organisation_id <> o.organisation_id and (home or c.plan_approved_on is not null) and not cases.may_be_transferred(c.id) then 'CONSENT' end], null);
end $$;
-- That a child has two open files, for who works on one of them by no emergency: whether this one is to be closed, whom to speak with, and the other's
-- code for who sees it or supervises a side.
create function cases.same_child(file uuid, out closes boolean, out call text, out other text) stable language sql security definer
set search_path = pg_catalog as $$
    select d.goes_on <> file, cases.speaker_of(d.id, case when d.file_id = file then 'MADE' else 'THERE' end),
           case when cases.supervises() and cardinality(cases.sides_of(d.id)) > 0 or access.works_on(o.id, 256) then o.code end
      from cases.double d join cases.case_file o on o.id in (d.file_id, d.other_id) and o.id <> file
     where (d.file_id = file or d.other_id = file) and not d.over and access.works_on(file, 256) and access.keeps(file, 256)
     order by d.goes_on = file, o.code limit 1 $$;
-- The actor's files of which one child has two that are open.
create function cases.same_running() returns table (code text, closes boolean) stable language sql security definer set search_path = pg_catalog as $$
    select f.code, bool_or(d.goes_on <> f.id) from cases.double d join cases.case_file f on f.id in (d.file_id, d.other_id)
     where not d.over and access.actor() in (f.worker_id, f.supervisor_id) and access.keeps(f.id, 256) group by f.code order by f.code limit 20 $$;
create trigger double_opened after insert on cases.case_file referencing new table as added for each statement execute function cases.double_opened();

-- Asks for many children. Who asks for one learns, within so many questions a day, that there may be a file which they do not see (code null); beyond
-- the number, and where many are registered at once, they learn of it by no answer. The supervisors of both sides of a new pair are rung.
create function cases.ask_doubles(children uuid[], pairs text[], parts text[], at_least int[], told boolean) returns table (child uuid, code text)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare answered boolean;
begin
    if session_user <> 'akoma_protection' or access.actor() is null then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(access.actor()::text, 9));
    select ask_doubles.told and cardinality(ask_doubles.parts) = 1
           and count(distinct q.tokens) < least(access.limit_of('doubles.questions.max', 20), 100) into answered from cases.double_question q
     where q.asked_by = access.actor() and q.told and (q.at at time zone 'UTC')::date = (access.moment() at time zone 'UTC')::date
       and not (ask_doubles.told and q.tokens = ask_doubles.parts[1]::bigint[]);
    insert into cases.double_question (asked_by, at, told, tokens, at_least)
    select access.actor(), access.moment(), answered, u.parts::bigint[], u.at_least from unnest(ask_doubles.parts, ask_doubles.at_least) as u (parts, at_least);
    return query
    with alike as materialized (
        select a.child, f.id, a.code, f.supervisor_id, f.organisation_id, access.sees(f.id, 1, false) as seen
          from cases.alike(ask_doubles.children, ask_doubles.pairs, ask_doubles.parts,
                           array(select greatest(x, 2) from unnest(ask_doubles.at_least) with ordinality u (x, n) order by n)) a   -- one part of a name tells nothing
          join cases.case_file f on f.code = a.code where f.id <> a.child),
    again as (                                                           -- asked before, and nothing was opened then
        delete from cases.double d using alike a
         where d.file_id = a.id and d.other_id <> a.child and d.asked_by = access.actor() and d.verdict is null
           and not exists (select from cases.case_file f where f.id = d.other_id)),
    put as (
        insert into cases.double (file_id, other_id, asked_by, at)
        select a.id, a.child, access.actor(), access.moment() from alike a
         where not a.seen or exists (select from cases.case_file f where f.id = a.child)  -- opened all the same: a supervisor looks at both
            on conflict (file_id, other_id) do nothing
        returning file_id, other_id),
    rung as (
        insert into notices.bell (id, person_id, kind, rung_at)
        select gen_random_uuid(), w.person, 'task', access.moment() from (
            select a.supervisor_id as person from alike a join put p on p.file_id = a.id and p.other_id = a.child
             union select x from access.supervisors_of(access.actor()) x where exists (select from put)
             union select r.person_id from alike a join put p on p.file_id = a.id and p.other_id = a.child
                     join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.organisation_id = a.organisation_id
                    where a.supervisor_id is null and r.approved_at <= access.moment() and r.valid_until > access.moment()) w
         where w.person <> access.actor())
    select a.child, case when a.seen then a.code end from alike a where a.seen or answered;
end $$;
-- Whether the last question of this transaction was answered for files that the asker does not see.
create function cases.was_told() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select q.told from cases.double_question q where q.asked_by = access.actor() order by q.id desc limit 1), false) $$;

-- For the custodian: who asked for a child that sounds like the one of this file, and when.
create function cases.who_asked(wanted text) returns table (at timestamptz, person text, structure text, told boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select q.at, upper(p.code), o.code, q.told
      from cases.case_file f
      join lateral (select array_agg(t.token) as tokens from cases.name_token t where t.file_id = f.id) n on n.tokens is not null
      join cases.double_question q on q.tokens && n.tokens
      join access.person p on p.id = q.asked_by join access.organisation o on o.id = p.organisation_id
     where f.code = wanted and (select count(*) from unnest(q.tokens) t where t = any (n.tokens)) >= q.at_least
     order by q.at desc, q.id desc limit 500 $$;
-- Whether a file was opened under this id: no more.
create function cases.is_a_file(wanted uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = wanted) and exists (select from cases.double d where d.other_id = wanted) $$;
revoke execute on function cases.supervises, cases.may_look, cases.speaks_for, cases.sides_of, cases.first_of, cases.both_open, cases.ring_both,
    cases.judge_double, cases.choose_double, cases.speaker_of, cases.words_of, cases.said_of, cases.kept_side, cases.doubles_between, cases.files_of,
    cases.is_taken_back, cases.may_end_as_double, cases.double_opened, cases.double_state, cases.goes_on_now, cases.ends_as_double, cases.double_lacks, cases.same_child, cases.same_running,
    cases.ask_doubles, cases.was_told, cases.who_asked, cases.is_a_file from public;
grant execute on function cases.supervises, cases.may_look, cases.may_end_as_double, cases.said_of, cases.double_lacks, cases.same_child, cases.same_running,
    cases.ask_doubles, cases.was_told, cases.is_a_file to akoma_protection;
grant execute on function cases.judge_double, cases.choose_double, cases.words_of, cases.files_of to akoma_protection, akoma_custody;
grant execute on function cases.doubles_between, cases.who_asked to akoma_custody;

-- ---------- an imported row without a name is compared by facts --------------------------------------------------------
-- A row of a list that tells no two parts of a name can sound like nobody. It is compared with the files of the importer's own structure, and those that
-- the importer supervises, by sex, nationality and age: what is unknown on one side is no difference, and two of the three agree. The first five codes.
create function cases.alike_in_facts(keys uuid[], sexes text[], nationalities text[], ages int[]) returns table (child uuid, code text)
stable language sql security definer set search_path = pg_catalog as $$
    with seen as materialized (
        select f.code, f.sex, f.nationality, f.age_at_rescue as age, f.registered_at, f.id from cases.case_file f
         where (f.supervisor_id = access.actor() or f.organisation_id = (select p.organisation_id from access.person p where p.id = access.actor()))
           and access.sees(f.id, 1, false))
    select q.key, a.code
      from unnest(keys, sexes, nationalities, ages) q (key, sex, nationality, age)
      cross join lateral (
          select s.code from seen s
           where (q.sex = 'U' or s.sex = 'U' or q.sex = s.sex)
             and coalesce(q.nationality = s.nationality, true) and coalesce(abs(q.age - s.age) <= 1, true)
             and (q.sex <> 'U' and q.sex = s.sex)::int + coalesce(q.nationality = s.nationality, false)::int + (q.age is not null and s.age is not null)::int >= 2
           order by (q.age = s.age) desc nulls last, s.registered_at, s.id limit 5) a $$;
revoke execute on function cases.alike_in_facts from public;
grant execute on function cases.alike_in_facts to akoma_protection;
