-- Two things that a record claims and that the database can look up (trust.md 4); the application says the same in words (VisitPartners, DangerWritten).

-- A visit in a partner's name: the partner is a structure or a provider of the house, and its word is a contact, not a child that was seen. What the
-- operator takes over from elsewhere comes by a command, and not at the present moment: those records keep the names that they bring.
-- What the database cannot know: whether the partner said so. The word that who recorded it heard is its only witness, and their name is kept with it.
create function followup.partner_is_known() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.moment() between now() - interval '5 minutes' and now() + interval '5 minutes'
       and (not exists (select from access.organisation o where o.code = new.partner) and not exists (select from assistance.provider p where p.code = new.partner)
            or coalesce(new.mode, '') not in ('PHONE', 'MESSAGE', 'PARTNER_WORD')) then
        raise exception 'followup.visit-no-such-partner' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger partner_is_known before insert on followup.visit for each row
    when (new.partner is not null and current_user = 'akoma_protection') execute function followup.partner_is_known();
create trigger partner_stays_known before update of partner, mode on followup.visit for each row
    when (new.partner is not null and (new.partner, new.mode) is distinct from (old.partner, old.mode) and current_user = 'akoma_protection')
    execute function followup.partner_is_known();

-- A note about safety by who houses the child: at the end of the transaction an alert runs, whatever wrote the note.
-- What the database cannot know: danger in the words of a note, of this kind or another, and in those about the family.
create function followup.safety_note_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.houses(new.file_id) and not access.sees(new.file_id, 128, true)
       and exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type = 'DANGER_AT_HOME' and a.closed_at is null) then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger safety_note_alarms after insert on cases.note deferrable initially deferred for each row
    when (new.kind = 'SAFETY') execute function followup.safety_note_alarms();

-- That nobody is to be returned to the family, of a child who lives there or is to: the alert runs at the end of the transaction as well.
create function followup.unsafe_family_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not (tg_op = 'UPDATE' and old.bars_return)
       and exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and exists (select from cases.placement p where p.file_id = new.file_id and p.state in ('CURRENT', 'PROPOSED') and p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY'))
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type = 'DANGER_AT_HOME' and a.closed_at is null) then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger unsafe_family_alarms after insert or update on cases.family deferrable initially deferred for each row
    when (new.bars_return) execute function followup.unsafe_family_alarms();
revoke execute on function followup.partner_is_known, followup.safety_note_alarms, followup.unsafe_family_alarms from public;
