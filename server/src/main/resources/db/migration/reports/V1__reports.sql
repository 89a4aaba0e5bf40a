grant usage on schema reports to akoma_protection, akoma_custody, akoma_statistics, akoma_administration;

-- Reports that somebody asked for (requirements.md 6 and 8.6): the evaluation of a mission, and a month of the project for its donors. No column leads to a
-- child's file. A report is made in the session of who asked for it; its files are kept sealed until its last day, its fingerprint for ever.
create sequence reports.report_number;
create table reports.report (
    id           uuid constraint report_pk primary key,
    code         text not null constraint report_code unique,           -- RP-2015-0001
    kind         text not null constraint report_kind check (kind in ('EVALUATION', 'DONOR')),
    edition      text not null constraint report_edition check (edition in ('INTERNAL', 'PARTNERS')),  -- exact figures, or without small counts
    language     text not null constraint report_language check (language in ('fr', 'en')),
    mission_id   uuid constraint report_mission references evaluation.mission,
    month        date constraint report_month check (month = date_trunc('month', month::timestamp)::date),
    asked_by     uuid not null default access.actor() constraint report_asked_by references access.person,
    asker        text not null,                                         -- code of the account, which never changes
    asked_at     timestamptz not null default access.moment(),
    until        timestamptz not null,                                  -- the files are kept until then
    state        text not null default 'WAITING' constraint report_state check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    progress     int not null default 0 constraint report_progress check (progress between 0 and 100),
    runner       uuid,                                                  -- who makes it now; another takes over where nothing was heard for half a minute
    seen_at      timestamptz,
    failure      text constraint report_failure check (failure in ('reports.no-right', 'reports.broken')),
    fingerprint  text constraint report_fingerprint check (fingerprint ~ '^[0-9a-f]{64}$'),   -- SHA-256 of what it says, the same for all its files
    released_at  timestamptz,
    released_by  uuid constraint report_released_by references access.person,
    recall_id    uuid,                                                  -- why nobody takes it any more (reports.recall); null: it was not taken back
    version      int not null default 1,
    constraint report_about check (case kind when 'EVALUATION' then mission_id is not null and month is null
        else mission_id is null and month is not null and edition = 'PARTNERS' end),
    constraint report_ends check (until > asked_at and until <= asked_at + interval '60 days'),
    constraint report_made check ((state = 'DONE') = (fingerprint is not null) and (state <> 'DONE' or progress = 100)),
    constraint report_failed check ((state = 'FAILED') = (failure is not null)),
    constraint report_released check ((released_at is null) = (released_by is null) and (released_at is null or state = 'DONE' and edition = 'PARTNERS')));
create index report_of_person on reports.report (asked_by, asked_at);
create index report_of_mission on reports.report (mission_id, asked_at);
create index report_newest on reports.report (asked_at);
create index report_until on reports.report (until);

-- ---------- who ---------------------------------------------------------------------------------------------------------
-- Who may have it made now: the team of a mission; after the release of its findings who reads these, without small counts; a month, a project manager.
create function reports.may_ask(kind text, edition text, mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when kind = 'DONOR' then session_user = 'akoma_protection' and access.has_role(array['PROJECT_MANAGER'])
                when evaluation.is_recalled(mission) then false
                else evaluation.in_team(mission) or edition = 'PARTNERS' and session_user = 'akoma_protection'
                     and evaluation.is_released(mission) and access.has_role(array['PROJECT_MANAGER', 'EVALUATOR']) end $$;
-- Who works with it before it is released: who asked, the team of its mission, project managers and the data protection officer for what they decide.
create function reports.works_with(kind text, edition text, mission uuid, asker uuid) returns boolean stable
language sql security definer set search_path = pg_catalog as $$
    select reports.may_ask(kind, edition, mission) and (asker = access.actor() or kind = 'DONOR' or evaluation.in_team(mission))
        or edition = 'PARTNERS' and session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
        or edition = 'PARTNERS' and kind = 'EVALUATION' and session_user = 'akoma_protection' and access.has_role(array['PROJECT_MANAGER']) $$;
-- Once it is released: who reads the findings of its mission; of a month, those who manage, pay and guard.
create function reports.may_read(kind text, mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when kind = 'DONOR' then access.has_role(array['PROJECT_MANAGER', 'FINANCE_OFFICER', 'DATA_PROTECTION_OFFICER'])
                else evaluation.reads() and evaluation.is_released(mission) end $$;
alter table reports.report enable row level security;
create policy worked_with on reports.report for select to akoma_protection, akoma_custody
    using (reports.works_with(kind, edition, mission_id, asked_by));
create policy released on reports.report for select to akoma_protection, akoma_custody
    using (released_at is not null and reports.may_read(kind, mission_id));
create policy asked on reports.report for insert to akoma_protection
    with check (asked_by = (select access.actor()) and state = 'WAITING' and released_at is null and reports.may_ask(kind, edition, mission_id));
create policy made on reports.report for update to akoma_protection using (reports.works_with(kind, edition, mission_id, asked_by));
create policy decided on reports.report for update to akoma_custody using (reports.works_with(kind, edition, mission_id, asked_by));
grant select on reports.report to akoma_protection, akoma_custody;
grant insert (id, kind, edition, language, mission_id, month, until) on reports.report to akoma_protection;
grant update (state, progress, runner, seen_at, failure, fingerprint, released_at, released_by, version) on reports.report to akoma_protection;
grant update (released_at, released_by, version) on reports.report to akoma_custody;

-- ---------- how it goes on ----------------------------------------------------------------------------------------------
create function reports.begin_report() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.code := 'RP-' || to_char(access.moment() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('reports.report_number')::text, 4, '0');
    select p.code into new.asker from access.person p where p.id = new.asked_by;
    if new.month >= date_trunc('month', (access.moment() at time zone 'UTC')) then
        raise exception 'reports.month-not-over' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger begin_report before insert on reports.report for each row execute function reports.begin_report();
-- Only who asked for it has it made, and once it is made it stays. It is released by who agreed to exactly this one, and for ever.
create function reports.keep_report() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if (new.state, new.progress, new.runner, new.seen_at, new.failure, new.fingerprint) is distinct from
       (old.state, old.progress, old.runner, old.seen_at, old.failure, old.fingerprint)
       and (old.asked_by is distinct from access.actor() or old.state = 'DONE' or not reports.may_ask(old.kind, old.edition, old.mission_id)) then
        raise exception 'reports.not-theirs' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'DONE' and old.state <> 'DONE' and new.recall_id is not null then
        raise exception 'reports.recalled' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'DONE' and old.state <> 'DONE' and not exists (select from reports.file f where f.report_id = new.id) then
        raise exception 'reports.no-file' using errcode = 'check_violation';
    end if;
    if new.released_at is distinct from old.released_at and (new.recall_id is not null or new.kind = 'EVALUATION' and not evaluation.is_released(new.mission_id)) then
        raise exception 'reports.findings-not-released' using errcode = 'check_violation';
    end if;
    if new.released_at is distinct from old.released_at and access.agreed_by('REPORT', new.id, old.version) is distinct from access.actor() then
        raise exception 'reports.not-agreed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_report before update on reports.report for each row execute function reports.keep_report();
create trigger one_act before update of released_at, released_by on reports.report for each row execute function access.one_act('ONCE', 'released_at', 'released_by');
create trigger by_oneself after insert on reports.report referencing new table as added for each statement execute function access.by_oneself('asked_by');

-- What leaves the house is read by a second person first: another project manager, or the data protection officer.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('REPORT', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER,EVALUATOR}', null);

-- ---------- files -------------------------------------------------------------------------------------------------------
-- A draft says on every page that it is not to be passed on; the same without these words is given out after the release only. Of an internal edition
-- there is one file a format, for who works with it.
create table reports.file (
    report_id uuid constraint file_report references reports.report,
    format    text constraint file_format check (format in ('PDF', 'DOCX')),
    draft     boolean,
    sealed    bytea,                                                    -- null: its last day is over
    bytes     int not null constraint file_bytes check (bytes > 0),
    sha256    text not null constraint file_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint file_pk primary key (report_id, format, draft));
create function reports.makes(report uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from reports.report r where r.id = report and r.state = 'RUNNING' and r.recall_id is null and r.asked_by = access.actor()
                      and reports.may_ask(r.kind, r.edition, r.mission_id)) $$;
create function reports.gives(report uuid, draft boolean) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from reports.report r where r.id = report and r.state = 'DONE' and r.recall_id is null and r.until > access.moment()
        and (case when draft or r.edition = 'INTERNAL' then reports.works_with(r.kind, r.edition, r.mission_id, r.asked_by)
             else r.released_at is not null and (reports.works_with(r.kind, r.edition, r.mission_id, r.asked_by) or reports.may_read(r.kind, r.mission_id)) end)) $$;
alter table reports.file enable row level security;
create policy given on reports.file for select to akoma_protection, akoma_custody using (reports.gives(report_id, draft));
create policy made on reports.file for insert to akoma_protection with check (reports.makes(report_id));
grant select on reports.file to akoma_protection, akoma_custody;
grant insert (report_id, format, draft, sealed, bytes, sha256) on reports.file to akoma_protection;

create function reports.forget(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (update reports.file f set sealed = null from reports.report r
                   where r.id = f.report_id and f.sealed is not null and r.until <= moment and access.is_now(moment) returning 1)
    select count(*) from gone $$;

-- ---------- what was held and paid in a month -----------------------------------------------------------------------------
create function reports.report_trainings(first date, last date) returns table (code text, first_day date, days int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.days[1], cardinality(s.days) from training.session s where s.cancelled_at is null and s.days[1] between first and last order by s.days[1], s.code $$;
-- Payments that were made in these days, by currency, with how many children they were for. Not by type: the usual amount of one would tell how many children.
create function reports.report_spending(first date, last date) returns table (currency text, children bigint, amount numeric)
stable language sql security definer set search_path = pg_catalog as $$
    select p.currency, count(distinct p.file_id), sum(p.amount) from assistance.payment p
     where p.state = 'PAID' and p.paid_on between first and last group by p.currency order by p.currency $$;
-- The month in which the project began, as far as Akoma holds it: of the first figure, or the first training.
create function reports.report_first_month() returns date stable language sql security definer set search_path = pg_catalog as $$
    select date_trunc('month', least((select min(c.day) from indicators.cell c where c.period = 'MONTH'), (select min(s.days[1]) from training.session s))::timestamp)::date $$;
revoke execute on function reports.may_ask, reports.report_first_month, reports.works_with, reports.may_read, reports.begin_report, reports.keep_report, reports.makes,
    reports.gives, reports.forget, reports.report_trainings, reports.report_spending from public;
grant execute on function reports.may_ask, reports.works_with, reports.may_read, reports.makes, reports.gives to akoma_protection, akoma_custody;
grant execute on function reports.forget to akoma_administration;
grant execute on function reports.report_first_month, reports.report_trainings, reports.report_spending to akoma_statistics;
