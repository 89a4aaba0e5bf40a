package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    private static final Path SQL = Path.of("src/main/resources/db/migration/indicators/V1__what_counts.sql");
    private static final Pattern LIMIT = Pattern.compile("indicators\\.limits\\('([a-z.-]+)', (\\d+)\\)");

    @Test
    void theTwentyFiveAreAllDefinedInTheirOrder() {
        List<String> ids = Definitions.ALL.stream().map(Indicator::id).toList();
        assertThat(ids)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25)
                        .mapToObj("I%02d"::formatted)
                        .toList());
        assertThat(Definitions.ALL)
                .allSatisfy(one -> assertThat(one.denominator() == null).isEqualTo(one.kind() == Indicator.Kind.COUNT));
    }

    /** Anyone who says a target of an indicator chooses it by its number and name. */
    @Test
    void theListOfIndicatorsNamesThemAlike() {
        CodeLists lists = new CodeLists();
        assertThat(lists.codesOf("indicator"))
                .containsExactlyElementsOf(
                        Definitions.ALL.stream().map(Indicator::id).toList());
        for (Indicator one : Definitions.ALL) {
            assertThat(lists.label("indicator", one.id(), Locale.FRENCH))
                    .isEqualTo(one.id() + " " + one.name().fr());
            assertThat(lists.label("indicator", one.id(), Locale.ENGLISH))
                    .isEqualTo(one.id() + " " + one.name().en());
        }
    }

    /** PostgreSQL knows only what a house changed: the standard stands in the SQL as well. */
    @Test
    void theLimitsInTheSqlAreThoseOfANewHouse() throws IOException {
        Map<String, String> found = new HashMap<>();
        Matcher limit = LIMIT.matcher(Files.readString(SQL));
        while (limit.find()) found.put(limit.group(1), limit.group(2));
        assertThat(found).hasSizeGreaterThan(10);
        found.forEach((key, value) -> assertThat(value).as(key).isEqualTo(Policies.standard(key)));
        Definitions.ALL.stream()
                .flatMap(one -> one.policies().stream())
                .forEach(key -> assertThat(Policies.standard(key)).as(key).isNotNull());
    }
}
