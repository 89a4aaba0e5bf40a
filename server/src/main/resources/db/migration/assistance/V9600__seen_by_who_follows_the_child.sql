-- Money for a child who came by a list asks that somebody who writes its follow-up has seen it; a visit in an emergency alone does not count.
create or replace function assistance.money_asks(file uuid, service uuid, type text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select case
        when f.source_digest is null or f.slip_id is not null then null
        when not exists (select from followup.visit v where v.file_id = f.id and v.child_seen
                            and access.kept_at(v.recorded_by, v.file_id, v.first_done_at))
             and not exists (select from cases.placement p where p.file_id = f.id and p.state in ('CURRENT', 'ENDED') and p.approved_by is not null)
            then 'assistance.nobody-saw-child'
        when (select c.status from cases.consent c where c.file_id = f.id and c.purpose = 'CASE_MANAGEMENT' order by c.at desc, c.id desc limit 1)
                 in ('GIVEN', 'REFUSED', 'WITHDRAWN') then null          -- after a no another rule speaks
        when exists (select from assistance.service s where s.id = money_asks.service and s.file_id = f.id
                        and money_asks.type = any (assistance.immediate_money(s.code))
                        and s.started_at <= access.moment() and s.ended_at is null) then null
        else 'assistance.nobody-asked' end
      from cases.case_file f where f.id = money_asks.file);
end $$;
