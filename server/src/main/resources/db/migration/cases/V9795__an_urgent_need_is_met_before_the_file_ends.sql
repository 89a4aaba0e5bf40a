-- Why what else is known of the child bars this end of its file; null: nothing does. A death is recorded once the alerts about the child were taken on, every
-- other end once no danger runs, every alert was taken on and something was done about an urgent need, and that it is no victim while no other file of the child
-- has ended as a double of this one. What a double lacks is asked by cases.double_lacks.
create or replace function cases.closure_bar(file uuid, code text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not access.sees(closure_bar.file, 256, false) then return null; end if;
    if closure_bar.code = 'DUPLICATE' then return null; end if;
    if closure_bar.code <> 'DEATH' and exists (select from followup.alert a where a.file_id = closure_bar.file and a.closed_at is null
                  and a.type not in ('CSI_URGENT', 'HEALTH_URGENT', 'WITHOUT_PLACE', 'LOST_TO_FOLLOW_UP', 'DEVICE_LOST')) then
        return 'cases.closure-alert-open';
    end if;
    if exists (select from followup.alert a where a.file_id = closure_bar.file and a.closed_at is null and a.acknowledged_at is null) then
        return 'cases.closure-alert-unread';
    end if;
    if closure_bar.code <> 'DEATH' and exists (select from followup.alert a where a.file_id = closure_bar.file and a.closed_at is null and a.safe_at is null
                  and a.type in ('CSI_URGENT', 'HEALTH_URGENT')) then
        return 'cases.closure-alert-undone';
    end if;
    if closure_bar.code = 'NOT_A_VICTIM' and exists (select from cases.double d join cases.case_file o on o.id in (d.file_id, d.other_id) and o.id <> closure_bar.file and o.status = 'CLOSED'
                 join cases.closure c on c.file_id = o.id and c.decision = 'CLOSED' and c.code = 'DUPLICATE'
                where closure_bar.file in (d.file_id, d.other_id) and d.verdict = 'SAME') then
        return 'cases.closure-holds-double';
    end if;
    return null;
end $$;
