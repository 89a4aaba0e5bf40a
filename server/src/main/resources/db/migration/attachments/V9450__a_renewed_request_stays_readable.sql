-- A care order that is asked for anew with its document is the same request: its words open under the id of the first one, and the same day is written by it.
create or replace function attachments.order_of_decision() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; again uuid := uuidv7();
begin
    update access.decision x set state = 'REPLACED', ended_at = access.moment()
     where x.kind = 'CARE_ORDER' and x.file_id = new.file_id and x.state = 'WAITING'
       and not exists (select from access.decision_paper p where p.decision_id = x.id)
    returning * into d;
    if d.id is null then return null; end if;
    perform access.end_deputy_grants(d.id);
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal, record, sealed_as)
    values (again, d.kind, d.file_id, d.organisation_id, d.section, d.subject, d.version, array_remove(d.authors, new.added_by) || new.added_by,
            d.proposed_by, access.moment(), d.why, d.proposal, d.record, coalesce(d.sealed_as, d.id));
    perform access.call_deputies(again);
    insert into access.decision_paper (decision_id, paper_id) values (again, new.id);
    insert into notices.bell (id, person_id, kind, rung_at)
        select uuidv7(), x, 'task', access.moment() from access.deciders(again) x where x <> new.added_by;
    return null;
end $$;
