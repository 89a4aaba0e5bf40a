-- Whether a new key has its grant is asked as on every other table on a file, by a probe within the plan: a function called for each row starts a
-- query of its own. Every grant holds some section, so that any grant on the file will do, as before. Reading one key stays with the function,
-- which a connection need not plan anew.
alter policy made on vault.data_key with check (compartment = session_user and exists (select from access.held g
    where g.file_id = data_key.owner and g.may_write offset 0));
