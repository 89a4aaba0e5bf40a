package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns of a table. A value with few children gets no column of its own: it is counted with its neighbours, or under the others, so that no rare
 * country or sector is named. Once published, the columns stay.
 *
 * @param ordered whether values follow each other, as ages do; their columns are then {@code 5-13}
 */
record Layout(boolean ordered, List<String> columns) {

    static final String OTHER = "OTHER";
    static final String UNKNOWN = "UNKNOWN";
    static final List<String> AGES = List.of("0-4", "5-9", "10-13", "14-17");

    Layout {
        columns = List.copyOf(columns);
    }

    /** @param counts of each value that there is */
    static Layout of(boolean ordered, Map<String, Integer> counts, int least) {
        return new Layout(ordered, ordered ? ages(counts, least) : named(counts, least));
    }

    /** Neighbouring ages together until they are enough; what is left over goes to the last. Who is older, or of unknown age, is with the oldest. */
    private static List<String> ages(Map<String, Integer> counts, int least) {
        List<String> columns = new ArrayList<>();
        String first = null;
        int sum = 0;
        for (String age : AGES) {
            if (first == null) first = low(age);
            sum += counts.getOrDefault(age, 0);
            if (age.equals(AGES.getLast()))
                sum += counts.entrySet().stream()
                        .filter(one -> !AGES.contains(one.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
            if (sum >= least) {
                columns.add(first + "-" + high(age));
                first = null;
                sum = 0;
            }
        }
        if (first != null && !columns.isEmpty()) columns.add(low(columns.removeLast()) + "-" + high(AGES.getLast()));
        return columns;
    }

    private static String low(String range) {
        return range.substring(0, range.indexOf('-'));
    }

    private static String high(String range) {
        return range.substring(range.indexOf('-') + 1);
    }

    private static List<String> named(Map<String, Integer> counts, int least) {
        List<String> named = new ArrayList<>(counts.entrySet().stream()
                .filter(one -> one.getValue() >= least && !one.getKey().equals(OTHER))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList());
        int others = counts.values().stream().mapToInt(Integer::intValue).sum()
                - named.stream()
                        .mapToInt(one -> Objects.requireNonNull(counts.get(one)))
                        .sum();
        while (others > 0 && others < least && !named.isEmpty())
            others += Objects.requireNonNull(counts.get(named.removeLast()));
        if (others > 0) named.add(OTHER);
        return named;
    }

    /** Empty when no column takes this value: it came up after the columns were published. */
    Optional<String> column(String value) {
        if (!ordered) {
            if (columns.contains(value)) return Optional.of(value);
            return columns.contains(OTHER) ? Optional.of(OTHER) : Optional.empty();
        }
        if (!AGES.contains(value)) return Optional.of(columns.getLast());
        int age = Integer.parseInt(low(value));
        return columns.reversed().stream()
                .filter(column -> Integer.parseInt(low(column)) <= age)
                .findFirst();
    }
}
