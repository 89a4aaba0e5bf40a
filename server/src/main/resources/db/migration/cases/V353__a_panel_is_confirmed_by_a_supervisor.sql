-- Names that are typed are no panel: a determination counts once a supervisor who did not write it has confirmed members, professions and minutes. The
-- minutes are a document of the file, or written; what is written is sealed.
alter table cases.best_interests add column minutes_id uuid, add column minutes_written boolean not null default false;
alter table cases.best_interests add constraint best_interests_minutes check (kind = 'ASSESSMENT' or minutes_id is not null or minutes_written) not valid;
-- A determination says in a code what was determined, and for a return the country: that a panel sat opens nothing which it did not determine.
alter table cases.best_interests
    add column answer text constraint best_interests_answer check (answer in ('RETURN', 'STAY', 'OTHER_CARE')),
    add column answer_country text,
    add constraint best_interests_answered check (case kind when 'DETERMINATION' then answer is not null and (answer = 'RETURN') = (answer_country is not null)
                                                       else answer is null and answer_country is null end);
create function cases.keep_minutes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from attachments.attachment a where a.id = new.minutes_id and a.file_id = new.file_id and a.withdrawn_at is null
                      and a.kind in ('DOCUMENT', 'CERTIFICATE')) then
        raise exception 'cases.no-such-minutes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_minutes before insert on cases.best_interests for each row when (new.minutes_id is not null) execute function cases.keep_minutes();
revoke execute on function cases.keep_minutes from public;
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PANEL', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128);
create function cases.is_determined(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.best_interests x where x.file_id = is_determined.file and x.kind = 'DETERMINATION' and x.professions >= 2
                      and exists (select from access.decision d where d.kind = 'PANEL' and d.subject = x.id and d.file_id = x.file_id and d.state = 'AGREED'
                                     and d.decided_by <> x.author)) $$;
-- The newest one that was confirmed determined that the child goes to live in this country.
create function cases.is_determined(file uuid, country text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select x.answer = 'RETURN' and x.answer_country = is_determined.country
                       from cases.best_interests x join access.decision d on d.kind = 'PANEL' and d.subject = x.id and d.file_id = x.file_id
                      where x.file_id = is_determined.file and x.kind = 'DETERMINATION' and x.professions >= 2 and d.state = 'AGREED' and d.decided_by <> x.author
                      order by x.at desc, x.id desc limit 1), false) $$;
revoke execute on function cases.is_determined(uuid), cases.is_determined(uuid, text) from public;
-- From that moment it counts, and the clock of the determination stops.
create function cases.panel_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.is_determined(new.file_id) then
        update cases.case_file f set determined_at = least(f.determined_at, new.ended_at) where f.id = new.file_id;
    end if;
    return null;
end $$;
create trigger panel_confirmed after update of state on access.decision for each row
    when (new.kind = 'PANEL' and new.state = 'AGREED' and old.state = 'WAITING') execute function cases.panel_confirmed();
revoke execute on function cases.panel_confirmed from public;

-- What is missing for a return to a family in this country from this day on.
create or replace function cases.return_lacks(file uuid, to_country text, day date) returns text[]
stable language plpgsql security definer set search_path = pg_catalog as $$
declare t cases.tracing; lacks text[] := '{}';
begin
    select * into t from cases.tracing x where x.file_id = file and x.status in ('VERIFIED', 'REUNIFIED') order by x.opened_on desc, x.id desc limit 1;
    if t.id is null then lacks := lacks || 'TRACING'::text; end if;
    if t.return_safe is not true then lacks := lacks || 'RETURN_SAFE'::text; end if;
    if cases.family_bars(file) or not exists (select from cases.family x where x.file_id = file and x.is_known) then lacks := lacks || 'FAMILY'::text; end if;
    if not exists (select from cases.case_file x where x.id = file and x.assessed_at is not null) then lacks := lacks || 'ASSESSMENT'::text; end if;
    if not exists (select from cases.best_interests x where x.file_id = file) then
        lacks := lacks || 'BEST_INTERESTS'::text;
    end if;
    if (to_country is distinct from cases.country_now(file)
           or not cases.is_accompanied(file, day))
          and not cases.is_determined(file, to_country) then
        lacks := lacks || 'DETERMINATION'::text;
    end if;
    if cases.return_consented(file, day) is not true then lacks := lacks || 'CONSENT'::text; end if;
    return lacks;
end $$;
