-- The visit that ends an urgent index saw the child after the last report or the last very bad factor, whether or not anybody had taken the alert on.
create or replace function followup.reassesses(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with last as (select greatest(a.raised_at, a.again_at,
                      (select max(x.at) from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN'),
                      (select max(i.recorded_at) from followup.csi i
                        where i.file_id = a.file_id and exists (select from followup.csi_factor l where l.csi_id = i.id and l.level = 1))) as at)
    select exists (select from last, followup.csi c
                    where c.file_id = a.file_id and c.assessor = access.actor() and c.recorded_at >= greatest(a.acknowledged_at, access.moment() - interval '2 minutes')
                      and (c.assessor <> a.raised_by
                              and not exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN' and x.taken_by = c.assessor)
                           or exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen and v.done_on <= c.on_day
                                         and v.done_on > (last.at at time zone 'UTC')::date
                                         and v.first_done_at > last.at and access.kept_at(v.recorded_by, v.file_id, v.first_done_at)))) $$;
