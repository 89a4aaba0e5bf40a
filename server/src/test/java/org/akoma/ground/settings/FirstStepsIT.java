package org.akoma.ground.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** The steps of the first day reach who can take them, on their first page, until they are taken. */
class FirstStepsIT extends HouseIT {

    private String home(String who) {
        return browser(who).get("/").body();
    }

    private static String edit(Organisation structure) {
        return "href=\"/directory/" + structure.code() + "/edit\"";
    }

    @Test
    void theSupervisorIsAskedForWhatIsHers() {
        person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)); // of a partner
        Organisation ngo = structure(Organisation.Kind.NGO);
        String lead = person(Role.CASE_SUPERVISOR, ngo);
        String worker = person(Role.CASE_WORKER, ngo, null, actor(lead).personId());
        assertThat(home(lead))
                .contains(
                        edit(ngo),
                        "href=\"/agreements/new\"",
                        "href=\"/colleagues/" + actor(lead).code() + "\"");
        assertThat(home(worker)).as("whose supervisor does it").doesNotContain(edit(ngo), "/agreements/new");
        assertThat(browser(lead).get("/directory/" + ngo.code() + "/edit").status())
                .isEqualTo(200);
        TestDatabase.ownerDoes(
                "insert into referrals.structure_entry (organisation_id, updated_at, updated_by) values ('" + ngo.id()
                        + "', '" + MORNING + "', '" + actor(lead).personId() + "')");
        assertThat(home(lead)).doesNotContain(edit(ngo)).contains("href=\"/agreements/new\"");
    }

    @Test
    void aStructureWithoutSupervisorIsAskedThroughItsDesk() {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        String desk = person(Role.MINISTRY_OFFICER, ministry);
        assertThat(home(desk)).contains(edit(ministry)).doesNotContain("href=\"/agreements/new\"");
    }

    /** No matter who it is: a number that is missing is asked for by name, also of those who keep accounts. */
    @Test
    void oneWritesOnesOwnNameAndTelephone() {
        Organisation host = structure(Organisation.Kind.NGO);
        for (Role role : List.of(
                Role.SYSTEM_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.LE_OFFICER, Role.FINANCE_OFFICER)) {
            Organisation at = role == Role.LE_OFFICER ? structure(Organisation.Kind.LAW_ENFORCEMENT) : host;
            String who = person(role, at);
            String address = "/colleagues/" + actor(who).code();
            assertThat(home(who)).as(role.name()).contains("href=\"" + address + "\"");
            browserKeeps(who, address);
            assertThat(home(who)).as(role.name()).doesNotContain("href=\"" + address + "\"");
        }
    }

    private void browserKeeps(String who, String address) {
        var visit = browser(who);
        visit.get(address);
        assertThat(visit.post(address, "version", "0", "name", newFamilyName(), "telephone", "+225 07 11 22 33 44")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void theGuideNamesTheStructuresAndWhoTakesTheStep() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String lead = person(Role.CASE_SUPERVISOR, ngo);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO));
        for (String reader : List.of(admin, manager)) {
            String guide = browser(reader).get("/settings/first-day").body();
            assertThat(guide)
                    .contains(ngo.code(), "href=\"/people/" + actor(lead).code() + "\"")
                    .containsSubsequence("id=\"h-FIRST_CHILD\"", "Premier dossier", "id=\"h-THIS_WEEK\"", "Sauvegarde")
                    .doesNotContain(edit(ngo));
        }
        String lacks = "select count(*) from access.first_day_structures() where structure = '" + ngo.code() + "'";
        assertThat(LoginSql.answer(actor(manager), MORNING, lacks)).isNotEqualTo("0");
        assertThat(LoginSql.answer(actor(lead), MORNING, lacks)).isEqualTo("0");
        for (String inner : List.of("access.first_day_lacks()", "access.held_now()"))
            assertThat(LoginSql.refusal(actor(lead), MORNING, "select count(*) from " + inner))
                    .contains("permission denied");
    }

    /** A list of accounts by what they lack is for who keeps or approves accounts. */
    @Test
    void theListIsReadByWhatAccountsLack() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        String fresh = person(Role.CASE_WORKER, ngo);
        TestDatabase.ownerDoes("update access.person set conduct_accepted_at = null where id = '"
                + actor(fresh).personId() + "'");
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        String page = "/people?organisation=" + ngo.code();
        assertThat(browser(admin).get(page).body())
                .contains("/people/" + worker + "\"", "/people/" + fresh + "\"", "aucune connexion");
        assertThat(browser(admin).get(page + "&lacks=FIRST_VISIT").body())
                .contains("/people/" + fresh + "\"")
                .doesNotContain("/people/" + worker + "\"");
        assertThat(browser(admin).get(page + "&lacks=TELEPHONE").body())
                .contains("/people/" + fresh + "\"", "/people/" + worker + "\"");
        assertThat(browser(admin).get(page + "&lacks=ADDRESS").body()).contains("/people/" + fresh + "\"");
        assertThat(browser(admin).get(page + "&lacks=SUPERVISOR").body()).contains("/people/" + worker + "\"");
        String address = "/api/v1/people?organisation=" + ngo.code() + "&lacks=";
        for (String lack : List.of("FIRST_VISIT", "TELEPHONE", "ADDRESS", "SUPERVISOR")) {
            assertThat(api(worker).get(address + lack).status()).isEqualTo(403);
            assertThat(api(admin).get(address + lack).status()).isEqualTo(200);
        }
        assertThat(api(admin).get(address + "SLEEP").status()).isEqualTo(422);
    }

    @Test
    void supervisorsAreOfferedByTheirStructureAndDeputiesFromAList() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String lead = person(Role.CASE_SUPERVISOR, ngo);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        String form = browser(admin).get("/people/new?role=CASE_WORKER").body();
        boolean few = form.contains("<optgroup");
        if (few) assertThat(form).contains("value=\"" + actor(lead).code() + "\"");
        else assertThat(form).contains("name=\"supervisor\""); // more supervisors than a list offers
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String coordinator = person(Role.LE_COORDINATOR, police);
        String officer =
                person(Role.LE_OFFICER, police, null, actor(coordinator).personId());
        String correction = browser(admin).get("/people/" + officer).body();
        assertThat(correction)
                .contains("name=\"supervisor\"", actor(coordinator).code());
        if (few) assertThat(correction).doesNotContain("value=\"" + actor(lead).code() + "\"");
        assertThat(browser(admin).get("/deputies").body()).contains("name=\"person\"", "role=CASE_SUPERVISOR");
        assertThat(api(admin)
                        .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", lead))
                        .status())
                .as("of their own structure")
                .isEqualTo(422);
    }
}
