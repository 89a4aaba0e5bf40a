-- A referral in the name of a structure that does not hold the file is a typed word until a supervisor of the file has confirmed it (trust.md 3). What a
-- shelter asks for with its own account, and the child's worker sends, is the word of two people already.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_WRITTEN', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32);

-- Whoever writes a referral writes it in their own name.
create function referrals.drafted_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.drafted_by is distinct from access.actor() then raise exception 'referrals.not-your-hand' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
revoke execute on function referrals.drafted_by_oneself from public;
create trigger drafted_by_oneself before insert on referrals.referral for each row
    when (current_user = 'akoma_protection') execute function referrals.drafted_by_oneself();

create function referrals.asked_by_shelter(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select r.unit_id is not null and r.drafted_by is distinct from r.sent_by
       and exists (select from access.person_role p where p.person_id = r.drafted_by and p.role = 'SHELTER_MANAGER' and p.unit_id = r.unit_id
                      and p.approved_at <= r.drafted_at and p.valid_from <= r.drafted_at and p.valid_until > r.drafted_at) $$;

create or replace function referrals.is_agreed(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (referrals.holder(r.file_id) = r.to_id or referrals.agreement(referrals.holder(r.file_id), r.to_id, r.purpose, r.sections) is not null)
       and (r.from_id = referrals.holder(r.file_id)
            or referrals.agreement(r.from_id, r.to_id, r.purpose, r.sections) is not null
               and (referrals.asked_by_shelter(r) or access.agreed('REFERRAL_WRITTEN', r.id, r.version - 1)))   -- the sending is a version of its own
       and exists (select from access.organisation o where o.id = r.to_id and o.desk_id = r.to_desk)
       and (r.to_person is null or exists (select from access.person p where p.id = r.to_person and p.organisation_id = r.to_id)) $$;
revoke execute on function referrals.asked_by_shelter from public;
