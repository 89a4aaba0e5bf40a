-- A clinic that accepted a referral of the child's health adds its certificate there (requirements.md 9: health, PRV "CR own"), and nowhere
-- else. No face but that on an official paper: whether the child agreed to be photographed is not theirs to read. It withdraws nothing.
create policy brought on attachments.attachment for insert to akoma_protection
    with check (section = 8 and coalesce(face_reason, 'ON_DOCUMENT') = 'ON_DOCUMENT' and referrals.accepted(file_id, 8));
create policy brought on attachments.piece for insert to akoma_protection
    with check (section = 8 and referrals.accepted(file_id, 8)
        and exists (select from attachments.attachment a where a.id = piece.attachment_id and a.withdrawn_at is null
                     and a.added_by = (select access.actor())));
create policy brought on attachments.sending to akoma_protection
    using (section = 8 and referrals.accepted(file_id, 8)) with check (section = 8 and referrals.accepted(file_id, 8));
create policy brought on attachments.sent_part to akoma_protection
    using (section = 8 and referrals.accepted(file_id, 8)) with check (section = 8 and referrals.accepted(file_id, 8));
