-- A share reads (trust.md G3). That a colleague writes too is agreed to by a supervisor who is not that colleague: by sharing it herself, or by deciding
-- what a worker proposed; until then the share reads.
insert into access.decision_kind (kind, roles, proposers, section) values ('SHARE_WRITE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 256);

create or replace function cases.shared_inside() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare wrong record;
begin
    select g.reason into wrong from added g join cases.case_file f on f.id = g.file_id
     where g.reason in ('OPERATION', 'CONVERSATION')
        or g.reason = 'SHARED' and not (exists (select from access.person p where p.id = g.grantee and p.organisation_id = f.organisation_id)
               -- it begins now or in some days, and its end is counted from today: days to come are not given away in store
               and g.valid_from between access.moment() - interval '1 minute' and access.moment() + make_interval(days => access.limit_of('share.ahead.max', 3))
               and g.valid_until <= access.moment() + make_interval(days => access.limit_of('share.max', 30) + 1)
               and (not g.may_write
                    or g.grantee <> access.actor()
                       and (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)
                            or exists (select from access.decision d where d.id = g.id and d.kind = 'SHARE_WRITE' and d.file_id = g.file_id
                                          and d.state = 'AGREED' and d.decided_by = access.actor()))))
     limit 1;
    if found then raise exception 'cases.not-shared-so: %', wrong.reason using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;

-- The share that reads is followed by one that writes, as it was proposed, and given by who gave it: they end it, and it ends with what they hold.
-- False: it is over.
create function cases.let_write(decision uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; g access.file_grant;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'SHARE_WRITE' and x.state = 'AGREED' and x.decided_by = access.actor()
       and x.ended_at = access.moment();
    select * into g from access.file_grant x where x.id = d.subject and x.file_id = d.file_id and x.reason = 'SHARED' and x.grantee_kind = 'PERSON'
       and not x.may_write and x.valid_until > access.moment();
    if g.id is null then return false; end if;
    update access.file_grant x set valid_until = greatest(access.moment(), x.valid_from) where x.id = g.id;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    values (d.id, g.file_id, g.grantee_kind, g.grantee, g.sections, true, access.moment(), g.valid_until, 'SHARED', g.given_by);
    return true;
end $$;
revoke execute on function cases.let_write from public;
grant execute on function cases.let_write to akoma_protection;

-- What is decided about a file is shown to who works on it, who asked or decided it, and who may decide it. Others who hold its section (a receiver,
-- a shelter, a school) would read here what the policies of plan, placement, homecoming and tracing hide (trust.md G8).
drop policy who_works_on_it on access.decision;
create policy who_works_on_it on access.decision as restrictive for select to akoma_protection using (
    file_id is null or access.works_on(file_id, section) or proposed_by = (select access.actor()) or decided_by = (select access.actor())
    or id in (select access.to_decide()));
