-- A new file names as supervisor nobody but one of its structure, or that one's deputy, at that moment: who led there before is let in by no row.
create or replace function cases.begins_in_its_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from added f join access.file_grant g on g.file_id = f.id
                where not case g.reason when 'ASSIGNMENT' then g.grantee = f.worker_id when 'SUPERVISION' then g.grantee = f.supervisor_id
                              when 'OWNING_STRUCTURE' then g.grantee = f.organisation_id else false end)
       or exists (select from added f join access.person p on p.id = f.worker_id where p.organisation_id <> f.organisation_id)
       or exists (select from (select distinct f.supervisor_id, f.organisation_id from added f where f.supervisor_id is not null) n
                   where not access.may_lead(n.supervisor_id, n.organisation_id)) then
        raise exception 'cases.begins-in-other-hands' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

-- A supervisor who works on either file, or whose team asked.
create or replace function cases.may_look(file uuid, other uuid, asker uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.supervises() and (access.works_on(file, 256) or access.works_on(other, 256) or access.supervises(access.actor(), asker)) $$;
-- The sides of a pair for which the actor speaks; before a file is opened, the second side is of who supervises the asker.
create or replace function cases.sides_of(pair uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array_remove(array[case when cases.speaks_for(d.file_id) then 'THERE' end,
               case when cases.speaks_for(d.other_id)
                      or not exists (select from cases.case_file f where f.id = d.other_id)
                     and access.supervises(access.actor(), d.asked_by) then 'MADE' end], null)
      from cases.double d where d.id = pair and cases.supervises() $$;
-- Who speaks for a side: who supervises its file, a supervisor of its structure where nobody does, and before a file is opened who supervises the asker.
create or replace function cases.speaker_of(pair uuid, side text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select upper(p.code) from cases.double d left join cases.case_file f on f.id = case side when 'THERE' then d.file_id else d.other_id end
      join access.person p on p.id = coalesce(f.supervisor_id,
           (select r.person_id from access.person_role r where f.id is not null and r.role = 'CASE_SUPERVISOR' and r.organisation_id = f.organisation_id
               and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() order by r.person_id limit 1),
           case when f.id is null then (select x from access.supervisors_of(d.asked_by) x order by x limit 1) end)
     where d.id = pair $$;
-- Asks for many children. Who asks for one learns, within so many questions a day, that there may be a file which they do not see (code null); beyond
-- the number, and where many are registered at once, they learn of it by no answer. The supervisors of both sides of a new pair are rung.
create or replace function cases.ask_doubles(children uuid[], pairs text[], parts text[], at_least int[], told boolean) returns table (child uuid, code text)
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
