package org.akoma.airlock.slips;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written on a slip ({@code requirements.md 2.3}); no name.
 *
 * @param site code of the site, such as {@code SITE-04}
 * @param handedAt null until the child is handed over
 * @param badge the officer's badge or function, where it says more than their code
 * @param childNumber the child's number on the slips of this site
 * @param apparentSex code of the list {@code sex}
 * @param apparentAge in whole years
 * @param interpreterLanguage code of the list {@code language}; null = none needed
 * @param condition code of the list {@code slip-condition}
 * @param belongings one to a line; may be empty
 */
public record SlipContent(
        String site,
        Instant foundAt,
        @Nullable Instant handedAt,
        @Nullable String badge,
        Receiver receiver,
        int childNumber,
        String apparentSex,
        int apparentAge,
        boolean urgentMedical,
        @Nullable String interpreterLanguage,
        String condition,
        String belongings) {

    /**
     * How old somebody may look at most who is handed over as a child: in doubt they are one (Operation Bia: 11 to 23). The registration takes nobody older.
     */
    public static final int OLDEST = 25;

    /** Who signs hands the child over at that moment, unless the slip says another. */
    SlipContent handedBy(Instant moment) {
        return handedAt != null
                ? this
                : new SlipContent(
                        site,
                        foundAt,
                        moment,
                        badge,
                        receiver,
                        childNumber,
                        apparentSex,
                        apparentAge,
                        urgentMedical,
                        interpreterLanguage,
                        condition,
                        belongings);
    }

    /** Whether only the hand-over differs: when, and to whom. */
    boolean isOtherwiseHanded(SlipContent other) {
        return new SlipContent(
                        site,
                        foundAt,
                        other.handedAt,
                        badge,
                        other.receiver,
                        childNumber,
                        apparentSex,
                        apparentAge,
                        urgentMedical,
                        interpreterLanguage,
                        condition,
                        belongings)
                .equals(other);
    }

    /** Whether they look under 18. */
    boolean isOfAChild() {
        return apparentAge < 18;
    }

    public List<String> belongingsByLine() {
        return belongings.lines().filter(line -> !line.isBlank()).toList();
    }

    /** The social worker to whom the child is handed over, and their structure. */
    public record Receiver(UUID personId, String code, UUID organisationId, String organisation) {}
}
