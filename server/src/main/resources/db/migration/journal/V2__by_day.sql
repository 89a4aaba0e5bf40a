-- Questions about a week read a week: entries lie in the table nearly in the order of their time.
create index entry_by_day on journal.entry using brin (at) with (pages_per_range = 16);
