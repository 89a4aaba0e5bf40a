-- Who added a document is who acts.
create trigger by_oneself after insert on attachments.attachment referencing new table as added for each statement execute function access.by_oneself('added_by');
