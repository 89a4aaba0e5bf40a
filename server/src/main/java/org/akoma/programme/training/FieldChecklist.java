package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody observed at work after the training.
 *
 * @param items null = only the points were handed in
 * @param points of 10
 * @param observer null = who recorded it, or not for the reader
 */
public record FieldChecklist(
        UUID id,
        String participant,
        Occasion occasion,
        LocalDate observedOn,
        @Nullable Map<Item, Answer> items,
        int points,
        @Nullable String observer,
        int version) {

    /** Who saw less than eight of ten items has observed little: what did not arise counts as held. */
    static final int MOST_NOT_APPLICABLE = 2;

    static List<Item> notApplicable(Map<Item, Answer> items) {
        return Stream.of(Item.values())
                .filter(item -> items.get(item) == Answer.NOT_APPLICABLE)
                .toList();
    }

    /** Points of ten answers. */
    static int points(Map<Item, Answer> items) {
        return (int)
                items.values().stream().filter(answer -> answer != Answer.NO).count();
    }

    /** When somebody was observed at work. */
    public enum Occasion {
        OPERATION(0),
        DAY_90(90),
        DAY_180(180);

        private final int days;

        Occasion(int days) {
            this.days = days;
        }

        /** Days after the last day of the session; 0 = whenever there is an operation. */
        int days() {
            return days;
        }
    }

    /** The ten items of the field checklist ({@code requirements.md 5}). */
    public enum Item {
        SEPARATED,
        NOT_RESTRAINED,
        NOT_PHOTOGRAPHED,
        OWN_LANGUAGE,
        WATER_FOOD,
        WOMAN_OFFICER,
        MEDICAL_ASKED,
        SLIP_COMPLETE,
        TO_WORKER_IN_TIME,
        NO_PRESS
    }

    /** Whether an item of the checklist held. What did not arise was not done wrong, and counts as held. */
    public enum Answer {
        YES,
        NO,
        NOT_APPLICABLE
    }
}
