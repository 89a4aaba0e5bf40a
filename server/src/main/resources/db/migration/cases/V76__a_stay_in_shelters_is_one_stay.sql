-- A child who moves from one home to another of the same country without a day between is in one stay: the order of a court is due by the limit
-- from its first day (T12), and one that was made holds in the next home too. Before, each move gave a new limit.
with recursive stay(id, file_id, country, first, ordered) as (
    select p.id, p.file_id, p.country, p.since, false from cases.placement p where p.care_order_due is not null and p.state in ('CURRENT', 'ENDED')
    union
    select s.id, s.file_id, s.country, q.since, s.ordered or q.care_order_on is not null
      from stay s
      join cases.placement q on q.file_id = s.file_id and q.country = s.country and q.kind in ('SHELTER', 'RESIDENTIAL_CARE')
                            and q.state = 'ENDED' and q.until = s.first and q.since < s.first),
     whole as (select id, min(first) as first, bool_or(ordered) as ordered from stay group by id)
update cases.placement p set care_order_due = case when not w.ordered then p.care_order_due - (p.since - w.first) end
  from whole w where w.id = p.id and (w.ordered or w.first < p.since);
