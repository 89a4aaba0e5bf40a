package org.akoma.ground.agreements;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Confirm an agreement, having seen who could read what under it.
 *
 * @param drawn the print of who could read what, as the page and {@code /readers} give it
 */
@InputForm(name = "agreements.confirm", labels = "agreements")
record ConfirmAgreement(@Size(max = 64) @Nullable String drawn) {}
