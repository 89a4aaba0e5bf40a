-- A shelter asks for a child who stays there (requirements.md 9: referral, SHM "CR o"); the child's own worker looks at it and sends it.
alter table referrals.referral add unit_id uuid;                       -- the shelter that asks; null = written by who works on the file
alter table referrals.referral add send_by timestamptz;                -- until when the worker is to have sent what a shelter asks for
create index referral_unit on referrals.referral (unit_id, sent_at desc, id desc) where unit_id is not null;
create index referral_to_send_worker on referrals.referral (worker_id, send_by, id) where send_by is not null and sent_at is null and closed_at is null;
create index referral_to_send_organisation on referrals.referral (organisation_id, send_by, id) where send_by is not null and sent_at is null and closed_at is null;

do $$
declare stays text := $p$ unit_id = any ((select access.grantees())::uuid[]) and exists (select from access.file_grant g
    where g.file_id = referral.file_id and g.holder = access.holder('UNIT', referral.unit_id) and g.reason = 'SHELTER_STAY'
      and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0) $p$;
begin
    execute 'create policy asked_by_shelter on referrals.referral for select to akoma_protection using (' || stays || ')';
    execute 'create policy written_by_shelter on referrals.referral for insert to akoma_protection with check ('
         || 'drafted_by = (select access.actor()) and sent_at is null and ' || stays || ')';
end $$;
create policy asked_by_shelter on referrals.referral_words for select to akoma_protection using (
    exists (select from referrals.referral r where r.id = referral_id and r.unit_id = any ((select access.grantees())::uuid[]) offset 0));
create policy written_by_shelter on referrals.referral_words for insert to akoma_protection with check (
    exists (select from referrals.referral r where r.id = referral_id and r.file_id = referral_words.file_id and r.sent_at is null
               and r.drafted_by = (select access.actor()) and r.unit_id = any ((select access.grantees())::uuid[]) offset 0));

-- What an evaluation samples is pseudonymous (EVA "R s"): that it was asked, of whom and when; never the words, which may name somebody.
create policy words_are_not_sampled on referrals.referral_words as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = referral_words.file_id
               and g.reason <> 'SAMPLE' offset 0));

create view referrals.due_sending with (security_invoker = true) as
    select 'referrals.send' as kind, id, file_id, worker_id, supervisor_id, organisation_id, drafted_at as since, send_by as due_at,
           sent_at as done_at, closed_at from referrals.referral where send_by is not null;
grant select on referrals.due_sending to akoma_protection;
