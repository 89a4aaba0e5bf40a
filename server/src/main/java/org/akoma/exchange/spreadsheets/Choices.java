package org.akoma.exchange.spreadsheets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Codes that a cell may hold, and how people write them: code or label in either language, one or several. */
public final class Choices {
    private static final Pattern STRICT = Pattern.compile("[;\\n]");
    private static final Pattern LOOSE = Pattern.compile("[;,|\\n]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    /** More pieces than any list has codes: not worth trying to join. */
    private static final int JOINED = 64;

    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> allowed = new LinkedHashSet<>();

    public record Picked(List<String> codes, List<String> unknown) {}

    /** The first meaning of a word stays. */
    public Choices add(String code, String... words) {
        allowed.add(code);
        codes.putIfAbsent(Folded.of(code), code);
        for (String word : words) if (!Folded.of(word).isEmpty()) codes.putIfAbsent(Folded.of(word), code);
        return this;
    }

    public boolean has(String code) {
        return allowed.contains(code);
    }

    public String allowed() {
        return allowed.stream().collect(Collectors.joining(", "));
    }

    public Picked pick(String value, boolean several) {
        String whole = codes.get(Folded.of(value));
        if (whole != null) return new Picked(List.of(whole), List.of());
        if (!several) return split(value, LOOSE).unknown().isEmpty() ? split(value, LOOSE) : nothing(value);
        Picked strict = split(value, STRICT);
        if (strict.unknown().isEmpty()) return strict;
        Picked loose = split(value, LOOSE);
        if (loose.unknown().isEmpty()) return loose;
        Picked spaced = words(value);
        return spaced.unknown().isEmpty() ? spaced : strict;
    }

    private static Picked nothing(String value) {
        return new Picked(List.of(), List.of(value));
    }

    /** A label may hold the separator itself ("Water supply; sewerage…"), so the longest run of pieces that is one wins. */
    private Picked split(String value, Pattern separator) {
        List<String> pieces = Arrays.stream(separator.split(value))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
        Set<String> picked = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        int i = 0;
        while (i < pieces.size()) {
            int run = run(pieces, i);
            if (run == 0) unknown.add(pieces.get(i++));
            else picked.add(code(pieces, i, i += run));
        }
        return new Picked(List.copyOf(picked), unknown);
    }

    private int run(List<String> pieces, int from) {
        int most = pieces.size() > JOINED ? 1 : pieces.size() - from;
        for (int run = most; run > 0; run--) {
            if (codes.containsKey(folded(pieces, from, from + run))) return run;
        }
        return 0;
    }

    private String code(List<String> pieces, int from, int to) {
        return codes.getOrDefault(folded(pieces, from, to), "");
    }

    private static String folded(List<String> pieces, int from, int to) {
        return Folded.of(String.join(" ", pieces.subList(from, to)));
    }

    /** As forms export them: codes, never labels, with spaces between. */
    private Picked words(String value) {
        Set<String> picked = new LinkedHashSet<>();
        for (String word : SPACES.split(value.strip())) {
            if (!allowed.contains(word)) return nothing(value);
            picked.add(word);
        }
        return new Picked(List.copyOf(picked), List.of());
    }
}
