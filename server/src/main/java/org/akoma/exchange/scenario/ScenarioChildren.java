package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.springframework.stereotype.Component;

/** The care side of a scenario: the shelters, and each child's file as its worker and supervisor would have kept it. */
@Component
class ScenarioChildren {

    private final Shelters shelters;
    private final Cases cases;
    private final ScenarioCare care;

    ScenarioChildren(Shelters shelters, Cases cases, ScenarioCare care) {
        this.shelters = shelters;
        this.cases = cases;
        this.care = care;
    }

    /**
     * Opens the shelters, and puts the acts on each child's file on the timeline.
     *
     * @param slips case code to number of the slip, as far as they are signed when a file is opened
     * @param opened takes the code of each file that is new
     */
    void schedule(
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Map<String, String> slips,
            Timeline timeline,
            Collection<String> opened) {
        Instant before = scenario.rescue().start().atStartOfDay().toInstant(ZoneOffset.UTC);
        if (!timeline.hasCome(before)) return;
        timeline.at(before, () -> {
            for (Scenario.House house : scenario.shelters())
                shelters.open(
                        actors.actor(actors.supervisorOf(house.operator()).code(), before),
                        shelter(house, ids),
                        location(house));
            confirm(scenario, ids, actors, before);
        });
        for (Scenario.Child child : inOrder(scenario, timeline)) {
            timeline.at(child.registeredAt(), () -> open(scenario, child, ids, actors, slips, timeline, opened));
            care.schedule(scenario, child, ids, actors, timeline);
        }
    }

    /** The project manager, or the data protection officer where there is none, agrees to each. */
    private void confirm(Scenario scenario, ScenarioIds ids, ScenarioActors actors, Instant at) {
        Optional<Scenario.Somebody> second = Stream.of(Role.PROJECT_MANAGER, Role.DATA_PROTECTION_OFFICER)
                .flatMap(role -> actors.all(role).stream())
                .findFirst();
        if (second.isEmpty()) return;
        Actor agrees = actors.actor(second.get().code(), at);
        for (Scenario.House house : scenario.shelters()) shelters.agree(agrees, ids.shelter(house.code()));
    }

    private List<Scenario.Child> inOrder(Scenario scenario, Timeline timeline) {
        return scenario.children().stream()
                .filter(child -> timeline.hasCome(child.registeredAt()))
                .sorted(Comparator.comparing(Scenario.Child::registeredAt).thenComparing(Scenario.Child::code))
                .toList();
    }

    private static Shelter shelter(Scenario.House house, ScenarioIds ids) {
        return new Shelter(
                        ids.shelter(house.code()),
                        house.code(),
                        ids.structure(house.operator()),
                        house.country(),
                        house.capacity(),
                        Shelter.SexRule.valueOf(house.sexRule()),
                        0,
                        17,
                        0,
                        1)
                .named(house.name());
    }

    private static Shelter.Location location(Scenario.House house) {
        return new Shelter.Location(house.town() == null ? "" : house.town(), null, null);
    }

    private void open(
            Scenario scenario,
            Scenario.Child child,
            ScenarioIds ids,
            ScenarioActors actors,
            Map<String, String> slips,
            Timeline timeline,
            Collection<String> opened) {
        String slip = slips.get(child.code());
        Actor worker = actors.actor(child.worker(), child.registeredAt());
        OpenCase command = new OpenCase(
                ids.of("case", child.code()),
                child.code(),
                slip,
                child.sex(),
                child.age(),
                child.ageEstimated(),
                child.nationality(),
                scenario.countryOf(child.shelter()),
                child.sector(),
                child.handedAt(),
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                identity(child),
                null,
                null);
        OpenCase.Result result = cases.open(worker, command);
        switch (result) {
            case OpenCase.Result.Opened done -> {
                opened.add(child.code());
                if (slip == null) timeline.otherwise(child.code() + ": registered before its slip was signed");
            }
            case OpenCase.Result.AlreadyOpen again -> timeline.known(child.code());
            case OpenCase.Result.Forbidden no -> timeline.refuse(child.code() + ": " + no);
            case OpenCase.Result.NoSuchSlip no -> timeline.refuse(child.code() + ": " + no);
            case OpenCase.Result.SlipRefused no -> timeline.refuse(child.code() + ": " + no);
            case OpenCase.Result.NoSuchWorker no -> timeline.refuse(child.code() + ": " + no);
        }
    }

    private static Identity identity(Scenario.Child child) {
        return new Identity(
                null,
                null,
                null,
                child.alias(),
                null,
                child.ageEstimated() ? null : "OTHER_DOCUMENT",
                null,
                child.originRegion(),
                List.of(),
                child.birthCertificate(),
                null,
                null,
                null,
                null,
                null);
    }
}
