package org.akoma;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.ApplicationModule;
import org.springframework.stereotype.Component;

/** Wings and rooms (docs/house.md, section 2): their size, what they offer, what they use, and whose tables they read. */
class RoomsTest {

    private static final int MOST_FILES = 50;
    private static final int MOST_PUBLIC_BEANS = 5;

    /** Rooms that still offer more beans than others may, with their number. To be lowered, never raised. */
    private static final Map<String, Integer> MORE_BEANS = Map.ofEntries(
            Map.entry("access", 7),
            Map.entry("cases", 11),
            Map.entry("identity", 9),
            Map.entry("overview", 6),
            Map.entry("placement", 9),
            Map.entry("reference", 6));

    /** Reads of a higher chapter that remain, each by a function of that chapter. To be made fewer, never more. */
    private static final Set<String> READ_ABOVE = Set.of(
            "MedicalStore.java reads referrals", "VerdictStore.java reads cases", "CredentialStore.java reads notices");

    private static final Path SOURCES = Path.of("src/main/java/org/akoma");

    /** One schema serves the rooms of one chapter (docs/decisions/wings-and-rooms.md). */
    private static final Map<String, Set<String>> ROOMS_OF_SCHEMA = Map.ofEntries(
            Map.entry("access", Set.of("access", "decisions", "people", "signin", "agreements", "emergencies")),
            Map.entry("door", Set.of("access", "signin", "openid", "recent")),
            Map.entry("journal", Set.of("journal")),
            Map.entry("vault", Set.of("vault")),
            Map.entry("reference", Set.of("reference")),
            Map.entry("notices", Set.of("notices")),
            Map.entry("slips", Set.of("slips")),
            Map.entry("operations", Set.of("operations", "suspects", "interviews")),
            Map.entry(
                    "cases",
                    Set.of(
                            "cases",
                            "identity",
                            "consent",
                            "assessment",
                            "record",
                            "placement",
                            "shelters",
                            "homecoming",
                            "closure",
                            "registration",
                            "caseload",
                            "overview")),
            Map.entry("followup", Set.of("visits", "intake", "wellbeing", "alerts", "complaints")),
            Map.entry("assistance", Set.of("assistance", "payments", "schooling")),
            Map.entry("referrals", Set.of("referrals", "directory", "messages")),
            Map.entry("attachments", Set.of("attachments")),
            Map.entry("disclosure", Set.of("disclosure")),
            Map.entry("signals", Set.of("signals")),
            Map.entry("tasks", Set.of("tasks")),
            Map.entry("drafts", Set.of("drafts")),
            Map.entry("training", Set.of("training")),
            Map.entry("indicators", Set.of("indicators")),
            Map.entry("evaluation", Set.of("evaluation", "findings", "workshops")),
            Map.entry("publication", Set.of("publication")),
            Map.entry("reports", Set.of("reports")),
            Map.entry("packages", Set.of("packages")),
            Map.entry("retention", Set.of("retention", "rights")),
            Map.entry("exchange", Set.of("scenario", "htcds", "spreadsheets", "exports", "iati", "hxl", "ctdc")));

    private static final Pattern STRING =
            Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"");
    private static final Pattern TABLE =
            Pattern.compile("\\b(" + String.join("|", ROOMS_OF_SCHEMA.keySet()) + ")\\.[a-z_]+\\b(?![-.])");

    @TestFactory
    Stream<DynamicTest> wings() {
        return Stream.<ArchRule>of(
                        apart("protection", "enforcement"),
                        apart("enforcement", "protection"),
                        apart("airlock", "protection", "enforcement", "programme", "exchange", "start"),
                        apart("protection", "programme", "exchange", "start"),
                        apart("enforcement", "programme", "exchange", "start"),
                        apart("programme", "protection", "enforcement", "airlock", "start"),
                        apart("ground", "airlock", "protection", "enforcement", "programme", "exchange", "start"),
                        apart("exchange", "start"),
                        slices().matching("org.akoma.(*).(*)..").should().beFreeOfCycles())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ConventionsTest.AKOMA)));
    }

    private static ArchRule apart(String wing, String... others) {
        String[] packages =
                Arrays.stream(others).map(other -> "org.akoma." + other + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.akoma." + wing + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    @Test
    void noRoomHasMoreFilesThanOneCanKnow() throws IOException {
        assertThat(files())
                .allSatisfy((room, files) -> assertThat(files).as(room).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void aRoomOffersFewBeans() {
        Map<String, List<String>> beans = ConventionsTest.AKOMA.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isMetaAnnotatedWith(Component.class) || type.isAnnotatedWith(Component.class))
                .filter(type -> !type.getPackageName().equals("org.akoma"))
                .collect(Collectors.groupingBy(
                        type -> room(type.getPackageName()),
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())));
        assertThat(beans)
                .allSatisfy((room, names) -> assertThat(names)
                        .as(room)
                        .hasSizeLessThanOrEqualTo(MORE_BEANS.getOrDefault(room, MOST_PUBLIC_BEANS)));
    }

    /** The start belongs to the root: {@link Akoma} names its commands, and they use what lies in the root. */
    @Test
    void everyRoomSaysWhatItUses() {
        assertThat(packages())
                .allSatisfy((room, name) -> assertThat(room.equals("start") || module(name) != null)
                        .as(name)
                        .isTrue());
    }

    /** A store names only tables of its own chapter, or of rooms that its room may use. Tasks reads the due views of all: that is its purpose. */
    @Test
    void storesReadOnlyTablesOfRoomsThatTheirsMayUse() throws IOException {
        List<String> strange = new ArrayList<>();
        for (Map.Entry<String, List<Path>> room : files().entrySet()) {
            if (Set.of("tasks", "start").contains(room.getKey())) continue;
            Set<String> allowed = below(room.getKey());
            for (Path file : room.getValue())
                if (file.toString().endsWith("Store.java"))
                    schemas(file).stream()
                            .filter(schema ->
                                    ROOMS_OF_SCHEMA.get(schema).stream().noneMatch(allowed::contains))
                            .forEach(schema -> strange.add(file.getFileName() + " reads " + schema));
        }
        assertThat(strange).containsExactlyInAnyOrderElementsOf(READ_ABOVE);
    }

    private static Set<String> schemas(Path file) throws IOException {
        Set<String> found = new HashSet<>();
        Matcher string = STRING.matcher(Files.readString(file));
        while (string.find()) {
            if (!string.group().contains(" ")) continue;
            Matcher table = TABLE.matcher(string.group());
            while (table.find()) found.add(table.group(1));
        }
        return found;
    }

    /** The room and all that it uses, and that those use. */
    private static Set<String> below(String room) {
        Map<String, String> packages = packages();
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(room));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (found.add(next) && packages.containsKey(next))
                open.addAll(List.of(module(packages.get(next)).allowedDependencies()));
        }
        return found;
    }

    private static ApplicationModule module(String packageName) {
        try {
            return Class.forName(packageName + ".package-info").getAnnotation(ApplicationModule.class);
        } catch (ClassNotFoundException none) {
            throw new AssertionError(packageName + " has no package-info", none);
        }
    }

    private static Map<String, String> packages() {
        return ConventionsTest.AKOMA.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> !name.equals("org.akoma"))
                .collect(Collectors.toMap(RoomsTest::room, name -> name));
    }

    private static Map<String, List<Path>> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> !file.getParent().equals(SOURCES))
                    .collect(Collectors.groupingBy(
                            file -> file.getParent().getFileName().toString()));
        }
    }

    private static String room(String packageName) {
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }
}
