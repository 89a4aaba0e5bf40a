-- Named to come before what compares (cases/V9452).
create trigger added_in_hands before insert on assistance.enrolment for each row execute function cases.in_hands_of_the_file();
create trigger added_in_hands before insert on assistance.service for each row execute function cases.in_hands_of_the_file();
create trigger added_in_hands before insert on assistance.payment for each row execute function cases.in_hands_of_the_file();
