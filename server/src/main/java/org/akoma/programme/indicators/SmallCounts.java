package org.akoma.programme.indicators;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which counts a reader who gets figures alone does not get ({@code requirements.md 8.6}): none from 1 to below the least, none whose rest would be such a
 * count, and none that follows from the whole less what is shown. Of a whole that is hidden all parts are.
 *
 * @param least the smallest count that is shown, such as 5; 0 counts as no one and is shown
 */
public record SmallCounts(int least) {

    public boolean isHidden(Tally tally) {
        return isSmall(tally.num()) || isSmall(tally.den()) || tally.den() > 0 && isSmall(tally.den() - tally.num());
    }

    boolean isUnknownHidden(Tally tally) {
        return isSmall(tally.unknown());
    }

    /** @param known what the reader reads exactly of it elsewhere, so that the others remain */
    boolean isHidden(Tally tally, Tally known) {
        return isHidden(tally) || isHidden(tally.less(known));
    }

    /** The labels of the parts that are hidden, of a whole that is the sum of its parts. */
    public Set<String> hidden(Tally whole, Map<String, Tally> parts) {
        return hidden(whole, parts, Map.of());
    }

    /**
     * The same for a reader who reads some of it exactly.
     *
     * @param known what the reader reads exactly of the whole ({@code ""}) and of its parts elsewhere
     */
    Set<String> hidden(Tally whole, Map<String, Tally> parts, Map<String, Tally> known) {
        if (isHidden(whole, known.getOrDefault("", Tally.NOTHING))) return Set.copyOf(parts.keySet());
        Map<String, Tally> others = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        parts.forEach((label, part) -> {
            Tally other = part.less(known.getOrDefault(label, Tally.NOTHING));
            others.put(label, other);
            if (isHidden(part) || isHidden(other)) hidden.add(label);
        });
        while (!hidden.isEmpty() && (tellsTooMuch(hidden, parts) || tellsTooMuch(hidden, others))) {
            Optional<String> next = smallestShown(hidden, parts);
            if (next.isEmpty()) break;
            hidden.add(next.get());
        }
        return Set.copyOf(hidden);
    }

    /** One hidden part is what remains of the whole; of several, their sum remains, which is a count like another. */
    private boolean tellsTooMuch(Set<String> hidden, Map<String, Tally> parts) {
        return hidden.size() == 1
                || isHidden(hidden.stream()
                        .map(label -> parts.getOrDefault(label, Tally.NOTHING))
                        .reduce(Tally.NOTHING, Tally::plus));
    }

    private static Optional<String> smallestShown(Set<String> hidden, Map<String, Tally> parts) {
        return parts.entrySet().stream()
                .filter(part -> !hidden.contains(part.getKey()))
                .min(Comparator.<Map.Entry<String, Tally>>comparingLong(
                                part -> part.getValue().den() + part.getValue().num())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    boolean isSmall(long count) {
        return count > 0 && count < least;
    }
}
