-- What is published of the programme: tables without small counts, by two people, never changed afterwards (requirements.md 8.6, trust.md 2).
-- docs/decisions/safe-tables.md says why nobody computes a hidden count from them.
grant usage on schema publication to akoma_protection, akoma_enforcement, akoma_custody, akoma_publication;

-- Who prepares and decides: they read the exact counts too. Who reads the tables for partners: anyone who reads indicators.
create function publication.publishes() returns boolean stable language sql as $$
    select access.has_role(array['PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER']) $$;
create function publication.today() returns date stable language sql as $$ select (access.moment() at time zone 'UTC')::date $$;

-- ---------- counts -----------------------------------------------------------------------------------------------------
-- The children who are confirmed victims on a day, by sex and one thing more; what was done for them; and how many visits, referrals and people trained.
-- Exact, for who prepares a release. What changed since is counted first (indicators.count_changed).
create function publication.counts(as_of date) returns table (kind text, sex text, label text, n int, rest int)
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if not publication.publishes() then raise exception 'access.role-needed' using errcode = 'insufficient_privilege'; end if;
    while exists (select from indicators.changed) loop
        if indicators.count_changed(20000, access.moment()) = 0 then raise exception 'publication.counting' using errcode = 'object_in_use'; end if;
    end loop;
    return query
    with child as materialized (
            select s.unit, s.sex, s.age, s.nationality, coalesce(s.sector, 'UNKNOWN') as sector,
                   coalesce(assistance.pathway_on(s.unit, as_of), 'NONE') as pathway
              from indicators.held h cross join lateral unnest(h.spans) s
             where h.kind = 'FILE' and s.indicator = 'I01' and s.since <= as_of and (s.until is null or s.until > as_of)),
         done as (select distinct v.file_id, v.code from assistance.service v join child c on c.unit = v.file_id
                   where indicators.day_of(v.started_at) <= as_of and v.code not like 'LT_EDU%' and v.code <> 'LT_VOCATIONAL'),   -- the pathway says those
         figure as (select r.indicator, sum(r.num) as num, sum(r.den) as den from indicators.report_day(as_of, null, null, '', array['I11', 'I13', 'I19', 'I20', 'I21', 'I22', 'I23']) r
                     where r.dim = '' group by r.indicator)
    select 'AGE', c.sex, c.age, count(*)::int, 0 from child c group by c.sex, c.age
    union all select 'NATIONALITY', c.sex, c.nationality, count(*)::int, 0 from child c group by c.sex, c.nationality
    union all select 'SECTOR', c.sex, c.sector, count(*)::int, 0 from child c group by c.sex, c.sector
    union all select 'PATHWAY', 'ALL', c.pathway, count(*)::int, 0 from child c group by c.pathway
    union all select 'ASSISTANCE', 'ALL', d.code, count(*)::int, (select count(*)::int from child) - count(*)::int from done d group by d.code
    union all select 'INDICATOR', 'ALL', f.indicator, f.num::int, (f.den - f.num)::int from figure f
    order by 1, 2, 3;
end $$;

-- ---------- releases ---------------------------------------------------------------------------------------------------
insert into access.decision_kind (kind, roles, proposers, section) values
    ('RELEASE',     '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null),
    ('RELEASE_END', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', null);

create table publication.release (
    id           uuid constraint release_pk primary key,
    code         text not null constraint release_code unique,       -- PUB-01, given
    as_of        date not null,
    exact        jsonb not null,                                     -- the counts; read by who publishes alone
    for_public   jsonb not null,                                     -- the tables of which small and complementary counts are hidden
    for_partners jsonb not null,
    left_out     jsonb not null default '{"tables": [], "cells": [], "partnerCells": []}',   -- what is not shown, and why; read as the exact counts
    figures      jsonb not null default '[]',                        -- what others published, each with its source and day; written by begin_release
    shown        jsonb not null default '[]',                        -- what readers without small counts read in it of indicators (indicators.shown)
    follows      uuid constraint release_follows references publication.release,   -- the last one that was published when this was prepared
    proposed_by  uuid not null default access.actor() constraint release_proposed_by references access.person,
    proposed_at  timestamptz not null default access.moment(),
    published_by uuid constraint release_published_by references access.person,
    published_at timestamptz,
    ended_at     timestamptz,                                        -- refused, or taken back, before it was published
    withdrawn_by uuid constraint release_withdrawn_by references access.person,   -- the second of two
    withdrawn_at timestamptz,
    version      int not null default 1,
    constraint release_two_persons check (published_by <> proposed_by),
    constraint release_published check ((published_by is null) = (published_at is null) and (published_at is null or ended_at is null)),
    constraint release_withdrawn check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_at is null or published_at is not null)));
create index release_in_order on publication.release (published_at desc) where published_at is not null;
create unique index release_one_waits on publication.release ((true)) where published_at is null and ended_at is null;

-- No count under the limit is in a table, no matter who writes it and what the application does.
create function publication.has_no_small(tables jsonb, smallest int) returns boolean immutable language sql set search_path = pg_catalog as $$
    select jsonb_typeof(tables) = 'array' and jsonb_array_length(tables) > 0
       and not jsonb_path_exists(tables, '$[*].counts[*][*] ? (@ < $smallest)', jsonb_build_object('smallest', smallest)) $$;
create function publication.last_release() returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.id from publication.release r where r.published_at is not null order by r.published_at desc, r.id desc limit 1 $$;

-- What others published by that day, as it is put into a release.
create function publication.quoted(as_of date) returns jsonb stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('measure', p.measure, 'source', p.source, 'publishedOn', p.published_on, 'value', p.value) order by p.place), '[]')
      from indicators.report_published(as_of) with ordinality p (measure, source, published_on, value, place) $$;

-- Of which indicators the tables show the whole: those with yes and no, and the number of children.
create function publication.wholes(tables jsonb) returns table (indicator text, num bigint, den bigint) immutable language sql set search_path = pg_catalog as $$
    select case t ->> 'id' when 'SEX' then 'I01' else substr(t ->> 'id', 11) end,
           case t ->> 'id' when 'SEX' then (t #>> '{counts,-1,-1}')::bigint else (t #>> '{counts,0,0}')::bigint end,
           case t ->> 'id' when 'SEX' then 0 else (t #>> '{counts,-1,-1}')::bigint end
      from jsonb_array_elements(tables) t where t ->> 'id' = 'SEX' or t ->> 'id' like 'INDICATOR.%' $$;
-- What was shown of the same on the screen of another day, which would tell a small count beside these tables. The application compares the parts too.
create function publication.tells_beside_screen(tables jsonb, smallest int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (
        select from publication.wholes(tables) w
          join indicators.shown s on s.by_dim = '' and s.indicator = w.indicator and not s.released
         cross join lateral (select (s.parts #>> '{"",num}')::bigint as num, (s.parts #>> '{"",den}')::bigint as den) b
         where abs(w.num - b.num) between 1 and smallest - 1 or abs(w.den - b.den) between 1 and smallest - 1
            or abs(w.den - w.num - b.den + b.num) between 1 and smallest - 1) $$;
-- What was shown until now, for who prepares a release and who agrees to it. Until the end of their transaction nobody is shown more.
create function publication.shown() returns table (said jsonb) volatile language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not publication.publishes() then raise exception 'access.role-needed' using errcode = 'insufficient_privilege'; end if;
    perform indicators.show_one_at_a_time();
    return query select r.said from indicators.shown_rows(array['', 'SEX', 'AGE', 'NATIONALITY', 'SECTOR']) r where (r.said ->> 'released')::boolean is false;
end $$;

create function publication.begin_release() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('publication.release', 0));
    if new.as_of > publication.today() then
        raise exception 'publication.day' using errcode = 'check_violation';
    end if;
    if not publication.has_no_small(new.for_public, greatest(11, access.limit_of('statistics.public.min-cell', 11)))
       or not publication.has_no_small(new.for_partners, greatest(5, access.limit_of('statistics.partner.min-cell', 5))) then
        raise exception 'publication.small-count' using errcode = 'check_violation';
    end if;
    new.follows := publication.last_release();
    new.figures := publication.quoted(new.as_of);
    select 'PUB-' || lpad((1 + coalesce(max(substr(r.code, 5)::int), 0))::text, 2, '0') into new.code from publication.release r;
    return new;
end $$;
create trigger begin_release before insert on publication.release for each row execute function publication.begin_release();
create function publication.release_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from access.decision d where d.kind = 'RELEASE' and d.subject = new.id) then
        raise exception 'publication.waits-for-nobody' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger release_waits after insert on publication.release deferrable initially deferred for each row execute function publication.release_waits();

-- Published by who agreed to exactly this, where nothing was published in between: what is safe beside one release may not be beside two. Withdrawn by two
-- people too. What is in it never changes.
create function publication.keep_release() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if new.published_at is distinct from old.published_at then
        perform pg_advisory_xact_lock(hashtextextended('publication.release', 0));
        if access.agreed_by('RELEASE', new.id, old.version) is distinct from access.actor() or old.ended_at is not null then
            raise exception 'publication.not-agreed' using errcode = 'insufficient_privilege';
        end if;
        if new.follows is distinct from publication.last_release() then
            raise exception 'publication.overtaken' using errcode = 'check_violation';
        end if;
        perform indicators.show_one_at_a_time();
        if publication.tells_beside_screen(new.for_partners || new.for_public, greatest(5, access.limit_of('statistics.partner.min-cell', 5))) then
            raise exception 'publication.beside-screen' using errcode = 'check_violation';
        end if;
        if new.figures is distinct from publication.quoted(new.as_of) then
            raise exception 'publication.other-counts' using errcode = 'check_violation';
        end if;
    end if;
    if new.ended_at is distinct from old.ended_at
       and exists (select from access.decision d where d.kind = 'RELEASE' and d.subject = new.id and d.state in ('WAITING', 'AGREED')) then
        raise exception 'publication.waits' using errcode = 'insufficient_privilege';
    end if;
    if new.withdrawn_at is distinct from old.withdrawn_at
       and access.agreed_by('RELEASE_END', new.id, old.version) is distinct from access.actor() then
        raise exception 'publication.not-agreed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_release before update on publication.release for each row execute function publication.keep_release();
create function publication.release_is_shown() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform indicators.add_shown(new.shown, true);
    return null;
end $$;
create trigger release_is_shown after update on publication.release for each row
    when (new.published_at is not null and old.published_at is null) execute function publication.release_is_shown();
create trigger one_act before update on publication.release for each row execute function access.one_act('ONCE', 'published_at', 'published_by', 'ended_at', '',
    'withdrawn_at', 'withdrawn_by');
create trigger by_oneself after insert on publication.release referencing new table as added for each statement execute function access.by_oneself('proposed_by');

alter table publication.release enable row level security;
create policy seen on publication.release for select to akoma_protection, akoma_custody using ((select publication.publishes()));
create policy prepared on publication.release for insert to akoma_protection with check (access.has_role(array['PROJECT_MANAGER']));
create policy decided on publication.release for update to akoma_protection, akoma_custody using ((select publication.publishes()));
grant select on publication.release to akoma_protection, akoma_custody;
grant insert (id, as_of, exact, for_public, for_partners, left_out, shown) on publication.release to akoma_protection;
grant update (published_by, published_at, ended_at, withdrawn_by, withdrawn_at, version) on publication.release to akoma_protection, akoma_custody;

-- ---------- what others read -------------------------------------------------------------------------------------------
-- The tables for partners, to anyone who reads indicators.
create function publication.partner_releases() returns table (code text, as_of date, published_at timestamptz, tables jsonb, figures jsonb)
stable language sql security definer set search_path = pg_catalog as $$
    select r.code, r.as_of, r.published_at, r.for_partners, r.figures from publication.release r
     where r.published_at is not null and r.withdrawn_at is null
       and access.has_role(array['LE_OFFICER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR', 'CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROJECT_MANAGER',
           'FINANCE_OFFICER', 'EVALUATOR', 'MINISTRY_OFFICER', 'OBSERVER', 'DATA_PROTECTION_OFFICER'])
     order by r.as_of desc, r.published_at desc limit 100 $$;
-- The public's.
create view publication.report_release as
    select r.code, r.as_of, r.published_at, r.for_public as tables, r.figures from publication.release r where r.published_at is not null and r.withdrawn_at is null;
grant select on publication.report_release to akoma_publication;
-- Structures of the project by name, but those that shelter children or serve them: their addresses would be looked for.
create view publication.report_partner as
    select o.label, o.label_en, o.kind, o.country, o.valid_from, o.valid_until from access.organisation o
     where o.kind in ('INTERGOVERNMENTAL', 'CENTRAL_GOVERNMENT', 'LAW_ENFORCEMENT') and not exists (select from cases.shelter s where s.organisation_id = o.id);
grant select on publication.report_partner to akoma_publication;

revoke execute on all functions in schema publication from public;
grant execute on function publication.publishes, publication.today, publication.counts, publication.quoted, publication.last_release, publication.shown to akoma_protection, akoma_custody;
grant execute on function publication.partner_releases to akoma_protection, akoma_enforcement, akoma_custody;
