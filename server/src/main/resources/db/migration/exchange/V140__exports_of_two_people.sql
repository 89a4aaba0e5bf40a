-- What a supervisor and the data protection officer say to an export is what they decided by access.decision, in the same transaction.
create or replace function exchange.keep_two_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor();
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if (new.supervisor_id is distinct from old.supervisor_id
            and (old.supervisor_id is not null or new.supervisor_id is distinct from me or not access.just_decided('EXPORT_SUPERVISOR', old.id, 1, true)))
       or (new.custodian_id is distinct from old.custodian_id
            and (old.custodian_id is not null or new.custodian_id is distinct from me or not access.just_decided('EXPORT_CUSTODIAN', old.id, 1, true)))
       or (new.refused_by is distinct from old.refused_by and (old.refused_by is not null or new.refused_by is distinct from me
            or not (access.just_decided('EXPORT_SUPERVISOR', old.id, 1, false) or access.just_decided('EXPORT_CUSTODIAN', old.id, 1, false))))
       or (new.downloaded_at is distinct from old.downloaded_at and (old.downloaded_at is not null or new.requested_by is distinct from me
            or access.agreed_by('EXPORT_SUPERVISOR', old.id, 1) is null or access.agreed_by('EXPORT_CUSTODIAN', old.id, 1) is null))
       or (new.supervised_at is distinct from old.supervised_at and new.supervised_at is distinct from access.moment())
       or (new.custodian_at is distinct from old.custodian_at and new.custodian_at is distinct from access.moment())
       or (new.downloaded_at is distinct from old.downloaded_at and new.downloaded_at is distinct from access.moment()) then
        raise exception 'exchange.two-persons' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function exchange.keep_two_persons from public;
