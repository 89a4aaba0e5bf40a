package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.Slips;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.enforcement.operations.DecideScreening;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.ScreenPerson;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.ScreeningStatus;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everybody met in the operation of a scenario: who they were found to be, and the slips with which children were handed over. */
@Component
class ScenarioScreening {

    private final Screenings screenings;
    private final Slips slips;

    ScenarioScreening(Screenings screenings, Slips slips) {
        this.screenings = screenings;
        this.slips = slips;
    }

    /** @param numbers from case code to slip number; it fills as the slips are signed */
    void schedule(ScenarioRescue t, Map<String, String> numbers) {
        Queue<Screened> met = met(t.lead(), t.operation());
        screenChildren(t, met, numbers);
        screenOthers(t, met);
    }

    /** Whom an earlier replay has recorded, in the order of meeting. */
    private Queue<Screened> met(Actor lead, Operation operation) {
        List<Screened> known = new ArrayList<>(screenings.list(lead, operation, null, 100_000));
        known.sort(Comparator.comparing((Screened one) -> one.code().length()).thenComparing(Screened::code));
        return new ArrayDeque<>(known);
    }

    /** Each child is met, presumed a victim, handed over with a slip, and confirmed when the operation ends. */
    private void screenChildren(ScenarioRescue t, Queue<Screened> met, Map<String, String> numbers) {
        List<Scenario.Child> found = t.scenario().children().stream()
                .sorted(Comparator.comparing(Scenario.Child::foundAt).thenComparing(Scenario.Child::code))
                .toList();
        Map<String, Integer> perSite = new HashMap<>();
        for (int n = 0; n < found.size(); n++) {
            Scenario.Child child = found.get(n);
            Actor officer = officer(t, n, child.foundAt());
            String site = child.site() == null
                    ? t.scenario().rescue().sites().getFirst().code()
                    : child.site();
            int number = perSite.merge(site, 1, Integer::sum);
            t.timeline().at(child.foundAt(), () -> meet(t, met, child, officer, site, numbers));
            t.timeline().at(child.handedAt(), () -> numbers.put(child.code(), slip(t, child, officer, site, number)));
        }
    }

    private void meet(
            ScenarioRescue t,
            Queue<Screened> met,
            Scenario.Child child,
            Actor officer,
            String site,
            Map<String, String> numbers) {
        Screened person = screened(
                met,
                officer,
                new ScreenPerson(
                        t.code(), site, child.foundAt(), Screened.Appears.CHILD, child.sex(), child.age(), null));
        decide(
                t,
                officer,
                person,
                ScreeningStatus.PRESUMED_VICTIM,
                t.scenario().links().get(child.code()),
                null);
        t.timeline().at(later(t.over(), child.handedAt()), () -> {
            String slip = numbers.get(child.code());
            decide(t, t.lead(), person, ScreeningStatus.CONFIRMED_VICTIM, null, slip);
        });
    }

    /** Those who were met and are no victims: the scenario says how many, not who. */
    private void screenOthers(ScenarioRescue t, Queue<Screened> met) {
        Instant when = t.scenario().rescue().screenedAt();
        List<Scenario.Site> sites = t.scenario().rescue().sites();
        int n = t.scenario().children().size();
        for (Map.Entry<String, Integer> outcome :
                t.scenario().rescue().outcomes().entrySet()) {
            if (outcome.getKey().contains("CONFIRMED")) continue;
            boolean adult = outcome.getKey().contains("ADULT");
            for (int i = 0; i < outcome.getValue(); i++, n++) {
                Actor officer = officer(t, n, when);
                ScreenPerson person = new ScreenPerson(
                        t.code(),
                        sites.get(n % sites.size()).code(),
                        when,
                        adult ? Screened.Appears.ADULT : Screened.Appears.CHILD,
                        "U",
                        adult ? 18 : 17,
                        null);
                ScreeningStatus status = adult ? ScreeningStatus.ADULT : ScreeningStatus.NOT_A_VICTIM;
                t.timeline().at(when, () -> {
                    Screened known = screened(met, officer, person);
                    t.timeline().at(t.over(), () -> ruleOut(t, officer, known, status));
                });
            }
        }
    }

    /** Two people: who leads the operation, and an officer of it. */
    private void ruleOut(ScenarioRescue t, Actor officer, Screened person, ScreeningStatus status) {
        if (decide(t, t.lead(), person, status, null, null) instanceof DecideScreening.Result.Asked(UUID asked))
            screenings.agree(officer, asked);
    }

    /** Officers of the operation turn by turn; where it has none, the coordinator. */
    private static Actor officer(ScenarioRescue t, int n, Instant when) {
        Set<String> police = ScenarioPlan.police(t.scenario());
        List<Scenario.Somebody> some = t.actors().all(Role.LE_OFFICER).stream()
                .filter(one -> police.contains(one.structure()))
                .toList();
        return some.isEmpty()
                ? t.lead()
                : t.actors().actor(some.get(n % some.size()).code(), when);
    }

    /** People are met in one order, so the next one an earlier replay has recorded is this one. */
    private Screened screened(Queue<Screened> before, Actor officer, ScreenPerson met) {
        Screened known = before.poll();
        if (known != null) return known;
        ScreenPerson.Result result = screenings.screen(officer, met);
        if (result instanceof ScreenPerson.Result.Recorded(Screened person)) return person;
        throw new IllegalStateException("A person could not be recorded: " + result);
    }

    private DecideScreening.@Nullable Result decide(
            ScenarioRescue t,
            Actor who,
            Screened person,
            ScreeningStatus status,
            @Nullable String reference,
            @Nullable String slip) {
        if (person.decisions().stream().anyMatch(made -> made.status() == status)) return null;
        return screenings.decide(
                who, new DecideScreening(t.code(), person.code(), status, null, reference, slip, "Scénario"));
    }

    /** Null where the scenario has no officer: who coordinates writes no slip, and the file is opened without one. */
    private @Nullable String slip(ScenarioRescue t, Scenario.Child child, Actor officer, String site, int number) {
        if (!officer.may(Verb.SLIP_WRITE)) return null;
        Actor worker = t.actors().actor(child.worker(), child.handedAt());
        SlipContent content = new SlipContent(
                site,
                child.foundAt(),
                child.handedAt(),
                null,
                new SlipContent.Receiver(
                        worker.personId(), worker.code(), worker.organisationId(), worker.organisation()),
                number,
                child.sex(),
                child.age(),
                false,
                null,
                "TIRED_HUNGRY",
                "");
        WriteSlip write = new WriteSlip(t.ids().of("slip", child.code()), t.code(), content);
        WriteSlip.Result written = slips.write(officer, write);
        if (!(written instanceof WriteSlip.Result.Written(var slip)))
            throw new IllegalStateException("A slip could not be written: " + written);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        return slip.number();
    }
}
