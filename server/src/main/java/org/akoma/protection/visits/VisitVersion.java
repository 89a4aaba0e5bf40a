package org.akoma.protection.visits;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.protection.cases.Differences;
import org.jspecify.annotations.Nullable;

/**
 * What a visit said before it was corrected.
 *
 * @param version of the visit that said this
 * @param until when it was corrected
 * @param replacedBy who corrected it
 */
record VisitVersion(int version, Instant until, UUID replacedBy, Said said) {

    /**
     * Sealed.
     *
     * @param why it was corrected
     */
    public record Said(Visit.Done done, Visit.SealedText words, String why) {}

    /** What a record says, by the names that pages and JSON know. */
    static Map<String, @Nullable Object> fields(Visit.Done done, Visit.SealedText words) {
        return Differences.fields(
                "doneOn",
                done.on(),
                "partner",
                done.partner(),
                "mode",
                done.mode(),
                "seen",
                Set.copyOf(done.seen()),
                "seenAlone",
                done.seenAlone(),
                "notAlone",
                done.notAlone(),
                "school",
                done.school(),
                "safety",
                done.safety(),
                "traffickerContact",
                done.traffickerContact(),
                "place",
                words.place(),
                "notAloneWords",
                words.notAlone(),
                "schoolWords",
                words.school(),
                "safetyWords",
                words.safety(),
                "opinion",
                words.opinion(),
                "actions",
                words.actions());
    }
}
