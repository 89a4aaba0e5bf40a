-- ---------- messages ---------------------------------------------------------------------------------------------------
-- What people write to each other: inside a child's file, or between structures in a dossier of its own with its own key, whose grants are its
-- participants. Both sides have conversations; no conversation has both sides: compartment stands in every row and in every key.
create table referrals.conversation (
    id          uuid constraint conversation_pk primary key,
    compartment text not null,
    dossier_id  uuid not null constraint conversation_dossier references access.dossier,  -- the child's file, or the conversation itself
    section     int not null constraint conversation_section check (section in (8, 16, 32, 64, 128)),
    subject     bytea not null,
    opened_by   uuid not null,
    opened_at   timestamptz not null,
    last_number int not null default 0,
    last_at     timestamptz not null,
    on_file     boolean generated always as (dossier_id <> id) stored,
    referral_id uuid constraint conversation_referral references referrals.referral,   -- of the police always null: they have no file
    constraint conversation_whole unique (id, dossier_id, section, compartment),
    constraint conversation_side check (compartment in ('akoma_protection', 'akoma_enforcement')),
    constraint conversation_own_is_notes check (dossier_id <> id or section = 128),
    constraint conversation_on_file_is_care check (dossier_id = id or compartment = 'akoma_protection'),
    constraint conversation_opener foreign key (opened_by, compartment) references access.person (id, compartment),
    constraint conversation_referral_on_file check (referral_id is null or dossier_id <> id));
create index conversation_of_dossier on referrals.conversation (dossier_id, last_at desc, id desc);
-- What is said about a referral is said in the child's file, for a section that the referral carries: both structures read it, as long as it runs.
create index conversation_of_referral on referrals.conversation (referral_id, last_at desc, id desc) where referral_id is not null;

-- As access.protect, with the section in the row, and both sides on one table: a row belongs to the side that wrote it. To answer it is enough
-- to see. Free text cannot be pseudonymised, so the sample of an evaluation opens none of it.
create procedure referrals.guard(tab regclass, added text, changed text) language plpgsql as $p$
declare
    name text := split_part(tab::text, '.', 2);
    held text := format($f$ (compartment = session_user and exists (select from access.held g
        where g.file_id = %1$s.dossier_id and g.reads & %1$s.section <> 0 and g.reason <> 'SAMPLE' offset 0)) $f$, name);
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen on %s for select to akoma_protection, akoma_enforcement using (%s)', tab, held);
    execute format('create policy added on %s for insert to akoma_protection, akoma_enforcement with check (%s and %s)', tab, held, added);
    execute format('create policy changed on %s for update to akoma_protection, akoma_enforcement using (%s and %s)', tab, held, changed);
end $p$;
call referrals.guard('referrals.conversation', 'opened_by = (select access.actor())', 'false');
grant select, insert (id, compartment, dossier_id, section, subject, opened_by, opened_at, last_at, referral_id) on referrals.conversation to
    akoma_protection, akoma_enforcement;

-- What was said, and who came and went. Numbered without a gap within its conversation; never changed, only withdrawn, which leaves the row.
create table referrals.message (
    id              uuid constraint message_pk primary key,
    conversation_id uuid not null,
    dossier_id      uuid not null,
    section         int not null,
    compartment     text not null,
    number          int not null,
    kind            text not null constraint message_kind check (kind in ('SAID', 'ADDED', 'REMOVED', 'LEFT')),
    author          uuid not null,
    at              timestamptz not null,
    sealed          bytea,
    about           uuid,                                             -- who was added, removed, or left
    mentions        uuid[] not null default '{}' constraint message_mentions check (cardinality(mentions) <= 20),
    withdrawn_at    timestamptz,
    constraint message_number unique (conversation_id, number),
    constraint message_of foreign key (conversation_id, dossier_id, section, compartment)
        references referrals.conversation (id, dossier_id, section, compartment),
    constraint message_author foreign key (author, compartment) references access.person (id, compartment),
    constraint message_about foreign key (about, compartment) references access.person (id, compartment),
    constraint message_said check (case when kind = 'SAID' then about is null and (sealed is null) = (withdrawn_at is not null)
                                        else about is not null and sealed is null and withdrawn_at is null end));
call referrals.guard('referrals.message', 'author = (select access.actor())', 'author = (select access.actor()) and kind = ''SAID''');
grant select, insert (id, conversation_id, dossier_id, section, compartment, kind, sealed, about, mentions), update (sealed) on referrals.message to
    akoma_protection, akoma_enforcement;

-- Who takes part: whose inbox it is in, and how far they have read. In a child's file others may read it too: those who hold the section.
create table referrals.participant (
    conversation_id uuid not null,
    person_id       uuid not null,
    dossier_id      uuid not null,
    section         int not null,
    compartment     text not null,
    since           timestamptz not null,
    until           timestamptz,
    added_by        uuid not null,
    read_to         int not null default 0,
    unread          int not null default 0,
    mentioned       boolean not null default false,
    last_at         timestamptz not null,
    waits           int generated always as (least(unread, 1)) stored,
    constraint participant_pk primary key (conversation_id, person_id),
    constraint participant_of foreign key (conversation_id, dossier_id, section, compartment)
        references referrals.conversation (id, dossier_id, section, compartment),
    constraint participant_person foreign key (person_id, compartment) references access.person (id, compartment),
    constraint participant_counts check (read_to >= 0 and unread >= 0));
create index participant_inbox on referrals.participant (person_id, waits desc, last_at desc, conversation_id desc) where until is null;
call referrals.guard('referrals.participant', 'added_by = (select access.actor())', 'true');
-- Who came to a file only by a referral, a stay or an enrolment reads the conversations and conferences that they take part in, or that are about
-- their own referral, and not what the people who work on the case write to each other in the same section (trust.md G8).
create function referrals.talks_in(conversation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.participant p where p.conversation_id = conversation and p.person_id = access.actor() and p.until is null)
        or exists (select from referrals.conversation c left join referrals.referral r on r.id = c.referral_id
                    where c.id = conversation
                      and (r.to_desk = any (access.grantees()) or r.to_person = any (access.grantees()) or r.unit_id = any (access.grantees())
                           or c.opened_by = access.actor() and not exists (select from referrals.participant p
                                where p.conversation_id = conversation and p.person_id = access.actor()))) $$;
create policy takes_part on referrals.conversation as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = conversation.dossier_id and g.reads & conversation.section <> 0 and not g.least offset 0)
    or referrals.talks_in(conversation.id));
create policy takes_part on referrals.message as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = message.dossier_id and g.reads & message.section <> 0 and not g.least offset 0)
    or referrals.talks_in(message.conversation_id));
create policy takes_part on referrals.participant as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = participant.dossier_id and g.reads & participant.section <> 0 and not g.least offset 0)
    or participant.person_id = (select access.actor()) or referrals.talks_in(participant.conversation_id));
grant select, insert (conversation_id, person_id, dossier_id, section, compartment, since, added_by, last_at), update (since, until, added_by) on
    referrals.participant to akoma_protection, akoma_enforcement;

-- Numbers a message, says who and when, and lets it wait in every other inbox. The conversation's row is locked: one after the other.
create function referrals.spoken() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.author := access.actor();
    new.at := access.moment();
    new.withdrawn_at := null;
    update referrals.conversation c set last_number = c.last_number + 1, last_at = greatest(c.last_at, new.at)
     where c.id = new.conversation_id and c.compartment = session_user returning c.last_number into new.number;
    update referrals.participant p
       set last_at = greatest(p.last_at, new.at),
           unread = p.unread + case when p.person_id = new.author or (new.kind <> 'SAID' and p.person_id <> new.about) then 0 else 1 end,
           mentioned = p.mentioned or p.person_id = any (new.mentions)
     where p.conversation_id = new.conversation_id and p.until is null;
    return new;
end $$;
create trigger spoken before insert on referrals.message for each row execute function referrals.spoken();
create function referrals.withdrawn() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.withdrawn_at := access.moment();
    new.sealed := null;
    return new;
end $$;
create trigger withdrawn before update on referrals.message for each row execute function referrals.withdrawn();

-- Their own place: read up to here. The row is locked before what came after is counted, so that nothing said meanwhile is passed over.
create function referrals.read_up_to(conversation uuid, place int) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform from referrals.participant p where p.conversation_id = conversation and p.person_id = access.actor() for update;
    update referrals.participant p
       set read_to = greatest(p.read_to, place), mentioned = false,
           unread = (select count(*) from referrals.message m
                      where m.conversation_id = conversation and m.number > greatest(p.read_to, place) and m.author <> access.actor()
                        and (m.kind = 'SAID' or m.about = access.actor()))
     where p.conversation_id = conversation and p.person_id = access.actor() and p.compartment = session_user;
end $$;
revoke execute on function referrals.talks_in, referrals.spoken, referrals.withdrawn, referrals.read_up_to from public;
grant execute on function referrals.talks_in to akoma_protection;
grant execute on function referrals.read_up_to to akoma_protection, akoma_enforcement;

-- ---------- case conferences -------------------------------------------------------------------------------------------
-- Case conferences on a child's file (requirements.md 2.1 step 14, T9): who is asked to come, who came, what was decided, by whom it is to be done.
-- What is talked about is sealed; codes, days and people are plain. Seen by anyone who holds the conference's section of the file.
create table referrals.conference (
    id              uuid constraint conference_pk primary key,
    file_id         uuid not null constraint conference_file references cases.case_file,
    organisation_id uuid not null,                                    -- as on the file
    worker_id       uuid not null,                                    -- as on the file
    section         int not null constraint conference_section check (section in (8, 16, 32, 64, 128)),
    state           text not null constraint conference_state check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    planned_for     timestamptz not null,
    planned_by      uuid not null constraint conference_planner references access.person,
    planned_at      timestamptz not null default access.moment(),     -- written by no login: by it the clock of T9 judges the day of the minutes
    chair_id        uuid not null constraint conference_chair references access.person,
    agenda          bytea not null,
    held_at         timestamptz,                                      -- when it took place
    settled_at      timestamptz,                                      -- when minutes were written, or it was cancelled
    settled_by      uuid constraint conference_settler references access.person,
    minutes         bytea,                                            -- or why it was cancelled
    next_due        date,                                             -- T9: of a child at high risk, the day by which they meet again
    next_closed_at  timestamptz,                                      -- the next one is planned, or the danger is over
    version         int not null default 1,
    constraint conference_whole unique (id, file_id, section),
    constraint conference_held check ((state = 'HELD') = (held_at is not null)),
    constraint conference_settled check ((state = 'PLANNED') = (settled_at is null) and (settled_at is null) = (minutes is null)
        and (settled_at is null) = (settled_by is null)),
    constraint conference_next check (next_due is null or state = 'HELD'));
create index conference_of_file on referrals.conference (file_id, planned_for desc, id desc);
create index conference_next_worker       on referrals.conference (worker_id, next_due, id) where next_due is not null and next_closed_at is null;

-- As access.protect, with the section in the row, and without the sample of an evaluation: minutes are free text.
create procedure referrals.guard_on_file(tab regclass, changing text) language plpgsql as $p$
declare
    held text := format($f$ exists (select from access.held g
        where g.file_id = %1$s.file_id and g.reads & %1$s.section <> 0 and g.reason <> 'SAMPLE' %%s offset 0) $f$, split_part(tab::text, '.', 2));
    writes text := format('and g.reason <> ''BREAK_GLASS'' and g.writes & %s.section <> 0', split_part(tab::text, '.', 2));
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen on %s for select to akoma_protection using (%s)', tab, format(held, ''));
    execute format('create policy added on %s for insert to akoma_protection with check (%s)', tab, format(held, writes));
    execute format('create policy changed on %s for update to akoma_protection using (%s)', tab, format(held, replace(changing, 'g.may_write', '(' || substr(writes, 5) || ')')));
end $p$;
call referrals.guard_on_file('referrals.conference', 'and g.may_write');
-- Who wrote a record is who acts.
create trigger by_oneself after insert on referrals.conference referencing new table as added for each statement execute function access.by_oneself('planned_by');
create trigger changed_by_oneself before update on referrals.conference for each row execute function access.changed_by_oneself('settled_by');
grant select, insert (id, file_id, organisation_id, worker_id, section, state, planned_for, planned_by, chair_id, agenda),
    update (organisation_id, worker_id, state, planned_for, chair_id, agenda, held_at, settled_at, settled_by, minutes, next_due, next_closed_at, version)
    on referrals.conference to akoma_protection;

-- One row for everybody asked to come. Led by the person: each one's own conferences. That somebody was there is what the minutes say until that person
-- says it under their own account (trust.md 3): confirmed_at, denied_at and answered_at are written by referrals.say_presence, and by the minutes of one's
-- own hand.
create table referrals.attendance (
    conference_id   uuid not null,
    person_id       uuid not null constraint attendance_person references access.person,
    file_id         uuid not null,
    section         int not null,
    organisation_id uuid not null,                                    -- the person's own, on the day they were asked
    planned_for     timestamptz not null,                             -- as on the conference
    asked_at        timestamptz not null,
    closed_at       timestamptz,                                      -- it was held or cancelled, or they are no longer asked
    withdrawn       boolean not null default false,                   -- no longer asked
    present         boolean,                                          -- as the minutes say it, once it was held
    confirmed_at    timestamptz,                                      -- when they said themselves that they were there
    denied_at       timestamptz,                                      -- or that they were not
    answered_at     timestamptz,                                      -- when they said it first
    constraint attendance_pk primary key (conference_id, person_id),
    constraint attendance_of foreign key (conference_id, file_id, section) references referrals.conference (id, file_id, section),
    constraint attendance_known check (present is null or closed_at is not null),
    constraint attendance_answered check (num_nonnulls(confirmed_at, denied_at) = num_nonnulls(answered_at) and (answered_at is null or present is not null)));
create index attendance_coming       on referrals.attendance (person_id, planned_for, conference_id) where closed_at is null;
create index attendance_past         on referrals.attendance (person_id, planned_for desc, conference_id desc) where closed_at is not null and not withdrawn;
-- The worklist asks what is open by when it ended.
create index attendance_of_person on referrals.attendance (person_id, planned_for, conference_id);
create index attendance_unanswered on referrals.attendance (person_id, closed_at, conference_id)
    where present and not withdrawn and answered_at is null;
call referrals.guard_on_file('referrals.attendance', 'and g.may_write');
grant select, insert (conference_id, person_id, file_id, section, organisation_id, planned_for, asked_at),
    update (planned_for, asked_at, closed_at, withdrawn, present) on referrals.attendance to akoma_protection;
create view referrals.due_conference with (security_invoker = true) as
    select 'referrals.conference' as kind, conference_id as id, file_id, person_id as worker_id, organisation_id, planned_for as due_at
      from referrals.attendance where closed_at is null;
grant select on referrals.due_conference to akoma_protection;

-- What was decided: one person does it by one day, and says whether it was done.
create table referrals.decision (
    id                 uuid constraint decision_pk primary key,
    conference_id      uuid not null,
    file_id            uuid not null,
    section            int not null,
    number             int not null constraint decision_number_from_1 check (number between 1 and 20),
    sealed             bytea not null,
    owner_id           uuid not null constraint decision_owner references access.person,
    owner_organisation uuid not null,
    due_on             date not null,
    made_at            timestamptz not null,
    state              text not null constraint decision_state check (state in ('OPEN', 'DONE', 'NOT_DONE')),
    settled_at         timestamptz,
    settled_by         uuid constraint decision_settler references access.person,
    note               bytea,
    constraint decision_number unique (conference_id, number),
    constraint decision_of foreign key (conference_id, file_id, section) references referrals.conference (id, file_id, section),
    constraint decision_settled check ((state = 'OPEN') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
    constraint decision_why_not check (state <> 'NOT_DONE' or note is not null));
create index decision_of_file          on referrals.decision (file_id, conference_id, number);
create index decision_open_owner  on referrals.decision (owner_id, due_on, id) where settled_at is null;
call referrals.guard_on_file('referrals.decision', 'and (g.may_write or decision.owner_id = (select access.actor()))');
create function referrals.comes_to(conference uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.attendance a where a.conference_id = conference and a.person_id = access.actor() and not a.withdrawn)
        or exists (select from referrals.decision d where d.conference_id = conference and d.owner_id = access.actor())
        or exists (select from referrals.conference c where c.id = conference and access.actor() in (c.planned_by, c.chair_id)) $$;
create policy takes_part on referrals.conference as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = conference.file_id and g.reads & conference.section <> 0 and not g.least offset 0)
    or conference.planned_by = (select access.actor()) or referrals.comes_to(conference.id));
create policy takes_part on referrals.attendance as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = attendance.file_id and g.reads & attendance.section <> 0 and not g.least offset 0)
    or attendance.person_id = (select access.actor()) or referrals.comes_to(attendance.conference_id));
create policy takes_part on referrals.decision as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = decision.file_id and g.reads & decision.section <> 0 and not g.least offset 0)
    or decision.owner_id = (select access.actor()) or referrals.comes_to(decision.conference_id));
create trigger changed_by_oneself before update on referrals.decision for each row execute function access.changed_by_oneself('settled_by');
grant select, insert, update (owner_id, owner_organisation, state, settled_at, settled_by, note) on referrals.decision to akoma_protection;

-- What waits. With since, done_at and closed_at, open or not, so that any past day can be read.
create view referrals.due_decision with (security_invoker = true) as
    select 'referrals.decision' as kind, d.id, d.file_id, d.owner_id as worker_id, d.owner_organisation as organisation_id, d.due_on,
           (d.due_on + 1)::timestamp at time zone 'UTC' as due_at, d.made_at as since, d.settled_at as done_at, null::timestamptz as closed_at
      from referrals.decision d;
grant select on referrals.due_decision to akoma_protection;
create view referrals.was_due_conference with (security_invoker = true) as
    select 'referrals.conference' as kind, a.conference_id as id, a.file_id, a.person_id as worker_id, a.organisation_id,
           (a.planned_for at time zone 'UTC')::date as due_on, a.planned_for as due_at, a.asked_at as since,
           case when a.present is not null then a.closed_at end as done_at, case when a.present is null then a.closed_at end as closed_at
      from referrals.attendance a;
grant select on referrals.was_due_conference to akoma_protection;
-- Who was there by the minutes says so, or that they were not, within three days.
create view referrals.was_due_presence with (security_invoker = true) as
    select 'referrals.presence' as kind, a.conference_id as id, a.file_id, a.person_id as worker_id, a.organisation_id,
           ((a.closed_at + interval '3 days') at time zone 'UTC')::date as due_on, a.closed_at + interval '3 days' as due_at, a.closed_at as since,
           a.answered_at as done_at, null::timestamptz as closed_at
      from referrals.attendance a where a.present and not a.withdrawn;
grant select on referrals.was_due_presence to akoma_protection;
create view referrals.due_presence with (security_invoker = true) as
    select 'referrals.presence' as kind, conference_id as id, file_id, person_id as worker_id, organisation_id, closed_at + interval '3 days' as due_at
      from referrals.attendance where present and not withdrawn and answered_at is null;
grant select on referrals.due_presence to akoma_protection;
create view referrals.due_next_conference with (security_invoker = true) as
    select 'referrals.next-conference' as kind, c.id, c.file_id, c.worker_id, c.organisation_id, c.next_due as due_on,
           (c.next_due + 1)::timestamp at time zone 'UTC' as due_at, c.settled_at as since, c.next_closed_at as done_at, null::timestamptz as closed_at
      from referrals.conference c where c.next_due is not null;
grant select on referrals.due_next_conference to akoma_protection;
revoke execute on function referrals.comes_to from public;
grant execute on function referrals.comes_to to akoma_protection;

-- When a conference was held, for T9. A day before it was planned is typed: then it is the moment of its minutes. Null where it was not held.
create function referrals.held_from(c referrals.conference) returns timestamptz stable language sql set search_path = pg_catalog as $$
    select case when c.state <> 'HELD' then null when c.held_at >= c.planned_at then c.held_at else c.settled_at end $$;
-- The moment from which it counts for T9; null where it does not. Those involved meet: two people say under their own accounts that they were there. What
-- the minutes say of others, and who else came, is only typed.
create function referrals.counts_from(c referrals.conference) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select referrals.held_from(c) where (select count(*) from referrals.attendance a where a.conference_id = c.id and a.confirmed_at is not null) >= 2 $$;
-- T9 of a file as its conferences are now: met by the first that counts since the risk became high, and again unmet where somebody says that they were not
-- there. Held: there are minutes since, and fewer than two people have confirmed them.
create function referrals.count_presences(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    with met as (
        select r.since, min(greatest(referrals.counts_from(c), r.since)) filter (where referrals.counts_from(c) is not null) as at
          from cases.high_risk r join referrals.conference c on c.file_id = r.file_id and c.state = 'HELD'
           and (referrals.held_from(c) at time zone 'UTC')::date >= (r.since at time zone 'UTC')::date
           and (r.ended_at is null or referrals.held_from(c) <= r.ended_at)
         where r.file_id = count_presences.file group by r.since)
    update cases.high_risk r set met_at = met.at, held = met.at is null from met where r.file_id = count_presences.file and r.since = met.since $$;
-- Who writes the minutes and was there says so by writing them.
create function referrals.held() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update referrals.attendance a set confirmed_at = access.moment(), answered_at = access.moment()
     where a.conference_id = new.id and a.person_id = new.settled_by and a.present and not a.withdrawn;
    perform referrals.count_presences(new.file_id);
    return null;
end $$;
create trigger held after update of state on referrals.conference for each row when (new.state = 'HELD' and old.state <> 'HELD') execute function referrals.held();
-- The actor, asked to this conference, says that they were there or were not; the last word counts. Nobody says it for another, nor by an emergency alone.
-- False where it is not theirs to say, was not held, or was said already.
create function referrals.say_presence(conference uuid, was_there boolean) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare file uuid;
begin   -- the conference is locked: two who answer at once would each count one
    select c.file_id into file from referrals.conference c where c.id = say_presence.conference and c.state = 'HELD' for update;
    update referrals.attendance a
       set confirmed_at = case when was_there then access.moment() end, denied_at = case when was_there then null else access.moment() end,
           answered_at = coalesce(a.answered_at, access.moment())
     where a.conference_id = say_presence.conference and a.person_id = access.actor() and a.present is not null and not a.withdrawn
       and (case when was_there then a.confirmed_at else a.denied_at end) is null and access.keeps(a.file_id, a.section);
    if not found then return false; end if;
    perform referrals.count_presences(file);
    return true;
end $$;
revoke execute on function referrals.held_from, referrals.counts_from, referrals.count_presences, referrals.held, referrals.say_presence from public;
grant execute on function referrals.held_from, referrals.say_presence to akoma_protection;
-- Minutes stay as written: who was asked, who came by them, and when it was held. People confirm what they read.
create function referrals.stays_as_written() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_table_name = 'attendance' then
        perform from referrals.conference c where c.id = new.conference_id and c.state <> 'PLANNED';
        if not found then return new; end if;
    end if;
    raise exception 'referrals.conference-over' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_as_written before update on referrals.conference for each row
    when (current_user = 'akoma_protection' and old.state <> 'PLANNED' and (new.state, new.held_at, new.settled_at, new.settled_by, new.minutes, new.agenda,
          new.planned_for, new.chair_id) is distinct from (old.state, old.held_at, old.settled_at, old.settled_by, old.minutes, old.agenda, old.planned_for, old.chair_id))
    execute function referrals.stays_as_written();
create trigger asked_before before insert on referrals.attendance for each row when (current_user = 'akoma_protection') execute function referrals.stays_as_written();
create trigger stays_as_written before update on referrals.attendance for each row
    when (current_user = 'akoma_protection' and ((new.withdrawn, new.present) is distinct from (old.withdrawn, old.present)
          or old.closed_at is not null and (new.closed_at, new.planned_for, new.asked_at) is distinct from (old.closed_at, old.planned_for, old.asked_at)))
    execute function referrals.stays_as_written();
revoke execute on function referrals.stays_as_written from public;

-- ---------- no words in an emergency -----------------------------------------------------------------------------------
-- Conversations inside a file are no help in an emergency: who holds it so alone opens none and says nothing there (trust.md G7).
create function referrals.no_words_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.dossier_id) and not access.keeps(new.dossier_id, 256, true) then
        raise exception 'referrals.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger no_words_in_an_emergency before insert on referrals.conversation for each row
    when (current_user = 'akoma_protection') execute function referrals.no_words_in_an_emergency();
create trigger no_words_in_an_emergency before insert on referrals.message for each row
    when (current_user = 'akoma_protection') execute function referrals.no_words_in_an_emergency();
revoke execute on function referrals.no_words_in_an_emergency from public;

-- ---------- minutes are the chair's ------------------------------------------------------------------------------------
-- A conference is cancelled, and its minutes are written, by who chairs or planned it; before the planned hour it was held for the chair alone. A
-- supervisor may plan it anew, as for a chair who left (requirements.md 2.1 step 14).
create function referrals.led_by_its_chair() returns trigger language plpgsql set search_path = pg_catalog as $$
declare leads boolean := access.actor() in (old.chair_id, old.planned_by);
begin
    if new.state <> 'PLANNED' and not leads then
        raise exception 'referrals.not-the-chair' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'HELD' and new.held_at < old.planned_for and access.actor() <> old.chair_id then
        raise exception 'referrals.held-before-planned' using errcode = 'insufficient_privilege';
    end if;
    if new.state <> 'PLANNED' then
        new.settled_at := access.moment();
    end if;
    if (new.chair_id, new.planned_for, new.agenda) is distinct from (old.chair_id, old.planned_for, old.agenda)
       and not leads and not access.has_role(array['CASE_SUPERVISOR']) then
        raise exception 'referrals.not-the-chair' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger led_by_its_chair before update on referrals.conference for each row
    when (current_user = 'akoma_protection' and old.state = 'PLANNED') execute function referrals.led_by_its_chair();
revoke execute on function referrals.led_by_its_chair from public;

-- ---------- who reads a conversation -----------------------------------------------------------------------------------
-- Who may read a conversation about a child, with whether they came to the file only by a referral, a school or a stay (receives): those read only where
-- they take part. A sample of an evaluation is no way in. To one of them the circle is the people who work on the case, and those who take part beside
-- them; not who else received the child.
create function referrals.readers(dossier uuid, section int)
    returns table (person_id uuid, code text, organisation_id uuid, organisation text, roles text[], receives boolean)
stable language sql security definer set search_path = pg_catalog as $$
    with held as (select g.grantee_kind as kind, g.grantee, c.role, g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') as receives
                    from access.file_grant g join access.ceiling c on c.reason = g.reason
                   where g.file_id = dossier and g.sections & c.sections & section <> 0 and g.reason <> 'SAMPLE'
                     and g.valid_from <= access.moment() and g.valid_until > access.moment()),
         reached as (select r.id, h.receives from access.person_role r join held h on h.kind = 'PERSON' and r.person_id = h.grantee and r.role = h.role
                     union select r.id, h.receives from access.person_role r join held h on h.kind = 'ORGANISATION' and r.organisation_id = h.grantee
                              and r.role = h.role where r.reach = 'ORGANISATION'
                     union select r.id, h.receives from access.person_role r join access.organisation o on o.id = r.organisation_id
                              join held h on h.kind = 'DESK' and o.desk_id = h.grantee and r.role = h.role where r.reach in ('ORGANISATION', 'DESK')
                     union select r.id, h.receives from access.person_role r join held h on h.kind = 'UNIT' and r.unit_id = h.grantee and r.role = h.role),
         circle as (
    select p.id, p.code, o.id as organisation_id, o.code as organisation, array_agg(distinct r.role) as roles, bool_and(x.receives) as receives
      from reached x join access.person_role r on r.id = x.id join access.person p on p.id = r.person_id join access.organisation o on o.id = p.organisation_id
     where access.sees(dossier, section, false) and r.compartment = session_user and p.compartment = session_user and r.approved_at <= access.moment()
       and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
     group by p.id, p.code, o.id, o.code)
    select c.* from circle c
     where not c.receives or c.id = access.actor() or not access.is_least(dossier)
        or exists (select from referrals.participant mine join referrals.participant theirs on theirs.conversation_id = mine.conversation_id
                    where mine.dossier_id = dossier and mine.person_id = access.actor() and theirs.person_id = c.id)
     order by c.code limit 500 $$;
revoke execute on function referrals.readers from public;
grant execute on function referrals.readers to akoma_protection, akoma_enforcement;

-- ---------- a conversation between structures names no child -----------------------------------------------------------
-- Whether two words that follow each other (the first and the second in turn, as blind tokens) are two names of one child whose identity the actor may read:
-- nobody learns from the answer what they could not look up.
create function referrals.names_a_child(pairs bigint[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from generate_series(1, cardinality(pairs) - 1, 2) i join cases.name_token a on a.token = pairs[i]
                     join cases.name_token b on b.token = pairs[i + 1] and b.file_id = a.file_id
                    where access.sees(a.file_id, 1, false)) $$;
revoke execute on function referrals.names_a_child from public;
grant execute on function referrals.names_a_child to akoma_protection;
