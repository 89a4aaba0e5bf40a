package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(visit.get("/welcome").body())
                .contains("name=\"before\"")
                .doesNotContain("otpauth:", "class=\"key\"");
        assertThat(visit.post("/welcome/second-factor/password", "before", PASSWORD)
                        .location())
                .endsWith("/welcome");
        Answer page = visit.get("/welcome");
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).isTrue();
        secret = found.group(1).replace(" ", "");
        assertThat(page.body()).as("the form carries no secret").doesNotContain("value=\"" + secret);
        assertThat(page.body())
                .as("on the telephone itself")
                .contains("href=\"otpauth://totp/" + worker + "?secret=" + secret);
        assertThat(page.body()).as("no way in yet").doesNotContain("<nav class=\"nav\"");
        assertThat(page.body()).contains("data:image/png;base64,").contains(secret.substring(0, 4) + " ");
        assertThat(visit.post("/welcome/second-factor", "code", "000000").status())
                .isEqualTo(422);
        assertThat(visit.post("/welcome/second-factor", "code", codeOf(secret, 0))
                        .status())
                .isEqualTo(200);
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

    /** Outside the demo the rates with which a scenario is told are no limits that anybody confirms. */
    @Test
    void aRealHouseShowsNoInventedRates() {
        Visit observer = browser(person(Role.OBSERVER, structure(Organisation.Kind.OTHER)));
        assertThat(observer.get("/settings/policies").body())
                .contains("/settings/policies/caseload.max")
                .doesNotContain("/settings/policies/fx.");
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

    /** Each session is shown its own, and none replaces that of another: who knows the password keeps nobody from setting theirs. */
    @Test
    void whatSomebodyElseIsShownNeitherCountsNorDisturbs() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit own = browser(worker);
        String mine = shown(own);
        String seen = shown(browser(worker));
        assertThat(mine).isNotEqualTo(seen);
        assertThat(own.post("/welcome/second-factor", "code", codeOf(seen, 0)).status())
                .isEqualTo(422);
        assertThat(shown(own)).as("a telephone loads the page again").isEqualTo(mine);
        assertThat(own.post("/welcome/second-factor", "code", codeOf(mine, 0)).status())
                .as("another session was shown one since")
                .isEqualTo(200);
        assertThat(own.get("/notices").body()).contains("Code à six chiffres mis en place", "votre compte");
    }

    /** Who sits at an open browser reads no secret, by no door. */
    @Test
    void noSecretIsShownWithoutThePassword() throws SQLException {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(worker);
        for (Answer page : List.of(
                visit.get("/welcome"),
                visit.post("/welcome/second-factor"),
                visit.post("/welcome/second-factor", "code", "000000"),
                visit.post("/welcome/second-factor/password", "before", ""),
                visit.post("/welcome/second-factor/password", "before", "une-phrase-devinee")))
            assertThat(page.body())
                    .contains("name=\"before\"")
                    .doesNotContain("otpauth:", "class=\"key\"", "data:image");
        String session = "decode('" + "ab".repeat(32) + "', 'hex')";
        TestDatabase.ownerDoes(
                "insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at) select "
                        + session
                        + ", id, 'BROWSER', '" + clock.instant() + "', '" + clock.instant() + "', '"
                        + clock.instant().plusSeconds(3600) + "' from access.person where code = '" + worker + "'");
        try (var door = TestDatabase.connectAs("akoma_door");
                var ask = door.createStatement()) {
            var row = ask.executeQuery(
                    "select door.propose_factor(" + session + ", 'x', '" + clock.instant() + "') is null");
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
        String key = shown(visit);
        clock.moveTo(MORNING.plusSeconds(1300));
        assertThat(visit.get("/welcome").body())
                .as("a quarter of an hour later")
                .doesNotContain("class=\"key\"");
        Answer late = visit.post("/welcome/second-factor", "code", codeOf(key, 0));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("before-error").doesNotContain("class=\"key\"");
        assertThat(shown(visit)).as("of this session still").isEqualTo(key);
    }

    private String shown(Visit visit) {
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        return shown(visit.get("/welcome"));
    }

    private static String shown(Answer page) {
        Matcher found = SECRET.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1).replace(" ", "");
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

    /** Somebody else at an open browser, or with a stolen token, opens no file: the code is asked again, and works once. */
    @Test
    void anEmergencyAsksForTheCodeAgain() {
        String file = "/api/v1/cases/" + fileOfSomebodyElse() + "/break-glass";
        String next = "/api/v1/cases/" + fileOfSomebodyElse() + "/break-glass";
        String used = codeOf(secret, 0);
        Caller opener = nobody().withToken(token(used).json().path("token").asString());
        Map<String, String> why = Map.of("reason", "L’enfant appelle à l’aide, seul à la gare.");
        Answer without = opener.post(file, why);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("access.factor-needed").contains("secondFactor");
        for (String wrong : List.of("000000", used))
            assertThat(opener.post(file, with(why, wrong)).body())
                    .as("wrong, or used at the door")
                    .contains("access.wrong-factor");
        assertThat(opener.post(file, with(why, codeOf(secret, 1))).status()).isEqualTo(201);
        assertThat(opener.post(next, why).body()).as("once for each opening").contains("access.factor-needed");
    }

    @Test
    void thePageOfAnEmergencyHasAFieldForIt() {
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        assertThat(visit.get("/emergency").body()).contains("name=\"secondFactor\"");
    }

    /** Straight SQL of the care side's login: the function itself asks. */
    @Test
    void theFunctionAsksForItWhateverTheApplicationSends() throws SQLException {
        String file = fileOfSomebodyElse();
        try (var care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                var ask = care.createStatement()) {
            care.setAutoCommit(false);
            ask.execute(TestDatabase.entering(actor(worker).personId(), clock.instant()));
            var row = ask.executeQuery(
                    "select access.break_glass(gen_random_uuid(), gen_random_uuid(), '" + file + "', '\\x00')");
            row.next();
            assertThat(row.getString(1)).isEqualTo("FACTOR");
        }
    }

    /** Who takes the login of the door judges codes by themselves: a second factor makes no password an administrator's alone. */
    @Test
    void aPasswordOfTwoPeopleIsAskedForWithASecondFactorToo() {
        Organisation house = structure(Organisation.Kind.OTHER);
        Keys admin = keys(Role.SYSTEM_ADMINISTRATOR, house);
        assertThat(inside(admin)
                        .post("/api/v1/people/" + worker + "/password", Map.of())
                        .status())
                .isEqualTo(202);
    }

    /** A role, and an export with names: who sits at an open browser of a colleague agrees to nothing (OWASP ASVS 7.5.3). */
    @Test
    void whoAgreesToARoleOrAnExportShowsTheFactorAgain() throws SQLException {
        Organisation house = structure(Organisation.Kind.NGO);
        Keys admin = keys(Role.SYSTEM_ADMINISTRATOR, house);
        Keys officer = keys(Role.DATA_PROTECTION_OFFICER, house);
        Keys above = keys(Role.CASE_SUPERVISOR, house);
        String role = inside(admin)
                .post("/api/v1/people/" + worker + "/roles", Map.of("role", "CASE_SUPERVISOR"))
                .json()
                .path("id")
                .asString();
        Caller asking = inside(above);
        String export = asking.post("/api/v1/exports/requests", Map.of("format", "CSV", "purpose", "Transfert"))
                .json()
                .path("id")
                .asString();
        Caller deciding = inside(officer);
        for (String path :
                List.of("/api/v1/approvals/roles/" + role, "/api/v1/exports/requests/" + export + "/approval")) {
            Map<String, Object> yes = path.contains("exports") ? Map.of("approved", true) : Map.of();
            assertThat(deciding.post(path, yes).body()).as(path).contains("access.factor-needed");
            clock.moveTo(clock.instant().plusSeconds(60));
            Map<String, Object> shown = new java.util.HashMap<>(yes);
            shown.put("secondFactor", codeOf(officer.secret(), 0));
            assertThat(deciding.post(path, shown).status()).as(path).isBetween(200, 204);
        }
        String waiting =
                "(select id from access.decision where kind = 'EXPORT_SUPERVISOR' and subject = '" + export + "')";
        Keys other = keys(Role.CASE_SUPERVISOR, house);
        assertThat(org.akoma.LoginSql.answer(
                        actor(other.username()), clock.instant(), "select access.decide(" + waiting + ", true, null)"))
                .as("by straight SQL")
                .isEqualTo("FACTOR");
        String page = "/decisions/"
                + inside(other)
                        .get("/api/v1/decisions")
                        .json()
                        .path("waiting")
                        .get(0)
                        .path("id")
                        .asString();
        clock.moveTo(clock.instant().plusSeconds(60));
        Visit visit = browser();
        visit.signIn(other.username(), PASSWORD, "code", codeOf(other.secret(), 0));
        assertThat(visit.get(page).body()).contains("name=\"secondFactor\"");
        assertThat(visit.post(page + "/verdict", "agreed", "true").body()).contains("secondFactor-error");
    }

    /** Ten roles of a first day: one code, ten decisions; all or none. */
    @Test
    void severalRolesAreAgreedToWithOneCode() {
        Organisation house = structure(Organisation.Kind.NGO);
        Keys admin = keys(Role.SYSTEM_ADMINISTRATOR, house);
        Keys officer = keys(Role.DATA_PROTECTION_OFFICER, house);
        Caller giving = inside(admin);
        List<String> roles = java.util.stream.Stream.of("FINANCE_OFFICER", "EVALUATOR")
                .map(role -> {
                    String name = fresh("n").toLowerCase(java.util.Locale.ROOT);
                    return giving.post(
                                    "/api/v1/people",
                                    Map.of(
                                            "username",
                                            name,
                                            "organisation",
                                            house.code(),
                                            "role",
                                            role,
                                            "contractFrom",
                                            "2015-11-01"))
                            .json()
                            .path("role")
                            .asString();
                })
                .toList();
        String all = "/api/v1/approvals/roles";
        Caller deciding = inside(officer);
        assertThat(giving.post(all, Map.of("roles", roles)).status()).isEqualTo(403);
        assertThat(deciding.post(all, Map.of("roles", roles)).body()).contains("access.factor-needed");
        clock.moveTo(clock.instant().plusSeconds(60));
        List<String> one = List.of(roles.getFirst(), java.util.UUID.randomUUID().toString());
        assertThat(deciding.post(all, Map.of("roles", one, "secondFactor", codeOf(officer.secret(), 0)))
                        .status())
                .isEqualTo(404);
        assertThat(deciding.get("/api/v1/approvals").body()).as("none of them").contains(roles.getFirst());
        clock.moveTo(clock.instant().plusSeconds(60));
        Answer agreed = deciding.post(all, Map.of("roles", roles, "secondFactor", codeOf(officer.secret(), 0)));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(agreed.json().path("halves").size()).isEqualTo(2);
        assertThat(deciding.get("/api/v1/approvals").body()).doesNotContain(roles.getFirst(), roles.getLast());
        String third = giving.post("/api/v1/people/" + worker + "/roles", Map.of("role", "CASE_SUPERVISOR"))
                .json()
                .path("id")
                .asString();
        assertThat(deciding.post(all, Map.of("roles", List.of(third))).body())
                .as("the code is spent")
                .contains("access.factor-needed");
    }

    private record Keys(String username, String secret) {}

    private Keys keys(Role role, Organisation at) {
        String username = person(role, at);
        Keys kept = new Keys(username, enrolled(username));
        clock.moveTo(clock.instant().plusSeconds(60)); // each code opens once
        return kept;
    }

    private Caller inside(Keys who) {
        return nobody().withToken(nobody().post(
                        "/api/v1/tokens",
                        Map.of("username", who.username(), "password", PASSWORD, "code", codeOf(who.secret(), 0)))
                .json()
                .path("token")
                .asString());
    }

    private static Map<String, String> with(Map<String, String> body, String code) {
        return Map.of("reason", body.get("reason"), "secondFactor", code);
    }

    /** The code of a file of another structure, whose own worker has a second factor too. */
    private String fileOfSomebodyElse() {
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String kept = enrolled(other);
        clock.moveTo(clock.instant().plusSeconds(60)); // each code opens once
        Caller registering = nobody().withToken(nobody().post(
                        "/api/v1/tokens", Map.of("username", other, "password", PASSWORD, "code", codeOf(kept, 0)))
                .json()
                .path("token")
                .asString());
        return registering
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private String enrolled(String username) {
        Visit visit = browser(username);
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = SECRET.matcher(visit.get("/welcome").body());
        assertThat(found.find()).isTrue();
        String kept = found.group(1).replace(" ", "");
        assertThat(visit.post("/welcome/second-factor", "code", codeOf(kept, 0)).status())
                .isEqualTo(200);
        return kept;
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
