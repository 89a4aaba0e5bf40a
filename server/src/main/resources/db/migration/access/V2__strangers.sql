-- A name that nobody bears locks like a known one, so that the door does not tell who works here. Only a hash of what was typed is kept, for hours.
create table access.stranger (
    name_hash    bytea constraint stranger_pk primary key,
    failed       int not null,
    locked_until timestamptz,
    tried_at     timestamptz not null);
create index stranger_tried on access.stranger (tried_at);
grant select, insert, update, delete on access.stranger to akoma_administration;
