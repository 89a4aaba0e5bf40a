package org.akoma.programme.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.fieldwork.FieldFigures;
import org.akoma.programme.fieldwork.FieldFigures.OfGuide;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.samples.Sample;
import org.akoma.programme.samples.Samples;
import org.akoma.programme.workshops.Workshop;
import org.akoma.programme.workshops.Workshops;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a mission worked, whom it heard and what it cannot say. People are counted by audience or category: none is named, and nobody's words are here. */
@Component
class MethodContent {

    private static final Columns INTERVIEWS = new Columns(
            List.of("reports.doc.audience", "reports.doc.interviews", "reports.doc.answers", "reports.doc.stopped"),
            List.of(46, 18, 16, 20),
            List.of(1, 2, 3));
    private static final Columns ATTENDANCE = new Columns(
            List.of("reports.doc.category", "reports.doc.invited", "reports.doc.came"),
            List.of(60, 20, 20),
            List.of(1, 2));
    private static final Columns VOTES = new Columns(
            List.of("reports.doc.area", "reports.doc.priorities.number", "reports.doc.votes"),
            List.of(60, 20, 20),
            List.of(1, 2));

    private final Missions missions;
    private final FieldFigures interviews;
    private final Workshops workshops;
    private final Samples samples;
    private final FewPeople few;
    private final Formats words;

    MethodContent(
            Missions missions,
            FieldFigures interviews,
            Workshops workshops,
            Samples samples,
            FewPeople few,
            Formats words) {
        this.missions = missions;
        this.interviews = interviews;
        this.workshops = workshops;
        this.samples = samples;
        this.few = few;
        this.words = words;
    }

    void write(Actor actor, Mission mission, boolean exact, List<String> withoutValue, Writing to) {
        List<OfGuide> held = interviews.interviews(actor, mission);
        to.chapter("reports.doc.method")
                .text(
                        "reports.doc.method.lead",
                        words.date(mission.plan().firstDay()),
                        words.date(mission.plan().lastDay()),
                        mission.criteriaSet());
        Mission.Release release = mission.release();
        if (release != null)
            to.text(release.askedBy() == null ? "reports.doc.released-alone" : "reports.doc.released-by-two");
        Mission.Refusal refused = mission.refused();
        if (refused != null) to.text("reports.doc.release-refused", words.date(refused.at()));
        heard(actor, mission, held, exact, to);
        to.section("evaluation.workshops");
        List<Workshop> all = workshops.list(actor, mission.code());
        if (all.isEmpty()) to.text("reports.doc.no-workshop");
        all.forEach(one -> workshop(actor, one, exact, to));
        sample(actor, mission, exact, to);
        to.section("reports.doc.safeguards")
                .points(List.of(
                        words.text("reports.doc.safeguard.names"),
                        words.text("reports.doc.safeguard.consent"),
                        words.text("reports.doc.safeguard.harm"),
                        words.text("reports.doc.safeguard.press")));
        to.section("reports.doc.bounds").points(bounds(actor, mission, held, exact, withoutValue));
    }

    private void heard(Actor actor, Mission mission, List<OfGuide> held, boolean exact, Writing to) {
        to.section("reports.doc.heard").text("reports.doc.heard.lead");
        interviews.asked(actor, mission).ifPresent(asked -> asked(asked, held, exact, to));
        to.table(
                "reports.doc.heard.table",
                INTERVIEWS,
                held.stream().map(one -> row(one, exact)).toList(),
                exact ? null : "reports.doc.few.note");
    }

    /** How many said no is a small number: who were asked are not said where it would follow from those who were heard. */
    private void asked(FieldFigures.Asked one, List<OfGuide> held, boolean exact, Writing to) {
        Integer asked = one.asked();
        if (asked != null && asked == 0 || few.tells(asked, childrenHeard(held, exact), exact)) return;
        if (exact && one.agreed() != null && one.declined() != null && one.unanswered() != null)
            to.text("reports.doc.asked.exact", few.number(asked, true), one.agreed(), one.declined(), one.unanswered());
        else to.text("reports.doc.asked", few.number(asked, exact));
    }

    /** As the table says it. */
    private int childrenHeard(List<OfGuide> held, boolean exact) {
        return held.stream()
                .filter(OfGuide::ofChild)
                .map(OfGuide::held)
                .filter(heard -> heard != null && !few.hides(heard, exact))
                .mapToInt(Objects::requireNonNull)
                .sum();
    }

    private List<String> row(OfGuide one, boolean exact) {
        boolean hidden = few.hides(one.held(), exact);
        return List.of(
                words.code("evaluation.guide", one.guide()),
                few.number(one.held(), exact),
                hidden || one.answers() == null ? "–" : words.number(one.answers()),
                hidden || few.tells(one.held(), one.stopped(), exact) ? "–" : few.number(one.stopped(), exact));
    }

    private void workshop(Actor actor, Workshop one, boolean exact, Writing to) {
        to.item(words.text("reports.doc.workshop", one.code(), words.date(one.heldOn())));
        List<Workshop.Attendance> there = workshops.attendance(actor, one);
        List<List<String>> rows = new ArrayList<>(there.stream()
                .map(row -> List.of(
                        words.code("evaluation.category", row.category()),
                        few.tells(row.invited(), row.came(), exact) ? "–" : few.number(row.invited(), exact),
                        few.number(row.came(), exact)))
                .toList());
        if (exact && there.size() > 1)
            rows.add(List.of(
                    words.text("reports.doc.in-all"),
                    words.number(there.stream()
                            .mapToInt(Workshop.Attendance::invited)
                            .sum()),
                    words.number(
                            there.stream().mapToInt(Workshop.Attendance::came).sum())));
        to.table("reports.doc.attendance", ATTENDANCE, rows, exact ? null : "reports.doc.few.note");
        votes(workshops.priorities(actor, one), to);
    }

    private void votes(List<Workshop.Priority> priorities, Writing to) {
        List<List<String>> rows = new ArrayList<>();
        for (Area area : Area.values()) {
            List<Workshop.Priority> of =
                    priorities.stream().filter(one -> one.area() == area).toList();
            rows.add(List.of(
                    words.code("evaluation.area", area),
                    words.number(of.size()),
                    words.number(of.stream().mapToInt(Workshop.Priority::votes).sum())));
        }
        to.table("reports.doc.votes.table", VOTES, priorities.isEmpty() ? List.of() : rows, null);
    }

    /** Partners do not read of how many files it was: with the children of a release that would tell how few are not confirmed. */
    private void sample(Actor actor, Mission mission, boolean exact, Writing to) {
        to.section("reports.doc.sample");
        Sample one = drawn(actor, mission);
        if (one != null && !exact) to.text("reports.doc.sample.lead.partners", few.number(one.drawn(), false));
        else if (one != null)
            to.text("reports.doc.sample.lead", words.number(one.drawn()), words.number(one.eligible()));
        else to.text(mission.member() ? "reports.doc.no-sample" : "reports.doc.sample.of-team");
    }

    /** To which a second person agreed; null = none, or the reader is not of the team. */
    @Nullable
    Sample drawn(Actor actor, Mission mission) {
        return samples.of(actor, mission)
                .filter(one -> one.state() == Sample.State.AGREED || one.state() == Sample.State.ENDED)
                .orElse(null);
    }

    /** What a reader must know before relying on it, as far as it follows from the records. */
    private List<String> bounds(
            Actor actor, Mission mission, List<OfGuide> held, boolean exact, List<String> withoutValue) {
        List<String> points = new ArrayList<>();
        points.add(words.text("reports.doc.bound.records"));
        Sample one = drawn(actor, mission);
        if (one != null && one.drawn() < one.eligible())
            points.add(
                    exact
                            ? words.text(
                                    "reports.doc.bound.sample", words.number(one.drawn()), words.number(one.eligible()))
                            : words.text("reports.doc.bound.sample.partners", few.number(one.drawn(), false)));
        List<String> unheard = FieldFigures.without(held).stream()
                .map(guide -> words.code("evaluation.guide", guide))
                .toList();
        if (held.isEmpty()) points.add(words.text("reports.doc.bound.no-interview"));
        else if (!unheard.isEmpty()) points.add(words.text("reports.doc.bound.unheard", String.join(", ", unheard)));
        points.add(words.text("reports.doc.bound.children"));
        List<String> unrated = missions.ratings(actor, mission).stream()
                .filter(rating -> rating.points() == null)
                .map(rating -> words.code("evaluation.criterion", rating.criterion()))
                .toList();
        if (!unrated.isEmpty()) points.add(words.text("reports.doc.bound.unrated", String.join(", ", unrated)));
        if (!withoutValue.isEmpty())
            points.add(words.text("reports.doc.bound.no-value", String.join(", ", withoutValue)));
        points.add(words.text("reports.doc.bound.cause"));
        return points;
    }
}
