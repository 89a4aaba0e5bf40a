grant usage on schema attachments to akoma_protection;

-- What is kept with a child's file: photographed documents, certificates, drawings, voices. Sealed under the file's key, in pieces that can
-- be neither swapped nor cut. A row belongs to one section of the file, and a grant of that section opens it.
create table attachments.attachment (
    id               uuid constraint attachment_pk primary key,
    file_id          uuid not null constraint attachment_file references access.dossier,
    section          int not null constraint attachment_section check (section in (1, 2, 4, 8, 16, 32, 64, 128)),
    kind             text not null constraint attachment_kind check (kind in
        ('IDENTITY_DOCUMENT', 'LETTER', 'COURT_ORDER', 'DOCUMENT', 'CERTIFICATE', 'DRAWING', 'VOICE', 'PHOTOGRAPH_OF_PERSON')),
    media            text not null constraint attachment_media check (media in ('JPEG', 'PNG', 'PDF', 'OGG', 'MP3', 'M4A', 'WAV', 'WEBM')),
    bytes            int not null constraint attachment_bytes check (bytes > 0),
    taken_on         date,
    sealed           bytea,
    face_reason      text constraint attachment_face_reason check (face_reason in
                         ('ON_DOCUMENT', 'FAMILY_TRACING', 'INJURIES', 'COURT_ASKS', 'CHILD_ASKS')),
    no_face          boolean not null default false,                  -- who added it said that it shows no person
    barred           boolean not null default false,                  -- the consent to photographs was taken back
    added_by         uuid not null constraint attachment_adder references access.person,
    added_at         timestamptz not null,
    withdrawn_by     uuid constraint attachment_withdrawer references access.person,
    withdrawn_at     timestamptz,
    withdrawn_reason text constraint attachment_withdrawn_reason check (withdrawn_reason in
                         ('ADDED_BY_MISTAKE', 'OTHER_CHILD', 'CHILD_ASKS', 'CONSENT_WITHDRAWN', 'NOT_NEEDED')),
    withdrawn_words  bytea,
    structure_id     uuid,                                            -- of the provider who added it; null: somebody who works with the child did
    constraint attachment_whole unique (id, file_id, section),
    constraint attachment_person_has_face check (kind <> 'PHOTOGRAPH_OF_PERSON' or (face_reason is not null and face_reason <> 'ON_DOCUMENT')),
    -- Nobody here looks at a picture: without a reason for a face, who adds it says in so many words that there is none.
    constraint attachment_face_said check (kind = 'VOICE' or no_face = (face_reason is null)),
    constraint attachment_voice check ((kind = 'VOICE') = (media in ('OGG', 'MP3', 'M4A', 'WAV', 'WEBM'))),
    constraint attachment_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)
        and (withdrawn_at is null) = (sealed is not null) and (withdrawn_at is not null or withdrawn_words is null)));
create index attachment_of_file on attachments.attachment (file_id, added_at desc, id desc);

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
create policy by_oneself on attachments.attachment as restrictive for insert to akoma_protection with check (added_by = (select access.actor()));
-- A clinic that accepted a referral of the child's health adds its certificate there (requirements.md 9: health, PRV "CR own"), and nowhere
-- else. No face but that on an official paper: whether the child agreed to be photographed is not theirs to read. It withdraws nothing.
create policy brought on attachments.attachment for insert to akoma_protection
    with check (section = 8 and coalesce(face_reason, 'ON_DOCUMENT') = 'ON_DOCUMENT' and referrals.accepted(file_id, 8));
-- Who came to a file only by a referral, a stay or an enrolment opens what they added: a letter about the next home, or a certificate for another
-- purpose, lies in the same section (trust.md G8). A clinic that was sent the child's health reads the papers of health.
create policy own_or_works_on_it on attachments.attachment as restrictive for select to akoma_protection using (
    added_by = (select access.actor())
    or exists (select from access.held g where g.file_id = attachment.file_id and g.reads & attachment.section <> 0
                 and (not g.least or g.reason = 'REFERRAL' and attachment.section = 8) offset 0));
-- Who added a document is who acts.
create trigger by_oneself after insert on attachments.attachment referencing new table as added for each statement execute function access.by_oneself('added_by');
grant select, insert (id, file_id, section, kind, media, bytes, taken_on, sealed, face_reason, no_face, added_by, added_at), update (withdrawn_reason,
    withdrawn_words) on attachments.attachment to akoma_protection;

-- A face that is on no official paper is in the file by the yes to a photograph there (PHOTO), and by no other answer: a yes to press does not serve for it, and a
-- no to press does not forbid it.
create function attachments.face_by_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.agreed_to(new.file_id, 'PHOTO') then
        raise exception 'attachments.no-photo-consent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger face_by_consent before insert on attachments.attachment for each row when (new.face_reason <> 'ON_DOCUMENT')
    execute function attachments.face_by_consent();
revoke execute on function attachments.face_by_consent from public;

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
call attachments.guard('attachments.piece');
create policy not_barred on attachments.piece as restrictive for select to akoma_protection
    using (not exists (select from attachments.attachment a where a.id = piece.attachment_id and a.barred));
create policy brought on attachments.piece for insert to akoma_protection
    with check (section = 8 and referrals.accepted(file_id, 8)
        and exists (select from attachments.attachment a where a.id = piece.attachment_id and a.withdrawn_at is null
                     and a.added_by = (select access.actor())));
create policy clinical on attachments.piece as restrictive for select to akoma_protection
    using (section <> 8 or exists (select from attachments.attachment a where a.id = piece.attachment_id
               and (a.added_by = (select access.actor()) or a.structure_id = any ((select cases.own_clinics())::uuid[])) offset 0));
create policy own_or_works_on_it on attachments.piece as restrictive for select to akoma_protection using (
    exists (select from attachments.attachment a where a.id = piece.attachment_id offset 0));
grant select, insert on attachments.piece to akoma_protection;

-- A content on its way: anyone who sends it goes on after a broken line. Sealed too, theirs alone, and gone after some hours.
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
call attachments.guard('attachments.sending');
create policy mine on attachments.sending as restrictive to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
create policy brought on attachments.sending to akoma_protection
    using (section = 8 and referrals.accepted(file_id, 8)) with check (section = 8 and referrals.accepted(file_id, 8));
grant select, insert, update (received, refused), delete on attachments.sending to akoma_protection;

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
call attachments.guard('attachments.sent_part');
create policy mine on attachments.sent_part as restrictive to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
create policy brought on attachments.sent_part to akoma_protection
    using (section = 8 and referrals.accepted(file_id, 8)) with check (section = 8 and referrals.accepted(file_id, 8));
grant select, insert, delete on attachments.sent_part to akoma_protection;

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

-- The child's answers about photographs hold at once, for anyone who may see them: faces are hidden while the newest is no yes or a no holds, and shown again
-- by a yes. What the answers say is read here, whatever who calls it would have. For those who may write down such an answer; without any nothing changes.
create function attachments.bar_faces(file uuid, out bars boolean, out changed int) language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.sees(file, 2, true) then raise exception 'attachments.not-theirs' using errcode = 'insufficient_privilege'; end if;
    bars := not cases.agreed_to(file, 'PHOTO');
    update attachments.attachment a set barred = bars
     where a.file_id = file and a.face_reason <> 'ON_DOCUMENT' and a.withdrawn_at is null and a.barred <> bars
       and exists (select from cases.consent c where c.file_id = file and c.purpose = 'PHOTO');
    get diagnostics changed = row_count;
end $$;

-- What is under way is forgotten when its time has come, and not when a login says that it has.
create function attachments.forget_sendings(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (delete from attachments.sending s where s.until <= moment and access.is_now(moment) returning 1) select count(*) from gone $$;
revoke execute on function attachments.withdrawn, attachments.bar_faces, attachments.forget_sendings from public;
grant execute on function attachments.bar_faces, attachments.forget_sendings to akoma_protection;

-- ---------- health follows the clinical part ---------------------------------------------------------------------------
-- A document kept under HEALTH is clinical: it is read by who added it, and by the provider's own structure, as the clinical words are
-- (docs/decisions/health-in-two-parts.md, cases.medical_detail). Others who hold HEALTH see that it is there, of which kind and day, and no content. What was
-- written on it is sealed; the application opens it for the same readers only.
-- For which structure is never typed.
create function attachments.is_the_adders() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.structure_id := (select p.organisation_id from access.person p where p.id = new.added_by and p.organisation_id = any (cases.own_clinics()));
    return new;
end $$;
create trigger is_the_adders before insert on attachments.attachment for each row execute function attachments.is_the_adders();
revoke execute on function attachments.is_the_adders from public;

-- ---------- documents of a decision are kept ---------------------------------------------------------------------------
-- A letter of acceptance and an order of a court have kinds of their own: a drawing is neither.
-- What a decision rests on is a document of its file, there, and of the kind that the decision asks for.
create function attachments.fits_decision() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (
        select from access.decision d join attachments.attachment a on a.file_id = d.file_id and a.id = new.paper_id and a.withdrawn_at is null
         where d.id = new.decision_id
           and (d.kind <> 'BORDER' or a.kind = 'LETTER')
           and (d.kind <> 'CARE_ORDER' or a.kind = 'COURT_ORDER'
                and not exists (select from access.decision_paper p where p.decision_id = d.id and p.paper_id <> a.id))
           and (d.kind <> 'IDENTITY' or a.kind in ('IDENTITY_DOCUMENT', 'DOCUMENT', 'CERTIFICATE'))
           and (d.kind <> 'PANEL' or a.kind in ('DOCUMENT', 'CERTIFICATE'))) then
        raise exception 'attachments.no-such-paper' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger fits_decision before insert on access.decision_paper for each row execute function attachments.fits_decision();

-- A care order that was asked for without the order itself is asked anew with the first that is attached afterwards: an agreement to the request that was
-- read before the document came fits no longer. Who attaches it does not decide on it.
-- It is the same request: its words open under the id of the first one, and the same day is written by it.
create function attachments.order_of_decision() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; again uuid := uuidv7();
begin
    update access.decision x set state = 'REPLACED', ended_at = access.moment()
     where x.kind = 'CARE_ORDER' and x.file_id = new.file_id and x.state = 'WAITING'
       and not exists (select from access.decision_paper p where p.decision_id = x.id)
    returning * into d;
    if d.id is null then return null; end if;
    perform access.end_deputy_grants(d.id);
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal, record, sealed_as)
    values (again, d.kind, d.file_id, d.organisation_id, d.section, d.subject, d.version, array_remove(d.authors, new.added_by) || new.added_by,
            d.proposed_by, access.moment(), d.why, d.proposal, d.record, coalesce(d.sealed_as, d.id));
    perform access.call_deputies(again);
    insert into access.decision_paper (decision_id, paper_id) values (again, new.id);
    insert into notices.bell (id, person_id, kind, rung_at, about)
        select uuidv7(), x, 'decision', access.moment(), again from access.deciders(again) x where x <> new.added_by;
    return null;
end $$;
create trigger order_of_decision after insert on attachments.attachment for each row when (new.kind = 'COURT_ORDER')
    execute function attachments.order_of_decision();

-- One's own of the last day is withdrawn alone, as a mistake is; anything else by two people; and nothing on which a decision rests.
insert into access.decision_kind (kind, roles, proposers, section) values ('EVIDENCE', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 256);
-- A decision rests on it, or it is the last order of a court while the child's stay, or its yes without a guardian, rests on one.
create function attachments.is_kept(attachment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.is_evidence(attachment)
        or exists (select from attachments.attachment a
                    where a.id = attachment and a.kind = 'COURT_ORDER'
                      and (exists (select from cases.placement p where p.file_id = a.file_id and p.care_order_on is not null)
                           or exists (select from cases.consent c where c.file_id = a.file_id and c.status = 'GIVEN' and c.given_by = 'CHILD_CONSENT_ALONE'
                                         and c.basis = 'COURT_ORDER'))
                      and not exists (select from attachments.attachment x where x.file_id = a.file_id and x.id <> a.id and x.kind = 'COURT_ORDER'
                                         and x.withdrawn_at is null)) $$;
create function attachments.withdrawn_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if attachments.is_kept(old.id) then raise exception 'attachments.evidence' using errcode = 'insufficient_privilege'; end if;
    if not (old.added_by = access.actor() and old.added_at > access.moment() - interval '24 hours')
       and access.agreed_by('EVIDENCE', old.id, 1) is distinct from access.actor() then
        raise exception 'attachments.not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger before_withdrawn before update of withdrawn_reason on attachments.attachment for each row
    when (old.withdrawn_at is null) execute function attachments.withdrawn_rightly();
revoke execute on function attachments.fits_decision, attachments.order_of_decision, attachments.is_kept, attachments.withdrawn_rightly from public;
grant execute on function attachments.is_kept to akoma_protection;
