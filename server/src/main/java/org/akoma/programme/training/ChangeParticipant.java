package org.akoma.programme.training;

import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Correct what is written of somebody who takes part. */
@InputForm(name = "training.change-participant", labels = "training.participant", changes = true)
record ChangeParticipant(
        ParticipantDetails details, @Nullable Integer version) {}
