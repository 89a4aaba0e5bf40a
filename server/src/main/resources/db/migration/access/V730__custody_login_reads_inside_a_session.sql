-- What the login of the data protection officer reads, it reads for one who is inside: its password alone shows neither who sees which child, nor who
-- opened a file in an emergency, nor who works in the house.
alter policy watched on access.file_grant using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy watched on access.break_glass using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy watched on access.exported_lines using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy everything on access.second_factor_reset using ((select access.actor()) is not null);
alter policy known on access.focal_point using ((select access.actor()) is not null);
drop policy everyone on access.person;
create policy everyone on access.person for select to akoma_custody using ((select access.actor()) is not null);
create policy house on access.person for select to akoma_administration using (true);      -- the outbox asks it for nobody
drop policy everything on access.person_role;
create policy everyone on access.person_role for select to akoma_custody using ((select access.actor()) is not null);
create policy house on access.person_role for select to akoma_administration using (true);

-- What was sent under an id is kept by who sent it: another login, or nobody, does not make a repeated command look like another one.
alter table access.sent add column sent_by uuid;
create or replace function access.keep_sent(made uuid, about uuid, content bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null then raise exception 'access.nobody' using errcode = 'insufficient_privilege'; end if;
    insert into access.sent as s (id, file_id, print, sent_by) values (made, about, content, access.actor())
        on conflict (id) do update set file_id = excluded.file_id, print = excluded.print where s.sent_by = access.actor();
end $$;

-- Who sees something of every file by their role alone, and by no grant on it: for who works on a file and asks who sees it (requirements.md 9).
create function access.overseers() returns table (role text, people text[])
stable language sql security definer set search_path = pg_catalog as $$
    select r.role, array_agg(distinct upper(p.code) order by upper(p.code)) from access.person_role r join access.person p on p.id = r.person_id
     where access.actor() is not null and r.role in ('PROJECT_MANAGER', 'FINANCE_OFFICER', 'DATA_PROTECTION_OFFICER')
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
     group by r.role order by r.role $$;
revoke execute on function access.overseers from public;
grant execute on function access.overseers to akoma_protection;
