-- T1, and T3 before there is a file, for the list of tasks of who is to receive the child (requirements.md 2.4).
create index slip_to_hand_over on slips.slip (receiver_id, found_at, id) where status = 'OPEN';
create index slip_to_receive on slips.slip (receiver_id, handed_at, id) where status = 'SIGNED_BY_OFFICER';
create view slips.due_hand_over with (security_invoker = true) as
    select 'slips.hand-over' as kind, id, null::uuid as file_id, receiver_id as worker_id, receiver_organisation_id as organisation_id, found_at as since
      from slips.slip where status = 'OPEN';
create view slips.due_file with (security_invoker = true) as
    select 'slips.open-file' as kind, id, null::uuid as file_id, receiver_id as worker_id, receiver_organisation_id as organisation_id, handed_at as since
      from slips.slip where status = 'SIGNED_BY_OFFICER';
create view slips.was_due_slip with (security_invoker = true) as
    select c.kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, s.receiver_organisation_id as organisation_id, c.since, null::timestamptz as due_at,
           c.done_at, null::timestamptz as closed_at
      from slips.slip s
     cross join lateral (values ('slips.hand-over', s.found_at, s.officer_signed_at), ('slips.open-file', case when s.officer_signed_at is not null then s.handed_at end, s.receiver_signed_at)) c(kind, since, done_at)
     where c.since is not null;
grant select on slips.due_hand_over, slips.due_file, slips.was_due_slip to akoma_protection;
