-- A nurse, doctor or psychologist whose structure accepted a referral of the child's health enters what they did (requirements.md 9: health, PRV "CR own").
create policy by_provider on cases.medical for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and referrals.accepted(file_id, 8));
create policy by_provider on cases.medical_detail for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and referrals.accepted(file_id, 8));
