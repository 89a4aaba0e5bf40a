package org.akoma.protection.wellbeing;

import org.akoma.protection.cases.CaseFile;

/** The risk of being trafficked again was scored. Published inside the transaction that keeps the score. */
public record RiskScored(CaseFile file, RiskScore score) {}
