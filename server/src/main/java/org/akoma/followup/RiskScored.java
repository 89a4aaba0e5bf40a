package org.akoma.followup;

import org.akoma.cases.CaseFile;

/** The risk of being trafficked again was scored. Published inside the transaction that keeps the score. */
record RiskScored(CaseFile file, RiskScore score) {}
