package org.akoma.exchange.hxl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hashtags and attributes are those of the core of HXL 1.1. What the tables hold: {@code ReleaseDoorsIT}, {@code FilesInTheScenario}. */
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
}
