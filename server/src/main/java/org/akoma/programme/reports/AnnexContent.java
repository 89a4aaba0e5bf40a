package org.akoma.programme.reports;

import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.samples.Sample;
import org.akoma.programme.samples.Samples;
import org.akoma.programme.workshops.Workshop;
import org.akoma.programme.workshops.Workshops;
import org.springframework.stereotype.Component;

/** What a report of a mission is judged by: its terms, its matrix, how its sample was drawn, its days, and what its workshops put first. */
@Component
class AnnexContent {

    private static final Columns MATRIX = new Columns(
            List.of("evaluation.question.words", "evaluation.question.criterion", "evaluation.question.sources"),
            List.of(46, 20, 34),
            List.of());
    private static final Columns GROUPS = new Columns(
            List.of(
                    "reports.doc.sex",
                    "reports.doc.ages",
                    "reports.doc.pathway",
                    "reports.doc.files",
                    "reports.doc.drawn"),
            List.of(26, 20, 26, 14, 14),
            List.of(3, 4));
    private static final Columns SCHEDULE = new Columns(
            List.of("evaluation.slot.day", "evaluation.slot.hours", "evaluation.slot.work", "evaluation.slot.note"),
            List.of(26, 18, 28, 28),
            List.of());
    private static final Columns PRIORITIES = new Columns(
            List.of("reports.doc.area", "reports.doc.priority", "reports.doc.votes"), List.of(26, 60, 14), List.of(2));

    private final Missions missions;
    private final MethodContent method;
    private final Samples samples;
    private final Workshops workshops;
    private final Formats words;

    AnnexContent(Missions missions, MethodContent method, Samples samples, Workshops workshops, Formats words) {
        this.missions = missions;
        this.method = method;
        this.samples = samples;
        this.workshops = workshops;
        this.words = words;
    }

    void write(Actor actor, Mission mission, boolean exact, Writing to) {
        String terms = mission.plan().terms();
        to.section("evaluation.mission.terms").say(terms);
        if (terms == null) to.text("reports.doc.no-terms");
        matrix(actor, mission, to);
        sample(actor, mission, exact, to);
        schedule(actor, mission, to);
        List<Workshop> held = workshops.list(actor, mission.code());
        if (held.isEmpty()) return;
        to.section("reports.doc.priorities");
        held.forEach(one -> priorities(actor, one, to));
    }

    private void matrix(Actor actor, Mission mission, Writing to) {
        to.section("reports.doc.matrix")
                .table(
                        "reports.doc.matrix",
                        MATRIX,
                        missions.questions(actor, mission).stream()
                                .map(one -> List.of(
                                        one.words(),
                                        words.code("evaluation.criterion", one.criterion()),
                                        words.said("evaluation.source", one.sources())))
                                .toList(),
                        null);
    }

    /** Its groups are small: partners read the way, and the team the groups and the seed. */
    private void sample(Actor actor, Mission mission, boolean exact, Writing to) {
        Sample one = method.drawn(actor, mission);
        to.section("reports.doc.sample.way");
        if (one == null && mission.member()) {
            to.text("reports.doc.no-sample");
            return;
        }
        to.text("reports.doc.sample.way.text");
        if (!exact || one == null) {
            to.text("reports.doc.sample.seed.kept");
            return;
        }
        to.text("reports.doc.sample.seed", one.seed());
        to.table(
                "reports.doc.sample.groups",
                GROUPS,
                samples.groups(actor, one).stream()
                        .map(row -> List.of(
                                row.sex() == null ? words.text("reports.doc.together") : words.code("sex", row.sex()),
                                row.ageGroup() == null ? "–" : words.code("evaluation.age-group", row.ageGroup()),
                                row.pathway() == null ? "–" : words.code("evaluation.sample-pathway", row.pathway()),
                                words.number(row.files()),
                                words.number(row.drawn())))
                        .toList(),
                null);
    }

    private void schedule(Actor actor, Mission mission, Writing to) {
        to.section("evaluation.schedule")
                .table(
                        "evaluation.schedule",
                        SCHEDULE,
                        missions.slots(actor, mission).stream()
                                .map(one -> List.of(
                                        words.fullDate(one.day()),
                                        words.time(one.begins()) + " – " + words.time(one.ends()),
                                        words.code("evaluation.work", one.work()),
                                        Objects.requireNonNullElse(one.note(), "–")))
                                .toList(),
                        null);
    }

    private void priorities(Actor actor, Workshop one, Writing to) {
        to.item(words.text("reports.doc.workshop", one.code(), words.date(one.heldOn())));
        to.table(
                "reports.doc.priorities",
                PRIORITIES,
                workshops.priorities(actor, one).stream()
                        .map(row -> List.of(
                                words.code("evaluation.area", row.area()), row.words(), words.number(row.votes())))
                        .toList(),
                null);
    }
}
