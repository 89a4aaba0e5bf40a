package org.akoma.enforcement.operations;

import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Correct what is written of a site, on condition that nobody changed it since the caller read {@code version}. Its code stays: slips bear it. */
record CorrectSite(
        String operation,
        String site,
        int version,
        String sector,
        @Nullable String place) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-site", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(@Nullable Integer version, AddSite.Described described) {

        CorrectSite of(String operation, String site, int version) {
            return new CorrectSite(operation, site, version, described.sector(), described.place());
        }
    }
}
