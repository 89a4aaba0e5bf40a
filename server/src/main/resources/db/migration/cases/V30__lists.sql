-- What lists and the home page walk along besides the indexes of V1 (docs/decisions/lists-and-search.md).
create index case_file_risk             on cases.case_file (risk, registered_at, id);
create index case_file_visit            on cases.case_file (next_visit_due, id) where next_visit_due is not null;
create index case_file_supervisor_visit on cases.case_file (supervisor_id, next_visit_due, id);
create index case_file_supervisor_review on cases.case_file (supervisor_id, review_due, id) where review_due is not null;
create index case_file_org_review       on cases.case_file (organisation_id, review_due, id) where review_due is not null;
