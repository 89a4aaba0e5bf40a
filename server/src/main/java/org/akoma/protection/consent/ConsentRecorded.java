package org.akoma.protection.consent;

import org.akoma.protection.cases.CaseFile;

/**
 * An answer to a question of consent was recorded. Published inside its transaction, as who recorded it, so that what rests on the
 * consent ends together with it ({@code @EventListener}) or not at all.
 */
public record ConsentRecorded(CaseFile file, Consent consent) {}
