package org.akoma.protection.record;

import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/** Something was written of a child's health. Published inside the transaction that keeps it, as the actor who does it; never what it was. */
public record MedicalRecorded(CaseFile file, UUID recordedBy, boolean urgent) {}
