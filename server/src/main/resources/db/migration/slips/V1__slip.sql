-- The airlock: one slip for one child, written by the police, received by care. The only rows that both logins may read.
create table slips.counter (
    year  int constraint counter_pk primary key,
    given int not null);

-- Numbers follow each other: a writer waits for the one before it to commit. Slips are written by hand, a few a minute.
create function slips.next_number(year int) returns text
language sql security definer set search_path = pg_catalog as $$
    insert into slips.counter as c (year, given) values (year, 1)
        on conflict on constraint counter_pk do update set given = c.given + 1
    returning 'FR-' || c.year || '-' || lpad(c.given::text, greatest(4, length(c.given::text)), '0') $$;

create table slips.slip (
    id                       uuid constraint slip_pk primary key,
    number                   text not null constraint slip_number unique constraint slip_number_form check (number ~ '^FR-\d{4}-\d{4,}$'),
    operation_id             uuid not null constraint slip_operation references access.dossier,  -- police side only
    site_code                text not null constraint slip_site_form check (site_code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    found_at                 timestamptz not null,
    handed_at                timestamptz,
    officer_id               uuid not null constraint slip_officer references access.person,
    officer_code             text not null,
    officer_organisation     text not null,
    badge                    text constraint slip_badge_form check (badge ~ '^[A-Z0-9][A-Z0-9 ./-]{0,29}$'),
    receiver_id              uuid not null constraint slip_receiver references access.person,
    receiver_code            text not null,
    receiver_organisation_id uuid not null constraint slip_receiver_organisation references access.organisation,
    receiver_organisation    text not null,
    child_number             int not null constraint slip_child_number check (child_number between 1 and 9999),
    apparent_sex             text not null constraint slip_sex check (apparent_sex in ('F', 'M', 'U')),
    apparent_age             int not null constraint slip_age check (apparent_age between 0 and 30),
    urgent_medical           boolean not null,
    interpreter_language     text constraint slip_language_form check (interpreter_language ~ '^[a-z]{2,3}$'),  -- null: none needed
    condition                text not null constraint slip_condition check (condition in
                                 ('GOOD', 'TIRED_HUNGRY', 'INJURED', 'ILL', 'DISTRESSED', 'UNRESPONSIVE')),
    belongings               bytea not null,                          -- sealed with the airlock's key
    status                   text not null constraint slip_status check (status in ('OPEN', 'SIGNED_BY_OFFICER', 'ACCEPTED', 'REFUSED')),
    officer_signed_by        uuid constraint slip_officer_signer references access.person,
    officer_signed_code      text,
    officer_signed_at        timestamptz,
    officer_signed_hash      bytea,                                   -- SHA-256 of the content that was signed
    receiver_signed_by       uuid constraint slip_receiver_signer references access.person,
    receiver_signed_code     text,
    receiver_signed_at       timestamptz,
    receiver_signed_hash     bytea,
    refusal                  bytea,                                   -- sealed with the airlock's key
    written_at               timestamptz not null,
    version                  int not null default 1,
    constraint slip_handed_after_found check (handed_at >= found_at),
    constraint slip_officer_signature_whole check ((officer_signed_by is null) = (status = 'OPEN')
        and (officer_signed_by is null) = (officer_signed_hash is null) and (officer_signed_by is null) = (officer_signed_at is null)
        and (officer_signed_by is null) = (officer_signed_code is null)),
    constraint slip_signed_when_handed check (status = 'OPEN' or handed_at is not null),
    constraint slip_receiver_signature_whole check ((receiver_signed_by is null) = (status in ('OPEN', 'SIGNED_BY_OFFICER'))
        and (receiver_signed_by is null) = (receiver_signed_hash is null) and (receiver_signed_by is null) = (receiver_signed_at is null)
        and (receiver_signed_by is null) = (receiver_signed_code is null)),
    constraint slip_both_signed_the_same check (receiver_signed_hash = officer_signed_hash),
    constraint slip_refused_with_reason check ((refusal is not null) = (status = 'REFUSED')));
create unique index slip_one_per_child on slips.slip (operation_id, site_code, child_number) where status <> 'REFUSED';
create index slip_of_operation on slips.slip (operation_id, id);
create index slip_to_person on slips.slip (receiver_id, id);
create index slip_to_organisation on slips.slip (receiver_organisation_id, id);
create index slip_waiting on slips.slip (receiver_organisation_id, receiver_id) where status in ('OPEN', 'SIGNED_BY_OFFICER');

-- The trigger, not the caller, says who wrote, who signed, when, and what was signed.
create function slips.content(s slips.slip) returns bytea immutable language sql set search_path = pg_catalog as $$
    select sha256(convert_to(concat_ws(E'\x1f', s.number, s.site_code, extract(epoch from s.found_at), extract(epoch from s.handed_at), s.officer_id, s.badge,
                                       s.receiver_id, s.child_number, s.apparent_sex, s.apparent_age, s.urgent_medical,
                                       coalesce(s.interpreter_language, '-'), s.condition), 'UTF8') || s.belongings) $$;
create function slips.attest() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me record;
begin
    select p.id, upper(p.code) as code, o.code as organisation into strict me
      from access.person p join access.organisation o on o.id = p.organisation_id where p.id = access.actor();
    if tg_op = 'INSERT' then
        new.number := slips.next_number(extract(year from access.moment() at time zone 'UTC')::int);
        new.officer_id := me.id; new.officer_code := me.code; new.officer_organisation := me.organisation;
        new.status := 'OPEN'; new.written_at := access.moment(); new.version := 1;
    else
        new.version := old.version + 1;
        if old.status = 'REFUSED' then return new; end if;  -- who sent it back signed that, whatever is said of it afterwards
    end if;
    if new.status = 'OPEN' then
        select upper(p.code), o.id, o.code into new.receiver_code, new.receiver_organisation_id, new.receiver_organisation
          from access.person p join access.organisation o on o.id = p.organisation_id where p.id = new.receiver_id;
    elsif new.status = 'SIGNED_BY_OFFICER' then
        new.officer_signed_by := me.id; new.officer_signed_code := me.code; new.officer_signed_at := access.moment();
        new.officer_signed_hash := slips.content(new);
    else
        new.receiver_signed_by := me.id; new.receiver_signed_code := me.code; new.receiver_signed_at := access.moment();
        new.receiver_signed_hash := slips.content(new);
    end if;
    return new;
end $$;
create trigger attest before insert or update on slips.slip for each row execute function slips.attest();

-- Which file a slip became. The police login has no right on this table: it never learns that a file exists.
create table slips.acceptance (
    slip_id uuid constraint acceptance_pk primary key constraint acceptance_slip references slips.slip,
    file_id uuid not null constraint acceptance_once unique
                 constraint acceptance_file references access.dossier deferrable initially deferred);  -- the file is opened in the same transaction

-- Police: the operations that they hold a grant on. What was signed is never written again.
call access.protect('slips.slip', 'operation_id', 256, 'akoma_enforcement');
create policy open_only on slips.slip as restrictive for update to akoma_enforcement
    using (status = 'OPEN')
    with check (status in ('OPEN', 'SIGNED_BY_OFFICER'));

-- Care: what is addressed to the person or to a structure whose desk they run, and what became a file whose identity they see.
create policy addressed on slips.slip for select to akoma_protection using (
    receiver_id = (select access.actor()) or receiver_organisation_id = any ((select access.grantees())::uuid[])
    or exists (select from slips.acceptance a join access.file_grant g on g.file_id = a.file_id
                where a.slip_id = slip.id and g.holder = any ((select access.holders())::uuid[]) and g.sections & ((select access.ceilings())::int[])[g.way] & 1 <> 0
                  and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
create policy received on slips.slip for update to akoma_protection
    using (status = 'SIGNED_BY_OFFICER'
           and (receiver_id = (select access.actor()) or receiver_organisation_id = any ((select access.grantees())::uuid[])))
    with check (status in ('ACCEPTED', 'REFUSED'));

create function slips.may_become(file uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.dossier d where d.id = file) or access.sees(file, 256, true) $$;
alter table slips.acceptance enable row level security;
-- Shown to who works on the file; who looks after the child by a referral or a stay needs no slip.
create policy seen on slips.acceptance for select to akoma_protection using (access.works_on(file_id, 1));
create policy added on slips.acceptance for insert to akoma_protection with check (slips.may_become(file_id)
    and exists (select from slips.slip s where s.id = slip_id and s.status = 'ACCEPTED' and s.receiver_signed_by = (select access.actor())));

-- Counts of whole operations as of a moment (indicator I03); refused slips are replaced by others and do not count.
create function slips.report_slip(as_of timestamptz, within_hours int)
returns table (operation_id uuid, slips bigint, handed bigint, in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select s.operation_id, count(*), count(*) filter (where s.handed_at <= as_of),
           count(*) filter (where s.handed_at <= as_of and s.handed_at <= s.found_at + make_interval(hours => within_hours))
      from slips.slip s where s.found_at <= as_of and s.status <> 'REFUSED' group by s.operation_id $$;

grant usage on schema slips to akoma_enforcement, akoma_protection, akoma_publication;
grant select on slips.slip to akoma_enforcement;
grant insert (id, operation_id, site_code, found_at, handed_at, badge, receiver_id, child_number, apparent_sex, apparent_age, urgent_medical,
              interpreter_language, condition, belongings) on slips.slip to akoma_enforcement;
grant update (site_code, found_at, handed_at, badge, receiver_id, child_number, apparent_sex, apparent_age, urgent_medical, interpreter_language,
              condition, belongings, status) on slips.slip to akoma_enforcement;
grant select (id, number, site_code, found_at, handed_at, officer_id, officer_code, officer_organisation, badge, receiver_id, receiver_code,
              receiver_organisation_id, receiver_organisation, child_number, apparent_sex, apparent_age, urgent_medical, interpreter_language, condition,
              belongings, status, officer_signed_by, officer_signed_code, officer_signed_at, officer_signed_hash, receiver_signed_by, receiver_signed_code,
              receiver_signed_at, receiver_signed_hash, refusal, written_at, version) on slips.slip to akoma_protection;
grant update (status, refusal) on slips.slip to akoma_protection;
grant select, insert on slips.acceptance to akoma_protection;
revoke execute on all functions in schema slips from public;
grant execute on function slips.next_number to akoma_enforcement;
grant execute on function slips.may_become to akoma_protection;
grant execute on function slips.report_slip to akoma_publication;
