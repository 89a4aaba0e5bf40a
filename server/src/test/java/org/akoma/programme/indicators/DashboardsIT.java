package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Dashboards show the figures of the indicators, by the same rules of who reads what, on the page, in the API and in each file. */
class DashboardsIT extends WorkHouse {

    private static final List<String> COUNTED = List.of("programme", "follow-up", "communication");

    @Autowired
    CountRound round;

    private static String at(String name) {
        return "/api/v1/dashboards/" + name;
    }

    private Map<String, JsonNode> values(String user, String name, String query) {
        Answer answer = api(user).get(at(name) + query);
        assertThat(answer.status()).as(name + query + " " + answer).isEqualTo(200);
        Map<String, JsonNode> values = new HashMap<>();
        answer.json()
                .path("charts")
                .valueStream()
                .forEach(chart -> chart.path("values")
                        .valueStream()
                        .forEach(value -> values.put(
                                chart.path("key").asString() + " "
                                        + value.path("code").asString() + " "
                                        + value.path("part").asString(""),
                                value)));
        return values;
    }

    /** Forbidden first: the same refusal at every door. */
    @Test
    void whoMayNotReadThemGetsNone() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        for (Role role : List.of(Role.PROVIDER, Role.SYSTEM_ADMINISTRATOR)) {
            String nobody = person(role, iom);
            for (String name : List.of("programme", "follow-up", "communication", "training", "evaluation"))
                refused(nobody, name);
            assertThat(browser(nobody).get("/dashboards").status()).isEqualTo(403);
        }
        for (Role role : List.of(Role.CASE_WORKER, Role.FINANCE_OFFICER, Role.LE_OFFICER))
            refused(person(role, iom), "training");
        String manager = person(Role.PROJECT_MANAGER, iom);
        assertThat(api(manager).get(at("children")).status()).isEqualTo(404);
        for (String address : List.of(
                "/dashboards/children",
                "/dashboards/programme/charts/children?format=csv",
                "/dashboards/programme/charts/way?format=xlsx"))
            assertThat(browser(manager).get(address).status()).as(address).isEqualTo(404);
    }

    private void refused(String user, String name) {
        assertThat(api(user).get(at(name)).status()).as(user + " " + name).isEqualTo(403);
        Visit visit = browser(user);
        assertThat(visit.get("/dashboards/" + name).status())
                .as(user + " " + name)
                .isEqualTo(403);
        for (String format : List.of("csv", "svg", "png"))
            assertThat(visit.get("/dashboards/" + name + "/charts/way?format=" + format)
                            .status())
                    .as(user + " " + name + " " + format)
                    .isEqualTo(403);
    }

    /** The supervisor of a structure reads its few children exactly, at every door; a colleague of another one and a worker do not. */
    @Test
    void whatIsSmallIsReadByTheOwnSupervisorAlone() {
        UUID file = opened(SomeChild.named("Baobab")).id();
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = registered_at - interval '40 days' where id = '" + file
                        + "'");
        round.go();
        String mine = "?structure=" + ngo.code();
        String asked = mine + "&lang=en";
        assertThat(values(supervisor.username(), "programme", mine)
                        .get("way C01 ")
                        .path("count")
                        .asLong())
                .isEqualTo(1);
        assertThat(values(supervisor.username(), "programme", mine)
                        .get("way I25 ")
                        .path("why")
                        .asString())
                .isEqualTo("NOTHING_TO_COUNT");
        assertThat(csv(supervisor.username(), asked)).contains("Files opened,,1,");
        String other = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        for (String reader : List.of(worker.username(), other, officer)) {
            assertThat(values(reader, "programme", mine)
                            .get("way C01 ")
                            .path("why")
                            .asString())
                    .isEqualTo("HIDDEN");
            assertThat(csv(reader, asked)).contains("Files opened,,,,,,,hidden");
            assertThat(browser(reader).get("/dashboards/programme" + asked).body())
                    .contains("hidden");
            assertThat(browser(reader)
                            .get("/dashboards/programme/charts/way" + asked + "&format=svg")
                            .body())
                    .contains("Files opened hidden")
                    .doesNotContain("Files opened 1");
        }
    }

    private String csv(String user, String query) {
        Answer file = browser(user).get("/dashboards/programme/charts/way" + query + "&format=csv");
        assertThat(file.status()).isEqualTo(200);
        return file.body();
    }

    /** Who gets figures alone gets no small count, none that the others give away, no table of two structures and no worker. */
    @Test
    void othersGetNoSmallCounts() {
        opened(SomeChild.named("Baobab"));
        round.go();
        for (String name : COUNTED)
            for (String query : List.of("", "?country=CI", "?structure=" + ngo.code())) {
                Map<String, JsonNode> values = values(worker.username(), name, query);
                // kinds of homes beside I09 would give a small one away
                assertThat(values.keySet().stream().filter(key -> key.startsWith("care ")))
                        .isSubsetOf("care FAMILY ");
                values.forEach((key, value) -> {
                    assertThat(key).doesNotStartWith("pairs ").doesNotStartWith("workers ");
                    if (key.endsWith(" STRUCTURES")) return; // structures are no people
                    long count = value.path("count").asLong(0);
                    assertThat(count).as(name + query + key).isNotIn(1L, 2L, 3L, 4L);
                    if (!value.path("of").isNull())
                        assertThat(value.path("of").asLong() - count)
                                .as(name + query + key)
                                .isNotIn(1L, 2L, 3L, 4L);
                });
            }
        assertThat(api(worker.username())
                        .get(at("programme") + "?country=CI&structure=" + ngo.code())
                        .status())
                .isEqualTo(422);
        assertThat(api(worker.username())
                        .get(at("programme") + "?asOf=2015-11-10")
                        .json()
                        .path("asOf")
                        .asString())
                .isEqualTo("2015-10-31");
    }

    /** Who reads counts of actions, and no finding, gets them of all structures together. */
    @Test
    void anOfficerReadsTheActionsOfAllTogether() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        assertThat(api(officer).get(at("evaluation")).status()).isEqualTo(200);
        assertThat(api(officer)
                        .get(at("evaluation") + "?structure=" + ngo.code())
                        .status())
                .isEqualTo(422);
    }

    /** A page refuses a wrong filter beside its field; training is divided by no structure, and the plan of action by no country. */
    @Test
    void aWrongFilterIsSaid() {
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        for (String wrong : List.of(
                "programme?asOf=2015-11-17",
                "programme?structure=NOBODY-9",
                "training?structure=" + ngo.code(),
                "evaluation?country=CI")) {
            assertThat(api(manager).get(at(wrong)).status()).as(wrong).isEqualTo(422);
            assertThat(browser(manager).get("/dashboards/" + wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    /** The files are what their names say; each that left is in the journal. */
    @Test
    void aChartLeavesAsPictureAndTable() throws Exception {
        opened(SomeChild.named("Baobab"));
        round.go();
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        String manager = person(Role.PROJECT_MANAGER, iom);
        Visit visit = browser(manager);
        String page = visit.get("/dashboards/programme?country=CI&lang=en").body();
        assertThat(page)
                .contains("role=\"img\"", "See as a table", "Counted until")
                .contains("/dashboards/programme/charts/way?format=png&amp;country=CI")
                .doesNotContain("style=");
        String way = "/dashboards/programme/charts/way?lang=en&format=";
        Answer svg = visit.get(way + "svg");
        assertThat(svg.header("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(svg.body()).startsWith("<svg ").contains("The way of children", "As of");
        Answer png = visit.get(way + "png");
        assertThat(png.header("Content-Type").orElse("")).isEqualTo("image/png");
        assertThat(png.body()).contains("PNG");
        assertThat(png.header("Content-Disposition").orElse("")).contains("akoma-programme-way-");
        assertThat(visit.get(way + "csv").body().lines().skip(1)).hasSize(9);
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(
                        "select count(*) from journal.entry where act = 'dashboards.chart-taken' and actor = '"
                                + actor(manager).personId() + "'")) {
            row.next();
            assertThat(row.getLong(1)).as("pictures that left").isEqualTo(2);
        }
    }

    /** A supervisor reads the visits of each worker of the team, from the kept counts; who follows a child counts from the day of the change on. */
    @Test
    void aSupervisorReadsTheVisitsOfTheTeam() throws Exception {
        CaseFile file = opened(SomeChild.named("Baobab"));
        for (int days : List.of(3, 4)) IndicatorsIT.planned(file, TODAY.minusDays(days));
        round.go();
        Map<String, JsonNode> values = values(supervisor.username(), "follow-up", "?structure=" + ngo.code());
        String mine = "workers " + worker.code().toUpperCase(Locale.ROOT) + " ";
        assertThat(values).containsKey(mine + "MISSED");
        assertThat(values.get(mine + "MISSED").path("count").asLong()).isEqualTo(1);
        assertThat(values.get(mine + "NOT_DUE").path("count").asLong()).isEqualTo(1);
        assertThat(values.get(mine + "NOT_DUE").path("of").asLong()).isEqualTo(2);
        assertThat(values.get("visits ALL NOT_DUE").path("count").asLong()).isEqualTo(1);
        assertThat(values(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)), "follow-up", "")
                        .keySet())
                .noneMatch(key -> key.startsWith("workers "));
    }

    /** The counts behind the charts are asked by the login of figures alone; those of a team by its supervisor. */
    @Test
    void noLoginCountsForItself() throws Exception {
        opened(SomeChild.named("Baobab"));
        for (String call : List.of(
                "select * from indicators.report_pairs('2015-11-16', null)",
                "select * from indicators.report_structures('2015-11-16')"))
            assertThat(LoginSql.refusal(worker, clock.instant(), call)).as(call).contains("permission denied");
        String team = "select count(*) from indicators.team_visits('2030-01-01')";
        Actor manager = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        for (Actor nobody : List.of(worker, manager))
            assertThat(SqlAs.number(nobody, clock.instant(), team)).isZero();
        assertThat(Set.of(0L, 1L)).contains(SqlAs.number(supervisor, clock.instant(), team));
    }
}
