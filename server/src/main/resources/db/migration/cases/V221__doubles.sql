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
create table cases.double (
    id        uuid constraint double_pk primary key default gen_random_uuid(),
    file_id   uuid not null,                                           -- the file that is there; its supervisor looks at the pair
    other_id  uuid not null,                                           -- of the file that was being opened, if it was
    asked_by  uuid not null,
    at        timestamptz not null,
    looked_by uuid,
    looked_at timestamptz,
    verdict   text constraint double_verdict check (verdict in ('SAME', 'ANOTHER')),
    constraint double_once unique (file_id, other_id),
    constraint double_looked_whole check ((looked_by is null) = (verdict is null) and (looked_by is null) = (looked_at is null)));
create index double_other   on cases.double (other_id);
create index double_asker   on cases.double (asked_by);
create index double_waiting on cases.double (at, id) where verdict is null;

create function cases.supervises() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- A supervisor who works on either file, or whose team asked.
create function cases.may_look(file uuid, other uuid, asker uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.supervises() and (access.works_on(file, 256) or access.works_on(other, 256)
           or exists (select from access.person p where p.id = asker and p.supervisor_id = access.actor())) $$;

alter table cases.double_question enable row level security;           -- nobody reads it but by the functions below
alter table cases.double enable row level security;
create policy seen on cases.double for select to akoma_protection using (cases.may_look(file_id, other_id, asked_by));
create policy looked_at on cases.double for update to akoma_protection using (cases.may_look(file_id, other_id, asked_by))
    with check (looked_by = (select access.actor()));
grant select, update (looked_by, looked_at, verdict) on cases.double to akoma_protection;

-- Asks for many children. told: the asker learns, within so many questions a day, that there may be a file which they do not see (code null);
-- beyond the number, and where many are registered at once, they learn of it by no answer. ring: the supervisors of both sides.
create function cases.ask_doubles(children uuid[], pairs text[], parts text[], at_least int[], told boolean, a_day int)
    returns table (child uuid, code text, ring uuid[])
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare answered boolean;
begin
    if session_user <> 'akoma_protection' or access.actor() is null then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(access.actor()::text, 9));
    select ask_doubles.told and count(distinct q.tokens) < least(ask_doubles.a_day, 100) into answered from cases.double_question q
     where q.asked_by = access.actor() and q.told and (q.at at time zone 'UTC')::date = (access.moment() at time zone 'UTC')::date
       and not (ask_doubles.told and q.tokens = ask_doubles.parts[1]::bigint[]);
    insert into cases.double_question (asked_by, at, told, tokens, at_least)
    select access.actor(), access.moment(), answered, u.parts::bigint[], u.at_least from unnest(ask_doubles.parts, ask_doubles.at_least) as u (parts, at_least);
    return query
    with alike as materialized (
        select a.child, f.id, a.code, f.supervisor_id, f.organisation_id, access.sees(f.id, 1, false) as seen
          from cases.alike(ask_doubles.children, ask_doubles.pairs, ask_doubles.parts, ask_doubles.at_least) a
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
        returning file_id, other_id)
    select a.child, case when a.seen then a.code end,
           case when exists (select from put p where p.file_id = a.id and p.other_id = a.child) then
               array(select p.id from access.person p where p.id = a.supervisor_id
                     union select me.supervisor_id from access.person me where me.id = access.actor() and me.supervisor_id is not null
                     union select r.person_id from access.person_role r where a.supervisor_id is null and r.role = 'CASE_SUPERVISOR'
                              and r.organisation_id = a.organisation_id and r.approved_at <= access.moment() and r.valid_until > access.moment())
           end
      from alike a where a.seen or answered or exists (select from put p where p.file_id = a.id and p.other_id = a.child);
end $$;
-- Whether the last question of this transaction was answered for files that the asker does not see.
create function cases.was_told() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select q.told from cases.double_question q where q.asked_by = access.actor() order by q.id desc limit 1), false) $$;

-- Straight questions are no longer anybody's to ask.
revoke execute on function cases.alike(uuid[], text[], text[], int[]), cases.alike(bigint[], bigint[], int) from akoma_protection;

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
revoke execute on function cases.supervises, cases.may_look, cases.ask_doubles, cases.was_told, cases.who_asked from public;
grant execute on function cases.supervises, cases.may_look, cases.ask_doubles, cases.was_told to akoma_protection;
grant execute on function cases.who_asked to akoma_custody;
-- Whether a file was opened under this id: no more.
create function cases.is_a_file(wanted uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = wanted) and exists (select from cases.double d where d.other_id = wanted) $$;
revoke execute on function cases.is_a_file from public;
grant execute on function cases.is_a_file to akoma_protection;
