-- Which shelter gives a service is where the child is: its id in given_at says it to who may read the sealed code (cases/V260). In clear stays the code of
-- a provider, and of nothing else.
update assistance.service s set provider = null where exists (select from cases.shelter h where h.id = s.given_at);
alter table assistance.service add constraint service_provider foreign key (provider) references assistance.provider (code);
