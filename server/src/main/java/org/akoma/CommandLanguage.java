package org.akoma;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** The language in which {@code ./akoma} answers: French where the machine's is French, English elsewhere. Pages choose theirs by their reader. */
public enum CommandLanguage {
    FRENCH("fr"),
    ENGLISH("en");

    private final ResourceBundle words;

    CommandLanguage(String language) {
        words = bundle("words_" + language);
    }

    /** What {@code --help} says; empty where the commands' own annotations say it. */
    Optional<ResourceBundle> help() {
        return this == FRENCH ? Optional.of(bundle("help_fr")) : Optional.empty();
    }

    /** Of this process: {@code AKOMA_LANGUAGE}, else the first of the machine's own settings that is set. */
    public static CommandLanguage own() {
        return of(System.getenv());
    }

    static CommandLanguage of(Map<String, String> environment) {
        String said = Stream.of("AKOMA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return said.toLowerCase(Locale.ROOT).startsWith("fr") ? FRENCH : ENGLISH;
    }

    /** For texts of a room that a command writes. */
    public Locale locale() {
        return this == FRENCH ? Locale.FRENCH : Locale.ENGLISH;
    }

    boolean has(String key) {
        return words.containsKey(key);
    }

    String pattern(String key) {
        return words.getString(key);
    }

    private static ResourceBundle bundle(String name) {
        String file = "/commands/" + name + ".properties";
        try (var in = Objects.requireNonNull(CommandLanguage.class.getResourceAsStream(file), file);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new PropertyResourceBundle(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
