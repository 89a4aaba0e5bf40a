package org.akoma.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.pages.Words;
import org.jspecify.annotations.Nullable;

/** One line of the timeline of a file, in words. */
record EventRow(String title, @Nullable String by, Instant at, String text, boolean late) {

    /** Which list says what a detail means. */
    private static final Map<String, String> LISTS = Map.of(
            "STATUS", "case-status",
            "RISK", "risk",
            "COUNTRY", "country",
            "VICTIM_STATUS", "victim-status",
            "ASSESSMENT", "risk",
            "CONSENT_GIVEN", "consent-purpose",
            "CONSENT_REFUSED", "consent-purpose",
            "CONSENT_WITHDRAWN", "consent-purpose",
            "CONSENT_NOT_OBTAINABLE", "consent-purpose");

    static List<EventRow> of(List<FileOverview.Event> events, Words words) {
        return events.stream().map(event -> of(event, words)).toList();
    }

    private static EventRow of(FileOverview.Event event, Words words) {
        boolean found = event.kind().equals("LOST") && event.detail() == null;
        String title = words.text("cases.event." + (found ? "FOUND" : event.kind()));
        boolean late = event.kind().equals("LOST") && !found || event.kind().equals("PLAN_RETURNED");
        return new EventRow(title, event.by(), event.at(), detail(event, words), late);
    }

    private static String detail(FileOverview.Event event, Words words) {
        String detail = event.detail();
        if (detail == null) return "";
        String list = LISTS.get(event.kind());
        if (list != null) return words.code(list, detail);
        return switch (event.kind()) {
            case "CARE" -> words.text("cases.lives." + detail);
            case "WORKER" -> detail;
            default -> "";
        };
    }
}
