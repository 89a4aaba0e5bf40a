-- What needs two people about money (trust.md 2): a payment, a period that is not the one that follows, and a payment that is undone.
-- PAYMENT and PAYMENT_REVERSAL are about no file: who approves and who pays hold none. Another period is for the supervisor who knows the child.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PAYMENT', '{PROJECT_MANAGER}', '{CASE_WORKER,CASE_SUPERVISOR,FINANCE_OFFICER}', null),
    ('PAYMENT_OVERRIDE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32),
    ('PAYMENT_REVERSAL', '{PROJECT_MANAGER}', '{FINANCE_OFFICER}', null);

alter table assistance.payment add column reversed_at timestamptz, add column reversed_by uuid;
alter table assistance.payment drop constraint payment_state, drop constraint payment_agreed, drop constraint payment_made;
alter table assistance.payment
    add constraint payment_state check (state in ('REQUESTED', 'APPROVED', 'PAID', 'REFUSED', 'CANCELLED', 'REVERSED')),
    add constraint payment_agreed check (state not in ('APPROVED', 'PAID', 'REVERSED') or approved_by is not null),
    add constraint payment_made check ((state in ('PAID', 'REVERSED')) = (paid_by is not null)
        and (paid_by is null) = (paid_on is null) and (paid_by is null) = (receipt is null) and (paid_by is null) = (signed is null)),
    add constraint payment_reversed check ((state = 'REVERSED') = (reversed_at is not null) and (reversed_at is null) = (reversed_by is null));
grant update (reversed_at, reversed_by) on assistance.payment to akoma_protection;

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

-- The hand that signs is the actor's own, holds the role, and signs what a second person agreed to in this very version.
create or replace function assistance.own_hand() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
    return new;
end $$;
revoke execute on function assistance.return_payment from public;
grant execute on function assistance.return_payment to akoma_protection;
