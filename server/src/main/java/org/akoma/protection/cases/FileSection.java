package org.akoma.protection.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.jspecify.annotations.Nullable;

/** The side navigation of a file: each page, and the section of the grant that opens it. */
enum FileSection {
    OVERVIEW("overview", "", "home", "", Section.STATUS),
    IDENTITY("identity", "/identity", "user", "child", Section.IDENTITY),
    EXPLOITATION("exploitation", "/exploitation", "shield", "child", Section.EXPLOITATION),
    CONSENTS("consents", "/consents", "check", "child", Section.FAMILY),
    HEALTH("health", "/health", "hand", "child", Section.HEALTH),
    ASSESSMENT("assessment", "/assessment", "search", "care", Section.NOTES),
    BEST_INTERESTS("best-interests", "/best-interests", "mark", "care", Section.NOTES),
    PLAN("plan", "/plan", "file", "care", Section.ASSISTANCE),
    PLACEMENT("placement", "/placement", "pin", "care", Section.PLACEMENT),
    NOTES("notes", "/notes", "pen", "record", Section.NOTES),
    SEARCH("search", "/search", "flag", "record", Section.FOLLOW_UP),
    CLOSURE("closure", "/closure", "folder", "record", Section.NOTES),
    HISTORY("history", "/history", "clock", "record", Section.STATUS),
    ACCESS("access", "/access", "lock", "record", Section.STATUS);

    private final String key;
    private final String path;
    private final String icon;
    private final String group;
    private final Section section;

    FileSection(String key, String path, String icon, String group, Section section) {
        this.key = key;
        this.path = path;
        this.icon = icon;
        this.group = group;
        this.section = section;
    }

    /** Pages that share a line of the navigation with the one before the colon, where the reader finds both. */
    private static final Map<String, List<String>> JOINED = Map.of(
            "identity", List.of("exploitation"),
            "assessment", List.of("best-interests"),
            "plan", List.of("aid"),
            "consents", List.of("rights"),
            "placement", List.of("search"),
            "csi", List.of("risk"),
            "file-messages", List.of("file-conferences"),
            "notes", List.of("attachments"),
            "history", List.of("access", "closure", "retention"));

    /** The pages that this reader finds, those of other rooms between; of a file that they only oversee, the first alone. */
    static List<NavItem> shownIn(
            Actor actor, FileFrame frame, List<FileTabs> others, Map<String, FileTabs.Mark> marks) {
        // each group once, whichever rooms its pages are from: the care goes on, then what is between structures
        Stream<NavItem> between = others.stream()
                .flatMap(room -> room.tabsFor(actor, frame).stream())
                .sorted(Comparator.comparing(item -> !item.group().equals(PLACEMENT.group)));
        List<NavItem> all = Stream.of(upTo(PLACEMENT, frame), between, after(PLACEMENT, frame))
                .flatMap(items -> items)
                .map(item -> marked(item, marks.get(item.key())))
                .toList();
        return joined(all);
    }

    private static NavItem marked(NavItem item, FileTabs.@Nullable Mark mark) {
        return mark == null ? item : item.marked(mark.count(), mark.due());
    }

    private static List<NavItem> joined(List<NavItem> all) {
        List<NavItem> lines = new ArrayList<>();
        for (NavItem item : all) {
            if (all.stream()
                    .anyMatch(lead -> JOINED.getOrDefault(lead.key(), List.of()).contains(item.key()))) continue;
            List<String> keys = JOINED.getOrDefault(item.key(), List.of());
            lines.add(item.joining(
                    all.stream().filter(one -> keys.contains(one.key())).toList()));
        }
        return lines;
    }

    private static Stream<NavItem> upTo(FileSection last, FileFrame frame) {
        return shown(frame, page -> page.compareTo(last) <= 0);
    }

    private static Stream<NavItem> after(FileSection last, FileFrame frame) {
        return shown(frame, page -> page.compareTo(last) > 0);
    }

    private static Stream<NavItem> shown(FileFrame frame, Predicate<FileSection> which) {
        return Arrays.stream(values())
                .filter(which.and(page -> page.shown(frame)))
                .map(page -> NavItem.of(page.key, "/cases/" + frame.code() + page.path, page.icon)
                        .in(page.group));
    }

    private boolean shown(FileFrame frame) {
        if (this == OVERVIEW) return true;
        if (this == SEARCH && frame.file().lostSince() == null) return false;
        if (frame.proposed() && (this == HISTORY || this == ACCESS)) return false;
        if (frame.least() && section != Section.IDENTITY && section != Section.PLACEMENT && this != HEALTH)
            return false;
        return frame.worksOnIt() && frame.holds(section);
    }
}
