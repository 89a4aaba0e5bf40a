-- Confirmed victims as the Counter-Trafficking Data Collaborative takes them: one row for each child of a published release, and all of them. A column is told
-- of every child or of none. From the file, the published tables and every other figure nobody computes a small count: docs/decisions/files-given-away.md.

-- What was given for a release; the same whenever it is asked for. Only the functions below read and write it.
create table exchange.victim_table (
    release_id uuid constraint victim_table_pk primary key constraint victim_table_release references publication.release,
    told       text[] not null,
    cells      jsonb not null,                                       -- how many children have each combination; with the age group of tables where age is told
    made_at    timestamptz not null default access.moment());
alter table exchange.victim_table enable row level security;

-- ---------- the rule ---------------------------------------------------------------------------------------------------------
-- How many children have each combination of some columns.
create function exchange.combinations(cells jsonb, wanted text[]) returns table (cell jsonb, n int) immutable language sql set search_path = pg_catalog as $$
    select (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(c.one) e where e.key = any (wanted)), sum((c.one ->> 'n')::int)::int
      from jsonb_array_elements(cells) c (one) group by 1 $$;
create function exchange.are_enough(cells jsonb, wanted text[], smallest int) returns boolean immutable language sql set search_path = pg_catalog as $$
    select coalesce(bool_and(c.n >= smallest), false) from exchange.combinations(cells, wanted) c $$;
-- No sum of combinations differs by a small number from what it was: all grew or all shrank, each by nothing or by enough.
create function exchange.may_follow(before jsonb, cells jsonb, wanted text[], smallest int) returns boolean immutable language sql set search_path = pg_catalog as $$
    select coalesce(bool_and(x.more = 0 or abs(x.more) >= smallest), true) and not (coalesce(min(x.more), 0) < 0 and coalesce(max(x.more), 0) > 0)
      from (select coalesce(a.n, 0) - coalesce(b.n, 0) as more
              from exchange.combinations(cells, wanted) a full join exchange.combinations(before, wanted) b on a.cell = b.cell) x $$;
-- The column of a published table under which a value is counted; null where it has none, or where there is no such table.
create function exchange.table_column(tables jsonb, id text, value text) returns text immutable language sql set search_path = pg_catalog as $$
    select case when t.one -> 'columns' ? value then value when t.one -> 'columns' ? 'OTHER' then 'OTHER' end
      from jsonb_array_elements(tables) t (one) where t.one ->> 'id' = table_column.id $$;
-- Ages follow each other; who is older, or of unknown age, is with the oldest.
create function exchange.table_ages(tables jsonb, age text) returns text immutable language sql set search_path = pg_catalog as $$
    select c.label from jsonb_array_elements(tables) t (one) cross join jsonb_array_elements_text(t.one -> 'columns') with ordinality c (label, place)
     where t.one ->> 'id' = 'AGE' and (age !~ '^\d+-\d+$' or split_part(c.label, '-', 1)::int <= split_part(age, '-', 1)::int) order by c.place desc limit 1 $$;
-- Whether a published table says of exactly these children, divided by sex, how many are in each of its columns, and hides nothing.
create function exchange.is_shown(tables jsonb, wanted text, cells jsonb) returns boolean immutable language sql set search_path = pg_catalog as $$
    select exists (
        select from jsonb_array_elements(tables) t (one)
         where t.one ->> 'id' = wanted and (wanted = 'SEX') = (t.one -> 'rows' = '["ALL"]')
           and (t.one #>> '{counts,-1,-1}')::int = (select coalesce(sum(c.n), 0) from exchange.combinations(cells, '{}') c)
           and not exists (
               select from jsonb_array_elements_text(t.one -> 'rows') with ordinality r (label, i)
                cross join jsonb_array_elements_text(t.one -> 'columns') with ordinality c (label, j)
                where (t.one -> 'counts' -> (r.i::int - 1) ->> (c.j::int - 1))::int is distinct from
                      (select coalesce(sum((x.one ->> 'n')::int), 0)::int from jsonb_array_elements(cells) x (one)
                        where x.one ->> wanted = c.label and (wanted = 'SEX' or x.one ->> 'SEX' = r.label)))) $$;
-- The columns that may be told; null: not even the sex, so that there is no file. What a table of the release divides by is told where that table hides
-- nothing: the file then repeats its counts. The ages of the file and those of the tables cut each other, so that each piece is to be enough. The year is told
-- when it is the same for all. earlier: [{"told": [...], "cells": [...]}] of every file that was given.
create function exchange.told(tables jsonb, cells jsonb, earlier jsonb, smallest int) returns text[] immutable language plpgsql set search_path = pg_catalog as $$
declare
    told text[] := '{}';
    one text;
begin
    foreach one in array array['SEX', 'YEAR', 'COUNTRY', 'BROAD_AGE', 'SECTOR', 'NATIONALITY'] loop
        if (case one when 'YEAR' then (select count(*) = 1 from exchange.combinations(cells, '{YEAR}'))
                     when 'COUNTRY' then true
                     when 'BROAD_AGE' then exchange.is_shown(tables, 'AGE', cells) and exchange.are_enough(cells, '{SEX,BROAD_AGE,AGE_GROUP}', smallest)
                     else exchange.is_shown(tables, one, cells) end)
           and exchange.are_enough(cells, told || one, smallest)
           and not exists (
               select from jsonb_array_elements(earlier) e (file)
                cross join lateral (select array(select jsonb_array_elements_text(e.file -> 'told') intersect select unnest(told || one)) as shared) b
                where not exchange.may_follow(e.file -> 'cells', cells, b.shared, smallest)
                   or 'BROAD_AGE' = any (b.shared) and not exchange.may_follow(e.file -> 'cells', cells, '{SEX,BROAD_AGE,AGE_GROUP}', smallest)) then
            told := told || one;
        elsif one = 'SEX' then
            return null;
        end if;
    end loop;
    return told;
end $$;

-- ---------- the file ---------------------------------------------------------------------------------------------------------
-- The children of a release by all that may be told of them, and by what its tables count.
create function exchange.victims_of(release publication.release) returns jsonb stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(to_jsonb(x)), '[]')
      from (select s.sex as "SEX", extract(year from coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::int as "YEAR", o.country as "COUNTRY",
                   case when f.age_at_rescue <= 8 then '0--8' when f.age_at_rescue <= 17 then '9--17' when f.age_at_rescue <= 20 then '18--20'
                        when f.age_at_rescue <= 23 then '21--23' when f.age_at_rescue <= 26 then '24--26' end as "BROAD_AGE",
                   s.age as "AGE_GROUP", exchange.table_ages(release.for_public, s.age) as "AGE",
                   exchange.table_column(release.for_public, 'SECTOR', coalesce(s.sector, 'UNKNOWN')) as "SECTOR",
                   exchange.table_column(release.for_public, 'NATIONALITY', s.nationality) as "NATIONALITY", count(*) as n
              from indicators.held h cross join lateral unnest(h.spans) s left join cases.case_file f on f.id = s.unit
              left join slips.slip l on l.id = f.slip_id left join operations.operation o on o.id = l.operation_id
             where h.kind = 'FILE' and s.indicator = 'I01' and s.since <= release.as_of and (s.until is null or s.until > release.as_of)
             group by 1, 2, 3, 4, 5, 6, 7, 8) x $$;
-- What is given for the release of the latest day: nothing where it was withdrawn, or where other children are counted on its day now. For a project manager whom the data
-- protection officer let take it today, once: what is given uses the agreement up.
create function exchange.keep_victims()
returns table (release text, as_of date, year int, sex text, age text, citizenship text, sector text, country text, children int)
language plpgsql volatile security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
    r publication.release;
    found jsonb;
    columns text[];
begin
    if not access.has_role(array['PROJECT_MANAGER'])
       or access.open_bulk_read('ctdc', 'CSV') is null then
        raise exception 'pages.bulk-read-by-two' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('exchange.victims', 0));
    -- of the latest day: a month that is released late gets no file of its own
    select x.* into r from publication.release x where x.published_at is not null order by x.as_of desc, x.published_at desc, x.id desc limit 1;
    if r.withdrawn_at is not null then return; end if;
    if r.id is null then return; end if;
    if not exists (select from exchange.victim_table v where v.release_id = r.id) then
        perform publication.counts(r.as_of);                         -- what changed since is counted first
        found := exchange.victims_of(r);
        columns := exchange.told(r.for_public, found, (select coalesce(jsonb_agg(to_jsonb(v)), '[]') from exchange.victim_table v),
                                 greatest(11, access.limit_of('statistics.public.min-cell', 11)));
        if columns is null then return; end if;
        insert into exchange.victim_table (release_id, told, cells)
        select r.id, columns, jsonb_agg(c.cell || jsonb_build_object('n', c.n))
          from exchange.combinations(found, columns || case when 'BROAD_AGE' = any (columns) then array['AGE_GROUP'] end) c;
    end if;
    if access.take_bulk_read('ctdc', 'CSV') is null then raise exception 'pages.bulk-read-by-two' using errcode = 'insufficient_privilege'; end if;
    return query
    select r.code, r.as_of, (c.cell ->> 'YEAR')::int, nullif(c.cell ->> 'SEX', 'U'), c.cell ->> 'BROAD_AGE', nullif(nullif(c.cell ->> 'NATIONALITY', 'OTHER'), 'UNKNOWN'),
           nullif(nullif(c.cell ->> 'SECTOR', 'OTHER'), 'UNKNOWN'), c.cell ->> 'COUNTRY', c.n
      from exchange.victim_table v cross join lateral exchange.combinations(v.cells, v.told) c where v.release_id = r.id order by 3, 4, 5, 6, 7, 8;
end $$;
revoke execute on function exchange.combinations, exchange.are_enough, exchange.may_follow, exchange.table_column, exchange.table_ages, exchange.is_shown,
    exchange.told, exchange.victims_of, exchange.keep_victims from public;
grant execute on function exchange.keep_victims to akoma_protection;
