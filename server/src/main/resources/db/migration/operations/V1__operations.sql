grant usage on schema operations to akoma_enforcement, akoma_custody, akoma_statistics;

-- The police side. Every row hangs on an operation, which is a dossier with a key and grants of its own; only the enforcement login comes here.
-- Bits: 256 the operation, its sites, persons screened and figures; 4 suspects and evidence, which can be shared apart.
create table operations.operation (
    id                uuid constraint operation_pk primary key constraint operation_dossier references access.dossier,
    code              text not null constraint operation_code unique constraint operation_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{2,39}$'),
    country           text not null constraint operation_country check (country ~ '^[A-Z]{2}$'),
    starts_on         date not null,
    ends_on           date,
    sectors           text[] not null constraint operation_sectors check (cardinality(sectors) between 1 and 20),
    area              bytea not null,                                -- sealed: the name of a town never lies here in clear
    officers          int constraint operation_officers check (officers between 0 and 100000),
    expected_children int not null constraint operation_expected check (expected_children between 0 and 100000),
    care_capacity     int not null constraint operation_capacity check (care_capacity between 0 and 100000),
    care_confirmed_by text,                                          -- code of the structure that will take the children in
    care_confirmed_on date,
    status            text not null constraint operation_status check (status in ('PLANNED', 'RUNNING', 'CLOSED')),
    started_at        timestamptz,
    closed_at         timestamptz,
    version           int not null default 1,
    constraint operation_ends_after_start check (ends_on >= starts_on),
    constraint operation_only_with_care check (status = 'PLANNED' or (care_capacity >= expected_children and care_confirmed_by is not null)),
    constraint operation_moments check ((started_at is null) = (status = 'PLANNED') and (closed_at is not null) = (status = 'CLOSED')));
call access.protect('operations.operation', 'id', 256, 'akoma_enforcement');
-- An operation is planned anew, begun and ended by who coordinates; an officer records what happens in it.
create trigger asks_role before update on operations.operation for each statement execute function access.asks_role('LE_COORDINATOR');
-- Of a record only those columns change that one of its acts changes; what they replace is kept (operations.former). History is only added to.
grant select, insert, update (country, starts_on, ends_on, sectors, area, officers, expected_children, care_capacity, care_confirmed_by, status,
    started_at, closed_at, version) on operations.operation to akoma_enforcement;

create table operations.site (
    id           uuid constraint site_pk primary key,
    operation_id uuid not null constraint site_operation references operations.operation,
    code         text not null constraint site_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    sector       text not null,
    place        bytea,                                              -- sealed
    version      int not null default 1,
    constraint site_code unique (operation_id, code),
    constraint site_in_operation unique (operation_id, id));
call access.protect('operations.site', 'operation_id', 256, 'akoma_enforcement');
grant select, insert, update (sector, place, version) on operations.site to akoma_enforcement;

create table operations.screened (
    id           uuid constraint screened_pk primary key,
    operation_id uuid not null constraint screened_operation references operations.operation,
    code         text not null constraint screened_code_form check (code ~ '^P-\d{3,}$'),
    site_id      uuid not null,
    screened_at  timestamptz not null,
    appears      text not null constraint screened_appears check (appears in ('CHILD', 'ADULT')),
    sex          text not null constraint screened_sex check (sex in ('F', 'M', 'U')),
    apparent_age int not null constraint screened_age check (apparent_age between 0 and 120),
    status       text not null constraint screened_status check (status in ('SCREENED', 'PRESUMED_VICTIM', 'CONFIRMED_VICTIM', 'NOT_A_VICTIM', 'ADULT')),
    -- Each police service numbers its victims and suspects in its own way; the house only gives numbers of the form LE-V-07 where none was given.
    victim_ref   text constraint screened_victim_form check (victim_ref ~ '^[A-Z][A-Z0-9-]{2,29}$'),
    slip_id      uuid constraint screened_slip references slips.slip constraint screened_one_slip unique,
    note         bytea,                                              -- sealed
    recorded_by  uuid not null default access.actor() constraint screened_recorded_by references access.person,
    version      int not null default 1,
    constraint screened_code unique (operation_id, code),
    constraint screened_victim unique (operation_id, victim_ref),
    constraint screened_in_operation unique (operation_id, id),
    constraint screened_site foreign key (operation_id, site_id) references operations.site (operation_id, id),
    -- A child is under 18; in doubt it is one, so that somebody who looks a little older may be a child too.
    constraint screened_age_agrees check (case appears when 'ADULT' then apparent_age >= 18 else apparent_age <= 20 end),
    constraint screened_victims_are_known check (status not in ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM') or victim_ref is not null));
call access.protect('operations.screened', 'operation_id', 256, 'akoma_enforcement');
grant select, insert, update (site_id, screened_at, appears, sex, apparent_age, note, status, victim_ref, slip_id, version) on operations.screened to akoma_enforcement;
create trigger by_oneself after insert on operations.screened referencing new table as added for each statement execute function access.by_oneself('recorded_by');

create table operations.decision (
    screened_id  uuid not null constraint decision_person references operations.screened,
    n            int not null,
    operation_id uuid not null,
    status       text not null,
    decided_by   text not null,                                      -- code of a person
    organisation text not null,                                      -- code of the structure of who decided
    agreed_by    text,                                               -- code of the second person who agreed to take from a child what protects it; null: none was needed
    decided_at   timestamptz not null,
    reason       bytea,                                              -- sealed
    constraint decision_pk primary key (screened_id, n));
call access.protect('operations.decision', 'operation_id', 256, 'akoma_enforcement');
grant select, insert on operations.decision to akoma_enforcement;

create table operations.suspect (
    id           uuid constraint suspect_pk primary key,
    operation_id uuid not null constraint suspect_operation references operations.operation,
    code         text not null constraint suspect_code_form check (code ~ '^[A-Z][A-Z0-9-]{2,29}$'),
    role         text not null constraint suspect_role check (role in ('EXPLOITER', 'RECRUITER', 'TRANSPORTER', 'HARBOURER', 'OTHER')),
    facts_on     date not null,                                      -- the law in force that day is the legal basis
    arrested_on  date,
    referred_on  date,
    status       text not null constraint suspect_status check (status in
                     ('ARRESTED', 'UNDER_INVESTIGATION', 'ON_TRIAL', 'CONVICTED', 'ACQUITTED', 'RELEASED_NO_CHARGE')),
    at_liberty   boolean not null,
    identity     bytea,                                              -- sealed: name, nationality, notes
    version      int not null default 1,
    constraint suspect_code unique (operation_id, code),
    constraint suspect_in_operation unique (operation_id, id),
    constraint suspect_referred_after_arrest check (referred_on >= arrested_on));
call access.protect('operations.suspect', 'operation_id', 4, 'akoma_enforcement');
grant select, insert, update (role, facts_on, arrested_on, referred_on, identity, status, at_liberty, version) on operations.suspect to akoma_enforcement;

create table operations.proceeding (
    suspect_id   uuid not null constraint proceeding_suspect references operations.suspect,
    n            int not null,
    operation_id uuid not null,
    status       text not null,
    at_liberty   boolean not null,
    since        date not null,
    recorded_by  text not null,
    recorded_at  timestamptz not null,
    constraint proceeding_pk primary key (suspect_id, n));
call access.protect('operations.proceeding', 'operation_id', 4, 'akoma_enforcement');
grant select, insert on operations.proceeding to akoma_enforcement;

create table operations.victim_suspect (
    operation_id uuid not null,
    screened_id  uuid not null,
    suspect_id   uuid not null,
    constraint victim_suspect_pk primary key (operation_id, screened_id, suspect_id),
    constraint victim_suspect_victim foreign key (operation_id, screened_id) references operations.screened (operation_id, id),
    constraint victim_suspect_suspect foreign key (operation_id, suspect_id) references operations.suspect (operation_id, id));
create index victim_suspect_by_suspect on operations.victim_suspect (suspect_id);
call access.protect('operations.victim_suspect', 'operation_id', 4, 'akoma_enforcement');
grant select, insert, delete on operations.victim_suspect to akoma_enforcement;

create table operations.evidence (
    id           uuid constraint evidence_pk primary key,
    operation_id uuid not null constraint evidence_operation references operations.operation,
    code         text not null constraint evidence_code_form check (code ~ '^E-\d{3,}$'),
    kind         text not null constraint evidence_kind check (kind in ('DOCUMENT', 'OBJECT', 'STATEMENT', 'PHOTO', 'DIGITAL', 'OTHER')),
    suspect_id   uuid,
    collected_on date not null,
    collected_by text not null,
    reference    bytea not null,                                     -- sealed: registry number and description
    version      int not null default 1,
    constraint evidence_code unique (operation_id, code),
    constraint evidence_suspect foreign key (operation_id, suspect_id) references operations.suspect (operation_id, id));
call access.protect('operations.evidence', 'operation_id', 4, 'akoma_enforcement');
grant select, insert, update (kind, suspect_id, collected_on, reference, version) on operations.evidence to akoma_enforcement;

create table operations.figure (
    id           uuid constraint figure_pk primary key,
    operation_id uuid not null constraint figure_operation references operations.operation,
    source       text not null constraint figure_source check (source ~ '^[[:alnum:].&''-]{2,24}( [[:alnum:].&''-]{2,24})?$'),
    published_on date,
    measure      text not null constraint figure_measure check (measure in ('CHILDREN', 'OFFICERS', 'ARRESTED', 'REFERRED', 'CONVICTED')),
    -- As it was published: "plus de 48". It is read by the public: one number, and no other words than these.
    value_text   text not null constraint figure_value check (value_text ~* ('^((au moins|at least|no fewer than|plus de|plus d[''’]|au[- ]del. de|more than|over|'
                     || 'pr.s de|nearly|almost|presque|environ|about|around|approximately|au plus|jusqu[''’].|at most|up to) ?|[>~] ?)?([0-9]{1,8}|[0-9]{1,3}( [0-9]{3}){1,2})'
                     || '( ?\+| (ou plus|et plus|or more))?( (enfants?|children|child|agents?|officiers?|officers?|policiers?|personnes?|people|suspects?|victim(e?s?)))?$')),
    low          int not null,
    high         int,                                                -- null: no upper bound
    definition   bytea,                                              -- sealed: a published sentence may name a town
    version      int not null default 1,
    constraint figure_once unique nulls not distinct (operation_id, source, measure, published_on),
    constraint figure_bounds check (low <= high));
call access.protect('operations.figure', 'operation_id', 256, 'akoma_enforcement');
grant select, insert, update (source, published_on, value_text, low, high, definition, version) on operations.figure to akoma_enforcement;

-- Who publishes: authorities, organisations and press by name. The source of a figure is typed by one person and read by every reader of indicators and, in a
-- release, by the public; outside of the operation it is said only where it is one of these or a structure (docs/decisions/safe-tables.md).
create table operations.publisher (name text constraint publisher_pk primary key);
insert into operations.publisher (name) values
    ('INTERPOL'), ('IOM'), ('OIM'), ('OIT'), ('ILO'), ('UNICEF'), ('UNODC'), ('ONUDC'), ('UNHCR'), ('HCR'), ('UNOCI'), ('ONUCI'), ('UNFPA'), ('UNDP'),
    ('PNUD'), ('ECOWAS'), ('CEDEAO'), ('AU'), ('UA'), ('EU'), ('UE'), ('Europol'), ('Afripol'), ('ICI'), ('CICI'), ('AFP'), ('Reuters'), ('AP'),
    ('BBC'), ('RFI'), ('VOA'), ('CNN'), ('TV5MONDE'), ('DW'), ('APA'), ('AIP'), ('RTI'), ('GBC'), ('GNA'), ('Guardian'), ('Monde'), ('France24'), ('Al Jazeera'), ('Associated Press'), ('Le Monde'), ('Le Point'), ('The Guardian'), ('France 24'), ('Jeune Afrique'), ('Fraternité Matin'),
    ('L''Inter'), ('Abidjan.net'), ('Koaci.com'), ('Daily Graphic'), ('Ghana Police'), ('US State'), ('Police nationale'), ('Gendarmerie nationale'),
    ('Gouvernement'), ('Government'), ('Ministère'), ('Ministry'), ('United Nations'), ('Nations unies'), ('Press release'), ('Communiqué');
-- Of structures those that the public page names (publication.report_partner).
create function operations.public_source(source text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select source where exists (select from operations.publisher p where lower(p.name) = lower(source))
        or exists (select from access.organisation o where lower(source) in (lower(o.code), lower(o.label), lower(o.label_en))
                      and o.kind in ('INTERGOVERNMENTAL', 'CENTRAL_GOVERNMENT', 'LAW_ENFORCEMENT')
                      and not exists (select from cases.shelter s where s.organisation_id = o.id)));
end $$;

create function operations.is_code_taken(wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from operations.operation o where o.code = wanted) $$;

-- Counts of whole operations as of a moment, for those who may see figures but no record. A plan is nobody's figure, and an operation that still runs
-- neither: who reads figures is outside the police, and one word to those who are searched for ends it.
create function operations.report_operation(as_of timestamptz, within_hours int)
returns table (code text, country text, starts_on date, closed boolean, officers int, screened bigint, victims bigint, not_victims bigint, adults bigint,
               arrested bigint, referred bigint, convicted bigint, slips bigint, slips_in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, o.country, o.starts_on, coalesce(o.closed_at <= as_of, false), o.officers, coalesce(p.screened, 0), coalesce(p.victims, 0),
           coalesce(p.not_victims, 0), coalesce(p.adults, 0), coalesce(s.arrested, 0), coalesce(s.referred, 0), coalesce(s.convicted, 0),
           coalesce(l.slips, 0), coalesce(l.in_time, 0)
      from operations.operation o
      left join (select x.operation_id, count(*) as screened, count(*) filter (where d.status = 'CONFIRMED_VICTIM') as victims,
                        count(*) filter (where d.status = 'NOT_A_VICTIM') as not_victims, count(*) filter (where d.status = 'ADULT') as adults
                   from operations.screened x
                   left join lateral (select c.status from operations.decision c where c.screened_id = x.id and c.decided_at <= as_of
                                       order by c.n desc limit 1) d on true
                  where x.screened_at <= as_of group by x.operation_id) p on p.operation_id = o.id
      left join (select y.operation_id, count(*) filter (where y.arrested_on <= (as_of at time zone 'UTC')::date) as arrested,
                        count(*) filter (where y.referred_on <= (as_of at time zone 'UTC')::date) as referred,
                        count(*) filter (where h.status = 'CONVICTED') as convicted
                   from operations.suspect y
                   left join lateral (select c.status from operations.proceeding c where c.suspect_id = y.id
                                         and c.since <= (as_of at time zone 'UTC')::date order by c.n desc limit 1) h on true
                  group by y.operation_id) s on s.operation_id = o.id
      left join slips.report_slip(as_of, within_hours) l on l.operation_id = o.id
     where o.started_at <= as_of and o.closed_at is not null $$;
revoke execute on function operations.is_code_taken, operations.report_operation from public;
grant execute on function operations.is_code_taken to akoma_enforcement;
grant execute on function operations.report_operation to akoma_statistics;

-- ---------- codes for the custodian ------------------------------------------------------------------------------------
-- The custodian of the journal reads which operation an entry is about by its code; of the operation itself they read nothing.
create function operations.codes_of(wanted uuid[]) returns table (id uuid, code text)
language sql stable security definer set search_path = pg_catalog as $$
    select o.id, o.code from operations.operation o where o.id = any (wanted)
$$;
create function operations.operation_of(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select o.id from operations.operation o where o.code = wanted
$$;
revoke execute on function operations.codes_of, operations.operation_of from public;
grant execute on function operations.codes_of, operations.operation_of to akoma_custody;

-- ---------- slips of running operations --------------------------------------------------------------------------------
-- A slip is written and corrected while its operation runs. What was written before the end is completed after it: when and to whom the child was
-- handed over, and the signature. After the end a slip is written for a child who waits for one, and for nobody else (operations.number_of_another).
create function operations.lacks_slip(person uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from operations.screened x
                    where x.id = person and x.slip_id is null and x.status in ('SCREENED', 'PRESUMED_VICTIM', 'CONFIRMED_VICTIM'))
       and operations.is_child(person);
end $$;
-- Whether a child of the operation has no slip, or one that care sent back and nobody received.
create function operations.is_waited_for(operation uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from slips.slip s where s.operation_id = operation and s.status = 'REFUSED' and s.settled_at is null)
        or exists (select from operations.screened x where x.operation_id = operation and x.slip_id is null and operations.lacks_slip(x.id));
end $$;
revoke execute on function operations.lacks_slip, operations.is_waited_for from public;
grant execute on function operations.lacks_slip, operations.is_waited_for to akoma_enforcement;
create function operations.slip_while_running() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from operations.operation o where o.id = new.operation_id and o.status = 'RUNNING')
       and (tg_op = 'INSERT' and not (operations.is_waited_for(new.operation_id)
                and exists (select from operations.operation o where o.id = new.operation_id and o.status = 'CLOSED'))
            or tg_op = 'UPDATE' and (new.site_code, new.found_at, new.badge, new.child_number, new.apparent_sex, new.apparent_age, new.urgent_medical, new.interpreter_language, new.condition)
               is distinct from (old.site_code, old.found_at, old.badge, old.child_number, old.apparent_sex, old.apparent_age, old.urgent_medical,
                                 old.interpreter_language, old.condition)) then
        raise exception 'slips.operation-not-running' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger slip_while_running before insert or update on slips.slip for each row
    when (current_user = 'akoma_enforcement') execute function operations.slip_while_running();

-- An operation starts when care itself has confirmed a place for each child that may be found; a name typed by the police confirms nothing.
create function operations.starts_with_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not slips.has_care(new.id, new.care_confirmed_by, new.expected_children) then
        raise exception 'operation_only_with_care' using errcode = 'check_violation', constraint = 'operation_only_with_care';
    end if;
    return new;
end $$;
create trigger starts_with_care before insert or update of status, care_confirmed_by, expected_children on operations.operation for each row
    when (new.status = 'RUNNING') execute function operations.starts_with_care();
-- Nor does it start without an officer among who takes part: officers alone write the slip that hands a child over to care.
create function operations.starts_with_officers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.file_grant g join access.person_role r on r.organisation_id = g.grantee
                    where g.file_id = new.id and g.grantee_kind = 'ORGANISATION' and g.valid_from <= access.moment() and g.valid_until > access.moment()
                      and r.role = 'LE_OFFICER' and r.approved_at <= access.moment() and r.valid_from <= access.moment()
                      and r.valid_until > access.moment()) then
        raise exception 'operations.no-officers' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger starts_with_officers before update of status on operations.operation for each row
    when (new.status = 'RUNNING' and old.status = 'PLANNED') execute function operations.starts_with_officers();
revoke execute on function operations.slip_while_running, operations.starts_with_care, operations.starts_with_officers from public;

-- ---------- another area is confirmed anew -----------------------------------------------------------------------------
-- The area is sealed for the police alone: that it changed is what care's confirmation hangs on (slips.care_request).
create function operations.asked_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update slips.care_request set plan_version = plan_version + 1, country = new.country, starts_on = new.starts_on where operation_id = new.id;
    return null;
end $$;
create trigger asked_anew after update of country, starts_on, area on operations.operation for each row
    when (old.status = 'PLANNED' and (new.country, new.starts_on, new.area) is distinct from (old.country, old.starts_on, old.area))
    execute function operations.asked_anew();

-- What runs was confirmed as it is: it moves to no other country, day or area.
create function operations.runs_as_confirmed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'operations.runs-as-confirmed' using errcode = 'check_violation';
end $$;
create trigger runs_as_confirmed before update of country, starts_on, area on operations.operation for each row
    when (old.status = 'RUNNING' and current_user = 'akoma_enforcement'
          and (new.country, new.starts_on, new.area) is distinct from (old.country, old.starts_on, old.area))
    execute function operations.runs_as_confirmed();
revoke execute on function operations.asked_anew, operations.runs_as_confirmed from public;

-- ---------- no end before every child is received ----------------------------------------------------------------------
-- An operation does not end while a child of it was sent back by care and is with nobody, nor while a child has no slip.
create function operations.ends_with_children_received() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from slips.slip s where s.operation_id = new.id and s.status = 'REFUSED' and s.settled_at is null) then
        raise exception 'operations.children-sent-back' using errcode = 'check_violation';
    end if;
    if exists (select from operations.screened x where x.operation_id = new.id and x.slip_id is null and operations.lacks_slip(x.id)) then
        raise exception 'operations.children-without-slip' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ends_with_children_received before update of status on operations.operation for each row
    when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function operations.ends_with_children_received();
revoke execute on function operations.ends_with_children_received from public;

-- ---------- an operation is changed by who coordinates -----------------------------------------------------------------
-- A child who was screened keeps the slip that was written for it.
create function operations.keep_slip() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_enforcement' then raise exception 'operations.slip-kept' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger keep_slip before update of slip_id on operations.screened for each row
    when (old.slip_id is not null and new.slip_id is distinct from old.slip_id) execute function operations.keep_slip();
-- Nor does a person take the slip that is written instead of another person's, or the other way round: it would hand over two children at once.
create function operations.is_slip_of_another(slip uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from operations.screened x join slips.slip s on s.id = is_slip_of_another.slip and s.operation_id = x.operation_id
                    where x.id is distinct from is_slip_of_another.person and x.slip_id is not null
                      and (x.slip_id in (select slips.corrected_by(s.id)) or s.id in (select slips.corrected_by(x.slip_id)))) $$;
create function operations.slip_of_another() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if operations.is_slip_of_another(new.slip_id, new.id) then raise exception 'operations.slip-taken' using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;
create trigger slip_of_another after insert or update of slip_id on operations.screened for each row
    when (new.slip_id is not null) execute function operations.slip_of_another();
revoke execute on function operations.is_slip_of_another, operations.slip_of_another from public;
grant execute on function operations.is_slip_of_another to akoma_enforcement;
-- A number that another slip bore is given to the slip of a person who was met and has no other; to a slip of nobody it may be the same child's. Asked when
-- the transaction ends, for the slip is written before the person has it.
create function operations.number_of_another() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement' and slips.bore_number(new.operation_id, new.site_code, new.child_number, new.id)
       and not exists (select from operations.screened x where x.slip_id = new.id) then
        raise exception 'slips.number-taken' using errcode = 'insufficient_privilege';
    end if;
    if session_user = 'akoma_enforcement' and tg_op = 'INSERT'
       and not exists (select from operations.screened x where x.slip_id = new.id)
       and not exists (select from operations.operation o where o.id = new.operation_id and o.status = 'RUNNING')
       and new.instead_of is null
       and not exists (select from slips.slip s where s.operation_id = new.operation_id and s.site_code = new.site_code
                          and s.child_number = new.child_number and s.status = 'REFUSED' and s.settled_at is null) then
        raise exception 'slips.operation-not-running' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger number_of_another after insert on slips.slip deferrable initially deferred for each row
    execute function operations.number_of_another();
create constraint trigger number_of_another_still after update on slips.slip deferrable initially deferred for each row
    when ((new.site_code, new.child_number) is distinct from (old.site_code, old.child_number)) execute function operations.number_of_another();
revoke execute on function operations.number_of_another from public;
-- What is said of a suspect is what the state says that was just recorded.
create function operations.keep_suspect() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_enforcement' and not exists (
           select from operations.proceeding c where c.suspect_id = new.id and c.status = new.status and c.at_liberty is not distinct from new.at_liberty
              and c.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes') then
        raise exception 'operations.no-proceeding' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_suspect before update of status, at_liberty on operations.suspect for each row
    when ((new.status, new.at_liberty) is distinct from (old.status, old.at_liberty))
    execute function operations.keep_suspect();
revoke execute on function operations.keep_slip, operations.keep_suspect from public;

-- ---------- an operation only moves forward ----------------------------------------------------------------------------
-- An operation is begun once and ended once: neither is taken back, nor given another moment afterwards.
create function operations.keep_course() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.status, new.status) not in (('PLANNED', 'PLANNED'), ('PLANNED', 'RUNNING'), ('RUNNING', 'RUNNING'), ('RUNNING', 'CLOSED'), ('CLOSED', 'CLOSED'))
       or old.started_at is not null and new.started_at is distinct from old.started_at
       or new.status = old.status and (new.started_at, new.closed_at) is distinct from (old.started_at, old.closed_at) then
        raise exception 'operations.only-forward' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_course before update of status, started_at, closed_at on operations.operation for each row
    when (session_user = 'akoma_enforcement') execute function operations.keep_course();

-- What somebody is taken to be is what was decided last about them, with a row that says by whom.
create function operations.keep_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement'
       and new.status is distinct from (select d.status from operations.decision d where d.screened_id = new.id order by d.n desc limit 1) then
        raise exception 'operations.not-decided' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_decided after update on operations.screened deferrable initially deferred for each row
    when (new.status is distinct from old.status) execute function operations.keep_decided();
revoke execute on function operations.keep_course, operations.keep_decided from public;

-- ---------- links of victims are kept ----------------------------------------------------------------------------------
-- To which suspects a victim was linked before is kept with who took the link away, whatever statement did: links are replaced as a whole by the act.
create table operations.former_link (
    id           bigint generated always as identity constraint former_link_pk primary key,
    operation_id uuid not null constraint former_link_operation references operations.operation,
    screened_id  uuid not null,
    suspect_id   uuid not null,
    removed_at   timestamptz not null,
    removed_by   uuid);
create index former_link_of_operation on operations.former_link (operation_id, screened_id);
call access.protect('operations.former_link', 'operation_id', 4, 'akoma_enforcement');
grant select on operations.former_link to akoma_enforcement;

-- One victim at a time, as the act does it, and by who coordinates: who takes a link away takes the child out of a suspect's trial.
create function operations.keep_links() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement' then
        if (select count(distinct (g.operation_id, g.screened_id)) from gone g) > 1 then
            raise exception 'operations.links-one-by-one' using errcode = 'insufficient_privilege';
        end if;
        if exists (select from gone) and not access.has_role(array['LE_COORDINATOR']) then
            raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
        end if;
    end if;
    insert into operations.former_link (operation_id, screened_id, suspect_id, removed_at, removed_by)
        select g.operation_id, g.screened_id, g.suspect_id, coalesce(access.moment(), now()), access.actor() from gone g;
    return null;
end $$;
create trigger keep_links after delete on operations.victim_suspect referencing old table as gone for each statement execute function operations.keep_links();
-- Officers link while the operation runs; afterwards who coordinates does.
create function operations.links_while_running() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.has_role(array['LE_COORDINATOR'])
       and exists (select from operations.operation o where o.id = new.operation_id and o.status = 'CLOSED') then
        raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger links_while_running before insert on operations.victim_suspect for each row
    when (session_user = 'akoma_enforcement') execute function operations.links_while_running();
revoke execute on function operations.keep_links, operations.links_while_running from public;

-- ---------- what the police correct ------------------------------------------------------------------------------------
-- A coordinator corrects and completes what was written (requirements.md 9). Each value that was replaced is kept here with who replaced it and when,
-- whatever statement did it; no login of the application writes this table or takes anything from it.
create table operations.former (
    id           bigint generated always as identity constraint former_pk primary key,
    operation_id uuid not null constraint former_operation references operations.operation,
    section      int not null,                                       -- of access.section: who reads the record reads what it was
    record       text not null,                                      -- table
    record_id    uuid not null,
    was          jsonb not null,                                     -- the columns that changed; sealed ones as they were sealed
    became       jsonb not null,
    replaced_at  timestamptz not null,
    replaced_by  text not null);                                     -- code of a person
create index former_of_record on operations.former (operation_id, record, record_id, id);
alter table operations.former enable row level security;
create policy seen on operations.former for select to akoma_enforcement using (access.sees(operation_id, section, false));
grant select on operations.former to akoma_enforcement;

-- Arguments: the section, and the columns of which history is kept.
create function operations.keep_former() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    o jsonb := to_jsonb(old);
    n jsonb := to_jsonb(new);
    was jsonb;
    became jsonb;
begin
    select jsonb_object_agg(c, o -> c), jsonb_object_agg(c, n -> c) into was, became
      from unnest(tg_argv[1]::text[]) c where o -> c is distinct from n -> c;
    if was is not null then
        insert into operations.former (operation_id, section, record, record_id, was, became, replaced_at, replaced_by)
        values (coalesce((o ->> 'operation_id')::uuid, old.id), tg_argv[0]::int, tg_table_name, old.id, was, became, coalesce(access.moment(), now()),
                coalesce((select upper(p.code) from access.person p where p.id = access.actor()), session_user));
    end if;
    return null;
end $$;
create trigger keep_former after update on operations.operation for each row
    execute function operations.keep_former('256', '{country,starts_on,ends_on,sectors,area,officers,expected_children,care_capacity,care_confirmed_by}');
create trigger keep_former after update on operations.site for each row execute function operations.keep_former('256', '{sector,place}');
create trigger keep_former after update on operations.screened for each row
    execute function operations.keep_former('256', '{site_id,screened_at,appears,sex,apparent_age,note}');
create trigger keep_former after update on operations.figure for each row
    execute function operations.keep_former('256', '{source,published_on,value_text,definition}');
create trigger keep_former after update on operations.suspect for each row
    execute function operations.keep_former('4', '{role,facts_on,arrested_on,referred_on,identity}');
create trigger keep_former after update on operations.evidence for each row
    execute function operations.keep_former('4', '{kind,suspect_id,collected_on,reference}');
create trigger asks_role before update on operations.site for each statement execute function access.asks_role('LE_COORDINATOR');
create trigger asks_role before update on operations.figure for each statement execute function access.asks_role('LE_COORDINATOR');
create trigger asks_role before update on operations.suspect for each statement execute function access.asks_role('LE_COORDINATOR');
create trigger asks_role before update on operations.evidence for each statement execute function access.asks_role('LE_COORDINATOR');
create trigger asks_role before update of site_id, screened_at, appears, sex, apparent_age, note on operations.screened for each statement
    execute function access.asks_role('LE_COORDINATOR');

-- ---------- a child is not made to disappear by one person -------------------------------------------------------------
-- Who was recorded as a child is said to be an adult, no victim, or no confirmed victim any more by two people of the operation: a coordinator who did not
-- record them asks, with a reason, and another officer or coordinator agrees. That they looked like a child stays written.
insert into access.decision_kind (kind, roles, proposers, section) values ('CHILD_RULED_OUT', '{LE_OFFICER,LE_COORDINATOR}', '{LE_COORDINATOR}', null);
create trigger changed_waits_no_more after update on operations.screened for each row execute function access.changed_waits_no_more('id', 'CHILD_RULED_OUT');

-- Whether anything that is recorded of a person, here or on the slip of their hand-over, now or before it was corrected, says that they are under 18.
create function operations.is_child(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from operations.screened x left join slips.slip l on l.id = x.slip_id
                    where x.id = person and (x.appears = 'CHILD' or x.apparent_age < 18 or l.apparent_age < 18))
        or exists (select from operations.screened x join operations.former f
                       on f.operation_id = x.operation_id and f.record = 'screened' and f.record_id = x.id
                    where x.id = person and (f.was ->> 'appears' = 'CHILD' or (f.was ->> 'apparent_age')::int < 18)) $$;

-- Who asked for what the actor agrees to in this very moment; null: nobody.
create function operations.ruled_out_by(person uuid, wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select d.proposed_by from access.decision d join operations.screened x on x.id = d.subject
     where d.kind = 'CHILD_RULED_OUT' and d.subject = person and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment()
       and d.record ->> 'status' = wanted and d.proposed_by <> x.recorded_by and access.follows_screened(person, d.proposed_by) $$;

create function operations.ruled_out_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare child boolean := operations.is_child(old.id) or new.appears = 'CHILD' or new.apparent_age < 18;
begin
    if old.appears = 'CHILD' and new.appears <> old.appears
       or child and new.status <> old.status and (new.status in ('ADULT', 'NOT_A_VICTIM') or old.status = 'CONFIRMED_VICTIM')
          and (operations.ruled_out_by(new.id, new.status) is null or not access.agreed('CHILD_RULED_OUT', new.id, old.version)) then
        raise exception 'operations.ruled-out-by-two' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger ruled_out_by_two before update of appears, status on operations.screened for each row
    when (session_user = 'akoma_enforcement' and (new.appears, new.status) is distinct from (old.appears, old.status))
    execute function operations.ruled_out_by_two();

-- Nor does the age that was recorded of somebody under 18 become 18 or more by one person: it follows the decision of two that they are an adult. Younger, or
-- in doubt a child, is written at once.
create function operations.is_agreed_adult(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select d.status = 'ADULT' and d.agreed_by is not null from operations.decision d where d.screened_id = person order by d.n desc limit 1), false) $$;
create function operations.age_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not operations.is_agreed_adult(new.id) then
        raise exception 'operations.age-by-two' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger age_by_two before update of apparent_age on operations.screened for each row
    when (session_user = 'akoma_enforcement' and old.apparent_age < 18 and new.apparent_age >= 18) execute function operations.age_by_two();
revoke execute on function operations.is_agreed_adult, operations.age_by_two from public;

-- A decision follows the one before it, and bears the code and the structure of who decides. A presumption is anybody's while the operation runs, unless
-- it takes back what a coordinator confirmed or two people decided; the others are a coordinator's. What takes from a child that it is a child, a victim,
-- or a confirmed one bears who asked for it, and who agreed is named beside. What takes back, or is decided after the end, says why.
create function operations.decided_by_oneself() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    me text := (select upper(p.code) from access.person p where p.id = access.actor());
    last operations.decision;
    was text;
    by_two boolean;
    settled boolean;
    over boolean := exists (select from operations.operation o where o.id = new.operation_id and o.status = 'CLOSED');
begin
    select * into last from operations.decision d where d.screened_id = new.screened_id order by d.n desc limit 1;
    was := coalesce(last.status, 'SCREENED');
    settled := was = 'CONFIRMED_VICTIM' or last.agreed_by is not null;
    by_two := operations.is_child(new.screened_id) and (new.status in ('ADULT', 'NOT_A_VICTIM') or was = 'CONFIRMED_VICTIM');
    if by_two then
        if new.agreed_by is distinct from me
           or new.decided_by is distinct from (select upper(p.code) from access.person p where p.id = operations.ruled_out_by(new.screened_id, new.status)) then
            raise exception 'operations.ruled-out-by-two' using errcode = 'insufficient_privilege';
        end if;
    elsif new.decided_by is distinct from me or new.agreed_by is not null
          or (new.status <> 'PRESUMED_VICTIM' or settled or over) and not access.has_role(array['LE_COORDINATOR']) then
        raise exception 'operations.decided-by-oneself' using errcode = 'insufficient_privilege';
    end if;
    if (by_two or settled or over) and new.reason is null then
        raise exception 'operations.decision-says-why' using errcode = 'insufficient_privilege';
    end if;
    if new.organisation is distinct from (select o.code from access.person p join access.organisation o on o.id = p.organisation_id
                                           where upper(p.code) = new.decided_by) then
        raise exception 'operations.decides-for-own' using errcode = 'insufficient_privilege';
    end if;
    if new.n <> coalesce(last.n, 0) + 1
       or not exists (select from operations.screened x where x.id = new.screened_id and x.operation_id = new.operation_id)
       or (was, new.status) not in (
           ('SCREENED', 'PRESUMED_VICTIM'), ('SCREENED', 'NOT_A_VICTIM'), ('SCREENED', 'ADULT'), ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM'),
           ('PRESUMED_VICTIM', 'NOT_A_VICTIM'), ('PRESUMED_VICTIM', 'ADULT'), ('CONFIRMED_VICTIM', 'PRESUMED_VICTIM'),
           ('NOT_A_VICTIM', 'PRESUMED_VICTIM'), ('ADULT', 'PRESUMED_VICTIM')) then
        raise exception 'operations.decision-not-possible' using errcode = 'insufficient_privilege';
    end if;
    if settled or over then
        perform access.ring(array(
            select r.person_id from access.person_role r
             where r.role = 'LE_COORDINATOR' and access.follows_screened(new.screened_id, r.person_id)
            union select x.recorded_by from operations.screened x where x.id = new.screened_id
            union select p.id from access.person p join operations.decision d on upper(p.code) in (d.decided_by, d.agreed_by)
                   where d.screened_id = new.screened_id), 'task');
    end if;
    return new;
end $$;
create trigger decided_by_oneself before insert on operations.decision for each row
    when (session_user = 'akoma_enforcement') execute function operations.decided_by_oneself();

-- ---------- somebody is met while the operation lasts -------------------------------------------------------------------
-- From its first day (or the day on which it was begun in fact) to its end, or to the hand-over of that child where it was later.
create function operations.is_within(operation uuid, moment timestamptz, person uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from operations.operation o
        where o.id = is_within.operation and o.status <> 'PLANNED'
          and (is_within.moment at time zone 'UTC')::date >= least(o.starts_on, (o.started_at at time zone 'UTC')::date)
          and (o.status = 'RUNNING' or (is_within.moment at time zone 'UTC')::date <= greatest(o.ends_on, (o.closed_at at time zone 'UTC')::date,
                  (select (l.handed_at at time zone 'UTC')::date from operations.screened x join slips.slip l on l.id = x.slip_id
                    where x.id = is_within.person)))) $$;
create function operations.met_in_operation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not operations.is_within(new.operation_id, new.screened_at, new.id) then
        raise exception 'operations.screened-outside' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger met_in_operation before insert on operations.screened for each row
    when (session_user = 'akoma_enforcement') execute function operations.met_in_operation();
create trigger met_in_operation_still before update of screened_at on operations.screened for each row
    when (session_user = 'akoma_enforcement' and new.screened_at <> old.screened_at) execute function operations.met_in_operation();
revoke execute on function operations.keep_former, operations.is_child, operations.ruled_out_by, operations.ruled_out_by_two, operations.decided_by_oneself,
    operations.is_within, operations.met_in_operation from public;
grant execute on function operations.is_child, operations.is_within to akoma_enforcement;
