-- Who is typed as a member of a panel was named, and did not sign. A member who has an account signs by it, in their own name (requirements.md 2.1,
-- step 7). Whether they are named among the members is sealed: the application asks that; the database holds whose signature it is.
create table cases.best_interests_signature (
    weighing_id uuid not null constraint best_interests_signature_of references cases.best_interests,
    file_id     uuid not null constraint best_interests_signature_file references cases.case_file,
    person_id   uuid not null,
    at          timestamptz not null,
    constraint best_interests_signature_pk primary key (weighing_id, person_id));
create index best_interests_signature_on_file on cases.best_interests_signature (file_id);
call access.protect('cases.best_interests_signature', 'file_id', 128, 'akoma_protection');
drop policy added_akoma_protection on cases.best_interests_signature;
create policy signed on cases.best_interests_signature for insert to akoma_protection
    with check (person_id = (select access.actor()) and at = (select access.moment()) and access.keeps(file_id, 128, false)
                and exists (select from cases.best_interests b where b.id = weighing_id and b.file_id = best_interests_signature.file_id));
grant select, insert on cases.best_interests_signature to akoma_protection;
