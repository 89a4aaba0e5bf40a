-- Whether money arrived that its witness did not see is found by neither who asked for it, nor who approved it, nor who paid it.
create or replace function access.decided_record(kind text, subject uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare tab text := case kind when 'PLAN' then 'cases.plan' when 'PANEL' then 'cases.best_interests' when 'TRACING' then 'cases.tracing'
    when 'HOME' then 'cases.placement' when 'HOME_CHANGE' then 'cases.placement' when 'SHELTER_MOVE' then 'cases.placement'
    when 'BORDER' then 'cases.homecoming' when 'JOURNEY' then 'cases.homecoming' when 'RESUMPTION' then 'cases.homecoming' when 'REFERRAL_WRITTEN' then 'referrals.referral'
    when 'PAYMENT' then 'assistance.payment' when 'PAYMENT_OVERRIDE' then 'assistance.payment' when 'PAYMENT_REVERSAL' then 'assistance.payment' when 'WITNESS' then 'assistance.payment'
    when 'MONEY_UNSEEN' then 'assistance.payment'
    when 'SHARE_WRITE' then 'access.file_grant' when 'ROLE' then 'access.person_role' when 'SECOND_FACTOR' then 'access.second_factor_reset'
    when 'DEPUTY' then 'access.deputy' when 'AGE' then 'cases.case_file' end; found jsonb;
begin
    if tab is not null then execute format('select to_jsonb(t) from %s t where t.id = $1', tab) into found using subject;
    elsif kind in ('IDENTITY', 'IDENTITY_CHANGE') then select to_jsonb(t) into found from cases.identity t where t.file_id = subject; end if;
    return found;
end $$;
create or replace function access.authors_of(kind text, subject uuid) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare r jsonb := access.decided_record(kind, subject); cols text[] := case when kind = 'PANEL' then '{author}'
    when kind in ('TRACING', 'HOME', 'SHELTER_MOVE') then '{recorded_by}' when kind like 'PAYMENT%' then '{requested_by}'
    when kind = 'MONEY_UNSEEN' then '{requested_by,approved_by,paid_by}' when kind = 'SHARE_WRITE' then '{grantee}'
    when kind in ('ROLE', 'SECOND_FACTOR', 'DEPUTY') then '{person_id}' end;
begin
    return array(select (r ->> col)::uuid from unnest(cols) col where r ->> col is not null
                 union select x::uuid from jsonb_array_elements_text(case when kind = 'PLAN' and r is not null then r -> 'authors' else '[]' end) x
                 union select p.id from access.person p where p.id = subject);
end $$;
