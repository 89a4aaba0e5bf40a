-- A rate of exchange that is the first of its currency, or more than a fifth away from the last one to which two people agreed, waits for a project manager;
-- until then no sum is worth anything by it. A rate that no payment fell under is taken back by finance.
insert into access.decision_kind (kind, roles, proposers, section) values ('RATE', '{PROJECT_MANAGER}', '{FINANCE_OFFICER}', null);
alter table assistance.exchange_rate
    add column id uuid not null default gen_random_uuid() constraint exchange_rate_id unique,
    add column waits boolean not null default false;

create function assistance.weigh_rate() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare agreed numeric;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    new.id := gen_random_uuid();
    select e.xof / e.units into agreed from assistance.exchange_rate e
     where e.currency = new.currency and not e.waits
       and exists (select from access.decision d where d.kind = 'RATE' and d.subject = e.id and d.state = 'AGREED')
     order by e.since <= new.since desc, abs(e.since - new.since) limit 1;
    new.waits := agreed is null or new.xof / new.units not between agreed * 0.8 and agreed * 1.2;
    return new;
end $$;
create trigger weigh_rate before insert on assistance.exchange_rate for each row execute function assistance.weigh_rate();

-- With the verdict it holds; refused or taken back it is gone, and another may be written for its day.
create function assistance.settle_rate() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state = 'AGREED' then
        update assistance.exchange_rate e set waits = false where e.id = new.subject;
    else
        delete from assistance.exchange_rate e where e.id = new.subject and e.waits;
    end if;
    return null;
end $$;
create trigger settle_rate after update on access.decision for each row
    when (new.kind = 'RATE' and old.state = 'WAITING' and new.state <> 'WAITING') execute function assistance.settle_rate();

create function assistance.rate_used(rate uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.exchange_rate e join assistance.payment p on p.currency = e.currency and p.paid_on >= e.since
                    where e.id = rate_used.rate and not e.waits
                      and not exists (select from assistance.exchange_rate n where n.currency = e.currency and not n.waits and n.since > e.since and n.since <= p.paid_on)) $$;
create function assistance.withdraw_rate(rate uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare e assistance.exchange_rate;
begin
    select * into e from assistance.exchange_rate x where x.id = rate for update;
    if e.id is null or not assistance.acts_as('FINANCE_OFFICER') then return 'NOT_FOUND'; end if;
    if e.waits then return 'WAITS'; end if;
    if assistance.rate_used(rate) then return 'USED'; end if;
    delete from assistance.exchange_rate x where x.id = rate;
    return 'DONE';
end $$;
revoke execute on function assistance.weigh_rate, assistance.settle_rate, assistance.rate_used, assistance.withdraw_rate from public;
grant execute on function assistance.rate_used, assistance.withdraw_rate to akoma_protection;
