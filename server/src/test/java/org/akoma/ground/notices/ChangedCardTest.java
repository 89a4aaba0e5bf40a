package org.akoma.ground.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A kind of bell without its text would take the first page from everybody who was rung so. */
class ChangedCardTest {

    @Test
    void everyKindThatRingsHasItsText() throws IOException {
        for (String language : new String[] {"fr", "en"}) {
            Properties texts = new Properties();
            try (Reader in = new InputStreamReader(
                    resource("/messages/home_" + language + ".properties"), StandardCharsets.UTF_8)) {
                texts.load(in);
            }
            assertThat(kinds().filter(kind -> !kind.equals("due")))
                    .isNotEmpty()
                    .allSatisfy(kind -> assertThat(texts).containsKey("card.changed." + kind));
        }
    }

    private static Stream<String> kinds() throws IOException {
        try (InputStream in = resource("/db/migration/notices/V1__bells.sql")) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String check = sql.replaceFirst("(?s).*bell_kind check \\(kind in \\(([^)]*)\\).*", "$1");
            return Pattern.compile("'([a-z]+)'")
                    .matcher(check)
                    .results()
                    .map(MatchResult::group)
                    .map(kind -> kind.replace("'", ""));
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ChangedCardTest.class.getResourceAsStream(name));
    }
}
