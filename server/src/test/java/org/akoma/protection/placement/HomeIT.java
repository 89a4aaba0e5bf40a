package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.pages.LinkedBars;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.KeptRecords;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The home page: what is mine, computed from the records. */
class HomeIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private CaseFiles store;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private CaseFile file;

    @BeforeEach
    void aFile() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        clock.moveTo(Instant.parse("2015-11-01T08:00:00Z"));
        file = ((OpenCase.Result.Opened) cases.open(actor(worker), FilePagesIT.opening(Ids.next(), "Perle"))).file();
        clock.moveTo(MORNING);
    }

    private void turn(CaseFiles.Turn what, String value) {
        transactions.doAs(actor(worker), () -> store.turn(file.id(), what, value, clock.instant()));
    }

    /** As a plan that was approved some time ago leaves it. */
    private void reviewDue(String day) {
        TestDatabase.ownerDoes(
                "update cases.case_file set review_due = '" + day + "' where code = '" + file.code() + "'");
    }

    private void closed() throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.execute("alter table cases.case_file disable trigger user");
            statement.execute(
                    "update cases.case_file set status = 'CLOSED', closed_at = '2015-11-16T07:00Z' where code = '"
                            + file.code() + "'");
            statement.execute("alter table cases.case_file enable trigger user");
        }
    }

    @Test
    void aWorkerSeesWhatIsLateTodayAndToCome() {
        reviewDue("2015-11-14");
        String page = api(worker).get("/").body();
        assertThat(page)
                .contains(file.code(), "Première évaluation", "En retard")
                .doesNotContain("Perle", " th:");
        reviewDue("2015-11-16");
        for (String status : List.of("ASSESSED", "PLAN_PENDING", "ACTIVE")) turn(CaseFiles.Turn.STATUS, status);
        assertThat(api(worker).get("/?lang=en").body()).contains("1 today", "Plan review");
        String other = person(Role.CASE_WORKER, ngo);
        assertThat(api(other).get("/").body())
                .contains("Votre nom et votre téléphone")
                .doesNotContain("Rien ne vous attend");
        TestDatabase.ownerDoes("insert into access.person_card (person_id, compartment, name, telephone) values ('"
                + actor(other).personId() + "', 'akoma_protection', '" + newFamilyName() + "', '\\x00')");
        assertThat(api(other).get("/").body()).contains("Rien ne vous attend").doesNotContain(file.code());
    }

    @Test
    void everybodySeesHowManyFilesAreTheirsAndNoMore() throws SQLException {
        KeptRecords.risk(file, "HIGH", actor(worker), clock.instant());
        turn(CaseFiles.Turn.RISK, "HIGH");
        String mine = api(worker).get("/?lang=fr").body().replaceAll("\\s+", " ");
        assertThat(mine).contains("Mes dossiers", "sur 25", "risk--high", "Saisir une visite", "Lancer une alerte");
        assertThat(counted(worker, mine, "/cases?scope=MINE&amp;status=OPEN")).isEqualTo("1");
        assertThat(counted(worker, mine, "/cases?scope=MINE&amp;status=OPEN&amp;risk=HIGH"))
                .isEqualTo("1");
        assertThat(figure(mine, "Vus ces 30 derniers jours")).isEqualTo("0");
        assertThat(api(worker).get("/choose-child?to=ALERT").body()).contains(file.code());
        for (String loose : List.of(
                file.code().replace("-", ""), file.code().replace("-", " ").toLowerCase(Locale.ROOT)))
            assertThat(api(worker)
                            .get("/choose-child?to=ALERT&q=" + loose.replace(" ", "%20"))
                            .body())
                    .as(loose)
                    .contains("/cases/" + file.code());
        String team = api(supervisor).get("/?lang=fr").body();
        assertThat(counted(supervisor, team, "/cases?scope=TEAM&amp;status=OPEN"))
                .isEqualTo("1");
        closed();
        assertThat(figure(api(worker).get("/?lang=fr").body(), "En cours")).isEqualTo("0");
        assertThat(api(worker).get("/cases?scope=MINE&status=OPEN").body()).doesNotContain(file.code());
        assertThat(api(worker).get("/cases?scope=MINE").body()).contains(file.code());
        assertThat(api(worker).get("/choose-child?to=ALERT").body()).doesNotContain(file.code());
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(figure(api(stranger).get("/?lang=fr").body(), "En cours")).isEqualTo("0");
        assertThat(api(person(Role.FINANCE_OFFICER, ngo)).get("/?lang=fr").body())
                .doesNotContain("Risque élevé", "Les dossiers</h2>");
    }

    @Test
    void everyRoleFindsWhatIsTheirs() {
        Map<Role, String> theirs = Map.of(
                Role.FINANCE_OFFICER, "À payer",
                Role.PROJECT_MANAGER, "L’aide aux enfants",
                Role.PROVIDER, "L’aide aux enfants",
                Role.SHELTER_MANAGER, "Les dossiers",
                Role.MINISTRY_OFFICER, "Ce qui vous est demandé",
                Role.DATA_PROTECTION_OFFICER, "Accès d’urgence à juger");
        theirs.forEach((role, card) -> assertThat(
                        api(person(role, ngo)).get("/?lang=fr").body())
                .as(role.name())
                .contains(card)
                .doesNotContain("??"));
        for (Role role : Role.values()) {
            String page = api(person(role, ngo)).get("/?lang=en").body();
            assertThat(page).as(role.name()).contains("</html>").doesNotContain("??", file.code());
        }
    }

    /** The count that leads to a list, which has to hold as many lines. */
    private String counted(String who, String page, String href) {
        String count = page.replaceFirst("(?s).*<dd>\\s*<a href=\"" + Pattern.quote(href) + "\">([^<]*)<.*", "$1");
        String list = api(who).get(href.replace("&amp;", "&") + "&lang=fr").body();
        assertThat(String.valueOf(list.split("<th scope=\"row\">", -1).length - 1))
                .as(href)
                .isEqualTo(count);
        return count;
    }

    /** Drawings are for who steers: of the own team only, with their table, and by counts alone. */
    @Test
    void whoSteersSeesHowTheWorkWent() throws SQLException {
        assertThat(api(worker).get("/steering").status()).isEqualTo(403);
        assertThat(api(worker).get("/api/v1/steering").status()).isEqualTo(403);
        KeptRecords.risk(file, "HIGH", actor(worker), clock.instant());
        turn(CaseFiles.Turn.RISK, "HIGH");
        String team = api(supervisor).get("/steering?lang=fr").body();
        assertThat(team)
                .contains(
                        "Délais tenus", "Première évaluation", "0 sur 1", "Voir en tableau", "1 enfant à risque élevé")
                .doesNotContain(file.code(), "??", "th:");
        JsonNode tables = api(supervisor).get("/api/v1/steering").json();
        assertThat(tables.path("scope").asString()).isEqualTo("TEAM");
        assertThat(tables.toString()).contains("chart-steps", "chart-risk").doesNotContain(file.code(), "??");
        String neighbour = person(Role.CASE_SUPERVISOR, ngo);
        assertThat(api(neighbour).get("/steering?lang=fr").body()).contains("Pas encore de chiffres");
        String home = api(supervisor).get("/?lang=en").body();
        assertThat(home).contains("Time limits kept", "View as a table").doesNotContain("??");
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(api(manager).get("/steering?lang=en").body())
                .contains("Time limits kept", "The whole project", "Risk from month to month")
                .doesNotContain(file.code(), "??");
        assertThat(team).contains("Le risque aujourd’hui, par structure");
        assertThat(tables.toString()).contains("chart-risk-structures");
        assertThat(SqlAs.number(
                        actor(supervisor), clock.instant(), "select sum(high) from cases.team_risk_structures()"))
                .isEqualTo(1);
        for (String other : List.of(neighbour, worker))
            assertThat(SqlAs.number(
                            actor(other),
                            clock.instant(),
                            "select (select count(*) from cases.team_risk_structures()) + (select count(*) from followup.team_visit_structures("
                                    + "'2015-01-01', '2015-12-31', 3, 7))"))
                    .isZero();
        assertThat(LinkedBars.of(api(supervisor), team))
                .containsEntry("/cases?scope=TEAM&status=OPEN&asOf=2015-11-16", 1)
                .containsEntry("/cases?scope=TEAM&status=OPEN&asOf=2015-11-16&risk=HIGH", 1);
        assertThat(api(manager).get("/steering?lang=fr").body())
                .contains("/cases?scope=ALL&amp;status=OPEN&amp;asOf=2015-11-16");
        Instant now = clock.instant();
        String risks = "select count(*) from cases.team_risk(array['2015-11-16'::date])";
        assertThat(SqlAs.number(actor(supervisor), now, risks)).isEqualTo(1);
        assertThat(SqlAs.number(actor(worker), now, risks)).isZero();
        assertThat(SqlAs.number(actor(neighbour), now, risks)).isZero();
        String steps = "select count(*) from cases.team_steps('2015-01-01', now(), 24, 48, 7, 24, 14)";
        assertThat(SqlAs.number(actor(worker), now, steps)).isZero();
    }

    /** Whom a structure asked sees how many children it follows for each of them, and the list of these very children. */
    @Test
    void aMinistrySeesWhoseChildrenItFollows() throws SQLException {
        String desk = person(Role.MINISTRY_OFFICER, structure(Organisation.Kind.CENTRAL_GOVERNMENT));
        assertThat(api(desk).get("/?lang=fr").body()).doesNotContain("par structure", file.code());
        SqlAs.referred(
                file.id(),
                "PERSON",
                actor(desk).personId(),
                Set.of(Section.STATUS),
                clock.instant(),
                actor(worker).personId());
        String page = api(desk).get("/?lang=fr").body();
        assertThat(page).contains("Les enfants suivis, par structure");
        assertThat(counted(desk, page, "/cases?scope=SHARED&amp;organisation=" + ngo.code()))
                .isEqualTo("1");
        assertThat(api(person(Role.PROVIDER, ngo)).get("/?lang=fr").body()).doesNotContain("par structure");
    }

    @Test
    void aButtonThatNamesNoChildAsksForWhichOne() {
        assertThat(api(worker).get("/choose-child?to=VISIT").body())
                .contains("/cases/" + file.code() + "/visits/now")
                .doesNotContain("Perle");
        String number = file.code().replaceAll("\\D", "");
        for (String typed : List.of(file.code(), file.code().toLowerCase(java.util.Locale.ROOT), number))
            assertThat(api(worker).get("/choose-child?to=ALERT&q=" + typed).body())
                    .as(typed)
                    .contains("/cases/" + file.code() + "/alerts");
        assertThat(api(worker)
                        .get("/choose-child?to=VISIT&q=AK-99999999&lang=fr")
                        .body())
                .contains("Aucun de vos dossiers ouverts")
                .doesNotContain("/cases/" + file.code() + "/visits");
        assertThat(api(worker).get("/choose-child?to=VISIT&q=Perle&lang=fr").body())
                .contains("Aucun de vos dossiers ouverts");
        assertThat(api(worker).get("/").body()).contains("/choose-child?to=VISIT", "/choose-child?to=ALERT");
        String desk = person(Role.MINISTRY_OFFICER, structure(Organisation.Kind.CENTRAL_GOVERNMENT));
        assertThat(api(desk).get("/").body())
                .as("no button where there is no child for whom it could be done")
                .doesNotContain("/choose-child");
        assertThat(api(desk).get("/choose-child?to=VISIT").body()).doesNotContain("/visits/now");
        assertThat(api(supervisor).get("/choose-child?to=VISIT").status()).isEqualTo(403);
        assertThat(api(supervisor).get("/choose-child?to=ALERT").body()).contains("/cases/" + file.code() + "/alerts");
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(api(stranger).get("/choose-child?to=ALERT").body()).doesNotContain(file.code());
    }

    private static String figure(String page, String label) {
        return page.replaceFirst("(?s).*<dt>" + label + "</dt>\\s*<dd>(?:<a [^>]*>)?([^<]*)<.*", "$1")
                .strip();
    }

    @Test
    void aSupervisorIsToldHowMuchIsLateInTheTeam() {
        reviewDue("2015-11-10");
        String home = api(supervisor).get("/").body();
        assertThat(home).contains("tâches en retard dans mon équipe", "/tasks?scope=TEAM");
        assertThat(home.substring(home.indexOf("h-todo"), home.indexOf("</section>", home.indexOf("h-todo"))))
                .doesNotContain(file.code());
    }

    @Test
    void everyRoleHasAHomeInBothLanguages() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (Role role : Role.values()) {
            Organisation at = role.name().startsWith("LE_") || role == Role.TRAINING_COORDINATOR ? police : ngo;
            String who = person(role, at);
            for (String lang : List.of("fr", "en")) {
                var answer = api(who).get("/?lang=" + lang);
                assertThat(answer.status()).as(role.name()).isEqualTo(200);
                assertThat(answer.body())
                        .as(role.name())
                        .contains("</html>")
                        .doesNotContain(file.code(), "??", " th:", "home.", "card.", "nav.", "Votre rôle", "Your role");
            }
            assertThat(api(who).get("/account?lang=fr").body()).as(role.name()).contains("Votre rôle");
        }
    }

    /** Who works without files finds what is open to them, and no entry that stays empty, and no word that nothing waits. */
    @Test
    void whoWorksWithoutFilesFindsWhatIsOpen() {
        for (Role role : List.of(Role.EVALUATOR, Role.OBSERVER)) {
            String home = api(person(role, ngo)).get("/?lang=fr").body();
            assertThat(home.substring(home.indexOf("<main")))
                    .as(role.name())
                    .contains(role == Role.EVALUATOR ? "href=\"/evaluations\"" : "href=\"/public\"")
                    .doesNotContain(
                            "Rien ne vous attend<",
                            "#i-check",
                            "href=\"/tasks\"",
                            "href=\"/cases\"",
                            "href=\"/payments\"");
        }
    }
}
