-- One payment for a child, type and period (requirements.md 3): held by the table itself, whatever reaches it.
-- A receipt is written once in the whole programme, however its number is typed: R-1, "R 1" and r/1 are one.
alter table assistance.payment add column receipt_key text generated always as (upper(regexp_replace(receipt, '[^A-Za-z0-9]', '', 'g'))) stored;
create unique index payment_receipt_once on assistance.payment (receipt_key) where receipt_key is not null;

-- To whom it is to go, as asked for and approved, and the member of staff who took it over for the family: never who asked, approved or pays. A
-- receipt is signed by who received it; where they cannot write, somebody of the staff saw it who had no hand in it.
alter table assistance.payment add column pay_to text not null;        -- list payment-receiver: who, never a name
alter table assistance.payment add column pay_to_id uuid constraint payment_worker_is references access.person;      -- which member of staff, where it goes through one
alter table assistance.payment add column received_by_id uuid constraint payment_receiver_is references access.person;
alter table assistance.payment add column witness_id uuid constraint payment_witness_is references access.person;
alter table assistance.payment
    add constraint payment_receiver_named check (received_by is distinct from 'CASE_WORKER' or received_by_id is not null),
    add constraint payment_receiver_is_another check (received_by_id is null
        or received_by_id is distinct from requested_by and received_by_id is distinct from approved_by and received_by_id is distinct from paid_by),
    add constraint payment_worker_named check ((pay_to = 'CASE_WORKER' or pay_to_id is null) and (pay_to <> 'CASE_WORKER' or pay_to_id is not null or state = 'REFUSED')),
    add constraint payment_worker_is_another check (pay_to_id is null
        or pay_to_id is distinct from requested_by and pay_to_id is distinct from approved_by and pay_to_id is distinct from paid_by),
    add constraint payment_worker_as_agreed check (received_by_id is null or received_by_id = pay_to_id),
    add constraint payment_received_as_agreed check (received_by is null or received_by = pay_to),
    add constraint payment_attested check (paid_by is null or received_by is not null and (signed or witness_id is not null and received_by <> 'CASE_WORKER')),
    add constraint payment_witness_is_another check (witness_id is null
        or witness_id is distinct from requested_by and witness_id is distinct from approved_by and witness_id is distinct from paid_by
           and witness_id is distinct from received_by_id),
    add constraint payment_period check (covers_until - covers_from between 7 and 400);
grant update (received_by_id, witness_id) on assistance.payment to akoma_protection;

-- Without an override a payment begins between the day on which it is asked for and a month later, and no other payment of its type for the
-- child touches its period. Requests of one type for one child come one after the other.
create function assistance.one_for_a_period() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked date := (access.moment() at time zone 'UTC')::date;
begin
    if new.state = 'REFUSED' then return new; end if;
    perform pg_advisory_xact_lock(hashtextextended('assistance.payment ' || new.file_id || ' ' || new.type, 0));
    if new.override is not null then return new; end if;
    if new.covers_from < asked or new.covers_from > asked + 31
       or exists (select from assistance.payment p where p.file_id = new.file_id and p.type = new.type and p.id <> new.id
                     and p.state in ('REQUESTED', 'APPROVED', 'PAID') and p.covers_from < new.covers_until and new.covers_from < p.covers_until) then
        raise exception 'assistance.period-taken' using errcode = 'check_violation', constraint = 'payment_one_for_a_period';
    end if;
    return new;
end $$;
revoke execute on function assistance.one_for_a_period from public;
create trigger one_for_a_period before insert on assistance.payment for each row execute function assistance.one_for_a_period();
