-- Lists about children leave in bulk with two people, where who takes them works on none of the children (requirements.md 9: "exports and bulk reads
-- need two persons"): for one list and one day, agreed to by the data protection officer.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('BULK_READ', '{DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER,FINANCE_OFFICER}', null);

-- How many lines about children left by one person on one day. Nobody's login writes it but by the function.
create table access.exported_lines (
    person_id uuid not null constraint exported_lines_person references access.person,
    day       date not null,
    lines     bigint not null,
    constraint exported_lines_pk primary key (person_id, day));
alter table access.exported_lines enable row level security;
create policy watched on access.exported_lines for select to akoma_custody using (true);
create policy own on access.exported_lines for select to akoma_protection using (person_id = (select access.actor()));
grant select on access.exported_lines to akoma_protection, akoma_custody;

-- Counts, and answers whom to ring: the data protection officers, when the day's total goes beyond the limit by these lines.
create function access.count_exported(exported bigint, most bigint) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare total bigint;
begin
    if access.actor() is null or exported <= 0 then return; end if;
    insert into access.exported_lines as e (person_id, day, lines) values (access.actor(), (access.moment() at time zone 'UTC')::date, exported)
        on conflict (person_id, day) do update set lines = e.lines + excluded.lines returning e.lines into total;
    if total > most and total - exported <= most then
        return query select r.person_id from access.person_role r where r.role = 'DATA_PROTECTION_OFFICER' and r.approved_at <= access.moment()
                        and r.valid_from <= access.moment() and r.valid_until > access.moment() and r.person_id <> access.actor();
    end if;
end $$;
revoke execute on function access.count_exported from public;
grant execute on function access.count_exported to akoma_protection;
-- What waits for a decision is asked of the policy on access.decision by every login.
grant execute on function access.sees to akoma_custody, akoma_administration;
