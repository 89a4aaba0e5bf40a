-- After a no to case management only immediate care goes on (requirements.md 2.6; trust.md 3): no service for the long term is planned, agreed to or
-- begun, and no child enrolled.
create trigger stop_after_no_insert before insert on assistance.service for each row
    when (new.code like 'LT%') execute function cases.stop_after_no();
create trigger stop_after_no before update of state on assistance.service for each row
    when (new.code like 'LT%' and new.state in ('APPROVED', 'STARTED') and new.state <> old.state) execute function cases.stop_after_no();
create trigger stop_after_no before insert on assistance.enrolment for each row execute function cases.stop_after_no();
