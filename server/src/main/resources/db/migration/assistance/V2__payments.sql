-- ---------- payments ---------------------------------------------------------------------------------------------------
-- Money for a child: one asks, another approves, a third pays. Amounts are exact, each in its own currency.
create sequence assistance.payment_number;
grant usage on sequence assistance.payment_number to akoma_protection;

create table assistance.payment (
    id              uuid constraint payment_pk primary key,
    number          bigint not null default nextval('assistance.payment_number') constraint payment_number_once unique,
    file_id         uuid not null constraint payment_file references cases.case_file,
    case_code       text not null,                                     -- those who approve and pay have no key to the file
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    type            text not null constraint payment_type check (type in                          -- list payment-type
        ('RETURN_TRAVEL', 'SCHOOL_KIT', 'SCHOOL_FEE', 'FAMILY_CASH', 'VOCATIONAL_FEE', 'TOOL_KIT', 'FOSTER_ALLOWANCE', 'MICRO_BUSINESS_GRANT',
         'MEDICAL_COST', 'CERTIFICATE_FEE', 'LEGAL_COST', 'TRACING_COST')),
    currency        text not null constraint payment_currency check (currency in ('XOF', 'GHS', 'GNF')),
    amount          numeric(14, 2) not null constraint payment_amount check (amount > 0 and (currency = 'GHS' or amount = trunc(amount))),
    service_id      uuid constraint payment_service references assistance.service,
    covers_from     date not null,
    covers_until    date not null,                                     -- exclusive: no second payment of the type for the child before
    override        text constraint payment_override check (override in   -- why there may be a second one, list payment-override
        ('INSTALMENT', 'EMERGENCY', 'LOST_OR_STOLEN', 'CORRECTION')),
    state           text not null constraint payment_state check (state in ('REQUESTED', 'APPROVED', 'PAID', 'REFUSED', 'CANCELLED', 'REVERSED')),
    requested_by    uuid not null,
    requested_at    timestamptz not null,
    approved_by     uuid,
    approved_at     timestamptz,
    refused_by      uuid,                                              -- null: a rule refused it
    refused_at      timestamptz,
    refusal         text,                                              -- list payment-refusal
    cancelled_by    uuid,
    cancelled_at    timestamptz,
    paid_by         uuid,
    paid_at         timestamptz,
    paid_on         date,
    receipt         text constraint payment_receipt check (receipt ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$'),
    received_by     text,                                              -- list payment-receiver: who, never a name
    signed          boolean,
    version         int not null default 1,
    receipt_key     text generated always as (upper(regexp_replace(receipt, '[^A-Za-z0-9]', '', 'g'))) stored,
    -- To whom it is to go, as asked for and approved, and the member of staff who took it over for the family: never who asked, approved or pays. A
    -- receipt is signed by who received it; where they cannot write, somebody of the staff saw it who had no hand in it.
    pay_to          text not null constraint payment_receiver check (pay_to in  -- list payment-receiver: who, never a name
        ('CAREGIVER', 'FOSTER_FAMILY', 'CHILD', 'PROVIDER', 'CASE_WORKER')),
    pay_to_id       uuid constraint payment_worker_is references access.person,  -- which member of staff, where it goes through one
    received_by_id  uuid constraint payment_receiver_is references access.person,
    witness_id      uuid constraint payment_witness_is references access.person,
    reversed_at     timestamptz,
    reversed_by     uuid,
    attested_at     timestamptz,                                       -- the witness said that it was given; no login writes it
    denied_at       timestamptz,                                       -- the witness said that they did not see it; no login writes these two
    arrived         boolean,                                           -- what a project manager found since; null: nothing yet
    constraint payment_covers check (covers_from < covers_until),
    constraint payment_asked_and_approved_by_two check (approved_by is distinct from requested_by),
    constraint payment_approved_and_paid_by_two check (paid_by is null or paid_by <> approved_by),
    constraint payment_asked_and_paid_by_two check (paid_by is distinct from requested_by),
    constraint payment_approval_whole check ((approved_by is null) = (approved_at is null)),
    constraint payment_agreed check (state not in ('APPROVED', 'PAID', 'REVERSED') or approved_by is not null),
    constraint payment_made check ((state in ('PAID', 'REVERSED')) = (paid_by is not null)
        and (paid_by is null) = (paid_on is null) and (paid_by is null) = (receipt is null) and (paid_by is null) = (signed is null)),
    constraint payment_refused check ((state = 'REFUSED') = (refusal is not null) and (refusal is null) = (refused_at is null)),
    constraint payment_cancelled check ((state = 'CANCELLED') = (cancelled_by is not null)),
    constraint payment_receiver_named check (received_by is distinct from 'CASE_WORKER' or received_by_id is not null),
    constraint payment_receiver_is_another check (received_by_id is null
        or received_by_id is distinct from requested_by and received_by_id is distinct from approved_by and received_by_id is distinct from paid_by),
    constraint payment_worker_named check ((pay_to = 'CASE_WORKER' or pay_to_id is null) and (pay_to <> 'CASE_WORKER' or pay_to_id is not null or state = 'REFUSED')),
    constraint payment_worker_is_another check (pay_to_id is null
        or pay_to_id is distinct from requested_by and pay_to_id is distinct from approved_by and pay_to_id is distinct from paid_by),
    constraint payment_worker_as_agreed check (received_by_id is null or received_by_id = pay_to_id),
    constraint payment_received_as_agreed check (received_by is null or received_by = pay_to),
    constraint payment_attested check (paid_by is null or received_by is not null and (signed or witness_id is not null and received_by <> 'CASE_WORKER')),
    constraint payment_witness_is_another check (witness_id is null
        or witness_id is distinct from requested_by and witness_id is distinct from approved_by and witness_id is distinct from paid_by
           and witness_id is distinct from received_by_id),
    constraint payment_period check (covers_until - covers_from between 7 and 720),
    constraint payment_reversed check ((state = 'REVERSED') = (reversed_at is not null) and (reversed_at is null) = (reversed_by is null)));
create index payment_of_file       on assistance.payment (file_id, type, covers_from);
create index payment_of_worker     on assistance.payment (worker_id, requested_at, id);
create index payment_of_supervisor on assistance.payment (supervisor_id, requested_at, id);
create index payment_newest        on assistance.payment (requested_at, id);
create index payment_paid          on assistance.payment (paid_on, currency) include (amount, state) where paid_on is not null;
create index payment_in_state      on assistance.payment (state, requested_at, id);
create index payment_waiting       on assistance.payment (state, covers_from, id) where state in ('REQUESTED', 'APPROVED');
create index payment_due_org       on assistance.payment (organisation_id, covers_from, id) where state in ('REQUESTED', 'APPROVED');
-- One payment for a child, type and period (requirements.md 3): held by the table itself, whatever reaches it.
-- A receipt is written once in the whole programme, however its number is typed: R-1, "R 1" and r/1 are one.
create unique index payment_receipt_once on assistance.payment (receipt_key) where receipt_key is not null;
-- Requests and payments are seen with the file's section ASSISTANCE; by the one who approves and the one who pays without the file.
alter table assistance.payment enable row level security;
create policy seen on assistance.payment for select to akoma_protection using (
    (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.reads & 32 <> 0 offset 0));
-- Anyone who approves cannot ask: what they ask for all the same is kept as refused.
create policy added on assistance.payment for insert to akoma_protection with check (
    requested_by = (select access.actor())
    and (exists (select from access.held g
                  where g.file_id = payment.file_id and g.writes & 32 <> 0 offset 0)
         or (state = 'REFUSED' and (select assistance.acts_as('PROJECT_MANAGER')))));
create policy changed on assistance.payment for update to akoma_protection using (
    (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.writes & 32 <> 0 offset 0));
-- A receiver sees the payments that they asked for themselves.
create policy own_purpose on assistance.payment as restrictive for select to akoma_protection using (
    requested_by = (select access.actor()) or (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or not exists (select from access.held g
                    where g.file_id = payment.file_id and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.reads & 32 <> 0 and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger by_oneself after insert on assistance.payment referencing new table as added for each statement execute function access.by_oneself('requested_by');
-- A payment was approved, refused, cancelled, paid or taken back at the moment of that act, which is its state.
create trigger one_act before update of approved_at, approved_by, refused_at, refused_by, cancelled_at, cancelled_by, paid_at, paid_by, reversed_at, reversed_by
    on assistance.payment for each row
    when ((new.approved_at, new.approved_by, new.refused_at, new.refused_by, new.cancelled_at, new.cancelled_by, new.paid_at, new.paid_by, new.reversed_at, new.reversed_by)
          is distinct from (old.approved_at, old.approved_by, old.refused_at, old.refused_by, old.cancelled_at, old.cancelled_by, old.paid_at, old.paid_by,
                            old.reversed_at, old.reversed_by))
    execute function access.one_act('ONCE', 'approved_at', 'approved_by', 'refused_at', '?refused_by', 'cancelled_at', 'cancelled_by', 'paid_at', 'paid_by',
                                    'reversed_at', 'reversed_by');
create trigger added_in_hands before insert on assistance.payment for each row execute function cases.in_hands_of_the_file();
-- A payment begins with what is asked for; its number is given, and what others do and say of it later is no column of its beginning.
grant select, insert (id, file_id, case_code, organisation_id, worker_id, supervisor_id, type, currency, amount, service_id, covers_from, covers_until,
    override, pay_to, pay_to_id, state, requested_by, requested_at, refused_at, refusal), update (state, approved_by, approved_at, refused_by, refused_at, refusal, cancelled_by, cancelled_at, paid_by, paid_at, paid_on,
    receipt, received_by, signed, version, received_by_id, witness_id, reversed_at, reversed_by) on assistance.payment to akoma_protection;
-- A file moved: its services and payments belong to whom the file belongs.
create function assistance.follow(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update assistance.service s set organisation_id = f.organisation_id, worker_id = f.worker_id, supervisor_id = f.supervisor_id
      from cases.case_file f where f.id = follow.file and s.file_id = f.id
       and (s.organisation_id, s.worker_id, s.supervisor_id) is distinct from (f.organisation_id, f.worker_id, f.supervisor_id);
    update assistance.payment p set organisation_id = f.organisation_id, worker_id = f.worker_id, supervisor_id = f.supervisor_id
      from cases.case_file f where f.id = follow.file and p.file_id = f.id
       and (p.organisation_id, p.worker_id, p.supervisor_id) is distinct from (f.organisation_id, f.worker_id, f.supervisor_id) $$;

-- Whose hands the money goes to: of the family's section, so that neither who approves nor who pays reads a name.
create table assistance.payee (
    payment_id uuid constraint payee_pk primary key constraint payee_payment references assistance.payment,
    file_id    uuid not null constraint payee_file references cases.case_file,
    sealed     bytea not null);
call access.protect('assistance.payee', 'file_id', 2, 'akoma_protection');
grant select on assistance.payee to akoma_protection;
-- The money goes to none of the hands that it passes. The name is sealed, so that it is compared once, when it is written (assistance.name_payee): what is kept
-- is whose accounts bear it, and no login reads that. Who asks learns of their own name alone: else they would ask who is called what.
create table assistance.payee_account (
    payment_id uuid not null constraint payee_account_payment references assistance.payment,
    person_id  uuid not null constraint payee_account_person references access.person,
    constraint payee_account_pk primary key (payment_id, person_id));
-- One word beside titles and initials is the name of everybody of whose name, today's or a former one, it is a word.
create function assistance.words_of_name(name text) returns text[] immutable language sql set search_path = pg_catalog as $$
    select array(select distinct w from unnest(string_to_array((access.plain_person(name))[2], ' ')) w where length(w) >= 3) $$;
create function assistance.accounts_of_name(name text) returns uuid[] stable language plpgsql security definer set search_path = pg_catalog as $$
declare said text[] := assistance.words_of_name(name); short boolean := cardinality(said) = 1;
begin
    return array(select c.person_id from access.person_card c where c.compartment <> 'akoma_enforcement'
                    and (c.plain && access.plain_person(accounts_of_name.name)
                         or c.person_id = any (followup.accounts_called(array(select followup.name_digests(accounts_of_name.name)), false))
                         or short and (said <@ assistance.words_of_name(c.name)
                            or c.person_id in (select f.person_id from followup.former_name f
                                                where f.digest in (select sha256(convert_to('m' || w, 'UTF8')) from followup.name_words(accounts_of_name.name) w)))));
end $$;
-- Whether this is the name of the actor's account, of today or before, or of one that may be the same person's.
create function assistance.is_own_name(name text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select assistance.accounts_of_name(is_own_name.name) && access.with_namesakes(array[access.actor()]) $$;
-- Whether who is to receive a payment bears the name of the actor, who would approve or pay it.
create function assistance.bears_payees_name(payment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role(array['PROJECT_MANAGER', 'FINANCE_OFFICER'])
       and exists (select from assistance.payee_account a where a.payment_id = bears_payees_name.payment
                      and a.person_id = any (access.with_namesakes(array[access.actor()]))) $$;
revoke execute on function assistance.words_of_name, assistance.accounts_of_name, assistance.is_own_name, assistance.bears_payees_name from public;
grant execute on function assistance.is_own_name, assistance.bears_payees_name to akoma_protection;

-- Whether this account, or one that may be the same person's (docs/decisions/namesakes.md), asked for a payment or approved it; and whether it is the actor's.
create function assistance.has_hand(payment uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.payment p where p.id = has_hand.payment and access.has_role(array['PROJECT_MANAGER', 'FINANCE_OFFICER'])
                      and has_hand.person = any (access.with_namesakes(array_remove(array[p.requested_by, p.approved_by], null)))) $$;
create function assistance.is_oneself(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select is_oneself.person = any (access.with_namesakes(array[access.actor()])) $$;
revoke execute on function assistance.has_hand, assistance.is_oneself from public;
grant execute on function assistance.has_hand, assistance.is_oneself to akoma_protection;

-- The hand that signs is the actor's own, holds the role, and signs what a second person agreed to in this very version: whatever reaches the table, and
-- however.
create function assistance.own_hand() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare returned boolean := new.state = 'REQUESTED' and old.state = 'APPROVED' and new.approved_by is null and assistance.acts_as('FINANCE_OFFICER')
    and exists (select from assistance.payment_return r where r.payment_id = old.id and r.returned_at = access.moment() and r.returned_by = access.actor());
begin
    if old.state = 'PAID' and new.state = 'REVERSED' then
        if new.reversed_by is distinct from access.actor() or not assistance.acts_as('PROJECT_MANAGER')
           or access.agreed_by('PAYMENT_REVERSAL', old.id, old.version) is distinct from access.actor()
           or (new.approved_by, new.paid_by, new.receipt, new.paid_on) is distinct from (old.approved_by, old.paid_by, old.receipt, old.paid_on) then
            raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if returned then return new; end if;
    if (new.approved_by is distinct from old.approved_by and (new.approved_by is distinct from access.actor() or not assistance.acts_as('PROJECT_MANAGER')))
       or (new.paid_by is distinct from old.paid_by and (new.paid_by is distinct from access.actor() or not assistance.acts_as('FINANCE_OFFICER')))
       or (new.refused_by is distinct from old.refused_by and new.refused_by is distinct from access.actor())
       or (new.cancelled_by is distinct from old.cancelled_by and new.cancelled_by is distinct from access.actor())
       or old.state in ('PAID', 'REFUSED', 'CANCELLED', 'REVERSED') or new.state = 'REVERSED' then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'APPROVED' and old.state = 'REQUESTED' and (access.agreed_by('PAYMENT', old.id, old.version) is distinct from access.actor()
           or old.override is not null and not access.agreed('PAYMENT_OVERRIDE', old.id, 1)) then
        raise exception 'assistance.not-agreed' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'PAID' and old.state <> 'APPROVED' then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    -- that it is the same account is said by the checks of the table
    if new.state = 'PAID' and access.actor() not in (old.requested_by, old.approved_by) and assistance.has_hand(old.id, access.actor())
       or new.state = 'APPROVED' and old.pay_to_id <> access.actor() and assistance.is_oneself(old.pay_to_id) then
        raise exception 'assistance.hand-of-namesake' using errcode = 'insufficient_privilege';
    end if;
    if new.state in ('APPROVED', 'PAID') and new.state <> old.state and assistance.bears_payees_name(old.id) then
        raise exception 'assistance.payee-has-your-name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger own_hand before update of state, approved_by, paid_by, refused_by, cancelled_by on assistance.payment
    for each row execute function assistance.own_hand();
create function assistance.only_asked() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.state not in ('REQUESTED', 'REFUSED') or new.approved_by is not null or new.paid_by is not null then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger only_asked before insert on assistance.payment for each row execute function assistance.only_asked();

-- How many days a payment of a type is for (policies.json, payment.period): who asks does not choose them (trust.md 3).
create function assistance.period_of(type text) returns int stable language sql security definer set search_path = pg_catalog as $$
    select access.limit_of('payment.period.' || replace(lower(type), '_', '-'), case
        when type in ('RETURN_TRAVEL', 'CERTIFICATE_FEE') then 180
        when type = 'TOOL_KIT' then 360
        when type in ('FAMILY_CASH', 'FOSTER_ALLOWANCE', 'MEDICAL_COST', 'TRACING_COST') then 28
        else 80 end) $$;
-- Asked for at this moment, for the days of its type, at most a year from today, and for a service of this child.
create function assistance.as_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date;
begin
    if session_user = 'akoma_protection'
       and (new.requested_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
            or new.refused_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
            or new.covers_until - new.covers_from <> assistance.period_of(new.type)
            or new.state = 'REQUESTED' and new.covers_from not between today - 366 and today + 366
            or new.service_id is not null and not exists (select from assistance.service s where s.id = new.service_id and s.file_id = new.file_id)) then
        raise exception 'assistance.payment-not-as-asked' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after what says more.
create trigger z_as_asked before insert on assistance.payment for each row execute function assistance.as_asked();
revoke execute on function assistance.period_of, assistance.as_asked from public;

-- What one unit of a currency, or a round number of them, was worth from a day on. Information: nothing is ever converted.
create table assistance.exchange_rate (
    currency    text not null constraint exchange_rate_currency check (currency in ('GHS', 'GNF')),
    since       date not null,
    units       numeric(14, 4) not null constraint exchange_rate_units check (units > 0),
    xof         numeric(14, 4) not null constraint exchange_rate_xof check (xof > 0),
    source      text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    id          uuid not null default gen_random_uuid() constraint exchange_rate_id unique,
    waits       boolean not null default false,
    constraint exchange_rate_pk primary key (currency, since));
alter table assistance.exchange_rate enable row level security;
create policy seen on assistance.exchange_rate for select to akoma_protection using (true);
create policy added on assistance.exchange_rate for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and (select assistance.acts_as('FINANCE_OFFICER')));
grant select, insert on assistance.exchange_rate to akoma_protection;

-- What waits: for the one who approves, for the one who pays. It is nobody's by name (worker_id is null): any of that role may do it.
create view assistance.due_payment with (security_invoker = true) as
    select case state when 'REQUESTED' then 'assistance.approve-payment' else 'assistance.pay' end as kind, id, file_id, null::uuid as worker_id,
           organisation_id, covers_from as due_on, case state when 'REQUESTED' then 'PROJECT_MANAGER' else 'FINANCE_OFFICER' end as role
      from assistance.payment where state in ('REQUESTED', 'APPROVED');
grant select on assistance.due_payment to akoma_protection;
revoke execute on function assistance.follow from public;
grant execute on function assistance.follow to akoma_protection;

-- ---------- what a payment is for --------------------------------------------------------------------------------------
-- Who approves and who pays see which service the money is for and how far it is, without its words, and nothing of health.
create function assistance.purpose(payment uuid) returns table (code text, state text)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.state from assistance.payment p join assistance.service s on s.id = p.service_id and s.file_id = p.file_id
     where p.id = purpose.payment and s.section = 32
       and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(p.file_id, 32, false)) $$;
revoke execute on function assistance.purpose from public;
grant execute on function assistance.purpose to akoma_protection;

-- ---------- one payment for a period -----------------------------------------------------------------------------------
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
create trigger one_for_a_period before insert on assistance.payment for each row execute function assistance.one_for_a_period();
revoke execute on function assistance.one_for_a_period from public;

-- ---------- money of two people ----------------------------------------------------------------------------------------
-- What needs two people about money (trust.md 2): a payment, a period that is not the one that follows, and a payment that is undone.
-- PAYMENT and PAYMENT_REVERSAL are about no file: who approves and who pays hold none. Another period is for the supervisor who knows the child.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PAYMENT', '{PROJECT_MANAGER}', '{CASE_WORKER,CASE_SUPERVISOR,FINANCE_OFFICER}', null),
    ('PAYMENT_OVERRIDE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32),
    ('PAYMENT_REVERSAL', '{PROJECT_MANAGER}', '{FINANCE_OFFICER}', null);

-- Finance sends an approved payment back: the approval that was there is kept, so that a past day shows it.
create table assistance.payment_return (
    payment_id  uuid not null constraint payment_return_of references assistance.payment,
    returned_at timestamptz not null,
    returned_by uuid not null,
    reason      text not null,                                         -- list payment-refusal
    approved_by uuid not null,
    approved_at timestamptz not null,
    constraint payment_return_pk primary key (payment_id, returned_at));
alter table assistance.payment_return enable row level security;
create policy seen on assistance.payment_return for select to akoma_protection
    using (exists (select from assistance.payment p where p.id = payment_id));
grant select on assistance.payment_return to akoma_protection;

-- True when it was approved and the actor is of finance.
create function assistance.return_payment(payment uuid, reason text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not assistance.acts_as('FINANCE_OFFICER') then return false; end if;
    insert into assistance.payment_return (payment_id, returned_at, returned_by, reason, approved_by, approved_at)
    select p.id, access.moment(), access.actor(), return_payment.reason, p.approved_by, p.approved_at from assistance.payment p
     where p.id = return_payment.payment and p.state = 'APPROVED';
    if not found then return false; end if;
    update assistance.payment p set state = 'REQUESTED', approved_by = null, approved_at = null, version = p.version + 1
     where p.id = return_payment.payment;
    return true;
end $$;
revoke execute on function assistance.return_payment from public;
grant execute on function assistance.return_payment to akoma_protection;

-- ---------- money ends with the care -----------------------------------------------------------------------------------
-- Money follows the care (requirements.md 2.6, trust.md 3): for a closed file nothing is asked for, approved or paid; after a no to case management
-- nothing but what a running immediate service costs. What was asked for while the service ran is still paid after it ended.
create function assistance.immediate_money(service text) returns text[] immutable language sql set search_path = pg_catalog as $$
    select case immediate_money.service
        when 'IMM_RETURN_TRAVEL' then array['RETURN_TRAVEL'] when 'IMM_LEGAL_AID' then array['LEGAL_COST'] when 'IMM_FAMILY_TRACING' then array['TRACING_COST']
        when 'IMM_MEDICAL_SCREENING' then array['MEDICAL_COST'] when 'IMM_MEDICAL_TREATMENT' then array['MEDICAL_COST']
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
-- An allowance for a foster family is asked for a child who lives with one, by a home to which two people agreed, or left it within the last month; or
-- for what a running immediate service costs.
create function assistance.lacks_foster_family(file uuid, service uuid, type text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select lacks_foster_family.type = 'FOSTER_ALLOWANCE'
       and not exists (select from cases.placement p where p.file_id = lacks_foster_family.file and p.kind = 'FOSTER_FAMILY' and p.state in ('CURRENT', 'ENDED')
                          and p.approved_by is not null and coalesce(p.until, 'infinity') > (access.moment() at time zone 'UTC')::date - 31)
       and not exists (select from assistance.service s where s.id = lacks_foster_family.service and s.file_id = lacks_foster_family.file
                          and s.code = 'IMM_SHELTER' and s.started_at <= access.moment() and s.ended_at is null) $$;

-- The same of one payment, for those who see it: who approves and who pays hold no file, and learn neither of the two reasons.
create function assistance.payment_stops(payment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select assistance.money_stops(p.file_id, p.service_id, p.type, p.requested_at)
                            or p.state = 'REQUESTED' and assistance.lacks_foster_family(p.file_id, p.service_id, p.type)
                       from assistance.payment p
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
    when (new.status in ('CLOSED', 'TRANSFERRED') and old.status not in ('CLOSED', 'TRANSFERRED')) execute function assistance.end_money();
revoke execute on function assistance.immediate_money, assistance.money_stops, assistance.stop_money, assistance.lacks_foster_family,
    assistance.payment_stops, assistance.end_money from public;
grant execute on function assistance.payment_stops to akoma_protection;

-- ---------- who takes money over works with the child ------------------------------------------------------------------
-- Money that goes through staff is taken over by a case worker who works with the child: the file's own, or one of the structure that follows the child
-- with whom it is shared to write. Who it is, is named when it is asked for, approved with it, and asked again when it is paid.
-- Who saw money given that nobody signed for is a case worker or a shelter manager of the child's structure or of the provider whose service is paid; not the
-- child's own worker, who may have asked for it through somebody else. Not of the shelter as such: the answer would say to finance where the child sleeps.
-- The answers are for who asks for money or pays it.
create function assistance.may_take_over(file uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f, access.person_role r
                    where f.id = may_take_over.file and r.person_id = may_take_over.person and r.role = 'CASE_WORKER' and r.organisation_id = f.organisation_id
                      and (access.sees(f.id, 32, false) or access.has_role(array['FINANCE_OFFICER', 'PROJECT_MANAGER']))
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and (f.worker_id = r.person_id
                           or exists (select from access.file_grant g where g.file_id = f.id and g.grantee = r.person_id and g.grantee_kind = 'PERSON'
                                         and g.may_write and g.sections & 32 <> 0 and g.reason in ('ASSIGNMENT', 'SHARED')
                                         and g.valid_from <= access.moment() and g.valid_until > access.moment()))) $$;
create function assistance.may_witness(payment uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.payment p join cases.case_file f on f.id = p.file_id join access.person_role r on r.person_id = may_witness.person
                    where p.id = may_witness.payment and r.role in ('CASE_WORKER', 'SHELTER_MANAGER') and f.worker_id <> r.person_id
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and access.has_role(array['FINANCE_OFFICER'])
                      and (r.organisation_id = f.organisation_id
                           or exists (select from assistance.service s join assistance.provider v on v.code = s.provider
                                       where s.id = p.service_id and v.organisation_id = r.organisation_id))) $$;
create function assistance.handed_over() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.received_by_id is not null and not assistance.may_take_over(new.file_id, new.received_by_id) then
        raise exception 'assistance.receiver-of-the-file' using errcode = 'check_violation';
    end if;
    if array[new.received_by_id, new.witness_id] && access.with_namesakes(array_remove(array[new.requested_by, new.approved_by, new.paid_by], null))
       or new.witness_id = any (access.with_namesakes(array[new.received_by_id])) then
        raise exception 'assistance.hand-of-namesake' using errcode = 'check_violation';
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
    if new.pay_to_id <> new.requested_by and new.pay_to_id = any (access.with_namesakes(array[new.requested_by])) then
        raise exception 'assistance.hand-of-namesake' using errcode = 'check_violation';
    end if;
    if not assistance.may_take_over(new.file_id, new.pay_to_id) then
        raise exception 'assistance.receiver-of-the-file' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger name_worker before insert on assistance.payment for each row
    when (new.pay_to_id is not null and new.state <> 'REFUSED') execute function assistance.name_worker();
revoke execute on function assistance.may_take_over, assistance.may_witness, assistance.handed_over, assistance.name_worker from public;
grant execute on function assistance.may_take_over, assistance.may_witness to akoma_protection;

-- ---------- money asks a yes and a child who was seen ------------------------------------------------------------------
-- Money for a child who came by a list is requested after somebody of this house has seen the child, and somebody said yes to case management: that nobody
-- could be asked is no ground for it, except for what a running immediate service costs (requirements.md 2.6). The people of a shelter see who sleeps there;
-- a home with a family is approved without seeing the child. A child who came with a slip is known without
-- it: its consent has a clock of its own (T3). Who saw it writes its follow-up; a visit in an emergency alone does not count. A child who was registered by
-- hand may be invented by one person: what a running immediate service costs is paid at once, anything else once another than who asks, or their namesake,
-- has seen it.
create function assistance.is_immediate(file uuid, service uuid, type text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.service s where s.id = is_immediate.service and s.file_id = is_immediate.file
                      and is_immediate.type = any (assistance.immediate_money(s.code))
                      and s.started_at <= access.moment() and s.ended_at is null) $$;
create function assistance.known_beside(file uuid, asker uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare oneself uuid[] := access.with_namesakes(array[asker]);
begin
    return exists (select from cases.case_file f where f.id = known_beside.file and f.slip_id is not null)
        or exists (select from followup.visit v where v.file_id = known_beside.file and v.child_seen and v.recorded_by <> all (oneself)
                      and access.kept_at(v.recorded_by, v.file_id, v.first_done_at));
end $$;
create function assistance.money_asks(file uuid, service uuid, type text, asker uuid) returns text
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select case
        when f.slip_id is not null then null
        when f.source_digest is null then
            case when not assistance.is_immediate(f.id, money_asks.service, money_asks.type) and not assistance.known_beside(f.id, money_asks.asker)
                 then 'assistance.child-known-to-you-alone' end
        when not exists (select from followup.visit v where v.file_id = f.id and v.child_seen
                            and access.kept_at(v.recorded_by, v.file_id, v.first_done_at))
             and not exists (select from cases.placement p where p.file_id = f.id and p.state in ('CURRENT', 'ENDED') and p.shelter_id is not null
                                and p.approved_by is not null and p.approved_by <> all (access.with_namesakes(array[money_asks.asker])))
            then 'assistance.nobody-saw-child'
        when (select c.status from cases.consent c where c.file_id = f.id and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1)
                 in ('GIVEN', 'REFUSED', 'WITHDRAWN') then null          -- after a no another rule speaks
        when assistance.is_immediate(f.id, money_asks.service, money_asks.type) then null
        else 'assistance.nobody-asked' end
      from cases.case_file f where f.id = money_asks.file);
end $$;
create function assistance.asks_first() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare lacks text := assistance.money_asks(new.file_id, new.service_id, new.type, new.requested_by);
begin
    if session_user = 'akoma_protection' and lacks is not null then
        raise exception '%', lacks using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asks_first before insert on assistance.payment for each row when (new.state = 'REQUESTED') execute function assistance.asks_first();
-- Both for who sees the child's assistance.
create function assistance.money_lacks(file uuid, service uuid, type text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(money_lacks.file, 32, false) then
        coalesce(assistance.money_asks(money_lacks.file, money_lacks.service, money_lacks.type, access.actor()),
                 case when assistance.lacks_foster_family(money_lacks.file, money_lacks.service, money_lacks.type) then 'assistance.no-foster-family' end) end $$;
-- What who approves or pays should know before, since they may not open the file. FRESH_FILE: registered within the week before the request. ONE_PERSON:
-- nobody but who asks, by this or a namesake's account, is on record as having seen the child: no slip and no visit by another; who agrees to a home
-- decides by what was written. NO_GUARDIAN: it goes to the caregiver, and the file names no guardian. NO_PLAN: no plan of another person's agreement.
-- OWN_NAME: who is to receive it bears the reader's name, who does not decide then.
create function assistance.money_notes(payment uuid) returns setof text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select note.code from assistance.payment p join cases.case_file f on f.id = p.file_id
     cross join lateral (values
        ('FRESH_FILE', f.registered_at > p.requested_at - interval '7 days'),
        ('ONE_PERSON', not assistance.known_beside(f.id, p.requested_by)),
        ('NO_GUARDIAN', p.pay_to = 'CAREGIVER'
            and not exists (select from cases.guardian g where g.file_id = f.id and g.ended_on is null and not g.waits)),
        ('NO_PLAN', not exists (select from cases.plan l where l.file_id = f.id and l.status in ('APPROVED', 'REPLACED'))),
        ('OWN_NAME', assistance.bears_payees_name(p.id))) note (code, so)
     where p.id = money_notes.payment and note.so and p.state in ('REQUESTED', 'APPROVED')
       and access.has_role(array['PROJECT_MANAGER', 'FINANCE_OFFICER']);
end $$;
revoke execute on function assistance.is_immediate, assistance.known_beside, assistance.money_asks, assistance.asks_first, assistance.money_lacks, assistance.money_notes from public;
grant execute on function assistance.money_lacks, assistance.money_notes to akoma_protection;

-- ---------- a foster allowance needs a foster family -------------------------------------------------------------------
create function assistance.to_a_foster_family() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and assistance.lacks_foster_family(new.file_id, new.service_id, new.type) then
        raise exception 'assistance.no-foster-family' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Without a foster family the allowance is for a night of immediate shelter alone: clothes and food are no foster family. It is asked again when the
-- payment is approved: a service that was opened for the request and closed after it pays nothing, nor does a home that was ended since.
create trigger to_a_foster_family_still before update of state on assistance.payment for each row
    when (new.state = 'APPROVED' and old.state <> 'APPROVED' and new.type = 'FOSTER_ALLOWANCE') execute function assistance.to_a_foster_family();
-- Named to come after what stops all money.
create trigger to_a_foster_family before insert on assistance.payment for each row
    when (new.state = 'REQUESTED' and new.type = 'FOSTER_ALLOWANCE') execute function assistance.to_a_foster_family();
revoke execute on function assistance.to_a_foster_family from public;

-- ---------- a rate far from the last needs two -------------------------------------------------------------------------
-- A rate of exchange that is the first of its currency, or more than a fifth away from the last one to which two people agreed, waits for a project manager;
-- until then no sum is worth anything by it. A rate that no payment fell under is taken back by finance.
insert into access.decision_kind (kind, roles, proposers, section) values ('RATE', '{PROJECT_MANAGER}', '{FINANCE_OFFICER}', null);

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

-- ---------- who saw money given says so --------------------------------------------------------------------------------
-- Money that nobody signed for is attested by the witness's own account: who pays names them, and they say whether they saw it given.
insert into access.decision_kind (kind, roles, proposers, section) values ('WITNESS', '{CASE_WORKER,SHELTER_MANAGER}', '{FINANCE_OFFICER}', null);

create function assistance.attest() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update assistance.payment p set attested_at = new.ended_at where p.id = new.subject and p.witness_id = new.decided_by and p.paid_at is not null;
    return null;
end $$;
create trigger attest after update on access.decision for each row
    when (new.kind = 'WITNESS' and new.state = 'AGREED' and old.state = 'WAITING') execute function assistance.attest();

-- Nobody is a witness without being asked.
create function assistance.witness_is_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from access.decision d where d.kind = 'WITNESS' and d.subject = new.id) then
        raise exception 'assistance.witness-not-asked' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger witness_is_asked after update on assistance.payment deferrable initially deferred for each row
    when (new.state = 'PAID' and old.state <> 'PAID' and not new.signed) execute function assistance.witness_is_asked();
revoke execute on function assistance.attest, assistance.witness_is_asked from public;

-- ---------- a witness who saw nothing is heard -------------------------------------------------------------------------
-- The witness whom finance named says that they saw no money given: all who read the payment read so, and a project manager finds whether it arrived;
-- where the one project manager approved the payment, the data protection officer does (access.authors_of).
insert into access.decision_kind (kind, roles, proposers, section) values ('MONEY_UNSEEN', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{CASE_WORKER,SHELTER_MANAGER}', null);

create function assistance.deny() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p assistance.payment;
begin
    update assistance.payment x set denied_at = new.ended_at where x.id = new.subject and x.witness_id = new.decided_by and x.paid_at is not null returning * into p;
    perform access.ring_of_file(array[p.worker_id, p.supervisor_id], 'task', p.file_id, 'MONEY');
    return null;
end $$;
create trigger deny after update on access.decision for each row
    when (new.kind = 'WITNESS' and new.state = 'REFUSED' and old.state = 'WAITING') execute function assistance.deny();

-- Only of money whose witness denied it, by that witness; it ends by a verdict.
create function assistance.keep_unseen() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' then raise exception 'assistance.unseen-is-answered' using errcode = 'insufficient_privilege'; end if;
    if not exists (select from assistance.payment p where p.id = new.subject and p.denied_at is not null and p.arrived is null and p.witness_id = new.proposed_by) then
        raise exception 'assistance.witness-not-asked' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_unseen_asked before insert on access.decision for each row when (new.kind = 'MONEY_UNSEEN') execute function assistance.keep_unseen();
create trigger keep_unseen before update on access.decision for each row
    when (new.kind = 'MONEY_UNSEEN' and new.state in ('WITHDRAWN', 'REPLACED') and old.state = 'WAITING') execute function assistance.keep_unseen();

create function assistance.find_arrived() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p assistance.payment;
begin
    update assistance.payment x set arrived = (new.state = 'AGREED') where x.id = new.subject returning * into p;
    perform access.ring_of_file(array[p.worker_id, p.supervisor_id, p.paid_by], 'task', p.file_id, 'MONEY');
    return null;
end $$;
create trigger find_arrived after update on access.decision for each row
    when (new.kind = 'MONEY_UNSEEN' and new.state in ('AGREED', 'REFUSED') and old.state = 'WAITING') execute function assistance.find_arrived();
revoke execute on function assistance.deny, assistance.keep_unseen, assistance.find_arrived from public;

-- ---------- payments of a past day -------------------------------------------------------------------------------------
-- What payments, days at school, visits to a workplace and jobs asked for on any past day.
create view assistance.was_due_payment with (security_invoker = true) as
    select 'assistance.approve-payment' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, requested_at as since,
           (covers_from + 1)::timestamp at time zone 'UTC' as due_at, approved_at as done_at, least(refused_at, cancelled_at) as closed_at
      from assistance.payment
    union all
    select 'assistance.pay', id, file_id, null, organisation_id, 'FINANCE_OFFICER', approved_at, (covers_from + 1)::timestamp at time zone 'UTC',
           paid_at, least(refused_at, cancelled_at)
      from assistance.payment where approved_at is not null;
grant select on assistance.was_due_payment to akoma_protection;

-- ---------- what was paid stays ----------------------------------------------------------------------------------------
-- What was paid is taken back by a reversal, never rewritten; a payment names the file that it is for.
create function assistance.keep_paid() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (new.receipt, new.received_by, new.received_by_id, new.witness_id, new.signed, new.paid_on, new.paid_by, new.paid_at, new.approved_by, new.approved_at)
           is distinct from (old.receipt, old.received_by, old.received_by_id, old.witness_id, old.signed, old.paid_on, old.paid_by, old.paid_at, old.approved_by, old.approved_at) then
        raise exception 'assistance.paid-is-kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_paid before update on assistance.payment for each row when (old.paid_at is not null) execute function assistance.keep_paid();
create function assistance.keep_file_of_payment() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id and f.code = new.case_code) then
        raise exception 'assistance.payment-of-another-file' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_file_of_payment before insert on assistance.payment for each row execute function assistance.keep_file_of_payment();
-- Whose hands it goes to is written by who asks, with the request: nobody names them afterwards.
create function assistance.keep_payee() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from assistance.payment p where p.id = new.payment_id and p.file_id = new.file_id and p.state = 'REQUESTED' and p.version = 1
              and p.requested_by = access.actor()) then
        raise exception 'assistance.payee-is-kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_payee before insert on assistance.payee for each row execute function assistance.keep_payee();
-- The one way to write it: with the name, which is compared with the accounts' and not kept in clear. PostgreSQL cannot open what is sealed: by straight SQL
-- another name can be sent beside it.
create function assistance.name_payee(payment uuid, sealed bytea, name text) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare file uuid := (select p.file_id from assistance.payment p where p.id = name_payee.payment and access.sees(p.file_id, 2, true));
begin
    if file is null or name_payee.name is null then raise exception 'assistance.payee-is-kept' using errcode = 'insufficient_privilege'; end if;
    if assistance.is_own_name(name_payee.name) then
        raise exception 'assistance.payee-has-your-name' using errcode = 'insufficient_privilege';
    end if;
    insert into assistance.payee (payment_id, file_id, sealed) values (name_payee.payment, file, name_payee.sealed);
    insert into assistance.payee_account (payment_id, person_id) select name_payee.payment, x from unnest(assistance.accounts_of_name(name_payee.name)) x;
end $$;
revoke execute on function assistance.keep_paid, assistance.keep_file_of_payment, assistance.keep_payee, assistance.name_payee from public;
grant execute on function assistance.name_payee to akoma_protection;

-- That a payment did not arrive, though somebody signed for it, concerns who asked for it, who leads the child's file, and who signed as its receiver or as
-- a witness: they hear that it was undone, no matter who agreed to that.
create function assistance.undone_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring_of_file(array[new.requested_by, new.received_by_id, new.witness_id] || array(select cases.who_leads(new.file_id)), 'task', new.file_id, 'MONEY');
    return null;
end $$;
create trigger undone_is_heard after update of state on assistance.payment for each row
    when (new.state = 'REVERSED' and old.state <> 'REVERSED') execute function assistance.undone_is_heard();
revoke execute on function assistance.undone_is_heard from public;

-- ---------- a moment is of its state -----------------------------------------------------------------------------------
create function assistance.ends_as_its_state() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'assistance.payment-state' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger ends_as_its_state before update of refused_at, cancelled_at, reversed_at on assistance.payment for each row
    when (new.refused_at is distinct from old.refused_at and new.state <> 'REFUSED' or new.cancelled_at is distinct from old.cancelled_at and new.state <> 'CANCELLED'
          or new.reversed_at is distinct from old.reversed_at and new.state <> 'REVERSED')
    execute function assistance.ends_as_its_state();
revoke execute on function assistance.ends_as_its_state from public;
