-- A person puts off tasks of their own list alone, for two weeks at most.
create trigger by_oneself after insert on tasks.snooze referencing new table as added for each statement execute function access.by_oneself('person_id');
alter table tasks.snooze add constraint snooze_for_days check (until <= (at at time zone 'UTC')::date + 15) not valid;
