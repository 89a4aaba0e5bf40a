-- Who opens one file after another takes a list along without a list's second person: beyond a number of files on one day the data protection officers
-- are rung, once that day, and find who it was among their tasks (OWASP ASVS 2.4.1). Counted from the entries that reading leaves, in their transaction.
create table journal.file_read (
    person_id uuid not null,
    day       date not null,
    file_id   uuid not null,
    constraint file_read_pk primary key (person_id, day, file_id));
create table journal.files_read (
    person_id uuid not null,
    day       date not null,
    files     int not null,
    rung      boolean not null default false,
    constraint files_read_pk primary key (person_id, day));
create index files_read_rung on journal.files_read (day) where rung;
alter table journal.file_read enable row level security;
alter table journal.files_read enable row level security;
create policy watched on journal.files_read for select to akoma_custody using (rung);
grant select on journal.files_read to akoma_custody;

create function journal.count_reading() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (new.at at time zone 'UTC')::date; total int; before boolean; custodians uuid[]; reads text;
begin
    insert into journal.file_read values (new.actor, today, new.chain) on conflict do nothing;
    if not found then return null; end if;
    insert into journal.files_read as r (person_id, day, files) values (new.actor, today, 1)
        on conflict (person_id, day) do update set files = r.files + 1 returning r.files, r.rung into total, before;
    if total <= access.limit_of('files-read.day', 60) or before then return null; end if;
    update journal.files_read r set rung = true where r.person_id = new.actor and r.day = today;
    custodians := array(select access.custodians());
    reads := current_setting('akoma.reads', true);
    perform set_config('akoma.reads', '', true);                 -- a token that only reads rings too, and changes nothing else
    insert into notices.bell (id, person_id, kind, rung_at) select gen_random_uuid(), x, 'alert', new.at from unnest(custodians) x where x <> new.actor;
    perform set_config('akoma.reads', coalesce(reads, ''), true);
    return null;
end $$;
revoke execute on function journal.count_reading from public;
-- The entry of one question; what a list writes together is limited where lists leave (access V221).
create trigger count_reading after insert on journal.entry for each row
    when (current_user = session_user and new.chain <> new.actor and (new.act like '%read' or new.act like '%revealed'))
    execute function journal.count_reading();
