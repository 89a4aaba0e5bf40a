-- What a nurse, doctor or psychologist marks as urgent rings as well; the alert says that it is, never what it is.
alter table followup.alert drop constraint alert_type;
alter table followup.alert add constraint alert_type check (type in
    ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'LOST_TO_FOLLOW_UP', 'MISSING', 'WITHOUT_PLACE',
     'CSI_URGENT', 'DEVICE_LOST'));
alter table followup.alert drop constraint alert_source;
alter table followup.alert add constraint alert_source check (source in ('PERSON', 'CSI', 'VISIT', 'CHILD', 'RISK_SCORE', 'HEALTH', 'SEARCH'));
