-- What a supervisor confirmed is a version of the draft. A draft whose content changes, and a referral that is sent, is a version of its own: otherwise the
-- confirmation of one draft serves for another one.
create function referrals.changed_as_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (new.from_id, new.to_id, new.to_desk, new.to_person, new.person_grant, new.purpose, new.priority, new.service, new.sections, new.homecoming_id, new.sent_at)
           is distinct from (old.from_id, old.to_id, old.to_desk, old.to_person, old.person_grant, old.purpose, old.priority, old.service, old.sections,
                             old.homecoming_id, old.sent_at) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger changed_as_version before update on referrals.referral for each row
    when (old.sent_at is null and new.version is not distinct from old.version) execute function referrals.changed_as_version();

-- Besides, the person at the receiver who gets a grant of their own is the focal point whom that structure names.
create or replace function referrals.sent_as_written() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and ((new.from_id, new.to_id, new.to_desk, new.purpose, new.priority, new.service, new.sections, new.homecoming_id)
            is distinct from (old.from_id, old.to_id, old.to_desk, old.purpose, old.priority, old.service, old.sections, old.homecoming_id)
            or (new.to_person is null) <> (new.person_grant is null)
            or new.to_person is not null and not exists (select from referrals.structure_entry e where e.organisation_id = new.to_id and e.focal_id = new.to_person)) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- A shelter writes what it asks for once. What the child's worker changed of it is the worker's word alone, and is confirmed as another structure's is.
create or replace function referrals.is_agreed(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (referrals.holder(r.file_id) = r.to_id or referrals.agreement(referrals.holder(r.file_id), r.to_id, r.purpose, r.sections) is not null)
       and (r.from_id = referrals.holder(r.file_id)
            or referrals.agreement(r.from_id, r.to_id, r.purpose, r.sections) is not null
               and (r.version = 2 and referrals.asked_by_shelter(r)
                    or access.agreed('REFERRAL_WRITTEN', r.id, r.version - 1)))   -- the sending is a version of its own
       and exists (select from access.organisation o where o.id = r.to_id and o.desk_id = r.to_desk)
       and (r.to_person is null or exists (select from access.person p where p.id = r.to_person and p.organisation_id = r.to_id)) $$;
revoke execute on function referrals.changed_as_version from public;
