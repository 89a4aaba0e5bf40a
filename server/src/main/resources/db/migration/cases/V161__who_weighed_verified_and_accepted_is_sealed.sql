-- Who sat on a panel, who verified a family and which office accepted a child are typed by people: sealed with the other words. In clear stays
-- what the rules count.
alter table cases.best_interests drop constraint best_interests_panel;
alter table cases.best_interests drop column panel;
alter table cases.best_interests add column members     int not null default 0;
alter table cases.best_interests add column professions int not null default 0;   -- how many different ones the members have
alter table cases.best_interests add constraint best_interests_panel
    check (kind = 'ASSESSMENT' or members >= 3 and professions >= 2 and ground is not null) not valid;
revoke update on cases.best_interests from akoma_protection;

alter table cases.tracing drop column verified_by;
alter table cases.homecoming drop column accepted_by;
