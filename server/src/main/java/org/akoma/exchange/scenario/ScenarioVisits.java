package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.visits.PlanVisit;
import org.akoma.protection.visits.RecordVisit;
import org.akoma.protection.visits.Visit;
import org.akoma.protection.visits.VisitPlanner;
import org.akoma.protection.visits.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The visits of a scenario: planned by the child's worker as the one before came due, recorded on the day they were made. Whether they were
 * punctual is not read but computed. From the day after the import Akoma's own calendar goes on.
 */
@Component
@Order(20)
class ScenarioVisits implements ScenarioSection {

    /** Somebody on the spot who is none of the scenario's people: {@code PARTNER-BF}. */
    private static final Pattern PARTNER = Pattern.compile("PARTNER-[A-Z0-9-]{1,20}");

    private static final int MORNING = 6 * 3_600;

    private final Visits visits;
    private final VisitPlanner planner;
    private final CodeLists codes;

    ScenarioVisits(Visits visits, VisitPlanner planner, CodeLists codes) {
        this.visits = visits;
        this.planner = planner;
        this.codes = codes;
    }

    private record Line(
            String code,
            String child,
            LocalDate plannedOn,
            Visit.Type type,
            @Nullable LocalDate doneOn,
            @Nullable String by,
            @Nullable String mode,
            @Nullable Boolean alone) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Set<String> people = scenario.staffCodes();
        Map<String, List<Line>> byChild = new TreeMap<>();
        for (ScenarioNode node : all.each("visits")) {
            Line one = visit(node, scenario);
            if (one != null)
                byChild.computeIfAbsent(one.child(), child -> new ArrayList<>()).add(one);
        }
        byChild.values()
                .forEach(list -> list.sort(Comparator.comparing(Line::plannedOn).thenComparing(Line::code)));
        boolean planned = !byChild.isEmpty();
        return (whole, ids, actors, timeline) -> {
            if (planned)
                whole.children()
                        .forEach(child -> schedule(
                                child, byChild.getOrDefault(child.code(), List.of()), ids, actors, timeline, people));
        };
    }

    private @Nullable Line visit(ScenarioNode node, Scenario scenario) {
        Set<String> people = scenario.staffCodes();
        Set<String> structures = scenario.structureCodes();
        String code = node.required("id");
        String child = node.requiredChoice("child", scenario.childCodes());
        LocalDate planned = node.requiredDate("plannedOn");
        String type = node.requiredChoice("type", list("visit-type"));
        LocalDate done = node.date("doneOn");
        String mode = done == null
                ? node.choice("mode", list("visit-mode"))
                : node.requiredChoice("mode", list("visit-mode"));
        String by = done == null ? node.text("by") : node.required("by");
        if (by != null
                && !people.contains(by)
                && !structures.contains(by)
                && !PARTNER.matcher(by).matches()) node.wrong("by", by, "exchange.unknown-code", "");
        Boolean alone = node.answer("childSeenAlone");
        if (code == null || child == null || planned == null || type == null) return null;
        return new Line(code, child, planned, Visit.Type.valueOf(type), done, by, mode, alone);
    }

    private Set<String> list(String name) {
        return Set.copyOf(codes.codesOf(name));
    }

    private void schedule(
            Scenario.Child child,
            List<Line> lines,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline,
            Set<String> people) {
        Instant opened = child.registeredAt();
        Actor worker = actors.actor(child.worker(), opened);
        LocalDate begins = timeline.today().plusDays(1);
        LocalDate last = lines.isEmpty() ? null : lines.getLast().plannedOn();
        timeline.at(opened, child.code(), "calendar", () -> planner.takeOver(worker, child.code(), begins, last));
        Instant before = opened;
        for (Line one : lines) {
            UUID id = ids.of("visit", one.code());
            Instant when = ScenarioTime.later(
                    ScenarioTime.earlier(
                            before,
                            ScenarioTime.earlier(
                                    morning(one.plannedOn()),
                                    one.doneOn() == null ? Instant.MAX : morning(one.doneOn()))),
                    opened);
            timeline.at(
                    when,
                    child.code(),
                    "visit " + one.code(),
                    () -> visits.plan(worker, child.code(), new PlanVisit(id, one.type(), one.plannedOn())));
            if (one.doneOn() != null)
                timeline.at(
                        ScenarioTime.later(morning(one.doneOn()).plusSeconds(3_600), when),
                        child.code(),
                        "visit " + one.code() + " made",
                        () -> visits.record(worker, child.code(), record(id, one, actors, people)));
            before = morning(one.plannedOn());
        }
        timeline.at(timeline.now(), child.code(), "calendar", () -> planner.resume(worker, child.code()));
    }

    /** A scenario says who saw the child and whether alone; of the rest of the form it says nothing. */
    private static RecordVisit record(UUID id, Line one, ScenarioActors actors, Set<String> people) {
        String by = one.by() == null ? "" : one.by();
        LocalDate on = java.util.Objects.requireNonNull(one.doneOn());
        boolean ours = people.contains(by);
        boolean alone = Boolean.TRUE.equals(one.alone());
        return new RecordVisit(
                id,
                false,
                on,
                ours ? actors.actor(by, morning(on)).personId() : null,
                ours ? null : by,
                String.valueOf(one.mode()),
                List.of(Visit.CHILD),
                alone,
                alone ? null : "NOT_SAID",
                null,
                null,
                null,
                Visit.SealedText.NONE,
                null,
                true);
    }

    private static Instant morning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(MORNING);
    }
}
