-- The order of a court or an authority (T12) is a document on the file and a day that a supervisor confirms: the clock runs until then.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('CARE_ORDER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,SHELTER_MANAGER}', 16);
create function cases.order_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'INSERT' then raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege'; end if;
    if access.agreed_by('CARE_ORDER', old.id, old.version) is distinct from access.actor() or not exists (
           select from attachments.attachment a where a.file_id = new.file_id and a.kind = 'COURT_ORDER' and a.withdrawn_at is null) then
        raise exception 'cases.care-order-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger order_by_two_added before insert on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is not null) execute function cases.order_by_two();
create trigger order_by_two before update of care_order_on on cases.placement for each row
    when (session_user = 'akoma_protection' and new.care_order_on is distinct from old.care_order_on) execute function cases.order_by_two();
revoke execute on function cases.order_by_two from public;
