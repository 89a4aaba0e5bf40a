-- Where the one project manager approved the payment, the data protection officer finds whether it arrived (access/V9750).
update access.decision_kind set roles = '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}' where kind = 'MONEY_UNSEEN';
