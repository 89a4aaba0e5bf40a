-- Before a file is opened in an emergency, who has a second factor shows it again: an open browser that somebody else sits at, or a stolen token,
-- opens no child's file (OWASP ASVS 7.5.3).
alter table access.credential add column totp_shown_at timestamptz;

-- DONE, WRONG, LOCKED, or NONE where the person has no second factor. step: as at the door. Wrong codes count like a wrong password of one's own.
create function door.show_factor(token bytea, step bigint, moment timestamptz, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; place text := 'D own keys';
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if c.totp_sealed is null then outcome := 'NONE';
    elsif locked_until is not null then outcome := 'LOCKED';
    elsif step is null or step <= c.totp_last or abs(step - floor(extract(epoch from moment) / 30)) > 1 then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.credential k set totp_last = step, totp_shown_at = moment where k.person_id = s.person_id;
    end if;
end $$;
revoke execute on function door.show_factor from public;
grant execute on function door.show_factor to akoma_door;

-- Whether the actor has no second factor, or showed it within five minutes; spent by one act.
create function access.factor_is_shown() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.credential c where c.person_id = access.actor() and c.totp_sealed is not null
                          and coalesce(c.totp_shown_at, '-infinity') <= access.moment() - interval '5 minutes') $$;
create function access.spend_factor() returns void language sql security definer set search_path = pg_catalog as $$
    update access.credential c set totp_shown_at = null where c.person_id = access.actor() and c.totp_shown_at is not null $$;
revoke execute on function access.factor_is_shown, access.spend_factor from public;

-- As in V101, and FACTOR: a second factor is there and was not shown within five minutes; JUDGED: somebody judged within 24 hours that the actor
-- had opened this file without need.
create or replace function access.break_glass(id uuid, file uuid, file_code text, reason bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare ends timestamptz; child record;
begin
    if access.actor() is null or not access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR']) then return 'NO_FILE'; end if;
    if not access.factor_is_shown() then return 'FACTOR'; end if;
    perform pg_advisory_xact_lock(hashtextextended(access.actor()::text, 9));   -- one after another, or two would count themselves as the last
    if (select count(*) from access.break_glass b where b.person_id = access.actor() and b.verdict is null) >= access.limit_of('break-glass.unreviewed.max', 2) then
        return 'UNREVIEWED';
    end if;
    if (select count(*) from access.break_glass b where b.person_id = access.actor() and b.at > access.moment() - interval '24 hours')
       >= access.limit_of('break-glass.day.max', 3) then
        return 'TODAY';
    end if;
    select f.worker_id, f.supervisor_id, f.organisation_id into child from cases.case_file f where f.id = file and f.code = break_glass.file_code;
    if not found then return 'NO_FILE'; end if;
    if exists (select from access.break_glass b where b.person_id = access.actor() and b.file_id = file and b.verdict = 'NOT_JUSTIFIED'
                  and b.reviewed_at > access.moment() - interval '24 hours') then
        return 'JUDGED';
    end if;
    if access.in_emergency(file) or coalesce((select bit_or(g.sections & (access.ceilings())[g.way]) = 511 from access.file_grant g
         where g.file_id = file and g.holder = any (access.holders()) and g.valid_from <= access.moment() and g.valid_until > access.moment()), false) then
        return 'NOT_NEEDED';
    end if;
    ends := access.moment() + make_interval(hours => access.limit_of('break-glass.duration', 4));
    insert into access.break_glass (id, file_id, file_code, person_id, at, until, review_due, reason)
    values (break_glass.id, file, break_glass.file_code, access.actor(), access.moment(), ends,
            access.moment() + make_interval(hours => access.limit_of('break-glass.review.max', 24)), break_glass.reason);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    values (break_glass.id, file, 'PERSON', access.actor(), 511, true, access.moment(), ends, 'BREAK_GLASS', access.actor());
    perform access.spend_factor();
    perform access.ring(array(select access.custodians()) || child.worker_id || child.supervisor_id, 'alert');
    return 'OPENED';
end $$;
