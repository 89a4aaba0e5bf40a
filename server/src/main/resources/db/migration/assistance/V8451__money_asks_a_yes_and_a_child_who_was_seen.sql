-- Money for a child who came by a list is requested after somebody of this house has seen the child, and somebody said yes to case management: that nobody
-- could be asked is no ground for it, except for what a running immediate service costs (requirements.md 2.6). A child who was registered by hand, from a
-- slip or before the worker, is known without it: its consent has a clock of its own (T3).
create function assistance.money_asks(file uuid, service uuid, type text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select case
        when f.source_digest is null or f.slip_id is not null then null
        when not exists (select from followup.visit v where v.file_id = f.id and v.child_seen)
             and not exists (select from cases.placement p where p.file_id = f.id and p.state in ('CURRENT', 'ENDED') and p.approved_by is not null)
            then 'assistance.nobody-saw-child'
        when (select c.status from cases.consent c where c.file_id = f.id and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1)
                 in ('GIVEN', 'REFUSED', 'WITHDRAWN') then null          -- after a no another rule speaks
        when exists (select from assistance.service s where s.id = money_asks.service and s.file_id = f.id
                        and money_asks.type = any (assistance.immediate_money(s.code))
                        and s.started_at <= access.moment() and s.ended_at is null) then null
        else 'assistance.nobody-asked' end
      from cases.case_file f where f.id = money_asks.file);
end $$;
create function assistance.asks_first() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare lacks text := assistance.money_asks(new.file_id, new.service_id, new.type);
begin
    if session_user = 'akoma_protection' and lacks is not null then
        raise exception '%', lacks using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asks_first before insert on assistance.payment for each row when (new.state = 'REQUESTED') execute function assistance.asks_first();
-- The same for who sees the child's assistance.
create function assistance.money_lacks(file uuid, service uuid, type text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(money_lacks.file, 32, false) then assistance.money_asks(money_lacks.file, money_lacks.service, money_lacks.type) end $$;
revoke execute on function assistance.money_asks, assistance.money_lacks, assistance.asks_first from public;
grant execute on function assistance.money_lacks to akoma_protection;
