-- Ten items of 0 to 3; what is missing is kept as missing. The score proposes a level, a person decides it on the file.
create table followup.risk_score (
    id               uuid constraint risk_score_pk primary key,
    file_id          uuid not null constraint risk_score_file references cases.case_file,
    organisation_id  uuid not null,
    worker_id        uuid not null,
    on_day           date not null,
    recorded_at      timestamptz not null,
    scored_by        uuid not null,
    asks_protection  boolean not null,
    csi_exploited    boolean not null,                                 -- what the records of that day said beside the items
    two_missed       boolean not null,
    proposed         text not null constraint risk_score_proposed check (proposed in ('LOW', 'MEDIUM', 'HIGH')),
    decided          text constraint risk_score_decided check (decided in ('LOW', 'MEDIUM', 'HIGH')),
    sealed           bytea not null);
create index risk_score_of_file on followup.risk_score (file_id, on_day desc, recorded_at desc);
create table followup.risk_item (
    score_id uuid not null constraint risk_item_of references followup.risk_score,
    file_id  uuid not null,
    item     text not null constraint risk_item_known check (item in ('TRAFFICKER_CONTACT', 'SUSPECT_TIED', 'FAMILY_ROLE', 'CAREGIVER', 'DEBT', 'SCHOOL', 'FOOD',
                 'EMOTIONAL', 'EARLIER_TRAFFICKING', 'WISH_TO_LEAVE')),
    points   smallint constraint risk_item_points check (points between 0 and 3),      -- null: missing
    constraint risk_item_pk primary key (score_id, item));
call access.protect('followup.risk_score', 'file_id', 64, 'akoma_protection');
call access.protect('followup.risk_item', 'file_id', 64, 'akoma_protection');
grant select, insert on followup.risk_score, followup.risk_item to akoma_protection;
grant update (organisation_id, worker_id) on followup.risk_score to akoma_protection;
