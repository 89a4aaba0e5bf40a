-- Who came to a file only by a referral, a stay, an enrolment or a sample looks after the child without working on the case: they see whom,
-- and not how the case stands (requirements.md 9 "m"; trust.md G8). What decides is how each running grant came about, never the role.
-- Whether a running grant that came another way opens this section.
create function access.works_on(file uuid, section int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & section <> 0
                      and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE')
                      -- a structure that is asked to take the file over (cases/V102) works on it once it accepted
                      and not (g.reason = 'TRANSFER' and g.sections = 256)
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- The people of one's own structure.
create function access.colleagues() returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select p.id from access.person p where p.organisation_id = (select m.organisation_id from access.person m where m.id = access.actor()) $$;
revoke execute on function access.works_on, access.colleagues from public;
grant execute on function access.works_on, access.colleagues to akoma_protection, akoma_enforcement;

-- Who else can see a file is shown to who works on it; others see what was given to themselves.
create policy least on access.file_grant as restrictive for select to akoma_protection
    using (holder = any ((select access.holders())::uuid[]) or access.works_on(file_id, 256));
