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

    private record Told(
            String code,
            String mission,
            LocalDate planned,
            LocalDate on,
            Map<Category, Integer> people,
            List<Session> sessions) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        ScenarioNode told = ToldEvaluation.part(all, "workshop");
        ScenarioNode mission = ToldEvaluation.part(all, "evaluationMission");
        Told read = told == null || mission == null ? null : read(told, mission);
        return (s, ids, cast, timeline) -> {
            if (read != null) tell(read, ids, cast, timeline);
        };
    }

    private static @Nullable Told read(ScenarioNode told, ScenarioNode mission) {
        String code = told.code("code", CODE);
        LocalDate on = told.requiredDate("on");
        String of = mission.text("code");
        LocalDate first = mission.texts("dates").stream()
                .sorted()
                .findFirst()
                .map(LocalDate::parse)
                .orElse(on);
        Map<Category, Integer> people = new LinkedHashMap<>();
        JsonNode counted = told.node().path("participants");
        Set<String> known = Arrays.stream(Category.values()).map(Enum::name).collect(Collectors.toSet());
        for (String name : counted.propertyNames()) {
            Integer number = told.part("participants").integer(name, 0, MOST);
            if (!known.contains(name)) told.wrong("participants", name, "exchange.unknown-code", "");
            else if (number != null) people.put(Category.valueOf(name), number);
        }
        List<Session> sessions = new ArrayList<>();
        for (ScenarioNode one : told.each("sessions")) sessions.add(session(one, sessions.size() + 1));
        return code == null || on == null || of == null || first == null
                ? null
                : new Told(code, of, first, on, people, sessions);
    }

    private static Session session(ScenarioNode told, int number) {
        boolean press = Boolean.TRUE.equals(told.answer("journalistsAllowed"));
        boolean beneficiaries = Boolean.TRUE.equals(told.answer("beneficiariesPresent"));
        if (press && beneficiaries) told.wrong("journalistsAllowed", "true", "evaluation.press-apart", "");
        Audience audience = press ? Audience.PRESS : beneficiaries ? Audience.BENEFICIARIES : Audience.NEITHER;
        return new Session(number, ScenarioNode.or(told.required("title")), audience);
    }

    private void tell(Told told, ScenarioIds ids, ScenarioActors cast, Timeline timeline) {
        Instant planned = noon(told.planned()).minus(AHEAD);
        Instant held = morning(told.on()).plus(Duration.ofHours(1));
        timeline.at(
                planned,
                "workshop " + told.code(),
                () -> Timeline.outcome(workshops.plan(
                        writer(cast, planned),
                        new PlanWorkshop(
                                ids.of("workshop", told.code()), told.mission(), told.code(), told.on(), null))));
        for (Session one : told.sessions())
            timeline.at(
                    planned,
                    told.code() + " session " + one.number(),
                    () -> Timeline.outcome(workshops.plan(
                            writer(cast, planned),
                            told.code(),
                            new PlanSitting(
                                    ids.of("sitting", told.code() + "/" + one.number()),
                                    one.title(),
                                    one.audience()))));
        told.people().forEach((category, number) -> {
            for (int n = 1; n <= number; n++) {
                UUID id = ids.of("participant", told.code() + "/" + category + "/" + n);
                timeline.at(
                        planned,
                        told.code() + " " + category,
                        () -> Timeline.outcome(
                                workshops.invite(writer(cast, planned), told.code(), new Invite(id, category, null))));
                timeline.at(held, told.code() + " " + category, () -> came(told, id, category, writer(cast, held)));
            }
        });
        for (Session one : told.sessions())
            timeline.at(held, told.code() + " session " + one.number(), () -> seated(told, one, writer(cast, held)));
    }

    /** An evaluator of the scenario; where it has none, its project manager. */
    private static Actor writer(ScenarioActors cast, Instant at) {
        return cast.actor(
                cast.all(Role.EVALUATOR).isEmpty()
                        ? cast.first(Role.PROJECT_MANAGER).code()
                        : cast.first(Role.EVALUATOR).code(),
                at);
    }

    private Outcome<Workshop> came(Told told, UUID id, Category category, Actor writer) {
        Workshop workshop = workshops.find(writer, told.code()).orElse(null);
        if (workshop == null) return new Outcome.NotFound<>();
        boolean there = workshops.participants(writer, workshop).stream()
                .anyMatch(one -> one.id().equals(id) && Boolean.TRUE.equals(one.came()));
        return there // by an earlier replay
                ? new Outcome.Done<>(workshop)
                : Timeline.outcome(
                        workshops.change(writer, told.code(), id, new CorrectInvitation(null, category, null, true)));
    }

    private Outcome<Workshop> seated(Told told, Session session, Actor writer) {
        Workshop workshop = workshops.find(writer, told.code()).orElse(null);
        if (workshop == null) return new Outcome.NotFound<>();
        Set<UUID> there = workshops.participants(writer, workshop).stream()
                .filter(one -> session.audience().takes(one.category()))
                .map(Participant::id)
                .collect(Collectors.toSet());
        return Timeline.outcome(workshops.seat(writer, told.code(), session.number(), there));
    }
}
