package org.akoma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TownTest {

    private final Town town = new Town(10_000, 25, "2026-11-25");

    @Test
    void theSameNumberMakesTheSameChild() {
        LocalDate day = LocalDate.parse("2026-11-25");
        assertThat(town.record(77, day)).isEqualTo(town.record(77, day));
        assertThat(IntStream.range(0, 5_000).mapToObj(Town::id).distinct()).hasSize(5_000);
        assertThat(Town.id(1)).isLessThan(Town.id(2));
        assertThat(Town.id(1).version()).isEqualTo(7);
    }

    @Test
    void everyWorkerHasAStructureAndEveryStructureASupervisor() {
        assertThat(town.workers()).isEqualTo(400);
        List<?> staff = (List<?>) town.scenario().get("staff");
        List<?> structures = (List<?>) town.scenario().get("organisations");
        assertThat(staff).hasSize(400 + town.structures() + 5);
        assertThat(structures).hasSize(town.structures() + 3);
        assertThat(IntStream.range(0, 400).map(town::structure).max()).hasValue(town.structures() - 1);
        assertThat(structures.stream().map(one -> ((Map<?, ?>) one).get("code")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theCommonestNameIsOnATenthOfTheFiles() {
        long common = IntStream.range(0, 10_000)
                .filter(n -> town.names(n)[1].equals("Kouassi"))
                .count();
        assertThat(common).isBetween(900L, 1_500L);
    }

    @Test
    void optionsAreReadByName() {
        Map<String, String> options =
                Bench.options(new String[] {"load", "--files", "40", "--url", "http://x", "--help"});
        assertThat(options)
                .containsEntry("files", "40")
                .containsEntry("url", "http://x")
                .containsEntry("help", "true");
        assertThat(Bench.number(options, "files", 1)).isEqualTo(40);
        assertThat(Bench.number(options, "batch", 7)).isEqualTo(7);
    }
}
