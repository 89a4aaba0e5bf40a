package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ProblemTextsTest {
    static final Pattern CODE = Pattern.compile("(?<!(?:SEAL_CONTEXT|name|labels?|list) = )\"(exchange\\.[a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyProblemHasItsText(String language) throws IOException {
        Set<String> keys = ResourceBundle.getBundle("messages.exchange", Locale.of(language))
                .keySet();
        assertThat(keys).containsAll(codesInTheSource());
        assertThat(keys.stream().filter(key -> key.matches("exchange\\.[a-z-]+")))
                .allMatch(codesInTheSource()::contains);
    }

    @Test
    void aProblemSaysWhereWhatAndWhatIsAllowed() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/exchange");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var texts = new ProblemTexts(messages);
        Finding problem =
                HtcdsBookTest.csv("case_id,prs_Gender", "C-1,{0}'").problems().getFirst();
        assertThat(texts.line(problem, Locale.FRENCH))
                .isEqualTo(
                        "Erreur. Feuille «\u00a0cases.csv\u00a0», ligne 2, colonne B (prs_Gender)\u00a0: «\u00a0{0}'\u00a0» n’est pas une valeur permise. "
                                + "Valeurs permises\u00a0: Feminine, Masculine, TransgenderFeminine, TransgenderMasculine, NonConforming, NonSpecifiedUnknown.");
        assertThat(texts.line(HtcdsBookTest.read(new byte[0]).problems().getFirst(), Locale.ENGLISH))
                .isEqualTo("Error. File: The file is empty.");
    }

    private static Set<String> codesInTheSource() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/akoma/exchange"))) {
            return files.filter(Files::isRegularFile)
                    .map(ProblemTextsTest::content)
                    .flatMap(text -> CODE.matcher(text).results().map(m -> m.group(1)))
                    .filter(code -> !isOfForm(code))
                    .collect(Collectors.toSet());
        }
    }

    /** What is wrong with a form, what the journal says and why a job failed has its text elsewhere. */
    private static boolean isOfForm(String code) {
        return Stream.of("messages.exchange-pages", "messages.exchange-files")
                .map(chapter -> ResourceBundle.getBundle(chapter, Locale.ENGLISH))
                .anyMatch(texts -> Stream.of("error.", "act.", "exchange.job.failed.")
                        .anyMatch(kind -> texts.containsKey(kind + code)));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
