-- Each police service numbers its victims and suspects in its own way; the house only gives numbers of the form LE-V-07 where none was given.
alter table operations.screened
    drop constraint screened_victim_form,
    add constraint screened_victim_form check (victim_ref ~ '^[A-Z][A-Z0-9-]{2,29}$');
alter table operations.suspect
    drop constraint suspect_code_form,
    add constraint suspect_code_form check (code ~ '^[A-Z][A-Z0-9-]{2,29}$');
