-- ---------- interviews with children ------------------------------------------------------------------------------------
-- A child whom the police met is interviewed once, by an officer of the operation who holds the module on interviewing a child by a certificate that is valid
-- then, in plain clothes, with somebody beside the child (requirements.md 5). Of the training nothing stands here but that the officer was certified.
create table operations.interview (
    id            uuid constraint interview_pk primary key,
    operation_id  uuid not null constraint interview_operation references operations.operation,
    screened_id   uuid not null,
    officer_id    uuid not null constraint interview_officer references access.person,
    planned_at    timestamptz not null,
    support       text not null constraint interview_support check (support in ('SOCIAL_WORKER', 'PSYCHOLOGIST', 'GUARDIAN', 'LAWYER', 'OTHER')),
    support_name  bytea,                                             -- sealed
    plain_clothes boolean not null constraint interview_plain_clothes check (plain_clothes),
    certified     boolean not null default false,                    -- whether the officer was, when it was held; written by the database
    assigned_by   uuid not null default access.actor() constraint interview_assigned_by references access.person,
    assigned_at   timestamptz not null default access.moment(),
    held_at       timestamptz,
    cancelled_at  timestamptz,
    version       int not null default 1,
    constraint interview_ends_once check (held_at is null or cancelled_at is null),
    constraint interview_person foreign key (operation_id, screened_id) references operations.screened (operation_id, id));
create unique index interview_once on operations.interview (screened_id) where cancelled_at is null;
create index interview_of_officer on operations.interview (officer_id) where held_at is null and cancelled_at is null;
create index interview_held on operations.interview (held_at) where held_at is not null;
call access.protect('operations.interview', 'operation_id', 256, 'akoma_enforcement');
grant select, insert (id, operation_id, screened_id, officer_id, planned_at, support, support_name, plain_clothes), update (held_at, cancelled_at, version)
    on operations.interview to akoma_enforcement;
create trigger asks_role before insert on operations.interview for each statement execute function access.asks_role('LE_COORDINATOR');
create trigger one_act before update of held_at, cancelled_at on operations.interview for each row
    execute function access.one_act('ONCE', 'held_at', '', 'cancelled_at', '');

-- Whether somebody is of the police now. The login is shared with those who keep the training, who take part in no interview.
create function operations.is_police(officer uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = officer and r.role in ('LE_OFFICER', 'LE_COORDINATOR')
                      and r.compartment = 'akoma_enforcement' and r.approved_at <= access.moment() and r.valid_from <= access.moment()
                      and r.valid_until > access.moment()) $$;
-- Whether somebody may interview this child at that moment: an officer or a coordinator of the police, of the operation, and certified.
create function operations.is_interviewer(officer uuid, person uuid, at timestamptz) returns text
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not operations.is_police(officer) or not access.follows_screened(person, officer) then return 'NOT_OF_OPERATION'; end if;
    if not training.is_certified(officer, 'M4_CHILD_INTERVIEW', access.moment()) or not training.is_certified(officer, 'M4_CHILD_INTERVIEW', at) then
        return 'NOT_CERTIFIED';
    end if;
    return 'YES';
end $$;
-- The officers who take part in the operation of this child, and whether each may interview it at that moment.
create function operations.interviewers(person uuid, at timestamptz) returns table (code text, certified boolean)
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.follows_screened(person, access.actor()) then return; end if;
    return query select upper(p.code), operations.is_interviewer(p.id, person, interviewers.at) = 'YES' from access.person p
                  where p.compartment = 'akoma_enforcement' and operations.is_police(p.id) and access.follows_screened(person, p.id)
                  order by p.code;
end $$;

create function operations.interviewed_as_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare why text := operations.is_interviewer(new.officer_id, new.screened_id, coalesce(new.held_at, new.planned_at));
begin
    if new.cancelled_at is not null then return new; end if;
    if not operations.is_child(new.screened_id) then raise exception 'operations.interview-of-child' using errcode = 'check_violation'; end if;
    if why = 'NOT_OF_OPERATION' then raise exception 'operations.interviewer-elsewhere' using errcode = 'check_violation'; end if;
    if why = 'NOT_CERTIFIED' then raise exception 'operations.interviewer-not-certified' using errcode = 'check_violation'; end if;
    if new.planned_at < (select x.screened_at from operations.screened x where x.id = new.screened_id) then
        raise exception 'operations.interview-before-met' using errcode = 'check_violation';
    end if;
    new.certified := new.held_at is not null;
    return new;
end $$;
create trigger interviewed_as_due before insert or update on operations.interview for each row execute function operations.interviewed_as_due();
-- That it was held is said by who held it, or by who coordinates; that it is not, by who coordinates.
create function operations.ended_by_its_own() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement' and not access.has_role(array['LE_COORDINATOR'])
       and (new.cancelled_at is not null or new.officer_id is distinct from access.actor()) then
        raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger ended_by_its_own before update on operations.interview for each row execute function operations.ended_by_its_own();
revoke execute on function operations.is_police, operations.is_interviewer, operations.interviewers, operations.interviewed_as_due, operations.ended_by_its_own from public;
grant execute on function operations.is_interviewer, operations.interviewers to akoma_enforcement;
