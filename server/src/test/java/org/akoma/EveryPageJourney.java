package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every page that a link leads to, for the first person of every role: in French on an office screen and in English on a phone. With
 * {@code -Dakoma.pictures=DIR} it leaves a picture of each.
 */
class EveryPageJourney extends Browsing {

    /** How many pages of one kind, such as files, are looked at. */
    private static final int OF_A_KIND = 1;

    /** For how many people a page of one kind is judged by axe, in each language; for the others it is read, which costs a tenth. */
    private static final int DEEPLY = 2;

    private static final Map<String, Integer> JUDGED = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> inFrenchAtTheOffice() {
        return firstOfEachRole()
                .map(username ->
                        DynamicTest.dynamicTest(username, () -> walk(username, desk(Desk.Width.OFFICE, "fr"))));
    }

    @TestFactory
    Stream<DynamicTest> inEnglishOnAPhone() {
        return firstOfEachRole()
                .map(username -> DynamicTest.dynamicTest(username, () -> walk(username, desk(Desk.Width.PHONE, "en"))));
    }

    private static Stream<String> firstOfEachRole() {
        Map<String, String> firsts = new java.util.LinkedHashMap<>();
        DemoHouse.scenario()
                .path("staff")
                .forEach(person -> firsts.putIfAbsent(
                        person.path("role").asString(),
                        person.path("code").asString().toLowerCase(Locale.ROOT)));
        return firsts.values().stream();
    }

    private static void walk(String username, Desk desk) {
        desk.signIn(username);
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        Map<String, Integer> kinds = new HashMap<>();
        List<String> defects = new ArrayList<>();
        while (!ahead.isEmpty()) {
            String path = ahead.removeFirst();
            if (kinds.merge(kind(path), 1, Integer::sum) > OF_A_KIND) continue;
            try {
                if (isFile(path)) desk.take(path);
                else if (JUDGED.merge(desk.tag() + kind(path), 1, Integer::sum) <= DEEPLY) desk.go(path);
                else desk.glance(path);
            } catch (AssertionError defect) {
                defects.add(defect.getMessage());
                desk.picture(PICTURES.resolve(name(username, path, desk)));
            }
            if (isFile(path)) continue;
            picture(username, path, desk);
            desk.links().stream().filter(EveryPageJourney::isPage).forEach(ahead::addLast);
        }
        desk.close();
        assertThat(defects).isEmpty();
        assertThat(kinds).as("pages of " + username).hasSizeGreaterThan(4);
    }

    private static boolean isFile(String href) {
        return href.contains("format=");
    }

    private static boolean isPage(String href) {
        return !href.startsWith("/assets/")
                && !href.startsWith("/leave")
                && !href.startsWith("/api/")
                && !href.contains("lang=")
                && !href.contains("export");
    }

    /** The address with codes and values taken out: /cases/AK-001?risk=HIGH is a /cases/*?risk. */
    private static String kind(String path) {
        return path.replaceAll("#.*", "")
                .replaceAll("/(?=[^/?]*\\d)[^/?]+", "/*")
                .replaceAll("=[^&]*", "");
    }

    private static void picture(String username, String path, Desk desk) {
        String folder = System.getProperty("akoma.pictures");
        if (folder != null) desk.picture(Path.of(folder, name(username, path, desk)));
    }

    private static String name(String username, String path, Desk desk) {
        return username + desk.tag() + path.replaceAll("[^\\w-]+", "_") + ".png";
    }
}
