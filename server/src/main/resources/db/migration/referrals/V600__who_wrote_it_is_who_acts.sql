-- Who wrote a record is who acts.
create trigger by_oneself after insert on referrals.conference referencing new table as added for each statement execute function access.by_oneself('planned_by');
create trigger by_oneself after insert on referrals.referral referencing new table as added for each statement execute function access.by_oneself('drafted_by');
create trigger by_oneself after insert on referrals.structure_entry referencing new table as added for each statement execute function access.by_oneself('updated_by');
create trigger changed_by_oneself before update on referrals.referral for each row execute function access.changed_by_oneself('acknowledged_by', 'sent_by', 'ended_by');
create trigger changed_by_oneself before update on referrals.decision for each row execute function access.changed_by_oneself('settled_by');
create trigger changed_by_oneself before update on referrals.conference for each row execute function access.changed_by_oneself('settled_by');
-- The words of a referral: what was asked is written with the draft, the answer and what became of it by who answers.
revoke update on referrals.referral_words from akoma_protection;
grant update (asked, answer, outcome) on referrals.referral_words to akoma_protection;
