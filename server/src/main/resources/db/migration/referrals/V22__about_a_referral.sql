-- What is said about a referral is said in the child's file, for a section that the referral carries: both structures read it, as long as it runs.
alter table referrals.conversation add column referral_id uuid constraint conversation_referral references referrals.referral;
alter table referrals.conversation add constraint conversation_referral_on_file check (referral_id is null or dossier_id <> id);
create index conversation_of_referral on referrals.conversation (referral_id, last_at desc, id desc) where referral_id is not null;
grant insert (referral_id) on referrals.conversation to akoma_protection, akoma_enforcement;  -- of the police always null: they have no file

-- The worklist asks what is open by when it ended.
create index attendance_of_person on referrals.attendance (person_id, planned_for, conference_id);
create index decision_open_owner  on referrals.decision (owner_id, due_on, id) where settled_at is null;
