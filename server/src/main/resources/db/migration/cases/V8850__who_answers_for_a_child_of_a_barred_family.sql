-- Beside a family that took part or is unsafe, or was so until two people agreed otherwise (family_bars), only a guardian whom an authority appointed answers
-- for the child, and whoever is named then waits for a supervisor, who did not name them. A mandate that an authority gave ends by a supervisor too.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('GUARDIAN',     '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2),
    ('GUARDIAN_END', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2);
alter table cases.guardian add column waits boolean not null default false;

-- The same for who sees the answers.
create function cases.is_family_barred(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 2, false) and cases.family_bars(file) $$;
-- A guardian whom an authority appointed, and whom nobody still has to confirm, answers for the child on this day.
create function cases.is_appointed(file uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.guardian g where g.file_id = is_appointed.file and g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') and not g.waits
                      and g.appointed_on <= day and coalesce(g.ended_on, 'infinity') > day) $$;

create function cases.guardian_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then new.waits := cases.family_bars(new.file_id); end if;
    return new;
end $$;
create trigger guardian_waits before insert on cases.guardian for each row execute function cases.guardian_waits();

-- Nor does one who was named before: once the family is barred, a mandate that no supervisor has confirmed waits for one.
create function cases.guardians_wait() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        update cases.guardian g set waits = true
         where g.file_id = new.file_id and g.ended_on is null and not g.waits and g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION')
           and not exists (select from access.decision d where d.kind = 'GUARDIAN' and d.subject = g.id and d.state = 'AGREED');
    end if;
    return null;
end $$;
revoke execute on function cases.guardians_wait from public;
create trigger guardians_wait after insert or update on cases.family for each row when (new.bars_return) execute function cases.guardians_wait();

-- What a supervisor agreed to takes effect with it. The version of an end is its day: no other day is written.
create function cases.guardian_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.kind = 'GUARDIAN' then
        update cases.guardian g set waits = false where g.id = new.subject and g.file_id = new.file_id and g.recorded_by <> new.decided_by;
    else
        update cases.guardian g set ended_on = date '1970-01-01' + new.version where g.id = new.subject and g.file_id = new.file_id and g.ended_on is null;
    end if;
    return null;
end $$;
create trigger guardian_decided after update of state on access.decision for each row
    when (new.kind in ('GUARDIAN', 'GUARDIAN_END') and old.state = 'WAITING' and new.state = 'AGREED') execute function cases.guardian_decided();

create or replace function cases.keep_guardian() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if old.ended_on is not null or new.ended_on is null or new.ended_on not between new.appointed_on and (access.moment() at time zone 'UTC')::date then
        raise exception 'cases.guardian-ended' using errcode = 'insufficient_privilege';
    elsif old.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') and not old.waits
       and not exists (select from access.decision d where d.kind = 'GUARDIAN_END' and d.subject = old.id and d.file_id = old.file_id and d.state = 'AGREED'
                          and d.version = new.ended_on - date '1970-01-01') then
        raise exception 'cases.guardian-end-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- An answer in which a guardian has a part, on a file whose family is barred.
create function cases.consent_of_barred() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and cases.family_bars(new.file_id) and not cases.is_appointed(new.file_id, (new.at at time zone 'UTC')::date) then
        raise exception 'cases.consent-guardian-took-part' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger consent_of_barred before insert on cases.consent for each row
    when (new.given_by not in ('CHILD_CONSENT_ALONE', 'CHILD', 'NOBODY')) execute function cases.consent_of_barred();
revoke execute on function cases.is_family_barred, cases.is_appointed, cases.guardian_waits, cases.guardian_decided, cases.consent_of_barred from public;
grant execute on function cases.is_family_barred to akoma_protection;
