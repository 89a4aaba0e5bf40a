-- As on every table on a file: a probe within the plan, not a function for each row.
alter policy added on cases.case_file with check (registered_by = (select access.actor()) and exists (select from access.file_grant g
    where g.file_id = case_file.id and g.holder = any ((select access.holders())::uuid[]) and g.sections & ((select access.writings())::int[])[g.way] & 256 <> 0 and g.may_write
      and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
