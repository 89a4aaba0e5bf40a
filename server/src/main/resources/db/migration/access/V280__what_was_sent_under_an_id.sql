-- What was sent under an id of the caller's, as a keyed hash, for every room: the same command sent again finds its record, another content under the
-- same id is refused (trust.md 4). Nobody's login reads or writes it but by the two functions.
create table access.sent (
    id      uuid constraint sent_pk primary key,
    file_id uuid,
    print   bigint not null);
alter table access.sent enable row level security;

-- Called when a record was made: what was begun under the id before, and given up, counts no more.
create function access.keep_sent(made uuid, about uuid, content bigint) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into access.sent as s (id, file_id, print) values (made, about, content)
        on conflict (id) do update set file_id = excluded.file_id, print = excluded.print $$;

-- Of a record that was made before this was kept, or taken over with others, it is believed.
create function access.is_sent(made uuid, content bigint) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce((select s.print = content from access.sent s where s.id = made), true) $$;

revoke execute on function access.keep_sent, access.is_sent from public;
grant execute on function access.keep_sent, access.is_sent
    to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
