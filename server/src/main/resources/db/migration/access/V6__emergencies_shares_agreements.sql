-- ---------- emergency access: one's own grant, for hours, watched ------------------------------------------------------
-- Emergency access (requirements.md 9, trust.md G7): everything that limits it lies in the function that gives it, so that no login gets round it.
create table access.break_glass (
    id          uuid constraint break_glass_pk primary key,
    file_id     uuid not null constraint break_glass_file references access.dossier,
    file_code   text not null,
    person_id   uuid not null constraint break_glass_person references access.person,
    at          timestamptz not null,
    until       timestamptz not null,
    reason      bytea not null,                                      -- sealed: it speaks of a child
    reviewed_by uuid constraint break_glass_reviewer references access.person,
    reviewed_at timestamptz,
    verdict     text constraint break_glass_verdict check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
    review_due  timestamptz not null,                                -- by when it is to be judged
    why         bytea,
    constraint break_glass_reviewed_by_another check (reviewed_by is distinct from person_id),
    constraint break_glass_review_whole check ((reviewed_by is null) = (verdict is null) and (reviewed_by is null) = (reviewed_at is null)));
create index break_glass_waiting on access.break_glass (at) where verdict is null;
create index break_glass_of_person on access.break_glass (person_id, at);
alter table access.break_glass enable row level security;
create policy watched on access.break_glass for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy seen on access.break_glass for select to akoma_protection using (person_id = (select access.actor()) or access.keeps(file_id, 256, true));
grant select on access.break_glass to akoma_protection, akoma_custody;

-- ---------- emergency access -------------------------------------------------------------------------------------------
-- A limit of the house as a number: what the house has chosen, or else the default of reference/policies.json (a test holds them together).
create function access.limit_of(key text, standard int) returns int
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return coalesce((select l.value from reference.limit_in_force l where l.key = limit_of.key), standard);
end $$;
-- Rings without a word of what it is about; nobody rings their own bell. About: the record that ends the ring, null for what is only told.
create function access.ring(persons uuid[], kind text, about uuid default null) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at, about, target)
    select gen_random_uuid(), x, ring.kind, access.moment(), ring.about, ring.about from (select distinct unnest(persons) x) p where x is not null and x <> access.actor();
end $$;
-- The same about a child's file, with the matter as a code: who may open the file reads both, anybody else that something rang. at: by the house, in nobody's session.
create function access.ring_of_file(persons uuid[], kind text, file uuid, matter text, at timestamptz default null) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at, target, matter)
    select gen_random_uuid(), x, ring_of_file.kind, coalesce(ring_of_file.at, access.moment()), ring_of_file.file, ring_of_file.matter
      from (select distinct unnest(persons) x) p where x is not null and (ring_of_file.at is not null or x <> access.actor());
end $$;
-- What became of an account, and of whose: who approves accounts would else read one line many times. at: by the house, in nobody's session.
create function access.ring_account(persons uuid[], what text, whose uuid, at timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at, what, target)
    select gen_random_uuid(), x, 'account', coalesce(ring_account.at, access.moment()), ring_account.what, whose from (select distinct unnest(persons) x) p
     where x is not null and (ring_account.at is not null or x <> access.actor());
end $$;
-- The same by the clock of the house, in nobody's session: where what was late is marked, its people are rung, so that no caller marks it and rings nobody.
create function access.ring_by_house(persons uuid[], kind text, at timestamptz, about uuid default null) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at, about, target)
    select gen_random_uuid(), x, ring_by_house.kind, ring_by_house.at, ring_by_house.about, ring_by_house.about from (select distinct unnest(persons) x) p where x is not null;
end $$;
-- OPENED, NO_FILE, NOT_NEEDED (the actor holds all of it already, or opened it before), TODAY (three within 24 hours), UNREVIEWED (two wait to be judged),
-- FACTOR (a second factor is there and was not shown within five minutes), JUDGED (somebody judged within 24 hours that the actor had opened this file
-- without need).
create function access.break_glass(id uuid, file uuid, file_code text, reason bytea) returns text
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
    if not found or retention.is_erased(file) then return 'NO_FILE'; end if;
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
    perform access.ring_account(array(select access.custodians()) || child.worker_id || child.supervisor_id, 'EMERGENCY', access.actor());
    return 'OPENED';
end $$;
revoke execute on function access.limit_of, access.ring, access.ring_of_file, access.ring_account, access.ring_by_house, access.break_glass from public;
grant execute on function access.limit_of to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function access.break_glass to akoma_protection;

-- ---------- why an emergency was not justified -------------------------------------------------------------------------
-- Who judges an emergency access as not justified says why: the access and the sessions of a colleague end, and they read the reason.
-- Whether it has the form of what the house seals (a byte 1, the number of one of the keys, 28 bytes about the text), with a text of so many letters
-- in quotes. The database holds no key: that the text opens, and what it says, this does not prove. Who reviews it sees that it does not open.
create function access.is_sealed_for_house(sealed bytea, letters int) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if octet_length(sealed) < 35 + letters or substring(sealed for 1) <> '\x01' or sealed is null then return false; end if;
    return exists (select from vault.key_fingerprint k where k.holder = 'custody'
                      and k.number = ('x' || encode(substring(sealed from 2 for 4), 'hex'))::bit(32)::int);
end $$;
-- Whether somebody works with one of those whom it is about, and an officer whom it is not about works with none of them: a colleague is no judge.
create function access.works_beside(concerned uuid[], who uuid, moment timestamptz default access.moment()) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    with beside as (select p.organisation_id as id from access.person p where p.id = any (concerned))
    select exists (select from access.person w join beside b on b.id = w.organisation_id where w.id = who)
       and exists (select from access.who_serve('DATA_PROTECTION_OFFICER', moment) x join access.person c on c.id = x
                    where c.id <> all (concerned) and c.organisation_id not in (select b.id from beside b)) $$;
-- The same of an officer who acts, and who opened a file in an emergency or read beyond what is usual.
create function access.is_beside_opener(opener uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role(array['DATA_PROTECTION_OFFICER']) and access.works_beside(array[opener], access.actor()) $$;
-- DONE, NOT_FOUND (also for who does not hold the file otherwise), TO_ONESELF, BESIDE, CHANGED (judged already), WHY (not justified, and nobody says why).
create function access.judge_break_glass(glass uuid, verdict text, why bytea default null) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare opened access.break_glass;
begin
    select * into opened from access.break_glass b where b.id = glass for update;
    if not found or not (access.has_role(array['DATA_PROTECTION_OFFICER'])
            or (access.has_role(array['CASE_SUPERVISOR']) and access.keeps(opened.file_id, 256, true)) or opened.person_id = access.actor()) then
        return 'NOT_FOUND';
    end if;
    if opened.person_id = access.actor() or access.is_namesake(opened.person_id, access.actor()) then return 'TO_ONESELF'; end if;
    if access.is_beside_opener(opened.person_id) then return 'BESIDE'; end if;
    if opened.verdict is not null then return 'CHANGED'; end if;
    if judge_break_glass.verdict is distinct from 'JUSTIFIED' and not access.is_sealed_for_house(judge_break_glass.why, 20) then return 'WHY'; end if;
    update access.break_glass b set reviewed_by = access.actor(), reviewed_at = access.moment(), verdict = judge_break_glass.verdict,
           why = judge_break_glass.why where b.id = glass;
    if judge_break_glass.verdict = 'NOT_JUSTIFIED' then
        update access.file_grant g set valid_until = greatest(g.valid_from, access.moment()) where g.id = glass and g.valid_until > access.moment();
        delete from access.session s where s.person_id = opened.person_id;
    end if;
    perform access.ring_account(array[opened.person_id], 'EMERGENCY_' || judge_break_glass.verdict, opened.person_id);
    return 'DONE';
end $$;

-- The reason of an emergency access is text that the house sealed, or no reviewer could read it: an opening without one opens nothing.
create function access.opened_with_a_reason() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_sealed_for_house(new.reason, 20) then raise exception 'access.emergency-without-reason' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger opened_with_a_reason before insert on access.break_glass for each row execute function access.opened_with_a_reason();
revoke execute on function access.is_sealed_for_house, access.works_beside, access.is_beside_opener, access.judge_break_glass, access.opened_with_a_reason from public;
grant execute on function access.is_beside_opener, access.judge_break_glass to akoma_protection, akoma_custody;

-- ---------- no list leaves from an emergency ---------------------------------------------------------------------------
-- The files of which a running emergency access of the actor opens more than the other grants do: no line of them leaves in a list as a file or in an
-- export, since their columns would be filled with what the emergency opens (trust.md G1).
create function access.opened_in_emergency() returns table (file_id uuid, file_code text)
stable language sql security definer set search_path = pg_catalog as $$
    select distinct b.file_id, b.file_code from access.break_glass b
     where b.person_id = access.actor() and b.until > access.moment()
       and (select coalesce(bit_or(h.reads) filter (where h.reason = 'BREAK_GLASS'), 0) & ~coalesce(bit_or(h.reads) filter (where h.reason <> 'BREAK_GLASS'), 0)
              from access.held h where h.file_id = b.file_id) <> 0 $$;
revoke execute on function access.opened_in_emergency from public;
grant execute on function access.opened_in_emergency to akoma_protection;

-- ---------- a share ends with who gave it ------------------------------------------------------------------------------
-- Nobody shares more than they hold, nor for longer (trust.md G3): a share ends no later than what its giver holds of it, and with it when that ends first.
-- Until when a person may write these sections of the file, emergencies and deputyship apart; null: not now.
create function access.writes_until(person uuid, file uuid, sections int) returns timestamptz
stable language sql security definer set search_path = pg_catalog as $$
    select case when bool_and(b.until is not null) then min(b.until) end
      from (select (select max(g.valid_until) from access.file_grant g
                     where g.file_id = writes_until.file and g.may_write and g.sections & bit.bit <> 0 and g.reason not in ('BREAK_GLASS', 'DEPUTY')
                       and g.valid_from <= access.moment() and g.valid_until > access.moment()
                       and (g.holder = access.holder('PERSON', writes_until.person)
                            or exists (select from access.person_role r join access.organisation o on o.id = r.organisation_id
                                        where r.person_id = writes_until.person and r.approved_at <= access.moment()
                                          and r.valid_from <= access.moment() and r.valid_until > access.moment()
                                          and g.holder in (access.holder('UNIT', r.unit_id), case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                                                           case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)))) as until
              from (select (1 << n) as bit from generate_series(0, 8) n where writes_until.sections & (1 << n) <> 0) bit) b $$;
-- The same of who is inside, so that it can be said before.
create function access.writes_until(file uuid, sections int) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select access.writes_until(access.actor(), file, sections) $$;

create function access.shared_no_longer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.valid_until > access.writes_until(new.given_by, new.file_id, new.sections) then  -- who holds nothing of it is refused by the policy
        raise exception 'access.share-outlives-its-giver' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger shared_no_longer before insert on access.file_grant for each row
    when (new.reason = 'SHARED' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function access.shared_no_longer();

create function access.shares_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant s set valid_until = greatest(coalesce(access.writes_until(new.grantee, s.file_id, s.sections), access.moment()), access.moment(), s.valid_from)
     where s.file_id = new.file_id and s.reason = 'SHARED' and s.given_by = new.grantee and s.grantee <> new.grantee
       and s.valid_until > greatest(access.moment(), s.valid_from)
       and s.valid_until > coalesce(access.writes_until(new.grantee, s.file_id, s.sections), access.moment());
    return null;
end $$;
create trigger shares_end after update of valid_until on access.file_grant for each row
    when (new.valid_until < old.valid_until and new.grantee_kind = 'PERSON' and new.reason not in ('BREAK_GLASS', 'DEPUTY')) execute function access.shares_end();
revoke execute on function access.writes_until(uuid, uuid, int), access.writes_until(uuid, int), access.shared_no_longer, access.shares_end from
    public;
grant execute on function access.writes_until(uuid, int) to akoma_protection, akoma_enforcement;

-- ---------- sharing agreements -----------------------------------------------------------------------------------------
-- What two structures agreed to tell each other about children: proposed by one person, in force once another has confirmed it.
-- It is read at its two structures and by their deputies, and by those who confirm and end agreements of all structures (requirements.md 8.3). Anyone else who
-- works on a child's file reads no agreement, but what may be passed on about that child: access.agreements_of, access.agreements_between.
create function access.speaks_for_which() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.organisation_id from access.person p where p.id = access.actor() and p.organisation_id is not null
    union select x.organisation_id from access.deputy x where x.person_id = access.actor() and access.is_deputy(x.person_id, x.organisation_id) $$;
revoke execute on function access.speaks_for_which from public;
grant execute on function access.speaks_for_which to akoma_protection, akoma_custody;
create table access.sharing_agreement (
    id             uuid constraint sharing_agreement_pk primary key,
    from_id        uuid not null constraint sharing_agreement_from references access.organisation,
    to_id          uuid not null constraint sharing_agreement_to references access.organisation,
    both_ways      boolean not null,
    purposes       text[] not null constraint sharing_agreement_purposes
                       check (cardinality(purposes) > 0 and purposes <@ array['CARE', 'PROTECTION', 'TRACING', 'RETURN']),
    sections       int not null constraint sharing_agreement_sections check (sections between 1 and 511),
    channel        text not null constraint sharing_agreement_channel check (channel in ('AKOMA', 'ENCRYPTED_FILE', 'SEALED_LETTER', 'CALL_BACK')),
    retention_days int not null constraint sharing_agreement_retention check (retention_days between 1 and 3650),
    signed_on      date not null,
    expires_on     date not null,                                       -- the first day on which it no longer holds
    proposed_by    uuid not null constraint sharing_agreement_proposer references access.person,
    proposed_at    timestamptz not null,
    confirmed_by   uuid constraint sharing_agreement_confirmer references access.person,
    confirmed_at   timestamptz,
    ended_on       date,                                                -- ended before its time: the first day on which it no longer holds
    ended_by       uuid constraint sharing_agreement_ender references access.person,
    constraint sharing_agreement_two_structures check (from_id <> to_id),
    constraint sharing_agreement_two_persons check (confirmed_by is distinct from proposed_by),
    constraint sharing_agreement_confirmation check ((confirmed_by is null) = (confirmed_at is null)),
    constraint sharing_agreement_end check ((ended_on is null) = (ended_by is null)),
    constraint sharing_agreement_life check (signed_on < expires_on));
create index sharing_agreement_pair on access.sharing_agreement (from_id, to_id);
create index sharing_agreement_back on access.sharing_agreement (to_id, from_id) where both_ways;
create index sharing_agreement_listed on access.sharing_agreement (signed_on desc, id desc);
alter table access.sharing_agreement enable row level security;
create policy seen on access.sharing_agreement for select to akoma_protection, akoma_custody
    using ((select access.holds_role('{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}'))
           or from_id in (select access.speaks_for_which()) or to_id in (select access.speaks_for_which()));
create policy proposed on access.sharing_agreement for insert to akoma_protection
    with check (proposed_by = (select access.actor()) and confirmed_by is null and ended_on is null);
create policy signed on access.sharing_agreement for update to akoma_protection, akoma_custody   -- of those that one sees; sign_agreement says who may
    using ((select access.actor()) is not null);
grant select, insert, update (confirmed_by, confirmed_at, ended_on, ended_by) on access.sharing_agreement to akoma_protection;
grant select, update (confirmed_by, confirmed_at, ended_on, ended_by) on access.sharing_agreement to akoma_custody;
create trigger no_agreement_with_police before insert or update of confirmed_by on access.sharing_agreement for each row execute function access.no_agreement_with_police();
create trigger changed_by_oneself before update on access.sharing_agreement for each row execute function access.changed_by_oneself('confirmed_by', 'ended_by');

create trigger one_act before update of confirmed_at, confirmed_by on access.sharing_agreement for each row
    when (row(new.confirmed_at, new.confirmed_by) is distinct from row(old.confirmed_at, old.confirmed_by))
    execute function access.one_act('ONCE', 'confirmed_at', 'confirmed_by');

-- Nobody confirms or ends in another's name, and what is confirmed stays confirmed.
-- ---------- agreements ----------------------------------------------------------------------------------------------
-- An agreement is ended by one of its two structures, by the refusal of what was proposed, or by the project manager and the data protection officer
-- together.
create function access.sign_agreement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if new.confirmed_by is distinct from old.confirmed_by
       and (old.confirmed_by is not null or not access.just_decided('AGREEMENT', old.id, 1, true) or new.confirmed_by is distinct from access.actor())
       or new.ended_by is distinct from old.ended_by and (old.ended_by is not null or new.ended_by is distinct from access.actor()
           or not access.holds_role('{CASE_SUPERVISOR,PROJECT_MANAGER,MINISTRY_OFFICER,DATA_PROTECTION_OFFICER}')
           or not (access.speaks_for(old.from_id) or access.speaks_for(old.to_id) or access.just_decided('AGREEMENT', old.id, 1, false)
                   or access.just_decided('AGREEMENT_END', old.id, 1, true)))
       or new.ended_on is distinct from old.ended_on
          and (old.ended_on is not null or new.ended_on < (access.moment() at time zone 'UTC')::date) then
        raise exception 'access.agreement-in-anothers-name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sign_agreement before update on access.sharing_agreement for each row execute function access.sign_agreement();
revoke execute on function access.sign_agreement from public;

-- ---------- who proposes an agreement ----------------------------------------------------------------------------------
create function access.speaks_for(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and p.organisation_id = organisation)
        or access.is_deputy(access.actor(), organisation) $$;
-- Whether anybody who works there and signs in could propose what this structure gives.
create function access.has_giver(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p join access.person_role r on r.person_id = p.id join access.decision_kind k on k.kind = 'AGREEMENT'
                    where p.organisation_id = organisation and r.role = any (k.proposers)
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and access.signs_in(p.id)) $$;
-- What a structure gives is proposed by one of its own people; by its deputy, but not to the deputy's own structure; and by the project manager where nobody
-- there could (requirements.md 8.3; trust.md G3). Else who receives, or who coordinates, would open another structure's files.
create function access.may_give(giver uuid, receiver uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and (p.organisation_id = giver
                      or p.organisation_id is distinct from receiver and access.is_deputy(p.id, giver)))
        or access.holds_role('{PROJECT_MANAGER}') and not access.has_giver(giver) $$;
-- One that gives from both sides has a single proposer, who speaks for no two structures that each have people to propose: each of these proposes what it gives.
create function access.may_give_both(one uuid, other uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.may_give(one, other) and access.may_give(other, one) and not (access.has_giver(one) and access.has_giver(other)) $$;
create function access.proposed_by_who_gives() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_custody')
       and not (case when new.both_ways then access.may_give_both(new.from_id, new.to_id) else access.may_give(new.from_id, new.to_id) end) then
        raise exception 'access.agreement-of-another' using errcode = 'insufficient_privilege';
    end if;
    if session_user in ('akoma_protection', 'akoma_custody') and not (access.exists_today(new.from_id) and access.exists_today(new.to_id)) then
        raise exception 'access.no-organisation' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger proposed_by_who_gives before insert on access.sharing_agreement for each row execute function access.proposed_by_who_gives();
revoke execute on function access.speaks_for, access.has_giver, access.may_give, access.may_give_both, access.proposed_by_who_gives from public;
grant execute on function access.may_give, access.may_give_both to akoma_protection, akoma_custody;
grant execute on function access.speaks_for to akoma_protection, akoma_custody;
-- ---------- what may be passed on about a child that one works for ------------------------------------------------------------
-- Whether the actor reads a file that one of these structures holds.
create function access.works_for_a_file_of(structures uuid[]) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.held g join cases.case_file f on f.id = g.file_id where f.organisation_id = any (structures));
end $$;
-- The agreements of a structure, for who refers a child of it: of its own people, or on a file that it holds.
create function access.agreements_of(structure uuid) returns setof access.sharing_agreement
stable language sql security definer set search_path = pg_catalog as $$
    select a.* from access.sharing_agreement a
     where structure in (a.from_id, a.to_id)
       and (access.holds_role('{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}') or access.speaks_for(structure) or access.works_for_a_file_of(array[structure])) $$;
-- Those of two structures, either way: also where a referral that the actor reads names the two, as one that was written on paper by a third structure.
create function access.agreements_between(one uuid, other uuid) returns setof access.sharing_agreement
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not (access.holds_role('{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}') or access.speaks_for(one) or access.speaks_for(other)
            or access.works_for_a_file_of(array[one, other])
            or exists (select from referrals.referral r join access.held g on g.file_id = r.file_id
                        where (r.from_id, r.to_id) in ((one, other), (other, one)))) then
        return;
    end if;
    return query select a.* from access.sharing_agreement a where (a.from_id, a.to_id) in ((one, other), (other, one));
end $$;
revoke execute on function access.works_for_a_file_of, access.agreements_of, access.agreements_between from public;
grant execute on function access.agreements_of, access.agreements_between to akoma_protection, akoma_custody;
-- Whom running referrals of files of this structure let read by name at another one: who receives them no more reads on until they end. For who is shown
-- what an agreement opens.
create function access.reads_by_referral(teller uuid, listener uuid) returns table (person_id uuid, sections int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}') and not access.speaks_for(teller) and not access.speaks_for(listener) then return; end if;
    return query select g.grantee, bit_or(g.sections) from access.file_grant g join cases.case_file f on f.id = g.file_id join access.person p on p.id = g.grantee
                  where f.organisation_id = teller and p.organisation_id = listener and g.grantee_kind = 'PERSON' and g.reason = 'REFERRAL'
                    and g.valid_from <= access.moment() and g.valid_until > access.moment() group by g.grantee;
end $$;
revoke execute on function access.reads_by_referral from public;
grant execute on function access.reads_by_referral to akoma_protection, akoma_custody;

-- ---------- safeguarding focal points ----------------------------------------------------------------------------------
-- Who receives complaints about the conduct of a structure's people, besides the data protection officers. One of them names who it is, another one or a
-- project manager agrees: one person alone would choose who reads what is said about themself (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('FOCAL_POINT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{DATA_PROTECTION_OFFICER}', null);
create table access.focal_point (
    id              uuid constraint focal_point_pk primary key,
    organisation_id uuid not null constraint focal_point_of references access.organisation,
    person_id       uuid not null constraint focal_point_is references access.person,
    valid_from      timestamptz not null,                            -- infinity: it waits for the second person
    valid_until     timestamptz not null default 'infinity',
    designated_by   uuid constraint focal_point_by references access.person,   -- null: made with the house itself
    constraint focal_point_not_oneself check (designated_by <> person_id));
create unique index focal_point_once on access.focal_point (organisation_id, person_id) where valid_from < 'infinity' and valid_until = 'infinity';
create index focal_point_of_person on access.focal_point (person_id);
alter table access.focal_point enable row level security;
create policy known on access.focal_point for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration using ((select access.actor()) is not null);
-- A complaint is read outside the team that it may be about (requirements.md 8.7): nobody who follows, houses or supervises children of the structure, their
-- deputy, or whom an account of the structure names as supervisor.
create function access.is_of_team(person uuid, organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = is_of_team.person and r.organisation_id = is_of_team.organisation
                      and r.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER') and r.valid_until > access.moment()
                      and (r.approved_at is not null or r.given_by is null))
        or access.is_deputy(is_of_team.person, is_of_team.organisation)
        or exists (select from access.person p where p.supervisor_id = is_of_team.person and p.organisation_id = is_of_team.organisation
                      and p.compartment = 'akoma_protection' and p.contract_until > (access.moment() at time zone 'UTC')::date) $$;
revoke execute on function access.is_of_team from public;
grant execute on function access.is_of_team to akoma_custody;
-- Who is named in an open complaint about the structure, or works beside whom it is about, does not choose who reads it, nor end who does: a colleague only
-- where two who oversee the house are neither, so that two are left to name. Complaints come later. But: by whom no complaint counts, who asks or would be named.
create function access.is_concerned_at(who uuid, organisation uuid, but uuid[] default '{}') returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.complaint c cross join lateral (
                       select c.organisation_id || c.beside_ids as beside) b
                    where c.closed_at is null and c.organisation_id = is_concerned_at.organisation
                      and (c.raised_by is null or c.raised_by <> all (access.with_namesakes(is_concerned_at.but)))
                      and (who = any (access.with_namesakes(c.about_ids))
                           or exists (select from access.person p where p.id = who and p.organisation_id = any (b.beside))
                              and 2 <= (select count(*) from access.person o where o.id in (select access.who_oversee())
                                           and o.id <> all (access.with_namesakes(c.about_ids)) and o.organisation_id <> all (b.beside))));
end $$;
-- Who proposes a focal point: an officer who is not concerned; and where a complaint names all of them, or it would be a veto, one who is, as long as somebody
-- who oversees the house and is not concerned is left to agree.
create function access.names_focal_point(who uuid, organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not access.is_concerned_at(who, organisation)
        or not exists (select from access.custodians() c where not access.is_concerned_at(c, organisation))
           and exists (select from access.who_oversee() x where x <> who and not access.is_concerned_at(x, organisation)) $$;
revoke execute on function access.is_concerned_at, access.names_focal_point from public;
grant execute on function access.is_concerned_at, access.names_focal_point to akoma_custody;
create policy named on access.focal_point for insert to akoma_custody
    with check (designated_by = (select access.actor()) and valid_from = 'infinity' and not access.is_of_team(person_id, organisation_id)
                and access.names_focal_point((select access.actor()), organisation_id));
create policy ended on access.focal_point for update to akoma_custody
    using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])) and not access.is_concerned_at((select access.actor()), organisation_id));
-- Words about children and the staff that cares for them are read by the care side alone, no matter who names the reader (trust.md G10).
create function access.may_receive_complaints(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = may_receive_complaints.person and p.compartment in ('akoma_protection', 'akoma_custody')
                      and access.works_there(p.compartment, p.organisation_id)) $$;
create function access.focal_point_of_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.may_receive_complaints(new.person_id) then
        raise exception 'access.focal-point-not-of-care' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- A day that was is not written anew: an end comes now or later, and what ended does not go on but by another naming.
create function access.focal_point_only_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration')
       and (new.valid_until > old.valid_until or new.valid_until < access.moment()) then
        raise exception 'access.focal-point-only-ends' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger focal_point_only_ends before update of valid_until on access.focal_point for each row
    when (new.valid_until <> old.valid_until) execute function access.focal_point_only_ends();
-- Who reads what is told to a focal point: of the care side, and able to sign in. Who cannot reads nothing, and what only they would read is passed on.
create function access.receives_complaints(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.may_receive_complaints(person) and access.signs_in(person) $$;
create trigger focal_point_of_care before insert or update of person_id, organisation_id, valid_from on access.focal_point for each row
    execute function access.focal_point_of_care();
revoke execute on function access.may_receive_complaints, access.focal_point_of_care, access.focal_point_only_ends, access.receives_complaints from public;
grant execute on function access.may_receive_complaints to akoma_custody;
grant select on access.focal_point to akoma_protection, akoma_enforcement, akoma_administration;
grant select, insert, update (valid_until) on access.focal_point to akoma_custody;

-- Who is the focal point of a structure now. One who joined its team since by a role, as its deputy or as a supervisor of its people is none meanwhile.
create function access.focal_points(organisation uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.person_id from access.focal_point f where f.organisation_id = organisation and f.valid_from <= access.moment() and f.valid_until > access.moment()
       and access.receives_complaints(f.person_id) and not access.is_of_team(f.person_id, organisation) $$;
-- Whether it still waits, and they have neither joined the team nor been confirmed by another request since they were named.
create function access.may_confirm_focal_point(point uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.focal_point f where f.id = point and f.valid_from = 'infinity' and f.valid_until = 'infinity'
                      and access.receives_complaints(f.person_id) and not access.is_of_team(f.person_id, f.organisation_id)
                      and not exists (select from access.focal_point o where o.organisation_id = f.organisation_id and o.person_id = f.person_id
                                         and o.valid_from < 'infinity' and o.valid_until = 'infinity')) $$;
-- Whether anybody at work could agree, but who acts, who would be named, and whom an open complaint about the structure names: else it would wait for ever.
create function access.has_second_for_focal_point(person uuid, organisation uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.who_oversee() x where x <> access.actor() and x <> person and not access.is_concerned_at(x, organisation));
end $$;
-- By who agreed, in that transaction: from now on they receive what is told. The others who read complaints about this structure are rung, then and when
-- one is ended.
create function access.confirm_focal_point(point uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.just_decided('FOCAL_POINT', point, 1, true) or not access.may_confirm_focal_point(point) then return false; end if;
    update access.focal_point f set valid_from = access.moment() where f.id = point;
    return found;
end $$;
-- Refused, or taken back by who asked.
create function access.drop_focal_point(point uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.focal_point f set valid_until = access.moment() where f.id = point and f.valid_from = 'infinity' and f.valid_until = 'infinity'
       and (access.just_decided('FOCAL_POINT', point, 1, false)
            or f.designated_by = access.actor() and not exists (select from access.decision d where d.kind = 'FOCAL_POINT' and d.subject = point and d.state = 'WAITING'));
    return found;
end $$;
create function access.ring_for_focal_point() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null then
        perform access.ring(array(select access.who_oversee()) || array(select access.focal_points(new.organisation_id)) || new.person_id, 'account');
    end if;
    return null;
end $$;
create trigger ring_for_focal_point after update of valid_from, valid_until on access.focal_point for each row
    when (new.valid_from < 'infinity') execute function access.ring_for_focal_point();
revoke execute on function access.may_confirm_focal_point, access.has_second_for_focal_point, access.confirm_focal_point, access.drop_focal_point,
    access.ring_for_focal_point from public;
grant execute on function access.has_second_for_focal_point to akoma_custody;
grant execute on function access.may_confirm_focal_point, access.confirm_focal_point, access.drop_focal_point to akoma_protection, akoma_custody;
create function access.is_focal_point(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.actor() in (select access.focal_points(organisation)) $$;
-- Whom a complaint reaches, for the doorbell: the police side cannot look up the custodian's people.
create function access.safeguards(organisation uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select access.focal_points(organisation)
    union select r.person_id from access.person_role r where r.role = 'DATA_PROTECTION_OFFICER' and r.approved_at <= access.moment()
             and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
revoke execute on function access.is_focal_point, access.focal_points, access.safeguards from public;
grant execute on function access.is_focal_point, access.safeguards to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- bulk reads -------------------------------------------------------------------------------------------------
-- Lists about children leave in bulk with two people, where who takes them works on none of the children (requirements.md 9: "exports and bulk reads
-- need two persons"): for one list and one day, agreed to by the data protection officer.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('BULK_READ', '{DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER,FINANCE_OFFICER}', null);
-- Whether this is what somebody asks about a list of children, in one format, on this day: BulkReads names the same lists.
create function access.is_bulk_read(person uuid, subject uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select version = (access.moment() at time zone 'UTC')::date - date '1970-01-01'
       and exists (select from unnest(array['alerts', 'attendance', 'cases', 'conferences', 'csi', 'ctdc', 'forgotten', 'htcds', 'payments', 'referrals', 'risk',
                                            'services', 'tasks', 'visits']) list, unnest(array['CSV', 'XLSX']) format
                    where access.named_id('BULK_READ/' || person || '/' || list || '/' || format) = subject) $$;
-- What an agreement let leave: that list, in that format, on that day, once. It is used up here.
create table access.bulk_read_taken (
    decision_id uuid constraint bulk_read_taken_pk primary key constraint bulk_read_taken_agreement references access.decision,
    person_id   uuid not null constraint bulk_read_taken_person references access.person,
    list        text not null,
    format      text not null constraint bulk_read_taken_format check (format in ('CSV', 'XLSX')),
    day         date not null,
    taken_at    timestamptz not null);
create index bulk_read_taken_of_person on access.bulk_read_taken (person_id, day);
alter table access.bulk_read_taken enable row level security;         -- of the functions alone
-- Whether who acts oversees or pays, whatever other role they hold beside it, or the list is of the whole programme: as BulkReads.needsTwo.
create function access.bulk_needs_two(list text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select list = 'ctdc' or access.has_role('{PROJECT_MANAGER,FINANCE_OFFICER}') $$;
-- The agreement of today that is not used up; null: there is none.
create function access.open_bulk_read(list text, format text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select d.id from access.decision d
     where d.kind = 'BULK_READ' and d.subject = access.named_id('BULK_READ/' || access.actor() || '/' || list || '/' || format)
       and d.version = (access.moment() at time zone 'UTC')::date - date '1970-01-01' and d.state = 'AGREED'
       and not exists (select from access.bulk_read_taken t where t.decision_id = d.id) order by d.ended_at limit 1 $$;
-- Uses it up and answers it; null: there is none, or another taking was quicker.
create function access.take_bulk_read(list text, format text) returns uuid volatile language sql security definer set search_path = pg_catalog as $$
    insert into access.bulk_read_taken (decision_id, person_id, list, format, day, taken_at)
        select d, access.actor(), list, format, (access.moment() at time zone 'UTC')::date, access.moment() from access.open_bulk_read(list, format) d where d is not null
        on conflict do nothing returning decision_id $$;
-- Whether this agreement was used up by who acts in this act.
create function access.took_bulk_read(agreement uuid, list text, format text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.bulk_read_taken t where t.decision_id = agreement and t.person_id = access.actor() and t.list = took_bulk_read.list
                      and t.format = took_bulk_read.format and t.taken_at = access.moment()) $$;
-- Whether who acts exported this list today.
create function access.took_bulk_read_today(list text, format text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.bulk_read_taken t where t.person_id = access.actor() and t.day = (access.moment() at time zone 'UTC')::date
                      and t.list = took_bulk_read_today.list and t.format = took_bulk_read_today.format) $$;
revoke execute on function access.took_bulk_read_today from public;
grant execute on function access.took_bulk_read_today to akoma_protection;
revoke execute on function access.is_bulk_read, access.bulk_needs_two, access.open_bulk_read, access.take_bulk_read, access.took_bulk_read from public;
grant execute on function access.bulk_needs_two, access.open_bulk_read, access.take_bulk_read, access.took_bulk_read to akoma_protection;

-- How many lines about children left by one person on one day, also on the paper of a file, which counts as many lines. Nobody's login writes it but by the function.
create table access.exported_lines (
    person_id uuid not null constraint exported_lines_person references access.person,
    day       date not null,
    lines     bigint not null,
    constraint exported_lines_pk primary key (person_id, day));
alter table access.exported_lines enable row level security;
create policy watched on access.exported_lines for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy own on access.exported_lines for select to akoma_protection using (person_id = (select access.actor()));
grant select on access.exported_lines to akoma_protection, akoma_custody;

-- Of a list that needs two, only what an agreement was used up for today (a file with names has agreements of its own, and names no list). Counts, rings the data protection officers when the day's total goes beyond the limit by these lines, and answers whom it rang.
create function access.count_exported(list text, exported bigint) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare total bigint; most int := access.limit_of('export.lines-a-day', 2000); rung uuid[]; reads text; at timestamptz := access.moment(); me uuid := access.actor();
begin
    if access.actor() is null or exported <= 0 then return; end if;
    if list is not null and access.bulk_needs_two(list)
       and not exists (select from access.bulk_read_taken t where t.person_id = access.actor() and t.list = count_exported.list and t.day = (at at time zone 'UTC')::date) then
        raise exception 'pages.bulk-read-by-two' using errcode = 'insufficient_privilege';
    end if;
    insert into access.exported_lines as e (person_id, day, lines) values (access.actor(), (access.moment() at time zone 'UTC')::date, exported)
        on conflict (person_id, day) do update set lines = e.lines + excluded.lines returning e.lines into total;
    if total > most and total - exported <= most then
        rung := array(select distinct r.person_id from access.person_role r where r.role = 'DATA_PROTECTION_OFFICER' and r.approved_at <= access.moment()
                        and r.valid_from <= access.moment() and r.valid_until > access.moment() and r.person_id <> access.actor());
        reads := current_setting('akoma.reads', true);
        perform set_config('akoma.reads', '', true);             -- a token that only reads rings too, and changes nothing else
        -- not by access.ring: the seal of the session covers what it reads, so that nobody acts meanwhile
        insert into notices.bell (id, person_id, kind, rung_at, what, target) select gen_random_uuid(), x, 'account', at, 'LINES_TAKEN', me from unnest(rung) x;
        perform set_config('akoma.reads', coalesce(reads, ''), true);
        return query select unnest(rung);
    end if;
end $$;
revoke execute on function access.count_exported from public;
grant execute on function access.count_exported to akoma_protection;

-- ---------- who oversees every file ------------------------------------------------------------------------------------
-- Who sees something of every file by their role alone, and by no grant on it: for who works on a file and asks who sees it (requirements.md 9).
create function access.overseers() returns table (role text, people text[])
stable language sql security definer set search_path = pg_catalog as $$
    select r.role, array_agg(distinct upper(p.code) order by upper(p.code)) from access.person_role r join access.person p on p.id = r.person_id
     where access.actor() is not null and r.role in ('PROJECT_MANAGER', 'FINANCE_OFFICER', 'DATA_PROTECTION_OFFICER')
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
     group by r.role order by r.role $$;
revoke execute on function access.overseers from public;
grant execute on function access.overseers to akoma_protection;

-- ---------- time and person of a change --------------------------------------------------------------------------------
create function access.keep_end_of_agreement() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_custody') then
        raise exception 'access.agreement-ended' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_end_of_agreement before update of ended_on on access.sharing_agreement for each row
    when (old.ended_on is not null and new.ended_on is distinct from old.ended_on) execute function access.keep_end_of_agreement();
revoke execute on function access.keep_end_of_agreement from public;
