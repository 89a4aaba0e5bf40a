package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What readers without small counts were shown of an indicator on a day: on the screen, or in a release. A row of the list of all that they were shown.
 *
 * @param by the division, or "" for the whole
 * @param released in a release; else at the end of a month
 * @param parts the exact counts by label; those of the whole under ""
 * @param hidden labels of the parts that are not shown: of these the sum is known
 * @param groups labels that are shown as one count; {@link #OTHERS} is in the group that takes each label that is in no other
 */
public record ShownFigures(
        String indicator,
        String by,
        LocalDate day,
        boolean released,
        Map<String, Tally> parts,
        Set<String> hidden,
        List<Set<String>> groups) {

    /** Every label that no group names. */
    public static final String OTHERS = "*";

    public ShownFigures {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        hidden = Collections.unmodifiableSet(new TreeSet<>(hidden));
        groups = groups.stream()
                .map(group -> Collections.unmodifiableSet(new TreeSet<>(group)))
                .toList();
    }

    /** A whole at the end of a month. */
    static ShownFigures onScreen(String indicator, LocalDate day, Tally whole) {
        return new ShownFigures(indicator, "", day, false, Map.of("", whole), Set.of(), List.of());
    }

    /** A whole in a release. */
    public static ShownFigures inRelease(String indicator, LocalDate day, long num, long den) {
        Tally whole = new Tally(num, den, 0, new TreeMap<>());
        return new ShownFigures(indicator, "", day, true, Map.of("", whole), Set.of(), List.of());
    }

    public boolean isAbout(ShownFigures other) {
        return indicator.equals(other.indicator) && by.equals(other.by);
    }

    /**
     * Whether a reader of both computes no small difference: not of any count that both show, nor of the sums that follow from both. Where the two are divided
     * otherwise, these are the finest groups that are sums of counts of the one and of the other.
     *
     * @param least the smallest count that is shown
     */
    public boolean mayStandBeside(ShownFigures other, int least) {
        EarlierReleases rule = new EarlierReleases(new SmallCounts(least));
        Set<String> labels = new HashSet<>(parts.keySet());
        labels.addAll(other.parts.keySet());
        Set<String> unseen = new HashSet<>(hidden);
        unseen.addAll(other.hidden);
        return Stream.concat(inBoth(other, labels).stream(), Stream.of(unseen, hidden, other.hidden))
                .allMatch(some -> rule.mayFollow(other.sum(some), sum(some)));
    }

    private Tally sum(Set<String> labels) {
        return labels.stream()
                .map(label -> parts.getOrDefault(label, Tally.NOTHING))
                .reduce(Tally.NOTHING, Tally::plus);
    }

    private List<Set<String>> inBoth(ShownFigures other, Set<String> labels) {
        List<Set<String>> groups = new ArrayList<>();
        for (Set<String> block : Stream.concat(blocks(labels).stream(), other.blocks(labels).stream())
                .toList()) {
            Set<String> joined = new HashSet<>(block);
            groups.stream().filter(group -> !Collections.disjoint(group, block)).forEach(joined::addAll);
            groups.removeIf(joined::containsAll);
            groups.add(joined);
        }
        return groups;
    }

    /** Which labels are known together. */
    private List<Set<String>> blocks(Set<String> labels) {
        List<Set<String>> blocks = new ArrayList<>();
        if (!hidden.isEmpty()) blocks.add(new HashSet<>(hidden));
        groups.stream()
                .filter(group -> Collections.disjoint(group, hidden))
                .forEach(group -> blocks.add(new HashSet<>(group)));
        for (String label : labels)
            if (blocks.stream().noneMatch(block -> block.contains(label)))
                blocks.stream()
                        .filter(block -> block.contains(OTHERS))
                        .findFirst()
                        .ifPresentOrElse(block -> block.add(label), () -> blocks.add(new HashSet<>(Set.of(label))));
        return blocks;
    }
}
