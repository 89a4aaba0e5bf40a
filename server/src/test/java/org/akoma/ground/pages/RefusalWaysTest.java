package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * Every refusal leads to the page that mends it, or {@code refusals.txt} says why it leads nowhere; every confirmation to the next step, or
 * {@code confirmations.txt} says what is named instead.
 */
class RefusalWaysTest {

    private static final Texts TEXTS = new Texts(true);
    private static final List<WayOn> WAYS = ways();

    @Test
    void everyRefusalHasAWayOrAReasonWhyNot() throws IOException {
        Set<String> refusals = TEXTS.below("error.", Locale.FRENCH).keySet().stream()
                .map(key -> key.split("\\."))
                .filter(parts -> !parts[0].equals("form"))
                .map(parts -> parts[0] + "." + parts[1])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = new TreeSet<>(without("/refusals.txt"));
        WAYS.stream().map(WayOn::code).filter(code -> !code.startsWith("done.")).forEach(said::add);
        assertThat(said).containsAll(refusals);
        Set<String> unknown = new TreeSet<>(without("/refusals.txt"));
        unknown.removeAll(refusals);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyConfirmationHasANextStepOrAReasonWhyNot() throws IOException {
        Set<String> confirmations = TEXTS.below("done.", Locale.FRENCH).keySet();
        List<String> reasoned = without("/confirmations.txt");
        List<String> named = WAYS.stream()
                .map(WayOn::code)
                .filter(code -> code.startsWith("done."))
                .map(code -> code.substring("done.".length()))
                .toList();
        assertThat(reasoned).doesNotHaveDuplicates().doesNotContainAnyElementsOf(named);
        Set<String> said = new TreeSet<>(reasoned);
        said.addAll(named);
        assertThat(said).isEqualTo(new TreeSet<>(confirmations));
    }

    @Test
    void tooManyRowsAreRefusedInWords() {
        Set<String> codes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.akoma").stream()
                        .filter(type -> type.isAnnotatedWith(InputForm.class))
                        .flatMap(type -> Stream.of(type.reflect().getRecordComponents()))
                        .map(component -> component.getAnnotation(Rows.class))
                        .filter(Objects::nonNull)
                        .map(Rows::many)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).hasSizeGreaterThan(2);
        for (Locale reader : List.of(Locale.FRENCH, Locale.ENGLISH))
            assertThat(codes).allMatch(code -> TEXTS.has("error." + code, reader));
    }

    @Test
    void noRefusalHasBoth() throws IOException {
        assertThat(without("/refusals.txt"))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(WAYS.stream().map(WayOn::code).toList());
    }

    @Test
    void everyWayHasItsWordsInBothLanguages() {
        assertThat(WAYS).extracting(WayOn::code).doesNotHaveDuplicates();
        for (Locale reader : List.of(Locale.FRENCH, Locale.ENGLISH))
            assertThat(WAYS).allMatch(way -> TEXTS.has("way." + way.code(), reader) || TEXTS.has(way.page(), reader));
    }

    private static List<String> without(String file) throws IOException {
        try (var in = Objects.requireNonNull(RefusalWaysTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("["))
                    .toList();
        }
    }

    private static List<WayOn> ways() {
        var rooms = new ClassPathScanningCandidateComponentProvider(false);
        rooms.addIncludeFilter(new AssignableTypeFilter(WaysOn.class));
        return rooms.findCandidateComponents("org.akoma").stream()
                .map(room -> made(Objects.requireNonNull(room.getBeanClassName())))
                .flatMap(room -> room.waysOn().stream())
                .toList();
    }

    private static WaysOn made(String room) {
        try {
            Constructor<?> maker = Class.forName(room).getDeclaredConstructor();
            maker.setAccessible(true);
            return (WaysOn) maker.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(room, e);
        }
    }
}
