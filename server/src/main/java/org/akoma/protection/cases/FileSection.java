package org.akoma.protection.cases;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;

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

    /** The pages that this reader finds, those of other rooms between; of a file that they only oversee, the first alone. */
    static List<NavItem> shownIn(Actor actor, FileFrame frame, List<FileTabs> others) {
        // each group once, whichever rooms its pages are from: the care goes on, then what is between structures
        Stream<NavItem> between = others.stream()
                .flatMap(room -> room.tabsFor(actor, frame).stream())
                .sorted(Comparator.comparing(item -> !item.group().equals(PLACEMENT.group)));
        return Stream.of(upTo(PLACEMENT, frame), between, after(PLACEMENT, frame))
                .flatMap(items -> items)
                .toList();
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
