-- Who is to give a service is typed by people and may name anybody: it lies sealed with the goal's other words.
alter table cases.plan_goal drop column provider;
