package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.morning;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.enforcement.suspects.LinkVictim;
import org.akoma.enforcement.suspects.MoveSuspect;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.enforcement.suspects.SuspectStatus;
import org.akoma.enforcement.suspects.Suspects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The suspects of a scenario: their records, proceedings, and links with the victims. */
@Component
class ScenarioSuspects {

    private final Suspects suspects;

    ScenarioSuspects(Suspects suspects) {
        this.suspects = suspects;
    }

    void schedule(ScenarioRescue t) {
        Map<String, Suspect> known = new HashMap<>();
        suspects.list(t.lead(), t.operation(), null, 100_000).forEach(one -> known.put(one.code(), one));
        for (Scenario.Suspect one : t.scenario().suspects()) {
            LocalDate facts = facts(t.scenario(), one);
            t.timeline().at(noon(facts), () -> suspects.record(t.lead(), record(t, one, facts)));
            proceed(t, one, facts, known.get(one.code()));
        }
        t.scenario().suspectsOfVictim().forEach((victim, linked) -> {
            LinkVictim link = new LinkVictim(t.code(), victim, Set.copyOf(linked), null);
            if (!linked.stream().allMatch(code -> isLinked(known.get(code), victim)))
                t.timeline().at(linked(t, linked), () -> suspects.link(t.lead(), link));
        });
    }

    private static boolean isLinked(@Nullable Suspect known, String victim) {
        return known != null && known.victims().contains(victim);
    }

    /** When everybody concerned is known: after the operation, the last hand-over and the last arrest. */
    private static Instant linked(ScenarioRescue t, List<String> suspects) {
        Instant known = t.scenario().suspects().stream()
                .filter(one -> suspects.contains(one.code()))
                .map(one -> noon(facts(t.scenario(), one)))
                .reduce(morning(t.scenario().rescue().end().plusDays(1)), ScenarioTime::later);
        return later(known, t.lastHandedOver()).plusSeconds(1);
    }

    private static LocalDate facts(Scenario scenario, Scenario.Suspect one) {
        return one.arrested() == null ? scenario.rescue().start() : one.arrested();
    }

    private static RecordSuspect record(ScenarioRescue t, Scenario.Suspect one, LocalDate facts) {
        return new RecordSuspect(
                t.code(),
                one.code(),
                one.role() == null ? "OTHER" : one.role(),
                facts,
                one.arrested(),
                null,
                false,
                new Suspect.Identity(null, null, null));
    }

    private void proceed(ScenarioRescue t, Scenario.Suspect one, LocalDate arrested, @Nullable Suspect known) {
        LocalDate referred = one.referred() == null ? arrested : one.referred();
        Instant begun = noon(referred);
        proceed(t, one, SuspectStatus.UNDER_INVESTIGATION, referred, begun, one.referred(), known);
        LocalDate on = one.statusOn();
        if (one.status() == null || on == null) return;
        SuspectStatus status = SuspectStatus.valueOf(one.status());
        // what is known of a day is known when it begins
        Instant when = later(morning(on), begun.plusSeconds(1));
        if (status != SuspectStatus.UNDER_INVESTIGATION) proceed(t, one, status, on, when, null, known);
    }

    private void proceed(
            ScenarioRescue t,
            Scenario.Suspect one,
            SuspectStatus status,
            LocalDate since,
            Instant when,
            @Nullable LocalDate referred,
            @Nullable Suspect known) {
        if (known != null && known.proceedings().stream().anyMatch(step -> step.status() == status)) return;
        boolean atLiberty = Boolean.TRUE.equals(one.atLiberty());
        t.timeline()
                .at(
                        when,
                        () -> suspects.move(
                                t.lead(), new MoveSuspect(t.code(), one.code(), status, atLiberty, since, referred)));
    }
}
