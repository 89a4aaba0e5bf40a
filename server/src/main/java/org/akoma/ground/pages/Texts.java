package org.akoma.ground.pages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The French and English texts of every room, from {@code messages/<room>_fr.properties} and {@code _en.properties}. English for an
 * English reader, French for everybody else. A key that two rooms claim stops the start; a key that nobody wrote never shows itself.
 */
@Component("messageSource")
class Texts extends AbstractMessageSource {

    static final String MISSING = "…";

    /** Spring asks for these on every error of the API and has its own words when there are none. */
    private static final String OPTIONAL = "problemDetail.";

    private final Map<String, String> french;
    private final Map<String, String> english;
    private final boolean strict;

    /** Reading a pattern takes far longer than filling it in. Spring lets one thread at a time use each. */
    private final Map<String, MessageFormat> frenchPatterns = new ConcurrentHashMap<>();

    private final Map<String, MessageFormat> englishPatterns = new ConcurrentHashMap<>();

    /** @param strict a missing text throws; otherwise it is logged and shown as an ellipsis */
    Texts(@Value("${akoma.texts.strict:false}") boolean strict) {
        this.strict = strict;
        this.french = load("fr");
        this.english = load("en");
    }

    /** The words of a record; where an import found none and the form requires some, it kept a code ({@code NOT_TOLD}), and this is its text. */
    String recorded(String words, Locale reader) {
        String key = "words.recorded." + words;
        return has(key, reader) ? getMessage(key, null, reader) : words;
    }

    private static Map<String, String> load(String language) {
        Map<String, String> texts = new HashMap<>();
        try {
            for (Resource bundle : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_" + language + ".properties")) {
                Properties read = new Properties();
                try (var reader = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
                    read.load(reader);
                }
                read.forEach((key, text) -> {
                    if (texts.put((String) key, (String) text) != null)
                        throw new IllegalStateException(key + " is written twice, the second time in " + bundle);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        return in(locale).get(code);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        String text = in(locale).get(code);
        if (text == null) return null;
        return isEnglish(locale)
                ? englishPatterns.computeIfAbsent(text, pattern -> new MessageFormat(pattern, Locale.ENGLISH))
                : frenchPatterns.computeIfAbsent(text, pattern -> new MessageFormat(pattern, Locale.FRENCH));
    }

    private Map<String, String> in(Locale locale) {
        return isEnglish(locale) ? english : french;
    }

    private static boolean isEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /** What follows the prefix in each key that begins with it, with its text. */
    Map<String, String> below(String prefix, Locale locale) {
        Map<String, String> found = new HashMap<>();
        in(locale).forEach((key, text) -> {
            if (key.startsWith(prefix)) found.put(key.substring(prefix.length()), text);
        });
        return found;
    }

    boolean has(String code, Locale locale) {
        return in(locale).containsKey(code);
    }

    @Override
    protected @Nullable String getDefaultMessage(String code) {
        if (code.startsWith(OPTIONAL)) return null;
        if (strict) throw new IllegalStateException("No text is written for " + code);
        logger.error("No text is written for " + code);
        return MISSING;
    }
}
