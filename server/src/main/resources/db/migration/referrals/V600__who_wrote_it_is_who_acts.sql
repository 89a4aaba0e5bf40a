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
-- What was asked stays as it was sent; the answer is written by who answers, until they have. Who ends a referral that nobody answered in time writes why
-- in the place of what became of it.
create function referrals.keep_words() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select x.* into r from referrals.referral x where x.id = old.referral_id;
    if new.asked is distinct from old.asked and r.sent_at is not null
       or new.answer is distinct from old.answer and (r.answered_at is not null or not referrals.is_of(r.to_id) and referrals.entered(r.id) is null)
       or new.outcome is distinct from old.outcome and (r.completed_at is not null or not referrals.is_of(r.to_id) and referrals.entered(r.id) is null
             and not (access.keeps(r.file_id, 32, true) and r.ended_at is null and r.acknowledged_at is null and r.due_at <= access.moment())) then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_words before update on referrals.referral_words for each row execute function referrals.keep_words();

-- Of a referral only those columns change that one of its acts changes; in whose hands it lies is what the file says.
revoke update on referrals.referral from akoma_protection;
grant update (from_id, to_id, to_desk, to_person, person_grant, purpose, priority, service, sections, homecoming_id, organisation_id, worker_id, supervisor_id,
              sent_at, sent_by, agreement_id, due_at, manager_at, valid_until, acknowledged_at, acknowledged_by, answered_at, answered_by, accepted, decline_reason,
              answer_how, completed_at, completed_by, ended_at, ended_by, closed_at, version) on referrals.referral to akoma_protection;
create function referrals.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)
              and f.supervisor_id is not distinct from new.supervisor_id) then
        raise exception 'referrals.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id, supervisor_id on referrals.referral for each row
    when ((new.organisation_id, new.worker_id, new.supervisor_id) is distinct from (old.organisation_id, old.worker_id, old.supervisor_id))
    execute function referrals.in_the_files_hands();
revoke execute on function referrals.keep_words, referrals.in_the_files_hands from public;
