package org.akoma.exchange.ctdc;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An attack on a file of victims: how many rows say the same of anyone who is looked for. */
public final class AlikeVictims {

    private AlikeVictims() {}

    /** Rows by all that they say, of a file with lines of comment, a header and simple cells. */
    public static Map<List<String>, Integer> count(String file) {
        Map<List<String>, Integer> counted = new HashMap<>();
        file.lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> Arrays.asList(line.split(",", -1)))
                .forEach(row -> counted.merge(row, 1, Integer::sum));
        return counted;
    }
}
