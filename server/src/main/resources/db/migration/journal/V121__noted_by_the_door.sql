-- The door's own login notes what happens there, by door.note.
revoke execute on function journal.note_at_the_door from akoma_administration;
