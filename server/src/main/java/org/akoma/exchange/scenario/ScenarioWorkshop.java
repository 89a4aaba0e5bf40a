package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.morning;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.programme.workshops.CorrectInvitation;
import org.akoma.programme.workshops.Invite;
import org.akoma.programme.workshops.PlanSitting;
import org.akoma.programme.workshops.PlanWorkshop;
import org.akoma.programme.workshops.Workshop;
import org.akoma.programme.workshops.Workshop.Audience;
import org.akoma.programme.workshops.Workshop.Category;
import org.akoma.programme.workshops.Workshop.Participant;
import org.akoma.programme.workshops.Workshops;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The workshop of a scenario's mission: planned and everybody invited with the mission, two weeks before it. Who is counted came; a scenario names nobody.
 * In each session are all who may be there, for it does not say who stayed away.
 */
@Component
@Order(71)
class ScenarioWorkshop implements ScenarioSection {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,29}");
    private static final Duration AHEAD = Duration.ofDays(14);
    private static final int MOST = 500;

    private final Workshops workshops;

    ScenarioWorkshop(Workshops workshops) {
        this.workshops = workshops;
    }

    private record Session(int number, String title, Audience audience) {}

    private record WorkshopEntry(
            String code,
            String mission,
            LocalDate planned,
            LocalDate on,
            Map<Category, Integer> people,
            List<Session> sessions) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        ScenarioNode node = ScenarioMissions.part(all, "workshop");
        ScenarioNode mission = ScenarioMissions.part(all, "evaluationMission");
        WorkshopEntry read = node == null || mission == null ? null : read(node, mission);
        return (s, ids, actors, timeline) -> {
            if (read != null) schedule(read, ids, actors, timeline);
        };
    }

    private static @Nullable WorkshopEntry read(ScenarioNode node, ScenarioNode mission) {
        String code = node.code("code", CODE);
        LocalDate on = node.requiredDate("on");
        String of = mission.text("code");
        LocalDate first = mission.texts("dates").stream()
                .sorted()
                .findFirst()
                .map(LocalDate::parse)
                .orElse(on);
        Map<Category, Integer> people = new LinkedHashMap<>();
        JsonNode counted = node.node().path("participants");
        Set<String> known = Arrays.stream(Category.values()).map(Enum::name).collect(Collectors.toSet());
        for (String name : counted.propertyNames()) {
            Integer number = node.part("participants").integer(name, 0, MOST);
            if (!known.contains(name)) node.wrong("participants", name, "exchange.unknown-code", "");
            else if (number != null) people.put(Category.valueOf(name), number);
        }
        List<Session> sessions = new ArrayList<>();
        for (ScenarioNode one : node.each("sessions")) sessions.add(session(one, sessions.size() + 1));
        return code == null || on == null || of == null || first == null
                ? null
                : new WorkshopEntry(code, of, first, on, people, sessions);
    }

    private static Session session(ScenarioNode node, int number) {
        boolean press = Boolean.TRUE.equals(node.answer("journalistsAllowed"));
        boolean beneficiaries = Boolean.TRUE.equals(node.answer("beneficiariesPresent"));
        if (press && beneficiaries) node.wrong("journalistsAllowed", "true", "evaluation.press-apart", "");
        Audience audience = press ? Audience.PRESS : beneficiaries ? Audience.BENEFICIARIES : Audience.NEITHER;
        return new Session(number, ScenarioNode.or(node.required("title")), audience);
    }

    private void schedule(WorkshopEntry workshop, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Instant planned = noon(workshop.planned()).minus(AHEAD);
        Instant held = morning(workshop.on()).plus(Duration.ofHours(1));
        timeline.at(
                planned,
                "workshop " + workshop.code(),
                () -> Timeline.outcome(workshops.plan(
                        writer(actors, planned),
                        new PlanWorkshop(
                                ids.of("workshop", workshop.code()),
                                workshop.mission(),
                                workshop.code(),
                                workshop.on(),
                                null))));
        for (Session one : workshop.sessions())
            timeline.at(
                    planned,
                    workshop.code() + " session " + one.number(),
                    () -> Timeline.outcome(workshops.plan(
                            writer(actors, planned),
                            workshop.code(),
                            new PlanSitting(
                                    ids.of("sitting", workshop.code() + "/" + one.number()),
                                    one.title(),
                                    one.audience()))));
        workshop.people().forEach((category, number) -> {
            for (int n = 1; n <= number; n++) {
                UUID id = ids.of("participant", workshop.code() + "/" + category + "/" + n);
                timeline.at(
                        planned,
                        workshop.code() + " " + category,
                        () -> Timeline.outcome(workshops.invite(
                                writer(actors, planned), workshop.code(), new Invite(id, category, null))));
                timeline.at(
                        held,
                        workshop.code() + " " + category,
                        () -> came(workshop, id, category, writer(actors, held)));
            }
        });
        for (Session one : workshop.sessions())
            timeline.at(
                    held,
                    workshop.code() + " session " + one.number(),
                    () -> seated(workshop, one, writer(actors, held)));
    }

    /** An evaluator of the scenario; where it has none, its project manager. */
    private static Actor writer(ScenarioActors actors, Instant at) {
        return actors.actor(
                actors.all(Role.EVALUATOR).isEmpty()
                        ? actors.first(Role.PROJECT_MANAGER).code()
                        : actors.first(Role.EVALUATOR).code(),
                at);
    }

    private Outcome<Workshop> came(WorkshopEntry workshop, UUID id, Category category, Actor writer) {
        Workshop found = workshops.find(writer, workshop.code()).orElse(null);
        if (found == null) return new Outcome.NotFound<>();
        boolean there = workshops.participants(writer, found).stream()
                .anyMatch(one -> one.id().equals(id) && Boolean.TRUE.equals(one.came()));
        return there // by an earlier replay
                ? new Outcome.Done<>(found)
                : Timeline.outcome(workshops.change(
                        writer, workshop.code(), id, new CorrectInvitation(null, category, null, true)));
    }

    private Outcome<Workshop> seated(WorkshopEntry workshop, Session session, Actor writer) {
        Workshop found = workshops.find(writer, workshop.code()).orElse(null);
        if (found == null) return new Outcome.NotFound<>();
        Set<UUID> there = workshops.participants(writer, found).stream()
                .filter(one -> session.audience().takes(one.category()))
                .map(Participant::id)
                .collect(Collectors.toSet());
        return Timeline.outcome(workshops.seat(writer, workshop.code(), session.number(), there));
    }
}
