-- At the end by hand, and by the clock of the house for what ended with time. Of one person, or of all (null): then what cannot be released of one stops
-- nobody else, and is tried again with the next minute. The accounts of who left go to another supervisor.
-- Rings who is to take the files over.
create or replace function cases.release_files(person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare p record; f uuid; leader uuid; rung uuid[] := '{}'; now timestamptz := access.moment();
begin
    for p in select distinct x.person_id, x.organisation_id, h.organisation_id as home from (
            select r.person_id, r.organisation_id, r.valid_until from access.person_role r where r.role = 'CASE_SUPERVISOR'
            union all
            select d.person_id, d.organisation_id, least(d.valid_until, (select max(r.valid_until) from access.person_role r
                where r.person_id = d.person_id and r.role = 'CASE_SUPERVISOR')) from access.deputy d) x
          join access.person h on h.id = x.person_id
         where (release_files.person is null or x.person_id = release_files.person)
           and (x.valid_until <= now or h.contract_until <= (now at time zone 'UTC')::date)
           and (exists (select from cases.case_file c where c.supervisor_id = x.person_id and c.organisation_id = x.organisation_id)
                or exists (select from access.person a where a.supervisor_id = x.person_id and a.organisation_id = x.organisation_id))
           and not access.may_lead(x.person_id, x.organisation_id)
    loop
        begin
            select x.person_id into leader from access.deputy x join access.person a on a.id = x.person_id
             where x.organisation_id = p.organisation_id and x.person_id in (select access.leaders(p.organisation_id)) order by a.code limit 1;
            for f in select c.id from cases.case_file c where c.supervisor_id = p.person_id and c.organisation_id = p.organisation_id order by c.id for update loop
                -- a deputy who took a file over is its worker too, without working in its structure
                update access.file_grant g set valid_until = greatest(g.valid_from, now)
                 where g.file_id = f and g.holder = access.holder('PERSON', p.person_id) and g.valid_until > now
                   and (g.reason in ('SUPERVISION', 'DEPUTY') or g.reason = 'ASSIGNMENT' and p.home <> p.organisation_id);
                if leader is not null then
                    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                    values (gen_random_uuid(), f, 'PERSON', leader, 511, true, now, 'SUPERVISION', coalesce(access.actor(), leader));
                end if;
                perform cases.give_supervision(f, null);
                if leader is not null then perform cases.give_supervision(f, leader); end if;
            end loop;
            -- whose account names who left works from now on under the first by code of those who may supervise here, and so do the children that they register
            update access.person a
               set supervisor_id = (select l.id from access.person l where l.id in (select access.leaders(p.organisation_id)) and l.id <> a.id order by l.code limit 1)
             where a.supervisor_id = p.person_id and a.organisation_id = p.organisation_id;
            rung := rung || array(select access.leaders(p.organisation_id));
            -- who oversees the house hears of an end by hand already
            if access.actor() is null then rung := rung || array(select access.who_oversee()); end if;
            -- what is checked at the end is checked here
            if release_files.person is null then set constraints all immediate; set constraints all deferred; end if;
        exception when others then
            if release_files.person is not null then raise; end if;
            raise warning 'cases.release_files: % of %: %', p.person_id, p.organisation_id, sqlerrm;
        end;
    end loop;
    insert into notices.bell (id, person_id, kind, rung_at)
    select gen_random_uuid(), x, 'alert', now from (select distinct unnest(rung) x) r where x is distinct from access.actor();
end $$;
