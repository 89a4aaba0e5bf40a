package org.akoma.ground.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.signin.GuardedHouseIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A device lets its person in, and each way in which it lets nobody in. */
@TestPropertySource(properties = "akoma.address=https://akoma.test")
class PasskeysIT extends GuardedHouseIT {

    private static final Pattern SECRET = Pattern.compile("class=\"key\">([A-Z2-7 ]{39})<");

    private String worker;
    private String secret;
    private Visit inside;
    private TestDevice device;

    @BeforeEach
    void aWorkerWithASecondFactorAndADevice() {
        clock.moveTo(MORNING);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        secret = takeFactor(worker);
        inside = signedIn(worker, secret);
        device = new TestDevice();
    }

    private String takeFactor(String username) {
        Visit visit = browser(username);
        visit.post("/welcome/second-factor/password", "before", PASSWORD);
        Matcher found = SECRET.matcher(visit.get("/welcome").body());
        assertThat(found.find()).isTrue();
        String key = found.group(1).replace(" ", "");
        visit.post("/welcome/second-factor", "code", codeOf(key, 0));
        later();
        return key;
    }

    private Visit signedIn(String username, String key) {
        Visit visit = browser();
        assertThat(visit.signIn(username, PASSWORD, "code", codeOf(key, 0)).status())
                .isEqualTo(303);
        later();
        return visit;
    }

    private void later() {
        clock.moveTo(clock.instant().plusSeconds(60));
    }

    private Answer allow(Visit visit, String key) {
        visit.get("/account/passkeys");
        Answer allowed =
                visit.post("/account/passkeys", "name", "Téléphone", "before", PASSWORD, "code", codeOf(key, 0));
        later();
        return allowed;
    }

    private Answer add(Visit visit, String key, TestDevice made) {
        assertThat(allow(visit, key).status()).isEqualTo(200);
        JsonNode question = visit.post("/account/passkeys/question").json();
        return visit.post("/account/passkeys/add", "name", "Téléphone", "passkey", made.make(question));
    }

    private void add() {
        assertThat(add(inside, secret, device).location()).endsWith("/account/passkeys?done=passkey-added");
    }

    private static JsonNode question(Visit visit) {
        visit.get("/sign-in");
        return visit.post("/sign-in/passkey/question").json();
    }

    private static Answer enter(Visit visit, TestDevice by) {
        return visit.post("/sign-in/passkey", "passkey", by.sign(question(visit)), "back", "/organisations");
    }

    private Answer enter() {
        return enter(browser(), device);
    }

    private static List<String> ownerReads(String sql) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var rows = owner.createStatement().executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) read.add(rows.getString(1));
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ownerDoes(String sql) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            owner.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void does(Compartment login, String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(login.login())) {
            connection.createStatement().execute(sql);
        }
    }

    private static String person(String username) {
        return "(select id from access.person where code = '" + username + "')";
    }

    private static long keysOf(String username) {
        return ownerReads("select id::text from access.passkey where person_id = " + person(username))
                .size();
    }

    private static List<String> rings(String username) {
        return ownerReads("select what from notices.bell where kind = 'account' and person_id = " + person(username));
    }

    private static List<String> acts(String username) {
        return ownerReads("select act from journal.entry where chain = " + person(username));
    }

    private void nobodyComesIn(Answer refused, String said) {
        assertThat(refused.status()).as(refused.body()).isIn(401, 429);
        assertThat(refused.body()).contains(said);
        assertThat(refused.headers("Set-Cookie")).noneMatch(one -> one.startsWith("akoma="));
    }

    @Test
    void aDeviceLetsItsPersonInAndCountsAsPasswordAndCode() {
        add();
        assertThat(inside.get("/account/passkeys").body()).contains("Téléphone", "pas encore");
        Visit visit = browser();
        assertThat(visit.get("/sign-in").body()).contains("Se connecter avec une clé d’accès");
        Answer in = enter(visit, device);
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/organisations");
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
        assertThat(ownerReads("select (factor_at is not null)::text from access.session where person_id = "
                        + person(worker) + " and device is not null order by opened_at desc limit 1"))
                .containsExactly("true");
        assertThat(acts(worker)).contains("access.passkey-added", "access.signed-in");
        assertThat(rings(worker)).contains("PASSKEY_ADDED");
        assertThat(inside.get("/account/passkeys").body()).doesNotContain("pas encore</td>");
    }

    @Test
    void theQuestionNamesNobodyAndAsksForVerification() {
        JsonNode question = question(browser());
        assertThat(question.path("allowCredentials").size()).isZero();
        assertThat(question.path("userVerification").asString()).isEqualTo("required");
        assertThat(question.path("rpId").asString()).isEqualTo("akoma.test");
        allow(inside, secret);
        JsonNode asked = inside.post("/account/passkeys/question").json();
        assertThat(asked.path("authenticatorSelection").path("userVerification").asString())
                .isEqualTo("required");
        assertThat(asked.path("authenticatorSelection").path("residentKey").asString())
                .isEqualTo("required");
        assertThat(asked.path("user").path("id").asString()).isNotBlank();
        assertThat(asked.path("user").path("name").asString()).isEqualToIgnoringCase(worker);
    }

    @Test
    void anAnswerIsGoodOnceAndInTheBrowserThatWasAsked() {
        add();
        Visit visit = browser();
        String sent = device.sign(question(visit));
        var kept = new java.util.LinkedHashMap<>(visit.cookies());
        assertThat(visit.post("/sign-in/passkey", "passkey", sent).status()).isEqualTo(303);
        Visit again = browser();
        again.get("/sign-in");
        again.cookies().put("akoma-passkey", kept.get("akoma-passkey"));
        nobodyComesIn(again.post("/sign-in/passkey", "passkey", sent), "La demande a expiré");
        Visit other = browser();
        String theirs = device.sign(question(other));
        Visit strange = browser();
        strange.get("/sign-in");
        nobodyComesIn(strange.post("/sign-in/passkey", "passkey", theirs), "La demande a expiré");
        Visit slow = browser();
        String late = device.sign(question(slow));
        clock.moveTo(clock.instant().plusSeconds(301));
        nobodyComesIn(slow.post("/sign-in/passkey", "passkey", late), "La demande a expiré");
        Visit asked = browser();
        question(asked);
        nobodyComesIn(asked.post("/sign-in/passkey", "passkey", sent), "Cette clé d’accès n’ouvre rien");
    }

    @Test
    void whatAnotherSiteOrAnUnverifiedPersonSignedIsRefused() {
        add();
        device.origin = "https://akoma.test.example";
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
        device.origin = "https://akoma.test";
        device.host = "example";
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
        device.host = "akoma.test";
        device.verifies = false;
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
        device.verifies = true;
        String own = device.handle;
        device.handle = KeptKey.encoded(KeptKey.random());
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
        device.handle = own;
        nobodyComesIn(enter(browser(), new TestDevice()), "Cette clé d’accès n’ouvre rien");
        assertThat(enter().status()).as("its own again").isEqualTo(303);
        assertThat(acts(worker)).contains("access.sign-in-refused");
    }

    @Test
    void wrongAnswersMakeThisKeyWait() {
        add();
        device.verifies = false;
        for (int i = 0; i < 5; i++) enter();
        device.verifies = true;
        nobodyComesIn(enter(), "Attendez un moment");
        assertThat(browser().signIn(worker, PASSWORD, "code", codeOf(secret, 0)).status())
                .as("by password and code as ever")
                .isEqualTo(303);
        clock.moveTo(clock.instant().plusSeconds(3700));
        assertThat(enter().status()).isEqualTo(303);
    }

    @Test
    void aCounterThatWentBackLetsNobodyInAndRingsThePerson() {
        device.counter = 7;
        add();
        device.counter = 8;
        assertThat(enter().status()).isEqualTo(303);
        nobodyComesIn(enter(), "Cette clé d’accès est refusée");
        device.counter = 3;
        nobodyComesIn(enter(), "Cette clé d’accès est refusée");
        assertThat(rings(worker)).contains("PASSKEY_COPIED");
        device.counter = 9;
        assertThat(enter().status()).isEqualTo(303);
    }

    @Test
    void noneIsAddedWithoutPasswordAndCode() {
        inside.get("/account/passkeys");
        assertThat(inside.post("/account/passkeys/question").status()).isEqualTo(403);
        Answer wrong =
                inside.post("/account/passkeys", "name", "X", "before", "un autre mot", "code", codeOf(secret, 0));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("before-error");
        assertThat(inside.post("/account/passkeys", "name", "X", "before", PASSWORD, "code", "000000")
                        .status())
                .isEqualTo(422);
        assertThat(inside.post("/account/passkeys", "name", "", "before", PASSWORD, "code", codeOf(secret, 0))
                        .body())
                .contains("name-error");
        assertThat(inside.post("/account/passkeys/question").status()).isEqualTo(403);
        allow(inside, secret);
        JsonNode question = inside.post("/account/passkeys/question").json();
        clock.moveTo(clock.instant().plusSeconds(601));
        assertThat(inside.post("/account/passkeys/add", "name", "X", "passkey", device.make(question))
                        .status())
                .as("too late")
                .isEqualTo(422);
        allow(inside, secret);
        device.verifies = false;
        assertThat(inside.post(
                                "/account/passkeys/add",
                                "name",
                                "X",
                                "passkey",
                                device.make(inside.post("/account/passkeys/question")
                                        .json()))
                        .body())
                .contains("La réponse de cet appareil n’est pas valable");
        assertThat(keysOf(worker)).isZero();
    }

    @Test
    void aQuestionOfOneSessionOrPurposeIsNotAnsweredInAnother() {
        add();
        Visit other = signedIn(worker, secret);
        allow(inside, secret);
        allow(other, secret);
        JsonNode asked = inside.post("/account/passkeys/question").json();
        String stolen = inside.cookies().get("akoma-passkey");
        other.cookies().put("akoma-passkey", stolen);
        assertThat(other.post("/account/passkeys/add", "name", "X", "passkey", new TestDevice().make(asked))
                        .status())
                .isEqualTo(422);
        Visit visit = browser();
        visit.get("/sign-in");
        visit.cookies().put("akoma-passkey", stolen);
        nobodyComesIn(visit.post("/sign-in/passkey", "passkey", device.sign(asked)), "La demande a expiré");
        assertThat(keysOf(worker)).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToOneAccount() {
        add();
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String key = takeFactor(other);
        Visit theirs = signedIn(other, key);
        assertThat(add(theirs, key, device).body()).contains("Cet appareil a déjà une clé d’accès ici");
        assertThat(keysOf(other)).isZero();
        String id = ownerReads("select id::text from access.passkey where person_id = " + person(worker))
                .getFirst();
        theirs.post("/account/passkeys/" + id + "/name", "name", "à moi");
        theirs.post("/account/passkeys/" + id + "/remove");
        assertThat(inside.get("/account/passkeys").body()).contains("Téléphone").doesNotContain("à moi");
    }

    @Test
    void aDeviceShowsThatItsPersonStillSitsThereAndNoOtherDoes() {
        add();
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String key = takeFactor(other);
        Visit theirs = signedIn(other, key);
        TestDevice foreign = new TestDevice();
        add(theirs, key, foreign);
        clock.moveTo(clock.instant().plusSeconds(31 * 60));
        String id = ownerReads("select id::text from access.passkey where person_id = " + person(worker))
                .getFirst();
        String remove = "/account/passkeys/" + id + "/remove";
        inside.get("/account/passkeys");
        Answer asked = inside.post(remove);
        assertThat(asked.body()).contains("Encore votre code", "Avec ma clé d’accès", "action=\"" + remove + "\"");
        assertThat(inside.post(
                                remove,
                                "passkey",
                                foreign.sign(
                                        inside.post("/account/passkeys/again").json()))
                        .body())
                .contains("n’est pas l’une des vôtres");
        assertThat(keysOf(worker)).isEqualTo(1);
        JsonNode question = inside.post("/account/passkeys/again").json();
        assertThat(question.path("allowCredentials").size()).isEqualTo(1);
        assertThat(inside.post(remove, "passkey", device.sign(question)).location())
                .endsWith("/account/passkeys?done=passkey-removed");
        assertThat(keysOf(worker)).isZero();
        assertThat(acts(worker)).contains("access.passkey-removed");
        assertThat(rings(worker)).contains("PASSKEY_REMOVED");
    }

    @Test
    void aRemovedKeyLetsNobodyInAndWhoCameInByItIsOut() {
        add();
        Visit visit = browser();
        enter(visit, device);
        inside.get("/account/passkeys");
        String id = ownerReads("select id::text from access.passkey where person_id = " + person(worker))
                .getFirst();
        inside.post("/account/passkeys/" + id + "/remove");
        assertThat(visit.get("/organisations").status()).isEqualTo(302);
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
        assertThat(inside.get("/account").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "must_change = true, one_time_until = null",
                "totp_sealed = null",
                "totp_sealed = sha256('another')"
            })
    void aNewPasswordByOthersOrAnotherSecondFactorRemovesThem(String change) {
        add();
        ownerDoes("update access.credential set " + change + " where person_id = " + person(worker));
        assertThat(keysOf(worker)).isZero();
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
    }

    /** Also of who had no six digits: the reset is decided by two people in any case. */
    @Test
    void aResetThatTwoPeopleDecideRemovesThem() {
        add();
        String asked = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        String agrees = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        ownerDoes(
                "insert into access.second_factor_reset (id, person_id, asked_by, asked_at) values (gen_random_uuid(), "
                        + person(worker) + ", " + person(asked) + ", now())");
        assertThat(keysOf(worker)).isEqualTo(1);
        ownerDoes("update access.second_factor_reset set approved_at = now(), approved_by = " + person(agrees)
                + " where person_id = " + person(worker));
        assertThat(keysOf(worker)).isZero();
    }

    @Test
    void theOwnNewPasswordRemovesThem() {
        add();
        String fresh = "quatre mots sans aucun lien";
        assertThat(inside.post(
                                "/account/password",
                                "before",
                                PASSWORD,
                                "code",
                                codeOf(secret, 0),
                                "password",
                                fresh,
                                "again",
                                fresh)
                        .location())
                .contains("done=own-password");
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
    }

    @Test
    void anAdministratorSeesThatThereAreSomeAndEndsThemWithTheSessions() {
        add();
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        Visit desk = signedIn(admin, takeFactor(admin));
        assertThat(desk.get("/people/" + worker).body()).contains("Une clé, la dernière ajoutée");
        assertThat(desk.post("/people/" + worker + "/sessions/end").location()).contains("done=sessions-ended");
        assertThat(keysOf(worker)).isZero();
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
    }

    @Test
    void whoseContractEndedOrHasNoRoleIsNotLetIn() {
        add();
        ownerDoes("update access.person set contract_until = contract_from where id = " + person(worker));
        nobodyComesIn(enter(), "Cette clé d’accès n’ouvre rien");
    }

    /** Anyone who takes a login of the application over reads no key, plants none and makes none their own. */
    @Test
    void noLoginReadsOrWritesAKey() {
        add();
        for (Compartment login :
                List.of(Compartment.DOOR, Compartment.ADMINISTRATION, Compartment.CUSTODY, Compartment.PROTECTION)) {
            for (String sql : List.of(
                    "select count(*) from access.passkey",
                    "insert into access.passkey values (gen_random_uuid(), " + person(worker)
                            + ", sha256('k'), sha256('m'), sha256('s'), sha256('n'), 0, now(), null)",
                    "update access.passkey set sealed = sha256('s')",
                    "update access.passkey set person_id = gen_random_uuid()",
                    "delete from access.passkey",
                    "insert into access.passkey_permit select token_hash, now() from access.session",
                    "delete from access.answered_question",
                    "select door.use_passkey(gen_random_uuid(), sha256('m'), 1, now())"))
                assertThatThrownBy(() -> does(login, sql))
                        .as(login + ": " + sql)
                        .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() ->
                        ownerDoes("update access.passkey set sealed = sha256('s') where person_id = " + person(worker)))
                .hasStackTraceContaining("access.passkey-changed");
    }

    /** The login of the door opens nothing without the mark, and adds none to a session in which password and code were not shown. */
    @Test
    void theLoginOfTheDoorAloneOpensNothing() throws SQLException {
        add();
        String id = ownerReads("select id::text from access.passkey where person_id = " + person(worker))
                .getFirst();
        String token = ownerReads(
                        "select encode(token_hash, 'hex') from access.session where kind = 'BROWSER' and person_id = "
                                + person(worker) + " limit 1")
                .getFirst();
        String now = "timestamptz '" + clock.instant() + "'";
        try (var door = TestDatabase.connectAs(Compartment.DOOR.login());
                var asking = door.createStatement()) {
            try (var row = asking.executeQuery("select door.open_passkey('" + id
                    + "', sha256('guessed'), 9, sha256('mine'), '', '', " + now + ")")) {
                row.next();
                assertThat(row.getBoolean(1)).isFalse();
            }
            try (var row = asking.executeQuery("select door.add_passkey('\\x" + token
                    + "', sha256('q'), gen_random_uuid(), sha256('k2'), sha256('m2'), sha256('s'), sha256('n'), 0, "
                    + now + ")")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("ENDED");
            }
        }
        assertThat(keysOf(worker)).isEqualTo(1);
    }

    @Test
    void aProgramReadsNamesAndRemovesItsOwnersKeys() {
        add();
        Answer opened = nobody().post(
                        "/api/v1/tokens", Map.of("username", worker, "password", PASSWORD, "code", codeOf(secret, 0)));
        Caller program = nobody().withToken(opened.json().path("token").asString());
        String own = "/api/v1/account/passkeys";
        JsonNode one = program.get(own).json().path("items").get(0);
        assertThat(one.path("name").asString()).isEqualTo("Téléphone");
        assertThat(one.size()).as("nothing of the key").isEqualTo(4);
        String at = own + "/" + one.path("id").asString();
        assertThat(program.post(at + "/name", Map.of("name", "Bureau")).status())
                .isEqualTo(204);
        assertThat(program.post(at + "/name", Map.of("name", "")).status()).isEqualTo(422);
        assertThat(program.get(own).body()).contains("Bureau");
        assertThat(program.delete(own + "/" + Ids.next()).code()).isEqualTo("access.no-passkey");
        assertThat(program.delete(at).status()).isEqualTo(204);
        assertThat(keysOf(worker)).isZero();
    }

    /** The library brings CBOR along, which is for the answers of devices. */
    @Test
    void theApiSpeaksJsonAlone() {
        Caller program = nobody().withToken(nobody().post(
                        "/api/v1/tokens", Map.of("username", worker, "password", PASSWORD, "code", codeOf(secret, 0)))
                .json()
                .path("token")
                .asString());
        Answer asked = program.send(program.request("/api/v1/me")
                .header("Accept", "application/cbor")
                .GET());
        assertThat(asked.status()).as(asked.toString()).isEqualTo(406);
    }

    @Test
    void theHeadersLetThisHouseAloneAskADevice() {
        assertThat(browser().get("/sign-in").header("Permissions-Policy").orElseThrow())
                .contains("publickey-credentials-get=(self)", "publickey-credentials-create=(self)");
        Answer forged = browser().post("/sign-in/passkey/question", "_csrf", "forged");
        assertThat(forged.status()).isNotEqualTo(200);
        assertThat(forged.headers("Set-Cookie")).noneMatch(one -> one.startsWith("akoma-passkey="));
    }
}
