-- A review that lowers the risk holds only once another person, a supervisor, has agreed.
alter table cases.assessment add column lowers boolean not null default false;

-- A home with family or in a foster family is proposed by one person and begins when another has approved it.
alter table cases.placement add column state text not null default 'CURRENT'
    constraint placement_state check (state in ('PROPOSED', 'CURRENT', 'ENDED', 'REFUSED'));
alter table cases.placement add constraint placement_approval check (state not in ('CURRENT', 'ENDED')
    or kind in ('SHELTER', 'RESIDENTIAL_CARE') or approved_by is not null);
create unique index placement_one_current on cases.placement (file_id) where state = 'CURRENT';

-- The fullest day of a shelter from one day to another (exclusive), without the placement that is being written. Nobody sees all residents.
create function cases.fullest(shelter uuid, leaving_out uuid, first date, last date) returns bigint
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(max(there), 0) from (
        select (select count(*) from cases.placement p where p.shelter_id = shelter and p.id <> leaving_out
                   and p.since <= d.day and coalesce(p.until, 'infinity') > d.day) as there
          from (select first as day union
                select p.since from cases.placement p where p.shelter_id = shelter and p.since > first and p.since < coalesce(last, 'infinity')) d) x $$;
revoke execute on function cases.fullest from public;
grant execute on function cases.fullest to akoma_protection;

-- The codes are those of the list closure-reason and of requirements.md 2.5.
alter table cases.closure drop constraint closure_code;
alter table cases.closure add constraint closure_code check (code in
    ('PLAN_GOALS_MET', 'TURNED_18_WITH_LEAVING_PLAN', 'TRANSFERRED', 'REPATRIATED', 'NOT_A_VICTIM', 'DUPLICATE', 'DEATH', 'OTHER'));
create unique index closure_one_waiting on cases.closure (file_id) where decision is null;
create unique index reopening_one_waiting on cases.reopening (file_id) where decided_at is null;
alter table cases.reopening add constraint reopening_decided_by_another check (decided_by is distinct from asked_by);
create unique index tracing_one_running on cases.tracing (file_id) where status <> 'CLOSED';
create unique index homecoming_one_running on cases.homecoming (file_id) where state not in ('ARRIVED', 'CANCELLED');
