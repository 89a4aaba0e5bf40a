package org.akoma.ground.agreements;

import java.time.LocalDate;
import org.akoma.ground.forms.InputForm;

/**
 * End an agreement before its time.
 *
 * @param endedOn the first day on which it no longer holds
 */
@InputForm(name = "agreements.end", labels = "agreements")
record EndAgreement(LocalDate endedOn) {}
