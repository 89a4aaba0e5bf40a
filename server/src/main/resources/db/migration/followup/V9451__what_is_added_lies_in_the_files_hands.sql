-- Named to come before what compares (cases/V9452).
create trigger added_in_hands before insert on followup.high_proposal for each row execute function cases.in_hands_of_the_file();
