package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lets in who lost the telephone: once each, at the door alone, and never in silence. */
class RecoveryCodesIT extends GuardedHouseIT {

    private static final Pattern SECRET = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<");
    private static final Pattern CODE = Pattern.compile("class=\"key\">([2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5})<");
    private static final String OWN = "/api/v1/account/recovery-codes";

    private String worker;
    private String secret;
    private List<String> made;

    @BeforeEach
    void aWorkerTakesASecondFactor() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(worker);
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = SECRET.matcher(visit.get("/welcome").body());
        assertThat(found.find()).isTrue();
        secret = found.group(1).replace(" ", "");
        Answer page = visit.post("/welcome/second-factor", "code", codeOf(secret, 0));
        made = codesOf(page.body());
        assertThat(made).as("made with the factor").hasSize(10).doesNotHaveDuplicates();
        assertThat(visit.get("/account").body()).as("shown once").doesNotContain(made.getFirst());
        clock.moveTo(MORNING.plusSeconds(300));
    }

    @Test
    void aCodeLetsInOnceAndItsPersonHearsOfIt() {
        Visit visit = browser();
        Answer in = visit.signIn(worker, PASSWORD, "code", " " + made.getFirst().toLowerCase(java.util.Locale.ROOT));
        assertThat(in.location()).endsWith("/account?done=own-recovery");
        assertThat(visit.get("/account?done=own-recovery").body()).contains("9 codes de secours", "il ne sert plus");
        assertThat(bells()).as("after those of the factor").isEqualTo("3");
        assertThat(acts()).contains("access.recovery-code-used");
        assertThat(token(made.getFirst()).code()).as("used").isEqualTo("access.wrong-keys");
        assertThat(token(made.get(1).replace("-", "")).status()).isEqualTo(201);
        assertThat(token(codeOf(secret, 0)).status())
                .as("the telephone goes on")
                .isEqualTo(201);
    }

    /** A right password with a wrong recovery code is answered, and counted, like a wrong one. */
    @Test
    void wrongOnesAreCountedAndTellNothing() {
        Answer wrong = token("ABCDE-FGHJK");
        Answer password = nobody().post(
                        "/api/v1/tokens",
                        Map.of("username", worker, "password", "not it at all", "code", made.getFirst()));
        assertThat(wrong.status()).isEqualTo(password.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(password.body());
        for (int i = 0; i < 3; i++) token("ABCDE-FGHJ" + (i + 2));
        assertThat(token(made.getFirst()).status()).isEqualTo(429);
        clock.moveTo(clock.instant().plusSeconds(60));
        assertThat(token(made.getFirst()).status())
                .as("not spent while it waited")
                .isEqualTo(201);
    }

    @Test
    void anotherPersonsCodesLetNobodyIn() {
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String kept = enrolled(other);
        clock.moveTo(clock.instant().plusSeconds(60));
        assertThat(nobody().post(
                                "/api/v1/tokens",
                                Map.of("username", other, "password", PASSWORD, "code", made.getFirst()))
                        .code())
                .isEqualTo("access.wrong-keys");
        assertThat(nobody().post(
                                "/api/v1/tokens",
                                Map.of("username", other, "password", PASSWORD, "code", codeOf(kept, 0)))
                        .status())
                .isEqualTo(201);
    }

    /** Who found the paper and the password comes in, and opens nothing that asks again; and makes no codes of their own. */
    @Test
    void aRecoveryCodeIsNoSecondFactorInside() {
        Caller in =
                nobody().withToken(token(made.getFirst()).json().path("token").asString());
        assertThat(in.post(
                                "/api/v1/cases/NO-SUCH/break-glass",
                                Map.of(
                                        "reason",
                                        "L’enfant appelle à l’aide, seul à la gare.",
                                        "secondFactor",
                                        made.get(1)))
                        .body())
                .contains("access.wrong-factor");
        assertThat(in.post(OWN, Map.of("before", PASSWORD, "code", made.get(1))).body())
                .contains("access.wrong-before");
        assertThat(in.post(
                                "/api/v1/account/password",
                                Map.of(
                                        "before",
                                        PASSWORD,
                                        "password",
                                        "quatre mots sans lien",
                                        "again",
                                        "quatre mots sans lien",
                                        "code",
                                        made.get(1)))
                        .body())
                .contains("access.wrong-before");
        assertThat(token(made.get(1)).status()).as("not spent by it").isEqualTo(201);
    }

    @Test
    void newOnesNeedThePasswordAndTheSixDigitsAndVoidThoseBefore() {
        Caller in =
                nobody().withToken(token(codeOf(secret, 0)).json().path("token").asString());
        assertThat(in.post(OWN, Map.of("before", PASSWORD)).status()).isEqualTo(422);
        assertThat(in.post(OWN, Map.of("before", PASSWORD, "code", codeOf(secret, 0)))
                        .body())
                .as("used at the door")
                .contains("access.wrong-before");
        assertThat(in.post(OWN, Map.of("before", "not it at all", "code", codeOf(secret, 1)))
                        .body())
                .contains("access.wrong-before");
        clock.moveTo(clock.instant().plusSeconds(60));
        Answer renewed = in.post(OWN, Map.of("before", PASSWORD, "code", codeOf(secret, 0)));
        assertThat(renewed.status()).as(renewed.body()).isEqualTo(201);
        assertThat(renewed.json().path("codes").size()).isEqualTo(10);
        assertThat(bells()).as("after those of the factor").isEqualTo("3");
        assertThat(acts()).contains("access.recovery-codes-renewed");
        assertThat(token(made.getFirst()).code()).isEqualTo("access.wrong-keys");
        assertThat(token(renewed.json().path("codes").get(9).asString()).status())
                .isEqualTo(201);
        assertThat(in.get(OWN).json().path("left").asInt()).isEqualTo(9);
        for (int i = 0; i < 5; i++) in.post(OWN, Map.of("before", "not it at all", "code", "000000"));
        assertThat(in.post(OWN, Map.of("before", PASSWORD, "code", codeOf(secret, 1)))
                        .body())
                .as("counted")
                .contains("access.locked");
    }

    @Test
    void thePageWarnsWhenThreeAreLeftAndShowsNewOnesOnce() {
        for (int i = 0; i < 6; i++) assertThat(token(made.get(i)).status()).isEqualTo(201);
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", made.get(6));
        assertThat(visit.get("/account").body()).contains("Il vous reste 3 codes", "Faites-en de nouveaux");
        assertThat(visit.get("/account/recovery-codes").body()).contains("Le dernier a servi");
        assertThat(visit.post("/account/recovery-codes", "before", PASSWORD, "code", "000000")
                        .body())
                .contains("before-error");
        Answer shown = visit.post("/account/recovery-codes", "before", PASSWORD, "code", codeOf(secret, 0));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(codesOf(shown.body())).hasSize(10).doesNotContainAnyElementsOf(made);
        assertThat(visit.get("/account/recovery-codes").body())
                .contains("10 codes")
                .doesNotContain("class=\"key\"");
    }

    @Test
    void aNewFactorVoidsThem() {
        TestDatabase.ownerDoes("update access.credential set totp_sealed = null where person_id = '"
                + actor(worker).personId() + "'");
        assertThat(left()).isEqualTo("0");
    }

    /** Straight SQL of every login: nobody reads a hash, makes a code or takes one back. */
    @Test
    void noLoginTouchesThem() {
        String mine = "'" + actor(worker).personId() + "'";
        for (Compartment login : List.of(
                Compartment.PROTECTION, Compartment.ENFORCEMENT, Compartment.CUSTODY, Compartment.ADMINISTRATION))
            for (String sql : List.of(
                    "select hash from access.recovery_code",
                    "update access.recovery_code set used_at = null",
                    "insert into access.recovery_code values (" + mine + ", '$argon2id$x', now())",
                    "select door.keep_recovery_codes(" + mine + ", '{x}', now())",
                    "select door.spend_recovery_code(" + mine + ", 'x', now())")) refused(login.login(), sql);
        for (String sql : List.of(
                "select hash from access.recovery_code",
                "select door.keep_recovery_codes(" + mine + ", '{x}', now())",
                "select door.spend_recovery_code(" + mine + ", 'x', now())",
                "select door.renew_recovery_codes('\\x00', 'x', 1, '{x}', now())")) refused("akoma_door", sql);
    }

    private static void refused(String login, String sql) {
        assertThatThrownBy(() -> {
                    try (var connection = TestDatabase.connectAs(login);
                            var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(login + " " + sql)
                .hasMessageMatching("(?s).*(permission denied|access.session-ended).*");
    }

    private String left() {
        return owner("select count(*) from access.recovery_code where person_id = ");
    }

    private String bells() {
        return owner("select count(*) from notices.bell where kind = 'account' and rung_at > '" + MORNING
                + "' and person_id = ");
    }

    private String acts() {
        return owner("select string_agg(act, ' ') from journal.entry where chain = ");
    }

    private String owner(String question) {
        try (var login = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = login.createStatement();
                var row = ask.executeQuery(question + "'" + actor(worker).personId() + "'")) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> codesOf(String page) {
        return CODE.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private String enrolled(String username) {
        Visit visit = browser(username);
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = SECRET.matcher(visit.get("/welcome").body());
        assertThat(found.find()).isTrue();
        String kept = found.group(1).replace(" ", "");
        visit.post("/welcome/second-factor", "code", codeOf(kept, 0));
        return kept;
    }

    private Answer token(String code) {
        return nobody().post("/api/v1/tokens", Map.of("username", worker, "password", PASSWORD, "code", code));
    }
}
