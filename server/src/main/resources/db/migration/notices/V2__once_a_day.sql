-- Once a day, how many tasks are late or due today: of a person and day there is one such ring, whoever goes round, however often.
alter table notices.bell drop constraint bell_kind;
alter table notices.bell add constraint bell_kind check (kind in ('message', 'task', 'referral', 'alert', 'due'));
alter table notices.bell add column things int not null default 1 constraint bell_things check (things > 0);
alter table notices.bell add column of_day date;
alter table notices.bell add constraint bell_of_day check ((kind = 'due') = (of_day is not null));
create unique index bell_once_a_day on notices.bell (person_id, of_day) where of_day is not null;
