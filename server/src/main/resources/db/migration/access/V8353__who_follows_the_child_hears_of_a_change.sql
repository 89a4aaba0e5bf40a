-- Rings the people who follow a child when its home, its structure or the end of its file is proposed or decided: the worker
-- and the supervisor of the file, and who manages the shelter where it sleeps; that a child died, by the project managers and the data protection officers
-- too. Nobody else: what another kind of decision is about stays with its deciders.
create function access.follow_the_child(decision uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
        select x.person from access.decision d join cases.case_file f on f.id = d.file_id
          cross join lateral (select f.worker_id as person union select f.supervisor_id
                              union select m from cases.placement p cross join lateral cases.shelter_people(p.shelter_id) m
                                     where p.file_id = f.id and p.state = 'CURRENT' and p.shelter_id is not null
                              union select r.person_id from cases.closure c join access.person_role r on r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
                                     where c.id = d.subject and d.kind = 'CLOSURE' and c.code = 'DEATH' and r.approved_at <= access.moment()
                                       and r.valid_from <= access.moment() and r.valid_until > access.moment()) x
         where d.id = follow_the_child.decision and d.kind in ('HOME', 'HOME_CHANGE', 'SHELTER_MOVE', 'CLOSURE', 'TRANSFER') and x.person is not null
           and access.actor() in (d.proposed_by, d.decided_by);
end $$;
revoke execute on function access.follow_the_child from public;
grant execute on function access.follow_the_child to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
