-- As on every table on a file: a probe within the plan, not a function for each row.
alter policy added on cases.case_file with check (registered_by = (select access.actor()) and exists (select from access.held g
    where g.file_id = case_file.id and g.writes & 256 <> 0 offset 0));
