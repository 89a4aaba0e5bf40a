package org.akoma.protection.placement;

import org.akoma.protection.cases.CaseFile;

/** A supervisor agreed to a move into a shelter that had begun. Published inside the transaction of the verdict. */
public record HomeConfirmed(CaseFile file) {}
