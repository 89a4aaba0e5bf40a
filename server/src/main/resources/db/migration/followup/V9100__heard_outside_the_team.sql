-- What rings the data protection officer and the project manager about children, so that the bell leads to it: files that ended by a death or another reason that is heard outside
-- the team, and children who are missing. Codes, kinds and days of the last thirty days; nothing of what is written.
create function followup.heard_outside() returns table (code text, organisation text, what text, at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select f.code, o.code, x.what, x.at
      from (select c.file_id, c.code as what, c.decided_at as at from cases.closure c
             where c.decision = 'CLOSED' and c.code in ('DEATH', 'NOT_A_VICTIM', 'DUPLICATE', 'OTHER')
               and c.decided_at > access.moment() - interval '30 days' and c.decided_at <= access.moment()
             union all
            select a.file_id, 'MISSING', coalesce(a.again_at, a.raised_at) from followup.alert a
             where a.type = 'MISSING' and a.closed_at is null and a.raised_at <= access.moment()) x
      join cases.case_file f on f.id = x.file_id join access.organisation o on o.id = f.organisation_id
     where access.has_role(array['DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER'])
     order by x.at desc, f.code limit 50 $$;
revoke execute on function followup.heard_outside from public;
grant execute on function followup.heard_outside to akoma_custody, akoma_protection;
