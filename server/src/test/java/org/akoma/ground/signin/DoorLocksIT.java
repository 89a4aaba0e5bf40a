package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Wrong tries make those wait who made them, and nobody else. */
class DoorLocksIT extends HouseIT {

    @Autowired
    private SignIn signIn;

    private String worker;

    @BeforeEach
    void aWorker() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
    }

    /** The finding's own request: five wrong tries by a stranger, and the right password answered 429. */
    @Test
    void aStrangerElsewhereLocksOnlyTheirOwnNetwork() {
        for (int i = 0; i < 8; i++) attempt(worker, "wrong", "198.51.100.0/24");
        assertThat(attempt(worker, PASSWORD, "198.51.100.0/24")).isInstanceOf(SignIn.Result.Locked.class);
        assertThat(attempt(worker, PASSWORD, "192.0.2.0/24")).isInstanceOf(SignIn.Result.SignedIn.class);
    }

    @Test
    void aBrowserThatWasLetInBeforeIsNotLockedByOthersOfItsNetwork() {
        Visit visit = browser(worker);
        assertThat(visit.cookies()).containsKey(Devices.COOKIE);
        visit.post("/sign-out");
        for (int i = 0; i < 6; i++) token(worker, "wrong");
        assertThat(token(worker, PASSWORD).status()).isEqualTo(429);
        assertThat(browser().signIn(worker, PASSWORD).status()).isEqualTo(429);
        assertThat(visit.signIn(worker, PASSWORD).status()).isEqualTo(303);
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (int i = 0; i < 6; i++) token(other, "wrong");
        assertThat(visit.signIn(other, PASSWORD).status())
                .as("it knows its own people alone")
                .isEqualTo(429);
    }

    @Test
    void aBrowserThatWasLetInBeforeHasACounterOfItsOwn() {
        Visit visit = browser(worker);
        visit.post("/sign-out");
        for (int i = 0; i < 5; i++)
            assertThat(visit.signIn(worker, "wrong").status()).isEqualTo(401);
        assertThat(visit.signIn(worker, PASSWORD).status()).isEqualTo(429);
        assertThat(token(worker, PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void aMadeUpCookieIsNoBrowserOfOurs() {
        for (int i = 0; i < 6; i++) token(worker, "wrong");
        Visit visit = browser();
        visit.cookies().put(Devices.COOKIE, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(visit.signIn(worker, PASSWORD).status()).isEqualTo(429);
    }

    /** Guessing from many networks leaves each of them one free try, and still keeps nobody out who knows the password. */
    @Test
    void whoGuessesFromManyNetworksIsSlowedAndLocksNobodyOut() {
        for (int i = 0; i < 21; i++) attempt(worker, "wrong", "10.0." + i + ".0/24");
        assertThat(attempt(worker, "wrong", "10.1.0.0/24")).isInstanceOf(SignIn.Result.Wrong.class);
        assertThat(attempt(worker, "wrong", "10.1.0.0/24")).isInstanceOf(SignIn.Result.Locked.class);
        assertThat(attempt(worker, PASSWORD, "192.0.2.0/24")).isInstanceOf(SignIn.Result.SignedIn.class);
    }

    @Test
    void aDayLaterNamesThatSomebodyBearsAndOthersAreForgottenAlike() {
        String nobody = fresh("no").toLowerCase(java.util.Locale.ROOT);
        for (String name : List.of(worker, nobody)) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 6; i++) told.add(strip(token(name, "wrong"), name));
            clock.moveTo(MORNING.plusSeconds(3 * 3600));
            told.add(strip(token(name, "wrong"), name));
            told.add(strip(token(name, "wrong"), name));
            clock.moveTo(MORNING.plusSeconds(28 * 3600));
            for (int i = 0; i < 5; i++) told.add(strip(token(name, "wrong"), name));
            clock.moveTo(MORNING);
            assertThat(told)
                    .as(name)
                    .containsExactly(
                            "401", "401", "401", "401", "401", "429", "401", "429", "401", "401", "401", "401", "401");
        }
    }

    @Test
    void whoFindsTheDoorCrowdedIsToldSoAndDoesNotQueueForEver() throws InterruptedException {
        signIn.strangers.acquire(SignIn.AT_ONCE);
        try {
            Answer busy = token(worker, PASSWORD);
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.code()).isEqualTo("access.door-busy");
            assertThat(busy.header("Retry-After")).contains("3");
            assertThat(browser().signIn(worker, PASSWORD).body()).contains("quelques secondes");
        } finally {
            signIn.strangers.release(SignIn.AT_ONCE);
        }
    }

    private SignIn.Result attempt(String name, String password, String network) {
        return signIn.attempt(new SignIn.Attempt(
                name, password, null, Session.Kind.TOKEN, Session.Scope.ALL, new Origin(network, "", null)));
    }

    private static String strip(Answer answer, String name) {
        assertThat(answer.body()).doesNotContain(name);
        return String.valueOf(answer.status());
    }

    private Answer token(String username, String password) {
        return nobody().post("/api/v1/tokens", Map.of("username", username, "password", password));
    }
}
