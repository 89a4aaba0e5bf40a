package org.akoma.programme.fieldwork;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.decisions.Decision;
import org.jspecify.annotations.Nullable;

/**
 * An interview in which a child told of harm or was in distress, and the last request to know which child its study code stands for.
 *
 * @param harm whether the child told of harm; else it was in distress
 * @param link id of the request; null = nobody asked
 * @param state of it; null = nobody asked
 */
record StudyLink(
        UUID interview,
        String study,
        LocalDate heldOn,
        boolean harm,
        @Nullable UUID link,
        @Nullable Instant askedAt,
        Decision.@Nullable State state) {

    /** Whether it may be asked for: nothing waits. */
    public boolean open() {
        return state != Decision.State.WAITING;
    }

    /** What the second person is shown: not which child it is. */
    record Asked(String mission, String study, LocalDate heldOn, boolean harm) {}

    /** @param code of the child's file */
    record Opened(String mission, String study, UUID file, String code, Instant until) {}
}
