-- An export that is made behind the answer, and waits sealed for who asked for it: one with names, to which two people agreed, or a long one without. It is
-- made in the session of who asked, once; it ends with the request, or a day after it was asked for. Its bytes leave through exchange.take_export alone, which
-- asks again at that moment all that was asked when it began.
create table exchange.export_job (
    id          uuid constraint export_job_pk primary key,
    request_id  uuid constraint export_job_request references exchange.export_request,  -- with names: the request of the same id; null: without names
    agreement   uuid constraint export_job_agreement references access.bulk_read_taken constraint export_job_of_agreement unique,   -- of who works with no child
    asked_by    uuid not null default access.actor() constraint export_job_person references access.person,
    asked_at    timestamptz not null default access.moment(),
    until       timestamptz not null,
    format      text not null constraint export_job_format check (format in ('CSV', 'XLSX')),
    state       text not null default 'WAITING' constraint export_job_state check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    files_total int not null constraint export_job_total check (files_total >= 0),
    files_done  int not null default 0 constraint export_job_files check (files_done >= 0),
    runner      uuid,                                                    -- who makes it now; another takes over where nothing was heard for half a minute
    seen_at     timestamptz,
    begun_at    timestamptz,                                             -- when the request was used up for it
    failure     text constraint export_job_failure check (failure in ('exchange.export-no-right', 'exchange.export-broken')),
    sealed      bytea,                                                   -- the file; null: not made, or its time is over
    taken_at    timestamptz,
    constraint export_job_ends check (until > asked_at and until <= asked_at + interval '24 hours'),
    constraint export_job_of_its_request check (request_id = id),
    constraint export_job_by_one_of_them check (num_nonnulls(request_id, agreement) < 2),
    constraint export_job_failed check ((state = 'FAILED') = (failure is not null)),
    constraint export_job_sealed check (sealed is null or state = 'DONE'),
    constraint export_job_taken check (taken_at is null or state = 'DONE'));
create index export_job_of_person  on exchange.export_job (asked_by, asked_at);
create index export_job_until      on exchange.export_job (until);
create index export_job_of_request on exchange.export_job (request_id);
-- Which children are in the file, who of them by name, and by which sections: what must still be held when it is taken.
create table exchange.export_job_child (
    job_id   uuid not null constraint export_job_child_job references exchange.export_job on delete cascade,
    child_id uuid not null constraint export_job_child_dossier references access.dossier,
    named    boolean not null,
    shown    int not null,
    constraint export_job_child_pk primary key (job_id, child_id));
create index export_job_child_of_dossier on exchange.export_job_child (child_id);

-- Two people agreed, and nobody took it back.
create function exchange.is_agreed(request uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from exchange.export_request r where r.id = request and r.requested_by = access.actor() and r.refused_at is null
                      and access.agreed_by('EXPORT_SUPERVISOR', r.id, 1) is not null and access.agreed_by('EXPORT_CUSTODIAN', r.id, 1) is not null) $$;
create function exchange.makes_export(job uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from exchange.export_job j where j.id = job and j.asked_by = access.actor() and j.state = 'RUNNING' and j.until > access.moment()) $$;
alter table exchange.export_job enable row level security;
alter table exchange.export_job_child enable row level security;
create policy mine on exchange.export_job for select to akoma_protection using (asked_by = (select access.actor()));
create policy asked on exchange.export_job for insert to akoma_protection
    with check (asked_by = (select access.actor()) and state = 'WAITING' and case when request_id is not null then exchange.is_agreed(request_id)
             else agreement is null and not access.bulk_needs_two('htcds') or access.took_bulk_read(agreement, 'htcds', format) end);
create policy made on exchange.export_job for update to akoma_protection using (asked_by = (select access.actor()));
create policy making on exchange.export_job_child to akoma_protection using (exchange.makes_export(job_id)) with check (exchange.makes_export(job_id));
grant select (id, request_id, agreement, asked_by, asked_at, until, format, state, files_total, files_done, runner, seen_at, begun_at, failure, taken_at),
      insert (id, request_id, agreement, until, format, files_total), update (state, files_done, runner, seen_at, begun_at, failure, sealed) on exchange.export_job to akoma_protection;
grant select, insert, delete on exchange.export_job_child to akoma_protection;
create trigger by_oneself after insert on exchange.export_job referencing new table as added for each statement execute function access.by_oneself('asked_by');

-- What is made stays as it is. With names it is made of a request that was used up for it, in the transaction that says so, and once.
create function exchange.keep_export() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if old.state = 'DONE' and (new.state, new.files_done, new.sealed) is distinct from (old.state, old.files_done, old.sealed)
       or new.begun_at is distinct from old.begun_at and (old.begun_at is not null
            or not exists (select from exchange.export_request r where r.id = new.request_id and r.downloaded_at = new.begun_at and new.begun_at = access.moment()))
       or new.state = 'DONE' and old.state <> 'DONE'
            and (new.sealed is null or new.request_id is not null and (new.begun_at is null or not exchange.is_agreed(new.request_id))) then
        raise exception 'exchange.export-not-theirs' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'DONE' and old.state <> 'DONE' then perform access.ring_by_house(array[new.asked_by], 'export', access.moment(), new.id); end if;
    return new;
end $$;
create trigger keep_export before update on exchange.export_job for each row execute function exchange.keep_export();

-- Names, and a list of more files than are read at once (HtcdsExport.PAGE), leave with the second factor shown again, streamed or made behind the answer.
create function exchange.asks_factor(named boolean, files int) returns boolean immutable language sql set search_path = pg_catalog as $$
    select named or files > 200 $$;
-- OPEN, or why who asked does not take it now: NONE, NOT_MADE, OVER, NOT_AGREED, CHANGED (a child of it, or a section, is no longer theirs to take along),
-- TAKEN (an agreement to a list is for one taking), FACTOR (the second factor was not shown again).
create function exchange.export_bars(job uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare j exchange.export_job;
begin
    select * into j from exchange.export_job x where x.id = export_bars.job and x.asked_by = access.actor();
    if j.id is null or session_user <> 'akoma_protection' then return 'NONE'; end if;
    if j.until <= access.moment() then return 'OVER'; end if;
    if j.sealed is null then return 'NOT_MADE'; end if;
    if j.request_id is not null and not exchange.is_agreed(j.request_id) then return 'NOT_AGREED'; end if;
    if j.agreement is not null and j.taken_at is not null then return 'TAKEN'; end if;
    if exists (with holds as materialized (select h.file_id, bit_or(h.reads) as reads from access.held h
                                            where h.file_id is not null and h.reason <> 'BREAK_GLASS' group by h.file_id),
                    leaves as materialized (select l.child_id, l.named from exchange.would_leave() l)
               select from exchange.export_job_child c left join leaves l on l.child_id = c.child_id left join holds h on h.file_id = c.child_id
                where c.job_id = j.id
                  and (l.child_id is null or c.named and not l.named or c.shown & ~(coalesce(h.reads, 0) | access.everywhere()) <> 0)) then return 'CHANGED'; end if;
    if exchange.asks_factor(j.request_id is not null, j.files_total) and not access.factor_is_shown() then return 'FACTOR'; end if;
    return 'OPEN';
end $$;
create function exchange.take_export(job uuid) returns bytea language plpgsql security definer set search_path = pg_catalog as $$
declare bytes bytea;
begin
    perform from exchange.export_job j where j.id = take_export.job for update;
    if exchange.export_bars(job) <> 'OPEN' then raise exception 'exchange.export-not-to-leave' using errcode = 'insufficient_privilege'; end if;
    perform access.spend_factor();
    perform notices.end_rings(job, '{export}', '{}');
    update exchange.export_job j set taken_at = access.moment() where j.id = take_export.job returning j.sealed into bytes;
    return bytes;
end $$;
-- For a file that streams into the answer: whether the second factor was shown again. It is good for this once.
create function exchange.shows_factor() returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.factor_is_shown() then return false; end if;
    perform access.spend_factor();
    return true;
end $$;

-- When its time is over, or a child in it is erased, the bytes end; that it was made stays.
create function exchange.forget_exports(moment timestamptz) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare gone bigint;
begin
    if not access.is_now(moment) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    perform notices.end_rings(j.id, '{export}', '{}') from exchange.export_job j where j.until <= moment and j.sealed is not null;
    delete from exchange.export_job_child c using exchange.export_job j where j.id = c.job_id and j.until <= moment;
    update exchange.export_job j set sealed = null where j.until <= moment and j.sealed is not null;
    get diagnostics gone = row_count;
    return gone;
end $$;
create function exchange.drop_erased(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update exchange.export_job j set sealed = null where j.sealed is not null and exists (select from exchange.export_job_child c where c.job_id = j.id and c.child_id = file);
    delete from exchange.export_job_child c where c.child_id = file $$;
revoke execute on function exchange.is_agreed, exchange.makes_export, exchange.keep_export, exchange.asks_factor, exchange.export_bars, exchange.take_export, exchange.shows_factor,
    exchange.forget_exports, exchange.drop_erased from public;
grant execute on function exchange.is_agreed, exchange.makes_export, exchange.export_bars, exchange.take_export, exchange.shows_factor to akoma_protection;
grant execute on function exchange.forget_exports to akoma_administration;
