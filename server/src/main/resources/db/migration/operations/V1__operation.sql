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
    constraint operation_care_confirmed check ((care_confirmed_by is null) = (care_confirmed_on is null)),
    constraint operation_only_with_care check (status = 'PLANNED' or (care_capacity >= expected_children and care_confirmed_by is not null)),
    constraint operation_moments check ((started_at is null) = (status = 'PLANNED') and (closed_at is not null) = (status = 'CLOSED')));

create table operations.site (
    id           uuid constraint site_pk primary key,
    operation_id uuid not null constraint site_operation references operations.operation,
    code         text not null constraint site_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    sector       text not null,
    place        bytea,                                              -- sealed
    constraint site_code unique (operation_id, code),
    constraint site_in_operation unique (operation_id, id));

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
    victim_ref   text constraint screened_victim_form check (victim_ref ~ '^LE-V-\d{2,}$'),
    slip_id      uuid constraint screened_slip references slips.slip constraint screened_one_slip unique,
    note         bytea,                                              -- sealed
    version      int not null default 1,
    constraint screened_code unique (operation_id, code),
    constraint screened_victim unique (operation_id, victim_ref),
    constraint screened_in_operation unique (operation_id, id),
    constraint screened_site foreign key (operation_id, site_id) references operations.site (operation_id, id),
    constraint screened_victims_are_known check (status not in ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM') or victim_ref is not null));

create table operations.decision (
    screened_id  uuid not null constraint decision_person references operations.screened,
    n            int not null,
    operation_id uuid not null,
    status       text not null,
    decided_by   text not null,                                      -- code of a person
    organisation text not null,                                      -- code of the structure that answers for the decision
    decided_at   timestamptz not null,
    constraint decision_pk primary key (screened_id, n));

create table operations.suspect (
    id           uuid constraint suspect_pk primary key,
    operation_id uuid not null constraint suspect_operation references operations.operation,
    code         text not null constraint suspect_code_form check (code ~ '^LE-S-\d{2,}$'),
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

create table operations.victim_suspect (
    operation_id uuid not null,
    screened_id  uuid not null,
    suspect_id   uuid not null,
    constraint victim_suspect_pk primary key (operation_id, screened_id, suspect_id),
    constraint victim_suspect_victim foreign key (operation_id, screened_id) references operations.screened (operation_id, id),
    constraint victim_suspect_suspect foreign key (operation_id, suspect_id) references operations.suspect (operation_id, id));
create index victim_suspect_by_suspect on operations.victim_suspect (suspect_id);

create table operations.evidence (
    id           uuid constraint evidence_pk primary key,
    operation_id uuid not null constraint evidence_operation references operations.operation,
    code         text not null constraint evidence_code_form check (code ~ '^E-\d{3,}$'),
    kind         text not null constraint evidence_kind check (kind in ('DOCUMENT', 'OBJECT', 'STATEMENT', 'PHOTO', 'DIGITAL', 'OTHER')),
    suspect_id   uuid,
    collected_on date not null,
    collected_by text not null,
    reference    bytea not null,                                     -- sealed: registry number and description
    constraint evidence_code unique (operation_id, code),
    constraint evidence_suspect foreign key (operation_id, suspect_id) references operations.suspect (operation_id, id));

create table operations.figure (
    id           uuid constraint figure_pk primary key,
    operation_id uuid not null constraint figure_operation references operations.operation,
    source       text not null,
    published_on date,
    measure      text not null constraint figure_measure check (measure in ('CHILDREN', 'OFFICERS', 'ARRESTED', 'REFERRED')),
    value_text   text not null,                                      -- as it was published: "plus de 48"
    low          int not null,
    high         int,                                                -- null: no upper bound
    definition   bytea,                                              -- sealed: a published sentence may name a town
    constraint figure_once unique nulls not distinct (operation_id, source, measure, published_on),
    constraint figure_bounds check (low <= high));

call access.protect('operations.operation', 'id', 256, 'akoma_enforcement');
call access.protect('operations.site', 'operation_id', 256, 'akoma_enforcement');
call access.protect('operations.screened', 'operation_id', 256, 'akoma_enforcement');
call access.protect('operations.decision', 'operation_id', 256, 'akoma_enforcement');
call access.protect('operations.figure', 'operation_id', 256, 'akoma_enforcement');
call access.protect('operations.suspect', 'operation_id', 4, 'akoma_enforcement');
call access.protect('operations.proceeding', 'operation_id', 4, 'akoma_enforcement');
call access.protect('operations.victim_suspect', 'operation_id', 4, 'akoma_enforcement');
call access.protect('operations.evidence', 'operation_id', 4, 'akoma_enforcement');

create function operations.is_code_taken(wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from operations.operation o where o.code = wanted) $$;

-- Counts of whole operations as of a moment, for those who may see figures but no record. A plan is nobody's figure.
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
     where o.started_at <= as_of $$;

grant usage on schema operations to akoma_enforcement, akoma_publication;
grant select, insert, update on operations.operation, operations.site, operations.screened, operations.suspect to akoma_enforcement;
grant select, insert on operations.decision, operations.proceeding, operations.evidence to akoma_enforcement;   -- history and evidence are only added to
grant select, insert, delete on operations.victim_suspect, operations.figure to akoma_enforcement;
revoke execute on all functions in schema operations from public;
grant execute on function operations.is_code_taken to akoma_enforcement;
grant execute on function operations.report_operation to akoma_publication;
