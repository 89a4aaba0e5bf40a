package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.BestInterests;
import org.akoma.protection.assessment.DraftPlan;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.assessment.WeighBestInterests;
import org.akoma.protection.assessment.WeighBestInterestsTest;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.homecoming.TraceFamily;
import org.akoma.protection.homecoming.Tracing;
import org.akoma.protection.homecoming.Tracings;
import org.akoma.protection.identity.Families;
import org.akoma.protection.identity.Family;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker, their supervisor and another, and the steps of a child's care, for the tests of the cases room. */
public abstract class CareHouse extends WorkHouse {

    @Autowired
    public Assessments assessments;

    @Autowired
    public Plans plans;

    @Autowired
    public Shelters shelters;

    @Autowired
    public Placements placements;

    @Autowired
    public HomeChanges homes;

    @Autowired
    public FamilyReturns familyReturns;

    @Autowired
    public Tracings tracings;

    @Autowired
    public BestInterests bestInterests;

    @Autowired
    public Consents consents;

    @Autowired
    public Families families;

    @Autowired
    public Decisions decisions;

    public String file(String sex, int age) {
        return opened(SomeChild.aged(sex, age, "Baobab")).code();
    }

    public Outcome<Assessment> assess(Actor by, String code, Assessment.Kind kind, CaseFile.Risk risk) {
        return assessments.assess(
                by,
                code,
                new AssessChild(
                        Ids.next(),
                        kind,
                        risk,
                        List.of("SHELTER", "EDUCATION_WORK"),
                        new Assessment.SealedText(
                                null, null, null, "Menacé par le recruteur", null, "Je veux ma mère", null)));
    }

    public String assessed() {
        String code = file("F", 12);
        done(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.MEDIUM));
        return code;
    }

    public Plan submitted(String code) {
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
        UUID continued = done(plans.of(worker, code)).stream()
                .filter(one -> one.status() == Plan.Status.APPROVED)
                .flatMap(one -> one.goals().stream())
                .filter(one -> one.met() == PlanGoal.Met.OPEN)
                .map(PlanGoal::id)
                .findFirst()
                .orElse(null);
        UUID plan = done(plans.draft(
                        worker,
                        code,
                        new DraftPlan(Ids.next(), null, "Elle veut lire", null, List.of(goal.continuing(continued)))))
                .id();
        return done(plans.submit(worker, code, plan));
    }

    public String active() {
        return active(12);
    }

    /** An active file that can be closed by the age of eighteen. */
    public String grown() {
        return active(18);
    }

    private String active(int age) {
        String code = file("F", age);
        done(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.MEDIUM));
        done(plans.decide(supervisor, code, submitted(code).id(), true, null));
        return code;
    }

    public Shelter shelter(int capacity, Shelter.SexRule rule) {
        return shelter(capacity, rule, null);
    }

    /** One for two children, with a name. */
    public Shelter called(String name) {
        return shelter(2, Shelter.SexRule.MIXED, name);
    }

    private Shelter shelter(int capacity, Shelter.SexRule rule, @Nullable String name) {
        Shelter made = new Shelter(
                Ids.next(), fresh("SH"), ngo.id(), "CI", capacity, rule, 6, 17, 0, true, null, true, 1, name);
        assertThat(shelters.open(supervisor, made, new Shelter.Location("San Pedro", "Quartier Bardot", null)))
                .isTrue();
        agreeTo(made.id());
        return made;
    }

    /** The other side's acceptance, handed over by the worker and confirmed by the supervisor. */
    public FamilyReturn accepted(String code, PlanReturn command) {
        done(familyReturns.acceptedBefore(worker, code, command, "Lettre de l’autorité"));
        return done(familyReturns.confirm(supervisor, code, command.id()));
    }

    /** What a child who leaves for this country needs: a panel determined it, and the consent is there. */
    public void crossing(String code, String country) {
        guarded(code);
        done(consents.record(worker, code, SomeConsent.given(Consent.Purpose.CASE_MANAGEMENT, clock.instant())));
        weighed(code, new Weighing.Answer(Weighing.Solution.RETURN, country));
    }

    /** A foster family in this country, to which two people agree; abroad after {@link #crossing}. */
    public Placement fostered(String code, String country) {
        if (!country.equals("CI")) crossing(code, country);
        PlaceChild foster = new PlaceChild(
                Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                country,
                TODAY,
                Placement.Reason.BETTER_SUITED,
                null,
                new Placement.SealedText(null, "Famille d’accueil", null, null));
        Placement home = done(placements.place(worker, code, foster));
        return done(placements.decide(supervisor, code, home.id(), true, null));
    }

    /** The same person, who works with children too, as in a small structure. */
    public Actor alsoWorker(Actor one) {
        String role =
                "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, valid_until, approved_at)"
                        + " select gen_random_uuid(), person_id, compartment, organisation_id, 'CASE_WORKER', 'OWN', valid_from, valid_until, approved_at"
                        + " from access.person_role where role = 'CASE_SUPERVISOR' and person_id = '" + one.personId()
                        + "'";
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(role)).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return actor(one.username());
    }

    /** What waits for a second person about this record. */
    public Decision waiting(String kind, UUID subject) {
        return transactions
                .as(supervisor, () -> decisions.waiting(kind, subject))
                .orElseThrow();
    }

    /** The family is found by the worker and verified with the supervisor. */
    public void verified(String code, boolean safe) {
        UUID search = Ids.next();
        Tracing.SealedText words = new Tracing.SealedText("La mère vit à Bouaké", null);
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, null, Tracing.Status.IN_PROGRESS, null, null, null, words.found(), words.safety())));
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, 1, Tracing.Status.VERIFIED, "MSFFE-CI", TODAY, safe, words.found(), words.safety())));
        done(tracings.decide(supervisor, code, waiting("TRACING", search), true, null));
    }

    /** A return inside the country, determined by a panel, which the supervisor confirms. */
    public void weighed(String code) {
        weighed(code, new Weighing.Answer(Weighing.Solution.RETURN, "CI"));
    }

    public void weighed(String code, Weighing.Answer answer) {
        Weighing made = done(bestInterests.weigh(
                worker,
                code,
                new WeighBestInterests(
                        Ids.next(),
                        Weighing.Kind.DETERMINATION,
                        Weighing.Ground.DURABLE_SOLUTION,
                        WeighBestInterestsTest.members("SUP-01", "Juge", "Infirmière"),
                        new Weighing.SealedText(
                                "Retour ou accueil", "Elle veut rentrer", "Retour", null, "Réunis le 16 novembre"),
                        answer,
                        null)));
        done(bestInterests.confirm(supervisor, code, waiting("PANEL", made.id()), true, null));
    }

    /** Who lives with the family, and that nobody there had a part in it. */
    public void familyKnown(String code) {
        Family aunt = new Family(
                "Sa tante, à Bouaké", null, null, null, List.of(), Family.Role.UNAWARE, Family.Contact.SAFE, null);
        done(families.change(worker, code, aunt, 0));
    }

    /** An active file on which nothing is missing for a return to the family. */
    public String readyToReturn() {
        String code = active();
        guarded(code);
        done(consents.record(worker, code, SomeConsent.given(Consent.Purpose.CASE_MANAGEMENT, clock.instant())));
        familyKnown(code);
        weighed(code);
        verified(code, true);
        return code;
    }

    public static PlaceChild stay(Shelter shelter) {
        return place(Placement.Kind.SHELTER, shelter.code(), null);
    }

    public static PlaceChild place(Placement.Kind kind, @Nullable String shelter, Placement.@Nullable Reason reason) {
        return new PlaceChild(
                Ids.next(),
                kind,
                shelter,
                "CI",
                TODAY,
                reason,
                null,
                new Placement.SealedText("Derrière le marché", "Sa tante", null, null));
    }
}
