package org.akoma.protection.identity;

import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/** The family of a child whose file is open was found to have taken part or to be unsafe. Published inside the transaction that writes it. */
public record FamilyBarred(CaseFile file, UUID recordedBy) {}
