-- Alerts of lost devices are read and judged by a data protection officer who is inside, and by no password alone.
alter policy watched on followup.alert using (file_id is null and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy judged on followup.alert using (file_id is null and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
