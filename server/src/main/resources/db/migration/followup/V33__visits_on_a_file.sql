-- A file has visits by the dozen: one question a statement (cases, V82) instead of a foreign key's for every row.
call cases.keep_on_file('followup.visit');
alter table followup.visit drop constraint visit_file;
