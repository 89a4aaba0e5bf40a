-- A task put off, by whom, until when and why. It changes nothing of what is due; only its own list leaves it out until then.
create schema if not exists tasks;

create table tasks.snooze (
    id        uuid constraint snooze_pk primary key,
    file_id   uuid not null constraint snooze_file references cases.case_file,
    person_id uuid not null constraint snooze_person references access.person,
    kind      text not null,
    item_id   uuid not null,
    at        timestamptz not null,
    until     date not null,
    ended_at  timestamptz,
    sealed    bytea not null);                                         -- the reason
create index snooze_of_person on tasks.snooze (person_id, kind, item_id, until) where ended_at is null;
create index snooze_of_file on tasks.snooze (file_id, at);

call access.protect('tasks.snooze', 'file_id', 256, 'akoma_protection');

grant usage on schema tasks to akoma_protection;
grant select, insert, update (ended_at) on tasks.snooze to akoma_protection;
