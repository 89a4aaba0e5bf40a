-- ---------- a ring is over once what it asks is done --------------------------------------------------------------------
-- By anybody whom it rang, or by another: every ring that names the record is over then, read or not. No login writes that, so that nobody silences a bell.
create function notices.end_rings(record uuid, kinds text[], but uuid[]) returns void language sql security definer set search_path = pg_catalog as $$
    update notices.bell b set over_at = greatest(b.rung_at, coalesce(access.moment(), now()))
     where b.about = end_rings.record and b.over_at is null and b.kind = any (end_rings.kinds) and b.person_id <> all (end_rings.but) $$;
-- Arguments: the kinds of ring that name this record.
create function notices.is_over() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform notices.end_rings(new.id, tg_argv[0]::text[], '{}');
    return null;
end $$;

-- A request is decided, withdrawn or replaced; a payment, or a slip, has taken its next step; a referral has been sent, taken on or ended.
create trigger rings_end after update of state on access.decision for each row
    when (old.state = 'WAITING' and new.state <> 'WAITING') execute function notices.is_over('{decision,alert}');
create trigger rings_end after update of state on assistance.payment for each row
    when (new.state <> old.state) execute function notices.is_over('{task}');
create trigger rings_end after update of status on slips.slip for each row
    when (new.status <> old.status) execute function notices.is_over('{task,alert}');
create trigger rings_end after update of sent_at, acknowledged_at, closed_at on referrals.referral for each row
    when ((new.sent_at is null, new.acknowledged_at is null, new.closed_at is null) <> (old.sent_at is null, old.acknowledged_at is null, old.closed_at is null))
    execute function notices.is_over('{referral}');
create trigger rings_end after update of closed_at on followup.complaint for each row
    when (new.closed_at is not null and old.closed_at is null) execute function notices.is_over('{complaint}');
-- The successor of an authority has named who follows the child.
create trigger rings_end after update of followed_at on handover.proposal for each row
    when (new.followed_at is not null and old.followed_at is null) execute function notices.is_over('{task}');
-- A hand-over that was blocked has left, or was taken back: its worker has nothing more to ask the child.
create trigger rings_end_of_blocked after update of state on handover.proposal for each row
    when (old.state = 'BLOCKED' and new.state <> 'BLOCKED') execute function notices.is_over('{task}');

-- An alert asks to be taken on. Who follows the child, who raised it, and who runs the shelter where the child stays are rung until it has ended.
create function notices.is_taken_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform notices.end_rings(new.id, '{alert}', array[new.worker_id, new.raised_by] || array(
        select person from access.file_grant g cross join lateral cases.shelter_people(g.grantee) as person
         where g.file_id = new.file_id and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY'
           and g.valid_from <= access.moment() and g.valid_until > access.moment()));
    return null;
end $$;
create trigger rings_end_as_taken_on after update of acknowledged_at on followup.alert for each row
    when (new.acknowledged_at is not null and old.acknowledged_at is null) execute function notices.is_taken_on();
create trigger rings_end after update of closed_at on followup.alert for each row
    when (new.closed_at is not null and old.closed_at is null) execute function notices.is_over('{alert}');

-- A shelter that the child has left hears no more of the child's dangers: its list shows them no longer.
create function notices.has_left_the_house() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update notices.bell b set over_at = greatest(b.rung_at, coalesce(access.moment(), now()))
     where b.kind = 'alert' and b.over_at is null and b.about in (select a.id from followup.alert a where a.file_id = new.file_id)
       and b.person_id in (select cases.shelter_people(new.shelter_id))
       and b.person_id not in (select f.worker_id from cases.case_file f where f.id = new.file_id);
    return null;
end $$;
create trigger rings_end after update of state on cases.placement for each row
    when (old.state = 'CURRENT' and new.state <> 'CURRENT' and new.shelter_id is not null) execute function notices.has_left_the_house();

-- That the risk should be high is said of an alert or a score, which the ring names: a supervisor has decided.
create function notices.is_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform notices.end_rings(new.source_id, '{task}', '{}');
    return null;
end $$;
create trigger rings_end after update of decided_at on followup.high_proposal for each row
    when (new.decided_at is not null and old.decided_at is null) execute function notices.is_decided();

-- A message is read by each who was rung.
create function notices.is_read() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update notices.bell b set over_at = greatest(b.rung_at, coalesce(access.moment(), now()))
     where b.about = new.conversation_id and b.person_id = new.person_id and b.over_at is null;
    return null;
end $$;
create trigger rings_end after update of unread on referrals.participant for each row
    when (new.unread = 0 and old.unread > 0) execute function notices.is_read();
revoke execute on function notices.end_rings, notices.is_over, notices.is_taken_on, notices.has_left_the_house, notices.is_decided, notices.is_read from public;
