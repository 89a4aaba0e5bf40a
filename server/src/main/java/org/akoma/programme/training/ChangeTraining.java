package org.akoma.programme.training;

import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Change where and when a session is held; its days no longer once somebody attended. */
@InputForm(name = "training.change", labels = "training.session", changes = true)
record ChangeTraining(SessionPlan plan, @Nullable Integer version) {}
