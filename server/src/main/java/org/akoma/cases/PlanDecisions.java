package org.akoma.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Decidable;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.akoma.access.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plan that was handed in, for the page of what is to be decided: beside what was decided on before. */
@Component
class PlanDecisions implements Decidable {

    private final Plans plans;
    private final PlanStore store;
    private final CaseStore files;
    private final Decisions decisions;

    PlanDecisions(Plans plans, PlanStore store, CaseStore files, Decisions decisions) {
        this.plans = plans;
        this.store = store;
        this.files = files;
        this.decisions = decisions;
    }

    @Override
    public String kind() {
        return Plans.KIND;
    }

    /** What is kept of a plan with the proposal, so that a later one is shown beside it. */
    static Map<String, Object> fields(Plan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (plan.words().childsPart() != null)
            fields.put("childsPart", plan.words().childsPart());
        if (plan.words().familysPart() != null)
            fields.put("familysPart", plan.words().familysPart());
        fields.put("goals", plan.running().stream().map(PlanDecisions::line).toList());
        return fields;
    }

    private static String line(PlanGoal goal) {
        StringBuilder line = new StringBuilder(goal.words().aim()).append(" · ").append(goal.service());
        if (goal.provider() != null) line.append(" · ").append(goal.provider());
        if (goal.startsOn() != null || goal.endsOn() != null)
            line.append(" · ").append(day(goal.startsOn())).append(" – ").append(day(goal.endsOn()));
        if (goal.words().measure() != null)
            line.append(" · ").append(goal.words().measure());
        return line.toString();
    }

    private static String day(@Nullable Object day) {
        return day == null ? "…" : day.toString();
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        CaseFile file = file(decision);
        if (file == null) return Optional.empty();
        Map<String, Object> before = before(file.id(), decision);
        return Optional.of(new Shown(
                file.code(),
                "/cases/" + file.code() + "/plan",
                List.of(
                        text("childsPart", before, decision.fields()),
                        text("familysPart", before, decision.fields()),
                        Shown.Field.lines("cases.plan.goals", lines(before), lines(decision.fields())))));
    }

    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return Optional.ofNullable(file(decision)).map(CaseFile::code);
    }

    /** This plan as it was decided on last; a plan that never was, beside the one in force. */
    private Map<String, Object> before(UUID file, Decision decision) {
        return decisions
                .before(decision)
                .map(Decision::fields)
                .orElseGet(() -> store.of(file).stream()
                        .filter(plan -> plan.status() == Plan.Status.APPROVED
                                && !plan.id().equals(decision.subject()))
                        .findFirst()
                        .map(PlanDecisions::fields)
                        .orElse(Map.of()));
    }

    private static Shown.Field text(String name, Map<String, Object> before, Map<String, Object> after) {
        return Shown.Field.text("cases.plan." + name, (String) before.get(name), (String) after.get(name));
    }

    private static List<String> lines(Map<String, Object> fields) {
        return fields.get("goals") instanceof List<?> goals
                ? goals.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision);
        if (file == null) return new Decisions.Verdict.NotFound();
        return Verdicts.of(
                plans.decide(actor, file.code(), decision.subject(), decision.id(), agreed, reason), decisions, decision);
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        CaseFile file = file(decision);
        if (file != null) plans.withdrawn(file, decision.subject());
    }

    private @Nullable CaseFile file(Decision decision) {
        return decision.fileId() == null ? null : files.find(decision.fileId()).orElse(null);
    }
}
