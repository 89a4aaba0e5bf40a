-- What reached somebody by another way than their own work is few; a supervisor's teams are not, and have lists of their own.
create index file_grant_brought on access.file_grant (grantee, file_id) where not own and reason <> 'SUPERVISION';
