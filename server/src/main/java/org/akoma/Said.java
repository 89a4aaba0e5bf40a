package org.akoma;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the commands, from {@code commands/words_fr.properties} and {@code words_en.properties}: English where it reaches a log or a program,
 * in the language of {@link CommandLanguage} where a person reads it.
 *
 * @param key a key with a twin {@code .one} has two forms; the first argument is the number that chooses
 * @param args each text, or a sentence that is a part of this one
 */
public record Said(String key, List<Object> args) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    public Said {
        args = List.copyOf(args);
    }

    public static Said of(String key, @Nullable Object... args) {
        return new Said(
                key,
                Arrays.stream(args)
                        .map(arg -> arg instanceof Said part ? part : String.valueOf(arg))
                        .toList());
    }

    /** In the language of who runs this command. */
    public static String say(String key, @Nullable Object... args) {
        return of(key, args).own();
    }

    public String own() {
        return in(CommandLanguage.own());
    }

    public String english() {
        return in(CommandLanguage.ENGLISH);
    }

    /** What to do about it, under the key with {@code .do}; empty where nothing is to be done. */
    public String toDo() {
        return CommandLanguage.ENGLISH.has(key + ".do") ? new Said(key + ".do", args).own() : "";
    }

    String in(CommandLanguage language) {
        Matcher place = PLACE.matcher(language.pattern(form(language)));
        return place.replaceAll(found -> Matcher.quoteReplacement(word(found.group(1), language)));
    }

    private String form(CommandLanguage language) {
        boolean one = !args.isEmpty()
                && (args.getFirst().equals("1")
                        || language == CommandLanguage.FRENCH && args.getFirst().equals("0"));
        return one && language.has(key + ".one") ? key + ".one" : key;
    }

    private String word(String place, CommandLanguage language) {
        return args.get(Integer.parseInt(place)) instanceof Said part
                ? part.in(language)
                : String.valueOf(args.get(Integer.parseInt(place)));
    }

    @Override
    public String toString() {
        return english();
    }
}
