package org.akoma.protection.overview;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;

/**
 * One line of the timeline of a file, in words.
 *
 * @param person whether the text is the code of a person
 */
record EventRow(String title, @Nullable String by, Instant at, String text, boolean person, boolean late) {

    /** Which list says what a detail means. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("RISK", "risk"),
            Map.entry("COUNTRY", "country"),
            Map.entry("VICTIM_STATUS", "victim-status"),
            Map.entry("ASSESSMENT", "risk"),
            Map.entry("CONSENT_WITHDRAWN", "consent-purpose"),
            Map.entry("GUARDIAN", "guardian-kind"),
            Map.entry("DEPARTED", "country"),
            Map.entry("ARRIVED", "country"),
            Map.entry("LEFT", "leave-reason"),
            Map.entry("CLOSURE_ASKED", "closure-reason"),
            Map.entry("CLOSURE_CLOSED", "closure-reason"),
            Map.entry("CLOSURE_RETURNED", "closure-reason"));

    /** What went wrong or needs an eye is drawn as a square. */
    private static final Set<String> LATE = Set.of("PLAN_RETURNED", "LEFT", "CLOSURE_RETURNED");

    /** The last of both, newest first. */
    static List<EventRow> of(List<FileOverview.Event> events, List<GlancePart.Event> others, int most, Formats words) {
        return Stream.concat(
                        events.stream().map(event -> of(event, words)),
                        others.stream()
                                .map(one -> new EventRow(one.title(), null, one.at(), one.text(), false, one.late())))
                .sorted(Comparator.comparing(EventRow::at).reversed())
                .limit(most)
                .toList();
    }

    private static EventRow of(FileOverview.Event event, Formats words) {
        boolean found = event.kind().equals("LOST") && event.detail() == null;
        String title = words.text("cases.event." + (found ? "FOUND" : event.kind()));
        boolean late = event.kind().equals("LOST") && !found || LATE.contains(event.kind());
        return new EventRow(
                title,
                event.by(),
                event.at(),
                detail(event, words),
                event.kind().equals("WORKER"),
                late);
    }

    private static String detail(FileOverview.Event event, Formats words) {
        String detail = event.detail();
        if (detail == null) return "";
        String list = LISTS.get(event.kind());
        if (list != null) return words.code(list, detail);
        return switch (event.kind()) {
            case "CARE" -> words.text("cases.lives." + detail);
            case "CONSENTS" -> words.text("cases.event.consents", Integer.valueOf(detail));
            case "WORKER" -> detail;
            case "FAMILY_VERIFIED" -> words.text("cases.event.return-safe." + detail);
            default -> "";
        };
    }
}
