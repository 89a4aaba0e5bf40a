-- Counts as of a moment, for the login that reads nothing else. Who was trained is who came on one day at least of a session that had ended; who was certified
-- held a certificate by then that was not taken back, whether or not it has run out since. Structure null: several, or one that is not of this house.
create function training.report_certified(as_of timestamptz)
returns table (session text, country text, first_day date, structure text, function text, sex text, trained bigint, certified bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.country, s.days[1], o.code, p.function, p.sex, count(*), count(*) filter (where exists (
               select from training.certificate c where c.participant_id = p.id and c.issued_at <= as_of
                  and (c.revoked_at is null or c.revoked_at > as_of)))
      from training.session s join training.participant p on p.session_id = s.id left join access.organisation o on o.id = p.organisation_id
     where training.last_day(s.days) <= (as_of at time zone 'UTC')::date and s.cancelled_at is null
       and exists (select from training.attendance a where a.participant_id = p.id and a.present)
     group by s.code, s.country, s.days[1], o.code, p.function, p.sex $$;

-- Who was observed by then, once each by the last checklist, and how many reached the points that count as good.
create function training.report_checklists(as_of timestamptz, good int)
returns table (session text, country text, structure text, function text, sex text, observed bigint, well bigint, points bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.country, o.code, p.function, p.sex, count(*), count(*) filter (where k.points >= good), sum(k.points)
      from training.session s join training.participant p on p.session_id = s.id left join access.organisation o on o.id = p.organisation_id
      join lateral (select c.points from training.checklist c where c.participant_id = p.id and c.observed_on <= (as_of at time zone 'UTC')::date
                     order by c.observed_on desc, c.occasion desc limit 1) k on true
     group by s.code, s.country, o.code, p.function, p.sex $$;

-- The same of each occasion. Anyone who holds a certificate that was not taken back is to be observed so many days after the last day of the session, and for so many
-- days more: until then the checklist is due, afterwards it was missed. In an operation nobody has to be observed.
create function training.report_occasions(as_of timestamptz, good int, first_after int, second_after int, open_for int)
returns table (session text, occasion text, observed bigint, well bigint, points bigint, due bigint, missed bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with those as (
        select s.code, o.occasion, k.points,
               (as_of at time zone 'UTC')::date - (training.last_day(s.days) + o.days) as since,
               k.id is null and p.withdrawn_at is null and exists (
                   select from training.certificate c where c.participant_id = p.id and c.issued_at <= as_of and (c.revoked_at is null or c.revoked_at > as_of)) as lacks
          from training.session s join training.participant p on p.session_id = s.id
         cross join (values ('OPERATION', null), ('DAY_90', first_after), ('DAY_180', second_after)) o(occasion, days)
          left join training.checklist k on k.participant_id = p.id and k.occasion = o.occasion and k.observed_on <= (as_of at time zone 'UTC')::date
         where s.cancelled_at is null)
    select t.code, t.occasion, count(t.points), count(*) filter (where t.points >= good), coalesce(sum(t.points), 0)::bigint,
           count(*) filter (where t.lacks and t.since between 0 and open_for), count(*) filter (where t.lacks and t.since > open_for)
      from those t group by t.code, t.occasion $$;
-- And of each of the ten items, where they were handed in: of how many, and of how many it held.
create function training.report_items(as_of timestamptz) returns table (session text, occasion text, item text, asked bigint, held bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, k.occasion, i.key, count(*), count(*) filter (where i.value <> 'NO')
      from training.session s join training.participant p on p.session_id = s.id join training.checklist k on k.participant_id = p.id
     cross join lateral jsonb_each_text(k.items) i
     where s.cancelled_at is null and k.observed_on <= (as_of at time zone 'UTC')::date group by s.code, k.occasion, i.key $$;

-- What was learnt and how it was received, by session: sums, so that means are made where they are shown. Gain: (after - before) / (100 - before) of each who sat
-- both; nobody gains who had all points before.
create function training.report_learning(as_of timestamptz)
returns table (session text, part text, sat bigint, before bigint, after bigint, gains numeric, gained bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, b.part, count(*), sum(b.points), sum(a.points), coalesce(sum((a.points - b.points)::numeric / nullif(100 - b.points, 0)), 0),
           count(*) filter (where b.points < 100)
      from training.session s join training.participant p on p.session_id = s.id
      join training.score b on b.participant_id = p.id and b.round = 'BEFORE' join training.score a on a.participant_id = p.id and a.round = 'AFTER' and a.part = b.part
     where training.last_day(s.days) <= (as_of at time zone 'UTC')::date and s.cancelled_at is null
     group by s.code, b.part $$;
create function training.report_reactions(as_of timestamptz) returns table (session text, question int, forms bigint, points bigint, good bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, q.n::int, count(*), sum(q.answer), count(*) filter (where q.answer >= 4)
      from training.session s join training.reaction r on r.session_id = s.id cross join lateral unnest(r.answers) with ordinality q(answer, n)
     where training.last_day(s.days) <= (as_of at time zone 'UTC')::date group by s.code, q.n $$;

-- Anybody who holds the paper asks whether it is good: by a code of 100 bits, and nothing of the holder.
create function training.report_certificate(wanted text, on_day date)
returns table (number text, modules text[], issued_on date, last_day date, state text, revoked_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select c.number, c.modules, (c.issued_at at time zone 'UTC')::date, c.valid_until - 1,
           case when c.revoked_at is not null then 'REVOKED' when c.suspended_at is not null then 'SUSPENDED' when c.valid_until <= on_day then 'EXPIRED' else 'VALID' end,
           (c.revoked_at at time zone 'UTC')::date
      from training.certificate c where c.code = wanted $$;
revoke execute on function training.report_certified, training.report_checklists, training.report_occasions, training.report_items,
    training.report_learning, training.report_reactions, training.report_certificate from public;
grant execute on function training.report_certified, training.report_checklists, training.report_occasions, training.report_items,
    training.report_learning, training.report_reactions to akoma_statistics;
grant execute on function training.report_certificate to akoma_publication;

-- ---------- results, as the police's own records count them -------------------------------------------------------------
-- Counts of all operations that are over together, and of the interviews that were held: how many children, and how many of them by somebody whose certificate was valid.
create function training.report_work(as_of timestamptz, within_hours int)
returns table (slips bigint, slips_in_time bigint, arrested bigint, referred bigint, convicted bigint, interviews bigint, by_certified bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(sum(o.slips), 0)::bigint, coalesce(sum(o.slips_in_time), 0)::bigint, coalesce(sum(o.arrested), 0)::bigint,
           coalesce(sum(o.referred), 0)::bigint, coalesce(sum(o.convicted), 0)::bigint,
           (select count(*) from operations.interview i join operations.operation p on p.id = i.operation_id where i.held_at <= as_of and p.closed_at is not null),
           (select count(*) from operations.interview i join operations.operation p on p.id = i.operation_id
             where i.held_at <= as_of and i.certified and p.closed_at is not null)
      from operations.report_operation(as_of, within_hours) o $$;
revoke execute on function training.report_work from public;
grant execute on function training.report_work to akoma_statistics;
