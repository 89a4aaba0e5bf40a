-- Who gives what, and for how many: schools, centres, clinics, lawyers, master craftsmen. No child, no address.
create table assistance.provider (
    id              uuid constraint provider_pk primary key,
    code            text not null constraint provider_code unique constraint provider_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
    label           text not null,
    kind            text not null constraint provider_kind check (kind in ('SCHOOL', 'TRAINING_CENTRE', 'WORKSHOP', 'CLINIC', 'LEGAL', 'COMMUNITY', 'OTHER')),
    country         text not null constraint provider_country check (country ~ '^[A-Z]{2}$'),
    organisation_id uuid constraint provider_organisation references access.organisation,   -- when its people work with Akoma
    made_by         uuid not null,
    made_at         timestamptz not null,
    version         int not null default 1);
create table assistance.offer (
    id          uuid constraint offer_pk primary key,
    provider_id uuid not null constraint offer_provider references assistance.provider,
    service     text not null constraint offer_service check (service ~ '^(IMM|LT)_[A-Z_]{2,40}$'),
    places      int constraint offer_places check (places between 0 and 100000),             -- null: not told
    since       date not null,
    until       date,                                                                        -- exclusive; null: still offered
    constraint offer_dates check (until is null or until >= since));
create unique index offer_running on assistance.offer (provider_id, service) where until is null;
create index offer_of_provider on assistance.offer (provider_id, service, since);
grant select, insert on assistance.provider, assistance.offer to akoma_protection;
grant update (until) on assistance.offer to akoma_protection;
