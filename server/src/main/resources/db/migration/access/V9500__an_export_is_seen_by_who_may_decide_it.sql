-- Whether somebody may decide an export depends on what it takes along: of this kind too, who has the role does not see what others decide.
alter policy seen on access.decision using (
    (proposed_by = (select access.actor()) or decided_by = (select access.actor())) and (file_id is null or access.sees_decided(file_id, 511))
    or file_id is null and kind not in ('SLIP_SETTLEMENT', 'WITNESS', 'SUPERVISOR', 'EXPORT_SUPERVISOR') and kind = any ((select access.kinds_decided())::text[])
    or kind in ('PASSWORD', 'SLIP_SETTLEMENT', 'WITNESS', 'SUPERVISOR', 'EXPORT_SUPERVISOR') and id in (select access.to_decide())
    or file_id is not null and access.sees_decided(file_id, section));
