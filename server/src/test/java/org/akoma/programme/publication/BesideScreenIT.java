package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A reader without small counts who asks for the end of a month on different days, and reads releases, at every door: no two answers differ by one to four.
 * Counts of I04 are added to the cells, far above those of other tests, and taken away again.
 */
class BesideScreenIT extends HouseIT {

    private static final String MONTH = "'2015-09-01'";
    private static final String ASKED = "/api/v1/indicators?asOf=2015-10-31";
    private static final String DAY = "2012-03-10";

    private String manager;
    private String custodian;
    private String observer;
    private String worker;

    @BeforeEach
    void people() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        observer = person(Role.OBSERVER, iom);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes("delete from indicators.shown");
        counted(1200, 2600);
    }

    @AfterEach
    void asBefore() {
        TestDatabase.ownerDoes("delete from indicators.cell where value = 99");
        TestDatabase.ownerDoes("delete from publication.release where as_of = '" + DAY + "'");
        TestDatabase.ownerDoes("delete from indicators.held where spans[1].sector = 'BESIDE-SCREEN'");
        TestDatabase.ownerDoes("delete from indicators.shown");
    }

    private static void counted(int num, int den) {
        TestDatabase.ownerDoes("delete from indicators.cell where value = 99");
        TestDatabase.ownerDoes("""
                insert into indicators.cell (country, structure, dim, period, indicator, day, label, value, num, den, unknown)
                values ('', '00000000-0000-0000-0000-000000000000', '', 'MONTH', 'I04', %s, '', 99, %d, %d, 0)""".formatted(MONTH, num, den));
    }

    private static String owner(String sql) {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode figure(String who, String address) {
        Answer answer = api(who).get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode one : answer.json().path("items"))
            if (one.path("id").asString().equals("I04")) return one;
        throw new AssertionError(answer.body());
    }

    private static List<Long> counts(JsonNode figure) {
        return List.of(
                figure.path("numerator").asLong(-1), figure.path("denominator").asLong(-1));
    }

    /** Two children more, recorded late: who reads exact figures sees them, who does not reads the month as it was. */
    @Test
    void aMonthThatWasReadIsReadAsItWas() {
        List<Long> exact = counts(figure(manager, ASKED));
        List<Long> first = counts(figure(observer, ASKED));
        assertThat(first).isEqualTo(exact);
        String rows = owner("select count(*) from indicators.shown");
        counted(1202, 2603);
        assertThat(counts(figure(manager, ASKED))).isEqualTo(List.of(exact.get(0) + 2, exact.get(1) + 3));
        for (String who : List.of(observer, worker))
            for (String address : List.of(ASKED, ASKED + "&past=true", ASKED + "&by=SEX", "/api/v1/indicators"))
                assertThat(counts(figure(who, address))).as(who + address).isEqualTo(first);
        assertThat(browser(observer).get("/indicators?asOf=2015-10-31&lang=en").body())
                .doesNotContain(String.valueOf(exact.get(1) + 3));
        assertThat(owner("select count(*) from indicators.shown where by_dim = ''"))
                .as("an answer that is given again adds nothing")
                .isEqualTo(rows);
    }

    /** A release of a day in between was read first: what differs from it by two is given at no door. */
    @Test
    void theScreenTellsNoDifferenceToARelease() {
        List<Long> exact = counts(figure(manager, ASKED));
        TestDatabase.ownerDoes("""
                insert into indicators.shown (indicator, by_dim, day, released, parts, hidden, groups)
                values ('I04', '', '2015-10-15', true, '{"": {"num": %d, "den": %d, "unknown": 0, "values": {}}}', '[]', '[]')""".formatted(exact.get(0) - 2, exact.get(1) - 20));
        for (String address : List.of(ASKED, ASKED + "&past=true", "/api/v1/indicators", ASKED + "&by=SEX"))
            assertThat(figure(observer, address).path("suppressed").asBoolean())
                    .as(address)
                    .isTrue();
        assertThat(browser(observer).get("/indicators?asOf=2015-10-31&lang=en").body())
                .doesNotContain(String.valueOf(exact.get(1)));
        assertThat(counts(figure(manager, ASKED))).isEqualTo(exact);
    }

    /** By age, nationality and sector a reader without small counts gets nothing here: releases divide girls and boys by these. */
    @Test
    void whatReleasesDivideByIsOnNoScreen() {
        TestDatabase.ownerDoes("""
                insert into indicators.cell (country, structure, dim, period, indicator, day, label, value, num, den, unknown)
                select '', '00000000-0000-0000-0000-000000000000', d.dim, 'MONTH', 'I04', %s, d.label, 99, d.num, d.den, 0
                  from (values ('SEX', 'F', 500, 1100), ('SEX', 'M', 700, 1500), ('AGE', '10-13', 600, 1300), ('AGE', '14-17', 600, 1300)) d (dim, label, num, den)""".formatted(MONTH));
        assertThat(parts(manager, ASKED + "&by=AGE")).as("exact").isPositive();
        assertThat(parts(observer, ASKED + "&by=SEX")).isPositive();
        for (String by : List.of("AGE", "NATIONALITY", "SECTOR")) {
            for (String who : List.of(observer, worker))
                assertThat(parts(who, ASKED + "&by=" + by)).as(who + by).isZero();
            assertThat(browser(observer)
                            .get("/indicators/file?format=csv&asOf=2015-10-31&by=" + by)
                            .body())
                    .as(by)
                    .contains("I04")
                    .doesNotContain("1300");
            assertThat(browser(observer)
                            .get("/indicators/I04?asOf=2015-10-31&by=" + by)
                            .body())
                    .doesNotContain("1300", "1 300");
        }
        assertThat(browser(observer).get("/indicators").body()).doesNotContain("value=\"AGE\"");
        assertThat(browser(manager).get("/indicators").body()).contains("value=\"AGE\"");
        assertThat(owner("select count(*) from indicators.shown where by_dim in ('AGE', 'NATIONALITY', 'SECTOR')"))
                .isEqualTo("0");
    }

    /** How many parts have a count. */
    private long parts(String who, String address) {
        return figure(who, address)
                .path("parts")
                .valueStream()
                .filter(part -> part.path("denominator").isNumber())
                .count();
    }

    /** As if so many children had been confirmed as victims by then. */
    private static void children(String sex, int number) {
        TestDatabase.ownerDoes("""
                insert into indicators.held (kind, unit, spans) select 'FILE', gen_random_uuid(), array[row(gen_random_uuid(), 'I01', '2012-03-01', '2012-04-01', 'CI', null,
                    '%s', '10-13', 'BF', 'BESIDE-SCREEN', null, null, null, 1, 0, 0)::indicators.span] from generate_series(1, %d)""".formatted(sex, number));
    }

    private static void onScreen(int children) {
        TestDatabase.ownerDoes("""
                insert into indicators.shown (indicator, by_dim, day, released, parts, hidden, groups)
                values ('I01', '', '2012-02-29', false, '{"": {"num": %d, "den": 0, "unknown": 0, "values": {}}}', '[]', '[]')""".formatted(children));
    }

    private static Map<String, Object> release() {
        return Map.of("id", Ids.next(), "asOf", DAY, "kinds", List.of("NATIONALITY"));
    }

    /** Partners read of a number of children at the end of February; a release of March would say three more. */
    @Test
    void aReleaseTellsNoDifferenceToTheScreen() throws SQLException {
        int before = Integer.parseInt(owner("select count(*) from publication.release where published_at is not null"));
        children("F", 1130);
        children("M", 1133);
        int all = Integer.parseInt(owner("""
                select count(*) from indicators.held h cross join lateral unnest(h.spans) s
                 where h.kind = 'FILE' and s.indicator = 'I01' and s.since <= '%1$s' and (s.until is null or s.until > '%1$s')""".formatted(DAY)));
        onScreen(all - 3);
        Answer preview = api(manager).post("/api/v1/publication/releases/preview", release());
        assertThat(preview.json().path("nothing").asString()).as(preview.body()).isEqualTo("publication.beside-screen");
        for (String language : List.of("fr", "en"))
            assertThat(browser(manager)
                            .post(
                                    "/publication/releases/new?lang=" + language,
                                    "id",
                                    Ids.next().toString(),
                                    "asOf",
                                    DAY,
                                    "kinds",
                                    "NATIONALITY",
                                    "look",
                                    "yes")
                            .body())
                    .contains(language.equals("fr") ? "lu à l’écran" : "shown on the screen")
                    .doesNotContain("??");
        Answer refused = api(manager).post("/api/v1/publication/releases", release());
        assertThat(refused.fields()).containsExactly("asOf");

        TestDatabase.ownerDoes("delete from indicators.shown");
        Answer prepared = api(manager).post("/api/v1/publication/releases", release());
        assertThat(prepared.status()).as(prepared.body()).isEqualTo(201);
        String code = prepared.json().path("code").asString();
        onScreen(all - 3);
        String request = request(code);
        Answer late = api(custodian).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
        assertThat(late.fields()).as("the screen was read meanwhile").containsExactly("agreed");
        assertThat(late.body()).contains("publication.beside-screen");
        assertThat(owner(
                        "select publication.tells_beside_screen(for_partners, 5)::text from publication.release where code = '"
                                + code + "'"))
                .isEqualTo("true");
        TestDatabase.ownerDoes("delete from indicators.shown");
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isLessThan(300);
        assertThat(owner("select count(*) from publication.release where published_at is not null"))
                .isEqualTo(String.valueOf(before + 1));
        assertThat(
                        owner(
                                "select string_agg(indicator || by_dim || released, ' ' order by by_dim) from indicators.shown"))
                .as("what the screen is compared with from now on")
                .startsWith("I01true I01")
                .contains("I01SEXtrue");
        straight();
    }

    private String request(String code) {
        for (JsonNode one : api(custodian).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals(code)) return one.path("id").asString();
        throw new AssertionError("no request about " + code);
    }

    /** Nobody's login writes the list or takes from it; who publishes reads it, by a function. */
    private void straight() throws SQLException {
        for (String who : List.of(worker, observer, manager, custodian))
            for (String statement : List.of(
                    "delete from indicators.shown",
                    "update indicators.shown set day = '2015-01-01'",
                    "insert into indicators.shown default values",
                    "select * from indicators.shown",
                    "select * from indicators.report_shown('')",
                    "select indicators.show_on_screen('[]')",
                    "select indicators.add_shown('[]', true)"))
                assertThat(LoginSql.refusal(actor(who), clock.instant(), statement))
                        .as(statement)
                        .contains("permission denied");
        assertThat(LoginSql.refusal(actor(worker), clock.instant(), "select * from publication.shown()"))
                .contains("access.role-needed");
        assertThat(LoginSql.refusal(actor(manager), clock.instant(), "update publication.release set shown = '[]'"))
                .contains("permission denied");
    }
}
