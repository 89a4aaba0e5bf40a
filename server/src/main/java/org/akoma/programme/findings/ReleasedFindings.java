package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.evaluation.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All that is read by others from a release on, as the second evaluator reads it before: the findings with their evidence, what is recommended to whom, the
 * ratings, and the plan of the mission with its schedule and questions.
 */
@Component
class ReleasedFindings {

    private final FindingStore store;
    private final Missions missions;
    private final Formats words;

    ReleasedFindings(FindingStore store, Missions missions, Formats words) {
        this.store = store;
        this.missions = missions;
        this.words = words;
    }

    List<Shown.Field> fields(Actor actor, Mission of) {
        List<Finding> findings = store.ofMission(of.id());
        return List.of(
                lines("evaluation.findings", findings, ReleasedFindings::finding),
                lines(
                        "evaluation.evidence",
                        findings.stream()
                                .flatMap(one -> one.evidence().stream().map(from -> evidence(one, from)))
                                .toList(),
                        line -> line),
                lines("evaluation.recommendations", store.recommendations(of.id()), ReleasedFindings::recommendation),
                lines("evaluation.ratings", missions.ratings(actor, of), ReleasedFindings::rating),
                lines("evaluation.mission.days", List.of(of), this::plan),
                text("evaluation.mission.terms", of.plan().terms()),
                text("evaluation.mission.responseDueOn", day(of.responseDueOn())),
                lines("evaluation.schedule", missions.slots(actor, of), this::slot),
                lines("evaluation.questions", missions.questions(actor, of), ReleasedFindings::question));
    }

    private static Shown.Line finding(Finding one) {
        return new Shown.Line(List.of(
                new Shown.Part(null, one.code()),
                new Shown.Part("evaluation.area", one.area().name()),
                new Shown.Part("evaluation.criterion", one.criterion().name()),
                new Shown.Part("evaluation.level", one.severity().name()),
                new Shown.Part(null, one.words())));
    }

    private static Shown.Line evidence(Finding of, Finding.Evidence one) {
        return line(
                new Shown.Part(null, of.code()),
                new Shown.Part("evaluation.source", one.source().name()),
                said(one.note()),
                said(one.cites()));
    }

    private static Shown.Line recommendation(Recommendation one) {
        String structure = one.structure();
        return line(
                new Shown.Part(null, one.finding()),
                new Shown.Part(null, one.code()),
                new Shown.Part("evaluation.level", one.priority().name()),
                structure == null ? null : new Shown.Part(Shown.STRUCTURE, structure),
                new Shown.Part(null, one.words()));
    }

    private static Shown.Line rating(Mission.Rating one) {
        Integer points = one.points();
        return line(
                new Shown.Part("evaluation.criterion", one.criterion().name()),
                points == null ? null : new Shown.Part(null, points + " / 4"),
                said(one.note()));
    }

    private Shown.Line plan(Mission of) {
        return line(
                new Shown.Part("evaluation.kind", of.plan().kind().name()),
                said(words.date(of.plan().firstDay())),
                said(words.date(of.plan().lastDay())),
                said(of.plan().town()),
                said(day(of.plan().reportOn())));
    }

    private Shown.Line slot(Mission.Slot one) {
        return line(
                said(words.date(one.day())),
                said(words.time(one.begins()) + " – " + words.time(one.ends())),
                new Shown.Part("evaluation.work", one.work().name()),
                said(one.note()));
    }

    private static Shown.Line question(Mission.Question one) {
        List<Shown.Part> parts = new ArrayList<>();
        parts.add(new Shown.Part("evaluation.criterion", one.criterion().name()));
        parts.add(new Shown.Part(null, one.words()));
        for (Source source : one.sources()) parts.add(new Shown.Part("evaluation.source", source.name()));
        return new Shown.Line(parts);
    }

    private @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : words.date(day);
    }

    private static Shown.@Nullable Part said(@Nullable String words) {
        return words == null ? null : new Shown.Part(null, words);
    }

    private static Shown.Line line(Shown.@Nullable Part... parts) {
        List<Shown.Part> said = new ArrayList<>();
        for (Shown.Part one : parts) if (one != null) said.add(one);
        return new Shown.Line(said);
    }

    private static Shown.Field text(String label, @Nullable String words) {
        return Shown.Field.text(label, null, words);
    }

    private static <T> Shown.Field lines(String label, Collection<T> all, Function<T, Object> line) {
        return new Shown.Field(label, null, List.of(), all.stream().map(line).toList());
    }
}
