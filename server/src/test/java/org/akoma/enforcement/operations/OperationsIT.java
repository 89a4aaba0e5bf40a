package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.enforcement.suspects.AddEvidence;
import org.akoma.enforcement.suspects.Evidence;
import org.akoma.enforcement.suspects.LinkVictim;
import org.akoma.enforcement.suspects.MoveSuspect;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.enforcement.suspects.SuspectStatus;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** The police side through its facades and by straight SQL: access tests 3, 4 and 8 of the scenario. */
class OperationsIT extends PoliceScene {

    @Test
    void thoseWhoTakePartSeeTheOperation() {
        assertThat(operations.open(officer, operation.code())).contains(operation);
        assertThat(operations.list(coordinator, null, 10))
                .extracting(Operation::code)
                .containsExactly(operation.code());
        assertThat(operations.open(outsider, operation.code())).isEmpty();
        assertThat(operations.list(outsider, null, 10)).isEmpty();
        assertThat(operations.open(worker, operation.code())).isEmpty();
        assertThat(operation.plan().participants()).containsExactlyInAnyOrder(bureau.code(), police.code());
    }

    @Test
    void takingPartBeginsAndEndsWithThePlan() {
        OperationPlan wider = plan(40, 48, ngo.code(), Set.of(bureau.code(), stranger.code()));
        ChangeOperation change = new ChangeOperation(operation.code(), operation.version(), wider);
        assertThat(operations.change(officer, change)).isEqualTo(new ChangeOperation.Result.Forbidden());
        Operation changed = ((ChangeOperation.Result.Done) operations.change(coordinator, change)).operation();
        assertThat(operations.open(outsider, operation.code())).contains(changed);
        assertThat(operations.open(officer, operation.code())).isEmpty();
        assertThat(operations.change(coordinator, change)).isEqualTo(new ChangeOperation.Result.Changed(changed));
        assertThat(operations.change(
                        coordinator,
                        new ChangeOperation(
                                operation.code(), changed.version(), plan(1, 1, ngo.code(), Set.of(ngo.code())))))
                .isEqualTo(new ChangeOperation.Result.NotPolice(ngo.code()));
    }

    /** Who takes part is the coordinator's: an officer opens the operation to nobody, by straight SQL neither. */
    @Test
    void anOfficerLetsNobodyIn() {
        String grant =
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                        + Ids.next() + "', '" + operation.id() + "', 'ORGANISATION', '" + stranger.id()
                        + "', 511, true, access.moment(), 'OPERATION', access.actor())";
        assertThatThrownBy(() -> SqlAs.change(officer, clock.instant(), grant))
                .hasMessageContaining("row-level security");
        assertThat(operations.open(outsider, operation.code())).isEmpty();
    }

    /** An officer prepares no operation that nobody could start; of one that has started without a site, the page says what lacks. */
    @Test
    void anOperationHasSomebodyWhoStartsIt() {
        OperationPlan alone = plan(3, 5, ngo.code(), Set.of(police.code()));
        assertThat(operations.plan(officer, new PlanOperation(Ids.next(), fresh("OP"), alone)))
                .isInstanceOf(PlanOperation.Result.NobodyStarts.class);
        Visit page = browser(officer.username());
        Map<String, Object> body = new LinkedHashMap<>(OperationForm.fields(alone));
        body.remove("careConfirmedOn");
        body.put("code", fresh("OP"));
        assertThat(api(officer.username()).post("/api/v1/operations", body).body())
                .contains("\"participants\"", "operations.nobody-starts", bureau.code());
        String code = fresh("OP");
        OperationPlan led = plan(3, 5, ngo.code(), Set.of(police.code(), bureau.code()));
        assertThat(operations.plan(officer, new PlanOperation(Ids.next(), code, led)))
                .isInstanceOf(PlanOperation.Result.Planned.class);
        Operation asked = confirmed(operations.find(coordinator, code).orElseThrow());
        assertThat(operations.move(coordinator, new MoveOperation(code, asked.version(), OperationStatus.RUNNING)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
        assertThat(page.get("/slips/new?lang=en&operation=" + code).body())
                .contains("Operation " + code + " has started", "/operations/" + code + "/sites/new")
                .doesNotContain("No operation has started");
    }

    @Test
    void noOperationStartsWithoutCare() {
        Operation short1 = planned(fresh("OP"), 50, 48, ngo.code());
        MoveOperation start = new MoveOperation(short1.code(), short1.version(), OperationStatus.RUNNING);
        assertThat(operations.move(officer, start)).isEqualTo(new MoveOperation.Result.Forbidden());
        assertThat(operations.move(coordinator, start)).isEqualTo(new MoveOperation.Result.CareMissing(50, 48));
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.operation set status = 'RUNNING', started_at = now() where id = '"
                                + short1.id() + "'"))
                .hasMessageContaining("operation_only_with_care");
        assertThat(operations.move(
                        coordinator, new MoveOperation(operation.code(), operation.version(), OperationStatus.PLANNED)))
                .isEqualTo(new MoveOperation.Result.NotNow(OperationStatus.RUNNING));
        assertThat(operations.plan(
                        outsider,
                        new PlanOperation(Ids.next(), short1.code(), plan(1, 1, ngo.code(), Set.of(stranger.code())))))
                .isEqualTo(new PlanOperation.Result.CodeTaken());
    }

    /** The police name a structure and a day; only a person of care confirms: by API, page and SQL. */
    @Test
    void careIsConfirmedByCare() throws SQLException {
        Operation alone = planned(fresh("OP"), 30, 40, ngo.code());
        assertThat(alone.plan().careConfirmedOn()).isNull();
        MoveOperation start = new MoveOperation(alone.code(), alone.version(), OperationStatus.RUNNING);
        assertThat(operations.move(coordinator, start)).isEqualTo(new MoveOperation.Result.CareUnconfirmed(ngo.code()));
        assertThat(api(coordinator.username())
                        .post("/api/v1/operations/" + alone.code() + "/start", Map.of(), "\"" + alone.version() + "\"")
                        .status())
                .isIn(404, 422);
        assertThat(browser(coordinator.username())
                        .get("/operations/" + alone.code())
                        .body())
                .contains(ngo.code() + " n’a pas encore confirmé")
                .doesNotContain("/start\"");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.operation set status = 'RUNNING', started_at = now() where id = '"
                                + alone.id() + "'"))
                .hasMessageContaining("operation_only_with_care");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update slips.care_request set confirmed_by = asked_by where operation_id = '" + alone.id()
                                + "'"))
                .hasMessageContaining("permission denied");
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        for (Actor other : List.of(coordinator, officer, worker, elsewhere))
            assertThat(care.confirm(other, new ConfirmCare(alone.id(), null, null, null)))
                    .as(other.code())
                    .isInstanceOf(ConfirmCare.Result.NotFound.class);
        assertThat(api(elsewhere.username()).get("/api/v1/care-requests").body())
                .doesNotContain(alone.code());
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        TestDatabase.ownerDoes(
                "insert into access.deputy (id, organisation_id, person_id, valid_from) values (gen_random_uuid(), '"
                        + ngo.id() + "', '" + deputy.personId() + "', '2015-01-01')");
        assertThat(api(deputy.username()).get("/api/v1/care-requests").body())
                .as("who stands in for the structure")
                .contains(alone.code());
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(browser(supervisor.username()).get("/slips/care").body())
                .contains(alone.code(), "Confirmer les places")
                .doesNotContain("Xanadou", "??");
        assertThat(api(supervisor.username())
                        .post("/api/v1/care-requests/" + alone.id() + "/confirmation", Map.of("women", 2))
                        .status())
                .isEqualTo(200);
        Operation ready = operations.find(coordinator, alone.code()).orElseThrow();
        assertThat(ready.plan().careConfirmedOn()).isEqualTo(LocalDate.of(2015, 11, 16));
        OperationPlan more = plan(39, 39, ngo.code(), ready.plan().participants());
        Operation changed = ((ChangeOperation.Result.Done)
                        operations.change(coordinator, new ChangeOperation(ready.code(), ready.version(), more)))
                .operation();
        assertThat(changed.plan().careConfirmedOn())
                .as("asked otherwise, confirmed anew")
                .isNull();
        Actor manager = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        assertThat(care.confirm(manager, new ConfirmCare(alone.id(), null, null, null)))
                .isInstanceOf(ConfirmCare.Result.Confirmed.class);
        assertThat(operations.move(
                        coordinator, new MoveOperation(changed.code(), changed.version(), OperationStatus.RUNNING)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
    }

    /** Care confirms Côte d'Ivoire in December; the police run nothing elsewhere today on that word. */
    @Test
    void anotherCountryDayOrAreaIsConfirmedAnew() throws SQLException {
        OperationPlan told = operation.plan();
        for (OperationPlan other : List.of(
                moved(told, "BF", told.startsOn(), told.area()),
                moved(told, told.country(), told.startsOn().minusDays(30), told.area()),
                moved(told, told.country(), told.startsOn(), "elsewhere"))) {
            Operation ready = confirmed(planned(fresh("OP"), 30, 40, ngo.code()));
            OperationPlan wanted = moved(ready.plan(), other.country(), other.startsOn(), other.area());
            Operation changed = ((ChangeOperation.Result.Done)
                            operations.change(coordinator, new ChangeOperation(ready.code(), ready.version(), wanted)))
                    .operation();
            assertThat(changed.plan().careConfirmedOn())
                    .as(other.country() + other.startsOn() + other.area())
                    .isNull();
            assertThat(operations.move(
                            coordinator, new MoveOperation(changed.code(), changed.version(), OperationStatus.RUNNING)))
                    .isInstanceOf(MoveOperation.Result.CareUnconfirmed.class);
        }
        Operation same = confirmed(planned(fresh("OP"), 30, 40, ngo.code()));
        Operation kept = ((ChangeOperation.Result.Done)
                        operations.change(coordinator, new ChangeOperation(same.code(), same.version(), same.plan())))
                .operation();
        assertThat(kept.plan().careConfirmedOn()).as("nothing changed").isNotNull();
        Operation runs = ((MoveOperation.Result.Moved) operations.move(
                        coordinator, new MoveOperation(kept.code(), kept.version(), OperationStatus.RUNNING)))
                .operation();
        assertThat(operations.change(
                        coordinator,
                        new ChangeOperation(
                                runs.code(),
                                runs.version(),
                                moved(
                                        runs.plan(),
                                        "BF",
                                        runs.plan().startsOn(),
                                        runs.plan().area()))))
                .isInstanceOf(ChangeOperation.Result.CareMissing.class);
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.operation set country = 'BF' where id = '" + runs.id() + "'"))
                .hasMessageContaining("operations.runs-as-confirmed");
    }

    private static OperationPlan moved(OperationPlan plan, String country, LocalDate starts, String area) {
        return new OperationPlan(
                country,
                starts,
                plan.endsOn(),
                plan.sectors(),
                area,
                plan.officers(),
                plan.expectedChildren(),
                plan.careCapacity(),
                plan.careConfirmedBy(),
                plan.careConfirmedOn(),
                plan.participants());
    }

    /** A character that PostgreSQL does not keep, and an address that is not theirs, are answers and no failure of the house. */
    @Test
    void oddQuestionsAreAnswered() {
        var police = api(coordinator.username());
        var answer = police.get("/api/v1/operations/" + operation.code() + "/suspects?cursor=%00");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("form.character");
        assertThat(api(worker.username()).get("/api/v1/cases?worker=%00").status())
                .isEqualTo(400);
        assertThat(browser(worker.username()).get("/cases?worker=%00").status()).isEqualTo(400);
        assertThat(police.post("/api/v1/deputies/" + operation.id() + "/end", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void interceptedIsNotVictim() {
        Screened child = screened(officer);
        assertThat(child.status()).isEqualTo(ScreeningStatus.SCREENED);
        assertThat(child.victimRef()).isNull();
        Slip slip = written(1);
        Screened presumed = ((DecideScreening.Result.Decided)
                        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, slip.number())))
                .person();
        assertThat(presumed.victimRef()).isEqualTo("LE-V-01");
        assertThat(presumed.slip()).isEqualTo(slip.number());
        assertThat(screenings.decide(officer, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .isEqualTo(new DecideScreening.Result.Forbidden());
        Screened confirmed = ((DecideScreening.Result.Decided)
                        screenings.decide(coordinator, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .person();
        assertThat(confirmed.decisions())
                .extracting(Screened.Decision::by)
                .containsExactly(officer.code(), coordinator.code());
        Screened second = screened(officer);
        assertThat(second.code()).isEqualTo("P-002");
        assertThat(screenings.decide(officer, decision(second, ScreeningStatus.PRESUMED_VICTIM, slip.number())))
                .isEqualTo(new DecideScreening.Result.NoSuchSlip());
        assertThat(screenings.decide(coordinator, decision(second, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .isEqualTo(new DecideScreening.Result.NotPossible(ScreeningStatus.SCREENED));
    }

    @Test
    void theLawIsThatOfTheDayOfTheFacts() {
        Suspect before = suspect(LocalDate.of(2015, 6, 4));
        assertThat(before.code()).isEqualTo("LE-S-01");
        assertThat(before.legalBasis()).isEqualTo("CI-2010-272");
        assertThat(suspect(LocalDate.of(2016, 12, 8)).legalBasis()).isEqualTo("CI-2016-1111");
        assertThat(suspect(LocalDate.of(2009, 1, 1)).legalBasis()).isNull();
    }

    @Test
    void whatBecameOfASuspectIsKeptWithItsDay() {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        assertThat(suspects.move(officer, moved(suspect, SuspectStatus.ON_TRIAL, "2015-07-01")))
                .isEqualTo(new MoveSuspect.Result.Forbidden());
        Suspect tried = ((MoveSuspect.Result.Moved)
                        suspects.move(coordinator, moved(suspect, SuspectStatus.ON_TRIAL, "2015-07-01")))
                .suspect();
        assertThat(suspects.move(coordinator, moved(suspect, SuspectStatus.CONVICTED, "2015-06-30")))
                .isEqualTo(new MoveSuspect.Result.WrongDay(LocalDate.of(2015, 7, 1), LocalDate.of(2015, 11, 16)));
        assertThat(suspects.move(coordinator, moved(suspect, SuspectStatus.ARRESTED, "2015-07-02")))
                .isEqualTo(new MoveSuspect.Result.NotPossible(SuspectStatus.ON_TRIAL));
        assertThat(tried.proceedings())
                .extracting(Suspect.Proceeding::status)
                .containsExactly(SuspectStatus.ARRESTED, SuspectStatus.ON_TRIAL);
        assertThat(tried.identity().name()).isEqualTo("Kubla Xanadou");
        assertThat(tried.victims()).isEmpty();
    }

    @Test
    void victimsAndSuspectsAreLinked() {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        Screened child = screened(officer);
        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, null));
        assertThat(suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of("LE-S-99"))))
                .isEqualTo(new LinkVictim.Result.NoSuchSuspect("LE-S-99"));
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of(suspect.code())));
        assertThat(suspects.open(officer, operation, suspect.code())
                        .orElseThrow()
                        .victims())
                .containsExactly("LE-V-01");
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of()));
        assertThat(suspects.open(officer, operation, suspect.code())
                        .orElseThrow()
                        .victims())
                .isEmpty();
    }

    /** A link that was taken away is kept with who did it, and no statement takes those of several victims away. */
    @Test
    void formerLinksAreKept() throws SQLException {
        Suspect suspect = suspect(LocalDate.of(2015, 6, 4));
        for (String victim : List.of("LE-V-01", "LE-V-02")) {
            screenings.decide(officer, decision(screened(officer), ScreeningStatus.PRESUMED_VICTIM, null));
            suspects.link(officer, new LinkVictim(operation.code(), victim, Set.of(suspect.code())));
        }
        String own = " where operation_id = '" + operation.id() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, "delete from operations.victim_suspect" + own))
                .hasMessageContaining("operations.links-one-by-one");
        suspects.link(officer, new LinkVictim(operation.code(), "LE-V-01", Set.of()));
        assertThat(sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "select count(*) from operations.former_link" + own + " and removed_by = access.actor()"))
                .isEqualTo("1");
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, "delete from operations.former_link" + own))
                .hasMessageContaining("permission denied");
    }

    @Test
    void evidenceIsNumbered() {
        AddEvidence add = new AddEvidence(
                operation.code(), Evidence.Kind.DOCUMENT, null, LocalDate.of(2015, 11, 15), "PV 12, cahier de Xanadou");
        assertThat(((AddEvidence.Result.Added) suspects.addEvidence(officer, add))
                        .evidence()
                        .code())
                .isEqualTo("E-001");
        assertThat(suspects.evidence(coordinator, operation))
                .extracting(Evidence::reference)
                .containsExactly("PV 12, cahier de Xanadou");
    }

    @Test
    void publishedFiguresStandBesideTheRecords() {
        PublishedValue more = PublishedValue.parse("plus de 48").orElseThrow();
        AddFigure children = new AddFigure(operation.code(), "INTERPOL", null, Measure.CHILDREN, more, "Enfants");
        figures.add(coordinator, children);
        assertThat(figures.add(coordinator, children)).isEqualTo(new AddFigure.Result.AlreadyThere());
        figures.add(
                coordinator,
                new AddFigure(
                        operation.code(),
                        "INTERPOL",
                        null,
                        Measure.OFFICERS,
                        PublishedValue.parse("près de 200").orElseThrow(),
                        null));
        Reconciled reconciled = figures.reconciled(officer, operation.code()).orElseThrow();
        assertThat(reconciled.recorded()).containsEntry(Measure.CHILDREN, 0).containsEntry(Measure.OFFICERS, 197);
        assertThat(reconciled.lines()).extracting(Reconciled.Line::difference).containsExactly(-49, 0);
        assertThat(figures.reconciled(outsider, operation.code())).isEmpty();
    }

    @Test
    void figuresAreForThoseWhoMaySeeNoRecord() {
        Screened child = screened(officer);
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, slip.number()));
        screenings.decide(coordinator, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor observer = actor(person(Role.OBSERVER, ngo));
        OperationFigures exact = of(figures.report(manager, clock.instant()));
        assertThat(exact.screened()).isEqualTo(1);
        assertThat(exact.victims()).isEqualTo(1);
        assertThat(exact.slips()).isEqualTo(1);
        assertThat(exact.slipsInTime()).isEqualTo(1);
        assertThat(of(figures.report(observer, clock.instant())).victims()).isNull();
        assertThat(of(figures.report(coordinator, clock.instant()))).isEqualTo(exact);
        assertThat(figures.report(worker, clock.instant())).isEmpty();
        assertThat(figures.report(manager, Instant.parse("2015-11-01T00:00:00Z")))
                .extracting(OperationFigures::code)
                .doesNotContain(operation.code());
    }

    @Test
    void careCannotReadThePoliceSideNorTheReverse() throws SQLException {
        for (String table : List.of(
                "operation",
                "site",
                "screened",
                "decision",
                "suspect",
                "proceeding",
                "victim_suspect",
                "evidence",
                "figure")) {
            for (Compartment other : List.of(
                    Compartment.PROTECTION, Compartment.CUSTODY, Compartment.ADMINISTRATION, Compartment.PUBLICATION))
                assertThatThrownBy(() -> sql(other, null, "select count(*) from operations." + table))
                        .hasMessageContaining("permission denied");
            assertThat(sql(Compartment.ENFORCEMENT, outsider, "select count(*) from operations." + table))
                    .isEqualTo("0");
            assertThat(sql(Compartment.ENFORCEMENT, null, "select count(*) from operations." + table))
                    .isEqualTo("0");
        }
        assertThatThrownBy(() -> sql(
                        Compartment.PROTECTION,
                        worker,
                        "select count(*) from operations.report_operation('2015-11-16', 24)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void noTownLiesInClear() throws SQLException {
        suspect(LocalDate.of(2015, 6, 4));
        screened(officer);
        for (String table : List.of("operation", "site", "screened", "suspect"))
            assertThat(sql(
                            Compartment.ENFORCEMENT,
                            officer,
                            "select count(*) filter (where t::text like '%Xanadou%' or convert_from(convert_to(t::text, 'UTF8'), 'UTF8')"
                                    + " like '%' || encode('Xanadou', 'hex') || '%') || ' of ' || least(count(*), 1) from operations."
                                    + table + " t"))
                    .isEqualTo("0 of 1");
    }

    private OperationFigures of(List<OperationFigures> all) {
        return all.stream()
                .filter(one -> one.code().equals(operation.code()))
                .findFirst()
                .orElseThrow();
    }

    private Screened screened(Actor by) {
        return ((ScreenPerson.Result.Recorded) screenings.screen(
                        by,
                        new ScreenPerson(
                                operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "M", 14, "Vu à Xanadou")))
                .person();
    }

    private DecideScreening decision(Screened person, ScreeningStatus status, String slip) {
        return new DecideScreening(operation.code(), person.code(), status, police.code(), null, slip);
    }

    private Suspect suspect(LocalDate facts) {
        return ((RecordSuspect.Result.Recorded) suspects.record(
                        officer,
                        new RecordSuspect(
                                operation.code(),
                                null,
                                "EXPLOITER",
                                facts,
                                facts,
                                null,
                                false,
                                new Suspect.Identity("Kubla Xanadou", "CI", null))))
                .suspect();
    }

    private MoveSuspect moved(Suspect suspect, SuspectStatus to, String since) {
        return new MoveSuspect(operation.code(), suspect.code(), to, false, LocalDate.parse(since), null);
    }
}
