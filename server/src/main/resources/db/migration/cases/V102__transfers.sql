-- A file changes its structure by a transfer only (trust.md G4): the supervisor who holds it proposes, one of the receiving structure accepts, the
-- child's consent to it is there, and the old side reads on for an overlap. The proposal is a decision of two people that belongs to the receiving
-- structure, whose supervisors see until then that the file exists, and its state.
insert into access.decision_kind (kind, roles, proposers, section) values ('TRANSFER', '{CASE_SUPERVISOR}', '{CASE_SUPERVISOR}', 256);

create function cases.may_be_transferred(file uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select c.status = 'GIVEN' from cases.consent c where c.file_id = file and c.purpose = 'TRANSFER_TO_AUTHORITY'
                      order by c.at desc, c.id desc limit 1), false) $$;

-- Whether another supervisor than the actor can take over a file of this holder for this structure: one of its own, or its deputy; never for the police.
create function cases.can_receive(structure uuid, holder uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select structure is distinct from holder and exists (
        select from access.organisation o, access.person_role r join access.person p on p.id = r.person_id
         where o.id = structure and o.kind <> 'LAW_ENFORCEMENT' and (access.moment() at time zone 'UTC')::date >= o.valid_from
           and (access.moment() at time zone 'UTC')::date < o.valid_until and r.role = 'CASE_SUPERVISOR' and r.person_id is distinct from access.actor()
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
           and (r.organisation_id = o.id or access.is_deputy(r.person_id, o.id))) $$;
-- The structures that can receive this file, for who holds it.
create function cases.receivers(file uuid) returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select o.id from cases.case_file f cross join access.organisation o
     where f.id = file and access.keeps(f.id, 256, true) and cases.can_receive(o.id, f.organisation_id) $$;

-- By the supervisor of the file; by a colleague where that one no longer supervises.
-- PROPOSED, FORBIDDEN, OF_ANOTHER (another one supervises it), NO_RECEIVER (the same structure, or nobody can take it over there), NO_CONSENT, WAITS (one waits already).
create function cases.propose_transfer(id uuid, file uuid, receiver uuid, version int, why bytea, proposal bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then
        return 'FORBIDDEN';
    end if;
    if f.supervisor_id is distinct from access.actor() and access.may_lead(f.supervisor_id, f.organisation_id) then return 'OF_ANOTHER'; end if;
    if not cases.can_receive(receiver, f.organisation_id) then return 'NO_RECEIVER'; end if;
    if not cases.may_be_transferred(file) then return 'NO_CONSENT'; end if;
    if exists (select from access.decision d where d.kind = 'TRANSFER' and d.subject = file and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (propose_transfer.id, 'TRANSFER', file, receiver, 256, file, propose_transfer.version, '{}', access.actor(), access.moment(),
            propose_transfer.why, propose_transfer.proposal);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    values (propose_transfer.id, file, 'ORGANISATION', receiver, 256, false, access.moment(), 'TRANSFER', access.actor());
    perform access.call_deputies(propose_transfer.id);  -- where the structure has no supervisor of its own, its deputy decides
    return 'PROPOSED';
end $$;

-- Once it is decided, the sight that the receiving structure had for deciding ends.
create function cases.transfer_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = access.moment() + interval '1 microsecond'
     where g.id = new.id and g.reason = 'TRANSFER' and g.valid_until > access.moment();
    return null;
end $$;
create trigger transfer_decided after update of state on access.decision for each row
    when (new.kind = 'TRANSFER' and old.state = 'WAITING' and new.state <> 'WAITING') execute function cases.transfer_decided();

-- Who has left reads nothing on, and holds up nobody.
create function cases.read_on(file uuid, kind text, grantee uuid) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    select gen_random_uuid(), file, kind, grantee, 511, false, access.moment(),
           access.moment() + make_interval(days => access.limit_of('transfer.overlap', 30)), 'TRANSFER', access.actor()
     where grantee is not null and (kind <> 'PERSON' or exists (select from access.person_role r join access.ceiling c on c.role = r.role and c.reason = 'TRANSFER'
        where r.person_id = grantee and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())) $$;

-- Who accepted takes the file over, and gives it to a worker of theirs afterwards. DONE, or FORBIDDEN when nobody of the receiving structure accepted
-- in this very transaction; NO_CONSENT when it was withdrawn meanwhile.
create function cases.transfer_file(decision uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; f record; me uuid := access.actor();
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'TRANSFER' and x.state = 'AGREED';
    if not found or d.decided_by <> me or d.ended_at <> access.moment() then return 'FORBIDDEN'; end if;
    select c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = d.file_id for update;
    if f.organisation_id = d.organisation_id then return 'FORBIDDEN'; end if;
    if not cases.may_be_transferred(d.file_id) then return 'NO_CONSENT'; end if;
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment())
     where g.file_id = d.file_id and g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED') and g.valid_until > access.moment();
    perform cases.give_by_name(d.file_id, 'PERSON', me, 'ASSIGNMENT'), cases.give_by_name(d.file_id, 'ORGANISATION', d.organisation_id, 'OWNING_STRUCTURE'),
            cases.read_on(d.file_id, 'ORGANISATION', f.organisation_id), cases.read_on(d.file_id, 'PERSON', f.worker_id),
            cases.read_on(d.file_id, 'PERSON', nullif(f.supervisor_id, f.worker_id));
    update cases.case_file c set worker_id = me, supervisor_id = me, organisation_id = d.organisation_id, updated_at = access.moment(), version = c.version + 1
     where c.id = d.file_id;
    update cases.name_token t set organisation_id = d.organisation_id where t.file_id = d.file_id;
    return 'DONE';
end $$;

revoke execute on function cases.can_receive, cases.receivers, cases.may_be_transferred, cases.propose_transfer, cases.transfer_decided, cases.read_on, cases.transfer_file from public;
grant execute on function cases.receivers, cases.propose_transfer, cases.transfer_file to akoma_protection;
