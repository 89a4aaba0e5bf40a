-- Where a child lives needs two people (trust.md 2), and a return to a family what trust.md 3 names: held here, whatever room or program writes.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('HOME',             '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16),
    ('HOME_CHANGE',      '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16),
    ('TRACING',          '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 2),
    ('RETURN_EXCEPTION', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128);

-- What is known of the family is sealed; in clear stays only that nobody is to be returned to it: it took part, or contact is unsafe.
alter table cases.family add column bars_return boolean not null default false;
-- The exception by which a child was returned in spite of what was missing, for ever.
alter table cases.placement add column exception_id uuid constraint placement_exception references access.decision;
alter table cases.placement drop constraint placement_approval;
alter table cases.placement add constraint placement_approval
    check (state not in ('CURRENT', 'ENDED') or kind = 'SHELTER' or approved_by is not null) not valid;

-- The country of the place where the child is: the shelter's own, else that of the last home. Before any place, that of the structure that looks after the file.
create function cases.country_now(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(
        (select coalesce(s.country, p.country) from cases.placement p left join cases.shelter s on s.id = p.shelter_id
          where p.file_id = file and p.state in ('CURRENT', 'ENDED') order by p.state = 'CURRENT' desc, p.since desc, p.id desc limit 1),
        (select o.country from cases.case_file f join access.organisation o on o.id = f.organisation_id where f.id = file)) $$;

-- What is missing for a return to a family in this country from this day on.
create function cases.return_lacks(file uuid, to_country text, day date) returns text[]
stable language plpgsql security definer set search_path = pg_catalog as $$
declare t cases.tracing; lacks text[] := '{}'; answer text;
begin
    select * into t from cases.tracing x where x.file_id = file and x.status in ('VERIFIED', 'REUNIFIED') order by x.opened_on desc, x.id desc limit 1;
    if t.id is null then lacks := lacks || 'TRACING'::text; end if;
    if t.return_safe is not true then lacks := lacks || 'RETURN_SAFE'::text; end if;
    if exists (select from cases.family x where x.file_id = file and x.bars_return) then lacks := lacks || 'FAMILY'::text; end if;
    if not exists (select from cases.case_file x where x.id = file and x.assessed_at is not null) then lacks := lacks || 'ASSESSMENT'::text; end if;
    if not exists (select from cases.best_interests x where x.file_id = file) then
        lacks := lacks || 'BEST_INTERESTS'::text;
    elsif (to_country is distinct from cases.country_now(file)
           or not exists (select from cases.guardian g where g.file_id = file and g.kind in ('PARENT', 'RELATIVE') and g.appointed_on <= day
                             and coalesce(g.ended_on, 'infinity') > day))
          and not exists (select from cases.best_interests x where x.file_id = file and x.kind = 'DETERMINATION' and x.professions >= 2) then
        lacks := lacks || 'DETERMINATION'::text;
    end if;
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1;
    if answer is null or answer in ('REFUSED', 'WITHDRAWN') then lacks := lacks || 'CONSENT'::text; end if;
    return lacks;
end $$;
-- The same for who works on the file; null for anybody else: it tells what family, consent and best interests hold.
create function cases.return_missing(file uuid, to_country text, day date) returns text[]
stable language sql security definer set search_path = pg_catalog as $$
    select case when access.works_on(file, 16) then cases.return_lacks(file, to_country, day) end $$;
create function cases.where_now(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 16, false) then cases.country_now(file) end $$;
-- An agreed exception for a return to this country that no return has used yet: for thirty days, and no longer than until a home that it was asked for is refused.
create function cases.unused_exception(file uuid, country text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select d.id from access.decision d where d.kind = 'RETURN_EXCEPTION' and d.subject = file and d.state = 'AGREED'
       and d.facts ->> 'country' = unused_exception.country
       and not exists (select from cases.placement p where p.exception_id = d.id) and d.ended_at > access.moment() - interval '30 days'
       and not exists (select from access.decision h where h.kind = 'HOME' and h.file_id = file and h.state = 'REFUSED' and h.ended_at > d.ended_at)
     order by d.ended_at desc limit 1 $$;
revoke execute on function cases.country_now, cases.return_lacks, cases.return_missing, cases.where_now, cases.unused_exception from public;
grant execute on function cases.return_missing, cases.where_now, cases.unused_exception to akoma_protection;

create function cases.keep_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare begins boolean := new.state = 'CURRENT' and (tg_op = 'INSERT' or old.state <> 'CURRENT'); lacks text[];
begin
    if tg_op = 'INSERT' and new.shelter_id is not null then select s.country into new.country from cases.shelter s where s.id = new.shelter_id; end if;
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if not (new.state = 'PROPOSED' or new.state = 'CURRENT' and new.kind = 'SHELTER') then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.exception_id := null;
    elsif (new.file_id, new.kind, new.shelter_id, new.country, new.since, new.recorded_by)
          is distinct from (old.file_id, old.kind, old.shelter_id, old.country, old.since, old.recorded_by)
          or new.exception_id is distinct from old.exception_id then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
    elsif begins then
        new.approved_by := access.agreed_by('HOME', old.id, old.version);
        if old.state <> 'PROPOSED' or new.approved_by is null then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
    elsif new.state = 'CURRENT' and new.kind <> 'SHELTER' and new.sealed is distinct from old.sealed
          and not access.agreed('HOME_CHANGE', old.id, old.version) then
        raise exception 'cases.home-change-not-decided' using errcode = 'insufficient_privilege';
    end if;
    if begins and new.kind = 'FAMILY_REUNIFIED' then
        lacks := cases.return_lacks(new.file_id, new.country, new.since);
        if cardinality(lacks) > 0 then
            new.exception_id := cases.unused_exception(new.file_id, new.country);
            if new.exception_id is null then
                raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = array_to_string(lacks, ', ');
            end if;
        end if;
    end if;
    return new;
end $$;
create trigger keep_home before insert or update on cases.placement for each row execute function cases.keep_home();

-- A family is verified, and the return called safe, by what another person agreed to, and its words are changed by another such agreement; nobody is
-- reunified with a family that was not, nor while living elsewhere.
-- Whether who acts agreed a moment ago to this: the sealed words beside it are those of the same decision.
create function cases.tracing_agreed(t cases.tracing, version int) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.decision d where d.kind = 'TRACING' and d.subject = t.id and d.version = tracing_agreed.version and d.state = 'AGREED'
                      and d.decided_by = access.actor() and d.ended_at = access.moment()
                      and d.facts = jsonb_build_object('returnSafe', t.return_safe, 'verifiedOn', t.verified_on));
end $$;
revoke execute on function cases.tracing_agreed from public;
create function cases.keep_tracing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if new.status in ('VERIFIED', 'REUNIFIED') or new.return_safe is not null or new.verified_on is not null then
            raise exception 'cases.tracing-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if new.file_id <> old.file_id then raise exception 'cases.tracing-stays' using errcode = 'insufficient_privilege'; end if;
    if (new.status = 'VERIFIED' and old.status <> 'VERIFIED' or (new.return_safe, new.verified_on) is distinct from (old.return_safe, old.verified_on))
       and not (new.status = 'VERIFIED' and cases.tracing_agreed(new, old.version))
       or old.verified_on is not null and new.status in ('VERIFIED', 'REUNIFIED', 'CLOSED') and new.sealed is distinct from old.sealed
          and not cases.tracing_agreed(new, old.version)
       or new.status = 'REUNIFIED' and (old.status not in ('VERIFIED', 'REUNIFIED') or new.return_safe is not true)
       or new.status = 'REUNIFIED' and old.status <> 'REUNIFIED' and not exists (
              select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT' and p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')) then
        raise exception 'cases.tracing-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_tracing before insert or update on cases.tracing for each row execute function cases.keep_tracing();
