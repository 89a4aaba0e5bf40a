package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.protection.visits.VisitState;
import org.jspecify.annotations.Nullable;

/**
 * A child's months on one time axis: risk, place, alerts, visits, school, and the twelve factors each for itself. Places on the axis are
 * percentages of its width, so that the same drawing fits a telephone and keeps its letters readable. A table holds the same facts.
 *
 * @param to today, or the day of the next visit where it is near
 * @param now where today is
 * @param lastVisit the last one that was made; null = none
 */
record ChildPath(
        LocalDate from,
        LocalDate to,
        String now,
        List<Tick> months,
        List<Bar> risks,
        List<Bar> places,
        List<Bar> alerts,
        List<Mark> visits,
        List<Bar> school,
        List<Mark> indexes,
        List<Factor> factors,
        List<Fact> facts,
        @Nullable LastVisit lastVisit) {

    private static final int MOST_MONTHS = 4;
    private static final long NEAR = 60;
    /** A bar narrower than these hundredths of the axis has no room for its word: on a telephone, and on any screen. */
    private static final int NARROW = 30;

    private static final int THIN = 7;
    /** A factor at this level or below needs something done. */
    private static final int LOW = 2;

    private static final int FIRST = 6;

    record Tick(String x, LocalDate on) {}

    /** @param code of the list that the lane speaks, or a percentage */
    record Bar(
            double start,
            double wide,
            String code,
            LocalDate on,
            @Nullable LocalDate until) {

        public String x() {
            return ChildPath.hundredths(start);
        }

        public String width() {
            return ChildPath.hundredths(wide);
        }

        public boolean narrow() {
            return wide < NARROW;
        }

        public boolean thin() {
            return wide < THIN;
        }

        /** The code of a bar of the school lane, which is a percentage. */
        public int percent() {
            return Integer.parseInt(code);
        }
    }

    /** @param low how many factors of an index are at 2 or below; 0 for all else */
    record Mark(String x, String code, LocalDate on, long low) {}

    /**
     * One factor over time.
     *
     * @param strokes between one dot and the next
     */
    record Factor(CsiFactor factor, List<Stroke> strokes, List<Dot> dots) {

        public @Nullable Dot first() {
            return dots.isEmpty() ? null : dots.getFirst();
        }

        public @Nullable Dot last() {
            return dots.isEmpty() ? null : dots.getLast();
        }
    }

    /** The factors that are low in the last index, the lowest first; at most so many as the first page of a file has room for. */
    public List<Factor> low() {
        return factors.stream()
                .filter(one -> one.last() != null && one.last().level() <= LOW)
                .sorted(Comparator.comparingInt(
                        one -> Objects.requireNonNull(one.last()).level()))
                .limit(FIRST)
                .toList();
    }

    /** The other factors, in their order. */
    public List<Factor> others() {
        List<Factor> low = low();
        return factors.stream().filter(one -> !low.contains(one)).toList();
    }

    record Dot(String x, int y, int level, LocalDate on) {}

    record Stroke(Dot from, Dot to) {}

    /** A line of the table: lane, day, and what in words is made of code. */
    record Fact(LocalDate on, String lane, String code) {}

    record LastVisit(
            UUID id,
            LocalDate on,
            String state,
            @Nullable Boolean alone,
            @Nullable String safety) {}

    static ChildPath of(LocalDate from, LocalDate today, List<PathStore.Line> lines, List<PathStore.Index> indexes) {
        LocalDate next = lane(lines, PathStore.Lane.VISIT)
                .map(PathStore.Line::on)
                .filter(day -> day.isAfter(today) && !day.isAfter(today.plusDays(NEAR)))
                .findFirst()
                .orElse(today);
        Axis axis = new Axis(from, next.isAfter(from) ? next : from.plusDays(1));
        List<Bar> risks = turns(axis, lines, PathStore.Lane.RISK, today);
        List<Bar> places = turns(axis, lines, PathStore.Lane.CARE, today);
        List<Bar> alerts = lane(lines, PathStore.Lane.ALERT)
                .map(one -> axis.bar(one.on(), one.until() == null ? today : one.until(), String.valueOf(one.code())))
                .toList();
        List<Mark> visits = lane(lines, PathStore.Lane.VISIT)
                .filter(one -> !one.on().isAfter(axis.to()))
                .map(one -> new Mark(axis.at(one.on()), String.valueOf(one.code()), one.on(), 0))
                .toList();
        List<Bar> school = lane(lines, PathStore.Lane.SCHOOL)
                .map(one -> axis.bar(
                        one.on(), one.until() == null ? today : one.until().plusDays(1), String.valueOf(one.code())))
                .toList();
        List<Mark> made = indexes.stream()
                .map(one -> new Mark(axis.at(one.on()), one.wave().name(), one.on(), one.atMost(2)))
                .toList();
        return new ChildPath(
                axis.from(),
                axis.to(),
                axis.at(today),
                axis.months(),
                risks,
                places,
                alerts,
                visits,
                school,
                made,
                indexes.isEmpty()
                        ? List.of()
                        : Arrays.stream(CsiFactor.values())
                                .map(factor -> factor(factor, indexes, axis))
                                .toList(),
                facts(today, risks, places, alerts, visits, school, made),
                lastVisit(lines));
    }

    private static Stream<PathStore.Line> lane(List<PathStore.Line> lines, PathStore.Lane lane) {
        return lines.stream().filter(one -> one.lane() == lane);
    }

    /** Each value until the next one. */
    private static List<Bar> turns(Axis axis, List<PathStore.Line> lines, PathStore.Lane lane, LocalDate today) {
        List<PathStore.Line> turns = lane(lines, lane).toList();
        List<Bar> bars = new ArrayList<>();
        for (int n = 0; n < turns.size(); n++) {
            PathStore.Line turn = turns.get(n);
            LocalDate until = n + 1 < turns.size() ? turns.get(n + 1).on() : today;
            if (turn.code() != null) bars.add(axis.bar(turn.on(), until, turn.code()));
        }
        return bars;
    }

    private static @Nullable LastVisit lastVisit(List<PathStore.Line> lines) {
        return lane(lines, PathStore.Lane.VISIT)
                .filter(one -> one.id() != null
                        && VisitState.valueOf(String.valueOf(one.code())).made())
                .map(one -> new LastVisit(one.id(), one.on(), String.valueOf(one.code()), one.alone(), one.safety()))
                .reduce((before, after) -> after)
                .orElse(null);
    }

    private static List<Fact> facts(
            LocalDate today,
            List<Bar> risks,
            List<Bar> places,
            List<Bar> alerts,
            List<Mark> visits,
            List<Bar> school,
            List<Mark> indexes) {
        return Stream.of(
                        risks.stream().map(one -> new Fact(one.on(), "RISK", one.code())),
                        places.stream().map(one -> new Fact(one.on(), "CARE", one.code())),
                        alerts.stream().map(one -> new Fact(one.on(), "ALERT", one.code())),
                        visits.stream()
                                .filter(one -> !one.on().isAfter(today))
                                .map(one -> new Fact(one.on(), "VISIT", one.code())),
                        school.stream().map(one -> new Fact(one.on(), "SCHOOL", one.code())),
                        indexes.stream().map(one -> new Fact(one.on(), "CSI", one.code())))
                .flatMap(lane -> lane)
                .sorted(Comparator.comparing(Fact::on).reversed())
                .toList();
    }

    /** The dots lie between 14 and 86 hundredths: the first and the last level are written beside them. */
    private static Factor factor(CsiFactor factor, List<PathStore.Index> indexes, Axis axis) {
        List<Dot> dots = new ArrayList<>();
        for (PathStore.Index index : indexes) {
            Integer level = index.levels().get(factor);
            if (level == null) continue;
            dots.add(new Dot(hundredths(14 + axis.share(index.on()) * .72), 34 - (level - 1) * 9, level, index.on()));
        }
        List<Stroke> strokes = new ArrayList<>();
        for (int n = 1; n < dots.size(); n++) strokes.add(new Stroke(dots.get(n - 1), dots.get(n)));
        return new Factor(factor, strokes, dots);
    }

    private static String hundredths(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share);
    }

    private record Axis(LocalDate from, LocalDate to) {

        /** In hundredths of the axis. */
        double share(LocalDate day) {
            long all = ChronoUnit.DAYS.between(from, to);
            return Math.clamp(ChronoUnit.DAYS.between(from, day), 0, all) * 100.0 / all;
        }

        String at(LocalDate day) {
            return hundredths(share(day));
        }

        Bar bar(LocalDate start, LocalDate end, String code) {
            return new Bar(share(start), Math.max(.8, share(end) - share(start)), code, start, end);
        }

        /** The first of each month, thinned so that their names do not touch on a telephone. */
        List<Tick> months() {
            List<Tick> all = new ArrayList<>();
            for (LocalDate day = from.withDayOfMonth(1).plusMonths(1); !day.isAfter(to); day = day.plusMonths(1))
                if (share(day) < 90) all.add(new Tick(at(day), day));
            int step = (all.size() - 1) / MOST_MONTHS + 1;
            List<Tick> some = new ArrayList<>();
            for (int n = 0; n < all.size(); n += step) some.add(all.get(n));
            return some;
        }
    }
}
