package org.akoma.protection.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A correction of what was registered of a child. Never changed: a mistake in it is put right by another. */
record Correction(UUID id, List<String> fields, UUID recordedBy, Instant recordedAt, SealedText words) {

    public Correction {
        fields = List.copyOf(fields);
    }

    /**
     * Sealed.
     *
     * @param before the old values of the corrected fields, empty where there was none
     * @param after their new values
     */
    public record SealedText(String reason, Map<String, String> before, Map<String, String> after) {
        public SealedText {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }
}
