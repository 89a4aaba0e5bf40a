-- What is kept with a child's file: photographed documents, certificates, drawings, voices. Sealed under the file's key, in pieces that can
-- be neither swapped nor cut. A row belongs to one section of the file, and a grant of that section opens it.
create table attachments.attachment (
    id               uuid constraint attachment_pk primary key,
    file_id          uuid not null constraint attachment_file references access.dossier,
    section          int not null constraint attachment_section check (section in (1, 2, 4, 8, 16, 32, 64, 128)),
    kind             text not null constraint attachment_kind check (kind in
                         ('IDENTITY_DOCUMENT', 'DOCUMENT', 'CERTIFICATE', 'DRAWING', 'VOICE', 'PHOTOGRAPH_OF_PERSON')),
    media            text not null constraint attachment_media check (media in ('JPEG', 'PNG', 'PDF', 'OGG', 'MP3', 'M4A', 'WAV', 'WEBM')),
    bytes            int not null constraint attachment_bytes check (bytes > 0),
    taken_on         date,
    sealed           bytea,
    face_reason      text constraint attachment_face_reason check (face_reason in
                         ('ON_DOCUMENT', 'FAMILY_TRACING', 'INJURIES', 'COURT_ASKS', 'CHILD_ASKS')),
    barred           boolean not null default false,                  -- the consent to photographs was taken back
    added_by         uuid not null constraint attachment_adder references access.person,
    added_at         timestamptz not null,
    withdrawn_by     uuid constraint attachment_withdrawer references access.person,
    withdrawn_at     timestamptz,
    withdrawn_reason text constraint attachment_withdrawn_reason check (withdrawn_reason in
                         ('ADDED_BY_MISTAKE', 'OTHER_CHILD', 'CHILD_ASKS', 'CONSENT_WITHDRAWN', 'NOT_NEEDED')),
    withdrawn_words  bytea,
    constraint attachment_whole unique (id, file_id, section),
    constraint attachment_person_has_face check (kind <> 'PHOTOGRAPH_OF_PERSON' or (face_reason is not null and face_reason <> 'ON_DOCUMENT')),
    constraint attachment_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)
        and (withdrawn_at is null) = (sealed is not null) and (withdrawn_at is not null or withdrawn_words is null)));
create index attachment_of_file on attachments.attachment (file_id, added_at desc, id desc);

create table attachments.piece (
    attachment_id uuid not null,
    file_id       uuid not null,
    section       int not null,
    what          text not null constraint piece_what check (what in ('CONTENT', 'THUMBNAIL')),
    place         int not null,
    places        int not null,
    sealed        bytea not null,
    constraint piece_pk primary key (attachment_id, what, place),
    constraint piece_of foreign key (attachment_id, file_id, section) references attachments.attachment (id, file_id, section),
    constraint piece_place check (place between 0 and places - 1));
alter table attachments.piece alter column sealed set storage external;   -- sealed bytes do not compress

-- A content on its way: whoever sends it goes on after a broken line. Sealed too, theirs alone, and gone after some hours.
create table attachments.sending (
    id         uuid constraint sending_pk primary key,
    file_id    uuid not null constraint sending_file references access.dossier,
    section    int not null constraint sending_section check (section in (1, 2, 4, 8, 16, 32, 64, 128)),
    person_id  uuid not null constraint sending_person references access.person,
    bytes      int not null,
    received   int not null default 0,
    sealed     bytea not null,
    begun_at   timestamptz not null,
    until      timestamptz not null,
    refused    text,                                                   -- the code of what stood against it
    constraint sending_whole unique (id, file_id, section, person_id),
    constraint sending_ends check (until > begun_at and until <= begun_at + interval '30 days'),
    constraint sending_received check (bytes > 0 and received between 0 and bytes));
create index sending_until on attachments.sending (until);
create index sending_of_person on attachments.sending (person_id);

create table attachments.sent_part (
    sending_id uuid not null,
    file_id    uuid not null,
    section    int not null,
    person_id  uuid not null,
    starts     int not null,
    bytes      int not null constraint sent_part_bytes check (bytes > 0),
    sealed     bytea not null,
    constraint sent_part_pk primary key (sending_id, starts),
    constraint sent_part_of foreign key (sending_id, file_id, section, person_id)
        references attachments.sending (id, file_id, section, person_id) on delete cascade);
alter table attachments.sent_part alter column sealed set storage external;

-- As access.protect, with the section in the row. A picture cannot be pseudonymised nor cut down to the least: the sample of an evaluation
-- opens none, and a shelter's stay or a school's enrolment opens no identity or family papers.
create procedure attachments.guard(tab regclass) language plpgsql as $p$
declare
    held text := format($f$ exists (select from access.held g
        where g.file_id = %1$s.file_id and g.reads & %1$s.section <> 0
          and g.reason <> 'SAMPLE' and (g.reason not in ('SHELTER_STAY', 'ENROLMENT') or %1$s.section not in (1, 2)) %%s offset 0) $f$, split_part(tab::text, '.', 2));
    writes text := format('and g.writes & %s.section <> 0', split_part(tab::text, '.', 2));
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen on %s for select to akoma_protection using (%s)', tab, format(held, ''));
    execute format('create policy added on %s for insert to akoma_protection with check (%s)', tab, format(held, writes));
    execute format('create policy changed on %s for update to akoma_protection using (%s)', tab, format(held, writes));
    execute format('create policy removed on %s for delete to akoma_protection using (%s)', tab, format(held, writes));
end $p$;
call attachments.guard('attachments.attachment');
call attachments.guard('attachments.piece');
call attachments.guard('attachments.sending');
call attachments.guard('attachments.sent_part');

create policy by_oneself on attachments.attachment as restrictive for insert to akoma_protection with check (added_by = (select access.actor()));
create policy not_barred on attachments.piece as restrictive for select to akoma_protection
    using (not exists (select from attachments.attachment a where a.id = piece.attachment_id and a.barred));
create policy mine on attachments.sending as restrictive to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
create policy mine on attachments.sent_part as restrictive to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));

-- Withdrawn once and for ever; with it goes what was written on it, and every piece.
create function attachments.withdrawn() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if old.withdrawn_at is not null then raise exception 'attachments.withdrawn' using errcode = 'insufficient_privilege'; end if;
    new.withdrawn_by := access.actor();
    new.withdrawn_at := access.moment();
    new.sealed := null;
    delete from attachments.piece p where p.attachment_id = new.id;
    return new;
end $$;
create trigger withdrawn before update of withdrawn_reason on attachments.attachment for each row execute function attachments.withdrawn();

-- The child's answer about photographs changed: it holds at once, for whoever may see them. For those who may write down such an answer.
create function attachments.bar_faces(file uuid, bars boolean) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
    if not access.sees(file, 2, true) then raise exception 'attachments.not-theirs' using errcode = 'insufficient_privilege'; end if;
    update attachments.attachment a set barred = bars
     where a.file_id = file and a.face_reason <> 'ON_DOCUMENT' and a.withdrawn_at is null and a.barred <> bars;
    get diagnostics n = row_count;
    return n;
end $$;

create function attachments.forget_sendings(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (delete from attachments.sending s where s.until <= moment returning 1) select count(*) from gone $$;

grant usage on schema attachments to akoma_protection;
grant select, insert (id, file_id, section, kind, media, bytes, taken_on, sealed, face_reason, added_by, added_at),
      update (withdrawn_reason, withdrawn_words) on attachments.attachment to akoma_protection;
grant select, insert on attachments.piece to akoma_protection;
grant select, insert, delete, update (received, refused) on attachments.sending to akoma_protection;
grant select, insert, delete on attachments.sent_part to akoma_protection;
revoke execute on all functions in schema attachments from public;
grant execute on function attachments.bar_faces, attachments.forget_sendings to akoma_protection;
