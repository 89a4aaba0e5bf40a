package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A child's months on one time axis, as shapes with their places: risk, visits, school, and the twelve factors each for itself. Drawn by the
 * server; a table holds the same facts.
 */
record ChildPath(
        LocalDate from,
        LocalDate to,
        List<Tick> months,
        List<Bar> risks,
        List<Mark> visits,
        List<Bar> school,
        List<Mark> indexes,
        List<Factor> factors,
        List<Fact> facts) {

    private static final int LEFT = 110;
    private static final int WIDTH = 780;

    record Tick(int x, LocalDate on) {}

    /** @param code of the list that the lane speaks, or a percentage */
    record Bar(int x, int width, String code, LocalDate on, LocalDate until) {
        /** The code of a bar of the school lane, which is a percentage. */
        public int percent() {
            return Integer.parseInt(code);
        }
    }

    record Mark(int x, String code, LocalDate on) {}

    /**
     * One factor over time, 120 wide and 66 high.
     *
     * @param line points of its line
     */
    record Factor(CsiFactor factor, String line, List<Dot> dots) {}

    record Dot(int x, int y, int level, LocalDate on) {}

    /** A line of the table: lane, day, and what in words is made of code. */
    record Fact(LocalDate on, String lane, String code) {}

    static ChildPath of(
            LocalDate from,
            LocalDate to,
            List<PathStore.RiskTurn> risks,
            List<Mark> visitDays,
            List<PathStore.Attendance> school,
            List<Csi> indexes) {
        Axis axis = new Axis(from, to.isAfter(from) ? to : from.plusDays(1));
        List<Bar> riskBars = new ArrayList<>();
        for (int n = 0; n < risks.size(); n++) {
            LocalDate until = n + 1 < risks.size() ? risks.get(n + 1).on() : axis.to();
            riskBars.add(axis.bar(risks.get(n).on(), until, risks.get(n).level().name()));
        }
        List<Mark> visits = visitDays.stream()
                .map(one -> new Mark(axis.x(one.on()), one.code(), one.on()))
                .toList();
        List<Bar> schoolBars = school.stream()
                .map(one -> axis.bar(one.from(), one.to().plusDays(1), String.valueOf(one.percent())))
                .toList();
        List<Csi> inOrder =
                indexes.stream().sorted(Comparator.comparing(Csi::on)).toList();
        List<Mark> made = inOrder.stream()
                .map(csi -> new Mark(axis.x(csi.on()), csi.wave().name(), csi.on()))
                .toList();
        return new ChildPath(
                axis.from(),
                axis.to(),
                axis.months(),
                riskBars,
                visits,
                schoolBars,
                made,
                inOrder.isEmpty()
                        ? List.of()
                        : Arrays.stream(CsiFactor.values())
                                .map(factor -> factor(factor, inOrder, axis))
                                .toList(),
                facts(riskBars, visits, schoolBars, made));
    }

    private static List<Fact> facts(List<Bar> risks, List<Mark> visits, List<Bar> school, List<Mark> indexes) {
        return Stream.of(
                        risks.stream().map(one -> new Fact(one.on(), "RISK", one.code())),
                        visits.stream().map(one -> new Fact(one.on(), "VISIT", one.code())),
                        school.stream().map(one -> new Fact(one.on(), "SCHOOL", one.code())),
                        indexes.stream().map(one -> new Fact(one.on(), "CSI", one.code())))
                .flatMap(lane -> lane)
                .sorted(Comparator.comparing(Fact::on).reversed())
                .toList();
    }

    private static Factor factor(CsiFactor factor, List<Csi> inOrder, Axis axis) {
        List<Dot> dots = new ArrayList<>();
        for (Csi csi : inOrder) {
            Integer level = csi.level(factor);
            if (level == null) continue;
            int x = 10 + (axis.x(csi.on()) - LEFT) * 100 / WIDTH;
            dots.add(new Dot(x, 56 - (level - 1) * 15, level, csi.on()));
        }
        StringBuilder line = new StringBuilder();
        for (Dot dot : dots) line.append(dot.x()).append(',').append(dot.y()).append(' ');
        return new Factor(factor, line.toString().strip(), dots);
    }

    private record Axis(LocalDate from, LocalDate to) {

        int x(LocalDate day) {
            long days = Math.clamp(ChronoUnit.DAYS.between(from, day), 0, ChronoUnit.DAYS.between(from, to));
            return LEFT + (int) (days * WIDTH / ChronoUnit.DAYS.between(from, to));
        }

        Bar bar(LocalDate start, LocalDate end, String code) {
            return new Bar(x(start), Math.max(3, x(end) - x(start)), code, start, end);
        }

        /** The first of each month, thinned so that their names do not touch. */
        List<Tick> months() {
            List<Tick> all = new ArrayList<>();
            for (LocalDate day = from.withDayOfMonth(1).plusMonths(1); !day.isAfter(to); day = day.plusMonths(1))
                all.add(new Tick(x(day), day));
            int step = all.size() / 12 + 1;
            List<Tick> some = new ArrayList<>();
            for (int n = 0; n < all.size(); n += step) some.add(all.get(n));
            return some;
        }
    }
}
