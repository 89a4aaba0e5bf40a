package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The law of a structure's country is that of its children: it is corrected by an administrator, by two people once somebody works there, and never under a file. */
class StructureCountryIT extends HouseIT {

    private final String name = "Maison " + newFamilyName();
    private String admin = "";
    private Organisation ngo = new Organisation(
            Ids.next(), "NONE", "None", Organisation.Kind.NGO, "CI", null, Ids.next(), null, null, List.of());
    private String path = "";

    @BeforeEach
    void aStructure() {
        admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER));
        ngo = structure(Organisation.Kind.NGO);
        path = "/api/v1/organisations/" + ngo.code();
    }

    private Answer correct(String who, String country) {
        String version = "\"" + version(who) + "\"";
        return api(who).put(path, Map.of("label", name, "country", country), version);
    }

    private String version(String who) {
        try {
            return LoginSql.answer(
                    actor(who), MORNING, "select version from access.organisation where id = '" + ngo.id() + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String country() {
        return api(admin).get(path).json().path("country").asString();
    }

    private String straight(String who, String country) throws SQLException {
        return LoginSql.refusal(
                actor(who),
                MORNING,
                "update access.organisation set country = '" + country + "' where id = '" + ngo.id() + "'");
    }

    @Test
    void anAdministratorAloneBeforeSomebodyWorksThereAndTwoPeopleAfterwards() throws SQLException {
        assertThat(correct(admin, "GH").status()).isEqualTo(200);
        assertThat(country()).isEqualTo("GH");
        assertThat(correct(admin, "Ghana").status()).isEqualTo(422);

        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(correct(worker, "TG").status()).isEqualTo(403);
        assertThat(straight(worker, "TG")).contains("permission denied");
        assertThat(straight(admin, "TG")).contains("access.structure-name-by-two");
        String asked =
                "select d.id from access.decision d where d.kind = 'STRUCTURE_NAME' and d.state = 'WAITING' and d.subject = '"
                        + ngo.id() + "'";
        assertThat(correct(admin, "TG").status()).isEqualTo(202);
        assertThat(country()).isEqualTo("GH");
        String officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String decision = LoginSql.answer(actor(officer), MORNING, asked);
        assertThat(browser(officer).get("/decisions/" + decision).body()).contains("Ghana", "Togo");
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .status())
                .isLessThan(300);
        assertThat(country()).isEqualTo("TG");
    }

    /** What a worker's login asks for names no country, and none is agreed to once a child is there. */
    @Test
    void itStaysOnceAChildIsThere() throws SQLException {
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(LoginSql.refusal(actor(worker), MORNING, asking("GH"))).contains("access.nothing-proposed");
        assertThat(correct(admin, "GH").status()).isEqualTo(202);
        TestDatabase.ownerDoes("""
                insert into cases.shelter (id, code, code_token, organisation_id, country, capacity, sex_rule)
                values ('%1$s', convert_to('%1$s', 'UTF8'), sha256(convert_to('%1$s', 'UTF8')), '%2$s', 'CI', 5, 'MIXED')""".formatted(Ids.next(), ngo.id()));
        String officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String decision = LoginSql.answer(
                actor(officer),
                MORNING,
                "select d.id from access.decision d where d.kind = 'STRUCTURE_NAME' and d.state = 'WAITING' and d.subject = '"
                        + ngo.id() + "'");
        Answer agreed = api(officer).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).isEqualTo(422);
        assertThat(agreed.body()).contains("access.country-in-use");
        assertThat(correct(admin, "TG").body()).contains("access.country-in-use");
        assertThat(straight(admin, "TG")).containsAnyOf("access.country-in-use", "access.structure-name-by-two");
        Visit visit = browser(admin);
        String page = "/organisations/" + ngo.code();
        assertThat(visit.press(page, page + "/names", "label", name, "country", "TG")
                        .body())
                .contains("suivent la loi de ce pays");
    }

    private String asking(String country) {
        return "do $$ begin perform access.propose('00000000-0000-7000-8000-00000000c0de', 'STRUCTURE_NAME', null, '"
                + ngo.id()
                + "', (select o.version from access.organisation o where o.id = '" + ngo.id()
                + "'), '{}', null, '\\x00');"
                + " perform access.propose_record('00000000-0000-7000-8000-00000000c0de', '{\"label\": \"" + name
                + "\", \"label_en\": null, \"town\": null, \"country\": \"" + country + "\"}');"
                + " set constraints all immediate; end $$";
    }
}
