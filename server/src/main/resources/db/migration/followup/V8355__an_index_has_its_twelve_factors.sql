-- A CSI ends the due index and the open actions of the one before, so it needs all twelve factors: each with a level or the reason why it is missing.
create function followup.has_its_factors() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (select count(*) from followup.csi_factor x where x.csi_id = new.id and x.file_id = new.file_id) <> 12 then
        raise exception 'followup.index-without-factors' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger has_its_factors after insert on followup.csi deferrable initially deferred for each row execute function followup.has_its_factors();
revoke execute on function followup.has_its_factors from public;
