package org.akoma.protection.visits;

import java.time.LocalDate;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Put a visit that is to come on another day. */
@InputForm(name = "followup.move-visit", labels = "followup.visit", changes = true)
record MoveVisit(
        @Nullable Integer version,
        @Field(label = "followup.visit.move.day") LocalDate plannedOn,

        @Field(
                list = "visit-move-reason",
                except = {"PLANNED_ANEW", "FILE_CLOSED"},
                label = "followup.visit.why",
                page = "moveReason")
        String reason) {}
