package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.start.Desk;
import org.akoma.start.FilledDemo;

/**
 * Every page that a link leads to, for the first person of every role. Two journeys, in French on an office screen and in English on a phone, so that two
 * JVMs share them. With {@code -Dakoma.pictures=DIR} they leave a picture of each page.
 */
abstract class EveryPage extends Browsing {

    /** How many pages of one kind, such as files, are looked at. */
    private static final int OF_A_KIND = 1;

    /** Bytes of a page over the wire. */
    static final int HEAVIEST = 10 * 1_024;

    /** Pages of a kind that axe has judged in one language; for anyone who opens one later it is read, which costs a fifth. */
    private static final Set<String> JUDGED = new HashSet<>();

    static Stream<String> firstOfEachRole() {
        Map<String, String> firsts = new java.util.LinkedHashMap<>();
        FilledDemo.scenario()
                .path("staff")
                .forEach(person -> firsts.putIfAbsent(
                        person.path("role").asString(),
                        person.path("code").asString().toLowerCase(Locale.ROOT)));
        return firsts.values().stream();
    }

    static void walk(String username, Desk desk) {
        desk.signIn(username);
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        Map<String, Integer> kinds = new HashMap<>();
        List<String> defects = new ArrayList<>();
        while (!ahead.isEmpty()) {
            String path = ahead.removeFirst();
            if (kinds.merge(ShownForm.kind(path), 1, Integer::sum) > OF_A_KIND) continue;
            if (desk.isPhone() && !path.equals("/") && JUDGED.contains(desk.tag() + ShownForm.kind(path))) continue;
            try {
                if (isFile(path)) desk.take(path);
                else if (JUDGED.add(desk.tag() + ShownForm.kind(path))) desk.go(path);
                else desk.glance(path);
                if (!isFile(path))
                    assertThat(desk.weight()).as("bytes of " + path).isBetween(1, HEAVIEST);
            } catch (AssertionError defect) {
                defects.add(defect.getMessage());
                desk.picture(PICTURES.resolve(name(username, path, desk)));
            }
            if (isFile(path)) continue;
            picture(username, path, desk);
            desk.links().stream().filter(EveryPage::isPage).forEach(ahead::addLast);
        }
        desk.close();
        assertThat(defects).isEmpty();
        assertThat(kinds).as("pages of " + username).hasSizeGreaterThan(4);
    }

    private static boolean isFile(String href) {
        return href.contains("format=") || href.endsWith("/file");
    }

    private static boolean isPage(String href) {
        return !href.startsWith("/assets/")
                && !href.startsWith("/tables")
                && !href.startsWith("/api/")
                && !href.contains("lang=")
                && !href.contains("export");
    }

    private static void picture(String username, String path, Desk desk) {
        String folder = System.getProperty("akoma.pictures");
        if (folder != null) desk.picture(Path.of(folder, name(username, path, desk)));
    }

    private static String name(String username, String path, Desk desk) {
        return username + desk.tag() + path.replaceAll("[^\\w-]+", "_") + ".png";
    }
}
