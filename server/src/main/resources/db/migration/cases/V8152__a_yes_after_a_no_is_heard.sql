-- A yes to sharing that follows a no of the last thirty days: rings the file's supervisor (trust.md G3).
create function cases.yes_after_no_is_heard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.consent n where n.file_id = new.file_id and n.purpose = new.purpose and n.status in ('REFUSED', 'WITHDRAWN')
                  and (n.at, n.id) < (new.at, new.id) and n.at > new.at - interval '30 days'
                  and not exists (select from cases.consent y where y.file_id = n.file_id and y.purpose = n.purpose and y.status = 'GIVEN' and y.id <> new.id
                                     and (y.at, y.id) > (n.at, n.id) and (y.at, y.id) < (new.at, new.id))) then
        perform access.ring(array(select f.supervisor_id from cases.case_file f where f.id = new.file_id), 'task');
    end if;
    return null;
end $$;
create trigger yes_after_no_is_heard after insert on cases.consent for each row
    when (new.purpose = 'SHARE_FOR_REFERRAL' and new.status = 'GIVEN' and current_user = 'akoma_protection') execute function cases.yes_after_no_is_heard();
revoke execute on function cases.yes_after_no_is_heard from public;
