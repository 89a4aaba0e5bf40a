package org.akoma.ground.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Codes of a list by their labels as people write them: French or English, feminine or masculine, with any apostrophe, case and accents, and cut short
 * where only one label begins so.
 */
public final class WrittenNames {

    private static final Set<String> LEFT_OUT =
            Set.of("de", "des", "du", "d", "la", "le", "les", "l", "a", "of", "the");

    /** The feminine ending after a slash or in brackets: {@code Travailleur/euse social(e)}. */
    private static final Set<String> FEMININE = Set.of("e", "euse", "trice", "rice", "ice", "se", "fe", "ere");

    private WrittenNames() {}

    /** Empty where no label, or more than one, is written so. */
    public static Optional<String> code(CodeList list, String typed) {
        String written = words(typed);
        if (written.isEmpty()) return Optional.empty();
        List<Code> codes = list.codes();
        return Stream.concat(
                        codes.stream().filter(one -> one.code().equalsIgnoreCase(typed.strip())),
                        codes.stream().filter(one -> labels(one).anyMatch(written::equals)))
                .map(Code::code)
                .findFirst()
                .or(() -> onlyBeginning(codes, written + " "));
    }

    private static Optional<String> onlyBeginning(List<Code> codes, String written) {
        List<Code> begun = codes.stream()
                .filter(one -> labels(one).anyMatch(label -> label.startsWith(written)))
                .toList();
        return begun.size() == 1 ? Optional.of(begun.getFirst().code()) : Optional.empty();
    }

    private static Stream<String> labels(Code one) {
        return Stream.of(one.labelFr(), one.labelEn()).map(WrittenNames::words);
    }

    private static String words(String name) {
        return Arrays.stream(Spellings.plain(name).split(" "))
                .filter(word -> !LEFT_OUT.contains(word) && !FEMININE.contains(word))
                .map(WrittenNames::masculine)
                .collect(Collectors.joining(" "));
    }

    private static String masculine(String word) {
        return word.replaceFirst("(?<=..)s$", "")
                .replaceFirst("trice$", "teur")
                .replaceFirst("eu(s|r)e$", "eur")
                .replaceFirst("ffe$", "f")
                .replaceFirst("(?<=..)(er|al|ent|e)e$", "$1");
    }
}
