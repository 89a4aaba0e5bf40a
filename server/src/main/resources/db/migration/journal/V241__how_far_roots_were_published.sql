-- How far each data folder's file of roots goes (F11, O7, O8): what was published and lies in the file no more is found, and what could not be
-- written to it is written at the next occasion.
create table journal.witness (
    folder    uuid constraint witness_pk primary key,      -- the id in the folder's house.properties
    published bigint not null default 0);                  -- the newest root that its file holds
grant select, insert, update on journal.witness to akoma_custody;
