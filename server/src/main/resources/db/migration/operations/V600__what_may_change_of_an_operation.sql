-- Of an operation only those columns change that one of its acts changes; a figure that was given to others stays.
revoke update on operations.operation, operations.site, operations.screened, operations.suspect from akoma_enforcement;
grant update (area, country, sectors, officers, expected_children, care_capacity, care_confirmed_by, starts_on, ends_on, started_at, closed_at, status, version)
    on operations.operation to akoma_enforcement;
grant update (status, slip_id, victim_ref, version) on operations.screened to akoma_enforcement;
grant update (status, at_liberty, referred_on, version) on operations.suspect to akoma_enforcement;
revoke delete on operations.figure from akoma_enforcement;
