-- Money that goes through staff is taken over by a case worker who works with the child: the file's own, or one of the structure that follows the child
-- with whom it is shared to write. Who it is, is named when it is asked for, approved with it, and asked again when it is paid.
-- Who saw money given that nobody signed for is a case worker or a shelter manager of the child's structure, of the shelter where the child stays or of the
-- provider whose service is paid; not the child's own worker, who may have asked for it through somebody else.
create function assistance.may_take_over(file uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f, access.person_role r
                    where f.id = may_take_over.file and r.person_id = may_take_over.person and r.role = 'CASE_WORKER' and r.organisation_id = f.organisation_id
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and (f.worker_id = r.person_id
                           or exists (select from access.file_grant g where g.file_id = f.id and g.grantee = r.person_id and g.grantee_kind = 'PERSON'
                                         and g.may_write and g.sections & 32 <> 0 and g.reason in ('ASSIGNMENT', 'SHARED')
                                         and g.valid_from <= access.moment() and g.valid_until > access.moment()))) $$;
create function assistance.may_witness(payment uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.payment p join cases.case_file f on f.id = p.file_id join access.person_role r on r.person_id = may_witness.person
                    where p.id = may_witness.payment and r.role in ('CASE_WORKER', 'SHELTER_MANAGER') and f.worker_id <> r.person_id
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and (r.organisation_id = f.organisation_id
                           or exists (select from cases.placement h where h.file_id = f.id and h.state = 'CURRENT' and h.shelter_id = r.unit_id)
                           or exists (select from assistance.service s join assistance.provider v on v.code = s.provider
                                       where s.id = p.service_id and v.organisation_id = r.organisation_id))) $$;
create function assistance.handed_over() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.received_by_id is not null and not assistance.may_take_over(new.file_id, new.received_by_id) then
        raise exception 'assistance.receiver-of-the-file' using errcode = 'check_violation';
    end if;
    if new.witness_id is not null and exists (select from cases.case_file f where f.id = new.file_id and f.worker_id = new.witness_id) then
        raise exception 'assistance.witness-is-the-worker' using errcode = 'check_violation';
    end if;
    if new.witness_id is not null and not assistance.may_witness(new.id, new.witness_id) then
        raise exception 'assistance.witness-of-the-file' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger handed_over after update of state on assistance.payment for each row
    when (new.state = 'PAID' and old.state <> 'PAID') execute function assistance.handed_over();
create function assistance.name_worker() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not assistance.may_take_over(new.file_id, new.pay_to_id) then
        raise exception 'assistance.receiver-of-the-file' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger name_worker before insert on assistance.payment for each row
    when (new.pay_to_id is not null and new.state <> 'REFUSED') execute function assistance.name_worker();
revoke execute on function assistance.may_take_over, assistance.may_witness, assistance.handed_over, assistance.name_worker from public;
grant execute on function assistance.may_take_over, assistance.may_witness to akoma_protection;
