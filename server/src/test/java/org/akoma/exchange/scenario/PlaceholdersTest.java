package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario does not tell is read in the language of the reader, never as a code. */
class PlaceholdersTest {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void eachCodeHasItsText(String language) throws Exception {
        Properties texts = texts(language);
        for (Field one : Placeholders.class.getDeclaredFields())
            assertThat(texts.getProperty("words.recorded." + one.get(null)))
                    .as(one.getName() + " in " + language)
                    .isNotBlank();
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Placeholders.class.getResourceAsStream("/messages/pages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
