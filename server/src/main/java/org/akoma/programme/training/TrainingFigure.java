package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one session as of a moment. What is hidden, since it is of too few people, is null and named in {@code suppressed}.
 *
 * @param trained who came on one day at least
 * @param certified of these
 * @param before mean points of the test, of those who sat both, with one decimal; as after
 * @param gain mean of the shares gained, in percent with one decimal
 * @param gains of each module, where it was counted by module
 * @param forms end forms; marks: mean of the five answers, with one decimal; content: share of answers of 4 or 5, in percent
 * @param observed at work; well: of these, whose checklist is good; points: their mean, with one decimal
 * @param occasions the same by when somebody was observed, in their order
 * @param structures the same by structure, for who is shown exact figures
 */
public record TrainingFigure(
        String session,
        String country,
        LocalDate firstDay,
        @Nullable Integer trained,
        @Nullable Integer certified,
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Double gain,
        Map<TrainingModule, Double> gains,
        @Nullable Integer forms,
        @Nullable Double marks,
        @Nullable Double content,
        @Nullable Integer observed,
        @Nullable Integer well,
        @Nullable Double points,
        List<OfOccasion> occasions,
        List<OfStructure> structures,
        Set<String> suppressed) {

    /** In {@code suppressed}: the points of both tests and their gain. A module is there by its name. */
    public static final String POINTS = "before";

    /** In {@code suppressed}: what few people answered in the end form, which bears no name. */
    public static final String MARKS = "marks";

    /** @param structure code; null = several, or one that is not of this house */
    public record OfStructure(@Nullable String structure, int trained, int certified) {}

    /**
     * What was seen on one occasion; null = hidden.
     *
     * @param observed on it; well: of these, whose checklist is good; points: their mean, with one decimal
     * @param due certified, to be observed about now, and not yet observed; missed: whose time is over without it
     * @param items of each item that was handed in; empty = hidden, or the points alone were handed in
     */
    public record OfOccasion(
            FieldChecklist.Occasion occasion,
            @Nullable Integer observed,
            @Nullable Integer well,
            @Nullable Double points,
            @Nullable Integer due,
            @Nullable Integer missed,
            Map<FieldChecklist.Item, Held> items) {

        public OfOccasion {
            items = Map.copyOf(items);
        }

        private boolean isFew(int least) {
            return isSmall(observed, least) || isSmall(due, least) || isSmall(missed, least);
        }

        /** Whether somebody was observed or is to be, or how many is hidden. */
        private boolean isSaid() {
            return observed == null || due == null || missed == null || observed + due + missed > 0;
        }

        private OfOccasion hidden() {
            return new OfOccasion(occasion, null, null, null, null, null, Map.of());
        }

        /** One item that is hidden would follow from the points and the nine others: then all ten are. */
        private OfOccasion masked(int least) {
            boolean few = isSmall(well, least) || isSmall(rest(well, observed), least);
            boolean small = items.values().stream()
                    .anyMatch(one -> isSmall(one.of(), least)
                            || isSmall(one.held(), least)
                            || isSmall(one.of() - one.held(), least));
            return new OfOccasion(occasion, observed, few ? null : well, points, due, missed, small ? Map.of() : items);
        }
    }

    /** Of how many an item held. */
    public record Held(int held, int of) {}

    /** Whom nobody observed follows from who is certified, so where one count is small no occasion of the session is shown. */
    private static List<OfOccasion> masked(List<OfOccasion> all, int least) {
        boolean few = all.stream().anyMatch(one -> one.isFew(least));
        return all.stream().map(one -> few ? one.hidden() : one.masked(least)).toList();
    }

    /** Whether there is anything to say of an occasion. */
    public boolean hasOccasions() {
        return occasions.stream().anyMatch(OfOccasion::isSaid);
    }

    public TrainingFigure {
        occasions = List.copyOf(occasions);
        gains = Map.copyOf(gains);
        structures = List.copyOf(structures);
        suppressed = Set.copyOf(suppressed);
    }

    public @Nullable Double certifiedPercent() {
        return percent(certified, trained);
    }

    public @Nullable Double wellPercent() {
        return percent(well, observed);
    }

    private static @Nullable Double percent(@Nullable Integer part, @Nullable Integer whole) {
        return part == null || whole == null || whole == 0 ? null : Gain.oneDecimal(100.0 * part / whole);
    }

    /**
     * As partners get it ({@code requirements.md 8.6}): no count from 1 to below the least, none whose rest is one, and no mean of fewer people.
     */
    TrainingFigure suppressedBelow(int least) {
        Set<String> hidden = new TreeSet<>(suppressed);
        boolean few = isSmall(trained, least);
        Integer sure = few ? hide(hidden, "trained") : trained;
        Integer passed = few || isSmall(certified, least) || isSmall(rest(certified, trained), least)
                ? hide(hidden, "certified")
                : certified;
        boolean seen = observed != null && observed >= least;
        boolean told = forms != null && forms >= least;
        if (!seen && observed != null && observed > 0) hidden.add("observed");
        if (!told && forms != null && forms > 0) hidden.add("forms");
        if (few) hidden.add(POINTS);
        Integer good = seen && !isSmall(well, least) && !isSmall(rest(well, observed), least) ? well : null;
        if (seen && good == null) hidden.add("well");
        List<OfOccasion> seenOn = few || !seen && observed != null && observed > 0
                ? occasions.stream().map(OfOccasion::hidden).toList()
                : masked(occasions, least);
        if (seenOn.stream().anyMatch(one -> one.observed() == null)) hidden.add("occasions");
        boolean none = observed != null && observed == 0;
        return new TrainingFigure(
                session,
                country,
                firstDay,
                sure,
                passed,
                few ? null : before,
                few ? null : after,
                few ? null : gain,
                few ? Map.of() : gains,
                told || forms == null || forms == 0 ? forms : null,
                told ? marks : null,
                told ? content : null,
                seen || none ? observed : null,
                none ? well : good,
                seen ? points : null,
                seenOn,
                List.of(),
                hidden);
    }

    private static @Nullable Integer hide(Set<String> hidden, String name) {
        hidden.add(name);
        return null;
    }

    private static @Nullable Integer rest(@Nullable Integer part, @Nullable Integer whole) {
        return part == null || whole == null ? null : whole - part;
    }

    private static boolean isSmall(@Nullable Integer count, int least) {
        return count != null && count > 0 && count < least;
    }
}
