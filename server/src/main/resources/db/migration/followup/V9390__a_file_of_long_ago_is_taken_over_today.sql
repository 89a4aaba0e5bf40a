-- Replaced by the trigger "soon" (V9150), which asks tomorrow at the latest by the clock on the wall. This one counted a year from the
-- moment that is replayed: no story older than a year could be read in.
drop trigger keep_beginning on followup.calendar;
drop function followup.keep_beginning();
