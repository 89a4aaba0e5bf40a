package org.akoma.programme.evaluation;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** From each act of the chapter of evaluation to the next: plan, sample, interviews, workshop, findings, answers, actions. */
@Component
class EvaluationWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(mission(), interviews(), workshop(), findings())
                .flatMap(List::stream)
                .toList();
    }

    private static List<WayOn> mission() {
        return List.of(
                WayOn.to("done.evaluation.mission-made", "/evaluations/{code}/team", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.changed", "#h-schedule", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.member-added", "/evaluations/{code}/schedule", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.member-removal-asked", "/evaluations/{code}/findings", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.slot-planned", "/evaluations/{code}/questions", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.question-asked", "/evaluations/{code}/sample", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.removed", "#h-schedule", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.rated", "/evaluations/{code}/findings", Verb.EVALUATION_WRITE));
    }

    private static List<WayOn> interviews() {
        return List.of(
                WayOn.to("done.evaluation.sample-drawn", "#h-draw", null),
                WayOn.to("done.evaluation.sample-renewed", "#h-draw", null),
                WayOn.to("done.evaluation.sampled-file-replaced", "#h-files", null),
                WayOn.to("done.evaluation.child-asked-for", "#h-children", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.interview-begun", "#answers", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.interview-written", "#answers", Verb.EVALUATION_WRITE),
                WayOn.to(
                        "done.evaluation.interview-ended",
                        "/evaluations/{evaluation}/findings/new",
                        Verb.EVALUATION_WRITE),
                WayOn.to(
                        "done.evaluation.interview-stopped",
                        "/evaluations/{evaluation}/interviews",
                        Verb.EVALUATION_WRITE),
                WayOn.to(
                        "done.evaluation.harm-reported", "/evaluations/{evaluation}/interviews", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.harm-by-staff", "/report", null),
                WayOn.to("done.evaluation.stopped-by-staff", "/report", null),
                WayOn.to("done.evaluation.link-asked", "#h-links", null),
                WayOn.to("done.evaluation.safety-noted", "#h-links", null),
                WayOn.to("done.evaluation.safety-confirmed", "#h-links", null),
                WayOn.to("done.evaluation.safety-said", "/tasks", null),
                WayOn.to("done.evaluation.safety-left", "/tasks", null));
    }

    private static List<WayOn> workshop() {
        return List.of(
                WayOn.to("done.evaluation.workshop-planned", "/workshops/{code}/participants/new", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.invited", "/workshops/{code}/participants/new", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.list-invited", "/workshops/{code}/sessions/new", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.sitting-planned", "#h-sessions", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.sitting-changed", "#h-sessions", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.participant-changed", "#h-list", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.seated", "/workshops/{code}/priorities/new", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.priority-noted", "/workshops/{code}/minutes", Verb.WORKSHOP_WRITE),
                WayOn.to("done.evaluation.minutes-written", "/evaluations/{evaluation}/findings", Verb.WORKSHOP_WRITE));
    }

    private static List<WayOn> findings() {
        return List.of(
                WayOn.to(
                        "done.evaluation.finding-written",
                        "/findings/{finding}/recommendations/new",
                        Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-one-source", "/findings/{finding}/edit", Verb.EVALUATION_WRITE),
                WayOn.to(
                        "done.evaluation.finding-changed",
                        "/findings/{finding}/recommendations/new",
                        Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-recommended", "#h-release", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-corrected", "#h-release", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-asked", "#h-release", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-released", "/reports/new?evaluation={code}", Verb.EVALUATION_WRITE),
                WayOn.to("done.evaluation.finding-closed", "/evaluations", Verb.FINDING_READ),
                WayOn.to("done.evaluation.response-proposed", "/evaluations/{evaluation}/findings", Verb.FINDING_READ),
                WayOn.to("done.evaluation.action-started", "#h-finish", Verb.ACTION_UPDATE),
                WayOn.to("done.evaluation.action-done-asked", "/actions?state=OPEN", Verb.FINDING_READ),
                WayOn.to("done.evaluation.action-cancel-asked", "/actions?state=OPEN", Verb.FINDING_READ),
                WayOn.to("done.evaluation.action-transfer-asked", "/actions?state=OPEN", Verb.FINDING_READ));
    }
}
