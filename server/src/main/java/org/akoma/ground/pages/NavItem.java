package org.akoma.ground.pages;

import java.util.List;

/**
 * One entry of the main navigation, or of a file's side navigation.
 *
 * @param key names the entry; its label is the text {@code nav.<key>}, and the page whose {@code section} equals it is the current one
 * @param icon name of an icon in {@code icons.svg}, without {@code i-}
 * @param count how many things wait for this person, or are there; 0 shows nothing
 * @param group of a side navigation with many entries: {@code nav.group.<group>} is written above the first of them; empty = none
 * @param due whether something behind it is missing or late
 * @param joined entries that share this one's line, whose label is then {@code nav.joined.<key>}: they are listed below it on one of their pages
 */
public record NavItem(
        String key, String href, String icon, int count, String group, boolean due, List<NavItem> joined) {

    public NavItem {
        joined = List.copyOf(joined);
    }

    public NavItem(String key, String href, String icon, int count) {
        this(key, href, icon, count, "", false, List.of());
    }

    public static NavItem of(String key, String href, String icon) {
        return new NavItem(key, href, icon, 0);
    }

    public NavItem in(String named) {
        return new NavItem(key, href, icon, count, named, due, joined);
    }

    /** With how many things are there, and whether something is missing or late. */
    public NavItem marked(int there, boolean missing) {
        return new NavItem(key, href, icon, there, group, missing, joined);
    }

    /** With others on its line; their numbers and marks are added to its own. */
    public NavItem joining(List<NavItem> others) {
        return new NavItem(
                key,
                href,
                icon,
                count + others.stream().mapToInt(NavItem::count).sum(),
                group,
                due || others.stream().anyMatch(NavItem::due),
                others);
    }

    /** Whether the page of this key is its own, or one on its line. */
    public boolean leadsTo(String page) {
        return key.equals(page) || joined.stream().anyMatch(one -> one.key.equals(page));
    }
}
