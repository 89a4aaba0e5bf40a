-- A plan is approved by somebody who wrote no part of it (requirements.md 2.1, step 8): its authors are kept by the database, what waits or was
-- approved is not changed any more, and only an agreement to this very version approves it.
alter table cases.plan add column authors uuid[] not null default '{}';
update cases.plan set authors = array[author];

create function cases.keep_authors() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if new.status <> 'DRAFT' then raise exception 'cases.plan-not-decided' using errcode = 'insufficient_privilege'; end if;
        new.authors := array[access.actor()];
        return new;
    end if;
    if new.author <> old.author or new.file_id <> old.file_id or new.number <> old.number then
        raise exception 'cases.plan-of-another' using errcode = 'insufficient_privilege';
    end if;
    new.authors := array(select distinct unnest(old.authors || new.authors));  -- they only become more
    if new.version < old.version or new.status = 'SUBMITTED' and (old.status = 'SUBMITTED') = (new.version > old.version) then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';  -- each submission is a version of its own
    end if;
    if new.status = 'APPROVED' and old.status <> 'APPROVED' then
        new.decided_by := access.actor();
        if old.status <> 'SUBMITTED' or not access.just_decided('PLAN', old.id, old.version, true) or new.decided_by = any (old.authors) then
            raise exception 'cases.plan-not-decided' using errcode = 'insufficient_privilege';
        end if;
    elsif old.status in ('APPROVED', 'REPLACED') and new.status not in ('REPLACED', old.status) then
        raise exception 'cases.plan-decided' using errcode = 'insufficient_privilege';
    end if;
    if new.sealed is distinct from old.sealed and old.status not in ('DRAFT', 'RETURNED') and new.status <> 'RETURNED' then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';
    end if;
    if new.sealed is distinct from old.sealed and old.status in ('DRAFT', 'RETURNED') and not access.actor() = any (new.authors) then
        new.authors := new.authors || access.actor();
    end if;
    return new;
end $$;
create trigger keep_authors before insert or update on cases.plan for each row execute function cases.keep_authors();

-- A goal is written while its plan is; afterwards only what became of it is said. Who writes one is an author of the plan.
create function cases.keep_goals() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare plan cases.plan;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'UPDATE' then
        if new.plan_id <> old.plan_id or new.file_id <> old.file_id then
            raise exception 'cases.goal-of-another-plan' using errcode = 'insufficient_privilege';
        end if;
        if (to_jsonb(new) - 'met') = (to_jsonb(old) - 'met') then return new; end if;
    end if;
    select * into plan from cases.plan p where p.id = new.plan_id and p.file_id = new.file_id;
    if plan.status is null or plan.status not in ('DRAFT', 'RETURNED') then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';
    end if;
    if not access.actor() = any (plan.authors) then
        update cases.plan p set authors = p.authors || access.actor() where p.id = plan.id;
    end if;
    return new;
end $$;
create trigger keep_goals before insert or update on cases.plan_goal for each row execute function cases.keep_goals();

-- What waits goes with the file to the structure that holds it.
create function cases.decisions_follow() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set organisation_id = new.organisation_id where d.file_id = new.id and d.state = 'WAITING';
    return null;
end $$;
create trigger decisions_follow after update of organisation_id on cases.case_file for each row
    when (new.organisation_id is distinct from old.organisation_id) execute function cases.decisions_follow();
