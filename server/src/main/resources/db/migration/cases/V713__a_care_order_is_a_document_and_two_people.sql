-- The order of a court or an authority (T12) is a document on the file and a day that a supervisor confirms: the clock runs until then.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('CARE_ORDER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,SHELTER_MANAGER}', 16);
-- The order on which the decision rests: the one that the second person reads, whatever else is attached.
create function cases.order_of_decision(decision uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.paper_id from access.decision_paper p where p.decision_id = order_of_decision.decision $$;
-- The same for who sees where the child lives.
create function cases.order_shown(decision uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select cases.order_of_decision(d.id) from access.decision d
     where d.id = order_shown.decision and d.kind = 'CARE_ORDER' and access.sees(d.file_id, 16, false) $$;
create function cases.order_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'INSERT' then raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege'; end if;
    if not exists (
           select from access.decision d join attachments.attachment a on a.id = cases.order_of_decision(d.id)
            where d.kind = 'CARE_ORDER' and d.subject = old.id and d.version = old.version and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment()
              and a.file_id = new.file_id and a.kind = 'COURT_ORDER' and a.withdrawn_at is null) then
        raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger order_by_two_added before insert on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is not null) execute function cases.order_by_two();
create trigger order_by_two before update of care_order_on on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is distinct from old.care_order_on) execute function cases.order_by_two();
revoke execute on function cases.order_of_decision, cases.order_shown, cases.order_by_two from public;
grant execute on function cases.order_shown to akoma_protection;
