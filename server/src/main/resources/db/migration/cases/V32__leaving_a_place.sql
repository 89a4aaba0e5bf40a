-- Why a child left a place that no other followed; what happened stands in the sealed words.
alter table cases.placement add column end_reason text constraint placement_end_reason check (end_reason in
    ('RAN_AWAY', 'TAKEN_AWAY', 'BROKE_DOWN', 'SAFETY', 'END_OF_STAY', 'OTHER'));
alter table cases.placement add constraint placement_end check (end_reason is null or state = 'ENDED');

-- Journeys whose arrival nobody has confirmed yet (T14).
create index homecoming_on_the_way on cases.homecoming (file_id) where state = 'DEPARTED';
