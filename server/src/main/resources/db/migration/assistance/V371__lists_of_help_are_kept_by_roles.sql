-- Schools, providers and terms are about no child: who may write them is asked of the role.
create trigger asks_role before insert or update on assistance.institution for each statement execute function access.asks_role('CASE_WORKER', 'CASE_SUPERVISOR');
create trigger asks_role before insert or update on assistance.provider for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger asks_role before insert or update on assistance.offer for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger asks_role before insert or update on assistance.term for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger asks_role before insert or delete on assistance.closed_day for each statement execute function access.asks_role('CASE_SUPERVISOR');

-- Help begins without a second person: who approves it is no column of its beginning.
revoke insert on assistance.service from akoma_protection;
grant insert (id, file_id, organisation_id, worker_id, supervisor_id, code, section, state, time_frame, due_at, provider, given_at, goal_id, from_on, until_on, planned_by, planned_at, started_at, ended_at, sealed) on assistance.service to akoma_protection;
create trigger by_oneself after insert on assistance.service referencing new table as added for each statement execute function access.by_oneself('planned_by');
