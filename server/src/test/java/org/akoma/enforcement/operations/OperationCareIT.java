package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** No operation starts without places that care confirmed with an account of its own. */
class OperationCareIT extends PoliceScene {

    @Test
    void whoMayConfirmPlacesIsRungWhenTheyAreAskedFor() {
        String confirms = person(Role.CASE_SUPERVISOR, ngo);
        String manages = person(Role.PROJECT_MANAGER, ngo);
        String elsewhere = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        planned(fresh("OP"), 10, 12, ngo.code());
        for (String rung : List.of(confirms, manages))
            assertThat(api(rung).get("/api/v1/notices").body())
                    .doesNotContain("\"unread\":0,")
                    .contains("task");
        assertThat(api(elsewhere).get("/api/v1/notices").body()).contains("\"unread\":0,");
        assertThat(browser(confirms).get("/slips/care").status()).isEqualTo(200);
        for (String page : List.of("/", "/tasks"))
            for (String rung : List.of(confirms, manages))
                assertThat(browser(rung).get(page).body())
                        .as(page + " of " + rung)
                        .contains("href=\"/slips/care\"", "places à confirmer")
                        .doesNotContain("Rien ne vous attend", "Rien à faire");
        assertThat(browser(elsewhere).get("/").body()).doesNotContain("places à confirmer");
    }

    @Test
    void whoAskedHearsTheAnswerAndWhoAnsweredThatItIsAskedAnew() {
        Operation asked = planned(fresh("OP"), 10, 12, ngo.code());
        long before = bellsOf(coordinator.username());
        asked = confirmed(asked);
        assertThat(bellsOf(coordinator.username())).isEqualTo(before + 1);
        String confirms = person(Role.CASE_SUPERVISOR, ngo);
        OperationPlan other = new OperationPlan(
                "CI",
                LocalDate.of(2015, 11, 20),
                null,
                List.of("COCOA"),
                "Kubla",
                10,
                10,
                12,
                ngo.code(),
                null,
                asked.plan().participants());
        assertThat(operations.change(coordinator, new ChangeOperation(asked.code(), asked.version(), other)))
                .isInstanceOf(ChangeOperation.Result.Done.class);
        assertThat(bellsOf(confirms)).isEqualTo(1);
    }

    /** By page and program, until the operation starts; the police hear of it, and nobody else answers. */
    @Test
    void careSaysThatItHasFewerPlaces() throws SQLException {
        Operation asked = planned(fresh("OP"), 10, 12, ngo.code());
        String confirms = person(Role.CASE_SUPERVISOR, ngo);
        String elsewhere = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String address = "/api/v1/care-requests/" + asked.id() + "/refusal";
        for (String other : List.of(elsewhere, worker.username(), coordinator.username()))
            assertThat(api(other).post(address, Map.of("offered", 2)).status())
                    .as(other)
                    .isEqualTo(404);
        assertThat(api(confirms).post(address, Map.of("offered", 12)).body()).contains("slips.care-enough");
        long before = bellsOf(coordinator.username());
        assertThat(browser(confirms)
                        .post("/slips/care/" + asked.id() + "/refusal", "offered", "2")
                        .location())
                .endsWith("done=slips.care-declined");
        assertThat(bellsOf(coordinator.username())).isEqualTo(before + 1);
        assertThat(browser(coordinator.username())
                        .get("/operations/" + asked.code() + "?lang=fr")
                        .body())
                .contains("ne peut recevoir que 2 enfants", "/edit#careCapacity");
        assertThat(browser(coordinator.username()).get("/?lang=fr").body())
                .contains("/operations/" + asked.code() + "/edit");
        assertThat(browser(confirms).get("/slips/care?lang=fr").body()).contains("2 places seulement");
        assertThat(browser(confirms).get("/tasks").body()).doesNotContain(asked.code());
        Operation yes = confirmed(planned(fresh("OP"), 10, 12, ngo.code()));
        assertThat(api(confirms)
                        .post("/api/v1/care-requests/" + yes.id() + "/refusal", Map.of("offered", 0))
                        .json()
                        .path("declinedBy")
                        .asString())
                .as("also after a yes")
                .isEqualTo(actor(confirms).code());
        yes = operations.find(coordinator, yes.code()).orElseThrow();
        assertThat(operations.move(coordinator, new MoveOperation(yes.code(), yes.version(), OperationStatus.RUNNING)))
                .isInstanceOf(MoveOperation.Result.CareUnconfirmed.class);
        assertThat(api(confirms)
                        .post("/api/v1/care-requests/" + operation.id() + "/refusal", Map.of("offered", 0))
                        .body())
                .as("it runs")
                .contains("slips.care-runs");
        assertThat(api(confirms)
                        .post("/api/v1/care-requests/" + operation.id() + "/confirmation", Map.of())
                        .body())
                .as("who confirmed it stays")
                .contains("slips.care-runs");
        for (String column : List.of("offered = 0", "women = 3"))
            assertThatThrownBy(() -> sql(
                            Compartment.PROTECTION,
                            actor(confirms),
                            "update slips.care_request set " + column + " where operation_id = '" + operation.id()
                                    + "'"))
                    .as(column)
                    .hasMessageContaining("slips.care-confirmed");
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

    /** Officers alone hand children over: an operation of coordinators alone is not offered, not done and not stored. */
    @Test
    void noOperationStartsWithoutAnOfficer() throws SQLException {
        OperationPlan plan = plan(3, 5, ngo.code(), Set.of(bureau.code()));
        Operation led = confirmed(((PlanOperation.Result.Planned)
                        operations.plan(coordinator, new PlanOperation(Ids.next(), fresh("OP"), plan)))
                .operation());
        MoveOperation start = new MoveOperation(led.code(), led.version(), OperationStatus.RUNNING);
        assertThat(operations.move(coordinator, start)).isEqualTo(new MoveOperation.Result.NoOfficers());
        String started =
                "update operations.operation set status = 'RUNNING', started_at = access.moment() where code = '"
                        + led.code() + "'";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, started))
                .hasMessageContaining("operations.no-officers");
        String page = "/operations/" + led.code();
        assertThat(browser(coordinator.username()).get(page + "?lang=fr").body())
                .contains("Aucun agent dans les structures qui participent", page + "/edit#participants")
                .doesNotContain(page + "/start");
        assertThat(browser(coordinator.username()).get(page + "/edit?lang=fr").body())
                .contains(", sans agent");
        assertThat(browser(coordinator.username())
                        .post(page + "/start", "version", String.valueOf(led.version()))
                        .location())
                .contains("operations.not-without-officers");
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
                .containsPattern(ngo.code() + "\\)? n’a pas encore confirmé")
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
        long rung = bellsOf(officer.username());
        Operation runs = ((MoveOperation.Result.Moved) operations.move(
                        coordinator, new MoveOperation(kept.code(), kept.version(), OperationStatus.RUNNING)))
                .operation();
        assertThat(bellsOf(officer.username())).as("who takes part hears of it").isGreaterThan(rung);
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
}
