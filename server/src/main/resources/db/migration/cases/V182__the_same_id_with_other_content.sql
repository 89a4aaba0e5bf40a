-- What was sent under an id, as a keyed hash: the same command sent again finds its record, another content under the same id is refused and not
-- answered with the old record (trust.md 4).
create table cases.sent (
    id      uuid constraint sent_pk primary key,
    file_id uuid not null,
    print   bigint not null);
alter table cases.sent enable row level security;
create policy seen on cases.sent for select to akoma_protection using (access.sees(file_id, 256, false));
create policy added on cases.sent for insert to akoma_protection with check (access.sees(file_id, 256, false));
grant select, insert on cases.sent to akoma_protection;
