-- Which child a study code stands for, after a child told of harm or was in distress. Who keeps the interview, mostly the data protection officer, asks with a reason, a supervisor who holds the
-- child's file agrees (trust.md 2); then who asked reads the code of the file for thirty days. Nobody of the mission's team asks, agrees or reads.
insert into access.decision_kind (kind, roles, proposers, section) values ('STUDY_LINK', '{CASE_SUPERVISOR}', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER,CASE_SUPERVISOR}', null);
create table evaluation.study_link (
    id           uuid constraint study_link_pk primary key,
    interview_id uuid not null constraint study_link_interview references evaluation.interview,
    asked_by     uuid not null constraint study_link_asked_by references access.person,
    asked_at     timestamptz not null,
    version      int not null default 1);
create index study_link_of_interview on evaluation.study_link (interview_id);
alter table evaluation.study_link enable row level security;         -- of the functions alone

create function evaluation.was_in_team(mission uuid, who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.team t where t.mission_id = mission and t.person_id = who) $$;
-- Supervisors who may hold a file, by what its grants and the deputies of its structure name; access.holds_all says of each whether they do. Few, where the
-- supervisors of the whole house are many.
create function evaluation.may_hold(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.person_id from access.person_role r
     where r.role = 'CASE_SUPERVISOR'
       and r.person_id in (select g.grantee from access.file_grant g where g.file_id = file and g.grantee_kind = 'PERSON'
                           union all
                           select x.person_id from access.person_role x join access.file_grant g on g.grantee = x.organisation_id
                            where g.file_id = file and g.grantee_kind = 'ORGANISATION'
                           union all
                           select x.person_id from access.person_role x join access.organisation o on o.id = x.organisation_id
                             join access.file_grant g on g.grantee = o.desk_id where g.file_id = file and g.grantee_kind = 'DESK'
                           union all
                           select x.person_id from access.person_role x join access.file_grant g on g.grantee = x.unit_id
                            where g.file_id = file and g.grantee_kind = 'UNIT'
                           union all
                           select d.person_id from access.deputy d join cases.case_file f on f.organisation_id = d.organisation_id where f.id = file) $$;
-- Whether somebody is beside the staff that is accused, or named as accused.
create function evaluation.is_beside(interview uuid, who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.accused a where a.interview_id = interview
                      and (followup.is_beside(a.organisation_id, who)
                           or exists (select from followup.complaint c where c.id = a.complaint_id and who = any (access.with_namesakes(c.about_ids))))) $$;
-- Who sees to it that somebody looks after the child, and asks which child it is: the data protection officers, but who is of the team or beside the accused.
-- Where staff is accused and none of them is left, the project managers who are neither; where none of these, two supervisors who are neither, the first by code
-- (docs/decisions/safety-beside-nobody.md).
create function evaluation.keepers(interview uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare i evaluation.interview; outside uuid[]; officers uuid[];
begin
    select x.* into i from evaluation.interview x where x.id = keepers.interview;
    outside := array(select x from access.who_oversee() x where not evaluation.was_in_team(i.mission_id, x) and not evaluation.is_beside(i.id, x));
    officers := array(select x from access.custodians() x where x = any (outside));
    if officers <> '{}' or not exists (select from evaluation.accused a where a.interview_id = i.id) then return query select unnest(officers);
    elsif outside <> '{}' then return query select unnest(outside);
    else
        -- offset 0: in their order, and no more are asked for than are needed
        return query select p.id from (select x.id from access.person x
                                        where exists (select from access.person_role r where r.person_id = x.id and r.role = 'CASE_SUPERVISOR' and access.is_held(r))
                                        order by x.code offset 0) p
            where not evaluation.is_beside(i.id, p.id) and not evaluation.was_in_team(i.mission_id, p.id) and access.works_here(p.id) limit 2;
    end if;
end $$;
create function evaluation.keeps(interview uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.keepers(interview) k where k = access.actor()) $$;
-- The mission, for who keeps one of its interviews, and for every officer.
create function evaluation.mission_of_links(wanted text) returns table (id uuid, code text) stable language sql security definer set search_path = pg_catalog as $$
    select m.id, m.code from evaluation.mission m
     where m.code = upper(wanted) and (session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
        or exists (select from evaluation.interview i join evaluation.accused a on a.interview_id = i.id where i.mission_id = m.id and evaluation.keeps(i.id))) $$;
-- Supervisors who hold the file of this interview, and neither are beside the staff that is accused nor of the team.
create function evaluation.outside_holders(interview uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    -- offset 0: only these few are asked for, not everybody of the house
    select h.id from evaluation.interview i,
           lateral (select p.id, evaluation.file_ever(i.study, i.mission_id) as file
                      from evaluation.may_hold(evaluation.file_ever(i.study, i.mission_id)) x (id) join access.person p on p.id = x.id
                     where not evaluation.is_beside(interview, p.id) offset 0) h
     where i.id = interview and access.works_here(h.id) and not evaluation.was_in_team(i.mission_id, h.id) and access.holds_all(array[h.file], h.id) $$;
-- Whether somebody may agree to this request: not who is beside staff that is accused. Where only such people hold the file, a supervisor of another structure, who is not shown which child it is.
create function evaluation.may_open(link uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare i evaluation.interview; file uuid;
begin
    select x.* into i from evaluation.study_link l join evaluation.interview x on x.id = l.interview_id where l.id = link;
    if i.id is null or evaluation.was_in_team(i.mission_id, who) then return false; end if;
    file := evaluation.file_ever(i.study, i.mission_id);
    if not exists (select from evaluation.accused a where a.interview_id = i.id) then return access.holds_all(array[file], who); end if;
    return not evaluation.is_beside(i.id, who)
       and (access.holds_all(array[file], who) or not exists (select from evaluation.outside_holders(i.id)));
end $$;
-- ---------- who looks after a child that staff harms ----------------------------------------------------------------
-- Of harm by staff no alert goes to the case team, which may be beside the person concerned. So that nobody takes the complaint for help, the data protection
-- officer calls a supervisor of another structure on the same day, and notes whom. It stays the officer's task until that person says with their own account that
-- they took the child's safety on: nobody's safety rests on the word of who looks for somebody (docs/decisions/presence.md).
create table evaluation.child_safety (
    interview_id uuid not null constraint child_safety_interview references evaluation.interview,
    person_id    uuid not null constraint child_safety_person references access.person,   -- who is asked to take it on
    noted_by     uuid not null constraint child_safety_noted_by references access.person,
    noted_at     timestamptz not null,
    taken        boolean,                                              -- what that person said of it; null: nothing yet
    said_at      timestamptz,
    left_at      timestamptz,                                          -- they took it back
    left_why     text constraint child_safety_left_why check (left_why in ('CANNOT', 'BESIDE', 'TAKEN_OVER', 'SAFE', 'OTHER')),
    confirmed_by uuid constraint child_safety_confirmed_by references access.person,      -- who keeps the interview confirms that the child is safe: the end
    confirmed_at timestamptz,
    constraint child_safety_said check ((taken is null) = (said_at is null)),
    constraint child_safety_left check ((left_at is null) = (left_why is null) and (left_at is null or taken)),
    constraint child_safety_confirmed check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null or left_why in ('SAFE', 'TAKEN_OVER'))),
    constraint child_safety_by_two check (confirmed_by <> person_id),
    constraint child_safety_pk primary key (interview_id, person_id));
alter table evaluation.child_safety enable row level security;       -- of the functions alone
-- Who said so and did not take it back, as long as they are not beside the accused.
create function evaluation.took_on(interview uuid) returns setof text stable language sql security definer set search_path = pg_catalog as $$
    select p.code from evaluation.child_safety c join access.person p on p.id = c.person_id
     where c.interview_id = interview and c.taken and c.left_at is null and access.works_here(p.id) and not evaluation.is_beside(interview, p.id) order by c.said_at $$;
-- Whether two people said that the child is safe: who looked after it, and who keeps the interview.
create function evaluation.child_is_safe(interview uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.child_safety c where c.interview_id = interview and c.confirmed_at is not null) $$;
-- Whom the officer may call: who holds the file, as far as they are not beside the accused; once each of these was asked and nobody looks after the child, other
-- supervisors who are not, then project managers, then data protection officers. So there is always somebody to call whom nobody has asked, as long as anybody
-- of the house is left; who said no is asked again, but who gave it back because they know the accused.
create function evaluation.safe_hands(interview uuid) returns setof text stable language plpgsql security definer set search_path = pg_catalog as $$
declare i evaluation.interview; step text; hands uuid[] := '{}';
begin
    select x.* into i from evaluation.interview x where x.id = interview;
    if i.id is null or not evaluation.keeps(i.id) then return; end if;
    foreach step in array '{HOLDER,CASE_SUPERVISOR,PROJECT_MANAGER,DATA_PROTECTION_OFFICER}'::text[] loop
        hands := hands || array(
            select p.id from access.person p
             where p.id <> all (hands)
               and case when step = 'HOLDER' then p.id in (select evaluation.outside_holders(i.id))
                        else exists (select from access.person_role r where r.person_id = p.id and r.role = step and access.is_held(r))
                             and not evaluation.is_beside(i.id, p.id) and access.works_here(p.id) and not evaluation.was_in_team(i.mission_id, p.id) end
               and not exists (select from evaluation.child_safety c where c.interview_id = i.id and c.person_id = p.id and c.left_why = 'BESIDE')
             order by p.code limit 200);
        exit when exists (select from unnest(hands) h where not exists (select from evaluation.child_safety c where c.interview_id = i.id and c.person_id = h));
    end loop;
    return query select p.code from unnest(hands) with ordinality h (id, n) join access.person p on p.id = h.id order by h.n;
end $$;
-- The person named gets a notification and a task, each time that they are named: who has not answered is reminded, who said no or gave it back is asked anew.
create function evaluation.note_safety(interview uuid, who text) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
declare named uuid := (select p.id from access.person p where p.code = lower(who));
begin
    if not exists (select from evaluation.accused a where a.interview_id = interview)
       or evaluation.child_is_safe(interview) or exists (select from evaluation.took_on(interview))
       or not exists (select from evaluation.safe_hands(interview) s where s = lower(who)) then return false; end if;
    insert into evaluation.child_safety as c (interview_id, person_id, noted_by, noted_at) values (interview, named, access.actor(), access.moment())
        on conflict on constraint child_safety_pk do update
        set noted_by = excluded.noted_by, noted_at = case when c.taken is null then c.noted_at else excluded.noted_at end,
            taken = null, said_at = null, left_at = null, left_why = null;
    perform access.ring(array[named], 'task');
    return true;
end $$;
-- What the actor is asked to take on, what they took on, and what they declined while nobody looks after the child: mission and study code, not which child it is.
create function evaluation.safety_asked_of_me() returns table (mission text, interview uuid, study text, since timestamptz, taken_at timestamptz, declined boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, i.id, i.study, c.noted_at, case when c.taken then c.said_at end, c.taken is false
      from evaluation.child_safety c join evaluation.interview i on i.id = c.interview_id join evaluation.mission m on m.id = i.mission_id
     where c.person_id = access.actor() and c.left_at is null and session_user in ('akoma_protection', 'akoma_custody') and not evaluation.child_is_safe(i.id)
       and (c.taken is not false or not exists (select from evaluation.took_on(i.id)))
       and access.works_here(access.actor()) and not evaluation.is_beside(i.id, access.actor()) and not evaluation.was_in_team(m.id, access.actor()) order by c.noted_at $$;
-- Said by the person who was named, in their own session. A yes is taken back by leave_safety alone; a no becomes a yes as long as nobody looks after the child.
-- Who keeps the interview hears of it.
create function evaluation.say_safety(interview uuid, takes boolean) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
begin
    if takes is null or not exists (select from evaluation.safety_asked_of_me() s
                                     where s.interview = say_safety.interview and s.taken_at is null and (takes or not s.declined)) then return false; end if;
    update evaluation.child_safety c set taken = takes, said_at = access.moment()
     where c.interview_id = say_safety.interview and c.person_id = access.actor() and c.taken is not true;
    perform access.ring(array(select evaluation.keepers(say_safety.interview)), 'task');
    return true;
end $$;
-- Taken back by who took it on, with a reason: then it is the task of who keeps the interview again, and they hear of it.
create function evaluation.leave_safety(interview uuid, why text) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
begin
    if why is null or not exists (select from evaluation.safety_asked_of_me() s where s.interview = leave_safety.interview and s.taken_at is not null) then return false; end if;
    update evaluation.child_safety c set left_at = access.moment(), left_why = why
     where c.interview_id = leave_safety.interview and c.person_id = access.actor() and c.taken and c.left_at is null;
    perform access.ring(array(select evaluation.keepers(leave_safety.interview)), 'task');
    return true;
end $$;
-- Who looked after the child last and gave it back.
create function evaluation.left_last(interview uuid) returns evaluation.child_safety stable language sql security definer set search_path = pg_catalog as $$
    select c from evaluation.child_safety c where c.interview_id = interview and c.left_at is not null order by c.left_at desc limit 1 $$;
-- Who looked after the child said that it is safe; who keeps the interview, another person, confirms it: then it is nobody's task any more.
create function evaluation.confirm_safety(interview uuid) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
declare last evaluation.child_safety := evaluation.left_last(interview);
begin
    if not evaluation.keeps(interview) or evaluation.child_is_safe(interview) or exists (select from evaluation.took_on(interview))
       or last.left_why is null or last.left_why not in ('SAFE', 'TAKEN_OVER')
       or access.actor() = any (access.with_namesakes(array[last.person_id])) then return false; end if;
    update evaluation.child_safety c set confirmed_by = access.actor(), confirmed_at = access.moment()
     where c.interview_id = confirm_safety.interview and c.person_id = last.person_id;
    return true;
end $$;
-- Which child it is, for who looks after it and did not agree to this themselves, once two people opened the study code: code of the file, and where the child
-- is. Neither on the file nor in its history, which the accused may read.
create function evaluation.child_of_mine(interview uuid) returns table (code text, sex text, age int, country text, care text, structure text)
stable language sql security definer set search_path = pg_catalog as $$
    select f.code, f.sex, cases.age_on(f.id, evaluation.today()), f.country, f.care, o.code
      from evaluation.safety_asked_of_me() s join evaluation.interview i on i.id = s.interview
      join cases.case_file f on f.id = evaluation.file_ever(i.study, i.mission_id) join access.organisation o on o.id = f.organisation_id
     where i.id = child_of_mine.interview and s.taken_at is not null and f.erased_at is null
       and exists (select from evaluation.study_link l join access.decision d on d.kind = 'STUDY_LINK' and d.subject = l.id and d.version = l.version and d.state = 'AGREED'
                    where l.interview_id = i.id
                      and (d.decided_by <> access.actor() or access.holds_all(array[f.id], access.actor()))) $$;
-- Interviews with harm by staff after which nobody has taken the child's safety on, for a list of tasks; and whether everybody who can be called was asked.
create function evaluation.unsafe_of_me() returns table (mission text, interview uuid, study text, since timestamptz, nobody boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, i.id, i.study, i.alerted_at,
           not exists (select from evaluation.safe_hands(i.id) h join access.person p on p.code = h
                        where not exists (select from evaluation.child_safety c where c.interview_id = i.id and c.person_id = p.id and c.taken is not null))
      from evaluation.interview i join evaluation.mission m on m.id = i.mission_id
     where i.id in (select a.interview_id from evaluation.accused a) and not evaluation.child_is_safe(i.id) and not exists (select from evaluation.took_on(i.id))
       and evaluation.keeps(i.id) order by i.alerted_at $$;

-- The interviews of a mission in which a child told of harm or was in distress, with the last request about each; of harm by staff, who took the child's safety on
-- and, while nobody did, who was asked and has not answered, who said no, whom to call, and who took it back last; and whether two people said that it is safe.
create function evaluation.links_of(mission uuid)
returns table (interview uuid, study text, held_on date, harm boolean, link uuid, asked_at timestamptz, state text, staff boolean, taken_on text[], named text[], callable text[],
    left_by text, left_why text, declined text[], safe boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select i.id, i.study, (i.held_at at time zone 'UTC')::date, i.alerted_at is not null, l.id, l.asked_at, d.state, s.staff, s.taken_on,
           case when s.taken_on = '{}' then array(select p.code from evaluation.child_safety c join access.person p on p.id = c.person_id
                                                   where c.interview_id = i.id and c.taken is null order by c.noted_at) else '{}' end,
           case when s.staff and s.taken_on = '{}' and not s.safe then array(select evaluation.safe_hands(i.id)) else '{}' end,
           b.code, b.left_why,
           case when s.taken_on = '{}' then array(select p.code from evaluation.child_safety c join access.person p on p.id = c.person_id
                                                   where c.interview_id = i.id and c.taken is false order by c.said_at) else '{}' end, s.safe
      from evaluation.interview i
      left join lateral (select * from evaluation.study_link x where x.interview_id = i.id order by x.asked_at desc limit 1) l on true
      left join lateral (select * from access.decision y where y.kind = 'STUDY_LINK' and y.subject = l.id order by y.proposed_at desc limit 1) d on true
      cross join lateral (select exists (select from evaluation.accused a where a.interview_id = i.id) as staff,
                                 array(select evaluation.took_on(i.id)) as taken_on, evaluation.child_is_safe(i.id) as safe) s
      left join lateral (select p.code, c.left_why from evaluation.left_last(i.id) c join access.person p on p.id = c.person_id) b on s.taken_on = '{}'
     where i.mission_id = mission and i.study is not null and (i.alerted_at is not null or i.stopped_at is not null) and evaluation.keeps(i.id)
     order by i.number $$;
create function evaluation.ask_link(link uuid, interview uuid) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from evaluation.interview i where i.id = interview and i.study is not null and (i.alerted_at is not null or i.stopped_at is not null)
                      and evaluation.keeps(i.id)) then
        return false;
    end if;
    insert into evaluation.study_link (id, interview_id, asked_by, asked_at) values (link, interview, access.actor(), access.moment());
    return true;
end $$;
-- A request waits for a second person from its beginning.
create function evaluation.link_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'STUDY_LINK' and d.subject = new.id) then
        raise exception 'evaluation.link-waits-for-nobody' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger link_waits after insert on evaluation.study_link deferrable initially deferred for each row execute function evaluation.link_waits();
-- What the second person is shown: mission and study code, not which of their children it is.
-- That staff is accused is read by who agrees, since who looks after the child then reads which child it is, too.
create function evaluation.asked_link(link uuid) returns table (mission text, study text, held_on date, harm boolean, staff boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, i.study, (i.held_at at time zone 'UTC')::date, i.alerted_at is not null,
           exists (select from evaluation.accused a where a.interview_id = i.id)
      from evaluation.study_link l join evaluation.interview i on i.id = l.interview_id join evaluation.mission m on m.id = i.mission_id
     where l.id = link and (l.asked_by = access.actor() or evaluation.may_open(l.id, access.actor())) $$;
-- The file, for who asked, for thirty days after the other one agreed.
create function evaluation.opened_link(link uuid) returns table (mission text, study text, file_id uuid, code text, until timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, i.study, f.id, f.code, d.ended_at + interval '30 days'
      from evaluation.study_link l join evaluation.interview i on i.id = l.interview_id join evaluation.mission m on m.id = i.mission_id
      join access.decision d on d.kind = 'STUDY_LINK' and d.subject = l.id and d.version = l.version and d.state = 'AGREED'
      join cases.case_file f on f.id = evaluation.file_ever(i.study, i.mission_id)
     where l.id = link and l.asked_by = access.actor() and evaluation.keeps(l.interview_id) and access.moment() < d.ended_at + interval '30 days' $$;
revoke execute on function evaluation.was_in_team, evaluation.keepers, evaluation.keeps, evaluation.mission_of_links, evaluation.may_hold, evaluation.is_beside, evaluation.outside_holders, evaluation.may_open,
    evaluation.safe_hands, evaluation.note_safety, evaluation.safety_asked_of_me, evaluation.say_safety, evaluation.leave_safety, evaluation.took_on, evaluation.child_is_safe, evaluation.left_last, evaluation.confirm_safety,
    evaluation.child_of_mine, evaluation.unsafe_of_me, evaluation.links_of, evaluation.ask_link, evaluation.link_waits,
    evaluation.asked_link, evaluation.opened_link from public;
grant execute on function evaluation.links_of, evaluation.ask_link, evaluation.opened_link, evaluation.note_safety, evaluation.confirm_safety, evaluation.unsafe_of_me, evaluation.mission_of_links
    to akoma_custody, akoma_protection;
grant execute on function evaluation.asked_link to akoma_custody, akoma_protection;
grant execute on function evaluation.safety_asked_of_me, evaluation.say_safety, evaluation.leave_safety, evaluation.child_of_mine to akoma_protection, akoma_custody;
