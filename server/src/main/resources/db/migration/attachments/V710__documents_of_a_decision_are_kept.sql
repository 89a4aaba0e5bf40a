-- A letter of acceptance and an order of a court have kinds of their own: a drawing is neither.
alter table attachments.attachment drop constraint attachment_kind;
alter table attachments.attachment add constraint attachment_kind check (kind in
    ('IDENTITY_DOCUMENT', 'LETTER', 'COURT_ORDER', 'DOCUMENT', 'CERTIFICATE', 'DRAWING', 'VOICE', 'PHOTOGRAPH_OF_PERSON'));

-- What a decision rests on is a document of its file, there, and of the kind that the decision asks for.
create function attachments.fits_decision() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (
        select from access.decision d join attachments.attachment a on a.file_id = d.file_id and a.id = new.paper_id and a.withdrawn_at is null
         where d.id = new.decision_id
           and (d.kind <> 'BORDER' or a.kind = 'LETTER')
           and (d.kind <> 'CARE_ORDER' or a.kind = 'COURT_ORDER'
                and not exists (select from access.decision_paper p where p.decision_id = d.id and p.paper_id <> a.id))
           and (d.kind <> 'IDENTITY' or a.kind in ('IDENTITY_DOCUMENT', 'DOCUMENT', 'CERTIFICATE'))
           and (d.kind <> 'PANEL' or a.kind in ('DOCUMENT', 'CERTIFICATE'))) then
        raise exception 'attachments.no-such-paper' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger fits_decision before insert on access.decision_paper for each row execute function attachments.fits_decision();

-- A care order that was asked for without the order itself is asked anew with the first that is attached afterwards: an agreement to the request that was
-- read before the document came fits no longer. Who attaches it does not decide on it.
create function attachments.order_of_decision() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; again uuid := uuidv7();
begin
    update access.decision x set state = 'REPLACED', ended_at = access.moment()
     where x.kind = 'CARE_ORDER' and x.file_id = new.file_id and x.state = 'WAITING'
       and not exists (select from access.decision_paper p where p.decision_id = x.id)
    returning * into d;
    if d.id is null then return null; end if;
    perform access.end_deputy_grants(d.id);
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (again, d.kind, d.file_id, d.organisation_id, d.section, d.subject, d.version, array_remove(d.authors, new.added_by) || new.added_by,
            d.proposed_by, access.moment(), d.why, d.proposal);
    perform access.call_deputies(again);
    insert into access.decision_paper (decision_id, paper_id) values (again, new.id);
    insert into notices.bell (id, person_id, kind, rung_at)
        select uuidv7(), x, 'task', access.moment() from access.deciders(again) x where x <> new.added_by;
    return null;
end $$;
create trigger order_of_decision after insert on attachments.attachment for each row when (new.kind = 'COURT_ORDER')
    execute function attachments.order_of_decision();

-- One's own of the last day is withdrawn alone, as a mistake is; anything else by two people; and nothing on which a decision rests.
insert into access.decision_kind (kind, roles, proposers, section) values ('EVIDENCE', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 256);
-- A decision rests on it, or it is the last order of a court while the child's stay rests on one.
create function attachments.is_kept(attachment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.is_evidence(attachment)
        or exists (select from attachments.attachment a join cases.placement p on p.file_id = a.file_id and p.care_order_on is not null
                    where a.id = attachment and a.kind = 'COURT_ORDER'
                      and not exists (select from attachments.attachment x where x.file_id = a.file_id and x.id <> a.id and x.kind = 'COURT_ORDER'
                                         and x.withdrawn_at is null)) $$;
create function attachments.withdrawn_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if attachments.is_kept(old.id) then raise exception 'attachments.evidence' using errcode = 'insufficient_privilege'; end if;
    if not (old.added_by = access.actor() and old.added_at > access.moment() - interval '24 hours')
       and access.agreed_by('EVIDENCE', old.id, 1) is distinct from access.actor() then
        raise exception 'attachments.not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger before_withdrawn before update of withdrawn_reason on attachments.attachment for each row
    when (old.withdrawn_at is null) execute function attachments.withdrawn_rightly();
revoke execute on function attachments.order_of_decision, attachments.fits_decision, attachments.withdrawn_rightly, attachments.is_kept from public;
grant execute on function attachments.is_kept to akoma_protection;
