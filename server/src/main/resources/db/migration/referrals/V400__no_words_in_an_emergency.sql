-- Conversations inside a file are no help in an emergency: who holds it so alone opens none and says nothing there (trust.md G7).
create function referrals.no_words_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.dossier_id) and not access.keeps(new.dossier_id, 256, true) then
        raise exception 'referrals.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function referrals.no_words_in_an_emergency from public;
create trigger no_words_in_an_emergency before insert on referrals.conversation for each row
    when (current_user = 'akoma_protection') execute function referrals.no_words_in_an_emergency();
create trigger no_words_in_an_emergency before insert on referrals.message for each row
    when (current_user = 'akoma_protection') execute function referrals.no_words_in_an_emergency();
