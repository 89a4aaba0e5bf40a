package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** Services in a list: who budgets them sees codes and days; a project manager agrees where nobody has. */
class ServiceListIT extends AidHouse {

    @Test
    void whoHasNothingToDoWithAChildFindsNothing() {
        String child = child(12);
        Service made = done(services.plan(worker, child, service("LT_FAMILY_CASH")));
        for (String one : List.of(
                person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)),
                person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)),
                person(Role.PROVIDER, ngo),
                person(Role.EVALUATOR, ngo),
                person(Role.MINISTRY_OFFICER, ngo),
                person(Role.SHELTER_MANAGER, ngo))) {
            assertThat(api(one).get("/api/v1/services?limit=200").body())
                    .as(one)
                    .doesNotContain(child);
            assertThat(api(one).post("/api/v1/services/" + made.id() + "/approval", Map.of())
                            .status())
                    .as(one)
                    .isEqualTo(404);
        }
        for (String one : List.of(
                person(Role.LE_OFFICER, ngo), person(Role.OBSERVER, ngo), person(Role.DATA_PROTECTION_OFFICER, ngo))) {
            assertThat(api(one).get("/api/v1/services").status()).as(one).isEqualTo(403);
            assertThat(browser(one).get("/services").status()).as(one).isEqualTo(403);
            assertThat(api(one).get("/api/v1/services/file").status()).as(one).isEqualTo(403);
        }
        assertThat(api(finance.username())
                        .post("/api/v1/services/" + made.id() + "/approval", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(worker.username())
                        .post("/api/v1/services/" + made.id() + "/approval", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void managerAndFinanceSeeCodesAndDaysButNotWhatIsDoneForBodyAndMind() {
        String child = child(12);
        done(services.plan(worker, child, service("LT_FAMILY_CASH")));
        done(services.plan(worker, child, service("IMM_PSYCHOSOCIAL")));
        for (Actor one : List.of(manager, finance)) {
            Answer list = api(one.username()).get("/api/v1/services?waiting=true&limit=200");
            assertThat(list.body()).contains(child, "LT_FAMILY_CASH").doesNotContain("Une note");
            list.json()
                    .path("items")
                    .forEach(line -> assertThat(line.path("code").asString()).isNotEqualTo("IMM_PSYCHOSOCIAL"));
            Answer file = api(one.username()).get("/api/v1/services/file?format=csv&waiting=true");
            assertThat(file.status()).as("by two, or not at all").isEqualTo(403);
            assertThat(file.body()).doesNotContain("Une note");
            for (String lang : List.of("fr", "en")) {
                Answer page = browser(one.username()).get("/services?waiting=true&lang=" + lang);
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.body()).contains(child).doesNotContain("??", "th:");
            }
            assertThat(browser(one.username()).get("/cases/" + child + "/aid").status())
                    .isEqualTo(404);
        }
        assertThat(api(worker.username()).get("/api/v1/services").body()).contains(child, "IMM_PSYCHOSOCIAL");
        assertThat(api(supervisor.username())
                        .get("/api/v1/services?state=PLANNED")
                        .body())
                .contains(child);
        assertThat(api(worker.username()).get("/api/v1/services?cursor=x").status())
                .isEqualTo(422);
    }

    /** Where a child lives and learns is not for who budgets: by list, file, page and SQL. */
    @Test
    void managerAndFinanceSeeNoPlaceAndNoDay() throws SQLException {
        String child = child(12);
        String school = "EPP-" + worker.code().replaceAll("[^A-Z0-9-]", "");
        String called = newFamilyName();
        done(providers.open(supervisor, new OpenProvider(Ids.next(), school, called, "SCHOOL", "CI", null)));
        clock.moveTo(MORNING.plusSeconds(5 * 86_400));
        done(services.plan(worker, child, service("LT_EDU_FORMAL", null, school, null)));
        for (Actor one : List.of(manager, finance)) {
            Answer list = api(one.username()).get("/api/v1/services?limit=200");
            assertThat(list.body()).contains(child).doesNotContain(school, called, "2015-11-21");
            assertThat(browser(one.username()).get("/services").body())
                    .contains(child, "novembre 2015")
                    .doesNotContain(school, called);
            assertThat(api(one.username())
                            .get("/api/v1/services/file?format=csv")
                            .body())
                    .doesNotContain(school, "2015-11-21");
            assertThat(SqlAs.number(one, clock.instant(), "select count(*) from assistance.service"))
                    .isZero();
            assertThat(SqlAs.change(one, clock.instant(), "update assistance.service set approved_by = access.actor()"))
                    .isZero();
        }
        assertThat(api(finance.username())
                        .get("/api/v1/services/file?format=xlsx")
                        .status())
                .isEqualTo(403);
        assertThat(browser(finance.username()).get("/services").body()).doesNotContain("/services/file");
        assertThat(SqlAs.number(
                        worker,
                        clock.instant(),
                        "select count(*) from assistance.services_overseen(null, null, false, null, null, 1000)"))
                .isZero();
        assertThat(api(worker.username()).get("/api/v1/services").body()).contains(school);
    }

    /** A shelter that is paid for says that the child sleeps in one: neither list, nor SQL, nor a word of agreement on it. */
    @Test
    void managerAndFinanceSeeNobodySleepInAShelter() throws SQLException {
        String child = child(12);
        Service bed = done(services.plan(worker, child, service("IMM_SHELTER")));
        assertThat(api(worker.username()).get("/api/v1/services").body()).contains(child, "IMM_SHELTER");
        for (Actor one : List.of(worker, supervisor))
            api(one.username())
                    .get("/api/v1/services?limit=200")
                    .json()
                    .path("items")
                    .forEach(line -> {
                        if (line.path("code").asString().equals("IMM_SHELTER"))
                            assertThat(line.path("provider").isNull()).isTrue();
                    });
        for (Actor one : List.of(manager, finance)) {
            assertThat(api(one.username()).get("/api/v1/services?limit=200").body())
                    .doesNotContain("IMM_SHELTER", child);
            assertThat(browser(one.username()).get("/services").body()).doesNotContain(child);
            assertThat(
                            SqlAs.number(
                                    one,
                                    clock.instant(),
                                    "select count(*) from assistance.services_overseen(null, null, false, null, null, 1000) where code = 'IMM_SHELTER'"))
                    .isZero();
        }
        assertThat(api(manager.username())
                        .post("/api/v1/services/" + bed.id() + "/approval", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aProjectManagerAgreesOnceAndToNothingElse() {
        String child = child(12);
        Service made = done(services.plan(worker, child, service("LT_FAMILY_CASH")));
        Visit desk = browser(manager.username());
        assertThat(desk.post("/services/" + made.id() + "/approval").status())
                .as("a page that sends no version")
                .isEqualTo(409);
        String approval = "/services/" + made.id() + "/approval";
        assertThat(desk.press("/services?waiting=true", approval).status()).isEqualTo(303);
        Service now = done(services.of(worker, child)).getFirst();
        assertThat(now.state()).isEqualTo(Service.State.APPROVED);
        assertThat(now.approvedBy()).isEqualTo(manager.personId());
        assertThat(desk.post(approval, "version", String.valueOf(now.version())).status())
                .isEqualTo(422);
        done(services.start(worker, child, made.id(), MORNING, now.version()));
    }
}
