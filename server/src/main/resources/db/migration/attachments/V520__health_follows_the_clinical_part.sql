-- A document kept under HEALTH is clinical: it is read by who added it, and by the provider's own structure, as the clinical words are
-- (docs/decisions/health-in-two-parts.md, cases/V301). Others who hold HEALTH see that it is there, of which kind and day, and no content. What was
-- written on it is sealed; the application opens it for the same readers only.
alter table attachments.attachment add column structure_id uuid;      -- of the provider who added it; null: somebody who works with the child did

-- For which structure is never typed.
create function attachments.is_the_adders() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.structure_id := (select p.organisation_id from access.person p where p.id = new.added_by and p.organisation_id = any (cases.own_clinics()));
    return new;
end $$;
create trigger is_the_adders before insert on attachments.attachment for each row execute function attachments.is_the_adders();
revoke execute on function attachments.is_the_adders from public;

create policy clinical on attachments.piece as restrictive for select to akoma_protection
    using (section <> 8 or exists (select from attachments.attachment a where a.id = piece.attachment_id
               and (a.added_by = (select access.actor()) or a.structure_id = any ((select cases.own_clinics())::uuid[])) offset 0));
