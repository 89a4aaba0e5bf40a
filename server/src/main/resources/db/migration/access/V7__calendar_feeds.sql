-- The secret in the address of a calendar is a session that opens nothing else; like every session it ends with a change of roles.
alter table access.session drop constraint session_kind;
alter table access.session add constraint session_kind check (kind in ('BROWSER', 'TOKEN', 'FEED'));
