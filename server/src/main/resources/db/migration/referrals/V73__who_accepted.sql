-- Whether who acts answers as a provider for the structure that accepted a referral of this file which opens the section, and it still runs.
-- Sending alone lets a structure read, so that it can answer; what it may add, it may add once it said yes.
create function referrals.accepted(file uuid, section int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (
        select from referrals.referral r
          join access.file_grant g on g.id in (r.id, r.person_grant) and g.file_id = r.file_id and g.reason = 'REFERRAL'
          join access.person_role p on p.person_id = access.actor() and p.organisation_id = r.to_id and p.role = 'PROVIDER'
         where r.file_id = accepted.file and r.accepted and r.closed_at is null and g.sections & ((select access.ceilings())::int[])[g.way] & accepted.section <> 0
           and g.holder = any (access.holders()) and g.valid_from <= access.moment() and g.valid_until > access.moment()
           and p.approved_at <= access.moment() and p.valid_from <= access.moment() and p.valid_until > access.moment()) $$;
revoke execute on function referrals.accepted from public;
grant execute on function referrals.accepted to akoma_protection;
