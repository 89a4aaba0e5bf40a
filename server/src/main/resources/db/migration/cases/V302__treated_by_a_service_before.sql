-- A treatment that a service recorded before the exploitation was written down stops the clock of 72 hours as a medical record does (T2).
create or replace function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, since, done_at, mark)
        select f.id, f.worker_id, f.organisation_id, coalesce(f.handed_at, f.registered_at),
               least((select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT'),
                     (select min(coalesce(s.ended_at, s.started_at)) from assistance.service s
                       where s.file_id = f.id and s.code = 'IMM_MEDICAL_TREATMENT' and s.state = 'COMPLETED')), x.mark
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and x.mark is not null
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            since = excluded.since, done_at = least(excluded.done_at, c.done_at), mark = excluded.mark;
end $$;
