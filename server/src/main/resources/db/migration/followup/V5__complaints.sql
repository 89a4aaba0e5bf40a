-- ---------- complaints about staff -------------------------------------------------------------------------------------
-- About somebody of the staff: for the safeguarding focal point of their structure and the data protection officer, and for nobody of a case
-- team, whatever is asked. It belongs to no file, stands in no file's journal and is sealed under the custodian's key.
create table followup.complaint (
    id              uuid constraint complaint_pk primary key,
    raised_at       timestamptz not null,
    raised_by       uuid,                                              -- null: the name is not given to those who receive it
    organisation_id uuid not null constraint complaint_about references access.organisation,
    to_focal        boolean not null,                                  -- false: the focal point is concerned themself
    kind            text not null constraint complaint_kind check (kind in ('SEXUAL', 'VIOLENCE', 'NEGLECT', 'MONEY', 'CONFIDENTIALITY', 'OTHER')),
    sealed          bytea not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    closed_at       timestamptz,
    closed_by       uuid,
    outcome         text constraint complaint_outcome check (outcome in ('SUBSTANTIATED', 'NOT_SUBSTANTIATED', 'REFERRED')),
    about_ids       uuid[] not null default '{}',
    beside_ids      uuid[] not null default '{}',          -- structures of those who are named otherwise than by their name alone (followup.concerned)
    -- Of more than money or confidentiality, of a child, or of who oversees the house: closed by two people, no matter who they are (docs/decisions/complaints.md).
    needs_two       boolean not null default false,
    -- Who proposed to close what needs two, and how: another closes it so.
    end_proposed_by uuid,
    end_proposed    text,
    -- Who reads it is settled when it is raised, and nothing that is named later takes it away: the focal points that there were then (one who is named
    -- since reads what is told since, one whose office is ended keeps what was told before), and those beyond them and the officers whom it reached because
    -- nobody else was left.
    focal_ids       uuid[] not null default '{}',
    kept_by         uuid[] not null default '{}',
    -- Who read it when that was last looked at: who is not among them was not rung for it yet.
    reached         uuid[] not null default '{}',
    constraint complaint_whole check ((closed_at is null) = (outcome is null)),
    -- The moment tells who sat there: without a name it is the day.
    constraint complaint_unnamed_by_day
        check (raised_by is not null or extract(epoch from raised_at)::bigint % 86400 = 0 and extract(microseconds from raised_at) = 0),
    constraint complaint_end_proposed check ((end_proposed_by is null) = (end_proposed is null) and end_proposed in ('SUBSTANTIATED', 'NOT_SUBSTANTIATED', 'REFERRED')));
create index complaint_by_time on followup.complaint (raised_at desc, id desc);
create index complaint_waits on followup.complaint (id) where closed_at is null;
alter table followup.complaint enable row level security;
create function followup.reads_complaint(c followup.complaint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return access.actor() is not null and access.at_work()
       and (access.holds_role('{DATA_PROTECTION_OFFICER}') or c.raised_by is distinct from access.actor())
       and access.actor() in (select followup.readers_of(c));
end $$;
create policy reached on followup.complaint for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (followup.reads_complaint(complaint));
create policy judged on followup.complaint for update to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (followup.reads_complaint(complaint));
create trigger changed_by_oneself before update on followup.complaint for each row execute function access.changed_by_oneself('acknowledged_by', 'closed_by');
create trigger one_act before update of acknowledged_at, acknowledged_by, closed_at, closed_by on followup.complaint for each row
    when ((new.acknowledged_at, new.acknowledged_by, new.closed_at, new.closed_by)
          is distinct from (old.acknowledged_at, old.acknowledged_by, old.closed_at, old.closed_by))
    execute function access.one_act('ONCE', 'acknowledged_at', 'acknowledged_by', 'closed_at', 'closed_by');
-- By column, so that nobody reads in which transaction the row was written (xmin): beside those of the journal that is the minute of an unnamed one.
grant select (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, acknowledged_at, acknowledged_by, closed_at, closed_by, outcome,
    about_ids, beside_ids, needs_two, end_proposed_by, end_proposed, focal_ids, kept_by, reached),
    update (closed_at, closed_by, outcome, end_proposed_by, end_proposed) on followup.complaint to
    akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- How many somebody raised on this day, of which the unnamed ones say nothing. Nobody reads it, and it is gone on the next day.
create table followup.complaints_raised (
    person_id uuid constraint complaints_raised_pk primary key,
    day       date not null,
    number    int not null);
alter table followup.complaints_raised enable row level security;
create index complaints_raised_on on followup.complaints_raised (day);
-- Twenty on one day, as of incidents: each rings its readers and asks two people to close it, so that hundreds would bury the one that is true.
create function followup.complaints_over() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.complaints_raised k where k.person_id = access.actor() and k.day = (access.moment() at time zone 'UTC')::date
                      and k.number >= 20) $$;
-- What was sent under the id of an unnamed one is known again, and not of whom.
create function followup.sent_by_nobody() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from followup.complaint c where c.id = new.id and c.raised_by is null) then new.sent_by := null; end if;
    return new;
end $$;
create trigger sent_by_nobody before insert or update on access.sent for each row execute function followup.sent_by_nobody();
revoke execute on function followup.complaints_over, followup.sent_by_nobody from public;
grant execute on function followup.complaints_over to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table followup.complaint_step (
    id           uuid constraint complaint_step_pk primary key,
    complaint_id uuid not null constraint complaint_step_of references followup.complaint,
    kind         text not null constraint complaint_step_kind check (kind in ('ACKNOWLEDGED', 'CHILD_PROTECTED', 'INTERVIEW', 'REFERRED', 'NOTE', 'END_PROPOSED', 'CLOSED')),
    at           timestamptz not null,
    taken_by     uuid not null,
    sealed       bytea,
    constraint complaint_step_says_what check (kind <> 'CHILD_PROTECTED' or sealed is not null));
-- When it was done is now, and by words: one written into a past day would say that nobody waited.
create function followup.step_now() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    if new.kind = 'CHILD_PROTECTED' and access.is_sealed_for_house(new.sealed, 1) is not true then
        raise exception 'followup.complaint-step-without-words' using errcode = 'check_violation';
    end if;
    new.at := access.moment();
    return new;
end $$;
create trigger step_now before insert on followup.complaint_step for each row execute function followup.step_now();
revoke execute on function followup.step_now from public;
create index complaint_step_of_complaint on followup.complaint_step (complaint_id, at);
alter table followup.complaint_step enable row level security;
create policy seen on followup.complaint_step for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (exists (select from followup.complaint c where c.id = complaint_id));
create policy taken on followup.complaint_step for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    with check (taken_by = (select access.actor()) and exists (select from followup.complaint c where c.id = complaint_id));
grant select, insert on followup.complaint_step to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- The id was sent before: nothing else is told to who raised it.
create function followup.complaint_known(wanted uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.complaint c where c.id = wanted) $$;
revoke execute on function followup.reads_complaint, followup.complaint_known from public;
grant execute on function followup.reads_complaint, followup.complaint_known to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;

-- ---------- hidden from the accused ------------------------------------------------------------------------------------
-- Who is complained of neither reads, acknowledges nor closes it (requirements.md 8.7, 9), and people of their structure do not close it. The accounts
-- that are named stand beside the sealed words, so that the policies can compare them.
-- Whom a complaint reaches: the data protection officers and the focal points, without those it names; where no officer is left, the project managers;
-- and where nobody is left, the focal points of other structures. If there is none, it waits for the next officer or manager whom it does not name. Those
-- beyond the first also read what somebody proposed to close, where no other reader could be the second: one who works beside whom it is about is none.
-- At last supervisors of other structures are asked. What is of sexual abuse reaches a focal point who works beside whom it is about only
-- where no officer works elsewhere.
create function followup.seconds(readers uuid[], beside uuid[], proposed_by uuid) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return array(select p.id from access.person p where p.id = any (readers) and p.id <> proposed_by and p.organisation_id <> all (beside));
end $$;
-- Of those who oversee the house, the ones who work in none of these structures; all of them where none does: a colleague of whom it is about is no judge.
create function followup.apart(overseers uuid[], beside uuid[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare elsewhere uuid[] := array(select p.id from access.person p where p.id = any (overseers) and p.organisation_id <> all (beside));
begin
    return case when elsewhere = '{}' then overseers else elsewhere end;
end $$;
-- What names everybody who would read it, in words too, is read by two supervisors of other structures whom it does not name: two, for one may have
-- raised it, and one closes nothing alone. They read it until an officer or manager comes whom it does not name.
-- Nobody reads it who cannot sign in (access.receives_complaints, access.is_held): when the last reader's role or contract ends, the next ones do.
-- Focals: the focal points that there were when it was raised; null: it is being raised, and those of now count. Kept: those whom it reached then as the last.
create function followup.complaint_reaches(organisation uuid, to_focal boolean, kind text, about uuid[], structures uuid[], proposed_by uuid, focals uuid[] default null,
    kept uuid[] default '{}') returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
declare officers uuid[] := array(select x from access.custodians() x where x <> all (about));
        beside uuid[] := organisation || structures;
        running uuid[] := array(select f.id from access.focal_point f where access.receives_complaints(f.person_id)
                                   and case when focals is null then f.valid_from <= access.moment() and f.valid_until > access.moment() else f.id = any (focals) end);
        own uuid[] := array(select f.person_id from access.focal_point f where f.id = any (running) and f.organisation_id = complaint_reaches.organisation);
        readers uuid[];
begin
    officers := followup.apart(officers, beside);
    readers := officers || array(select p.id from access.person p
                                  where to_focal and p.id = any (own) and not access.is_of_team(p.id, organisation) and p.id <> all (about)
                                    and (kind <> 'SEXUAL' or p.organisation_id <> all (beside)
                                         or not exists (select from access.person o where o.id = any (officers) and o.organisation_id <> all (beside))));
    if officers = '{}' or proposed_by is not null and followup.seconds(readers, beside, proposed_by) = '{}' then
        readers := readers || followup.apart(array(select x from access.who_oversee() x where x <> all (about) and (to_focal or x <> all (own))), beside);
    end if;
    if readers = '{}' or proposed_by is not null and followup.seconds(readers, beside, proposed_by) = '{}' then
        readers := readers || array(select p.id from access.focal_point f join access.person p on p.id = f.person_id
                                     where f.id = any (running) and f.organisation_id <> all (beside) and p.organisation_id <> all (beside) and p.id <> all (about));
    end if;
    if readers = '{}' then
        readers := array(select p.id from access.person_role r join access.person p on p.id = r.person_id
                          where r.role = 'CASE_SUPERVISOR' and p.organisation_id <> all (beside) and p.id <> all (about)
                            and access.is_held(r) order by p.code limit 2);
    elsif proposed_by is not null and array_remove(readers, proposed_by) = '{}' then
        readers := readers || array(select p.id from access.person_role r join access.person p on p.id = r.person_id
                                     where r.role = 'CASE_SUPERVISOR' and p.organisation_id <> all (beside) and p.id <> all (about) and p.id <> proposed_by
                                       and access.is_held(r) order by p.code limit 1);
    end if;
    -- those whom it reached as the last keep it as long as they hold the office by which it did
    return query select distinct x from unnest(readers) x
           union select p.id from access.person p where p.id = any (kept) and p.id <> all (about)
                    and (p.id in (select access.who_oversee()) or exists (select from access.focal_point f where f.person_id = p.id and f.id = any (running))
                         or p.organisation_id <> all (beside) and exists (select from access.person_role r where r.person_id = p.id and r.role = 'CASE_SUPERVISOR'
                                                                             and access.is_held(r)));
end $$;
create function followup.readers_of(c followup.complaint) returns setof uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return query select followup.complaint_reaches(c.organisation_id, c.to_focal, c.kind, access.with_namesakes(c.about_ids), c.beside_ids, c.end_proposed_by, c.focal_ids, c.kept_by);
end $$;
create function followup.name_words(name text) returns setof text immutable language sql set search_path = pg_catalog as $$
    select w from regexp_split_to_table(regexp_replace(lower(normalize(name, nfkd)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+') w
     where length(w) >= 2 and w not in ('de', 'la', 'le', 'du', 'el', 'al', 'di', 'da', 'do', 'van', 'von', 'des', 'les', 'mr', 'mme', 'mlle', 'dr') $$;
-- What a text names this person by: any two words of their name that follow each other there, in either order, as digests of the words that Java makes
-- of a text (org.akoma.protection.complaints.Named).
create function followup.name_digests(name text) returns setof bytea immutable language sql set search_path = pg_catalog as $$
    with word as (select w, n from followup.name_words(name) with ordinality x (w, n))
    select sha256(convert_to(one.w || other.w, 'UTF8')) from word one join word other on other.n <> one.n $$;
create table followup.title (word text constraint title_pk primary key);
insert into followup.title values ('m'), ('mr'), ('mme'), ('mlle'), ('monsieur'), ('madame'), ('mademoiselle'), ('mrs'), ('ms'), ('miss'), ('mister'), ('dr'),
    ('docteur'), ('doctor'), ('officier'), ('officer');
-- What an account was named by before it wrote another name, as the same digests: a new name an hour before or after a complaint hides nothing.
create table followup.former_name (
    person_id uuid not null constraint former_name_person references access.person,
    digest    bytea not null,
    constraint former_name_pk primary key (person_id, digest));
create function followup.keep_former_name() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into followup.former_name (person_id, digest)
    select old.person_id, d from followup.name_digests(old.name) d
    union select old.person_id, sha256(convert_to(t.word || w, 'UTF8')) from followup.name_words(old.name) w cross join followup.title t on conflict do nothing;
    return null;
end $$;
create trigger keep_former_name after update of name on access.person_card for each row when (new.name is distinct from old.name)
    execute function followup.keep_former_name();
revoke execute on function followup.keep_former_name from public;
-- The accounts that a complaint names by their code, however it is written, also without its noughts ("PM 1"), or by a role that they alone hold in the house
-- or in that structure. Words come as digests, so that nothing of a complaint is sent in clear.
create function followup.accounts_named(organisation uuid, words bytea[], roles text[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    -- "DPO-01" is the account of that code, and the office only where no account has it
    roles := array(select split_part(x, '/', 1) from unnest(roles) x
                    where strpos(x, '/') = 0 or not exists (
                          select from access.person p where encode(sha256(convert_to(regexp_replace(regexp_replace(p.code, '[^a-z0-9]', '', 'g'), '([a-z])0+([0-9])', '\1\2', 'g'),
                                                                                     'UTF8')), 'hex') = split_part(x, '/', 2)));
    return array(
        select p.id from access.person p cross join lateral (select regexp_replace(p.code, '[^a-z0-9]', '', 'g') as plain) c
         where sha256(convert_to(c.plain, 'UTF8')) = any (words)
            or sha256(convert_to(regexp_replace(c.plain, '([a-z])0+([0-9])', '\1\2', 'g'), 'UTF8')) = any (words)
        union select (array_agg(distinct r.person_id))[1] from access.person_role r where r.role = any (roles) and access.is_held(r)
              group by r.role having count(distinct r.person_id) = 1
        union select (array_agg(distinct r.person_id))[1] from access.person_role r
               where r.role = any (roles) and r.organisation_id = organisation and access.is_held(r) group by r.role having count(distinct r.person_id) = 1
        union select (array_agg(distinct f.person_id))[1] from access.focal_point f
               where 'FOCAL_POINT' = any (roles) and f.organisation_id = organisation and f.valid_from <= access.moment() and f.valid_until > access.moment()
              having count(distinct f.person_id) = 1);
end $$;
-- The accounts that it names by their name of today or a former one: two words of it, or one behind a title ("M. Gbagbi"); where it says who is concerned
-- (whom: true), one word is enough. Of several who bear it each is meant: a colleague who takes the same name shows the complaint to nobody. An account writes
-- its own name: one that calls itself by the words of any complaint reads none that bears them, and keeps nobody else of its structure from reading it.
create function followup.accounts_called(words bytea[], whom boolean) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return array(
        select c.person_id from access.person_card c where exists (select from followup.name_digests(c.name) d where d = any (words))
        union select f.person_id from followup.former_name f where f.digest = any (words)
        union select c.person_id from access.person_card c cross join lateral followup.name_words(c.name) x (w)
               where exists (select from followup.title t where sha256(convert_to(t.word || x.w, 'UTF8')) = any (words))
                  or whom and length(x.w) >= 4 and sha256(convert_to(x.w, 'UTF8')) = any (words));
end $$;
-- Whether somebody is beside the staff of a structure: of it or with a role in it, its deputy, over or under one of its people, or on one of its files.
create function followup.is_beside(structure uuid, who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p left join access.person s on s.id = p.supervisor_id
                    where p.id = who and structure in (p.organisation_id, s.organisation_id))
        or exists (select from access.person_role r where r.person_id = who and r.organisation_id = structure)
        or exists (select from access.deputy d where d.person_id = who and d.organisation_id = structure and d.valid_until > access.moment())
        or exists (select from access.person w where w.supervisor_id = who and w.organisation_id = structure)
        or exists (select from cases.case_file f where f.organisation_id = structure and who in (f.worker_id, f.supervisor_id)) $$;
-- From whom it is hidden: the accounts that are said to be concerned, and those whom the account of what happened names too. Where nobody who
-- oversees the house or is the structure's focal point would be left, the first alone: who complains tells there to whom they spoke.
-- What a child told in an interview is kept apart: it is hidden from those who oversee the house beside the structure, too (docs/decisions/safety-beside-nobody.md).
create function followup.concerned(organisation uuid, to_focal boolean, kind text, whom bytea[], whom_roles text[], words bytea[], roles text[], apart boolean,
    out about uuid[], out beside uuid[]) language plpgsql stable security definer set search_path = pg_catalog as $$
declare coded uuid[] := followup.accounts_named(organisation, whom, whom_roles);
        said uuid[] := coded || followup.accounts_called(whom, true);
        surely uuid[] := coded || followup.accounts_named(organisation, words, roles);
begin
    about := said || surely || followup.accounts_called(words, false);
    if apart then
        about := about || array(select x from access.who_oversee() x where followup.is_beside(organisation, x));
        surely := about;
    elsif said <> '{}' and not exists (
            select from followup.complaint_reaches(organisation, to_focal, kind, access.with_namesakes(about), followup.structures_of(surely), null) x
             where x in (select access.who_oversee()) or exists (select from access.focal_point f where f.person_id = x and f.organisation_id = concerned.organisation)) then
        about := said;
        surely := coded;
    end if;
    beside := followup.structures_of(surely);
end $$;
create function followup.structures_of(accounts uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog as $$
    select array(select distinct p.organisation_id from access.person p where p.id = any (access.with_namesakes(accounts))) $$;
-- For who raises it: whom it would reach, for the bell.
create function followup.complaint_would_reach(organisation uuid, to_focal boolean, kind text, about bytea[], about_roles text[], words bytea[], roles text[], apart boolean)
returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
    select followup.complaint_reaches(complaint_would_reach.organisation, complaint_would_reach.to_focal, complaint_would_reach.kind, access.with_namesakes(c.about), c.beside, null)
      from followup.concerned(organisation, to_focal, kind, complaint_would_reach.about, about_roles, words, roles, apart) c $$;
-- ---------- a complaint that nobody may read ---------------------------------------------------------------------------
-- Whom it is about it never tells, and nobody else reads it: administrators of the care side whom it does not name, of another structure where there are
-- any, are asked to appoint somebody. They read the structure and the day, no word and no name.
create function followup.appointers(organisation uuid, about uuid[], beside uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return followup.apart(array(select distinct r.person_id from access.person_role r
                                 where r.role = 'SYSTEM_ADMINISTRATOR' and r.side is distinct from 'POLICE' and r.person_id <> all (about) and access.is_held(r)),
                          organisation || beside);
end $$;
-- Whether nobody reads it but at most who raised it.
create function followup.is_unread(c followup.complaint) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return not exists (select from followup.readers_of(c) x where x is distinct from c.raised_by);
end $$;
-- Those that wait for a reader whom the actor may appoint. Of the few that reached nobody, so that it may be asked with every page.
create function followup.unread_complaints() returns table (id uuid, structure text, day date)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return query select c.id, o.code, (c.raised_at at time zone 'UTC')::date from followup.complaint c join access.organisation o on o.id = c.organisation_id
                  where access.administers('akoma_protection') and c.closed_at is null and c.reached <@ array_remove(array[c.raised_by], null)
                    and followup.is_unread(c)
                    and access.actor() = any (followup.appointers(c.organisation_id, access.with_namesakes(c.about_ids), c.beside_ids))
                  order by 3, 2, 1;
end $$;
-- For who raises it: who is asked to appoint a reader where it would reach nobody else, for the bell.
create function followup.complaint_would_ask(organisation uuid, to_focal boolean, kind text, about bytea[], about_roles text[], words bytea[], roles text[], apart boolean)
returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
    select unnest(followup.appointers(complaint_would_ask.organisation, access.with_namesakes(c.about), c.beside))
      from followup.concerned(organisation, to_focal, kind, complaint_would_ask.about, about_roles, words, roles, apart) c
     where not exists (select from followup.complaint_reaches(complaint_would_ask.organisation, complaint_would_ask.to_focal, complaint_would_ask.kind,
                                                              access.with_namesakes(c.about), c.beside, null) x where x <> access.actor()) $$;
-- In the name of who acts, or in none and then by the day.
-- What a frightened person ticks decides nothing: of money and confidentiality alone one closes, and that nothing was found is said by two of any complaint.
create function followup.raise_complaint(id uuid, named boolean, organisation uuid, to_focal boolean, kind text, sealed bytea, of_a_child boolean,
    about bytea[], about_roles text[], words bytea[], roles text[], apart boolean) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare concerned record := followup.concerned(organisation, to_focal, kind, about, about_roles, words, roles, apart);
        hidden uuid[] := access.with_namesakes(concerned.about);
        raised int;
begin
    if access.actor() is null then raise exception 'access.nobody' using errcode = 'insufficient_privilege'; end if;
    if not access.exists_today(organisation) then raise exception 'access.no-organisation' using errcode = 'check_violation'; end if;
    insert into followup.complaints_raised as k values (access.actor(), (access.moment() at time zone 'UTC')::date, 1) on conflict (person_id) do update
        set number = case when k.day = excluded.day then k.number + 1 else 1 end, day = excluded.day returning number into raised;
    if raised > 20 then raise exception 'followup.complaint-many' using errcode = 'check_violation'; end if;
    insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids, beside_ids, needs_two, focal_ids, kept_by, reached)
    values (raise_complaint.id, case when named then access.moment() else date_trunc('day', access.moment(), 'UTC') end,
            case when named then access.actor() end, organisation, raise_complaint.to_focal, raise_complaint.kind, raise_complaint.sealed,
            concerned.about, concerned.beside, of_a_child or raise_complaint.kind not in ('MONEY', 'CONFIDENTIALITY') or hidden && array(select access.who_oversee()),
            array(select f.id from access.focal_point f where f.valid_from <= access.moment() and f.valid_until > access.moment()),
            array(select x from followup.complaint_reaches(organisation, raise_complaint.to_focal, raise_complaint.kind, hidden, concerned.beside, null) x
                   where x not in (select access.custodians()) and x not in (select access.focal_points(organisation))),
            array(select followup.complaint_reaches(organisation, raise_complaint.to_focal, raise_complaint.kind, hidden, concerned.beside, null)));
end $$;
-- Whether who acts works in the structure that it is about, or with one of those whom it names.
create function followup.works_with(organisation uuid, beside uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.person p where p.id = access.actor() and p.organisation_id = any (organisation || beside));
end $$;
-- A focal point of the structure itself works with the person concerned: another one closes it, as long as there is somebody else, or proposed it.
create function followup.closes_complaint(organisation uuid, about uuid[], proposed_by uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return access.holds_role('{DATA_PROTECTION_OFFICER}') or proposed_by is not null and proposed_by <> access.actor()
        or not exists (select from access.person p where p.id = access.actor() and p.organisation_id = organisation)
        or not exists (select from access.custodians() c where c <> all (about));
end $$;
-- Whether who acts may confirm the end that another proposed: who works beside whom it is about only where nobody else could.
create function followup.is_second(c followup.complaint) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
declare beside uuid[] := c.organisation_id || c.beside_ids;
begin
    return c.end_proposed_by <> access.actor() and not access.is_namesake(c.end_proposed_by, access.actor()) and access.actor() <> all (access.with_namesakes(c.about_ids))
       and (not followup.works_with(c.organisation_id, c.beside_ids)
            or followup.seconds(array(select followup.readers_of(c)), beside, c.end_proposed_by) = '{}');
end $$;
-- Whether who acts would close alone what needs two: they propose it, and another closes it so.
-- What a frightened person ticks decides nothing: of money and confidentiality alone one closes, and that nothing was found is said by two of any complaint.
create function followup.closes_alone(c followup.complaint, outcome text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (c.needs_two or closes_alone.outcome = 'NOT_SUBSTANTIATED')
       and (c.end_proposed is distinct from closes_alone.outcome or not followup.is_second(c));
end $$;
-- Whether an end that was proposed waits for who acts, as the last who could be asked; of the few that wait, so that it may be asked with every page.
-- What names everybody who would read it, in words too, is read by two supervisors of other structures whom it does not name: two, for one may have
-- raised it, and one closes nothing alone. They read it until an officer or manager comes whom it does not name.
-- Those who read it so have the page while it waits: only what names every officer, or reached them as the last, is asked for, so that it may be asked with
-- every page.
create function followup.asked_to_confirm() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
declare officers uuid[] := array(select access.custodians());
begin
    return exists (select from followup.complaint c where c.closed_at is null
                      and case when access.actor() = any (c.kept_by)
                                 or c.end_proposed_by is distinct from access.actor() and (c.end_proposed_by is not null or c.about_ids @> officers)
                               then access.actor() in (select followup.readers_of(c)) end);
end $$;
-- What somebody raised in their own name, for them: that it was taken on, and that it is closed, without a word of what was found.
create function followup.own_complaints() returns table (raised_at timestamptz, structure text, acknowledged_at timestamptz, closed_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return query select c.raised_at, o.code, c.acknowledged_at, c.closed_at from followup.complaint c join access.organisation o on o.id = c.organisation_id
                  where c.raised_by = access.actor() order by c.raised_at desc limit 20;
end $$;
create function followup.ring_who_raised() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array[new.raised_by], 'complaint');
    return null;
end $$;
create trigger ring_who_raised after update of closed_at on followup.complaint for each row
    when (new.closed_at is not null and old.closed_at is null and new.raised_by is not null) execute function followup.ring_who_raised();

-- For the bell of those who confirm: asked by who reads it themself.
create function followup.complaint_read_by(wanted uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
    select followup.readers_of(c) from followup.complaint c
     where c.id = wanted and followup.reads_complaint(c) $$;
create function followup.keep_complaint() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = current_user then return new; end if;
    if old.closed_at is not null or old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledged_by) is distinct from (old.acknowledged_at, old.acknowledged_by) then
        raise exception 'followup.complaint-kept' using errcode = 'insufficient_privilege';
    end if;
    if (new.end_proposed_by, new.end_proposed) is distinct from (old.end_proposed_by, old.end_proposed)
           and (new.end_proposed_by is distinct from access.actor() or new.closed_at is not null) then
        raise exception 'followup.complaint-proposed-by-oneself' using errcode = 'insufficient_privilege';
    end if;
    if (new.closed_at is not null or new.end_proposed is distinct from old.end_proposed)
           and not followup.closes_complaint(new.organisation_id, new.about_ids, old.end_proposed_by)
       or new.closed_at is not null and followup.closes_alone(new, new.outcome) then
        raise exception 'followup.complaint-closed-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_complaint before update on followup.complaint for each row execute function followup.keep_complaint();
-- The steps that say what was done: a note, or that somebody has read it, ends nobody's alarm.
create function followup.says_what_is_done(kind text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select kind in ('CHILD_PROTECTED', 'INTERVIEW', 'REFERRED', 'END_PROPOSED', 'CLOSED') $$;
-- It waits for everybody until such a step, by a reader who does not work beside whom it is about, as long as there is one.
create function followup.take_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare c followup.complaint;
begin
    select * into c from followup.complaint x where x.id = new.complaint_id;
    if c.acknowledged_at is null and followup.says_what_is_done(new.kind) and (not followup.works_with(c.organisation_id, c.beside_ids)
           or followup.seconds(array(select followup.readers_of(c)), c.organisation_id || c.beside_ids,
                               new.taken_by) = '{}') then
        update followup.complaint x set acknowledged_at = access.moment(), acknowledged_by = new.taken_by where x.id = c.id;
    end if;
    return null;
end $$;
create trigger take_on after insert on followup.complaint_step for each row execute function followup.take_on();
-- Who comes to read an open complaint is rung: who begins to oversee the house, and anyone who is next where the last reader's role or contract ended. Those
-- beyond the officers and the structure's focal points keep it, as those whom it reached when it was raised. By each change of who can read, and by the
-- clock of the house.
create function followup.pass_on() returns void language plpgsql security definer set search_path = pg_catalog as $$
declare c followup.complaint; readers uuid[]; others uuid[]; rung uuid[] := '{}';
begin
    delete from followup.complaints_raised k where k.day < (access.moment() at time zone 'UTC')::date;
    for c in select * from followup.complaint x where x.closed_at is null order by x.id for update loop
        others := array(select x from followup.complaint_reaches(c.organisation_id, c.to_focal, c.kind, access.with_namesakes(c.about_ids), c.beside_ids, null, c.focal_ids, c.kept_by) x
                         where x <> all (c.kept_by) and x not in (select access.custodians())
                           and not exists (select from access.focal_point f where f.id = any (c.focal_ids) and f.person_id = x and f.organisation_id = c.organisation_id));
        readers := array(select followup.readers_of(c));
        continue when others = '{}' and readers <@ c.reached and c.reached <@ readers;
        update followup.complaint x set kept_by = c.kept_by || others, reached = readers where x.id = c.id;
        rung := rung || array(select x from unnest(readers) x where x <> all (c.reached));
        if array_remove(readers, c.raised_by) = '{}' and array_remove(c.reached, c.raised_by) <> '{}' then
            perform access.ring_by_house(followup.appointers(c.organisation_id, access.with_namesakes(c.about_ids), c.beside_ids), 'complaint', access.moment(), c.id);
        end if;
    end loop;
    perform access.ring_by_house(rung, 'complaint', access.moment());
end $$;
create function followup.readers_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> current_user and access.moment() is not null then perform followup.pass_on(); end if;
    return null;
end $$;
create trigger readers_change after update of approved_at, valid_from, valid_until on access.person_role for each statement execute function followup.readers_change();
create trigger readers_change after update of contract_from, contract_until, conduct_accepted_at, organisation_id, supervisor_id on access.person
    for each statement execute function followup.readers_change();
create trigger readers_change after insert or update on access.deputy for each statement execute function followup.readers_change();
revoke execute on function followup.seconds, followup.is_beside, followup.apart, followup.complaint_reaches, followup.readers_of, followup.says_what_is_done,
    followup.take_on, followup.name_words, followup.name_digests, followup.accounts_named, followup.accounts_called, followup.concerned, followup.structures_of,
    followup.complaint_would_reach, followup.raise_complaint, followup.works_with, followup.closes_complaint, followup.is_second,
    followup.closes_alone, followup.asked_to_confirm, followup.own_complaints, followup.ring_who_raised, followup.complaint_read_by,
    followup.keep_complaint, followup.pass_on, followup.readers_change, followup.appointers, followup.is_unread, followup.unread_complaints,
    followup.complaint_would_ask from public;
grant execute on function followup.complaint_would_ask to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function followup.unread_complaints to akoma_administration;
grant execute on function followup.complaint_would_reach, followup.raise_complaint, followup.closes_complaint, followup.closes_alone,
    followup.asked_to_confirm, followup.own_complaints, followup.complaint_read_by to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;
