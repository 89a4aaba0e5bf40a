package org.akoma.exchange.hxl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.exchange.hxl.HelpStore.Added;
import org.akoma.programme.indicators.SmallCounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hashtags and attributes are those of the core of HXL 1.1; small counts are in no table, and follow from none. */
class HxlTablesTest {

    private static Set<String> core(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(HxlTablesTest.class.getResourceAsStream("/hxl/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @EnumSource(HxlTable.class)
    void everyTagIsOfTheCore(HxlTable table) throws IOException {
        Set<String> tags = core("hashtags.txt");
        Set<String> attributes = core("attributes.txt");
        for (HxlTable.Column column : table.columns()) {
            List<String> parts = Arrays.asList(column.tag().split(" "));
            assertThat(tags).contains(parts.getFirst());
            assertThat(attributes).containsAll(parts.subList(1, parts.size()));
        }
        assertThat(table.columns()).extracting(HxlTable.Column::tag).doesNotHaveDuplicates();
    }

    private static final LocalDate SEPTEMBER = LocalDate.parse("2015-09-01");
    private static final LocalDate ENDED = LocalDate.parse("2015-10-31");

    private static Help help(@Nullable String structure, String service) {
        return new Help(structure, structure, "CI", null, service, ENDED, 0L);
    }

    private static final List<Help> ROWS = List.of(
            help("A", "IMM_FOOD"),
            help("B", "IMM_FOOD"),
            help("C", "IMM_FOOD"),
            help("A", "IMM_SHELTER"),
            help(null, "IMM_FOOD"),
            help(null, "IMM_SHELTER"));

    private static List<Help> given(List<Added> added, int... limits) {
        return new HeldHelp(Arrays.stream(limits).mapToObj(SmallCounts::new).toList(), added, ENDED).given(ROWS);
    }

    @Test
    void aSmallCountIsHiddenWithAnotherOfItsService() {
        List<Added> added = List.of(
                new Added("A", "IMM_FOOD", SEPTEMBER, 30),
                new Added("B", "IMM_FOOD", SEPTEMBER, 3),
                new Added("C", "IMM_FOOD", SEPTEMBER, 20),
                new Added("A", "IMM_SHELTER", SEPTEMBER, 12),
                new Added(null, "IMM_FOOD", SEPTEMBER, 46),
                new Added(null, "IMM_SHELTER", SEPTEMBER, 12));
        assertThat(given(added, 5, 11))
                .as("seven were helped by two structures")
                .extracting(Help::children)
                .containsExactly(30L, null, null, 12L, null, 12L);
        assertThat(given(added, 5))
                .as("partners")
                .extracting(Help::children)
                .containsExactly(30L, null, null, 12L, 46L, 12L);
    }

    /** Somebody who keeps the files of two months subtracts no small count of a structure. */
    @Test
    void aSmallChangeOfOneStructureWaits() {
        LocalDate october = SEPTEMBER.plusMonths(1);
        List<Added> added = new ArrayList<>(List.of(
                new Added("A", "IMM_FOOD", SEPTEMBER, 30),
                new Added("B", "IMM_FOOD", SEPTEMBER, 20),
                new Added("C", "IMM_FOOD", SEPTEMBER, 15),
                new Added("A", "IMM_FOOD", october, 2)));
        assertThat(given(added, 5).getFirst()).isEqualTo(help("A", "IMM_FOOD").given(SEPTEMBER.plusDays(29), 30L));
        added.add(new Added("B", "IMM_FOOD", october, 9));
        assertThat(given(added, 5).subList(0, 2))
                .as("eleven more, two of them of one structure")
                .extracting(Help::children)
                .containsExactly(30L, 20L);
        added.add(new Added("A", "IMM_FOOD", october, 7));
        assertThat(given(added, 5).subList(0, 2)).extracting(Help::children).containsExactly(39L, 29L);
        assertThat(given(added, 5, 11).subList(0, 2))
                .as("nine more are few for the public")
                .extracting(Help::children)
                .containsExactly(30L, 20L);
    }
}
