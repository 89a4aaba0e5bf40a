-- The moment tells who sat there: without a name it is the day (F12).
update followup.complaint set raised_at = date_trunc('day', raised_at, 'UTC') where raised_by is null;
alter table followup.complaint add constraint complaint_unnamed_by_day
    check (raised_by is not null or extract(epoch from raised_at)::bigint % 86400 = 0 and extract(microseconds from raised_at) = 0);
