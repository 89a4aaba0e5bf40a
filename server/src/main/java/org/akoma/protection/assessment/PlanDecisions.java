package org.akoma.protection.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plan that was handed in, for the page of what is to be decided: beside what was decided on before. */
@Component
class PlanDecisions implements Decidable {

    private final Plans plans;
    private final PlanStore store;
    private final CaseFiles files;
    private final Decisions decisions;
    private final Formats words;

    PlanDecisions(Plans plans, PlanStore store, CaseFiles files, Decisions decisions, Formats words) {
        this.words = words;
        this.plans = plans;
        this.store = store;
        this.files = files;
        this.decisions = decisions;
    }

    @Override
    public String kind() {
        return Plans.KIND;
    }

    private static final String ON = "goalsOn";
    private static final String NEW = "goalsNew";
    private static final String ENDED = "goalsEnded";

    /** Of the goals that go on: as they are in the version in force. */
    private static final String ON_BEFORE = "goalsOnBefore";

    /**
     * What is kept of a plan with the proposal, so that a later one is shown beside it.
     *
     * @param inForce the version that it replaces; null = the first one, or the one in force itself
     */
    static Map<String, Object> fields(Plan plan, @Nullable Plan inForce) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (plan.words().childsPart() != null)
            fields.put("childsPart", plan.words().childsPart());
        if (plan.words().familysPart() != null)
            fields.put("familysPart", plan.words().familysPart());
        if (inForce == null) {
            fields.put("goals", plan.running().stream().map(PlanDecisions::line).toList());
            return fields;
        }
        List<PlanGoal> on =
                plan.open().stream().filter(goal -> goal.continues() != null).toList();
        List<UUID> continued =
                on.stream().map(PlanGoal::continues).filter(Objects::nonNull).toList();
        fields.put(ON, on.stream().map(PlanDecisions::line).toList());
        fields.put(
                ON_BEFORE,
                continued.stream()
                        .flatMap(id -> inForce.goals().stream()
                                .filter(goal -> goal.id().equals(id)))
                        .map(PlanDecisions::line)
                        .toList());
        fields.put(
                NEW,
                plan.running().stream()
                        .filter(goal -> goal.continues() == null)
                        .map(PlanDecisions::line)
                        .toList());
        List<UUID> taken = plan.goals().stream()
                .map(PlanGoal::continues)
                .filter(Objects::nonNull)
                .toList();
        fields.put(
                ENDED,
                Stream.concat(
                                plan.goals().stream().filter(PlanGoal::ends),
                                inForce.goals().stream().filter(goal -> !taken.contains(goal.id())))
                        .map(PlanDecisions::ending)
                        .toList());
        return fields;
    }

    /** A goal of the version in force that the next one does not go on with, and how it ended. */
    private static Map<String, String> ending(PlanGoal goal) {
        Map<String, String> line = new LinkedHashMap<>();
        put(line, "met", goal.met());
        put(line, "aim", goal.words().aim());
        put(line, "service", goal.service());
        put(line, "outcomeReason", goal.words().outcomeReason());
        return line;
    }

    /** The parts of a goal, each by the list that it is a code of. */
    private static final Map<String, String> PARTS = Map.of(
            "met", "goal-met", "service", "assistance", "startsOn", Shown.DAYS_OF_YEAR, "endsOn", Shown.DAYS_OF_YEAR);

    private static Map<String, String> line(PlanGoal goal) {
        Map<String, String> line = new LinkedHashMap<>();
        put(line, "aim", goal.words().aim());
        put(line, "service", goal.service());
        put(line, "provider", goal.provider());
        put(line, "startsOn", goal.startsOn());
        put(line, "endsOn", goal.endsOn());
        put(line, "measure", goal.words().measure());
        return line;
    }

    private static void put(Map<String, String> line, String part, @Nullable Object value) {
        if (value != null) line.put(part, value.toString());
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        CaseFile file = file(decision);
        if (file == null) return Optional.empty();
        Map<String, Object> before = before(file.id(), decision);
        List<Shown.Field> shown = new ArrayList<>();
        shown.add(text("childsPart", before, decision.fields()));
        shown.add(text("familysPart", before, decision.fields()));
        shown.addAll(goals(before, decision.fields()));
        return Optional.of(new Shown(file.code(), "/cases/" + file.code() + "/plan", shown));
    }

    /** Of a version that replaces another: which goals go on, which are new, and which end with what outcome. */
    private List<Shown.Field> goals(Map<String, Object> before, Map<String, Object> after) {
        if (!after.containsKey(ENDED))
            return List.of(new Shown.Field("cases.plan.goals", null, lines("goals", before), lines("goals", after)));
        return List.of(
                new Shown.Field("cases.plan.goals-ended", null, lines(ENDED, before), lines(ENDED, after)),
                new Shown.Field(
                        "cases.plan.goals-on",
                        null,
                        before.containsKey(ON) ? lines(ON, before) : lines(ON_BEFORE, after),
                        lines(ON, after)),
                new Shown.Field("cases.plan.goals-new", null, lines(NEW, before), lines(NEW, after)));
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
                        .map(inForce -> fields(inForce, null))
                        .orElse(Map.of()));
    }

    private static Shown.Field text(String name, Map<String, Object> before, Map<String, Object> after) {
        return Shown.Field.text("cases.plan." + name, (String) before.get(name), (String) after.get(name));
    }

    private List<Object> lines(String name, Map<String, Object> fields) {
        return fields.get(name) instanceof List<?> goals
                ? goals.stream().map(this::shown).toList()
                : List.of();
    }

    /** A goal that is worded as its service is called is said once. */
    private Object shown(@Nullable Object goal) {
        if (!(goal instanceof Map<?, ?> parts)) return String.valueOf(goal);
        List<Shown.Part> shown = new ArrayList<>();
        parts.forEach((part, value) -> {
            if (!part.equals("service") || !isSaid(parts.get("aim"), String.valueOf(value)))
                shown.add(new Shown.Part(PARTS.get(String.valueOf(part)), String.valueOf(value)));
        });
        return new Shown.Line(shown);
    }

    private boolean isSaid(@Nullable Object aim, String service) {
        return aim != null && aim.toString().strip().equalsIgnoreCase(words.code("assistance", service));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision);
        if (file == null) return new Decisions.Verdict.NotFound();
        return Verdicts.of(
                plans.decide(actor, file.code(), decision.subject(), decision.id(), agreed, reason),
                decisions,
                decision);
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
