-- Changes of a referral under a request that waits (access/V9451).
create trigger changed_waits_no_more after update on referrals.referral for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'REFERRAL_WRITTEN', 'REFERRAL_ANSWER');
