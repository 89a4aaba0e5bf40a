-- The documents on which a decision rests: what was shown to the second person stays as long as the decision waits or was agreed to.
create table access.decision_paper (
    decision_id uuid not null constraint decision_paper_of references access.decision,
    paper_id    uuid not null,                                         -- an attachment of the file: that room holds that it is one, and of which kind
    constraint decision_paper_pk primary key (decision_id, paper_id));
create index decision_paper_by_paper on access.decision_paper (paper_id);
alter table access.decision_paper enable row level security;

-- By who proposed, while it waits.
create function access.rest_on(decision uuid, paper uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.id = decision and d.proposed_by = access.actor() and d.state = 'WAITING' and d.file_id is not null) then
        raise exception 'access.not-proposed' using errcode = 'insufficient_privilege';
    end if;
    insert into access.decision_paper (decision_id, paper_id) values (decision, paper) on conflict do nothing;
end $$;
create function access.is_evidence(paper uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision_paper p join access.decision d on d.id = p.decision_id
                    where p.paper_id = paper and d.state in ('WAITING', 'AGREED')) $$;
revoke execute on function access.rest_on, access.is_evidence from public;
grant execute on function access.rest_on to akoma_protection;
