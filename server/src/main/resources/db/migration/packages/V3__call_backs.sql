-- ---------- packages that are called back ---------------------------------------------------------------------------------------
-- What was sent by mistake, or whose consent was taken back, is called back by its sender: here it is over at once, and a signed file says so to the house of
-- the authority. One person calls back, as one ends a key: it keeps data in, and each call-back has a name, a reason and a trace.
create table packages.call_back (
    sent_id   uuid constraint call_back_pk primary key,
    file_id   uuid not null constraint call_back_file references cases.case_file,
    constraint call_back_of foreign key (sent_id, file_id) references packages.sent (id, file_id),
    reason    text not null constraint call_back_reason check (reason in ('MISTAKE', 'CONSENT_TAKEN_BACK', 'OTHER_CHILD', 'WRONG_AUTHORITY')),
    contact   bytea not null,                                          -- sealed, under the file's key or by an officer under the house's: whom the authority calls
    by_officer boolean not null,
    called_by uuid not null constraint call_back_by references access.person,
    called_at timestamptz not null,
    taken_by  uuid constraint call_back_taken_by references access.person,               -- who took the file for the authority last; null: nobody did
    taken_at  timestamptz,
    answer    text constraint call_back_answer check (answer in ('NOT_COME', 'OLDER', 'CLOSED', 'ASKED', 'REFUSED')), -- what came of it there, as its house signed; null: no receipt came back
    answered_at timestamptz,                                           -- when it was read there, as its house signed
    receipt   bytea,                                                   -- the signed list, and its signature: they can be verified again
    signature bytea,
    receipt_read_by uuid constraint call_back_receipt_read_by references access.person,
    receipt_read_at timestamptz,
    constraint call_back_answered check (num_nulls(answer, answered_at, receipt, signature, receipt_read_by, receipt_read_at) in (0, 6)),
    constraint call_back_taken check ((taken_by is null) = (taken_at is null)));
create index call_back_of_file on packages.call_back (file_id);
call access.protect('packages.call_back', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.call_back');
create policy watched on packages.call_back for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on packages.call_back to akoma_protection;
grant select (sent_id, file_id, reason, contact, by_officer, called_by, called_at, taken_by, taken_at, answer, answered_at, receipt_read_by, receipt_read_at) on packages.call_back to akoma_custody;

-- Who asked for the package, or who leads the file; or the data protection officer, since the mistake may be one of those who work on the file.
create function packages.calls_back(s packages.sent) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
        or session_user = 'akoma_protection' and access.keeps(s.file_id, 256, false) and access.works_on(s.file_id, 256)
       and (s.asked_by = access.actor() and access.has_role(array['CASE_WORKER'])
            or access.has_role(array['CASE_SUPERVISOR']) and (select handover.leads(f) from cases.case_file f where f.id = s.file_id)) $$;
-- DONE, FORBIDDEN, NOT_LEFT (nobody has downloaded it), CALLED (it is called back).
create function packages.call_back(package uuid, reason text, contact bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent;
begin
    select * into s from packages.sent x where x.id = package for update;
    if s.id is null or not packages.calls_back(s) then return 'FORBIDDEN'; end if;
    if not exists (select from packages.taken t where t.sent_id = s.id) then return 'NOT_LEFT'; end if;
    if exists (select from packages.call_back c where c.sent_id = s.id) then return 'CALLED'; end if;
    insert into packages.call_back (sent_id, file_id, reason, contact, by_officer, called_by, called_at)
    values (s.id, s.file_id, call_back.reason, call_back.contact, session_user = 'akoma_custody', access.actor(), access.moment());
    update packages.sent x set until = least(x.until, access.moment()), version = x.version + 1 where x.id = s.id;
    update packages.archive a set bytes = null, until = least(a.until, access.moment())
     where exists (select from packages.packed p where p.archive_id = a.id and p.sent_id = s.id);
    perform access.ring_of_file(array(select distinct y from cases.case_file f, unnest(array[s.asked_by, s.decided_by, f.worker_id, f.supervisor_id]) y
                               where f.id = s.file_id and y is not null and y <> access.actor()), 'task', s.file_id, 'PACKAGE_SENT');
    return 'DONE';
end $$;
-- The packages that left, for the officer, who sees no file.
create function packages.left_here(most int) returns table (id uuid, code text) stable language sql security definer set search_path = pg_catalog as $$
    select s.id, f.code from packages.sent s join cases.case_file f on f.id = s.file_id
     where session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) and exists (select from packages.taken t where t.sent_id = s.id)
     order by s.asked_at desc, s.id desc limit left_here.most $$;
-- Each time the file for the authority is made, there is a trace of it.
create function packages.take_call_back(package uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent;
begin
    select * into s from packages.sent x where x.id = package;
    if s.id is null or not packages.calls_back(s) then return false; end if;
    update packages.call_back c set taken_by = access.actor(), taken_at = access.moment() where c.sent_id = s.id and (c.by_officer or session_user <> 'akoma_custody');
    return found;
end $$;
-- The receipt of a call-back: verified here as that of a package is, so that nobody makes up what the authority did. It answers this call-back, of this moment,
-- and is kept once; where a second person was asked there, the receipt of their verdict follows. By who may call back.
-- DONE, UNKNOWN, NOT_YOURS, OTHER_RECEIVER, UNSIGNED, USED.
create function packages.answer_call_back(package uuid, key_id uuid, receipt bytea, signature bytea, words bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent; c packages.call_back; k packages.partner_key; list jsonb; said jsonb;
begin
    select * into s from packages.sent x where x.id = package for update;
    if s.id is null then return 'UNKNOWN'; end if;
    if not packages.calls_back(s) then
        return case when session_user = 'akoma_protection' and access.keeps(s.file_id, 256, false) and access.works_on(s.file_id, 256) then 'NOT_YOURS' else 'UNKNOWN' end;
    end if;
    select * into c from packages.call_back x where x.sent_id = s.id;
    if c.sent_id is null then return 'UNKNOWN'; end if;
    select * into k from packages.partner_key x where x.id = answer_call_back.key_id and packages.counts(x);
    if k.organisation_id is distinct from (select x.organisation_id from packages.partner_key x where x.id = s.key_id) then return 'OTHER_RECEIVER'; end if;
    if not packages.is_signed(answer_call_back.receipt, answer_call_back.signature, k.signer) then return 'UNSIGNED'; end if;
    list := convert_from(answer_call_back.receipt, 'UTF8');
    if list ->> 'kind' is distinct from 'CALL_BACK_RECEIPT' or coalesce((list ->> 'expiresAt')::timestamptz, '-infinity') <= access.moment()
       or not exists (select from jsonb_array_elements(list -> 'members') m where m ->> 'sha256' = encode(sha256(answer_call_back.words), 'hex')) then return 'UNSIGNED'; end if;
    said := convert_from(answer_call_back.words, 'UTF8');
    if (said ->> 'id')::uuid is distinct from package or (said ->> 'calledAt')::timestamptz is distinct from c.called_at then return 'UNKNOWN'; end if;
    if c.answer is not null and not (c.answer = 'ASKED' and said ->> 'answer' in ('CLOSED', 'REFUSED')) then return 'USED'; end if;
    update packages.call_back x set answer = said ->> 'answer', answered_at = (said ->> 'readAt')::timestamptz, receipt = answer_call_back.receipt,
           signature = answer_call_back.signature, receipt_read_by = access.actor(), receipt_read_at = access.moment() where x.sent_id = s.id;
    perform access.ring_of_file(array(select distinct y from unnest(array[c.called_by, s.asked_by, s.decided_by]) y where y is distinct from access.actor()), 'task', s.file_id, 'PACKAGE_SENT');
    return 'DONE';
end $$;

-- What partners called back before it came: it is imported no more. No word of a child is in it.
create table packages.called_back (
    package   uuid not null,
    sender_id uuid not null constraint called_back_sender references access.organisation,
    called_at timestamptz not null,
    read_by   uuid not null constraint called_back_read_by references access.person,
    read_at   timestamptz not null,
    constraint called_back_pk primary key (package, sender_id));
alter table packages.called_back enable row level security;
-- The same of a package of which there is a file here. Where the child is accepted, this structure answers for it: two people say that the call-back counts.
create table packages.received_call_back (
    package    uuid constraint received_call_back_pk primary key,
    file_id    uuid not null constraint received_call_back_file references cases.case_file,
    reason     text not null constraint received_call_back_reason check (reason in ('MISTAKE', 'CONSENT_TAKEN_BACK', 'OTHER_CHILD', 'WRONG_AUTHORITY')),
    contact    bytea not null,                                         -- sealed under the file's key: whom to call
    called_at  timestamptz not null,                                   -- as the sender signed
    read_by    uuid not null constraint received_call_back_read_by references access.person,
    read_at    timestamptz not null,
    state      text not null constraint received_call_back_state check (state in ('WAITING', 'IN_FORCE', 'REFUSED')),
    decided_by uuid constraint received_call_back_decided_by references access.person,
    decided_at timestamptz,
    constraint received_call_back_two_persons check (decided_by <> read_by));
create index received_call_back_of_file on packages.received_call_back (file_id);
call access.protect('packages.received_call_back', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('packages.received_call_back');
grant select on packages.received_call_back to akoma_protection;

insert into access.decision_kind (kind, roles, proposers, section) values ('PACKAGE_CALL_BACK', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 256);

create function packages.is_called_back(package uuid, key uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from packages.called_back c join packages.partner_key k on k.organisation_id = c.sender_id where c.package = is_called_back.package and k.id = key) $$;
-- Whether what came along with the file, as it is here now, was called back.
create function packages.is_closed(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from packages.received r join packages.received_call_back c on c.package = r.id where r.file_id = file and c.state = 'IN_FORCE') $$;
create policy not_called_back on packages.origin as restrictive for select to akoma_protection using (not packages.is_closed(file_id));

-- Who reads a call-back: a supervisor where the package has not come yet; who leads the file or works on it where it has.
create function packages.reads_call_back(package uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_protection' and case
        when exists (select from packages.received r where r.id = package)
        then exists (select from packages.received r join cases.case_file f on f.id = r.file_id
                      where r.id = package and (handover.leads(f) and access.has_role(array['CASE_SUPERVISOR'])
                            or access.has_role(array['CASE_WORKER']) and access.keeps(f.id, 256, true) and access.works_on(f.id, 256)))
        else access.has_role(array['CASE_SUPERVISOR']) end $$;
-- The list that the sender signed, the signature, and the words that the list names by their fingerprint, as with a receipt: nobody here makes up that a partner
-- called a child back. NOT_COME, OLDER (a newer package of the
-- child came since), DONE, WAITS (the child is accepted here: a second person agrees), USED, UNKNOWN, OTHER_SENDER, UNSIGNED.
create function packages.read_call_back(package uuid, key_id uuid, list bytea, signature bytea, words bytea, contact bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare k packages.partner_key; said jsonb; child jsonb; signed jsonb; r packages.received; f cases.case_file; c packages.received_call_back; now_is text;
begin
    if not packages.reads_call_back(package) then return 'UNKNOWN'; end if;
    select * into k from packages.partner_key x where x.id = read_call_back.key_id and packages.counts(x);
    if k.id is null or not packages.is_signed(list, signature, k.signer) then return 'UNSIGNED'; end if;
    signed := convert_from(list, 'UTF8');
    if signed ->> 'kind' is distinct from 'CALL_BACK' or coalesce((signed ->> 'expiresAt')::timestamptz, '-infinity') <= access.moment()
       or not exists (select from jsonb_array_elements(signed -> 'members') m where m ->> 'sha256' = encode(sha256(words), 'hex')) then return 'UNSIGNED'; end if;
    said := convert_from(words, 'UTF8');
    if (said ->> 'id')::uuid is distinct from package then return 'UNSIGNED'; end if;
    select * into r from packages.received x where x.id = package for update;
    if r.id is null then
        insert into packages.called_back values (package, k.organisation_id, (said ->> 'calledAt')::timestamptz, access.actor(), access.moment()) on conflict do nothing;
        if not found then return 'USED'; end if;
        return case when exists (select from packages.received_before b where b.id = package) then 'OLDER' else 'NOT_COME' end;
    end if;
    select * into f from cases.case_file x where x.id = r.file_id;
    if r.sender_id <> k.organisation_id then return 'OTHER_SENDER'; end if;
    select * into c from packages.received_call_back x where x.package = r.id;
    if c.state in ('WAITING', 'IN_FORCE') then return 'USED'; end if;
    now_is := case when r.accepted_at is null then 'IN_FORCE' else 'WAITING' end;
    insert into packages.received_call_back (package, file_id, reason, contact, called_at, read_by, read_at, state)
    values (r.id, f.id, said ->> 'reason', read_call_back.contact, (said ->> 'calledAt')::timestamptz, access.actor(), access.moment(), now_is)
    on conflict on constraint received_call_back_pk do update set read_by = excluded.read_by, read_at = excluded.read_at, contact = excluded.contact, state = excluded.state,
           decided_by = null, decided_at = null;
    perform access.ring_of_file(array(select distinct y from unnest(array[f.worker_id, f.supervisor_id]) y where y is not null and y is distinct from access.actor()), 'task', f.id, 'PACKAGE_CAME');
    return case now_is when 'IN_FORCE' then 'DONE' else 'WAITS' end;
end $$;
-- What waits, waits for somebody who was asked; and nobody is asked about what nobody read here.
create function packages.call_back_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state = 'WAITING' and not exists (select from access.decision d where d.kind = 'PACKAGE_CALL_BACK' and d.subject = new.package and d.proposed_at = new.read_at) then
        raise exception 'packages.call-back-waits-for-nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger call_back_waits after insert or update on packages.received_call_back deferrable initially deferred
    for each row execute function packages.call_back_waits();
create function packages.call_back_asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from packages.received_call_back c where c.package = new.subject and c.read_by = new.proposed_by and c.read_at = new.proposed_at and c.file_id = new.file_id) then
        raise exception 'packages.not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger packages_call_back_asked_rightly before insert on access.decision for each row
    when (new.kind = 'PACKAGE_CALL_BACK') execute function packages.call_back_asked_rightly();
create function packages.call_back_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update packages.received_call_back c set state = case new.state when 'AGREED' then 'IN_FORCE' else 'REFUSED' end, decided_by = new.decided_by, decided_at = access.moment()
     where c.package = new.subject and c.state = 'WAITING';
    return null;
end $$;
create trigger packages_call_back_decided after update of state on access.decision for each row
    when (new.kind = 'PACKAGE_CALL_BACK' and old.state = 'WAITING' and new.state <> 'WAITING') execute function packages.call_back_decided();

revoke execute on function packages.calls_back, packages.call_back, packages.take_call_back, packages.is_called_back, packages.is_closed, packages.read_call_back,
    packages.answer_call_back, packages.reads_call_back, packages.left_here, packages.call_back_waits, packages.call_back_asked_rightly, packages.call_back_decided from public;
grant execute on function packages.is_called_back, packages.is_closed, packages.read_call_back,
    packages.reads_call_back to akoma_protection;
grant execute on function packages.call_back, packages.take_call_back, packages.answer_call_back to akoma_protection, akoma_custody;
grant execute on function packages.left_here to akoma_custody;
