package org.akoma.programme.reports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.evaluation.Source;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.Actions;
import org.akoma.programme.findings.Finding;
import org.akoma.programme.findings.Findings;
import org.akoma.programme.findings.Recommendation;
import org.akoma.programme.reports.Report.Edition;
import org.akoma.programme.reports.Writing.Columns;
import org.springframework.stereotype.Component;

/** The report of a mission: what was asked, how, what was found, recommended, answered and is being done, with the figures of the project. */
@Component
class EvaluationContent {

    private static final Columns RATINGS = new Columns(
            List.of("evaluation.question.criterion", "reports.doc.points", "reports.doc.why"),
            List.of(24, 16, 60),
            List.of());
    private static final Columns RECOMMENDATIONS = new Columns(
            List.of(
                    "reports.doc.code",
                    "evaluation.recommendation.words",
                    "reports.doc.to",
                    "evaluation.recommendation.priority",
                    "reports.doc.finding"),
            List.of(10, 46, 18, 14, 12),
            List.of());
    private static final Columns RESPONSES = new Columns(
            List.of(
                    "reports.doc.code",
                    "evaluation.response.answer",
                    "evaluation.response.reason",
                    "evaluation.response.answered-by",
                    "reports.doc.answered"),
            List.of(10, 20, 34, 18, 18),
            List.of());
    private static final Columns ACTIONS = new Columns(
            List.of(
                    "reports.doc.code",
                    "reports.doc.action",
                    "reports.doc.structure",
                    "reports.doc.due",
                    "evaluation.state"),
            List.of(11, 42, 15, 17, 15),
            List.of());

    private final Missions missions;
    private final Findings findings;
    private final Actions actions;
    private final MethodContent method;
    private final AnnexContent annexes;
    private final FiguresContent figures;
    private final Pictures pictures;
    private final Formats words;

    EvaluationContent(
            Missions missions,
            Findings findings,
            Actions actions,
            MethodContent method,
            AnnexContent annexes,
            FiguresContent figures,
            Pictures pictures,
            Formats words) {
        this.pictures = pictures;
        this.missions = missions;
        this.findings = findings;
        this.actions = actions;
        this.method = method;
        this.annexes = annexes;
        this.figures = figures;
        this.words = words;
    }

    /** What the chapters are written from. */
    private record Read(
            List<Finding> findings,
            List<Mission.Rating> ratings,
            List<Recommendation> recommendations,
            List<Action> actions) {}

    void write(Actor actor, Report report, Mission mission, Writing to, IntConsumer progress) {
        Read read = read(actor, mission);
        progress.accept(10);
        boolean exact = report.edition() == Edition.INTERNAL;
        summary(read, to);
        method.write(actor, mission, exact, figures.withoutValue(actor, missions.today(), exact), to);
        progress.accept(20);
        found(read, exact, to);
        ratings(read, mission, to);
        recommended(read, to);
        acted(read, to);
        progress.accept(30);
        figures.write(actor, missions.today(), exact, to);
        progress.accept(60);
        to.chapter("reports.doc.annexes");
        annexes.write(actor, mission, exact, to);
        figures.definitions(actor, missions.today(), exact, to);
        to.section("reports.doc.lists").captions();
    }

    private Read read(Actor actor, Mission mission) {
        List<Recommendation> recommendations = findings.recommendations(actor, mission);
        return new Read(
                findings.of(actor, mission),
                missions.ratings(actor, mission),
                recommendations,
                recommendations.stream()
                        .flatMap(one -> actions.of(actor, one.id()).stream())
                        .filter(Action::confirmed)
                        .toList());
    }

    private void summary(Read read, Writing to) {
        to.chapter("reports.doc.summary");
        long answered =
                read.recommendations().stream().filter(one -> isAnswered(one)).count();
        to.numbers(List.of(
                number(read.findings().size(), "reports.doc.findings"),
                number(read.recommendations().size(), "reports.doc.recommendations"),
                number(answered, "reports.doc.answered"),
                number(
                        read.actions().stream()
                                .filter(one -> one.state() == Action.State.DONE)
                                .count(),
                        "reports.doc.done"),
                number(
                        read.actions().stream()
                                .filter(one -> one.state() == Action.State.OVERDUE)
                                .count(),
                        "reports.doc.overdue")));
        List<String> points = new ArrayList<>();
        for (Finding.Area area : Finding.Area.values()) {
            List<Finding> of = of(read, area);
            if (!of.isEmpty())
                points.add(words.text(
                        "reports.doc.area-found",
                        words.code("evaluation.area", area),
                        of.size(),
                        of.stream()
                                .filter(one -> one.severity() == Finding.Level.HIGH)
                                .count()));
        }
        to.points(points);
        read.findings().stream()
                .filter(one -> one.severity() == Finding.Level.HIGH)
                .forEach(one -> to.say(words.text("reports.doc.most-severe", one.code(), one.words())));
        if (read.findings().isEmpty()) to.text("reports.doc.no-findings");
    }

    private Content.Numbers.Number number(long count, String key) {
        return new Content.Numbers.Number(words.number(count), words.text(key));
    }

    private static List<Finding> of(Read read, Finding.Area area) {
        return read.findings().stream().filter(one -> one.area() == area).toList();
    }

    private static boolean isAnswered(Recommendation one) {
        return one.response() != null && !one.response().waits();
    }

    private void found(Read read, boolean exact, Writing to) {
        to.chapter("reports.doc.found");
        figures.severities(read.findings(), to);
        for (Finding.Area area : Finding.Area.values()) {
            to.heading(2, words.code("evaluation.area", area));
            List<Finding> of = of(read, area);
            if (of.isEmpty()) to.text("reports.doc.no-finding-here");
            of.forEach(one -> finding(one, exact, to));
        }
    }

    private void finding(Finding one, boolean exact, Writing to) {
        to.item(words.text(
                "reports.doc.one-finding",
                one.code(),
                words.code("evaluation.criterion", one.criterion()),
                words.code("evaluation.level", one.severity())));
        to.say(one.words());
        to.points(one.evidence().stream()
                .map(from -> from.note() == null
                                || !exact && from.source() == Source.CHILDREN // may hold a child's words
                        ? words.text("reports.doc.source", words.code("evaluation.source", from.source()))
                        : words.text(
                                "reports.doc.source-note", words.code("evaluation.source", from.source()), from.note()))
                .toList());
    }

    private void ratings(Read read, Mission mission, Writing to) {
        to.chapter("evaluation.ratings").text("reports.doc.rating-scale", mission.criteriaSet());
        to.table(
                "reports.doc.ratings",
                RATINGS,
                read.ratings().stream()
                        .map(one -> List.of(
                                words.code("evaluation.criterion", one.criterion()),
                                one.points() == null
                                        ? words.text("evaluation.rating.not")
                                        : words.text("evaluation.rating.of", one.points()),
                                Objects.requireNonNullElse(one.note(), "–")))
                        .toList(),
                null);
    }

    private void recommended(Read read, Writing to) {
        to.chapter("reports.doc.recommendations-and-response")
                .table(
                        "reports.doc.recommendations.table",
                        RECOMMENDATIONS,
                        read.recommendations().stream()
                                .map(one -> List.of(
                                        one.code(),
                                        one.words(),
                                        one.structure() == null
                                                ? words.text("reports.doc.management")
                                                : one.structure(),
                                        words.code("evaluation.level", one.priority()),
                                        one.finding()))
                                .toList(),
                        null)
                .section("reports.doc.response")
                .text("reports.doc.response.lead")
                .table(
                        "reports.doc.response",
                        RESPONSES,
                        read.recommendations().stream().map(this::response).toList(),
                        null);
    }

    /** Who answers what has no answer yet. */
    private String answers(Recommendation one) {
        String structure = one.structure();
        if (structure == null) return words.text("reports.doc.management");
        return one.answersItself() ? structure : words.text("reports.doc.management-for", structure);
    }

    private List<String> response(Recommendation one) {
        Recommendation.Response answer = one.response();
        boolean there = answer != null && !answer.waits();
        return List.of(
                one.code(),
                there && answer != null
                        ? words.code("evaluation.reply", answer.answer())
                        : words.text("reports.doc.no-response"),
                there && answer != null ? Objects.requireNonNullElse(answer.reason(), "–") : "–",
                there && answer != null ? answer.by() : answers(one),
                there && answer != null
                        ? words.text("reports.doc.answered-on", words.date(answer.confirmedAt()))
                        : one.dueOn() == null ? "–" : words.text("reports.doc.until", words.date(one.dueOn())));
    }

    private void acted(Read read, Writing to) {
        Map<Action.State, Long> states = read.actions().stream()
                .collect(Collectors.groupingBy(
                        Action::state, () -> new EnumMap<>(Action.State.class), Collectors.counting()));
        to.chapter("evaluation.actions").text("reports.doc.actions.lead", words.date(missions.today()));
        to.points(states.entrySet().stream()
                .map(one -> words.text(
                        "reports.doc.so-many",
                        words.code("evaluation.state", one.getKey()),
                        words.number(one.getValue())))
                .toList());
        pictures.actions(states, to);
        to.table(
                "evaluation.actions",
                ACTIONS,
                read.actions().stream()
                        .map(one -> List.of(
                                one.code(),
                                one.words(),
                                Objects.requireNonNullElse(one.receiverStructure(), one.structure()),
                                words.date(one.dueOn()),
                                words.code("evaluation.state", one.state())))
                        .toList(),
                null);
    }
}
