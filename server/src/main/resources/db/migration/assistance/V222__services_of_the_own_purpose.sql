-- A structure that was asked for one thing sees what it gives itself, and where it teaches the child: not what others give, nor the school, though
-- the section came along with the referral (trust.md G8). Whoever holds the section another way, or no grant at all, sees as before.
do $$
declare t record;
begin
    for t in select * from (values ('service', 'given_at', 'service.section'), ('enrolment', 'desk_id', '32'), ('attendance', 'desk_id', '32')) as t(name, own, section) loop
        execute format($p$ create policy own_purpose on assistance.%1$I as restrictive for select to akoma_protection using (
            %2$I = any ((select access.grantees())::uuid[])
            or not exists (select from access.held g
                            where g.file_id = %1$I.file_id
                              and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
            or exists (select from access.held g
                        where g.file_id = %1$I.file_id
                          and g.reads & %3$s <> 0
                          and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)) $p$, t.name, t.own, t.section);
    end loop;
end $$;
