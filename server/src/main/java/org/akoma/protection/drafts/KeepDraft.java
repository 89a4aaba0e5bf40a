package org.akoma.protection.drafts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keep what is typed so far; the same id again replaces it. */
record KeepDraft(Draft.Begun begun, String at, Map<String, List<String>> typed) {

    KeepDraft {
        typed = Map.copyOf(typed);
    }

    sealed interface Result {
        record Kept(Instant at) implements Result {}

        /** No such file or draft for this person, or a form that is not kept. */
        record NotFound() implements Result {}

        /** They may not do the act itself. */
        record Forbidden() implements Result {}

        /** @param code error code */
        record Refused(String field, String code) implements Result {}
    }
}
