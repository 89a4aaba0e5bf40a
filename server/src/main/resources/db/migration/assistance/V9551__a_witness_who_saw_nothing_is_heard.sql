-- The witness whom finance named says that they saw no money given: all who read the payment read so, and a project manager finds whether it arrived.
insert into access.decision_kind (kind, roles, proposers, section) values ('MONEY_UNSEEN', '{PROJECT_MANAGER}', '{CASE_WORKER,SHELTER_MANAGER}', null);
alter table assistance.payment add column denied_at timestamptz;         -- the witness said that they did not see it; no login writes these two
alter table assistance.payment add column arrived boolean;               -- what a project manager found since; null: nothing yet

create function assistance.deny() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p assistance.payment;
begin
    update assistance.payment x set denied_at = new.ended_at where x.id = new.subject and x.witness_id = new.decided_by and x.paid_at is not null returning * into p;
    perform access.ring(array[p.worker_id, p.supervisor_id], 'alert');
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
    perform access.ring(array[p.worker_id, p.supervisor_id, p.paid_by], 'task');
    return null;
end $$;
create trigger find_arrived after update on access.decision for each row
    when (new.kind = 'MONEY_UNSEEN' and new.state in ('AGREED', 'REFUSED') and old.state = 'WAITING') execute function assistance.find_arrived();
revoke execute on function assistance.deny, assistance.keep_unseen, assistance.find_arrived from public;
