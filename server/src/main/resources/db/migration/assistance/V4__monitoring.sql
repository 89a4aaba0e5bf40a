-- What a service is monitored by (requirements.md 3), declared here alone: the points of each service in their order, how each is answered, and so many
-- months after the beginning it is asked for; without months it may be noted and is not missed, repeats asks again after the time of a plan's review.
-- What other records tell has no point: nights and care orders, guardians, tracing and return, days at school, apprenticeship, payments, health.
create table assistance.monitoring_point (
    service text not null,                                             -- list assistance
    point   text not null constraint monitoring_point_code check (point ~ '^[A-Z_]{2,30}$'),   -- list monitoring
    place   int not null,
    value   text not null constraint monitoring_point_value check (value in ('DAY', 'NUMBER', 'ANSWER', 'LANGUAGE')),
    answers text[] not null default '{}',                              -- list monitoring-answer
    months  int[] not null default '{}',
    repeats boolean not null default false,
    most    int,                                                       -- a larger number is a mistake, or says something else
    constraint monitoring_point_pk primary key (service, point),
    constraint monitoring_point_answers check ((value = 'ANSWER') = (answers <> '{}')),
    constraint monitoring_point_most check ((value = 'NUMBER') = (most is not null)));
grant select on assistance.monitoring_point to akoma_protection;
insert into assistance.monitoring_point (service, point, place, value, answers, months, most) values
    ('IMM_FOOD',                 'ISSUED',             1, 'ANSWER',   '{CHILD,CAREGIVER,SHELTER}', '{0}', null),
    ('IMM_CLOTHING_HYGIENE',     'ISSUED',             1, 'ANSWER',   '{CHILD,CAREGIVER,SHELTER}', '{0}', null),
    ('IMM_PSYCHOSOCIAL',         'SESSIONS_PLANNED',   1, 'NUMBER',   '{}', '{0}', 100),
    ('IMM_PSYCHOSOCIAL',         'SESSIONS_HELD',      2, 'NUMBER',   '{}', '{1}', 100),
    ('IMM_INTERPRETATION',       'INTERPRETED',        1, 'LANGUAGE', '{}', '{0}', null),
    ('IMM_LEGAL_AID',            'LAWYER',             1, 'DAY',      '{}', '{0}', null),
    ('IMM_LEGAL_AID',            'HEARING',            2, 'DAY',      '{}', '{}', null),
    ('IMM_LEGAL_AID',            'PROTECTION_MEASURE', 3, 'ANSWER',   '{ASKED,GRANTED,REFUSED,NOT_NEEDED}', '{0}', null),
    ('IMM_SAFETY',               'SAFETY_PLAN',        1, 'DAY',      '{}', '{0}', null),
    ('IMM_SAFETY',               'RELOCATION',         2, 'DAY',      '{}', '{}', null),
    ('LT_TOOL_KIT',              'TOOL_KIT',           1, 'ANSWER',   '{AFTER_CERTIFICATE,AFTER_MILESTONE}', '{0}', null),
    ('LT_FAMILY_CASH',           'CONDITIONS',         1, 'DAY',      '{}', '{0}', null),
    ('LT_FAMILY_CASH',           'CASH_USE',           2, 'ANSWER',   '{FOOD,SCHOOL,HEALTH,HOUSING,BUSINESS,DEBT,OTHER}', '{1}', null),
    ('LT_FAMILY_CASH',           'POST_DISTRIBUTION',  3, 'ANSWER',   '{YES,NO}', '{1}', null),
    ('LT_FAMILY_MICRO_BUSINESS', 'BUSINESS_PLAN',      1, 'DAY',      '{}', '{0}', null),
    ('LT_FAMILY_MICRO_BUSINESS', 'BUSINESS_TRAINING',  2, 'DAY',      '{}', '{0}', null),
    ('LT_FAMILY_MICRO_BUSINESS', 'INCOME',             3, 'NUMBER',   '{}', '{0,3,6}', 5000000),
    ('LT_FAMILY_MICRO_BUSINESS', 'BUSINESS_ALIVE',     4, 'ANSWER',   '{YES,NO}', '{3,6}', null),
    ('LT_BIRTH_REGISTRATION',    'BIRTH_FILED',        1, 'DAY',      '{}', '{0}', null),
    ('LT_BIRTH_REGISTRATION',    'BIRTH_ISSUED',       2, 'DAY',      '{}', '{1}', null);
insert into assistance.monitoring_point (service, point, place, value, answers, repeats)
    select s, 'REVIEW', 1, 'ANSWER', '{GOES_ON,CHANGES,ENDS}', true
      from unnest('{LT_FOSTER_SUPPORT,LT_PARENTING,LT_COMMUNITY,LT_HEALTH_INSURANCE,LT_INDEPENDENT_LIVING}'::text[]) s;

-- What was noted of a service: a code, a number or a day, never a word, so that no content of a session can stand here. Nothing is changed: a correction is
-- another record that names the first.
create table assistance.monitoring (
    id          uuid constraint monitoring_pk primary key,
    file_id     uuid not null,
    service_id  uuid not null,
    service     text not null,
    section     int not null,
    point       text not null,
    on_day      date not null,
    number      int constraint monitoring_number check (number between 0 and 5000000),
    answer      text constraint monitoring_answer check (answer ~ '^[A-Za-z_-]{2,30}$'),   -- a code of the point, or of a language
    corrects    uuid,
    mistake     boolean not null default false,                        -- what it corrects was noted by mistake, and nothing takes its place
    recorded_by uuid not null constraint monitoring_recorder references access.person,
    recorded_at timestamptz not null,
    constraint monitoring_whole unique (id, service_id, point),
    constraint monitoring_corrected_once unique (corrects),
    constraint monitoring_mistake check (not mistake or corrects is not null),
    constraint monitoring_of foreign key (service_id, file_id, service, section) references assistance.service (id, file_id, code, section),
    constraint monitoring_by foreign key (service, point) references assistance.monitoring_point,
    constraint monitoring_corrects foreign key (corrects, service_id, point) references assistance.monitoring (id, service_id, point));
create index monitoring_of_file on assistance.monitoring (file_id, service_id, point, on_day, id);
alter table assistance.monitoring enable row level security;
-- Who sees the service sees how it goes; the policies of the service decide.
create policy seen on assistance.monitoring for select to akoma_protection using (
    exists (select from assistance.service s where s.id = monitoring.service_id offset 0));
create policy added on assistance.monitoring for insert to akoma_protection with check (
    recorded_by = (select access.actor())
    and exists (select from access.held g where g.file_id = monitoring.file_id and g.writes & monitoring.section <> 0 offset 0));
create trigger by_oneself after insert on assistance.monitoring referencing new table as added for each statement execute function access.by_oneself('recorded_by');
grant select, insert on assistance.monitoring to akoma_protection;
-- Whether a certificate of the child was recorded by that day: a tool kit that follows one needs it.
create function assistance.certified(file uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.school_step p where p.file_id = file and p.kind = 'CERTIFICATE' and p.on_day <= day)
       and (session_user <> 'akoma_protection' or access.sees(file, 32, false)) $$;
-- Noted is what has begun and has happened, as its point is answered, now.
create function assistance.monitoring_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p assistance.monitoring_point;
        begun constant date := (select (s.started_at at time zone 'UTC')::date from assistance.service s where s.id = new.service_id);
begin
    select * into p from assistance.monitoring_point m where m.service = new.service and m.point = new.point;
    if begun is null or new.on_day < begun or new.on_day > (access.moment() at time zone 'UTC')::date
       or new.recorded_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes' then
        raise exception 'assistance.monitored-before' using errcode = 'insufficient_privilege';
    end if;
    if (new.number is not null) <> (p.value = 'NUMBER' and not new.mistake)
       or (new.answer is not null) <> (p.value in ('ANSWER', 'LANGUAGE') and not new.mistake)
       or p.value = 'ANSWER' and not new.mistake and not new.answer = any (p.answers)
       or p.value = 'LANGUAGE' and new.answer !~ '^[a-z]{2,3}$' then   -- no room for a name
        raise exception 'assistance.monitored-otherwise' using errcode = 'insufficient_privilege';
    end if;
    -- four digits and zeros: an income is not known better, and no number of a telephone is that round
    if new.number > p.most or new.number % (10 ^ greatest(0, length(new.number::text) - 4))::int <> 0 then
        raise exception 'assistance.monitored-beyond' using errcode = 'insufficient_privilege';
    end if;
    if new.answer = 'AFTER_CERTIFICATE' and not assistance.certified(new.file_id, new.on_day) then
        raise exception 'assistance.no-certificate' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger monitoring_kept before insert on assistance.monitoring for each row when (current_user = 'akoma_protection')
    execute function assistance.monitoring_kept();
revoke execute on function assistance.certified, assistance.monitoring_kept from public;
grant execute on function assistance.certified to akoma_protection;
