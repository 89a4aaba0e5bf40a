-- Who wrote a record is who acts.
create trigger by_oneself after insert on assistance.attendance referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.enrolment referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.school_step referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on assistance.payment referencing new table as added for each statement execute function access.by_oneself('requested_by');
create trigger by_oneself after insert on assistance.provider referencing new table as added for each statement execute function access.by_oneself('made_by');
