-- ---------- what is said of the project ------------------------------------------------------------------------------------
-- What a published activity file says of the project beside its figures: identifiers, partners, dates, places no smaller than a region, budget. Asked for
-- by a project manager, confirmed by another one or by the data protection officer before any of it leaves (trust.md 2); every version stays.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PROJECT_FACTS', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null);
create table exchange.project_facts (
    id           uuid constraint project_facts_pk primary key,
    facts        jsonb not null constraint project_facts_whole check (jsonb_typeof(facts) = 'object' and length(facts::text) <= 40000),
    proposed_by  uuid not null constraint project_facts_proposed_by references access.person,
    proposed_at  timestamptz not null,
    confirmed_by uuid constraint project_facts_confirmed_by references access.person,
    confirmed_at timestamptz,
    ended_at     timestamptz,                                       -- refused by the second person, or taken back: others may be proposed
    version      int not null default 1,
    -- Words that leave name no child's file.
    constraint project_facts_words check (evaluation.is_safe(facts ->> 'titleFr') and evaluation.is_safe(facts ->> 'titleEn')
        and evaluation.is_safe(facts ->> 'descriptionFr') and evaluation.is_safe(facts ->> 'descriptionEn')),
    constraint project_facts_two_persons check (confirmed_by <> proposed_by),
    constraint project_facts_confirmed check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_at is null or ended_at is null)));
create unique index project_facts_one_waits on exchange.project_facts ((true)) where confirmed_at is null and ended_at is null;
create index project_facts_in_order on exchange.project_facts (confirmed_at desc) where confirmed_at is not null;
alter table exchange.project_facts enable row level security;
create policy seen on exchange.project_facts for select to akoma_protection, akoma_custody
    using ((select access.has_role(array['PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER'])));
create policy proposed on exchange.project_facts for insert to akoma_protection with check (access.has_role(array['PROJECT_MANAGER']));
create policy decided on exchange.project_facts for update to akoma_protection, akoma_custody
    using ((select access.has_role(array['PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER'])));
grant select on exchange.project_facts to akoma_protection, akoma_custody;
grant insert (id, facts, proposed_by, proposed_at) on exchange.project_facts to akoma_protection;
grant update (confirmed_by, confirmed_at, ended_at, version) on exchange.project_facts to akoma_protection, akoma_custody;
create trigger by_oneself after insert on exchange.project_facts referencing new table as added for each statement execute function access.by_oneself('proposed_by');
create trigger one_act before update on exchange.project_facts for each row execute function access.one_act('ONCE', 'confirmed_at', 'confirmed_by', 'ended_at', '');
-- They wait for a second person from their beginning, or nobody else could propose any.
create function exchange.facts_wait() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from access.decision d where d.kind = 'PROJECT_FACTS' and d.subject = new.id and d.proposed_at = new.proposed_at) then
        raise exception 'iati.facts-wait-for-nobody' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger facts_wait after insert on exchange.project_facts deferrable initially deferred for each row execute function exchange.facts_wait();
-- Confirmed by who agreed to exactly this; ended when nothing waits about it and nobody agreed.
create function exchange.keep_facts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if new.confirmed_at is distinct from old.confirmed_at
       and (access.agreed_by('PROJECT_FACTS', new.id, old.version) is distinct from access.actor() or old.ended_at is not null) then
        raise exception 'iati.facts-not-agreed' using errcode = 'insufficient_privilege';
    end if;
    if new.ended_at is distinct from old.ended_at
       and exists (select from access.decision d where d.kind = 'PROJECT_FACTS' and d.subject = new.id and d.state in ('WAITING', 'AGREED')) then
        raise exception 'iati.facts-wait' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_facts before update on exchange.project_facts for each row execute function exchange.keep_facts();
-- Whom to write to or call, and who pays for the project and carries it out, as it was confirmed last, for everybody: nothing else of it.
create view exchange.report_project as
    select jsonb_build_object('desk', f.facts -> 'contactName', 'deskEn', f.facts -> 'contactNameEn', 'mail', f.facts -> 'contactEmail', 'website', f.facts -> 'website',
               'contacts', coalesce(nullif(f.facts -> 'contacts', 'null'), '[]'),
               'partners', coalesce((select jsonb_agg(jsonb_build_object('name', p -> 'name', 'nameEn', p -> 'nameEn', 'role', p -> 'role') order by p ->> 'role', n)
                                       from jsonb_array_elements(f.facts -> 'partners') with ordinality x (p, n)), '[]')) as said
      from exchange.project_facts f where f.confirmed_at is not null order by f.confirmed_at desc, f.id desc limit 1;
grant select on exchange.report_project to akoma_publication;

-- ---------- money by quarter -----------------------------------------------------------------------------------------------
-- Paid by the end of the last quarter that had ended by a day, with how many children it was for: who shows it joins quarters of too few.
create function exchange.report_payments(as_of date) returns table (quarter date, currency text, children bigint, amount numeric)
stable language sql security definer set search_path = pg_catalog as $$
    select date_trunc('quarter', p.paid_on::timestamp)::date, p.currency, count(distinct p.file_id), sum(p.amount)
      from assistance.payment p
     where p.state = 'PAID' and p.paid_on < date_trunc('quarter', as_of::timestamp + interval '1 day')::date
     group by 1, 2 $$;
revoke execute on function exchange.facts_wait, exchange.keep_facts, exchange.report_payments from public;
grant execute on function exchange.report_payments to akoma_statistics;
grant usage on schema exchange to akoma_publication, akoma_statistics;
