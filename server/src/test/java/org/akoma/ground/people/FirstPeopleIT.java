package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The first data protection officer is nobody's to be made: not even of the house's only administrator. */
class FirstPeopleIT extends HouseIT {

    /** The finding's own steps: an administrator of a house in which nobody approves yet gives somebody that role. */
    @Test
    void noRoleHoldsByAnAdministratorAlone() throws SQLException {
        Organisation host = structure(Organisation.Kind.OTHER);
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, host));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, host));
        try (Connection administration = TestDatabase.connectAs(Compartment.ADMINISTRATION.login());
                Statement statement = administration.createStatement()) {
            administration.setAutoCommit(false);
            statement.execute(TestDatabase.entering(admin.personId(), MORNING));
            assertThatThrownBy(() -> statement.execute(
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, given_by, approved_at) values"
                                    + " (gen_random_uuid(), '" + officer.personId() + "', 'akoma_custody', '"
                                    + host.id()
                                    + "', 'DATA_PROTECTION_OFFICER', 'OWN', now(), '" + admin.personId() + "', now())"))
                    .hasMessageContaining("row-level security");
        }
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement();
                var row = statement.executeQuery("select to_regproc('access.nobody_approves') is null")) {
            row.next();
            assertThat(row.getBoolean(1)).as("there is no exception left").isTrue();
        }
    }

    @Test
    void whoNeverCameGetsAnotherPasswordFromTheNextStartAndFromNoAdministrator() {
        Organisation host = structure(Organisation.Kind.OTHER);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, host);
        String name = fresh("dpo").toLowerCase(java.util.Locale.ROOT);
        provisioning.settle(
                List.of(new Provisioning.NewPerson(
                        Ids.next(), name, host.id(), Role.DATA_PROTECTION_OFFICER, null, null)),
                BEGINNING,
                "kept-for-three-days",
                true);
        assertThat(api(admin)
                        .post("/api/v1/people/" + name + "/password", Map.of())
                        .code())
                .isEqualTo("access.password-at-next-start");
        assertThat(browser(admin).post("/people/" + name + "/password").body()).contains("prochain démarrage");
        assertThat(provisioning.messages())
                .as("a password that the house does not know")
                .noneMatch(line -> line.contains(name));
        clock.moveTo(MORNING.plus(Duration.ofDays(4)));
        String told = said(name);
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        assertThat(said(name)).as("nobody may have read the first start").isEqualTo(told);
        Matcher word = Pattern.compile("one-time password (\\S+)").matcher(told);
        assertThat(word.find()).isTrue();
        assertThat(word.group(1)).matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}");
        Visit visit = browser();
        assertThat(visit.signIn(name, word.group(1)).status()).isEqualTo(303);
        visit.post("/welcome", "password", "une-phrase-bien-a-moi", "again", "une-phrase-bien-a-moi");
        assertThat(provisioning.messages()).noneMatch(line -> line.contains(name));
    }

    private String said(String name) {
        return provisioning.messages().stream()
                .filter(line -> line.startsWith("first data protection officer: " + name + ", one-time password"))
                .findFirst()
                .orElseThrow();
    }

    /** The only data protection officer forgot the password: no dead end, and no administrator alone either. */
    @Test
    void whoNobodyCanDecideAboutIsHelpedAtTheNextStart() throws SQLException {
        Organisation host = structure(Organisation.Kind.OTHER);
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, host));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, host));
        api(admin.username()).post("/api/v1/people/" + officer.username() + "/password", Map.of());
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false); // never committed: the other tests need their officers
            CredentialStore credentials =
                    new CredentialStore(JdbcClient.create(new SingleConnectionDataSource(owner, true)));
            assertThat(credentials.stranded(MORNING)).doesNotContain(officer.personId());
            statement.execute(
                    "update access.person_role set valid_until = greatest(valid_from, '2015-11-15') where person_id <> '"
                            + officer.personId() + "' and role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER')");
            assertThat(credentials.stranded(MORNING)).contains(officer.personId());
            credentials.rescued(officer.personId(), MORNING);
            assertThat(credentials.stranded(MORNING)).doesNotContain(officer.personId());
        }
    }

    /** A house that has them is told nothing more. */
    @Test
    void theFirstTwoAreMadeOnce() {
        Organisation host = structure(Organisation.Kind.OTHER);
        person(Role.SYSTEM_ADMINISTRATOR, host);
        person(Role.DATA_PROTECTION_OFFICER, host);
        assertThat(provisioning.messages()).noneMatch(line -> line.startsWith("first "));
    }
}
