package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.AlertAction;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.alerts.RaiseAlert;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.DraftPlan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.closure.Closure;
import org.akoma.protection.closure.Closures;
import org.akoma.protection.closure.RequestClosure;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.identity.AppointGuardian;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.messages.Conference;
import org.akoma.protection.messages.Conferences;
import org.akoma.protection.messages.HoldConference;
import org.akoma.protection.messages.PlanConference;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.akoma.protection.placement.ReturnExceptions;
import org.akoma.protection.record.Exploitation;
import org.akoma.protection.record.Exploitations;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.akoma.protection.visits.RecordVisit;
import org.akoma.protection.visits.Visit;
import org.akoma.protection.visits.VisitDone;
import org.akoma.protection.visits.Visits;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.RecordCsi;
import org.akoma.protection.wellbeing.StatusIndexes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** One structure for all clocks, and the steps of a child's care that begin and end them, each on the moment that the clock shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClockHouse extends HouseIT {

    static final LocalDate TODAY = LocalDate.ofInstant(MORNING, ZoneOffset.UTC);

    @Autowired
    TaskLists lists;

    @Autowired
    Cases cases;

    @Autowired
    Medicals medicals;

    @Autowired
    Exploitations exploitations;

    @Autowired
    Consents consents;

    @Autowired
    Guardians guardians;

    @Autowired
    Assessments assessments;

    @Autowired
    Plans plans;

    @Autowired
    Closures closures;

    @Autowired
    Shelters shelters;

    @Autowired
    Placements placements;

    @Autowired
    FamilyReturns familyReturns;

    @Autowired
    ReturnExceptions exceptions;

    @Autowired
    Visits visits;

    @Autowired
    StatusIndexes indexes;

    @Autowired
    Alerts alerts;

    @Autowired
    Conferences conferences;

    Organisation ngo;
    Actor supervisor;
    Actor worker;
    Actor colleague;
    private String ghana;

    @BeforeAll
    void people() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        colleague = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        ghana = shelter("GH");
    }

    /** A home of this country, by its code. */
    String shelter(String country) {
        String code = fresh("SH");
        Shelter made = new Shelter(
                Ids.next(), code, ngo.id(), "CI", 40, Shelter.SexRule.MIXED, 6, 17, 0, true, null, true, 1, null);
        assertThat(shelters.open(supervisor, made, new Shelter.Location("Tema", "Community 1", null)))
                .isTrue();
        agreeTo(made.id());
        TestDatabase.ownerDoes("update cases.shelter set country = '" + country + "' where id = '" + made.id() + "'");
        return code;
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * What is due of this kind on this file.
     *
     * @param asOf the end of a past day; null = now
     */
    Stream<DueItem> due(Actor who, ListTasks.Scope scope, String kind, String code, Instant asOf) {
        return lists.list(who, new ListTasks(scope, List.of(kind), null, null, null, ListTasks.MOST, asOf)).stream()
                .filter(item -> code.equals(item.code()));
    }

    Stream<DueItem> due(String kind, String code) {
        return due(worker, ListTasks.Scope.MINE, kind, code, null);
    }

    String open(OpenCase wanted) {
        return ((OpenCase.Result.Opened) cases.open(worker, wanted)).file().code();
    }

    String file() {
        return open(SomeChild.named("Lune"));
    }

    /** Handed over in the morning of the test and registered two hours later. */
    String handedOver() {
        clock.moveTo(MORNING.plus(Duration.ofHours(2)));
        return open(SomeChild.handedOver("Lune", MORNING));
    }

    void treated(String code, Medical.Kind kind) {
        treated(worker, code, kind);
    }

    void treated(Actor by, String code, Medical.Kind kind) {
        done(medicals.record(by, code, Ids.next(), kind, clock.instant(), false, "Vue par l’infirmière"));
    }

    void exploited(String code, String type) {
        done(exploitations.change(worker, code, exploitation(type), 0));
    }

    static Exploitation exploitation(String type) {
        return new Exploitation(List.of(type), List.of(), List.of(), List.of(), List.of(), null, null, null, null);
    }

    void consented(String code, Consent.Purpose purpose) {
        done(consents.record(worker, code, SomeConsent.unobtainable(purpose, clock.instant())));
    }

    /** By the child and the guardian who is on the file. */
    void agreed(String code, Consent.Purpose purpose) {
        done(consents.record(worker, code, SomeConsent.given(purpose, clock.instant())));
    }

    void guarded(String code) {
        done(guardians.appoint(
                worker,
                code,
                new AppointGuardian(Ids.next(), Guardian.Kind.AD_HOC, today(), "Aya Baobab", null, null)));
    }

    void assessed(String code, CaseFile.Risk risk) {
        assessed(code, Assessment.Kind.INITIAL, risk);
    }

    void assessed(String code, Assessment.Kind kind, CaseFile.Risk risk) {
        done(assessments.assess(
                worker,
                code,
                new AssessChild(
                        Ids.next(),
                        kind,
                        risk,
                        List.of(),
                        new Assessment.SealedText(null, null, null, "Menacée", "Plan de sécurité", null, null))));
    }

    String activeFile() {
        return activeFile(SomeChild.named("Lune"));
    }

    String activeFile(OpenCase child) {
        String code = open(child);
        assessed(code, CaseFile.Risk.LOW);
        PlanGoal goal = new PlanGoal(
                Ids.next(),
                1,
                "LT_EDU_FORMAL",
                null,
                TODAY,
                TODAY.plusDays(90),
                worker.personId(),
                PlanGoal.Met.OPEN,
                new PlanGoal.SealedText("Aller à l’école", "80 % de présence"));
        UUID plan = done(plans.draft(worker, code, new DraftPlan(Ids.next(), null, "Lire", null, List.of(goal))))
                .id();
        done(plans.submit(worker, code, plan));
        done(plans.decide(supervisor, code, plan, true, null));
        return code;
    }

    void closed(String code, Closure.Code why) {
        done(closures.request(
                worker,
                code,
                new RequestClosure(
                        Ids.next(),
                        why,
                        new Closure.SealedText("Oui", "Oui", "SW-01", "Le service social suit", null))));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
    }

    void sheltered(String code) {
        done(placements.place(worker, code, place(Placement.Kind.SHELTER, ghana, "GH", today())));
    }

    void reunified(String code) {
        reunified(code, today());
    }

    void reunified(String code, LocalDate since) {
        UUID exception =
                done(exceptions.ask(worker, code, "CI", "Avant ces règles")).id();
        done(exceptions.decide(supervisor, code, exception, true, null));
        PlaceChild home = place(Placement.Kind.FAMILY_REUNIFIED, null, "CI", since);
        done(placements.place(worker, code, home));
        done(placements.decide(supervisor, code, home.id(), true, null));
    }

    private PlaceChild place(Placement.Kind kind, String shelter, String country, LocalDate since) {
        return place(kind, shelter, country, since, null);
    }

    PlaceChild place(Placement.Kind kind, String shelter, String country, LocalDate since, Placement.Reason reason) {
        return new PlaceChild(
                Ids.next(),
                kind,
                shelter,
                country,
                since,
                reason,
                null,
                new Placement.SealedText("Derrière le marché", null, null, null));
    }

    /** A foster family here or relatives abroad, by an exception, to which two people agree; nothing where the border is closed. */
    private void livesIn(String code, String country) {
        PlaceChild wanted = new PlaceChild(
                Ids.next(),
                country.equals("CI") ? Placement.Kind.FOSTER_FAMILY : Placement.Kind.EXTENDED_FAMILY,
                null,
                country,
                today(),
                Placement.Reason.BETTER_SUITED,
                null,
                new Placement.SealedText(null, "La famille qui l’accueille", null, null));
        if (placements.place(worker, code, wanted) instanceof Outcome.Done<Placement>(var home))
            done(placements.decide(supervisor, code, home.id(), true, null));
    }

    Outcome<FamilyReturn> way(String code, UUID id, Integer version, String country, FamilyReturn.State state) {
        boolean accepted = state == FamilyReturn.State.ACCEPTED;
        PlanReturn command = new PlanReturn(
                id,
                version,
                country,
                FamilyReturn.TravelMode.ROAD,
                state,
                accepted ? "DSW-GH" : null,
                accepted ? today() : null,
                state == FamilyReturn.State.DEPARTED ? today() : null,
                state == FamilyReturn.State.ARRIVED ? clock.instant() : null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
        if (state == FamilyReturn.State.DEPARTED) livesIn(code, country);
        if (!accepted) return familyReturns.plan(worker, code, command);
        done(familyReturns.acceptedBefore(worker, code, command, "Lettre de l’autorité"));
        UUID exception =
                done(exceptions.ask(worker, code, country, "Départ sans panel")).id();
        done(exceptions.decide(supervisor, code, exception, true, null));
        return familyReturns.confirm(supervisor, code, id);
    }

    Conference planned(String code, Instant at) {
        return done(conferences.plan(
                worker,
                code,
                new PlanConference(
                        Ids.next(),
                        null,
                        Section.NOTES,
                        at,
                        worker.username(),
                        Set.of(supervisor.username()),
                        new Conference.Agenda("L’école", null))));
    }

    void held(String code, Conference planned) {
        held(code, planned, clock.instant(), Set.of(worker.username(), supervisor.username()));
    }

    void held(String code, Conference planned, Instant at, Set<String> present) {
        done(conferences.hold(
                worker,
                code,
                planned.id(),
                new HoldConference(at, present, new Conference.Minutes("Elle va mieux", null), List.of(), null),
                null));
        if (present.contains(supervisor.username())) done(conferences.say(supervisor, code, planned.id(), true));
    }

    /** Everything is good but that the child is exploited, or not. */
    Csi indexed(String code, Csi.Wave wave, int abuse) {
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) levels.put(factor, Csi.GOOD);
        levels.put(CsiFactor.ABUSE_EXPLOITATION, abuse);
        RecordCsi command = new RecordCsi(
                Ids.next(),
                wave,
                today(),
                List.of(Csi.Informant.CHILD),
                levels,
                Map.of(),
                new Csi.SealedText(null, null));
        return done(indexes.record(worker, code, command));
    }

    void reported(String code) {
        UUID action =
                due("followup.report-offence", code).findFirst().orElseThrow().id();
        alerts.newest(supervisor, code, Alert.Type.RE_EXPLOITATION)
                .filter(one -> one.acknowledgedAt() == null)
                .ifPresent(one -> done(alerts.acknowledge(supervisor, one.id(), Ids.next(), null)));
        done(indexes.finish(supervisor, code, action, new CsiAction.SealedText("Dit au commissariat"), null));
    }

    void alerted(String code, Alert.Type type) {
        RaiseAlert.OfChild command =
                new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Il l’attend devant l’école", null));
        done(alerts.raise(worker, code, command));
    }

    /** What a person does about the alert of this kind. */
    void acted(String code, Alert.Type type, AlertAction.Kind kind) {
        done(alerts.act(worker, alert(code, type), Ids.next(), kind, "Dit au commissariat", null));
    }

    UUID alert(String code, Alert.Type type) {
        return alerts.newest(worker, code, type).orElseThrow().id();
    }

    void visited(String code, UUID visit) {
        done(visits.record(
                worker,
                code,
                new RecordVisit(
                        visit,
                        false,
                        today(),
                        null,
                        null,
                        "HOME_VISIT",
                        List.of("CHILD"),
                        true,
                        null,
                        "ATTENDS",
                        VisitDone.Safety.SAFE,
                        false,
                        new Visit.SealedText(null, null, null, null, "Bien", null, null, null, null),
                        null,
                        false)));
    }
}
