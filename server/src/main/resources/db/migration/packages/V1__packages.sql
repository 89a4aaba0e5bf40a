-- ---------- packages -----------------------------------------------------------------------------------------------------------
-- A file that is handed over leaves as an encrypted and signed package to the house or the system of the authority (requirements.md 7, point 7): asked for by
-- the child's worker, agreed to by a supervisor (requirements.md 9, row "Handover package"). No login writes these tables: the functions below do.
grant usage on schema packages to akoma_protection, akoma_custody, akoma_administration;

-- Who sits at an open browser of a colleague agrees to neither: the second factor is shown again.
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('PARTNER_KEY', '{DATA_PROTECTION_OFFICER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('HANDOVER_PACKAGE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 256, true);

-- ---------- keys of partners ---------------------------------------------------------------------------------------------------
-- The open halves of the keys of partners' houses. Entered by an administrator, confirmed by the data protection officer, who compares the fingerprint with
-- the partner; ended by one of them alone.
create function packages.is_strong(signer bytea) returns boolean immutable strict parallel safe language sql set search_path = pg_catalog as $$
    select length(signer) = 32
       and not (substr(m, 2) = decode(repeat('ff', 30) || '7f', 'hex') and get_byte(m, 0) >= 237)
       and m not in (decode(repeat('00', 32), 'hex'), decode('01' || repeat('00', 31), 'hex'), decode('ec' || repeat('ff', 30) || '7f', 'hex'),
                     '\x26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', '\xc7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
      from (select case when length(signer) = 32 then set_byte(signer, 31, get_byte(signer, 31) & 127) end as m) x $$;
create table packages.partner_key (
    id              uuid constraint partner_key_pk primary key,
    organisation_id uuid not null constraint partner_key_of references access.organisation,
    recipient       text not null constraint partner_key_recipient check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),   -- of age: to it is encrypted
    signer          bytea not null constraint partner_key_signer check (packages.is_strong(signer)),                         -- Ed25519: by it a signature is verified
    proposed_by     uuid not null constraint partner_key_proposed_by references access.person,
    proposed_at     timestamptz not null,
    confirmed_by    uuid constraint partner_key_confirmed_by references access.person,
    confirmed_at    timestamptz,
    ended_by        uuid constraint partner_key_ended_by references access.person,
    until           timestamptz,                                       -- another one is confirmed since: what this one signed, and what was made for it, counts until then
    ended_at        timestamptz,                                       -- also: refused, or taken back
    lost            boolean not null default false,                    -- lost, or known to others: nobody enters it again
    version         int not null default 1,
    constraint partner_key_two_persons check (confirmed_by <> proposed_by),
    constraint partner_key_lost check (ended_at is not null or not lost),
    constraint partner_key_confirmed check ((confirmed_by is null) = (confirmed_at is null)));
create unique index partner_key_one_runs on packages.partner_key (organisation_id) where confirmed_at is not null and ended_at is null and until is null;
create unique index partner_key_of_one on packages.partner_key (signer) where ended_at is null;
create unique index partner_key_read_by_one on packages.partner_key (recipient) where ended_at is null;
create index partner_key_of_structure on packages.partner_key (organisation_id, proposed_at);
alter table packages.partner_key enable row level security;
create policy known on packages.partner_key for select to akoma_protection, akoma_custody, akoma_administration using ((select access.actor()) is not null);
grant select on packages.partner_key to akoma_protection, akoma_custody, akoma_administration;

-- To it something new is encrypted; what it signed is believed, and what was made for it may leave.
create function packages.runs(k packages.partner_key) returns boolean stable language sql set search_path = pg_catalog as $$
    select k.confirmed_at is not null and k.ended_at is null and k.until is null $$;
create function packages.counts(k packages.partner_key) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select k.confirmed_at is not null and k.ended_at is null and (k.until is null or k.until > access.moment()) $$;
-- To whom a new key of this house is announced. By the command, on the login of the house.
create function packages.partners() returns table (code text) stable language sql security definer set search_path = pg_catalog as $$
    select distinct o.code from packages.partner_key k join access.organisation o on o.id = k.organisation_id where packages.runs(k) $$;

-- DONE, FORBIDDEN, NO_STRUCTURE, LOST (the key was said to be lost), KNOWN (the key is entered for this structure or another one), WAITS (one of this structure
-- waits).
create function packages.propose_key(id uuid, structure uuid, recipient text, signer bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date;
begin
    if session_user <> 'akoma_administration' or not access.administers(null) then return 'FORBIDDEN'; end if;
    if not exists (select from access.organisation o where o.id = structure and not access.is_police(o.id) and o.valid_from <= today and o.valid_until > today) then return 'NO_STRUCTURE'; end if;
    if exists (select from packages.partner_key k where k.lost and (k.signer = propose_key.signer or k.recipient = propose_key.recipient)) then return 'LOST'; end if;
    if exists (select from packages.partner_key k where k.ended_at is null and (k.signer = propose_key.signer or k.recipient = propose_key.recipient)) then return 'KNOWN'; end if;
    if exists (select from packages.partner_key k where k.organisation_id = structure and k.ended_at is null and k.confirmed_at is null) then return 'WAITS'; end if;
    insert into packages.partner_key (id, organisation_id, recipient, signer, proposed_by, proposed_at)
    values (propose_key.id, structure, propose_key.recipient, propose_key.signer, access.actor(), access.moment());
    return 'DONE';
end $$;
-- A key that nobody was asked to confirm would keep others from entering it.
create function packages.key_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'PARTNER_KEY' and d.subject = new.id and d.proposed_at = new.proposed_at) then
        raise exception 'packages.key-waits-for-nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger key_waits after insert on packages.partner_key deferrable initially deferred for each row execute function packages.key_waits();
-- DONE, FORBIDDEN, ENDED. What ended before can be found to be lost later.
create function packages.end_key(id uuid, lost boolean) returns text language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not (session_user = 'akoma_administration' and access.administers(null) or session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])) then
        return 'FORBIDDEN';
    end if;
    update packages.partner_key k set ended_by = coalesce(k.ended_by, access.actor()), ended_at = coalesce(k.ended_at, access.moment()), lost = k.lost or end_key.lost,
           version = k.version + 1
     where k.id = end_key.id and k.confirmed_at is not null and (k.ended_at is null or end_key.lost and not k.lost);
    return case when found then 'DONE' else 'ENDED' end;
end $$;

-- ---------- keys of this house -------------------------------------------------------------------------------------------------
-- Which there are says vault.key_fingerprint; a row here is one that was replaced. Written by the owner of the tables alone, from the command line.
create table packages.own_key (
    number      int constraint own_key_pk primary key constraint own_key_number check (number >= 1),
    opens_until timestamptz not null,                                  -- what was made for it is opened, and it signs, until then
    lost_at     timestamptz);                                          -- lost, or known to others: it does neither from then on
grant select on packages.own_key to akoma_protection, akoma_custody, akoma_administration;

-- ---------- packages that leave ------------------------------------------------------------------------------------------------
create table packages.sent (
    id           uuid constraint sent_pk primary key,                  -- of the package: by it the receiver knows that it came before
    file_id      uuid not null constraint sent_file references cases.case_file,
    handover_id  uuid not null,
    key_id       uuid not null constraint sent_key references packages.partner_key,
    minimum      boolean not null,                                     -- as the hand-over gives: who and where the child is, and nothing more
    purpose      text not null constraint sent_purpose check (purpose in ('CONTINUED_CARE', 'LEGAL_PROTECTION', 'RETURN_AND_REINTEGRATION')),
    asked_by     uuid not null constraint sent_asked_by references access.person,
    asked_at     timestamptz not null,
    state        text not null default 'WAITING' constraint sent_state check (state in ('WAITING', 'AGREED', 'REFUSED', 'WITHDRAWN')),
    decided_by   uuid constraint sent_decided_by references access.person,
    decided_at   timestamptz,
    until        timestamptz,                                          -- nobody takes it, and nobody imports it, from this moment on
    no_at        timestamptz,                                          -- the child or who answers for it said no before it arrived: a yes that follows is asked about anew
    made_at      timestamptz,                                          -- when it was put into an archive for the first time
    receipt_id   uuid,                                                 -- one receipt may answer several
    received_at  timestamptz,                                          -- as the receiver signed
    received_as  text constraint sent_received_as check (received_as ~ '^[A-Z]{2,6}-[0-9]{3,9}$'),   -- the file's code there
    receipt      bytea,                                                -- what was signed, and the signature: anyone who has the key verifies it again
    signature    bytea,
    read_by      uuid constraint sent_read_by references access.person,
    read_at      timestamptz,
    version      int not null default 1,
    constraint sent_child unique (id, file_id),                        -- what is said of a package is said of its child
    constraint sent_handover foreign key (handover_id, file_id) references handover.proposal (id, file_id),
    constraint sent_two_persons check (decided_by <> asked_by),
    constraint sent_decided check ((until is null) = (state <> 'AGREED') and (decided_by is null) = (state in ('WAITING', 'WITHDRAWN'))),
    constraint sent_made check (made_at is null or state = 'AGREED'),
    constraint sent_no check (no_at is null or state in ('AGREED', 'WITHDRAWN') and coalesce(until <= no_at, true)),
    constraint sent_closed check (num_nulls(receipt_id, received_at, received_as, receipt, signature, read_by, read_at) in (0, 7) and (receipt_id is null or made_at is not null)));
create index sent_of_file on packages.sent (file_id, asked_at desc);
create index sent_of_handover on packages.sent (handover_id);
create unique index sent_one_waits on packages.sent (handover_id) where state = 'WAITING';
call access.protect('packages.sent', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.sent');
create policy watched on packages.sent for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on packages.sent to akoma_protection, akoma_custody;

-- What leaves: one encrypted file for one key, with one child or several. Each child in it was asked for and agreed to by itself.
create table packages.archive (
    id      uuid constraint archive_pk primary key,                    -- of the package, as its receiver knows it
    key_id  uuid not null constraint archive_key references packages.partner_key,
    made_by uuid not null constraint archive_made_by references access.person,
    made_at timestamptz not null,
    until   timestamptz not null,                                      -- that of the child whose time ends first
    bytes   bytea,                                                     -- encrypted to the partner: nobody here opens it. Forgotten when its time is over
    sha256  bytea not null constraint archive_sha256 check (length(sha256) = 32));
create index archive_of_key on packages.archive (key_id);
create index archive_until on packages.archive (until) where bytes is not null;
create table packages.packed (
    archive_id uuid not null constraint packed_archive references packages.archive,
    sent_id    uuid not null,
    file_id    uuid not null constraint packed_file references cases.case_file,
    constraint packed_sent foreign key (sent_id, file_id) references packages.sent (id, file_id),
    constraint packed_pk primary key (archive_id, sent_id));
create index packed_of_sent on packages.packed (sent_id);
create index packed_of_file on packages.packed (file_id);
call access.protect('packages.packed', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.packed');
create policy watched on packages.packed for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on packages.packed to akoma_protection, akoma_custody;
alter table packages.archive enable row level security;
create policy of_seen on packages.archive for select to akoma_protection, akoma_custody using (exists (select from packages.packed p where p.archive_id = id));
grant select (id, key_id, made_by, made_at, until, sha256) on packages.archive to akoma_protection, akoma_custody;

-- Who took it, each time, for each child in it.
create table packages.taken (
    id       uuid constraint taken_pk primary key,
    sent_id  uuid not null,
    file_id  uuid not null constraint taken_file references cases.case_file,
    constraint taken_of foreign key (sent_id, file_id) references packages.sent (id, file_id),
    taken_by uuid not null constraint taken_by references access.person,
    taken_at timestamptz not null);
create index taken_of_sent on packages.taken (sent_id, taken_at);
create index taken_of_file on packages.taken (file_id);
call access.protect('packages.taken', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.taken');
create policy watched on packages.taken for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on packages.taken to akoma_protection, akoma_custody;

-- The hand-over by which a file may leave: one that was accepted. Before its acceptance an authority reads nothing of the file, here or elsewhere.
create function packages.handover_of(file uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.id from handover.proposal p where p.file_id = file and p.state = 'ACCEPTED' $$;
-- Who gets it: the authority that answers for the child today.
create function packages.receiver_of(handover uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select handover.responsible_on(p.file_id, (access.moment() at time zone 'UTC')::date) from handover.proposal p where p.id = receiver_of.handover $$;
-- Consent is there still, or two people decided that the minimum leaves without.
create function packages.may_leave(handover uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.proposal p where p.id = may_leave.handover and handover.is_authority(packages.receiver_of(p.id)) and (p.minimum or cases.may_be_transferred(p.file_id))) $$;
-- Whether the actor alone recorded the yes by which it would leave, after a no: they neither ask for it nor take it.
create function packages.own_yes(handover uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.proposal p where p.id = own_yes.handover and not p.minimum and cases.turned_the_no(p.file_id, access.actor())) $$;
-- For who works on the file, before they ask: the receiver, and whether a key of it is known.
create function packages.ready(file uuid) returns table (receiver uuid, minimum boolean, key_known boolean, may_leave boolean, own_yes boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select r.id, p.minimum, exists (select from packages.partner_key k where k.organisation_id = r.id and packages.runs(k)), packages.may_leave(p.id),
           packages.own_yes(p.id)
      from handover.proposal p cross join lateral (select packages.receiver_of(p.id) as id) r
     where p.id = packages.handover_of(file) and access.works_on(file, 256) $$;

-- By the child's worker, who holds who the child is. DONE, FORBIDDEN, NOT_HANDED, NO_CONSENT, OWN_YES, NO_KEY, WAITS.
create function packages.ask(id uuid, file uuid, purpose text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal; k packages.partner_key;
begin
    if session_user <> 'akoma_protection' or not access.has_role(array['CASE_WORKER']) or not access.keeps(file, 256, true) or not access.keeps(file, 1, true) then return 'FORBIDDEN'; end if;
    select * into p from handover.proposal x where x.id = packages.handover_of(file);
    if p.id is null then return 'NOT_HANDED'; end if;
    if not packages.may_leave(p.id) then return 'NO_CONSENT'; end if;
    if packages.own_yes(p.id) then return 'OWN_YES'; end if;
    select * into k from packages.partner_key x where x.organisation_id = packages.receiver_of(p.id) and packages.runs(x);
    if k.id is null then return 'NO_KEY'; end if;
    if exists (select from packages.sent s where s.handover_id = p.id and s.state = 'WAITING') then return 'WAITS'; end if;
    insert into packages.sent (id, file_id, handover_id, key_id, minimum, purpose, asked_by, asked_at)
    values (ask.id, file, p.id, k.id, p.minimum, ask.purpose, access.actor(), access.moment());
    return 'DONE';
end $$;
create function packages.package_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'HANDOVER_PACKAGE' and d.subject = new.id and d.proposed_at = new.asked_at) then
        raise exception 'packages.waits-for-nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger package_waits after insert on packages.sent deferrable initially deferred for each row execute function packages.package_waits();

-- A request is made about what was asked for in the same moment, by the same person.
create function packages.asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.kind = 'PARTNER_KEY' and not exists (select from packages.partner_key k where k.id = new.subject and k.proposed_by = new.proposed_by and k.proposed_at = new.proposed_at)
       or new.kind = 'HANDOVER_PACKAGE' and not exists (select from packages.sent s where s.id = new.subject and s.asked_by = new.proposed_by and s.asked_at = new.proposed_at
                                                           and s.file_id = new.file_id) then
        raise exception 'packages.not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger packages_asked_rightly before insert on access.decision for each row
    when (new.kind in ('PARTNER_KEY', 'HANDOVER_PACKAGE')) execute function packages.asked_rightly();
-- What follows from the second person's word is written with it.
create function packages.decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare k packages.partner_key; s packages.sent;
begin
    if new.kind = 'PARTNER_KEY' then
        select * into k from packages.partner_key x where x.id = new.subject for update;
        if new.state = 'AGREED' then
            if access.is_police(k.organisation_id) then raise exception 'packages.no-structure' using errcode = 'insufficient_privilege'; end if;
            update packages.partner_key x set until = access.moment() + make_interval(days => access.limit_of('handover.key-overlap', 90)), version = x.version + 1
             where x.organisation_id = k.organisation_id and x.id <> k.id and packages.runs(x);
            update packages.partner_key x set confirmed_by = new.decided_by, confirmed_at = access.moment(), version = x.version + 1 where x.id = k.id;
        else
            update packages.partner_key x set ended_at = access.moment(), version = x.version + 1 where x.id = k.id and x.confirmed_at is null and x.ended_at is null;
        end if;
        return null;
    end if;
    select * into s from packages.sent x where x.id = new.subject for update;
    if s.state <> 'WAITING' then return null; end if;
    if new.state = 'AGREED' then
        if packages.handover_of(s.file_id) is distinct from s.handover_id or not packages.may_leave(s.handover_id) then
            raise exception 'packages.not-to-leave' using errcode = 'insufficient_privilege';
        end if;
        update packages.sent x set state = 'AGREED', decided_by = new.decided_by, decided_at = access.moment(),
               until = access.moment() + make_interval(days => access.limit_of('handover.package', 14)), version = x.version + 1 where x.id = s.id;
    else
        update packages.sent x set state = case new.state when 'REFUSED' then 'REFUSED' else 'WITHDRAWN' end, decided_by = new.decided_by, decided_at = access.moment(),
               version = x.version + 1 where x.id = s.id;
    end if;
    return null;
end $$;
create trigger packages_decided after update of state on access.decision for each row
    when (new.kind in ('PARTNER_KEY', 'HANDOVER_PACKAGE') and old.state = 'WAITING' and new.state <> 'WAITING') execute function packages.decided();

-- Whether the actor may take it now: who asked for it or who supervises the file; agreed to by another person, not over, to the authority and the key of then.
-- Null: yes.
create function packages.barred(s packages.sent) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if s.id is null or not access.keeps(s.file_id, 1, false)
       or not (s.asked_by = access.actor() and access.has_role(array['CASE_WORKER'])
               or access.has_role(array['CASE_SUPERVISOR']) and (select handover.leads(f) from cases.case_file f where f.id = s.file_id)) then return 'FORBIDDEN'; end if;
    if s.state <> 'AGREED' or access.agreed_by('HANDOVER_PACKAGE', s.id, 1) is null then return 'NOT_AGREED'; end if;
    if s.no_at is not null then return 'NOT_TO_LEAVE'; end if;
    if s.until <= access.moment() then return 'OVER'; end if;
    if packages.handover_of(s.file_id) is distinct from s.handover_id or not packages.may_leave(s.handover_id)
       or not exists (select from handover.proposal p where p.id = s.handover_id and p.minimum = s.minimum) then return 'NOT_TO_LEAVE'; end if;
    if packages.own_yes(s.handover_id) then return 'OWN_YES'; end if;
    if exists (select from packages.partner_key k where k.id = s.key_id and k.lost) then return 'KEY_LOST'; end if;
    if not exists (select from packages.partner_key k where k.id = s.key_id and packages.counts(k) and k.organisation_id = packages.receiver_of(s.handover_id)) then return 'KEY_ENDED'; end if;
    return null;
end $$;
create function packages.bars(package uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent;
begin
    select * into s from packages.sent x where x.id = package;
    return coalesce(packages.barred(s), 'OPEN');
end $$;
-- The children of an archive that may not leave any more, for who made it: one is enough, and nothing of it leaves.
create function packages.archive_bars(archive uuid) returns table (file_id uuid, reason text) stable language sql security definer set search_path = pg_catalog as $$
    select s.file_id, packages.barred(s) from packages.archive a join packages.packed p on p.archive_id = a.id join packages.sent s on s.id = p.sent_id
     where a.id = archive_bars.archive and a.made_by = access.actor() and packages.barred(s) is not null $$;
-- What was made is kept, so that it is the same bytes each time it is taken.
create function packages.pack(archive uuid, packages uuid[], bytes bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent; k uuid; ends timestamptz; n int := 0;
begin
    if session_user <> 'akoma_protection' or coalesce(cardinality(pack.packages), 0) not between 1 and 100 then raise exception 'packages.not-to-leave' using errcode = 'insufficient_privilege'; end if;
    for s in select * from packages.sent x where x.id = any (pack.packages) order by x.id for update loop
        if packages.barred(s) is not null or s.receipt_id is not null or k <> s.key_id then raise exception 'packages.not-to-leave' using errcode = 'insufficient_privilege'; end if;
        k := s.key_id;
        ends := least(ends, s.until);
        n := n + 1;
    end loop;
    if n <> cardinality(pack.packages) then raise exception 'packages.not-to-leave' using errcode = 'insufficient_privilege'; end if;
    insert into packages.archive (id, key_id, made_by, made_at, until, bytes, sha256) values (pack.archive, k, access.actor(), access.moment(), ends, pack.bytes, sha256(pack.bytes));
    insert into packages.packed (archive_id, sent_id, file_id) select pack.archive, x.id, x.file_id from packages.sent x where x.id = any (pack.packages);
    update packages.sent x set made_at = access.moment(), version = x.version + 1 where x.id = any (pack.packages) and x.made_at is null;
end $$;
create function packages.is_factor_shown() returns boolean stable language sql security definer set search_path = pg_catalog as $$ select access.factor_is_shown() $$;
-- Each time it is taken the second factor is shown again, and there is a trace of it, for each child in it.
create function packages.take(archive uuid) returns bytea language plpgsql security definer set search_path = pg_catalog as $$
declare a packages.archive;
begin
    select * into a from packages.archive x where x.id = take.archive for update;
    if session_user <> 'akoma_protection' or a.made_by is distinct from access.actor() or a.bytes is null or a.until <= access.moment()
       or exists (select from packages.archive_bars(a.id)) or not access.factor_is_shown() then raise exception 'packages.not-to-leave' using errcode = 'insufficient_privilege'; end if;
    perform access.spend_factor();
    insert into packages.taken (id, sent_id, file_id, taken_by, taken_at)
    select uuidv7(), p.sent_id, p.file_id, access.actor(), access.moment() from packages.packed p where p.archive_id = a.id;
    return a.bytes;
end $$;
-- The bytes of archives that arrived whole, or whose child is erased, or whose time is over.
create function packages.drop_arrived(package uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update packages.archive a set bytes = null where a.bytes is not null and exists (select from packages.packed p where p.archive_id = a.id and p.sent_id = package)
       and not exists (select from packages.packed p join packages.sent s on s.id = p.sent_id where p.archive_id = a.id and s.receipt_id is null) $$;
create function packages.drop_erased(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update packages.archive a set bytes = null where a.bytes is not null and exists (select from packages.packed p where p.archive_id = a.id and p.file_id = file) $$;
-- A no ends what has not arrived, with or without consent, and forgets what was made of it: what leaves after it is asked for and agreed to after it.
create function packages.ends_with_a_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    for s in select * from packages.sent x where x.file_id = new.file_id and x.receipt_id is null
                and (x.state = 'WAITING' or x.state = 'AGREED' and x.until > access.moment()) order by x.id for update loop
        if s.state = 'WAITING' then perform access.end_waiting('{HANDOVER_PACKAGE}', s.id, null);
        elsif s.asked_by is distinct from access.actor() then perform access.ring_of_file(array[s.asked_by], 'task', s.file_id, 'PACKAGE_SENT'); end if;
        update packages.sent x set no_at = access.moment(), until = case when x.state = 'AGREED' then access.moment() end, version = x.version + 1 where x.id = s.id;
        update packages.archive a set bytes = null, until = least(a.until, access.moment())
         where exists (select from packages.packed p where p.archive_id = a.id and p.sent_id = s.id);
    end loop;
    return null;
end $$;
create trigger packages_end_with_a_no after insert on cases.consent for each row
    when (new.purpose = 'TRANSFER_TO_AUTHORITY' and new.status in ('REFUSED', 'WITHDRAWN')) execute function packages.ends_with_a_no();
-- By the clock of the house.
create function packages.forget(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (update packages.archive a set bytes = null where a.bytes is not null and a.until <= moment and access.is_now(moment) returning 1)
    select count(*) from gone $$;
-- ---------- packages that come -------------------------------------------------------------------------------------------------
create table packages.received (
    id          uuid constraint received_pk primary key,               -- of the package, as its sender made it: it is taken once
    key_id      uuid not null constraint received_key references packages.partner_key,   -- whose signature it bears
    sender_id   uuid not null constraint received_sender references access.organisation, -- whose key it is: a structure changes its key, and sends the same child
    file_id     uuid not null constraint received_file references cases.case_file,       -- that was made of it
    sent_as     text not null constraint received_sent_as check (sent_as ~ '^[A-Z]{2,6}-[0-9]{3,9}$'),   -- the file's code there
    purpose     text not null constraint received_purpose check (purpose in ('CONTINUED_CARE', 'LEGAL_PROTECTION', 'RETURN_AND_REINTEGRATION')),
    minimum     boolean not null,
    made_at     timestamptz not null,
    imported_by uuid not null constraint received_by references access.person,
    imported_at timestamptz not null,
    receipt     bytea not null,                                        -- encrypted to the sender, to be sent back
    accepted_by uuid constraint received_accepted_by references access.person,           -- that this structure answers for the child from now on
    accepted_at timestamptz,
    version     int not null default 1,
    constraint received_accepted check ((accepted_by is null) = (accepted_at is null)));
create unique index received_of_file on packages.received (file_id);
-- One child of one sender is one file here, in however many packages it comes.
create unique index received_child on packages.received (sender_id, sent_as);
call access.protect('packages.received', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.received');
grant select on packages.received to akoma_protection;
-- The record as it came, and its paper: of who holds all that they may speak of, as with rows that were imported.
create table packages.origin (
    file_id uuid constraint origin_pk primary key constraint origin_file references cases.case_file,
    record  bytea not null,                                            -- sealed under the file's key, like the next
    paper   bytea not null);
call access.protect('packages.origin', 'file_id', 128, 'akoma_protection');
call handover.not_for_receivers('packages.origin');
create policy whole_only on packages.origin as restrictive for select to akoma_protection
    using (access.sees(file_id, 1, false) and access.sees(file_id, 2, false) and access.sees(file_id, 4, false) and access.sees(file_id, 8, false)
           and access.sees(file_id, 16, false) and access.sees(file_id, 32, false) and access.sees(file_id, 64, false));
grant select on packages.origin to akoma_protection;

-- Packages of a child of whom a newer one came since: none of them is taken again.
create table packages.received_before (
    id          uuid constraint received_before_pk primary key,
    file_id     uuid not null constraint received_before_file references cases.case_file,
    made_at     timestamptz not null,
    imported_by uuid not null constraint received_before_by references access.person,
    imported_at timestamptz not null);
create index received_before_of_file on packages.received_before (file_id);
call access.protect('packages.received_before', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.received_before');

-- Whether a package came before; nothing of what became of it.
create function packages.is_known(package uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from packages.received r where r.id = package) or exists (select from packages.received_before b where b.id = package) $$;
-- The file of a child that came before of the sender who has this key, under the code of the sender. Which file it is, is said to who leads it; of one that was
-- erased, only that it was.
create function packages.came_as(key uuid, sent_as text) returns table (file_id uuid, code text, sex text, made_at timestamptz, erased boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select f.id, case when handover.leads(f) and f.erased_at is null then f.code end, f.sex, r.made_at, f.erased_at is not null
      from packages.received r join packages.partner_key k on k.id = came_as.key and k.organisation_id = r.sender_id join cases.case_file f on f.id = r.file_id
     where r.sent_as = came_as.sent_as and session_user = 'akoma_protection' and access.has_role(array['CASE_SUPERVISOR']) $$;
-- Made later than a difference of two clocks explains: every package that follows would be older.
create function packages.is_ahead(made_at timestamptz) returns boolean stable language sql set search_path = pg_catalog as $$
    select made_at > access.moment() + interval '1 day' $$;
-- The same child comes again: what came along before gives way to what comes now. By who leads the file, and by a newer package alone.
create function packages.receive_again(package uuid, key uuid, file uuid, sent_as text, purpose text, minimum boolean, made_at timestamptz, receipt bytea, record bytea, paper bytea)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; r packages.received;
begin
    select * into f from cases.case_file c where c.id = file;
    select * into r from packages.received x where x.file_id = file for update;
    if session_user <> 'akoma_protection' or r.id is null or not handover.leads(f) or r.sent_as <> receive_again.sent_as or receive_again.made_at <= r.made_at or packages.is_ahead(receive_again.made_at)
       or f.erased_at is not null or packages.is_called_back(package, key) or not exists (select from packages.partner_key k where k.id = key and packages.counts(k) and k.organisation_id = r.sender_id) then
        raise exception 'packages.not-to-receive' using errcode = 'insufficient_privilege';
    end if;
    insert into packages.received_before values (r.id, r.file_id, r.made_at, r.imported_by, r.imported_at);
    update packages.received x set id = package, key_id = key, purpose = receive_again.purpose, minimum = receive_again.minimum, made_at = receive_again.made_at,
           imported_by = access.actor(), imported_at = access.moment(), receipt = receive_again.receipt, version = x.version + 1 where x.id = r.id;
    update packages.origin o set record = receive_again.record, paper = receive_again.paper where o.file_id = file;
end $$;
-- By a supervisor, in the transaction that opened the file. Where the file that was made of the child before is erased, a new one takes its place; none of the
-- packages that came before is taken again.
create function packages.receive(package uuid, key uuid, file uuid, sent_as text, purpose text, minimum boolean, made_at timestamptz, receipt bytea, record bytea, paper bytea)
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or not access.has_role(array['CASE_SUPERVISOR'])
       or not exists (select from cases.case_file f where f.id = file and f.registered_by = access.actor() and f.registered_at = access.moment())
       or packages.is_ahead(receive.made_at) or packages.is_called_back(package, key) or not exists (select from packages.partner_key k where k.id = key and packages.counts(k)) then
        raise exception 'packages.not-to-receive' using errcode = 'insufficient_privilege';
    end if;
    with gone as (delete from packages.received r using cases.case_file f, packages.partner_key k
                   where f.id = r.file_id and f.erased_at is not null and k.id = key and r.sender_id = k.organisation_id and r.sent_as = receive.sent_as
                     and r.made_at < receive.made_at returning r.*)
    insert into packages.received_before select g.id, g.file_id, g.made_at, g.imported_by, g.imported_at from gone g;
    insert into packages.received (id, key_id, sender_id, file_id, sent_as, purpose, minimum, made_at, imported_by, imported_at, receipt)
    values (package, key, (select k.organisation_id from packages.partner_key k where k.id = key), file, receive.sent_as, receive.purpose, receive.minimum, receive.made_at, access.actor(), access.moment(), receive.receipt);
    insert into packages.origin values (file, receive.record, receive.paper);
end $$;
-- That this structure answers for the child: by who supervises the file. DONE, FORBIDDEN, ACCEPTED,
-- CALLED_BACK (by who sent it).
create function packages.accept(package uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r packages.received; f cases.case_file;
begin
    select * into r from packages.received x where x.id = package for update;
    select * into f from cases.case_file c where c.id = r.file_id;
    if r.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if r.accepted_at is not null then return 'ACCEPTED'; end if;
    if packages.is_closed(r.file_id) then return 'CALLED_BACK'; end if;
    update packages.received x set accepted_by = access.actor(), accepted_at = access.moment(), version = x.version + 1 where x.id = package;
    return 'DONE';
end $$;

revoke execute on all functions in schema packages from public;
grant execute on function packages.propose_key, packages.partners to akoma_administration;
grant execute on function packages.end_key to akoma_administration, akoma_custody;
grant execute on function packages.ready, packages.ask, packages.bars, packages.archive_bars, packages.pack, packages.is_factor_shown, packages.take, packages.is_known, packages.came_as, packages.receive, packages.receive_again, packages.accept to akoma_protection;
grant execute on function packages.forget to akoma_administration;
