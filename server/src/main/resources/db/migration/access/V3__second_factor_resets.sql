-- Whoever may renew a password must not be able to renew the second factor alone: with both they could go in as anybody.
create table access.second_factor_reset (
    id          uuid constraint second_factor_reset_pk primary key,
    person_id   uuid not null constraint second_factor_reset_person references access.person,
    asked_by    uuid not null constraint second_factor_reset_asker references access.person,
    asked_at    timestamptz not null,
    approved_by uuid constraint second_factor_reset_approver references access.person,
    approved_at timestamptz,
    constraint second_factor_reset_two_persons check (asked_by <> person_id and approved_by is distinct from person_id
                                                      and approved_by is distinct from asked_by),
    constraint second_factor_reset_whole check ((approved_by is null) = (approved_at is null)));
create unique index second_factor_reset_waiting on access.second_factor_reset (person_id) where approved_at is null;

alter table access.second_factor_reset enable row level security;
create policy asked on access.second_factor_reset for insert to akoma_administration
    with check (asked_by = (select access.actor()) and approved_at is null);
create policy everything on access.second_factor_reset for select to akoma_custody, akoma_administration using (true);
create policy waiting on access.second_factor_reset for select to akoma_protection using (approved_at is null
    and exists (select from access.file_grant g where g.file_id is null and g.grantee = (select access.actor())));

create function access.approve_second_factor_reset(reset uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid;
begin
    if not exists (select from access.person_role r where r.person_id = access.actor() and r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
                     and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    update access.second_factor_reset r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = reset and r.approved_at is null and r.person_id <> access.actor() and r.asked_by <> access.actor()
    returning r.person_id into who;
    if who is null then return false; end if;
    update access.credential c set totp_sealed = null, totp_last = 0 where c.person_id = who;
    delete from access.session s where s.person_id = who;
    return true;
end $$;
revoke execute on function access.approve_second_factor_reset from public;
grant execute on function access.approve_second_factor_reset to akoma_protection, akoma_custody;
grant select on access.second_factor_reset to akoma_protection, akoma_custody;
grant select, insert on access.second_factor_reset to akoma_administration;
