package org.akoma.ground.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.TestPropertySource;

/** Where the operator trusts the provider with the second factor; and what the login of the door can do by straight SQL. */
@TestPropertySource(properties = {"akoma.oidc.second-factor=provider", "akoma.oidc.acr=gold,platinum"})
class OpenIdTrustedIT extends OpenIdHouseIT {

    @Autowired
    private Environment environment;

    @Test
    void theProvidersSecondFactorSparesTheCodeAtTheDoorAndNoMore() {
        link(worker, secret, subject);
        later();
        TestProvider.spoiled = claims -> claims.claim("acr", "gold");
        Visit visit = browser();
        Answer in = arrive(visit, subject, "/organisations");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/organisations");
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
        visit.get("/account/provider");
        assertThat(visit.post("/account/provider", "before", PASSWORD).status())
                .as("a sensitive act wants the code of the house")
                .isEqualTo(422);
    }

    @Test
    void withoutOneOfItsValuesTheCodeIsAsked() {
        link(worker, secret, subject);
        for (String acr : new String[] {"silver", "gold platinum", ""}) {
            TestProvider.spoiled = claims -> claims.claim("acr", acr);
            assertThat(arrive(browser(), subject, "/").location()).as(acr).isEqualTo("/sign-in/provider/code");
        }
        TestProvider.asItShould();
        assertThat(arrive(browser(), subject, "/").location()).isEqualTo("/sign-in/provider/code");
        assertThat(browser().get("/sign-in/provider").location()).contains("acr_values=");
    }

    @Test
    void theDoctorAsksTheProviderAndWarnsOfTheTrust() {
        assertThat(OpenIdCheck.of(environment).orElseThrow().level()).isEqualTo(CheckResult.Level.WARNING);
        assertThat(OpenIdCheck.of(new MockEnvironment())).isEmpty();
        MockEnvironment other = new MockEnvironment()
                .withProperty("akoma.oidc.issuer", TestProvider.start() + "/")
                .withProperty("akoma.oidc.client-id", "akoma")
                .withProperty("akoma.address", TestProvider.HERE);
        assertThat(OpenIdCheck.of(other).orElseThrow().sentence()).contains("calls itself");
        other.withProperty("akoma.oidc.issuer", "http://localhost:1");
        assertThat(OpenIdCheck.of(other).orElseThrow().sentence()).contains("is not reached");
    }

    /** The login of the door without the key of the house: a known subject, its hash and the kept hash open nothing. */
    @Test
    void theLoginOfTheDoorAloneOpensNothing() throws SQLException {
        link(worker, secret, subject);
        String kept = ownerReads(
                        "select encode(l.mark_hash, 'hex') from access.provider_link l join access.person p on p.id = l.person_id where p.code = '"
                                + worker + "'")
                .getFirst();
        String step = String.valueOf(clock.instant().getEpochSecond() / 30);
        for (String mark : new String[] {"sha256('" + subject + "')", "'\\x" + kept + "'", "''", "null"})
            assertThat(atTheDoor("select (door.open_linked(" + mark + ", " + step
                            + ", true, true, sha256('a'), '', '', '" + clock.instant() + "')).outcome"))
                    .as(mark)
                    .isEqualTo("NOBODY");
        for (String sql : new String[] {
            "select count(*) from access.provider_link",
            "insert into access.provider_link values (gen_random_uuid(), sha256('a'), 'https://a.example', now())",
            "select door.ring_of_link(gen_random_uuid(), now())"
        }) assertThatThrownBy(() -> atTheDoor(sql)).as(sql).hasMessageContaining("permission denied");
        for (String login : new String[] {Compartment.PROTECTION.login(), Compartment.ADMINISTRATION.login()})
            assertThatThrownBy(() ->
                            asked(login, "select door.link(sha256('a'), sha256('a'), 'https://a.example', now())"))
                    .as(login)
                    .hasMessageContaining("permission denied");
    }

    /** Of a person without a second factor the database opens no session by a link, whatever the provider asked. */
    @Test
    void whoHasNoSecondFactorLinksNothing() {
        Visit visit = browser(person(Role.OBSERVER, structure(Organisation.Kind.OTHER)));
        visit.get("/account/provider");
        Answer answer = visit.post("/account/provider", "before", PASSWORD);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("code à six chiffres");
    }

    private static String atTheDoor(String sql) throws SQLException {
        return asked("akoma_door", sql);
    }

    private static String asked(String login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login);
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
