-- ---------- decisions of two people ------------------------------------------------------------------------------------
-- What needs two people (trust.md, section 2). One person proposes, another one decides; rooms ask access.agreed and write no second person of
-- their own. No login may write these tables: the functions below do, always in the name of who is inside.
create table access.decision_kind (
    kind      text constraint decision_kind_pk primary key,
    roles     text[] not null constraint decision_kind_roles check (cardinality(roles) > 0),  -- who may decide
    proposers text[] not null constraint decision_kind_proposers check (cardinality(proposers) > 0),  -- who may propose: roles of one side
    factor    boolean not null default false,                      -- who agrees shows the second factor again
    section   int constraint decision_kind_section check (section between 1 and 256));   -- of the file; null: it is about no file
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PLAN', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 32),
    ('DEPUTY', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{CASE_SUPERVISOR,SYSTEM_ADMINISTRATOR}', null);
grant select on access.decision_kind to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table access.decision (
    id              uuid constraint decision_pk primary key,
    kind            text not null constraint decision_of_kind references access.decision_kind,
    file_id         uuid constraint decision_file references access.dossier,
    organisation_id uuid,                                            -- the structure that holds the file; follows the file
    section         int not null default 0,                          -- 0: about no file
    subject         uuid not null,
    version         int not null,                                    -- of the subject, as it was proposed
    authors         uuid[] not null,                                 -- who wrote any part of it, or whom it is about: they never decide
    proposed_by     uuid not null constraint decision_proposer references access.person,
    proposed_at     timestamptz not null,
    why             bytea,                                           -- sealed, like the next: under the file's key, or the house's where there is no file
    proposal        bytea,                                           -- what exactly is proposed
    facts           jsonb,                                           -- codes and numbers of it that the database compares: no words
    state           text not null default 'WAITING' constraint decision_state check (state in ('WAITING', 'AGREED', 'REFUSED', 'WITHDRAWN', 'REPLACED')),
    decided_by      uuid constraint decision_decider references access.person,
    ended_at        timestamptz,
    reason          bytea,                                           -- sealed: why it was refused, or what was said with the agreement
    record          jsonb,
    sealed_as       uuid,                                            -- the request under whose id why and proposal are sealed, where this one renews it; null: its own
    constraint decision_two_persons check (decided_by <> proposed_by and not decided_by = any (authors)),
    constraint decision_decided check ((decided_by is not null) = (state in ('AGREED', 'REFUSED')) and (ended_at is null) = (state = 'WAITING')),
    constraint decision_refused_with_reason check (state <> 'REFUSED' or reason is not null),
    constraint decision_on_file check ((file_id is null) = (section = 0) and (file_id is null) = (organisation_id is null)));
create unique index decision_waiting on access.decision (kind, subject) where state = 'WAITING';
create index decision_of_structure on access.decision (organisation_id, kind) where state = 'WAITING';
create index decision_of_subject on access.decision (subject, kind, version);
create index decision_of_file on access.decision (file_id, proposed_at) where file_id is not null;
create index decision_of_proposer on access.decision (proposed_by, proposed_at);
create index decision_of_decider on access.decision (decided_by, proposed_at) where decided_by is not null;
create unique index one_danger_a_file on access.decision (file_id) where kind = 'REFERRAL_DANGER' and state = 'WAITING';
alter table access.decision enable row level security;
grant select on access.decision to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Who holds a file by an emergency alone proposes nothing about it either, and decides nothing.
create trigger not_in_an_emergency before insert on access.decision for each row
    when (new.file_id is not null) execute function access.not_in_an_emergency();

-- A structure with one supervisor, or none, names another structure's, who decides what the only one proposed (trust.md, section 2). In force once agreed.
create table access.deputy (
    id              uuid constraint deputy_pk primary key,
    organisation_id uuid not null constraint deputy_of references access.organisation,
    person_id       uuid not null constraint deputy_is references access.person,
    valid_from      timestamptz not null,
    valid_until     timestamptz not null default 'infinity',
    named_by        uuid constraint deputy_named_by references access.person,               -- null: made with the house itself
    constraint deputy_named_by_another check (named_by <> person_id),
    constraint deputy_ends check (named_by is null or valid_until <= valid_from + interval '90 days'),
    constraint deputy_life check (valid_from <= valid_until));
create index deputy_of_structure on access.deputy (organisation_id);
create index deputy_of_person on access.deputy (person_id);
alter table access.deputy enable row level security;
create policy known on access.deputy for select to akoma_protection, akoma_custody, akoma_administration using ((select access.actor()) is not null);
grant select on access.deputy to akoma_protection, akoma_custody, akoma_administration;

alter table access.file_grant add constraint file_grant_decision foreign key (decision_id) references access.decision;

create function access.agreed(kind text, subject uuid, version int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = agreed.kind and d.subject = agreed.subject and d.version = agreed.version
                      and d.state = 'AGREED') $$;
-- Until when it is to be decided, as its task says; null: it waits no more. The rooms that know the limits come later.
create function access.decision_due(decision uuid) returns timestamptz stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select cases.decision_due(d.kind, d.id, d.proposed_at) from access.decision d where d.id = decision and d.state = 'WAITING');
end $$;
revoke execute on function access.decision_due from public;
grant execute on function access.decision_due to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Who agreed to it; null: nobody did.
create function access.agreed_by(kind text, subject uuid, version int) returns uuid
stable language sql security definer set search_path = pg_catalog as $$
    select d.decided_by from access.decision d where d.kind = agreed_by.kind and d.subject = agreed_by.subject and d.version = agreed_by.version
       and d.state = 'AGREED' order by d.ended_at desc limit 1 $$;

create function access.is_deputy(person uuid, organisation uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.deputy x where x.organisation_id = organisation and x.person_id = person
                      and x.valid_from <= access.moment() and x.valid_until > access.moment() and (x.named_by is null or access.agreed('DEPUTY', x.id, 1)))
       and not access.is_police(organisation) and not access.is_police((select p.organisation_id from access.person p where p.id = person)) $$;
-- Who supervises somebody now. The account names one, and nobody changes that alone; on the care side the name counts for as long as that
-- person may lead in the structure, and after it those who may supervise for the structure do. On the other sides: while a role and a contract hold.
create function access.supervisors_of(person uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare a access.person;
begin
    select * into a from access.person x where x.id = supervisors_of.person;
    if a.supervisor_id is null then return; end if;
    if a.compartment <> 'akoma_protection' then
        return query select s.id from access.person s where s.id = a.supervisor_id
            and s.contract_from <= (access.moment() at time zone 'UTC')::date and s.contract_until > (access.moment() at time zone 'UTC')::date
            and exists (select from access.person_role r where r.person_id = s.id
                           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment());
    elsif access.may_lead(a.supervisor_id, a.organisation_id) then return next a.supervisor_id;
    else return query select l from access.leaders(a.organisation_id) l where l <> a.id; end if;
end $$;

-- Whether somebody supervises a person now.
create function access.supervises(who uuid, person uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select supervises.who in (select access.supervisors_of(supervises.person)) $$;

-- Whether somebody holds who each of these children is: by a grant that is no emergency, or as the deputy of the child's structure.
create function access.holds_all(children uuid[], who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return not exists (select from unnest(children) c(child_id)
        where not exists (
            select from access.person_role r join access.organisation o on o.id = r.organisation_id
              join access.file_grant g on g.file_id = c.child_id
                   and g.holder in (access.holder('PERSON', who), access.holder('UNIT', r.unit_id),
                                    case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                                    case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)
              join access.ceiling x on x.role = r.role and x.reason = g.reason
             where r.person_id = who and r.role = 'CASE_SUPERVISOR'
               and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and g.sections & x.sections & 1 <> 0 and g.reason <> 'BREAK_GLASS'
               and g.valid_from <= access.moment() and g.valid_until > access.moment())
        and not exists (select from cases.case_file f where f.id = c.child_id and access.is_deputy(who, f.organisation_id)));
end $$;

-- Whether somebody holds every child whose name an export takes along (exchange.export_child). Who agrees that names leave answers for these children.
create function access.holds_what_leaves(request uuid, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
declare named uuid[] := array(select c.child_id from exchange.export_child c where c.request_id = request and c.named);
begin
    if named <> '{}' then return access.holds_all(named, who); end if;
    return exchange.supervises_one_of((select e.requested_by from exchange.export_request e where e.id = request),
                                      array(select c.child_id from exchange.export_child c where c.request_id = request), who);
end $$;

-- Whether somebody answers for the child that a story is about: of the supervisors, no other one agrees to it.
create function access.holds_child_of_story(story uuid, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return access.holds_all(array(select c.file_id from publication.story_child c where c.story_id = story), who);
end $$;

-- Whether somebody follows a slip that was sent back, and neither wrote it nor sent it back: who answers for the child, or coordinates the operation.
create function access.follows_slip(slip uuid, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (exists (select from slips.answers_for(slip) x where x = who) or exists (select from slips.police_of(slip) x where x = who))
       and not exists (select from slips.slip s where s.id = slip and who in (s.officer_id, s.receiver_signed_by));
end $$;

-- Whether somebody takes part in the operation in which a person was met.
create function access.follows_screened(screened uuid, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from operations.screened s join access.file_grant g on g.file_id = s.operation_id and g.sections & 256 <> 0
                     and g.valid_from <= access.moment() and g.valid_until > access.moment()
                     join access.person_role r on r.person_id = who and r.compartment = 'akoma_enforcement'
                      and g.holder in (access.holder('PERSON', who), access.holder('ORGANISATION', r.organisation_id))
                    where s.id = screened and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment());
end $$;

-- Whether this is who is named as the witness of money that nobody signed for; payments come later.
create function access.is_witness(payment uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from assistance.payment p where p.id = payment and p.witness_id = who);
end $$;

-- Whether somebody decides about the end of this file or hold: an officer whom no open complaint names, or who comes next (docs/decisions/complaints.md).
-- Files to erase come later.
create function access.ends_file(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return who in (select retention.judges(d));
end $$;

-- Whether somebody may agree to who reads complaints about a structure: who is named in an open one does not. Focal points come later.
create function access.agrees_to_focal_point(point uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return not exists (select from access.focal_point f where f.id = point and access.is_concerned_at(who, f.organisation_id, array[f.designated_by, f.person_id]));
end $$;

-- Whether somebody may agree that the findings of a mission are released, or that a study code is opened; missions come later.
create function access.releases_findings(mission uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return who in (select evaluation.evaluators_besides(mission, null));
end $$;
-- Whether somebody takes over an action that is transferred: of the structure that is named in the request.
create function access.takes_over(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return evaluation.takes_over((d.record ->> 'receiver_id')::uuid, d.proposed_by, d.authors, who);
end $$;
-- Whether somebody answers a recommendation for whom it is for, of a response to it.
create function access.answers_for(response uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return evaluation.answers_for((select r.recommendation_id from evaluation.response r where r.id = answers_for.response), who);
end $$;
-- Whether somebody is a data protection officer today.
create function access.guards_data(who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = who and r.role = 'DATA_PROTECTION_OFFICER'
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
create function access.opens_study(link uuid, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return evaluation.may_open(link, who);
end $$;

-- Whether somebody decides who supervises a file: whom the present supervisor asks to take it over, the present one about what others ask, and where that
-- one no longer supervises or did not answer for seven days, who oversees the house or a deputy of the structure. What is asked again after the present one
-- refused is decided by who oversees the house. Never who would supervise, but by the first way.
create function access.decides_supervisor(d access.decision, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id, a.supervisor_id as wanted into f from cases.case_file c
      join cases.supervisor_asked a on a.file_id = c.id and a.asked_at = d.proposed_at and a.asked_by = d.proposed_by where c.id = d.subject;
    if not found then return false; end if;
    if d.proposed_by = f.supervisor_id then return who = f.wanted; end if;
    if access.may_lead(f.supervisor_id, f.organisation_id) then
        if exists (select from access.decision r where r.kind = 'SUPERVISOR' and r.subject = d.subject and r.state = 'REFUSED' and r.decided_by = f.supervisor_id
                      and r.ended_at <= d.proposed_at) then
            return who <> f.wanted and who <> f.supervisor_id and who in (select access.who_oversee());
        end if;
        if who = f.supervisor_id then return true; end if;
        if d.proposed_at > access.moment() - interval '7 days' then return false; end if;
    end if;
    return who <> f.wanted and (who in (select access.who_oversee()) or access.is_deputy(who, f.organisation_id));
end $$;

-- The sections that who decides holds, all of them: what the second person does not read, they do not agree to (trust.md 2). The end of a file is judged by the
-- plan, the place and the visits, and ends them; what leaves to the police, or to the child, is read before it leaves. An exception to what a return needs
-- is judged by the family, the place and the alerts. Who agrees that a colleague writes sections, or that an authority or its house gets them, reads them.
create function access.sections_decided(d access.decision) returns int stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return d.section | case d.kind when 'CLOSURE' then 112 when 'DISCLOSURE_FILE' then 70 when 'CORRECTION' then 256 when 'RETURN_EXCEPTION' then 82
        when 'SHARE_WRITE' then coalesce((select g.sections from access.file_grant g where g.id = d.subject), 511)
        when 'HANDOVER_WRITTEN' then case when (select p.minimum from handover.proposal p where p.id = d.subject) then 273 else 511 end
        when 'HANDOVER_PACKAGE' then case when (select s.minimum from packages.sent s where s.id = d.subject) then 273 else 511 end
        when 'ACCESS_REQUEST' then coalesce((select retention.sections_told(r.said_by, r.left_out) from retention.access_request r where r.id = d.subject), 0) else 0 end;
end $$;
-- Whether somebody agrees that a signal for help leads to no reopening; signals come later.
create function access.ends_signal(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return signals.may_agree(d, who);
end $$;
-- Whether somebody agrees that an incident is closed: a colleague of whom it is about only where nobody else who oversees the house could; incidents come later.
create function access.ends_incident(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare about uuid[] := (select i.concerned from oversight.incident i where i.id = d.subject);
        beside uuid[] := array(select p.organisation_id from access.person p where p.id = any (about));
begin
    return not exists (select from access.person p where p.id = who and p.organisation_id = any (beside))
        or not exists (select from access.person p where p.id in (select access.who_oversee()) and p.id <> d.proposed_by and p.id <> all (about)
                          and p.organisation_id <> all (beside));
end $$;
-- Whether this may be the account of somebody who asked for it, wrote any of it, or whom it is about, or who gave the other of two agreements (a supervisor's
-- and an officer's, to what leaves to the police or in an export); the cards of people come later.
create function access.decides_for_namesake(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from unnest(d.authors || d.proposed_by) x where access.is_namesake(x, who))
        or exists (select from access.decision o where o.subject = d.subject and o.version = d.version and o.id <> d.id and o.state = 'AGREED'
                      and split_part(o.kind, '_', 1) = split_part(d.kind, '_', 1) and access.is_namesake(o.decided_by, who));
end $$;
revoke execute on function access.decides_for_namesake from public;
-- Whether somebody may decide this: a role of the kind that holds now, in the structure of the file or as its deputy, with grants on these sections
-- that are no emergency; and neither who proposed it nor who wrote any of it, or whom it is about. A new password is decided by the person's own
-- supervisor too, whatever their role.
create function access.decides(d access.decision, who uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select case when who <> d.proposed_by and who <> d.subject and not who = any (d.authors) and (d.kind = 'PASSWORD' and access.supervises(who, d.subject) or exists (
        select from access.person_role r join access.decision_kind k on k.kind = d.kind join access.organisation o on o.id = r.organisation_id
          join access.person p on p.id = r.person_id
         where r.person_id = who and r.role = any (k.roles)
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
           and (d.file_id is not null and (case d.kind when 'HELP_SIGNAL' then access.ends_signal(d, who) else r.organisation_id = d.organisation_id
                                                or d.kind <> 'HANDOVER' and access.is_deputy(who, d.organisation_id) end)   -- an authority answers by its own people
                   and (select access.sections_decided(d) & ~coalesce(bit_or(g.sections & c.sections), 0)
                          from access.file_grant g join access.ceiling c on c.role = r.role and c.reason = g.reason
                         where g.file_id = d.file_id and g.reason <> 'BREAK_GLASS' and g.valid_from <= access.moment() and g.valid_until > access.moment()
                           and g.holder in (access.holder('PERSON', who), access.holder('UNIT', r.unit_id),
                                            case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                                            case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)) = 0
                or d.file_id is null and (d.kind <> 'EXPORT_SUPERVISOR' or access.holds_what_leaves(d.subject, who))
                   and (d.kind <> 'SLIP_SETTLEMENT' or access.follows_slip(d.subject, who))
                   and (d.kind <> 'CHILD_RULED_OUT' or access.follows_screened(d.subject, who)) and (d.kind <> 'WITNESS' or access.is_witness(d.subject, who))
                   and (d.kind <> 'SUPERVISOR' or access.decides_supervisor(d, who)) and (d.kind not in ('ERASURE', 'HOLD_END') or access.ends_file(d, who))
                   and (d.kind <> 'INCIDENT_END' or access.ends_incident(d, who))
                   and (d.kind <> 'FOCAL_POINT' or access.agrees_to_focal_point(d.subject, who))
                   and (d.kind <> 'STORY_CARE' or r.role = 'PROJECT_MANAGER' or access.holds_child_of_story(d.subject, who))
                   and (d.kind <> 'FINDINGS' or access.releases_findings(d.subject, who)) and (d.kind <> 'STUDY_LINK' or access.opens_study(d.subject, who))
                   and (d.kind <> 'TRANSFER_ACTION' or access.takes_over(d, who))
                   and (d.kind <> 'RESPONSE' or r.role = 'DATA_PROTECTION_OFFICER' or access.answers_for(d.subject, who))
                   and (d.kind <> 'RECALL' or r.role = 'DATA_PROTECTION_OFFICER' or access.guards_data(d.proposed_by))   -- never the management alone
                   and (r.compartment = 'akoma_custody' or d.kind like 'CERTIFICATE%' or d.kind = 'TRANSFER_ACTION'   -- the care side does not know the police's people
                   or not exists (select from access.person a where a.id = any (d.authors) and a.compartment = 'akoma_enforcement')))))
                then not access.decides_for_namesake(d, who) else false end $$;

-- The kinds that a role of the actor decides.
create function access.kinds_decided() returns text[]
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(k.kind), '{}') from access.decision_kind k
     where exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = any (k.roles)
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;

-- What waits for the actor.
create function access.to_decide() returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select d.id from access.decision d
     where d.state = 'WAITING' and (d.kind = any (access.kinds_decided()) or d.kind = 'PASSWORD' and access.at_work())
       and (d.file_id is null or d.kind = 'HELP_SIGNAL'
            or d.organisation_id in (select r.organisation_id from access.person_role r where access.at_work() and r.person_id = access.actor()
                                     union all select x.organisation_id from access.deputy x where x.person_id = access.actor()))
       and access.decides(d, access.actor()) $$;

-- access.sees, for logins that see no file and may ask all the same.
create function access.sees_decided(file uuid, section int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$ select access.sees(file, section, false) $$;
-- Seen by who proposed or decided it (and still sees the file), by who holds its section of the file, and by who decides such kinds where there is no file.
-- Whether somebody may decide an export depends on what it takes along: of this kind too, who has the role does not see what others decide. What was
-- learnt by whom is shown to who is asked to certify it, as long as it waits.
create policy seen on access.decision for select using (
    (proposed_by = (select access.actor()) or decided_by = (select access.actor())) and (file_id is null or access.sees_decided(file_id, 511))
    or file_id is null and kind not in ('SLIP_SETTLEMENT', 'CHILD_RULED_OUT', 'WITNESS', 'SUPERVISOR', 'EXPORT_SUPERVISOR', 'FINDINGS', 'STUDY_LINK', 'TRANSFER_ACTION',
       'RESPONSE', 'INCIDENT_END') and kind not like 'CERTIFICATE%' and kind = any ((select access.kinds_decided())::text[])
       and (kind not in ('ERASURE', 'HOLD_END') or (select access.has_role(array['DATA_PROTECTION_OFFICER'])))
    or (kind in ('PASSWORD', 'SLIP_SETTLEMENT', 'CHILD_RULED_OUT', 'WITNESS', 'SUPERVISOR', 'EXPORT_SUPERVISOR', 'FINDINGS', 'STUDY_LINK', 'TRANSFER_ACTION', 'RESPONSE', 'INCIDENT_END',
                 'ERASURE', 'HOLD_END')
        or kind like 'CERTIFICATE%') and id in (select access.to_decide())
    or file_id is not null and access.sees_decided(file_id, section));
-- What is decided about a file is shown to who works on it, who asked or decided it, and who may decide it. Others who hold its section (a receiver,
-- a shelter, a school) would read here what the policies of plan, placement, homecoming and tracing hide (trust.md G8).
create policy who_works_on_it on access.decision as restrictive for select to akoma_protection using (
    file_id is null or access.works_on(file_id, section) or proposed_by = (select access.actor()) or decided_by = (select access.actor())
    or id in (select access.to_decide()));

-- Who asked for certificates, for who decides or decided it: the training coordination may work on a side of which the reader knows nobody.
create function access.asker(decision uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select upper(p.code) from access.decision d join access.person p on p.id = d.proposed_by
     where d.id = asker.decision and (d.kind like 'CERTIFICATE%' or d.kind in ('RESPONSE', 'FINISH_ACTION', 'CANCEL_ACTION', 'TRANSFER_ACTION'))
       and (d.decided_by = (select access.actor()) or d.id in (select access.to_decide())) $$;

-- Who may decide it now, for the bell: the file's own supervisor alone when it is one of them.
create function access.deciders(decision uuid) returns setof uuid
stable language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; supervisor uuid;
begin
    select * into d from access.decision x where x.id = decision;
    if d.file_id is not null then
        select f.supervisor_id into supervisor from cases.case_file f where f.id = d.file_id;
        if supervisor is not null and access.decides(d, supervisor) then return next supervisor; return; end if;
    end if;
    -- who holds such a role in the right place is found first: judging one person costs more than finding all
    return query with able as materialized (
                     select distinct r.person_id from access.person_role r join access.decision_kind k on k.kind = d.kind
                      where r.role = any (k.roles)
                        and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                        and (d.file_id is null or r.organisation_id = d.organisation_id
                             or r.person_id in (select x.person_id from access.deputy x where x.organisation_id = d.organisation_id)
                             or d.kind = 'HELP_SIGNAL' and r.person_id in (select signals.readers(d.file_id, true))))
                 select a.person_id from able a where access.decides(d, a.person_id)
                  union
                 select s from access.supervisors_of(d.subject) s where d.kind = 'PASSWORD' and access.decides(d, s);
end $$;

-- The same for who may see the decision: who decides about a child, or about what is hidden from a role, is not shown to everybody who has its id.
create function access.deciders_shown(decision uuid) returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select x from access.decision d cross join lateral access.deciders(d.id) x
     where d.id = deciders_shown.decision
       and (access.actor() in (d.proposed_by, d.decided_by) or d.state = 'WAITING' and access.decides(d, access.actor())
            or d.file_id is null and d.kind = any (access.kinds_decided()) and d.kind not like 'CERTIFICATE%'
               and d.kind not in ('PASSWORD', 'SLIP_SETTLEMENT', 'CHILD_RULED_OUT', 'WITNESS', 'SUPERVISOR', 'EXPORT_SUPERVISOR', 'FINDINGS', 'STUDY_LINK',
                   'TRANSFER_ACTION', 'RESPONSE', 'INCIDENT_END')
               and (d.kind not in ('ERASURE', 'HOLD_END') or access.has_role(array['DATA_PROTECTION_OFFICER']))
            or d.file_id is not null and access.sees_decided(d.file_id, d.section) and (session_user <> 'akoma_protection' or access.works_on(d.file_id, d.section))) $$;

-- Ends what was given for one decision only. An end at the moment itself would come before a grant of this same moment.
create function access.end_deputy_grants(decision uuid) returns void
language sql security definer set search_path = pg_catalog as $$
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from)
     where g.decision_id = decision and g.valid_until > access.moment() $$;

-- Where nobody of the structure can decide, its deputies see the sections that are decided on, and that the file is there, until it is decided, or until they
-- are deputies no more (access.settle_deputies).
create function access.call_deputies(decision uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    select * into d from access.decision x where x.id = decision;
    -- an authority that is asked to take a file over answers by its own people
    if d.file_id is null or d.kind = 'HANDOVER' or exists (select from access.deciders(decision)) then return; end if;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by, decision_id)
    select distinct on (x.person_id) gen_random_uuid(), d.file_id, 'PERSON', x.person_id, access.sections_decided(d) | 256, false, access.moment(), access.deputy_until(x),
           'DEPUTY', d.proposed_by, d.id
      from access.deputy x join access.person p on p.id = x.person_id
     where x.organisation_id = d.organisation_id and access.is_deputy(x.person_id, d.organisation_id)
       and p.compartment = (select f.compartment from access.dossier f where f.id = d.file_id)
       and x.person_id <> d.proposed_by and not x.person_id = any (d.authors) and access.works_as(x.person_id, 'CASE_SUPERVISOR', null)
     order by x.person_id, access.deputy_until(x) desc;
end $$;

-- What nobody could decide before somebody became deputy comes to them too.
create function access.call_deputies_anew(deputy uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare waiting uuid;
begin
    for waiting in select d.id from access.decision d join access.deputy x on x.organisation_id = d.organisation_id where x.id = deputy and d.state = 'WAITING' loop
        if not exists (select from access.deciders(waiting)) then
            perform access.call_deputies(waiting);
            perform access.ring(array(select access.deciders(waiting)), 'decision', waiting);
        end if;
    end loop;
end $$;

-- The record that is decided on, as it is now; null where the kind has none yet, or is about a file as such.
create function access.decided_record(kind text, subject uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare tab text := case kind when 'PLAN' then 'cases.plan' when 'PLAN_REVIEW' then 'cases.plan_review' when 'PANEL' then 'cases.best_interests' when 'TRACING' then 'cases.tracing'
    when 'HOME' then 'cases.placement' when 'HOME_CHANGE' then 'cases.placement' when 'SHELTER_MOVE' then 'cases.placement'
    when 'BORDER' then 'cases.homecoming' when 'JOURNEY' then 'cases.homecoming' when 'RESUMPTION' then 'cases.homecoming' when 'REFERRAL_WRITTEN' then 'referrals.referral'
    when 'REFERRAL_GUARDIAN' then 'referrals.referral'
    when 'PAYMENT' then 'assistance.payment' when 'PAYMENT_OVERRIDE' then 'assistance.payment' when 'PAYMENT_REVERSAL' then 'assistance.payment' when 'WITNESS' then 'assistance.payment'
    when 'MONEY_UNSEEN' then 'assistance.payment'
    when 'SHARE_WRITE' then 'access.file_grant' when 'ROLE' then 'access.person_role' when 'SECOND_FACTOR' then 'access.second_factor_reset'
    when 'RESPONSE' then 'evaluation.response' when 'SAMPLE' then 'evaluation.sample' when 'FINDINGS' then 'evaluation.mission'
    when 'STUDY_LINK' then 'evaluation.study_link' when 'REPORT' then 'reports.report' when 'RECALL' then 'reports.recall'
    when 'CANCEL_ACTION' then 'evaluation.action' when 'FINISH_ACTION' then 'evaluation.action'
    when 'TRANSFER_ACTION' then 'evaluation.action' when 'MEMBER_OFF' then 'evaluation.team'
    when 'RELEASE' then 'publication.release' when 'RELEASE_END' then 'publication.release'
    when 'STORY_CARE' then 'publication.story' when 'STORY_DATA' then 'publication.story'
    when 'DEPUTY' then 'access.deputy' when 'TOLD_APART' then 'access.told_apart' when 'FOCAL_POINT' then 'access.focal_point' when 'AGE' then 'cases.case_file' when 'CERTIFICATES_POLICE' then 'training.certificate_list'
    when 'CERTIFICATES_CARE' then 'training.certificate_list' when 'CERTIFICATE_END_POLICE' then 'training.certificate'
    when 'CERTIFICATE_END_CARE' then 'training.certificate' end; found jsonb;
begin
    if tab is not null then execute format('select to_jsonb(t) from %s t where t.id = $1', tab) into found using subject;
    elsif kind in ('IDENTITY', 'IDENTITY_CHANGE') then select to_jsonb(t) into found from cases.identity t where t.file_id = subject; end if;
    return found;
end $$;
-- Who wrote what is decided, or whom it is about: as the record says it, never as who proposes says it. They would choose who decides.
-- Whether money arrived that its witness did not see is found by neither who asked for it, nor who approved it, nor who paid it.
create function access.authors_of(kind text, subject uuid) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare r jsonb := access.decided_record(kind, subject); cols text[] := case when kind = 'PANEL' then '{author}'
    when kind = 'PLAN_REVIEW' then '{reviewed_by}' when kind in ('TRACING', 'HOME', 'SHELTER_MOVE') then '{recorded_by}' when kind like 'PAYMENT%' then '{requested_by}'
    when kind = 'MONEY_UNSEEN' then '{requested_by,approved_by,paid_by}' when kind = 'SHARE_WRITE' then '{grantee}'
    when kind = 'RESPONSE' then '{recommended_by}' when kind in ('CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION') then '{owner_id}' when kind = 'REPORT' then '{asked_by}'
    when kind in ('ROLE', 'SECOND_FACTOR', 'DEPUTY', 'FOCAL_POINT', 'MEMBER_OFF') then '{person_id}' when kind = 'TOLD_APART' then '{one,other}' end;
begin
    return array(select (r ->> col)::uuid from unnest(cols) col where r ->> col is not null
                 union select x::uuid from jsonb_array_elements_text(case when kind = 'PLAN' and r is not null then r -> 'authors' else '[]' end) x
                 union select c from training.concerned(kind, subject) c union select c from evaluation.concerned(kind, subject) c
                 union select h.raised_by from signals.received h where authors_of.kind in ('HELP_SIGNAL', 'HELP_SIGNAL_UNREAD') and h.id = authors_of.subject
                 union select c.recorded_by from retention.correction_request c where authors_of.kind = 'CORRECTION' and c.id = authors_of.subject
                 union select unnest(i.concerned) from oversight.incident i where authors_of.kind = 'INCIDENT_END' and i.id = authors_of.subject
                 union select p.id from access.person p where p.id = subject);
end $$;
-- Whether somebody still holds what a decision is about, by a role and a grant that run and are no emergency.
create function access.still_holds(d access.decision, who uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    return d.file_id is null or exists (
        select from access.person_role r join access.organisation o on o.id = r.organisation_id join access.person p on p.id = r.person_id
          join access.file_grant g on g.file_id = d.file_id and g.reason <> 'BREAK_GLASS' and g.valid_from <= access.moment() and g.valid_until > access.moment()
           and g.holder in (access.holder('PERSON', who), access.holder('UNIT', r.unit_id),
                            case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                            case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)
         where r.person_id = who and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date);
end $$;
-- Whether somebody works in the house today: under contract, and in a role.
create function access.works_here(who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p join access.person_role r on r.person_id = p.id
                    where p.id = who and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date) $$;
-- Whether what waits about this subject is another person's: it is theirs to take back, unless they left the file, or the record was changed since.
-- What an administrator asks about an account another one may ask anew: half of a password can be lost.
create function access.waits_of_another(kind text, subject uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare d access.decision; now_is int;
begin
    select * into d from access.decision x where x.kind = waits_of_another.kind and x.subject = waits_of_another.subject and x.state = 'WAITING';
    if not found or d.proposed_by = access.actor() or kind in ('PASSWORD', 'CONTRACT', 'ACCOUNT') or not access.still_holds(d, d.proposed_by) then return false; end if;
    -- an answer to a child that nobody can agree to any more keeps nobody from another one
    if kind in ('CORRECTION', 'HELP_SIGNAL') and not exists (select from access.deciders(d.id)) then return false; end if;
    -- What was registered of a child counts its corrections; the version of the file moves with every other record on it.
    if kind = 'AGE' then select count(*) + 1 into now_is from cases.correction c where c.file_id = subject;
    else now_is := (access.decided_record(kind, subject) ->> 'version')::int; end if;
    return coalesce(now_is, d.version) = d.version;
end $$;

-- The id of what has no record but a name: as Java makes it, by UUID.nameUUIDFromBytes.
create function access.named_id(name text) returns uuid immutable language sql set search_path = pg_catalog as $$
    select (left(h, 12) || '3' || substr(h, 14, 3) || to_hex(8 | (('x' || substr(h, 17, 1))::bit(4)::int & 3)) || substr(h, 18))::uuid
      from md5(convert_to(name, 'UTF8')) h $$;

-- Whether what a kind without a file is about is the actor's to ask about: their own record, or one of their structure. A request of another person keeps
-- the right ones from asking, and shows who asked. Kinds that are not named here are refused by a trigger of their own room, or below.
create function access.may_ask_about(kind text, subject uuid, version int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
declare me uuid := access.actor();
begin
    return case kind
        when 'TELEPHONE' then access.keeps_names(subject) and exists (select from referrals.structure_number n
            where n.organisation_id = subject and n.number = version and n.asked_by = me and n.asked_at = access.moment())
        when 'PASSWORD' then exists (select from access.person p where p.id = subject)
        when 'CONTRACT' then exists (select from access.person p where p.id = subject)
        when 'ACCOUNT' then exists (select from access.person p where p.id = subject)
        when 'STRUCTURE_NAME' then access.keeps_names(subject) and exists (select from access.organisation o where o.id = subject and o.version = may_ask_about.version)
        when 'POLICY' then exists (select from reference.policy_bound b where access.named_id('policy:' || b.key) = subject)
        when 'BULK_READ' then access.is_bulk_read(me, subject, version)
        when 'DEPUTY' then exists (select from access.deputy x where x.id = subject and x.named_by = me)
        when 'TOLD_APART' then exists (select from access.told_apart t where t.id = subject and t.said_by = me and t.said_at = access.moment())
        when 'FOCAL_POINT' then exists (select from access.focal_point f where f.id = subject and f.designated_by = me and f.valid_from = 'infinity')
        when 'ROLE' then exists (select from access.person_role r where r.id = subject and r.given_by = me and r.approved_at is null)
        when 'SECOND_FACTOR' then exists (select from access.second_factor_reset r where r.id = subject and r.asked_by = me)
        when 'AGREEMENT' then exists (select from access.sharing_agreement a where a.id = subject and a.proposed_by = me)
        when 'AGREEMENT_END' then exists (select from access.sharing_agreement a where a.id = subject and a.confirmed_at is not null)
        when 'EXPORT_SUPERVISOR' then exists (select from exchange.export_request e where e.id = subject and e.requested_by = me)
        when 'EXPORT_CUSTODIAN' then exists (select from exchange.export_request e where e.id = subject and e.requested_by = me)
        when 'SHELTER' then exists (select from cases.shelter s where s.id = subject and s.made_by = me)
        when 'SHELTER_CHANGE' then exists (select from cases.shelter s where s.id = subject and cases.keeps_shelters_of(s.organisation_id))
        when 'SLIP_SETTLEMENT' then me in (select slips.answers_for(subject))
        when 'CHILD_RULED_OUT' then access.follows_screened(subject, me)
        when 'RATE' then exists (select from assistance.exchange_rate e where e.id = subject and e.recorded_by = me and e.waits)
        when 'WITNESS' then exists (select from assistance.payment p where p.id = subject and p.paid_by = me)
        when 'PAYMENT' then exists (select from assistance.payment p where p.id = subject and (p.requested_by = me or assistance.acts_as('FINANCE_OFFICER')
            or access.agreed_by('PAYMENT_OVERRIDE', p.id, p.version) = me))
        when 'PAYMENT_REVERSAL' then exists (select from assistance.payment p where p.id = subject and p.state = 'PAID')
        when 'CERTIFICATES_POLICE' then training.may_be_asked(kind, subject, version)
        when 'CERTIFICATES_CARE' then training.may_be_asked(kind, subject, version)
        when 'CERTIFICATE_END_POLICE' then training.may_be_asked(kind, subject, version)
        when 'CERTIFICATE_END_CARE' then training.may_be_asked(kind, subject, version)
        when 'RESPONSE' then exists (select from evaluation.response r where r.id = subject and r.version = may_ask_about.version and r.proposed_by = me
            and r.proposed_at = access.moment())
        when 'CANCEL_ACTION' then evaluation.may_end(subject, version)
        when 'TRANSFER_ACTION' then evaluation.may_end(subject, version)
        when 'FINISH_ACTION' then evaluation.may_finish(subject, version)
        when 'MEMBER_OFF' then evaluation.may_ask_off(subject, version)
        when 'HANDOVER_MINIMUM' then handover.may_ask_minimum(subject)
        when 'HELP_SIGNAL_UNREAD' then exists (select from signals.received s where s.id = subject and s.said_by = me and s.said_at = access.moment())
        when 'INCIDENT_END' then exists (select from oversight.incident i where i.id = subject and i.closed_at is null and oversight.keeps_incident(i.concerned))
        when 'ERASURE' then retention.may_ask(kind, subject)
        when 'HOLD_END' then retention.may_ask(kind, subject)
        when 'AUTHORITY_END' then exists (select from handover.succession c where c.id = subject and c.asked_by = me and c.asked_at = access.moment())
        when 'PROJECT_END' then exists (select from handover.project_end e where e.id = subject and e.asked_by = me and e.asked_at = access.moment())
        when 'PROJECT_FACTS' then exists (select from exchange.project_facts f where f.id = subject and f.version = may_ask_about.version and f.proposed_by = me
            and f.proposed_at = access.moment())
        when 'SAMPLE' then exists (select from evaluation.sample s where s.id = subject and s.version = may_ask_about.version and s.proposed_by = me
            and s.proposed_at = access.moment())
        when 'FINDINGS' then evaluation.may_ask_release(subject, version)
        when 'STUDY_LINK' then exists (select from evaluation.study_link l where l.id = subject and l.version = may_ask_about.version and l.asked_by = me
            and l.asked_at = access.moment())
        when 'RELEASE' then exists (select from publication.release r where r.id = subject and r.version = may_ask_about.version and r.proposed_by = me
            and r.proposed_at = access.moment())
        when 'RELEASE_END' then exists (select from publication.release r where r.id = subject and r.version = may_ask_about.version
            and r.published_at is not null and r.withdrawn_at is null)
        when 'REPORT' then exists (select from reports.report r where r.id = subject and r.version = may_ask_about.version and r.asked_by = me and r.state = 'DONE'
            and r.edition = 'PARTNERS' and r.released_at is null and r.until > access.moment() and reports.may_ask(r.kind, r.edition, r.mission_id))
        when 'RECALL' then exists (select from reports.recall r where r.id = subject and r.version = may_ask_about.version and r.asked_by = me
            and r.asked_at = access.moment())
        when 'STORY_CARE' then exists (select from publication.story s where s.id = subject and s.written_by = me and s.written_at = access.moment())
        when 'STORY_DATA' then exists (select from publication.story s where s.id = subject and s.written_by = me and s.written_at = access.moment())
        else true end;
end $$;

-- The section of what is decided on, where it is not the same for all of its kind; null: it is. What a child says of its health, and a document of it, are seen
-- and decided by who reads of its health.
create function access.section_asked(kind text, subject uuid) returns int stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return case section_asked.kind when 'CORRECTION' then (select r.section from retention.correction_request r where r.id = section_asked.subject)
                                   when 'EVIDENCE' then (select a.section from attachments.attachment a where a.id = section_asked.subject) end;
end $$;
-- Who writes what the kind is about, other than by an emergency: who was lent another part of the file would keep those who do from asking, by a request that
-- nobody can read. What a child asks of what is held about it, a document and a signal for help have rules of their own and ask who works on the file; an
-- authority that answers for the child works on the case without writing where it lives.
create function access.may_propose(kind text, file uuid, subject uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare asked int := (select k.section from access.decision_kind k where k.kind = may_propose.kind);
begin
    if kind in ('ACCESS_REQUEST', 'CORRECTION', 'EVIDENCE', 'HELP_SIGNAL') then
        return access.works_on(file, 511) or access.keeps(file, coalesce(access.section_asked(kind, subject), asked), true);
    end if;
    -- that a colleague writes is asked by who lends it to them, of a share that reads and runs
    if kind = 'SHARE_WRITE' then
        return access.keeps(file, asked, true)
           and exists (select from access.file_grant g where g.id = may_propose.subject and g.file_id = may_propose.file and g.reason = 'SHARED'
                          and not g.may_write and g.given_by = access.actor() and g.valid_until > access.moment());
    end if;
    return access.keeps(file, asked, true)
        or access.has_role(array['MINISTRY_OFFICER']) and access.works_on(file, asked)
        or kind = 'CARE_ORDER' and access.keeps(file, 16, false) and access.has_role(array['SHELTER_MANAGER']);
end $$;
-- One person asks for another one's agreement. What they asked about the same subject before is replaced by it. The authors that are named have to be
-- those of the record.
create function access.propose(id uuid, kind text, file uuid, subject uuid, version int, authors uuid[], why bytea, proposal bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare k access.decision_kind; structure uuid; old uuid; wrote uuid[];
begin
    select * into k from access.decision_kind x where x.kind = propose.kind;
    if access.actor() is null or k is null or (file is null) <> (k.section is null) then
        raise exception 'access.not-proposed' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = any (k.proposers)
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        raise exception 'access.not-theirs-to-propose' using errcode = 'insufficient_privilege';
    end if;
    -- An administrator of one side asks nothing about an account of the other, nor about what is of no side.
    if propose.kind in ('PASSWORD', 'CONTRACT', 'ACCOUNT') and not access.administers_person(propose.subject)
       or propose.kind = 'SECOND_FACTOR' and not exists (select from access.second_factor_reset r
              where r.id = propose.subject and access.administers_person(r.person_id))
       or propose.kind = 'POLICY' and not access.administers(null)
       or not access.may_ask_about(propose.kind, propose.subject, propose.version) then
        raise exception 'access.not-theirs-to-propose' using errcode = 'insufficient_privilege';
    end if;
    -- Where the words of the request are all that the second person reads, an empty one is none.
    if propose.proposal is null and propose.kind in ('AGE', 'IDENTITY_CHANGE', 'STRUCTURE_NAME', 'TELEPHONE', 'BULK_READ', 'POLICY', 'ACCOUNT', 'RATE',
           'SHELTER', 'SHELTER_CHANGE', 'AGREEMENT_END', 'EXPORT_SUPERVISOR', 'EXPORT_CUSTODIAN', 'CHILD_RULED_OUT', 'NEW_YES',
           'REFERRAL_ANSWER', 'HANDOVER_WRITTEN', 'HANDOVER_MINIMUM', 'PROJECT_END', 'AUTHORITY_END', 'ERASURE', 'HOLD_END', 'ACCESS_REQUEST', 'HELP_SIGNAL', 'HELP_SIGNAL_UNREAD', 'CORRECTION', 'CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION', 'MEMBER_OFF', 'CERTIFICATES_POLICE', 'CERTIFICATES_CARE', 'CERTIFICATE_END_POLICE',
           'CERTIFICATE_END_CARE', 'INCIDENT_END') then
        raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
    end if;
    if file is not null then
        if not access.may_propose(kind, file, subject) then
            raise exception 'access.not-seen' using errcode = 'insufficient_privilege';
        end if;
        select f.organisation_id into structure from cases.case_file f where f.id = file;
        if kind = 'HELP_SIGNAL' then structure := signals.structure(file); end if;
    end if;
    if propose.kind like 'PAYMENT%' and access.decided_record(propose.kind, propose.subject) is null then
        raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
    end if;
    if propose.kind = 'SUPERVISOR' and not exists (select from cases.supervisor_asked a where a.file_id = propose.subject
           and a.asked_by = access.actor() and a.asked_at = access.moment()) then
        raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
    end if;
    if access.waits_of_another(propose.kind, propose.subject) then
        raise exception 'access.waits-of-another' using errcode = 'insufficient_privilege';
    end if;
    -- An answer that came in writing is one letter: a second one does not replace it unread, unless the referral went on meanwhile. Nor does another end of an action.
    if propose.kind in ('REFERRAL_ANSWER', 'CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION') and exists (select from access.decision d where d.kind = propose.kind and d.subject = propose.subject
           and d.state = 'WAITING' and d.version = propose.version) then
        raise exception 'access.waits-already' using errcode = 'insufficient_privilege';
    end if;
    wrote := access.authors_of(propose.kind, propose.subject);
    if not propose.authors <@ (wrote || access.actor()) then
        raise exception 'access.not-its-author' using errcode = 'insufficient_privilege';
    end if;
    update access.decision d set state = 'REPLACED', ended_at = access.moment()
     where d.kind = propose.kind and d.subject = propose.subject and d.state = 'WAITING' returning d.id into old;
    if old is not null then perform access.end_deputy_grants(old); end if;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (propose.id, propose.kind, file, structure, coalesce(access.section_asked(propose.kind, propose.subject), k.section, 0), propose.subject, propose.version, wrote,
            access.actor(), access.moment(), propose.why, propose.proposal);
    perform access.call_deputies(propose.id);
end $$;

-- The second person's word. A deputy may write the section until the end of this one transaction, so that what they agreed to takes effect.
create function access.decide(decision uuid, agreed boolean, reason bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; me uuid := access.actor();
begin
    select * into d from access.decision x where x.id = decision for update;
    if not found or me is null then return 'NOT_FOUND'; end if;
    if me = d.proposed_by or me = any (d.authors) then return 'OWN_WORK'; end if;
    if d.state = 'REPLACED' then return 'CHANGED'; end if;
    if d.state <> 'WAITING' then return 'NOT_WAITING'; end if;
    if access.decides_for_namesake(d, me) then return 'NAMESAKE'; end if;
    if not access.decides(d, me) then return 'FORBIDDEN'; end if;
    if access.lacks_name(d.id) = 'ME' then return 'NO_NAME'; end if;
    if decide.agreed and access.lacks_name(d.id) = 'ASKER' then return 'ASKER_NO_NAME'; end if;
    -- A file goes on with what its last worker asked for the child; access and transfers are given in the name of who holds the file.
    if decide.agreed and not access.still_holds(d, d.proposed_by)
       and (d.kind in ('SHARE_WRITE', 'TRANSFER', 'HANDOVER') or not access.works_here(d.proposed_by)) then return 'PROPOSER_LEFT'; end if;
    if decide.agreed and (select k.factor from access.decision_kind k where k.kind = d.kind) then
        if not access.factor_is_shown() then return 'FACTOR'; end if;
        perform access.spend_factor();
    end if;
    update access.decision x set state = case when decide.agreed then 'AGREED' else 'REFUSED' end, decided_by = me, ended_at = access.moment(),
           reason = decide.reason where x.id = decision;
    if not decide.agreed then  -- what needs two agreements is over with the first refusal; that something left without consent is judged by itself
        update access.decision x set state = 'REPLACED', ended_at = access.moment() where x.subject = d.subject and x.state = 'WAITING'
           and split_part(x.kind, '_', 1) = split_part(d.kind, '_', 1) and x.kind <> 'REFERRAL_DANGER' and x.kind not like 'HANDOVER%';
    end if;
    update access.file_grant g set may_write = g.grantee = me, valid_until = access.moment() + interval '1 microsecond'
     where g.decision_id = decision and g.valid_until > access.moment();
    if decide.agreed and d.kind = 'DEPUTY' then perform access.call_deputies_anew(d.subject); end if;
    return 'DONE';
end $$;

-- Who asked takes it back while it waits.
create function access.withdraw(decision uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    select * into d from access.decision x where x.id = decision for update;
    if not found or access.actor() is null then return 'NOT_FOUND'; end if;
    -- money was given then and there: its witness says so or not, whatever who paid thinks of it since
    -- what was taken back is hidden already: it is judged, whatever who hid it thinks since; and a partner's call-back is answered, no matter who read it in
    if d.proposed_by <> access.actor() or d.kind in ('WITNESS', 'RECALL', 'PACKAGE_CALL_BACK') then return 'FORBIDDEN'; end if;
    -- what left without consent was read: the supervisor answers for it, even where who sent it has ended it since
    if d.kind = 'REFERRAL_DANGER' and exists (select from referrals.referral r where r.id = d.subject and r.sent_at is not null) then return 'FORBIDDEN'; end if;
    if d.kind in ('DISCLOSURE_DATA', 'OFFENCE_DATA') and disclosure.has_left(d.subject) then return 'FORBIDDEN'; end if;
    if d.state <> 'WAITING' then return 'NOT_WAITING'; end if;
    update access.decision x set state = 'WITHDRAWN', ended_at = access.moment() where x.id = decision;
    perform access.end_deputy_grants(decision);
    return 'DONE';
end $$;
revoke execute on function access.agreed, access.agreed_by, access.is_deputy, access.supervisors_of, access.supervises, access.holds_all,
    access.holds_what_leaves, access.holds_child_of_story, access.follows_slip, access.follows_screened, access.is_witness, access.ends_file, access.agrees_to_focal_point, access.ends_incident, access.ends_signal, access.decides_supervisor, access.releases_findings,
    access.guards_data, access.opens_study, access.takes_over, access.answers_for, access.sections_decided, access.section_asked, access.decides, access.kinds_decided,
    access.to_decide, access.sees_decided, access.deciders, access.deciders_shown, access.end_deputy_grants, access.call_deputies, access.call_deputies_anew,
    access.decided_record, access.authors_of, access.still_holds, access.works_here, access.waits_of_another, access.named_id, access.may_ask_about,
    access.may_propose, access.propose, access.decide, access.withdraw, access.asker from public;
grant execute on function access.agreed, access.agreed_by, access.is_deputy, access.kinds_decided, access.to_decide, access.sees_decided,
    access.deciders_shown, access.waits_of_another, access.may_propose, access.propose, access.decide, access.withdraw, access.asker to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;

-- ---------- what was agreed is written ---------------------------------------------------------------------------------
-- What is written by an agreement is what was proposed: beside the proposal stands how the columns of its record will be, sealed ones as the very bytes that
-- were sealed then. The second person may have the login of the application, and is no second hand if they can write other words in that moment.
-- By who proposes, once, in the transaction of the proposal.
create function access.propose_record(decision uuid, record jsonb) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set record = propose_record.record
     where d.id = decision and d.state = 'WAITING' and d.record is null and d.proposed_by = access.actor() and d.proposed_at = access.moment();
    if not found then raise exception 'access.not-proposed' using errcode = 'insufficient_privilege'; end if;
end $$;

-- A request of these kinds names the columns that it will write when it comes in: without them nobody could agree to it, and it would keep others from asking.
create function access.names_what_is_written() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; o access.organisation;
begin
    select * into d from access.decision x where x.id = new.id;
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') or d.state <> 'WAITING' then return null; end if;
    if d.record is null or jsonb_typeof(d.record) <> 'object'
       or d.kind = 'POLICY' and access.named_id('policy:' || (d.record ->> 'key')) is distinct from d.subject then
        raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
    end if;
    if d.kind <> 'STRUCTURE_NAME' then return null; end if;
    select * into o from access.organisation x where x.id = d.subject;
    if array(select jsonb_object_keys(d.record) order by 1) not in ('{label,label_en,town}', '{country,label,label_en,town}') or d.record ->> 'label' is null
       or d.record ? 'country' and not coalesce(d.record ->> 'country' ~ '^[A-Z]{2}$' and access.administers(null)
                                                and not access.country_is_relied_on(d.subject), false)
       or (d.record ->> 'label', d.record ->> 'label_en', d.record ->> 'town', coalesce(d.record ->> 'country', o.country))
          is not distinct from (o.label, o.label_en, o.town, o.country)
       or not (access.is_plain(d.record ->> 'label') and coalesce(access.is_plain(d.record ->> 'label_en'), true)
               and coalesce(access.is_plain(d.record ->> 'town'), true))
       or access.name_is_anothers(d.subject, d.record ->> 'label') or access.name_is_anothers(d.subject, d.record ->> 'label_en') then
        raise exception 'access.nothing-proposed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger names_what_is_written after insert on access.decision deferrable initially deferred for each row
    when (new.kind in ('STRUCTURE_NAME', 'POLICY', 'ACCOUNT', 'CONTRACT', 'SHELTER_CHANGE', 'CHILD_RULED_OUT', 'CERTIFICATE_END_POLICE', 'CERTIFICATE_END_CARE',
                       'CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION', 'MEMBER_OFF', 'HANDOVER_WRITTEN'))
    execute function access.names_what_is_written();
revoke execute on function access.names_what_is_written from public;

-- A change by which somebody has just agreed to something of these kinds has what that proposal says. The arguments: the column with the subject of the
-- decision, then the kinds. The version of a correction of a child (AGE) counts corrections; its record names that of the identity.
create function access.keep_as_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog set bytea_output = 'hex' as $$
declare agreed jsonb; after jsonb := to_jsonb(new);
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    for agreed in select coalesce(d.record, 'null') from access.decision d
                   where d.subject = (after ->> tg_argv[0])::uuid and d.kind = any (tg_argv[1:]) and (d.version = old.version or d.kind = 'AGE')
                     and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment() loop
        if not after @> agreed then raise exception 'access.not-as-agreed' using errcode = 'insufficient_privilege'; end if;
    end loop;
    return new;
end $$;
create trigger keep_as_agreed before update of contract_until on access.person for each row
    when (new.contract_until is distinct from old.contract_until) execute function access.keep_as_agreed('id', 'CONTRACT');
revoke execute on function access.propose_record, access.keep_as_agreed from public;
grant execute on function access.propose_record to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- what is changed waits no more ------------------------------------------------------------------------------
-- What waits about a record ends when the record is changed: nobody can agree any more to what was shown, and who asked hears it and asks anew (trust.md 2).
create function access.end_waiting(kinds text[], subject uuid, below int) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare d record;
begin
    for d in update access.decision x set state = 'REPLACED', ended_at = access.moment()
              where x.subject = end_waiting.subject and x.kind = any (kinds) and x.state = 'WAITING' and (below is null or x.version < below)
             returning x.id, x.proposed_by loop
        perform access.end_deputy_grants(d.id);
        if d.proposed_by is distinct from access.actor() then perform access.ring(array[d.proposed_by], 'task', d.id); end if;
    end loop;
end $$;
-- The arguments: the column with the subject of the decision, then the kinds.
create function access.changed_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting(tg_argv[1:], (to_jsonb(new) ->> tg_argv[0])::uuid, new.version);
    return null;
end $$;
revoke execute on function access.end_waiting, access.changed_waits_no_more from public;

-- ---------- who supervises a person now --------------------------------------------------------------------------------
-- The one in whose hands a new file of this person begins: whom the account names, or the only one who leads there now. Of several of the structure none,
-- so that each of them is rung and may take the file over; of several deputies the first, for nobody else there could read of a danger.
create function access.supervisor_of(person uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select case when count(*) = 1 or not bool_or(s.organisation_id = a.organisation_id) then (array_agg(s.id order by s.code))[1] end
      from access.person a join access.person s on s.id in (select access.supervisors_of(a.id)) where a.id = supervisor_of.person $$;

-- The people of the care side whom the actor supervises now, of whom access.supervisors_of says so.
create function access.supervised() returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query with led as materialized (
        select o.id from (select r.organisation_id as id from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR'
                           union select d.organisation_id from access.deputy d where d.person_id = access.actor()) o
         where access.may_lead(access.actor(), o.id)),
    named as materialized (
        select n.supervisor_id, n.organisation_id from (select distinct p.supervisor_id, p.organisation_id from access.person p
                where p.organisation_id in (select l.id from led l) and p.compartment = 'akoma_protection' and p.supervisor_id is not null) n
         where n.supervisor_id = access.actor()
            or not access.may_lead(n.supervisor_id, n.organisation_id) and access.actor() in (select access.leaders(n.organisation_id)))
    select p.id from access.person p join named n on n.supervisor_id = p.supervisor_id and n.organisation_id = p.organisation_id
     where p.compartment = 'akoma_protection' and p.id <> access.actor();
end $$;
revoke execute on function access.supervisor_of, access.supervised from public;
grant execute on function access.supervisor_of to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.supervised to akoma_protection;

-- ---------- what a decision rests on -----------------------------------------------------------------------------------
-- The documents on which a decision rests: what was shown to the second person stays as long as the decision waits or was agreed to.
create table access.decision_paper (
    decision_id uuid not null constraint decision_paper_of references access.decision,
    paper_id    uuid not null,                                         -- an attachment of the file: that room holds that it is one, and of which kind
    constraint decision_paper_pk primary key (decision_id, paper_id));
create index decision_paper_by_paper on access.decision_paper (paper_id);
alter table access.decision_paper enable row level security;

-- By who proposed, while it waits.
create function access.rest_on(decision uuid, paper uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.id = decision and d.proposed_by = access.actor() and d.state = 'WAITING' and d.file_id is not null) then
        raise exception 'access.not-proposed' using errcode = 'insufficient_privilege';
    end if;
    insert into access.decision_paper (decision_id, paper_id) values (decision, paper) on conflict do nothing;
end $$;
create function access.is_evidence(paper uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision_paper p join access.decision d on d.id = p.decision_id
                    where p.paper_id = paper and d.state in ('WAITING', 'AGREED')) $$;
revoke execute on function access.rest_on, access.is_evidence from public;
grant execute on function access.rest_on to akoma_protection;

-- ---------- nothing waits for nobody -----------------------------------------------------------------------------------
-- Where nobody may decide what was proposed, the data protection officer and the project manager hear of it at once: they name a deputy.
create function access.ring_where_nobody_decides(decision uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.id = decision and d.proposed_by = access.actor() and d.state = 'WAITING')
       and not exists (select from access.deciders(decision)) then
        perform access.ring(array(select x from access.who_oversee() x
            where not exists (select from access.decision d where d.id = decision and d.kind = 'INCIDENT_END' and x = any (d.authors))), 'task');
    end if;
end $$;
revoke execute on function access.ring_where_nobody_decides from public;
grant execute on function access.ring_where_nobody_decides to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- who follows the child hears of a change --------------------------------------------------------------------
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
         where d.id = follow_the_child.decision and d.kind in ('HOME', 'HOME_CHANGE', 'SHELTER_MOVE', 'CLOSURE', 'TRANSFER', 'HANDOVER', 'HANDOVER_WRITTEN') and x.person is not null
           and access.actor() in (d.proposed_by, d.decided_by);
end $$;
revoke execute on function access.follow_the_child from public;
grant execute on function access.follow_the_child to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- a decision is about its own file ---------------------------------------------------------------------------
-- A decision about a record is a decision on the file of that record: otherwise two people of one structure could agree on another structure's child.
create function access.is_of_its_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare held text; file uuid;
begin
    if new.kind in ('AGE', 'IDENTITY', 'IDENTITY_CHANGE', 'TRANSFER', 'RETURN_EXCEPTION') then
        file := new.subject;
    else
        held := case new.kind when 'PLAN' then 'cases.plan' when 'HOME' then 'cases.placement' when 'HOME_CHANGE' then 'cases.placement'
            when 'SHELTER_MOVE' then 'cases.placement' when 'CARE_ORDER' then 'cases.placement' when 'PANEL' then 'cases.best_interests'
            when 'TRACING' then 'cases.tracing' when 'BORDER' then 'cases.homecoming' when 'JOURNEY' then 'cases.homecoming' when 'RESUMPTION' then 'cases.homecoming' when 'CLOSURE' then 'cases.closure'
            when 'GUARDIAN' then 'cases.guardian' when 'GUARDIAN_END' then 'cases.guardian' when 'REOPENING' then 'cases.reopening' when 'GOAL_DROP' then 'cases.plan_goal' when 'PLAN_REVIEW' then 'cases.plan_review' when 'REFERRAL_WRITTEN' then 'referrals.referral' when 'REFERRAL_DANGER' then 'referrals.referral'
            when 'REFERRAL_GUARDIAN' then 'referrals.referral' when 'REFERRAL_ANSWER' then 'referrals.referral'
            when 'HANDOVER' then 'handover.proposal' when 'HANDOVER_WRITTEN' then 'handover.proposal'
            when 'PAYMENT_OVERRIDE' then 'assistance.payment' when 'EVIDENCE' then 'attachments.attachment' end;
        if held is null then return new; end if;
        execute format('select file_id from %s where id = $1', held) into file using new.subject;
    end if;
    if file is distinct from new.file_id then
        raise exception 'access.decision-of-another-file' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger is_of_its_file before insert on access.decision for each row execute function access.is_of_its_file();
revoke execute on function access.is_of_its_file from public;
