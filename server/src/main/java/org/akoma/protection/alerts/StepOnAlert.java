package org.akoma.protection.alerts;

import java.util.UUID;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** A step on an alert of which a program sends at most the id that it made for it. */
@InputForm(name = "followup.step-on-alert", labels = "followup.alert", changes = true)
record StepOnAlert(UUID id, @Nullable Integer version) {}
