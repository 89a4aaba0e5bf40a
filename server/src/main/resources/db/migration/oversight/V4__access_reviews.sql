-- ---------- reviews of access ------------------------------------------------------------------------------------------------
-- In each quarter a data protection officer looks at every account that worked before it began: what it may do, which files it holds, what it opened. They
-- keep it as it is, or ask that it is changed or ended, which an administrator of its side does by the accounts' own acts. Nobody reviews themselves. No
-- login writes the table: the function below does, in the name of who acts.
create table oversight.access_review (
    id           uuid constraint access_review_pk primary key,
    person_id    uuid not null constraint access_review_of references access.person,
    quarter      date not null constraint access_review_quarter check (quarter = date_trunc('quarter', quarter)),
    verdict      text not null constraint access_review_verdict check (verdict in ('KEEP', 'CHANGE', 'END')),
    why          bytea,                                 -- sealed for the officers
    task         bytea,                                 -- the same words, sealed for the administrators who do it
    -- As the account was: a change is done once one of them is another, or a role was given or ended. A language that somebody chose for themselves is none.
    organisation_id uuid not null,
    supervisor_id   uuid,
    contract_until  date not null,
    reviewed_by  uuid not null constraint access_review_by references access.person,
    reviewed_at  timestamptz not null,
    constraint access_review_of_another check (reviewed_by <> person_id),
    constraint access_review_words check ((why is null) = (task is null) and (verdict = 'KEEP' or why is not null)));
create index access_review_newest on oversight.access_review (person_id, reviewed_at desc, id desc);
alter table oversight.access_review enable row level security;
create policy watched on oversight.access_review for select to akoma_custody
    using (person_id <> (select access.actor()) and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy asked on oversight.access_review for select to akoma_administration
    using (verdict <> 'KEEP' and person_id <> (select access.actor()) and access.administers_person(person_id));
grant select on oversight.access_review to akoma_custody, akoma_administration;

-- The accounts at work at the actor's moment, without the actor's own. "since" is the first moment of one of their roles.
create function oversight.at_work() returns table (person_id uuid, organisation_id uuid, since timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    select p.id, p.organisation_id, min(greatest(r.approved_at, r.valid_from)) from access.person p join access.person_role r on r.person_id = p.id
     where p.id <> access.actor() and p.contract_until > (access.moment() at time zone 'UTC')::date and r.approved_at <= access.moment()
     group by p.id
    having bool_or(r.valid_from <= access.moment() and r.valid_until > access.moment());
end $$;

-- The newest review of each of these accounts.
create function oversight.newest_reviews(people uuid[]) returns table (person_id uuid, review oversight.access_review)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    select p.id, v.newest from unnest(people) p (id) cross join lateral (
           select a as newest from oversight.access_review a where a.person_id = p.id and a.reviewed_at <= access.moment()
            order by a.reviewed_at desc, a.id desc limit 1) v;
end $$;
create function oversight.weight(verdict text) returns int immutable language sql as $$ select array_position('{KEEP,CHANGE,END}', verdict) $$;
-- What reviews asked of these accounts and nobody has done: the account goes on, or nothing of it was changed since. One officer alone takes none of it
-- back (trust.md 2): it stays until two of them, each by a review of their own, have asked for less. "softened" is the one who has.
create function oversight.demands(people uuid[]) returns table (person_id uuid, demand oversight.access_review, softened uuid)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    select p.id, a, s.by from access.person p join oversight.access_review a on a.person_id = p.id and a.reviewed_at <= access.moment() and a.verdict <> 'KEEP'
     cross join lateral (
           select count(distinct l.reviewed_by) as n, min(l.reviewed_by::text)::uuid as by from oversight.access_review l
            where l.person_id = a.person_id and l.reviewed_at <= access.moment() and (l.reviewed_at, l.id) > (a.reviewed_at, a.id)
              and oversight.weight(l.verdict) < oversight.weight(a.verdict)) s
     where p.id = any (people) and s.n < 2
       and (a.verdict = 'END'
            or (p.organisation_id, p.contract_until) = (a.organisation_id, a.contract_until) and p.supervisor_id is not distinct from a.supervisor_id
               and not exists (select from access.person_role r where r.person_id = p.id and (r.approved_at > a.reviewed_at or r.ended_at > a.reviewed_at)));
end $$;

-- Of each structure with accounts: how many, how many are to be reviewed in this quarter, and of how many something is still to be done.
create function oversight.reviews() returns table (organisation text, accounts int, due int, undone int)
stable language plpgsql security definer set search_path = pg_catalog as $$
declare of_quarter timestamptz := date_trunc('quarter', access.moment() at time zone 'UTC') at time zone 'UTC';
begin
    if session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) then return; end if;
    return query
    with workers as (select * from oversight.at_work()),
         newest as (select n.* from oversight.newest_reviews(array(select w.person_id from workers w)) n),
         asked as (select distinct d.person_id from oversight.demands(array(select w.person_id from workers w)) d)
    select o.code, count(*)::int,
           count(*) filter (where w.since < of_quarter and ((n.review).quarter is null or (n.review).quarter < of_quarter::date))::int,
           count(*) filter (where w.person_id in (select a.person_id from asked a))::int
      from workers w join access.organisation o on o.id = w.organisation_id left join newest n on n.person_id = w.person_id
     group by o.code order by 3 desc, 4 desc, 1;
end $$;

-- What a review looks at: of one account, or of all of a structure. Files are those held in person at this moment: by work or supervision, and by another way.
create function oversight.account_facts(structure text, account text) returns table (
    code text, organisation text, roles text[], supervisor text, contract_until date, came_at timestamptz, second_factor boolean, works int, lent int,
    emergencies int, opened int, unusual int, due boolean, undone boolean, quarter date, verdict text, why bytea, reviewer text, reviewed_at timestamptz,
    asked text, asked_why bytea, asked_by text, softened_by text)
stable language plpgsql security definer set search_path = pg_catalog as $$
declare of_quarter timestamptz := date_trunc('quarter', access.moment() at time zone 'UTC') at time zone 'UTC';
begin
    if session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) then return; end if;
    return query
    with workers as (
        select w.*, p.code, o.code as of_code, p.supervisor_id, p.contract_until from oversight.at_work() w
          join access.person p on p.id = w.person_id join access.organisation o on o.id = w.organisation_id
         where (account_facts.account is null or p.code = lower(account_facts.account)) and (account_facts.structure is null or o.code = account_facts.structure)),
         newest as (select n.* from oversight.newest_reviews(array(select w.person_id from workers w)) n),
         asked as (select distinct on (d.person_id) d.* from oversight.demands(array(select w.person_id from workers w)) d
                    order by d.person_id, oversight.weight((d.demand).verdict) desc, (d.demand).reviewed_at desc, (d.demand).id desc)
    select w.code, w.of_code,
           array(select distinct r.role from access.person_role r where r.person_id = w.person_id and r.approved_at <= access.moment()
                    and r.valid_from <= access.moment() and r.valid_until > access.moment() order by r.role),
           (select l.code from access.person l where l.id = w.supervisor_id), nullif(w.contract_until, 'infinity'),
           -- a program's sign-in is no browser's, and who only reads through one came as well
           greatest(c.came_at, (select max(e.at) from journal.entry e where e.actor = w.person_id)), coalesce(c.totp_sealed is not null, false),
           f.works::int, f.lent::int,
           (select count(*)::int from access.break_glass b where b.person_id = w.person_id and b.at >= of_quarter),
           (select coalesce(sum(d.files), 0)::int from journal.files_read d where d.person_id = w.person_id and d.day >= of_quarter::date),
           (select count(*)::int from oversight.unusual_reading u where u.person_id = w.person_id and u.day >= of_quarter::date),
           w.since < of_quarter and ((n.review).quarter is null or (n.review).quarter < of_quarter::date),
           (d.demand).id is not null, (n.review).quarter, (n.review).verdict, (n.review).why,
           (select v.code from access.person v where v.id = (n.review).reviewed_by), (n.review).reviewed_at,
           (d.demand).verdict, (d.demand).why, (select v.code from access.person v where v.id = (d.demand).reviewed_by),
           (select v.code from access.person v where v.id = d.softened)
      from workers w left join newest n on n.person_id = w.person_id left join asked d on d.person_id = w.person_id left join access.credential c on c.person_id = w.person_id
     cross join lateral (
           select count(distinct g.file_id) filter (where g.reason in ('ASSIGNMENT', 'SUPERVISION')) as works,
                  count(distinct g.file_id) filter (where g.reason not in ('ASSIGNMENT', 'SUPERVISION')) as lent
             from access.file_grant g where g.reason not in ('OPERATION', 'CONVERSATION') and g.holder = access.holder('PERSON', w.person_id) and g.valid_from <= access.moment() and g.valid_until > access.moment()) f
     order by 13 desc, 14 desc, w.code;
end $$;

-- The administrators of a person's side, at this moment, without that person.
create function oversight.administrators(reviewed access.person) returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select distinct r.person_id from access.person_role r join access.person p on p.id = r.person_id
                  where r.role = 'SYSTEM_ADMINISTRATOR' and r.person_id <> reviewed.id and p.contract_until > (access.moment() at time zone 'UTC')::date
                    and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                    and (r.side is null or reviewed.compartment = case r.side when 'POLICE' then 'akoma_enforcement' else 'akoma_protection' end)) $$;

-- DONE, NOT_FOUND (no such account at work, the actor's own, or the actor is no data protection officer), WHY (a change or an end needs sealed words for
-- both, and so does asking for less than is still asked), NOBODY (no administrator could do it: another is appointed first). Sent again under its id it stays as it is.
create function oversight.review_access(review uuid, account text, said text, words bytea, work bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare reviewed access.person; those uuid[]; asked boolean;
begin
    select p.* into reviewed from access.person p join oversight.at_work() w on w.person_id = p.id where p.code = lower(review_access.account);
    if reviewed.id is null or session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) then return 'NOT_FOUND'; end if;
    asked := exists (select from oversight.demands(array[reviewed.id]));
    those := oversight.administrators(reviewed);
    if (said <> 'KEEP' or asked) and not (access.is_sealed_for_house(words, 10) and access.is_sealed_for_house(work, 10)) then return 'WHY'; end if;
    if said <> 'KEEP' and cardinality(those) = 0 then return 'NOBODY'; end if;
    insert into oversight.access_review (id, person_id, quarter, verdict, why, task, organisation_id, supervisor_id, contract_until, reviewed_by, reviewed_at)
    values (review, reviewed.id, date_trunc('quarter', access.moment() at time zone 'UTC')::date, said,
            case when said <> 'KEEP' or asked then words end, case when said <> 'KEEP' or asked then work end, reviewed.organisation_id, reviewed.supervisor_id,
            reviewed.contract_until, access.actor(), access.moment());
    -- who asked for less alone takes nothing back: another officer hears of it, and the administrators once two have
    if exists (select from oversight.demands(array[reviewed.id]) d where oversight.weight((d.demand).verdict) > oversight.weight(said)) then
        perform access.ring(array(select c from access.custodians() c where c not in (reviewed.id, access.actor())), 'account');
    elsif said <> 'KEEP' or asked then
        perform access.ring(those, 'account');
    end if;
    return 'DONE';
end $$;

-- What administrators of a side are still to do, oldest first.
create function oversight.asked_changes() returns table (code text, verdict text, task bytea, asked_by text, asked_at timestamptz)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_administration' then return; end if;
    return query
    select p.code, (d.demand).verdict, (d.demand).task, (select v.code from access.person v where v.id = (d.demand).reviewed_by), (d.demand).reviewed_at
      from oversight.demands(array(select w.person_id from oversight.at_work() w where access.administers_person(w.person_id))) d
      join access.person p on p.id = d.person_id order by (d.demand).reviewed_at, p.code, (d.demand).id;
end $$;
revoke execute on function oversight.at_work, oversight.newest_reviews, oversight.weight, oversight.demands, oversight.reviews, oversight.account_facts, oversight.review_access, oversight.asked_changes,
    oversight.administrators from public;
grant execute on function oversight.reviews, oversight.account_facts, oversight.review_access to akoma_custody;
grant execute on function oversight.asked_changes to akoma_administration;
