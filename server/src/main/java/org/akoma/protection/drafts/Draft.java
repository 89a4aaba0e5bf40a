package org.akoma.protection.drafts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A form that was begun.
 *
 * @param at address of its page
 * @param typed by the names that fields have on a page; sealed where it is stored
 */
public record Draft(Begun begun, String at, Instant keptAt, Map<String, List<String>> typed) {

    /** Bytes of what is sealed; the database holds it too. */
    static final int MOST_BYTES = 262_144;

    /** Of one person; the database holds it too. */
    static final int MOST = 50;

    public Draft {
        typed = Map.copyOf(typed);
    }

    /**
     * Of which act, on what.
     *
     * @param form name of the form
     * @param file code; null = the act is about no file yet
     * @param thing what the act changes in the file; null where it makes something new
     */
    public record Begun(
            UUID id,
            String form,
            @Nullable String file,
            @Nullable UUID thing) {}

    /** As it was typed, for the page. */
    Form form() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        typed.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return Form.of(parameters);
    }

    /** Without the words. */
    public record Line(Begun begun, String at, Instant keptAt) {

        public UUID id() {
            return begun.id();
        }

        /** Address of the page with what was typed. */
        public String resuming() {
            return at + (at.contains("?") ? "&" : "?") + DraftsOfPages.RESUMED + "=" + id();
        }
    }
}
