-- Who answered, settled or decided is who acts, in a change as at the beginning. The trigger's arguments name the columns.
create function access.changed_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
declare col text; before jsonb := to_jsonb(old); after jsonb := to_jsonb(new); me text := access.actor()::text;
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then
        foreach col in array tg_argv loop
            if after ->> col is distinct from before ->> col and after ->> col <> me then
                raise exception 'access.not-oneself: %', col using errcode = 'insufficient_privilege';
            end if;
        end loop;
    end if;
    return new;
end $$;
revoke execute on function access.changed_by_oneself from public;

-- Of a structure and of an account only these change: its kind, on which the answer of an authority hangs, never does.
revoke update on access.organisation, access.person from akoma_administration;
grant update (valid_until) on access.organisation to akoma_administration;
grant update (contract_until, conduct_accepted_at, language, version) on access.person to akoma_administration;
create trigger changed_by_oneself before update on access.sharing_agreement for each row execute function access.changed_by_oneself('confirmed_by', 'ended_by');

-- An officer takes nobody else off an operation: who coordinates it does, and who gave the access.
create policy of_coordinators on access.file_grant as restrictive for update to akoma_enforcement
    using (given_by = (select access.actor()) or (select access.has_role(array['LE_COORDINATOR'])));
-- Nor does an officer let another force in: who takes part is the coordinator's.
create policy by_coordinators on access.file_grant as restrictive for insert to akoma_enforcement
    with check (reason <> 'OPERATION' or (select access.has_role(array['LE_COORDINATOR'])));
