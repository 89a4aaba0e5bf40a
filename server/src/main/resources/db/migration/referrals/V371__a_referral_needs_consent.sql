-- A referral opens a file only while the newest answer to sharing is yes, and for no longer than a year and some days.
create function referrals.consented(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select c.status = 'GIVEN' from cases.consent c where c.file_id = file and c.purpose = 'SHARE_FOR_REFERRAL'
                      order by c.at desc, c.id desc limit 1), false) $$;
create function referrals.granted_with_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and new.reason = 'REFERRAL'
       and (not referrals.consented(new.file_id) or new.valid_until > new.valid_from + interval '400 days') then
        raise exception 'referrals.consent-none' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_with_consent before insert on access.file_grant for each row when (new.reason = 'REFERRAL') execute function referrals.granted_with_consent();
revoke execute on function referrals.consented, referrals.granted_with_consent from public;

-- A referral begins as a draft: what its receiver answers is no column of its beginning.
revoke insert on referrals.referral from akoma_protection;
grant insert (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose, priority, service, sections, homecoming_id, unit_id, send_by, drafted_at, drafted_by) on referrals.referral to akoma_protection;
