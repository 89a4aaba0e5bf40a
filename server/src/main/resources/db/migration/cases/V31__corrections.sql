-- What was registered of a child and corrected later: which fields, when and by whom in clear; what stood there, what stands there now, and why, sealed.
create table cases.correction (
    id          uuid constraint correction_pk primary key,
    file_id     uuid not null constraint correction_file references cases.case_file,
    fields      text[] not null constraint correction_fields check (cardinality(fields) > 0),
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    sealed      bytea not null);
create index correction_of_file on cases.correction (file_id, recorded_at);
call access.protect('cases.correction', 'file_id', 1, 'akoma_protection');
grant select, insert on cases.correction to akoma_protection;
