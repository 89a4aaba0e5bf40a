package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.vault.Vault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The same jar on a host of the police: the care side's people, logins and keys are not there. */
@TestPropertySource(properties = "akoma.compartments=enforcement")
class PoliceHostIT extends HouseIT {

    @Autowired
    private Sessions sessions;

    @Autowired
    private SignInStore store;

    @Autowired
    private Passwords passwords;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Vault vault;

    @Test
    void nobodyOfTheCareSideComesIn() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        for (String other : new String[] {worker, custodian}) {
            Answer token = nobody().post("/api/v1/tokens", Map.of("username", other, "password", PASSWORD));
            assertThat(token.status()).isEqualTo(401);
            assertThat(token.code()).isEqualTo("access.other-host");
            Answer page = browser().signIn(other, PASSWORD);
            assertThat(page.status()).isEqualTo(401);
            assertThat(page.body()).contains("autre adresse");
        }
        assertThat(nobody().post("/api/v1/tokens", Map.of("username", worker, "password", "a wrong one"))
                        .code())
                .as("who does not know the password learns nothing")
                .isEqualTo("access.wrong-password");
    }

    @Test
    void aTokenThatAnotherHostGaveIsNoneHere() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String token = sessions.newToken();
        Origin origin = new Origin("192.0.2.0/24", "", null);
        String hash = passwords.under(
                transactions
                        .atTheDoor(() -> store.knock(worker, origin, passwords.usual(), clock.instant()))
                        .salt(),
                PASSWORD);
        SignInStore.Opened elsewhere = transactions.atTheDoor(() -> store.open(
                worker,
                hash,
                origin,
                null,
                null,
                false,
                Sessions.hash(token),
                Session.Kind.TOKEN,
                Session.Scope.ALL,
                clock.instant()));
        assertThat(elsewhere.open()).isTrue();
        assertThat(nobody().withToken(token).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void noLoginAndNoKeyOfCareIsAtHand() {
        assertThatThrownBy(() -> CompartmentContext.through(
                        Compartment.PROTECTION,
                        () -> jdbc.sql("select 1").query(Integer.class).single()))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("[PROTECTION]");
        assertThatThrownBy(() -> vault.sealForHouse(Compartment.PROTECTION, "a place", "a secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not serve PROTECTION");
    }

    /** It would be sealed under a key of this host alone, and read by nobody whom it is meant for. */
    @Test
    void aComplaintIsNotKeptWhereItsReaderHasNoKey() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        Answer refused = api(officer)
                .post(
                        "/api/v1/complaints",
                        Map.of(
                                "structure",
                                structure(Organisation.Kind.NGO).code(),
                                "kind",
                                "OTHER",
                                "what",
                                "Un gardien demande de l’argent"));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.body()).contains("followup.complaint-elsewhere");
        Answer page = browser(officer).get("/complaint");
        assertThat(page.body()).contains("ne garde aucun signalement").doesNotContain("<textarea");
    }

    @Test
    void thePoliceWork() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        assertThat(api(officer).get("/api/v1/operations").status()).isEqualTo(200);
        assertThat(browser(officer).get("/operations").status()).isEqualTo(200);
        assertThat(browser(officer).get("/").status()).isEqualTo(200);
        assertThat(nobody().get("/actuator/health").status()).isEqualTo(200);
    }
}
