-- A login of the application writes only for a person who came in by a session. Tables about a child ask a grant as well; for the others this is all
-- that stands between a stolen password and the records. What rounds do without anybody is named here: how far they came, and what was sent.
create or replace function access.refuse_reading_sessions() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_setting('akoma.reads', true) = '1' then raise exception 'access.session-reads-only' using errcode = 'insufficient_privilege'; end if;
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and access.actor() is null
       and tg_table_schema || '.' || tg_table_name not in ('tasks.round', 'notices.bell', 'notices.outbox') then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

-- For tables about no child: that who acts holds one of the roles named, whatever the application lets through.
create function access.asks_role() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and not access.has_role(tg_argv) then
        raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger asks_role before insert or update on access.organisation for each statement execute function access.asks_role('SYSTEM_ADMINISTRATOR');
create trigger asks_role before insert on access.organisation_successor for each statement execute function access.asks_role('SYSTEM_ADMINISTRATOR');

-- What others rely on of a structure and of an account is never changed: where a structure's desk is, in which country a child of it is found, who
-- an entry of the journal names.
create function access.keep_names() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'access.name-kept' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_names before update on access.organisation for each row
    when ((old.id, old.code, old.country, old.desk_id) is distinct from (new.id, new.code, new.country, new.desk_id)) execute function access.keep_names();
create trigger keep_names before update on access.person for each row
    when ((old.id, old.code, old.compartment) is distinct from (new.id, new.code, new.compartment)) execute function access.keep_names();

drop policy made on access.person;
create policy made on access.person for insert to akoma_administration with check ((select access.has_role(array['SYSTEM_ADMINISTRATOR'])));
drop policy kept on access.person;
create policy kept on access.person for update to akoma_administration
    using (id = (select access.actor()) or (select access.has_role(array['SYSTEM_ADMINISTRATOR'])));
drop policy ended on access.person_role;
create policy ended on access.person_role for update to akoma_administration using ((select access.has_role(array['SYSTEM_ADMINISTRATOR'])));
drop policy ended on access.focal_point;
create policy ended on access.focal_point for update to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));

-- A decision about a record is a decision on the file of that record: otherwise two people of one structure could agree on another structure's child.
create function access.is_of_its_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare held text; file uuid;
begin
    if new.kind in ('AGE', 'IDENTITY', 'IDENTITY_CHANGE', 'TRANSFER', 'RETURN_EXCEPTION') then
        file := new.subject;
    else
        held := case new.kind when 'PLAN' then 'cases.plan' when 'HOME' then 'cases.placement' when 'HOME_CHANGE' then 'cases.placement'
            when 'SHELTER_MOVE' then 'cases.placement' when 'CARE_ORDER' then 'cases.placement' when 'PANEL' then 'cases.best_interests'
            when 'TRACING' then 'cases.tracing' when 'BORDER' then 'cases.homecoming' when 'JOURNEY' then 'cases.homecoming' when 'RESUMPTION' then 'cases.homecoming' when 'CLOSURE' then 'cases.closure'
            when 'GUARDIAN' then 'cases.guardian' when 'GUARDIAN_END' then 'cases.guardian' when 'REOPENING' then 'cases.reopening' when 'GOAL_DROP' then 'cases.plan_goal' when 'REFERRAL_WRITTEN' then 'referrals.referral' when 'REFERRAL_DANGER' then 'referrals.referral' when 'REFERRAL_ANSWER' then 'referrals.referral'
            when 'PAYMENT_OVERRIDE' then 'assistance.payment' when 'EVIDENCE' then 'attachments.attachment' end;
        if held is null then return new; end if;
        execute format('select file_id from %s where id = $1', held) into file using new.subject;
    end if;
    if file is distinct from new.file_id then
        raise exception 'access.decision-of-another-file' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger is_of_its_file before insert on access.decision for each row execute function access.is_of_its_file();
revoke execute on function access.asks_role, access.keep_names, access.is_of_its_file from public;

-- Who wrote a record is who acts. The trigger's arguments name the columns; it sees all rows of a statement as "added".
create function access.by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
declare col text; strange boolean;
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then
        foreach col in array tg_argv loop
            execute format('select exists (select from added where %I <> $1)', col) into strange using access.actor();
            if strange then raise exception 'access.not-oneself: %', col using errcode = 'insufficient_privilege'; end if;
        end loop;
    end if;
    return null;
end $$;
revoke execute on function access.by_oneself from public;

-- By hand one ends what was given by hand, or what ends with a stay, a referral or a school. Who works on a file changes by its functions alone.
create policy not_who_works_on_it on access.file_grant as restrictive for update to akoma_protection
    using (reason not in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'OVERSIGHT'));
