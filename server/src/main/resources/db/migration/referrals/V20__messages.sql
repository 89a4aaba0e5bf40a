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
    constraint conversation_whole unique (id, dossier_id, section, compartment),
    constraint conversation_side check (compartment in ('akoma_protection', 'akoma_enforcement')),
    constraint conversation_own_is_notes check (dossier_id <> id or section = 128),
    constraint conversation_on_file_is_care check (dossier_id = id or compartment = 'akoma_protection'),
    constraint conversation_opener foreign key (opened_by, compartment) references access.person (id, compartment));
create index conversation_of_dossier on referrals.conversation (dossier_id, last_at desc, id desc);

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
create index person_role_of_organisation on access.person_role (organisation_id);  -- whom a structure's grant reaches

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

-- Who may read this section of this dossier now, with their roles. For those who may themselves. A sample of an evaluation is no way in.
create function referrals.readers(dossier uuid, section int) returns table (person_id uuid, code text, organisation_id uuid, organisation text, roles text[])
stable language sql security definer set search_path = pg_catalog as $$
    with held as (select g.grantee_kind as kind, g.grantee, c.role from access.file_grant g join access.ceiling c on c.reason = g.reason
                   where g.file_id = dossier and g.sections & c.sections & section <> 0 and g.reason <> 'SAMPLE'
                     and g.valid_from <= access.moment() and g.valid_until > access.moment()),
         reached as (select r.id from access.person_role r join held h on h.kind = 'PERSON' and r.person_id = h.grantee and r.role = h.role
                     union select r.id from access.person_role r join held h on h.kind = 'ORGANISATION' and r.organisation_id = h.grantee and r.role = h.role
                            where r.reach = 'ORGANISATION'
                     union select r.id from access.person_role r join access.organisation o on o.id = r.organisation_id
                              join held h on h.kind = 'DESK' and o.desk_id = h.grantee and r.role = h.role where r.reach in ('ORGANISATION', 'DESK')
                     union select r.id from access.person_role r join held h on h.kind = 'UNIT' and r.unit_id = h.grantee and r.role = h.role)
    select p.id, p.code, o.id, o.code, array_agg(distinct r.role)
      from reached x join access.person_role r on r.id = x.id join access.person p on p.id = r.person_id join access.organisation o on o.id = p.organisation_id
     where access.sees(dossier, section, false) and r.compartment = session_user and p.compartment = session_user and r.approved_at <= access.moment()
       and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
     group by p.id, p.code, o.id, o.code order by p.code limit 500 $$;

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
call referrals.guard('referrals.message', 'author = (select access.actor())', 'author = (select access.actor()) and kind = ''SAID''');
call referrals.guard('referrals.participant', 'added_by = (select access.actor())', 'true');

grant usage on schema referrals to akoma_protection, akoma_enforcement;
grant select, insert (id, compartment, dossier_id, section, subject, opened_by, opened_at, last_at) on referrals.conversation
    to akoma_protection, akoma_enforcement;
grant select, insert (id, conversation_id, dossier_id, section, compartment, kind, sealed, about, mentions), update (sealed) on referrals.message
    to akoma_protection, akoma_enforcement;
grant select, insert (conversation_id, person_id, dossier_id, section, compartment, since, added_by, last_at), update (until, since, added_by) on referrals.participant
    to akoma_protection, akoma_enforcement;
revoke execute on all functions in schema referrals from public;
grant execute on function referrals.read_up_to, referrals.readers to akoma_protection, akoma_enforcement;
