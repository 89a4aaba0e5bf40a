package org.akoma.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The six digits: taking them, showing them, and what does not pass for them. */
class SecondFactorIT extends GuardedHouseIT {

    private static final Pattern SECRET = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<");

    @org.springframework.beans.factory.annotation.Autowired
    private Codes codes;

    private String worker;
    private String secret;

    @BeforeEach
    void aWorkerTakesASecondFactor() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(worker);
        assertThat(visit.get("/organisations").location()).endsWith("/welcome");
        Answer page = visit.get("/welcome");
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).isTrue();
        secret = found.group(1).replace(" ", "");
        assertThat(page.body()).as("the form carries no secret").doesNotContain(secret);
        assertThat(page.body()).as("no way in yet").doesNotContain("<nav class=\"nav\"");
        assertThat(page.body()).contains("data:image/png;base64,").contains(secret.substring(0, 4) + " ");
        assertThat(visit.post("/welcome/second-factor", "code", "000000").status())
                .isEqualTo(422);
        assertThat(visit.post("/welcome/second-factor", "code", codeOf(secret, 0))
                        .status())
                .isEqualTo(303);
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(300));
    }

    @Test
    void thePasswordAloneDoesNotOpen() {
        assertThat(token(null).code()).isEqualTo("access.wrong-keys");
        Answer page = browser().signIn(worker, PASSWORD);
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body()).contains("username-error");
        assertThat(browser().signIn(worker, PASSWORD, "code", codeOf(secret, 0)).status())
                .isEqualTo(303);
    }

    @Test
    void aCodeOpensOnce() {
        String code = codeOf(secret, 0);
        assertThat(token(code).status()).isEqualTo(201);
        assertThat(token(code).code()).isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, -1)).code())
                .as("older than the one used")
                .isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, 1)).status()).isEqualTo(201);
    }

    @Test
    void aClockMayBeHalfAMinuteOffAndNoMore() {
        assertThat(token(codeOf(secret, -2)).code()).isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, 2)).code()).isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, -1)).status()).isEqualTo(201);
    }

    @Test
    void wrongCodesLockLikeWrongPasswords() {
        for (int i = 0; i < 5; i++) assertThat(token("12345" + i).code()).isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, 0)).status()).isEqualTo(429);
    }

    /** A right password without the code is answered, and counted, like a wrong one. */
    @Test
    void aMissingCodeCannotBeToldFromAWrongPassword() {
        Answer missing = token(null);
        Answer wrong = nobody().post("/api/v1/tokens", Map.of("username", worker, "password", "not it at all"));
        assertThat(missing.status()).isEqualTo(wrong.status()).isEqualTo(401);
        assertThat(missing.body()).isEqualTo(wrong.body());
        for (int i = 0; i < 3; i++) token(null);
        assertThat(token(codeOf(secret, 0)).status()).isEqualTo(429);
    }

    /** A sealed secret copied to another person's account opens nothing. */
    @Test
    void aSecondFactorIsBoundToItsPerson() {
        java.util.UUID mine = actor(worker).personId();
        byte[] sealed = codes.seal(mine, secret);
        assertThat(codes.step(mine, sealed, codeOf(secret, 0), clock.instant())).isNotNull();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> codes.step(org.akoma.Ids.next(), sealed, codeOf(secret, 0), clock.instant()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void nobodyReplacesASecondFactorThatIsThere() {
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        visit.get("/organisations");
        String another = Codes.newSecret();
        visit.post("/welcome/second-factor", "secret", another, "code", codeOf(another, 0));
        visit.post("/welcome/second-factor", "code", codeOf(secret, 1));
        clock.moveTo(MORNING.plusSeconds(600));
        assertThat(token(codeOf(another, 0)).code()).isEqualTo("access.wrong-keys");
        assertThat(token(codeOf(secret, 0)).status()).isEqualTo(201);
    }

    @Test
    void anObserverNeedsNone() {
        String observer = person(Role.OBSERVER, structure(Organisation.Kind.OTHER));
        assertThat(browser(observer).get("/organisations").status()).isEqualTo(200);
    }

    private Answer token(String code) {
        return nobody().post(
                        "/api/v1/tokens",
                        code == null
                                ? Map.of("username", worker, "password", PASSWORD)
                                : Map.of("username", worker, "password", PASSWORD, "code", code));
    }
}
