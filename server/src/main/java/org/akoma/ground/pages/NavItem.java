package org.akoma.ground.pages;

/**
 * One entry of the main navigation, or of a file's side navigation.
 *
 * @param key names the entry; its label is the text {@code nav.<key>}, and the page whose {@code section} equals it is the current one
 * @param icon name of an icon in {@code icons.svg}, without {@code i-}
 * @param count how many things wait for this person; 0 shows nothing
 * @param group of a side navigation with many entries: {@code nav.group.<group>} is written above the first of them; empty = none
 */
public record NavItem(String key, String href, String icon, int count, String group) {

    public NavItem(String key, String href, String icon, int count) {
        this(key, href, icon, count, "");
    }

    public static NavItem of(String key, String href, String icon) {
        return new NavItem(key, href, icon, 0);
    }

    public NavItem in(String named) {
        return new NavItem(key, href, icon, count, named);
    }
}
