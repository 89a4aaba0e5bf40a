package org.akoma.exchange.spreadsheets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.function.Consumer;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Countries (to ISO 3166-1 alpha-2) and languages (to ISO 639-2/T) under all the names that HTCDS files give them. */
public final class WorldCodes {
    private static final Map<String, String> SHORT = new HashMap<>();

    static {
        each("/reference/languages.csv", r -> {
            if (!r.get("alpha2").isEmpty()) SHORT.put(r.get("code"), r.get("alpha2"));
        });
    }

    private WorldCodes() {}

    /** The two-letter code where the language has one, as Akoma stores languages; else the code itself. */
    public static String shortLanguage(String code) {
        return SHORT.getOrDefault(code, code);
    }

    /** French and English names, alpha-3, the names in IOM's toolkit, and those in daily use. */
    public static Choices countries(CodeLists lists) {
        var choices = new Choices();
        for (Code country : lists.list("country").codes())
            choices.add(country.code(), alpha3(country.code()), country.labelEn(), country.labelFr());
        each("/exchange/country-names.csv", r -> choices.add(r.get("code"), r.get("name")));
        return choices;
    }

    public static Choices languages() {
        var choices = new Choices();
        each("/reference/languages.csv", r -> {
            choices.add(r.get("code"), r.get("bibliographic"), r.get("alpha2"));
            choices.add(r.get("code"), r.get("en").split(";"));
            choices.add(r.get("code"), r.get("fr").split(";"));
        });
        return choices;
    }

    private static String alpha3(String country) {
        try {
            return Locale.of("", country).getISO3Country();
        } catch (MissingResourceException e) {
            return "";
        }
    }

    private static void each(String file, Consumer<CSVRecord> row) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = WorldCodes.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("not in the jar: " + file);
            format.parse(new InputStreamReader(in, StandardCharsets.UTF_8)).forEach(row);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
