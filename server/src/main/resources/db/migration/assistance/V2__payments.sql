-- Money for a child: one asks, another approves, a third pays. Amounts are exact, each in its own currency.
create sequence assistance.payment_number;
create table assistance.payment (
    id              uuid constraint payment_pk primary key,
    number          bigint not null default nextval('assistance.payment_number') constraint payment_number_once unique,
    file_id         uuid not null constraint payment_file references cases.case_file,
    case_code       text not null,                                     -- those who approve and pay have no key to the file
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    type            text not null constraint payment_type_form check (type ~ '^[A-Z_]{2,40}$'),        -- list payment-type
    currency        text not null constraint payment_currency check (currency in ('XOF', 'GHS', 'GNF')),
    amount          numeric(14, 2) not null constraint payment_amount check (amount > 0 and (currency = 'GHS' or amount = trunc(amount))),
    service_id      uuid constraint payment_service references assistance.service,
    covers_from     date not null,
    covers_until    date not null,                                     -- exclusive: no second payment of the type for the child before
    override        text,                                              -- why there may be a second one, list payment-override
    state           text not null constraint payment_state check (state in ('REQUESTED', 'APPROVED', 'PAID', 'REFUSED', 'CANCELLED')),
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
    constraint payment_covers check (covers_from < covers_until),
    constraint payment_asked_and_approved_by_two check (approved_by is distinct from requested_by),
    constraint payment_approved_and_paid_by_two check (paid_by is null or paid_by <> approved_by),
    constraint payment_asked_and_paid_by_two check (paid_by is distinct from requested_by),
    constraint payment_approval_whole check ((approved_by is null) = (approved_at is null)),
    constraint payment_agreed check (state not in ('APPROVED', 'PAID') or approved_by is not null),
    constraint payment_made check ((state = 'PAID') = (paid_by is not null)
                                   and (paid_by is null) = (paid_on is null) and (paid_by is null) = (receipt is null) and (paid_by is null) = (signed is null)),
    constraint payment_refused check ((state = 'REFUSED') = (refusal is not null) and (refusal is null) = (refused_at is null)),
    constraint payment_cancelled check ((state = 'CANCELLED') = (cancelled_by is not null)));
create index payment_of_file       on assistance.payment (file_id, type, covers_from);
create index payment_of_worker     on assistance.payment (worker_id, requested_at, id);
create index payment_of_supervisor on assistance.payment (supervisor_id, requested_at, id);
create index payment_newest        on assistance.payment (requested_at, id);
create index payment_in_state      on assistance.payment (state, requested_at, id);
create index payment_waiting       on assistance.payment (state, covers_from, id) where state in ('REQUESTED', 'APPROVED');
create index payment_due_org       on assistance.payment (organisation_id, covers_from, id) where state in ('REQUESTED', 'APPROVED');

-- Whose hands the money goes to: of the family's section, so that neither who approves nor who pays reads a name.
create table assistance.payee (
    payment_id uuid constraint payee_pk primary key constraint payee_payment references assistance.payment,
    file_id    uuid not null constraint payee_file references cases.case_file,
    sealed     bytea not null);
call access.protect('assistance.payee', 'file_id', 2, 'akoma_protection');

-- Requests and payments are seen with the file's section ASSISTANCE; by the one who approves and the one who pays without the file.
alter table assistance.payment enable row level security;
create policy seen on assistance.payment for select to akoma_protection using (
    (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.reads & 32 <> 0 offset 0));
-- Whoever approves cannot ask: what they ask for all the same is kept as refused.
create policy added on assistance.payment for insert to akoma_protection with check (
    requested_by = (select access.actor())
    and (exists (select from access.held g
                  where g.file_id = payment.file_id and g.writes & 32 <> 0 offset 0)
         or (state = 'REFUSED' and (select assistance.acts_as('PROJECT_MANAGER')))));
create policy changed on assistance.payment for update to akoma_protection using (
    (select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))
    or exists (select from access.held g
                where g.file_id = payment.file_id and g.writes & 32 <> 0 offset 0));

-- The hand that signs is the actor's own, and holds the role: whatever reaches the table, and however.
create function assistance.own_hand() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if (new.approved_by is distinct from old.approved_by and (new.approved_by is distinct from access.actor() or not assistance.acts_as('PROJECT_MANAGER')))
       or (new.paid_by is distinct from old.paid_by and (new.paid_by is distinct from access.actor() or not assistance.acts_as('FINANCE_OFFICER')))
       or (new.refused_by is distinct from old.refused_by and new.refused_by is distinct from access.actor())
       or (new.cancelled_by is distinct from old.cancelled_by and new.cancelled_by is distinct from access.actor())
       or old.state in ('PAID', 'REFUSED', 'CANCELLED') then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
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

grant select, insert on assistance.payment, assistance.payee to akoma_protection;
grant update (state, approved_by, approved_at, refused_by, refused_at, refusal, cancelled_by, cancelled_at, paid_by, paid_at, paid_on, receipt, received_by, signed, version)
    on assistance.payment to akoma_protection;
grant usage on sequence assistance.payment_number to akoma_protection;

-- What one unit of a currency, or a round number of them, was worth from a day on. Information: nothing is ever converted.
create table assistance.exchange_rate (
    currency    text not null constraint exchange_rate_currency check (currency in ('GHS', 'GNF')),
    since       date not null,
    units       numeric(14, 4) not null constraint exchange_rate_units check (units > 0),
    xof         numeric(14, 4) not null constraint exchange_rate_xof check (xof > 0),
    source      text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    constraint exchange_rate_pk primary key (currency, since));
alter table assistance.exchange_rate enable row level security;
create policy seen on assistance.exchange_rate for select to akoma_protection using (true);
create policy added on assistance.exchange_rate for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and (select assistance.acts_as('FINANCE_OFFICER')));
grant select, insert on assistance.exchange_rate to akoma_protection;

-- A file moved: its services and payments belong to whom the file belongs.
create or replace function assistance.follow(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update assistance.service s set organisation_id = f.organisation_id, worker_id = f.worker_id, supervisor_id = f.supervisor_id
      from cases.case_file f where f.id = follow.file and s.file_id = f.id
       and (s.organisation_id, s.worker_id, s.supervisor_id) is distinct from (f.organisation_id, f.worker_id, f.supervisor_id);
    update assistance.payment p set organisation_id = f.organisation_id, worker_id = f.worker_id, supervisor_id = f.supervisor_id
      from cases.case_file f where f.id = follow.file and p.file_id = f.id
       and (p.organisation_id, p.worker_id, p.supervisor_id) is distinct from (f.organisation_id, f.worker_id, f.supervisor_id) $$;

-- What waits: for the one who approves, for the one who pays. It is nobody's by name (worker_id is null): any of that role may do it.
create view assistance.due_payment with (security_invoker = true) as
    select case state when 'REQUESTED' then 'assistance.approve-payment' else 'assistance.pay' end as kind, id, file_id, null::uuid as worker_id,
           organisation_id, covers_from as due_on, case state when 'REQUESTED' then 'PROJECT_MANAGER' else 'FINANCE_OFFICER' end as role
      from assistance.payment where state in ('REQUESTED', 'APPROVED');
grant select on assistance.due_payment to akoma_protection;
