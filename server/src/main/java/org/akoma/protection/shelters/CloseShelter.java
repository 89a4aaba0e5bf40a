package org.akoma.protection.shelters;

import java.time.LocalDate;
import org.akoma.ground.forms.InputForm;

/**
 * Close a shelter.
 *
 * @param closedOn the first day without a child
 */
@InputForm(name = "cases.close-shelter", labels = "cases.shelter")
record CloseShelter(LocalDate closedOn) {}
