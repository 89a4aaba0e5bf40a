package org.akoma.programme.reports;

import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.samples.Sample;
import org.akoma.programme.samples.Samples;
import org.akoma.programme.workshops.Workshop;
import org.akoma.programme.workshops.Workshops;
import org.springframework.stereotype.Component;

/** How a mission worked: its questions, its days and its workshops. Participants are counted by category and never named. */
@Component
class MethodContent {

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
    private static final Columns ATTENDANCE = new Columns(
            List.of("reports.doc.category", "reports.doc.invited", "reports.doc.came"),
            List.of(60, 20, 20),
            List.of(1, 2));
    private static final Columns PRIORITIES = new Columns(
            List.of("reports.doc.area", "reports.doc.priority", "reports.doc.votes"), List.of(26, 60, 14), List.of(2));

    private final Missions missions;
    private final Workshops workshops;
    private final Samples samples;
    private final Policies policies;
    private final Formats words;

    MethodContent(Missions missions, Workshops workshops, Samples samples, Policies policies, Formats words) {
        this.samples = samples;
        this.missions = missions;
        this.workshops = workshops;
        this.policies = policies;
        this.words = words;
    }

    void write(Actor actor, Mission mission, boolean exact, Writing to) {
        to.chapter("reports.doc.method")
                .text(
                        "reports.doc.method.lead",
                        words.date(mission.plan().firstDay()),
                        words.date(mission.plan().lastDay()),
                        mission.criteriaSet())
                .section("reports.doc.matrix")
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
        Mission.Release release = mission.release();
        if (release != null)
            to.text(release.askedBy() == null ? "reports.doc.released-alone" : "reports.doc.released-by-two");
        sample(actor, mission, exact, to);
        to.section("reports.doc.safeguards")
                .points(List.of(
                        words.text("reports.doc.safeguard.names"),
                        words.text("reports.doc.safeguard.consent"),
                        words.text("reports.doc.safeguard.harm"),
                        words.text("reports.doc.safeguard.press")));
    }

    /** In aggregate: of partners the totals alone, since its groups are small. */
    private void sample(Actor actor, Mission mission, boolean exact, Writing to) {
        to.section("reports.doc.sample");
        Sample one = samples.of(actor, mission)
                .filter(drawn -> drawn.state() == Sample.State.AGREED || drawn.state() == Sample.State.ENDED)
                .orElse(null);
        if (one == null) {
            to.text("reports.doc.no-sample");
            return;
        }
        to.text("reports.doc.sample.lead", words.number(one.drawn()), words.number(one.eligible()));
        if (!exact) return;
        to.text("reports.doc.sample.seed", one.seed());
        to.table(
                "reports.doc.sample.groups",
                GROUPS,
                samples.groups(actor, one).stream()
                        .map(row -> List.of(
                                row.sex() == null ? words.text("reports.doc.together") : words.code("sex", row.sex()),
                                row.ageGroup() == null ? "–" : words.code("evaluation.age-group", row.ageGroup()),
                                row.pathway() == null ? "–" : words.code("pathway", row.pathway()),
                                words.number(row.files()),
                                words.number(row.drawn())))
                        .toList(),
                null);
    }

    void annexes(Actor actor, Mission mission, boolean exact, Writing to) {
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
        to.section("evaluation.workshops");
        List<Workshop> held = workshops.list(actor, mission.code());
        if (held.isEmpty()) to.text("reports.doc.no-workshop");
        held.forEach(one -> workshop(actor, one, exact, to));
    }

    private void workshop(Actor actor, Workshop one, boolean exact, Writing to) {
        to.item(words.text("reports.doc.workshop", one.code(), words.date(one.heldOn())));
        int least = exact ? 0 : policies.count("statistics.partner.min-cell");
        to.table(
                "reports.doc.attendance",
                ATTENDANCE,
                workshops.attendance(actor, one).stream()
                        .map(row -> List.of(
                                words.code("evaluation.category", row.category()),
                                few(row.invited(), least),
                                few(row.came(), least)))
                        .toList(),
                exact ? null : "reports.doc.few.note");
        to.table(
                "reports.doc.priorities",
                PRIORITIES,
                workshops.priorities(actor, one).stream()
                        .map(row -> List.of(
                                words.code("evaluation.area", row.area()), row.words(), words.number(row.votes())))
                        .toList(),
                null);
    }

    /** Of few people no number is given; no total is either, from which it would follow. */
    private String few(int count, int least) {
        return count > 0 && count < least ? words.text("reports.doc.few", least) : words.number(count);
    }
}
