-- Money follows the care (requirements.md 2.6, trust.md 3): for a closed file nothing is asked for, approved or paid; after a no to case management
-- nothing but what a running immediate service costs. What was asked for while the service ran is still paid after it ended.
create function assistance.immediate_money(service text) returns text[] immutable language sql set search_path = pg_catalog as $$
    select case immediate_money.service
        when 'IMM_RETURN_TRAVEL' then array['RETURN_TRAVEL']
        when 'IMM_SHELTER' then array['FOSTER_ALLOWANCE'] when 'IMM_FOOD' then array['FOSTER_ALLOWANCE'] when 'IMM_CLOTHING_HYGIENE' then array['FOSTER_ALLOWANCE']
        else '{}' end $$;
create function assistance.money_stops(file uuid, service uuid, type text, asked timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = money_stops.file and (f.status = 'CLOSED' or f.closed_at is not null))
        or (cases.care_refused(money_stops.file) or exists (select from cases.case_file f where f.id = money_stops.file and f.lost_since is not null))
           and not exists (select from assistance.service s where s.id = money_stops.service and s.file_id = money_stops.file
                              and money_stops.type = any (assistance.immediate_money(s.code))
                              and s.started_at <= access.moment() and coalesce(s.ended_at, 'infinity') > money_stops.asked) $$;
create function assistance.stop_money() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if assistance.money_stops(new.file_id, new.service_id, new.type, case when tg_op = 'INSERT' then access.moment() else new.requested_at end) then
        raise exception 'assistance.money-stops' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger stop_money_asked before insert on assistance.payment for each row when (new.state = 'REQUESTED') execute function assistance.stop_money();
create trigger stop_money before update of state on assistance.payment for each row
    when (new.state in ('APPROVED', 'PAID') and new.state <> old.state) execute function assistance.stop_money();

-- The same of one payment, for those who see it: who approves and who pays hold no file, and learn neither of the two reasons.
create function assistance.payment_stops(payment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select assistance.money_stops(p.file_id, p.service_id, p.type, p.requested_at) from assistance.payment p
                      where p.id = payment_stops.payment and p.state in ('REQUESTED', 'APPROVED')
                        and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(p.file_id, 32, false))), false) $$;

-- With the file what waits of its money ends: refused by this rule, and nothing about it is left to decide. Who asked and who approved hear of it.
create function assistance.end_money() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare one record; decision uuid; at timestamptz := coalesce(access.moment(), now());
begin
    for one in select p.id, p.requested_by, p.approved_by from assistance.payment p where p.file_id = new.id and p.state in ('REQUESTED', 'APPROVED') for update loop
        update assistance.payment p set state = 'REFUSED', refused_at = at, refusal = 'FILE_CLOSED', version = p.version + 1 where p.id = one.id;
        for decision in update access.decision d set state = 'REPLACED', ended_at = at
                         where d.subject = one.id and d.state = 'WAITING' and d.kind in ('PAYMENT', 'PAYMENT_OVERRIDE') returning d.id loop
            perform access.end_deputy_grants(decision);
        end loop;
        if access.actor() is not null then perform access.ring(array[one.requested_by, one.approved_by], 'task'); end if;
    end loop;
    return null;
end $$;
create trigger end_money after update of status on cases.case_file for each row
    when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function assistance.end_money();
revoke execute on function assistance.immediate_money, assistance.money_stops, assistance.stop_money, assistance.payment_stops, assistance.end_money from public;
grant execute on function assistance.payment_stops to akoma_protection;
