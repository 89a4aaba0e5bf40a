package org.akoma.protection.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * One version of a child's case plan. A value: every change returns a new one. Once approved it replaces the one before.
 *
 * @param number 1 for the child's first plan
 * @param authors everybody who wrote any part of it: none of them approves it
 */
public record Plan(
        UUID id,
        int number,
        Status status,
        UUID author,
        Set<UUID> authors,
        Instant madeAt,
        @Nullable Instant submittedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        SealedText words,
        List<PlanGoal> goals,
        int version) {

    public Plan {
        authors = Set.copyOf(authors);
        goals = List.copyOf(goals);
    }

    public enum Status {
        DRAFT,
        SUBMITTED,
        APPROVED,
        RETURNED,
        REPLACED;

        /** Whether its words and goals may still be changed. */
        public boolean isOpen() {
            return this == DRAFT || this == RETURNED;
        }
    }

    /**
     * Sealed.
     *
     * @param returnReason why a supervisor gave it back
     */
    public record SealedText(
            @Nullable String childsPart,
            @Nullable String familysPart,
            @Nullable String returnReason) {

        SealedText returned(String reason) {
            return new SealedText(childsPart, familysPart, reason);
        }
    }

    /** By the names that pages and JSON know; of a goal, what it aims at. */
    static Map<String, @Nullable Object> fields(
            @Nullable String childsPart, @Nullable String familysPart, List<PlanGoal> goals) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("childsPart", childsPart);
        fields.put("familysPart", familysPart);
        fields.put("goals", goals.stream().map(goal -> goal.words().aim()).toList());
        return fields;
    }

    Map<String, @Nullable Object> fields() {
        return fields(words.childsPart, words.familysPart, goals);
    }

    /** T8: days within which it is reviewed; oftener at higher risk, and before the first assessment as at high risk. */
    static int reviewedWithin(CaseFile.@Nullable Risk risk, Policies policies) {
        int most = policies.days("plan-review.max");
        if (risk == CaseFile.Risk.LOW) return most;
        return Math.min(
                most, policies.days(risk == CaseFile.Risk.MEDIUM ? "plan-review.medium.max" : "plan-review.high.max"));
    }

    /** The goals that still count. */
    public List<PlanGoal> running() {
        return goals.stream().filter(goal -> goal.met() != PlanGoal.Met.DROPPED).toList();
    }

    /** The goals that are worked on. */
    List<PlanGoal> open() {
        return goals.stream().filter(goal -> goal.met() == PlanGoal.Met.OPEN).toList();
    }

    /** The goals that its form has a row for: those that count, and those of the version before that it drops. */
    List<PlanGoal> rows() {
        return goals.stream()
                .filter(goal -> goal.met() != PlanGoal.Met.DROPPED || goal.continues() != null)
                .toList();
    }

    /** The goals of the version in force that are worked on, and of which this one says neither that they go on nor how they end. */
    List<PlanGoal> leftOut(@Nullable Plan inForce) {
        if (inForce == null) return List.of();
        return inForce.open().stream()
                .filter(goal -> goals.stream().noneMatch(one -> goal.id().equals(one.continues())))
                .toList();
    }

    /** That it leaves out goals of the version in force, each named. */
    List<FieldError> refusalsToReplace(@Nullable Plan inForce) {
        return leftOut(inForce).stream()
                .map(goal -> FieldError.of(
                        "goals", "cases.goal-left-out", goal.words().aim()))
                .toList();
    }

    @Nullable
    FieldError refusalToChange() {
        return status.isOpen() ? null : FieldError.of("plan", "cases.plan-fixed", status.name());
    }

    /** Only a draft or a returned plan is submitted, and only with a goal in it. */
    @Nullable
    FieldError refusalToSubmit() {
        if (!status.isOpen()) return FieldError.of("plan", "cases.plan-fixed", status.name());
        return running().isEmpty() ? FieldError.of("goals", "cases.plan-without-goal") : null;
    }

    /**
     * What its goals lack for a supervisor to judge them: until when, and by what one will know that they are reached; of one that it drops, why. Named by
     * the rows of the form.
     */
    List<FieldError> missing() {
        List<FieldError> missing = new ArrayList<>();
        List<PlanGoal> goals = rows();
        for (int n = 0; n < goals.size(); n++) {
            String row = "goals[" + n + "].";
            if (goals.get(n).ends()) {
                if (goals.get(n).met() == PlanGoal.Met.DROPPED
                        && goals.get(n).words().outcomeReason() == null)
                    missing.add(FieldError.of(row + "outcomeReason", "cases.goal-drop-reason"));
                continue;
            }
            if (goals.get(n).endsOn() == null) missing.add(FieldError.of(row + "endsOn", "cases.goal-without-day"));
            String measure = goals.get(n).words().measure();
            if (measure == null || measure.isBlank())
                missing.add(FieldError.of(row + "measure", "cases.goal-without-measure"));
        }
        return missing;
    }

    /** Whether this person wrote any part of it. */
    public boolean isBy(UUID person) {
        return author.equals(person) || authors.contains(person);
    }

    /** A plan is decided by a supervisor who wrote no part of it; giving it back needs a reason. */
    @Nullable
    FieldError refusalToDecide(UUID supervisor, boolean approved, @Nullable String reason) {
        if (status != Status.SUBMITTED) return FieldError.of("plan", "cases.nothing-waits");
        if (isBy(supervisor)) return FieldError.of("decision", "cases.own-work");
        return !approved && reason == null ? FieldError.of("reason", "form.required") : null;
    }

    /** The last day on which a plan is in time (T6): 14 days after the day of registration. */
    static LocalDate due(LocalDate registeredOn, int daysAllowed) {
        return registeredOn.plusDays(daysAllowed);
    }
}
