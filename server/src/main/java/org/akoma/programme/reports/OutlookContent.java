package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.ActionFilter;
import org.akoma.programme.findings.Actions;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.reports.Writing.Columns;
import org.springframework.stereotype.Component;

/** What threatens the aims, what comes next, and what no record says: computed, so that nobody leaves it out. */
@Component
class OutlookContent {

    private static final int MOST = 500;

    /** So many weeks lie before a donor's next decision. */
    private static final int WEEKS = 8;

    /** Of a hundred that had a limit, so many late are a risk. */
    private static final BigDecimal RISK = BigDecimal.valueOf(80);

    /** Points of a hundred that an indicator may lose before it is named. */
    private static final BigDecimal FALL = BigDecimal.valueOf(5);

    private static final Columns ACTIONS = new Columns(
            List.of(
                    "reports.doc.code",
                    "reports.doc.area",
                    "reports.doc.structure",
                    "reports.doc.due",
                    "evaluation.state"),
            List.of(24, 26, 16, 18, 16),
            List.of());

    private final Actions actions;
    private final Missions missions;
    private final MonthContent month;
    private final FiguresContent figures;
    private final Formats words;

    OutlookContent(Actions actions, Missions missions, MonthContent month, FiguresContent figures, Formats words) {
        this.actions = actions;
        this.missions = missions;
        this.month = month;
        this.figures = figures;
        this.words = words;
    }

    /**
     * The plan of action of all missions, as far as it binds somebody.
     *
     * @param late those that are overdue today
     * @param open all that are not done, with these
     */
    record Plan(List<Action> late, List<Action> open) {
        Plan {
            late = List.copyOf(late);
            open = List.copyOf(open);
        }
    }

    Plan plan(Actor actor) {
        List<Action> open = actions.list(actor, new ActionFilter(null, null, null, null, true), MOST).stream()
                .filter(Action::confirmed)
                .toList();
        return new Plan(
                open.stream().filter(one -> one.state() == Action.State.OVERDUE).toList(), open);
    }

    void risks(List<SaidIndicator> now, List<SaidIndicator> before, Plan plan, Writing to) {
        to.chapter("reports.doc.risks").text("reports.doc.risks.lead", words.percent(RISK), FALL);
        List<String> points = new ArrayList<>();
        now.stream().filter(this::isLate).forEach(one -> points.add(late(one)));
        Map<String, SaidIndicator> then = new HashMap<>();
        before.forEach(one -> then.put(one.id(), one));
        now.stream().filter(one -> fell(one, then)).forEach(one -> points.add(fallen(one, then)));
        points.add(
                plan.late().isEmpty()
                        ? words.text("reports.doc.risk.no-action-late")
                        : words.text(
                                "reports.doc.risk.actions-late", plan.late().size()));
        to.points(points);
        to.section("reports.doc.late").text("reports.doc.late.lead", words.date(missions.today()));
        actions("reports.doc.late", plan.late(), to);
    }

    private boolean isLate(SaidIndicator one) {
        return figures.isLimit(one) && one.percent() != null && one.percent().compareTo(RISK) < 0;
    }

    private String late(SaidIndicator one) {
        return words.text("reports.doc.risk.late", one.id(), one.name(), one.value());
    }

    private static boolean fell(SaidIndicator one, Map<String, SaidIndicator> then) {
        SaidIndicator old = then.get(one.id());
        return one.percent() != null
                && old != null
                && old.percent() != null
                && old.percent().subtract(one.percent()).compareTo(FALL) >= 0;
    }

    private String fallen(SaidIndicator one, Map<String, SaidIndicator> then) {
        SaidIndicator old = Objects.requireNonNull(then.get(one.id()));
        return words.text("reports.doc.risk.fell", one.id(), one.name(), old.value(), one.value());
    }

    private void actions(String caption, List<Action> some, Writing to) {
        to.table(
                caption,
                ACTIONS,
                some.stream()
                        .map(one -> List.of(
                                one.mission() + " " + one.code(),
                                words.code("evaluation.area", one.area()),
                                one.structure(),
                                words.date(one.dueOn()),
                                words.code("evaluation.state", one.state())))
                        .toList(),
                null);
    }

    /** From the month's end on: what the plan of action, missions, workshops and trainings say of the next weeks. */
    void next(Actor actor, YearMonth of, Plan plan, Writing to) {
        LocalDate first = of.plusMonths(1).atDay(1);
        LocalDate last = first.plusWeeks(WEEKS);
        to.chapter("reports.doc.next").text("reports.doc.next.lead", words.date(first), words.date(last));
        List<String> points = month.held(actor, first, last);
        if (points.isEmpty()) to.text("reports.doc.next.none");
        to.points(points);
        actions(
                "reports.doc.next.actions",
                plan.open().stream()
                        .filter(one -> one.state() != Action.State.OVERDUE
                                && !one.dueOn().isBefore(first)
                                && !one.dueOn().isAfter(last))
                        .toList(),
                to);
    }

    void notHeld(List<SaidIndicator> now, Writing to) {
        to.chapter("reports.doc.not-held").text("reports.doc.not-held.lead");
        List<String> points = new ArrayList<>();
        for (String what : List.of("budget", "costs", "others", "outside", "words"))
            points.add(words.text("reports.doc.not-held." + what));
        Map<String, List<String>> without = new LinkedHashMap<>();
        now.stream()
                .filter(FiguresContent::isWithoutValue)
                .forEach(one -> without.computeIfAbsent(one.value(), why -> new ArrayList<>())
                        .add(one.id()));
        without.forEach((why, which) ->
                points.add(words.text("reports.doc.not-held.indicators", why, String.join(", ", which))));
        to.points(points);
    }
}
