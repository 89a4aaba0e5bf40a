-- A child whose slip was sent back was handed over all the same. The refused slip waits until another slip of the same child is accepted, or a supervisor
-- said which accepted slip is the child's (requirements.md 2.1, steps 3 to 5).
alter table slips.slip add column settled_by uuid constraint slip_settled_by references slips.slip,   -- the accepted slip of the same child
                       add column settled_at timestamptz,
                       add column asked_with uuid constraint slip_asked_with references slips.slip,   -- the one that a supervisor takes for the same child's
                       add constraint slip_settled_whole check ((settled_by is null) = (settled_at is null) and (settled_at is null or status = 'REFUSED'));
create index slip_unsettled on slips.slip (operation_id) where status = 'REFUSED' and settled_at is null;
create index slip_unsettled_there on slips.slip (receiver_signed_at, id) where status = 'REFUSED' and settled_at is null;
grant select (settled_at) on slips.slip to akoma_protection;

-- No slip answers for two children: where one was sent back twice, the second slip answers for the first.
create unique index slip_answers_once on slips.slip (settled_by) where settled_by is not null;

-- By itself only where both slips say the same of the child, but for an age guessed anew; otherwise who answers for it says which child it is.
create function slips.settle_refused() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare answers uuid := new.id; back uuid;
begin
    for back in select s.id from slips.slip s
                 where s.operation_id = new.operation_id and s.site_code = new.site_code and s.child_number = new.child_number
                   and s.status = 'REFUSED' and s.settled_at is null
                   and s.apparent_sex = new.apparent_sex and abs(s.apparent_age - new.apparent_age) <= 2
                   and s.found_at between new.found_at - interval '12 hours' and new.found_at + interval '12 hours'
                 order by s.written_at desc, s.id desc loop
        update slips.slip s set settled_by = answers, settled_at = access.moment() where s.id = back;
        answers := back;
    end loop;
    return null;
end $$;
create trigger settle_refused after update of status on slips.slip for each row
    when (new.status = 'ACCEPTED' and old.status <> 'ACCEPTED') execute function slips.settle_refused();

-- Whose workers' slips a supervisor answers for, whatever structure they work in.
create function slips.supervised() returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(p.id), '{}') from access.person p where p.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR']) $$;
drop policy addressed on slips.slip;
create policy addressed on slips.slip for select to akoma_protection using (
    receiver_id = (select access.actor()) or receiver_organisation_id = any ((select access.grantees())::uuid[])
    or receiver_id = any ((select slips.supervised())::uuid[])
    or exists (select from slips.acceptance a join access.file_grant g on g.file_id = a.file_id
                where a.slip_id = slip.id and g.holder = any ((select access.holders())::uuid[]) and g.sections & ((select access.ceilings())::int[])[g.way] & 1 <> 0
                  and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));

-- The slips of the files whose identity the caller sees: what one finds alone is on the list too.
create function slips.of_files() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select a.slip_id from access.file_grant g join slips.acceptance a on a.file_id = g.file_id
     where g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 1 <> 0
       and g.valid_from <= access.moment() and g.valid_until > access.moment() $$;

-- Who answers for it that a child who was sent back is received by somebody: the supervisors of the structure, and the receiver's own.
create function slips.answers_for(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.person_id from slips.slip s join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.organisation_id = s.receiver_organisation_id
      join access.person p on p.id = r.person_id
     where s.id = answers_for.slip and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_until > (access.moment() at time zone 'UTC')::date
     union
    select p.supervisor_id from slips.slip s join access.person p on p.id = s.receiver_id where s.id = answers_for.slip and p.supervisor_id is not null $$;
-- Whom to ring for it besides: the officer, and the coordinators who hold the operation. Care gets ids, which open nothing.
create function slips.police_of(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select s.officer_id from slips.slip s where s.id = police_of.slip
     union
    select r.person_id from slips.slip s join access.file_grant g on g.file_id = s.operation_id and g.valid_from <= access.moment() and g.valid_until > access.moment()
      join access.person_role r on r.role = 'LE_COORDINATOR' and (r.person_id = g.grantee or r.organisation_id = g.grantee)
     where s.id = police_of.slip and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;

-- A supervisor who did not send the slip back says which slip of the operation is the same child's: an accepted one, or one for which another answers
-- already. A second person agrees: another supervisor who answers for the child, or who coordinates the operation.
insert into access.decision_kind (kind, roles, proposers, section) values ('SLIP_SETTLEMENT', '{CASE_SUPERVISOR,LE_COORDINATOR}', '{CASE_SUPERVISOR}', null);
create function slips.ask_settlement(slip uuid, other text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s slips.slip; o uuid;
begin
    if session_user <> 'akoma_protection' or not access.has_role(array['CASE_SUPERVISOR'])
       or not exists (select from slips.answers_for(ask_settlement.slip) x where x = access.actor()) then return 'FORBIDDEN'; end if;
    select * into s from slips.slip x where x.id = ask_settlement.slip for update;
    if s.status <> 'REFUSED' or s.settled_at is not null then return 'NOT_WAITING'; end if;
    if s.receiver_signed_by = access.actor() then return 'OWN_WORK'; end if;
    if exists (select from access.decision d where d.kind = 'SLIP_SETTLEMENT' and d.subject = s.id and d.state = 'WAITING') then return 'WAITS'; end if;
    select x.id into o from slips.slip x where x.number = other and x.operation_id = s.operation_id and x.id <> s.id
       and (x.status = 'ACCEPTED' or x.settled_at is not null);
    if o is null then return 'NO_SUCH_SLIP'; end if;
    if exists (select from slips.slip x where x.settled_by = o) then return 'ANSWERS_ALREADY'; end if;
    update slips.slip x set asked_with = o where x.id = s.id;
    return 'DONE';
end $$;
-- Both slips, for the two who say that they are one child's: the one that was sent back first.
create function slips.settlement(slip uuid)
returns table (number text, site_code text, child_number int, apparent_sex text, apparent_age int, found_at timestamptz, receiver_organisation text)
stable language sql security definer set search_path = pg_catalog as $$
    select x.number, x.site_code, x.child_number, x.apparent_sex, x.apparent_age, x.found_at, x.receiver_organisation
      from slips.slip s join slips.slip x on x.id in (s.id, s.asked_with)
     where s.id = settlement.slip and s.asked_with is not null and access.follows_slip(s.id, access.actor()) order by x.id <> s.id $$;
-- By who agreed, in the same transaction.
create function slips.settle(slip uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare s slips.slip;
begin
    select * into s from slips.slip x where x.id = settle.slip for update;
    if s.settled_at is not null or s.asked_with is null or access.agreed_by('SLIP_SETTLEMENT', s.id, s.version) is distinct from access.actor()
       or exists (select from slips.slip x where x.settled_by = s.asked_with) then return false; end if;
    update slips.slip x set settled_by = s.asked_with, settled_at = access.moment() where x.id = s.id;
    return true;
end $$;

-- Which other slip there is of a child that was sent back, for who sees the slip: the one that answers for the child (ANSWERS), the one that a second
-- person is asked about (ASKED) or took for another child's (JUDGED), or one of the same number that was accepted with another sex or age (ACCEPTED).
create function slips.others_of(refused uuid[]) returns table (slip_id uuid, number text, how text)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, x.number, case when s.settled_by is not null then 'ANSWERS' when d.state = 'WAITING' then 'ASKED'
                                when d.state = 'REFUSED' and x.id = s.asked_with then 'JUDGED' else 'ACCEPTED' end
      from slips.slip s
      left join lateral (select w.state from access.decision w where w.kind = 'SLIP_SETTLEMENT' and w.subject = s.id
                          order by w.proposed_at desc, w.id desc limit 1) d on true
     cross join lateral (select c.id, c.number from slips.slip c
                          where c.id = case when s.settled_by is not null then s.settled_by when d.state = 'WAITING' then s.asked_with else c.id end
                            and (s.settled_by is not null or d.state = 'WAITING'
                                 or c.operation_id = s.operation_id and c.site_code = s.site_code and c.child_number = s.child_number and c.status = 'ACCEPTED'
                                    and not exists (select from slips.slip o where o.settled_by = c.id))
                          order by c.written_at desc limit 1) x
     where s.id = any (refused) and s.status = 'REFUSED'
       and case session_user::text
               when 'akoma_protection' then s.receiver_id = access.actor() or s.receiver_organisation_id = any (access.grantees()) or s.receiver_id = any (slips.supervised())
               when 'akoma_enforcement' then exists (select from access.file_grant g where g.file_id = s.operation_id and g.holder = any (access.holders())
                                                        and g.valid_from <= access.moment() and g.valid_until > access.moment())
               else false end $$;

-- The task of who answers for it. Nobody has the child, so it is late at once.
create view slips.due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as due_at
      from slips.slip s join access.person p on p.id = s.receiver_id left join access.person q on q.id = p.supervisor_id
     cross join lateral (select p.supervisor_id where p.supervisor_id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED' and s.settled_at is null;
create view slips.was_due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as since, s.receiver_signed_at as due_at, s.settled_at as done_at, null::timestamptz as closed_at
      from slips.slip s join access.person p on p.id = s.receiver_id left join access.person q on q.id = p.supervisor_id
     cross join lateral (select p.supervisor_id where p.supervisor_id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED';
-- And of who sent the child back: it was handed over all the same.
create view slips.due_sent_back with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_signed_by as worker_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as due_at
      from slips.slip s where s.status = 'REFUSED' and s.settled_at is null;
create view slips.was_due_sent_back with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_signed_by as worker_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as since, s.receiver_signed_at as due_at, s.settled_at as done_at, null::timestamptz as closed_at
      from slips.slip s where s.status = 'REFUSED';

-- I03: a child who was sent back and is with nobody yet counts, and not as handed over.
create or replace function slips.report_slip(as_of timestamptz, within_hours int)
returns table (operation_id uuid, slips bigint, handed bigint, in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.operation_id, count(*), count(*) filter (where s.status <> 'REFUSED' and s.handed_at <= as_of),
           count(*) filter (where s.status <> 'REFUSED' and s.handed_at <= as_of and s.handed_at <= s.found_at + make_interval(hours => within_hours))
      from slips.slip s
     where s.found_at <= as_of
       and (s.status <> 'REFUSED'
            or s.settled_at is null and not exists (select from slips.slip n where n.operation_id = s.operation_id and n.site_code = s.site_code
                                                       and n.child_number = s.child_number and n.status <> 'REFUSED'))
     group by s.operation_id $$;

grant select on slips.due_refused, slips.was_due_refused, slips.due_sent_back, slips.was_due_sent_back to akoma_protection;
revoke execute on function slips.settle_refused, slips.supervised, slips.of_files, slips.answers_for, slips.police_of, slips.ask_settlement, slips.settlement, slips.settle, slips.others_of from public;
grant execute on function slips.supervised, slips.of_files, slips.answers_for, slips.police_of, slips.ask_settlement to akoma_protection;
grant execute on function slips.settlement, slips.settle, slips.others_of to akoma_protection, akoma_enforcement;
