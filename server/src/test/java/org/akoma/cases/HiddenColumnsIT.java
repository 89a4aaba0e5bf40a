package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Filters, orders, columns and files tell no more of a child than its line shows ({@code trust.md G8}; security F7, F13, F14). */
class HiddenColumnsIT extends LeastHouse {

    private JsonNode line(String reader) {
        return api(reader).get("/api/v1/cases").json().path("items").path(0);
    }

    @Test
    void oversightAsksByNothingThatItDoesNotSee() {
        for (String query : List.of(
                "care=SHELTER",
                "late=VISIT",
                "late=REVIEW",
                "late=STEPS",
                "late=ANY",
                "order=VISIT",
                "care=FOSTER_FAMILY")) {
            assertThat(api(projectManager).get("/api/v1/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
            assertThat(api(projectManager)
                            .get("/api/v1/cases/file?format=csv&" + query)
                            .status())
                    .as(query)
                    .isEqualTo(403);
            assertThat(browser(projectManager).get("/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
        }
        assertThat(api(projectManager)
                        .get("/api/v1/cases?risk=HIGH&status=REGISTERED")
                        .status())
                .isEqualTo(200);
        JsonNode seen = api(projectManager)
                .get("/api/v1/cases?q=" + file.code())
                .json()
                .path("items")
                .path(0);
        for (String hidden : List.of("care", "nextVisitDue", "sex", "ageAtRescue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(browser(projectManager).get("/cases").body())
                .doesNotContain("name=\"care\"", "name=\"late\"", "name=\"order\"", "late=VISIT", "aucune prévue");
    }

    @Test
    void aShelterManagerAsksByTheirHomeAloneAndIsToldNothingFalse() {
        houseIn(Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        assertThat(listed(shelterManager)).containsExactly(file.code());
        for (String query :
                List.of("late=VISIT", "order=VISIT", "risk=HIGH", "status=REGISTERED", "late=ANY", "late=STEPS"))
            assertThat(api(shelterManager).get("/api/v1/cases?" + query).status())
                    .as(query)
                    .isEqualTo(403);
        assertThat(api(shelterManager).get("/api/v1/cases?care=SHELTER").body()).contains(file.code());
        JsonNode seen = line(shelterManager);
        for (String hidden : List.of("status", "risk", "nextVisitDue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        assertThat(seen.path("care").asString()).isEqualTo("SHELTER");
        String page = browser(shelterManager).get("/cases").body();
        assertThat(page).contains(file.code()).doesNotContain("aucune prévue", "name=\"status\"", "name=\"order\"");
    }

    @Test
    void aReferralShowsTheColumnsOfItsSectionsAndIsFoundByNoOther() {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        JsonNode seen = line(officer);
        for (String hidden : List.of("status", "risk", "care", "nextVisitDue"))
            assertThat(seen.path(hidden).isNull()).as(hidden).isTrue();
        for (String query :
                List.of("care=SHELTER", "late=VISIT", "order=VISIT", "risk=HIGH", "status=REGISTERED", "late=STEPS"))
            assertThat(api(officer).get("/api/v1/cases?" + query).json().path("items"))
                    .as(query)
                    .isEmpty();
        String page = browser(officer).get("/cases").body();
        assertThat(page).contains(file.code()).doesNotContain("aucune prévue", "Recherché");
    }

    @Test
    void aReferralWithFollowUpShowsTheVisit() {
        refer(ministry, Section.STATUS, Section.FOLLOW_UP);
        assertThat(line(officer).path("nextVisitDue").asString()).isEqualTo("2015-11-01");
        assertThat(api(officer).get("/api/v1/cases?late=VISIT&order=VISIT").body())
                .contains(file.code());
        assertThat(line(officer).path("care").isNull()).isTrue();
    }

    @Test
    void aPastDayHidesTheSame() {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        Answer past = api(officer).get("/api/v1/cases?asOf=2015-11-16");
        assertThat(past.body()).contains(file.code()).doesNotContain("SHELTER", "HIGH", "2015-11-01");
        assertThat(api(officer)
                        .get("/api/v1/cases?asOf=2015-11-16&care=SHELTER")
                        .body())
                .doesNotContain(file.code());
    }

    @Test
    void whatIsFoundByNameShowsNoMore() {
        refer(ministry, Section.STATUS, Section.IDENTITY);
        Answer found = api(officer).post("/api/v1/cases/search", Map.of("q", "Perle"));
        assertThat(found.body()).contains(file.code()).doesNotContain("SHELTER", "HIGH", "2015-11-01", "REGISTERED");
    }

    @Test
    void theWorkerSeesAllColumnsAndAsksByThem() {
        for (String query :
                List.of("care=SHELTER", "late=VISIT&order=VISIT", "risk=HIGH&status=REGISTERED", "late=ANY"))
            assertThat(api(worker).get("/api/v1/cases?" + query).body())
                    .as(query)
                    .contains(file.code());
        assertThat(line(worker).path("care").asString()).isEqualTo("SHELTER");
    }

    @Test
    void theDatabaseShowsThePastOfASectionToWhoHoldsIt() throws SQLException {
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        String hidden =
                "file_id = '" + file.id() + "' and what in ('CARE', 'NEXT_VISIT', 'LOST', 'RISK', 'STATUS', 'REVIEW')";
        assertThat(StraightSql.count(actor(officer), clock.instant(), "cases.turn", hidden))
                .isZero();
        assertThat(StraightSql.count(
                        actor(projectManager),
                        clock.instant(),
                        "cases.turn",
                        hidden + " and what in ('CARE', 'NEXT_VISIT', 'LOST')"))
                .isZero();
        assertThat(StraightSql.count(actor(worker), clock.instant(), "cases.turn", hidden))
                .isGreaterThan(4);
    }

    @Test
    void nobodyCountsWhatTheyDoNotSee() {
        houseIn(Section.STATUS, Section.IDENTITY);
        assertThat(api(person(Role.PROVIDER, clinic))
                        .get("/api/v1/cases?care=SHELTER")
                        .status())
                .isEqualTo(403);
        assertThat(api(shelterManager).get("/api/v1/cases?care=SHELTER").body()).doesNotContain(file.code());
    }
}
