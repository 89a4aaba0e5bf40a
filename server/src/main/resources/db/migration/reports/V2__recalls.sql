-- A release that turns out to tell too much is taken back (trust.md 2): at once by one person, confirmed or undone by a second one after. A recall is of the
-- findings of a mission with every report about it, or of one report alone. Nothing is lost: what was taken back and why is told to who could read it, and who
-- did read it is listed for the data protection officer.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('RECALL', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{PROJECT_MANAGER,EVALUATOR,DATA_PROTECTION_OFFICER}', null);
create table reports.recall (
    id         uuid constraint recall_pk primary key,
    mission_id uuid constraint recall_mission references evaluation.mission,   -- its findings, ratings and plan, and all reports about it
    report_id  uuid constraint recall_report references reports.report,        -- this one alone
    code       text not null,                                                  -- of the mission or the report
    reason     text not null constraint recall_reason check (evaluation.is_safe(reason)),
    asked_by   uuid not null default access.actor() constraint recall_asked_by references access.person,
    account    text not null,                                                  -- code of their account, which never changes
    asked_at   timestamptz not null default access.moment(),
    agreed_at  timestamptz,
    agreed_by  uuid constraint recall_agreed_by references access.person,
    refused_at timestamptz,                                                    -- read again since, as before
    refused_by uuid constraint recall_refused_by references access.person,
    version    int not null default 1,
    constraint recall_of_one check (num_nonnulls(mission_id, report_id) = 1),
    constraint recall_ends_once check ((agreed_at is null) = (agreed_by is null) and (refused_at is null) = (refused_by is null) and num_nonnulls(agreed_at, refused_at) < 2),
    constraint recall_two_persons check (asked_by not in (agreed_by, refused_by)));
create index recall_newest on reports.recall (asked_at);

create function reports.may_recall() returns boolean stable language sql as $$
    select session_user in ('akoma_protection', 'akoma_custody') and access.has_role(array['PROJECT_MANAGER', 'EVALUATOR', 'DATA_PROTECTION_OFFICER']) $$;
-- That a report was there, and was taken back, stays known to who had it.
create policy recalled on reports.report for select to akoma_protection, akoma_custody
    using (recall_id is not null and (asked_by = (select access.actor()) or released_at is not null
           and (kind = 'EVALUATION' and (select evaluation.reads()) or access.has_role(array['PROJECT_MANAGER', 'FINANCE_OFFICER', 'DATA_PROTECTION_OFFICER']))));
alter table reports.recall enable row level security;
-- Who could read it reads what became of it. The reason names nobody.
create policy seen on reports.recall for select to akoma_protection, akoma_enforcement, akoma_custody using ((select evaluation.reads()));
create policy asked on reports.recall for insert to akoma_protection, akoma_custody with check ((select reports.may_recall()) and asked_by = (select access.actor()));
create policy decided on reports.recall for update to akoma_protection, akoma_custody using ((select reports.may_recall()));
grant usage on schema reports to akoma_enforcement;
grant select on reports.recall to akoma_protection, akoma_enforcement, akoma_custody;
grant insert (id, mission_id, report_id, reason), update (agreed_at, agreed_by, refused_at, refused_by, version) on reports.recall to akoma_protection, akoma_custody;
create trigger by_oneself after insert on reports.recall referencing new table as added for each statement execute function access.by_oneself('asked_by');
create trigger one_act before update on reports.recall for each row
    execute function access.one_act('ONCE', 'agreed_at', 'agreed_by', 'refused_at', 'refused_by');

-- Whether a second person refused when the actor, or their namesake, took this back since it was released last: again it is another person's, or a data
-- protection officer's. Else one person who takes it back after each refusal keeps findings hidden alone. A mission and its reports are one: who was refused
-- the one does not take back the other.
create function reports.was_refused(mission uuid, report uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not access.has_role(array['DATA_PROTECTION_OFFICER'])
       and exists (select from reports.recall c
                     left join reports.report of on of.id = was_refused.report
                     left join evaluation.mission m on m.id = coalesce(was_refused.mission, of.mission_id)
                     left join reports.report r on r.id = c.report_id
                    where c.asked_by = any (access.with_namesakes(array[access.actor()]))
                      and c.refused_at > coalesce(greatest(m.released_at, of.released_at), '-infinity')
                      and (c.report_id = was_refused.report or c.mission_id = m.id or r.mission_id = m.id)) $$;
-- Only what is released, and not taken back already, and read by who takes it back.
create function reports.begin_recall() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r reports.report;
begin
    select upper(p.code) into new.account from access.person p where p.id = new.asked_by;
    if new.mission_id is not null then
        select m.code into new.code from evaluation.mission m
         where m.id = new.mission_id and m.released_at is not null and m.recall_id is null and evaluation.reads() for update;
    else
        select * into r from reports.report x where x.id = new.report_id and x.released_at is not null and x.recall_id is null for update;
        if reports.may_read(r.kind, r.mission_id) or reports.works_with(r.kind, r.edition, r.mission_id, r.asked_by) then new.code := r.code; end if;
    end if;
    if new.code is null then raise exception 'reports.not-released' using errcode = 'check_violation'; end if;
    if reports.was_refused(new.mission_id, new.report_id) then raise exception 'reports.recall-refused' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger begin_recall before insert on reports.recall for each row execute function reports.begin_recall();
-- From this moment on nobody reads it; what waits about a report of it ends.
create function reports.hide_recalled() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare hidden uuid;
begin
    update evaluation.mission m set recall_id = new.id where m.id = new.mission_id;
    for hidden in update reports.report r set recall_id = new.id where (r.mission_id = new.mission_id or r.id = new.report_id) and r.recall_id is null returning r.id loop
        perform access.end_waiting(array['REPORT'], hidden, null);
    end loop;
    perform access.ring(array(
        select g.person_id from evaluation.reading g where g.mission_id = new.mission_id and g.person_id <> new.asked_by
        union select t.person_id from reports.taking t join reports.report r on r.id = t.report_id where r.recall_id = new.id and t.person_id <> new.asked_by), 'recall', new.id);
    return null;
end $$;
create trigger hide_recalled after insert on reports.recall for each row execute function reports.hide_recalled();
create function reports.recall_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_custody') and not exists (select from access.decision d where d.kind = 'RECALL' and d.subject = new.id) then
        raise exception 'reports.recall-waits-for-nobody' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger recall_waits after insert on reports.recall deferrable initially deferred for each row execute function reports.recall_waits();

-- Confirmed by who agreed to exactly this, undone by who refused exactly this.
create function reports.keep_recall() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if new.agreed_at is distinct from old.agreed_at and access.agreed_by('RECALL', new.id, old.version) is distinct from access.actor()
       or new.refused_at is distinct from old.refused_at
          and not exists (select from access.decision d where d.kind = 'RECALL' and d.subject = new.id and d.version = old.version and d.state = 'REFUSED'
                             and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        raise exception 'reports.recall-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_recall before update on reports.recall for each row execute function reports.keep_recall();
-- Another recall that keeps a report away: its own, or one of its mission that was asked for since the report was. Null: none.
create function reports.also_recalled_by(report reports.report, but uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select c.id from reports.recall c
     where c.id <> but and c.refused_at is null and (c.report_id = report.id or c.mission_id = report.mission_id and c.asked_at >= report.asked_at)
     order by c.asked_at limit 1 $$;
create function reports.follow_recall() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.agreed_at is not null and old.agreed_at is null then
        update evaluation.mission m set recall_agreed_at = new.agreed_at where m.id = new.mission_id and m.recall_id = new.id;
        -- what was written before may say the same: its team goes on without it
        update evaluation.former f set withheld = true where f.mission_id = new.mission_id and f.kind = 'FINDING';
    elsif new.refused_at is not null and old.refused_at is null then
        update evaluation.mission m set recall_id = null where m.id = new.mission_id and m.recall_id = new.id;
        update reports.report r set recall_id = reports.also_recalled_by(r, new.id) where r.recall_id = new.id;
    end if;
    return null;
end $$;
create trigger follow_recall after update on reports.recall for each row execute function reports.follow_recall();

-- ---------- who had it ----------------------------------------------------------------------------------------------------
create table reports.taking (
    report_id uuid not null constraint taking_report references reports.report,
    person_id uuid not null constraint taking_person references access.person,
    account   text not null,
    format    text not null,
    draft     boolean not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    times     int not null default 1,
    constraint taking_pk primary key (report_id, person_id, format, draft));
alter table reports.taking enable row level security;
create policy watched on reports.taking for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on reports.taking to akoma_custody;
create function reports.note_taking(report uuid, format text, draft boolean) returns void language sql security definer set search_path = pg_catalog as $$
    insert into reports.taking (report_id, person_id, account, format, draft, first_at, last_at)
    select report, p.id, upper(p.code), note_taking.format, note_taking.draft, access.moment(), access.moment() from access.person p
     where p.id = access.actor() and reports.gives(report, note_taking.draft)
        on conflict (report_id, person_id, format, draft) do update set last_at = excluded.last_at, times = taking.times + 1 $$;
-- Who read the findings, or took a report of them, before the recall; for the data protection officer.
create function reports.readers_of(recall uuid) returns table (account text, report text, format text, times int, first_at timestamptz, last_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select x.* from (
        select g.account, null::text as report, null::text as format, g.times, g.first_at, g.last_at
          from reports.recall c join evaluation.reading g on g.mission_id = c.mission_id where c.id = recall and g.first_at <= c.asked_at
        union all
        select t.account, r.code, t.format, t.times, t.first_at, t.last_at
          from reports.recall c join reports.report r on r.id = c.report_id or r.mission_id = c.mission_id join reports.taking t on t.report_id = r.id
         where c.id = recall and t.first_at <= c.asked_at) x
     where session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) order by x.account, x.report nulls first, x.format $$;
revoke execute on function reports.may_recall, reports.was_refused, reports.begin_recall, reports.hide_recalled, reports.recall_waits, reports.keep_recall,
    reports.also_recalled_by, reports.follow_recall,
    reports.note_taking, reports.readers_of from public;
grant execute on function reports.may_recall to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function reports.was_refused, reports.note_taking to akoma_protection, akoma_custody;
grant execute on function reports.readers_of to akoma_custody;
