package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.ground.database.Superuser;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.Test;

/**
 * What a stolen disk tells, keys apart: no child's alias, no town of a shelter, nothing that somebody typed about a child. The demo's
 * whole folder is read byte by byte, and every row of every table as the database's superuser reads it.
 */
class StolenDiskIT {

    private static final String CONTROL = "Témoin-Planté-Vu";

    /** An alias that is also a word of PostgreSQL's own catalogues, full of source texts: looked for in rows only. */
    private static final Set<String> PROGRAMS_OWN = Set.of("Source");

    /** A newspaper in the list of publishers, whose name begins as the town of a shelter. */
    private static final String NEWSPAPER = "Abidjan.net";

    /** Bytes from which a word is told from chance: sealed bytes hold any three letters sooner or later, six of them never. */
    private static final int BEYOND_CHANCE = 6;

    private final DemoHouse house = DemoHouse.open();
    private final Path folder = house.data().root();

    @Test
    void tellsNothingOfAChild() throws Exception {
        List<String> secrets = secrets();
        assertThat(secrets).hasSizeGreaterThan(48);
        try (Superuser superuser = new Superuser(house.data())) {
            assertThat(superuser.rows("cases.case_file")).hasSizeGreaterThanOrEqualTo(48);
            superuser.run("checkpoint");
            List<String> telling =
                    secrets.stream().filter(StolenDiskIT::tellsOnDisk).toList();
            assertThat(telling).hasSizeGreaterThan(30);
            assertThat(new Scanner(telling, List.of(NEWSPAPER)).in(folder, this::isLookedAt))
                    .isEmpty();
            assertThat(rowsWith(superuser, secrets)).isEmpty();
        }
    }

    /** What was done to a child, and to which of them sexual violence, stands nowhere in clear. */
    @Test
    void tellsNotWhatWasDoneToAChild() throws Exception {
        List<String> codes = new ArrayList<>();
        try (Superuser superuser = new Superuser(house.data())) {
            for (String code : List.of("SexualExploitation", "ForcedLabour", "SexualAbuse", "ForcedMarriage"))
                for (String table : superuser.tables())
                    if (!table.startsWith("akoma_history."))
                        for (String row : superuser.rows(table))
                            if (row.contains(code)) codes.add(code + " in " + table);
            assertThat(codes).isEmpty();
            int told = superuser.rows("cases.exploitation").size();
            assertThat(told).as("of several children something is known").isGreaterThan(5);
            assertThat(superuser.rows("cases.urgent_care"))
                    .as("the clock has a row of each of them")
                    .hasSize(told);
        }
    }

    /** In which shelter a child is, is said by no record: by no code of one, and by no id that can be worked out from its code. */
    @Test
    void tellsNotInWhichShelterAChildIs() throws Exception {
        List<String> codes = new ArrayList<>();
        FilledDemo.scenario()
                .path("shelters")
                .forEach(shelter -> codes.add(shelter.path("code").asString()));
        assertThat(codes).hasSizeGreaterThan(2).allMatch(code -> code.length() > 4);
        try (Superuser superuser = new Superuser(house.data())) {
            superuser.run("checkpoint");
            assertThat(superuser.rows("cases.shelter")).hasSizeGreaterThanOrEqualTo(codes.size());
            assertThat(superuser.rows("(select shelter_id from cases.placement where shelter_id is not null)"))
                    .hasSizeGreaterThan(40);
            assertThat(superuser.rows(
                            "(select given_at from assistance.service s join cases.shelter h on h.id = s.given_at)"))
                    .as("what a shelter gives names it by its id")
                    .isNotEmpty();
            List<String> found = new ArrayList<>();
            for (String table : superuser.tables())
                for (String row : superuser.rows(table))
                    codes.stream().filter(row::contains).forEach(code -> found.add(code + " in " + table));
            assertThat(found).isEmpty();
            assertThat(new Scanner(codes).in(folder, this::isLookedAt)).isEmpty();
            assertThat(superuser.rows("(select id from cases.shelter)")).doesNotContainAnyElementsOf(guessed(codes));
        }
    }

    /** Ids as a scenario makes those of other records: of the story's own id, the kind and the code. */
    private static List<String> guessed(List<String> codes) {
        String story = FilledDemo.scenario().path("meta").path("id").asString();
        return codes.stream()
                .map(code -> story + "/shelter/" + code)
                .map(name -> "(" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + ")")
                .toList();
    }

    /** The reading itself can fail: a word planted in a table, in the write-ahead log and in a file is found. */
    @Test
    void findsWhatLiesOpen() throws Exception {
        Path planted = folder.resolve("planted.txt");
        try (Superuser superuser = new Superuser(house.data())) {
            superuser.run("create table public.planted as select '" + CONTROL + "' as word");
            superuser.run("checkpoint");
            Files.write(planted, CONTROL.getBytes(StandardCharsets.UTF_16LE));
            Set<String> found = new Scanner(List.of(CONTROL)).in(folder, this::isLookedAt);
            assertThat(found).anyMatch(place -> place.contains("pg/base/"));
            assertThat(found).anyMatch(place -> place.contains("pg/pg_wal/"));
            assertThat(found).anyMatch(place -> place.contains("planted.txt"));
            assertThat(rowsWith(superuser, List.of(CONTROL))).containsExactly(CONTROL + " in public.planted");
            superuser.run("drop table public.planted");
        } finally {
            Files.deleteIfExists(planted);
        }
    }

    private static List<String> secrets() {
        List<String> words = new ArrayList<>(Typed.ABOUT_CHILDREN);
        FilledDemo.scenario()
                .path("children")
                .forEach(child -> words.add(child.path("alias").asString()));
        FilledDemo.scenario()
                .path("shelters")
                .forEach(shelter -> words.add(shelter.path("town").asString()));
        words.add("Soubré");
        return words;
    }

    private static boolean tellsOnDisk(String word) {
        return word.getBytes(StandardCharsets.UTF_8).length >= BEYOND_CHANCE && !PROGRAMS_OWN.contains(word);
    }

    /** The keys are kept apart from the disk, and the database's programs are no records. */
    private boolean isLookedAt(Path file) {
        String top = folder.relativize(file).getName(0).toString();
        return !top.equals("keys") && !top.startsWith("pgsql-");
    }

    /** Each word where it stands alone: in rows sealed bytes read as hexadecimal, and a password's hash as base 64, which may spell anything. */
    private static Pattern asWords(List<String> words) {
        String either = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\p{L}\\d+/_-])(?:" + either + ")(?![\\p{L}\\d+/_-])");
    }

    private static List<String> rowsWith(Superuser superuser, List<String> words) throws Exception {
        Pattern any = asWords(words);
        List<String> found = new ArrayList<>();
        for (String table : superuser.tables())
            for (String row : superuser.rows(table))
                any.matcher(row.replace(NEWSPAPER, ""))
                        .results()
                        .forEach(hit -> found.add(hit.group() + " in " + table));
        return found.stream().distinct().toList();
    }
}
