-- Who was the worker of a file, from when to when: what was due on a past day was theirs. Found by the worker, as text, since only an equality that
-- tells nothing is looked up before the policy has decided.
create index turn_worker on cases.turn (value, file_id, at) where what = 'WORKER';
create view cases.was_in_hands with (security_invoker = true) as
    select t.file_id, t.value as worker, t.at as since,
           (select min(l.at) from cases.turn l where l.file_id = t.file_id and l.what = 'WORKER' and (l.at, l.n) > (t.at, t.n)) as until
      from cases.turn t where t.what = 'WORKER';
grant select on cases.was_in_hands to akoma_protection;
