package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
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

    /** What a release divides girls and boys by. */
    private static final Set<String> IN_RELEASES = Set.of("AGE", "NATIONALITY", "SECTOR");

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

    /**
     * Whether readers without small counts get this division in releases and nowhere else. A release divides girls and boys by it; with how many more of each
     * age and of each sex there were on an earlier screen, its cells would lead to one to four children (docs/decisions/figures-in-steps.md).
     */
    public static boolean isOfReleasesAlone(String by) {
        return IN_RELEASES.contains(by);
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
        Set<String> unseen = new HashSet<>(hidden);
        unseen.addAll(other.hidden);
        if (!Stream.of(unseen, hidden, other.hidden).allMatch(some -> rule.mayFollow(other.sum(some), sum(some))))
            return false;
        Map<String, String> firsts = inBoth(other);
        Map<String, Tally> here = sums(firsts);
        Map<String, Tally> there = other.sums(firsts);
        return firsts.values().stream()
                .distinct()
                .allMatch(first -> rule.mayFollow(
                        there.getOrDefault(first, Tally.NOTHING), here.getOrDefault(first, Tally.NOTHING)));
    }

    private Tally sum(Set<String> labels) {
        return labels.stream()
                .map(label -> parts.getOrDefault(label, Tally.NOTHING))
                .reduce(Tally.NOTHING, Tally::plus);
    }

    private Map<String, Tally> sums(Map<String, String> firsts) {
        Map<String, Tally> sums = new HashMap<>();
        parts.forEach((label, tally) -> sums.merge(firsts.getOrDefault(label, label), tally, Tally::plus));
        return sums;
    }

    /** Of each label the one that names the finest group that both know the sum of. */
    private Map<String, String> inBoth(ShownFigures other) {
        Map<String, String> names = new HashMap<>();
        for (ShownFigures one : List.of(this, other)) {
            one.parts.keySet().forEach(label -> names.put(label, label));
            one.known().forEach(group -> group.forEach(label -> names.put(label, label)));
        }
        for (ShownFigures one : List.of(this, other)) one.join(names);
        names.replaceAll((label, name) -> last(names, label));
        return names;
    }

    /** What is known as one count of several. */
    private List<Set<String>> known() {
        return Stream.concat(Stream.of(hidden), groups.stream().filter(group -> Collections.disjoint(group, hidden)))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private void join(Map<String, String> names) {
        Set<String> named = new HashSet<>();
        boolean open = false;
        for (Set<String> group : known()) {
            String first = group.iterator().next();
            for (String label : group) names.put(last(names, label), last(names, first));
            open |= group.contains(OTHERS);
            named.addAll(group);
        }
        if (open)
            for (String label : List.copyOf(names.keySet()))
                if (!named.contains(label)) names.put(last(names, label), last(names, OTHERS));
    }

    private static String last(Map<String, String> names, String label) {
        String name = label;
        for (String next = names.getOrDefault(name, name); !next.equals(name); next = names.getOrDefault(name, name))
            name = next;
        return name;
    }
}
