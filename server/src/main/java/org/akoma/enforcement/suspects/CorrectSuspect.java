package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Correct or complete what was recorded of a suspect, on condition that nobody changed it since the caller read {@code version}. The law that applies
 * follows from the day of the facts. The state of proceedings is recorded by {@link MoveSuspect}.
 */
record CorrectSuspect(
        String operation,
        String suspect,
        int version,
        String role,
        LocalDate factsOn,
        @Nullable LocalDate arrestedOn,
        @Nullable LocalDate referredOn,
        Suspect.Identity identity) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-suspect", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(@Nullable Integer version, RecordSuspect.Known known) {

        CorrectSuspect of(String operation, String suspect, int version) {
            return new CorrectSuspect(
                    operation,
                    suspect,
                    version,
                    known.role(),
                    known.factsOn(),
                    known.arrestedOn(),
                    known.referredOn(),
                    known.identity());
        }
    }

    /** As a browser would post it, to fill the form. */
    static Map<String, String[]> posted(Suspect suspect) {
        Suspect.Identity known = Objects.requireNonNullElse(suspect.identity(), Suspect.Identity.UNKNOWN);
        Map<String, String[]> posted = new LinkedHashMap<>();
        put(posted, "version", suspect.version());
        put(posted, "role", suspect.role());
        put(posted, "factsOn", suspect.factsOn());
        put(posted, "arrestedOn", suspect.arrestedOn());
        put(posted, "referredOn", suspect.referredOn());
        put(posted, "name", known.name());
        put(posted, "nationality", known.nationality());
        put(posted, "notes", known.notes());
        return posted;
    }

    private static void put(Map<String, String[]> posted, String field, @Nullable Object value) {
        posted.put(field, new String[] {Objects.toString(value, "")});
    }
}
