-- A school or centre that is a structure of the house sees that a child is its pupil as long as the child is enrolled there.
alter table access.file_grant drop constraint file_grant_reason;
alter table access.file_grant add constraint file_grant_reason check (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE', 'SUPERVISION', 'SHELTER_STAY',
    'REFERRAL', 'SAMPLE', 'TRANSFER', 'BREAK_GLASS', 'SHARED', 'OVERSIGHT', 'OPERATION', 'ENROLMENT'));
