package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.journal.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package is called back by its sender: before it came, before the child is accepted, and after; and a child whose file was erased comes again. */
class PackageCallBackIT extends TwoHouses {

    private static final String CONTACT = "Permanence, +225 07 00 00 00";

    private String sent() {
        return api(worker.username())
                .get("/api/v1/cases/" + code + "/packages")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private String address() {
        return "/api/v1/cases/" + code + "/packages/" + sent() + "/call-back";
    }

    private Answer call(Actor by) {
        return api(by.username()).post(address(), Map.of("reason", "MISTAKE", "contact", CONTACT));
    }

    private byte[] calledBack() {
        Answer called = call(worker);
        assertThat(called.status()).as(called.body()).isEqualTo(200);
        assertThat(called.json().path("calledBackFor").asString()).isEqualTo("MISTAKE");
        var file = bytes(api(worker.username()), address());
        assertThat(file.statusCode()).isEqualTo(200);
        return file.body();
    }

    private static Answer read(Caller by, byte[] callBack) {
        return send(by, "/api/v1/packages/call-backs", callBack);
    }

    private String came(byte[] file) {
        Answer imported = bring(other.api(theirSupervisor), file, "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String made = madeOf(imported);
        other.ownerDoes("update cases.case_file set supervisor_id = '" + theirSupervisor.personId() + "' where code = '"
                + made + "'");
        return made;
    }

    @Test
    void whatHasNotComeIsImportedNoMore() {
        byte[] file = made();
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        assertThat(call(stranger).status()).as("who does not work on the file").isEqualTo(404);
        assertThat(bytes(api(worker.username()), address()).statusCode())
                .as("nobody has called it back")
                .isEqualTo(404);
        byte[] callBack = calledBack();
        assertThat(call(supervisor).body()).contains("packages.called-already");
        assertThat(take(worker, sent()).statusCode()).as("it is over here").isEqualTo(422);
        Caller there = other.api(theirSupervisor);
        byte[] changed = callBack.clone();
        changed[changed.length - 3] ^= 4;
        assertThat(read(there, changed).body()).contains("packages.damaged");
        assertThat(read(api(supervisor.username()), callBack).body()).contains("packages.not-for-us");
        assertThat(read(other.api(theirWorker), callBack).body())
                .as("a supervisor reads what has not come")
                .contains("packages.unknown-call-back");
        assertThat(read(there, forged()).body()).contains("packages.unknown-signer");
        Answer done = read(there, callBack);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().path("state").asString()).isEqualTo("NOT_COME");
        answered(receiptOf(done), "NOT_COME");
        assertThat(bring(there, file, "").body()).contains("packages.called-back");
        assertThat(read(there, callBack).body()).contains("packages.call-back-used");
        String page =
                browser(worker.username()).get("/cases/" + code + "/packages").body();
        assertThat(page)
                .contains("Rappelé par", "Envoyé par erreur", "L’autorité a lu le rappel le", "ne sera plus importé");
        assertThat(api(worker.username()).get("/api/v1/packages").body()).contains("CALLED_BACK");
    }

    private static byte[] receiptOf(Answer read) {
        return Base64.getDecoder().decode(read.json().path("receipt").asString());
    }

    /** The sender reads the receipt of its call-back: once, whole, and nobody reads it who does not work on the file. */
    private void answered(byte[] receipt, String state) {
        byte[] changed = receipt.clone();
        changed[changed.length - 3] ^= 4;
        Caller reader = api(worker.username());
        String receipts = "/api/v1/packages/receipts";
        assertThat(send(reader, receipts, changed).body()).contains("packages.damaged");
        assertThat(send(api(actor(person(Role.CASE_WORKER, ngo)).username()), receipts, receipt)
                        .body())
                .as("who does not see the file does not learn of it")
                .contains("packages.unknown-package");
        assertThat(send(other.api(theirSupervisor), receipts, receipt).body())
                .as("it is for the sender")
                .contains("packages.not-for-us");
        Answer kept = send(reader, receipts, receipt);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.json().path("items").path(0).path("callBackAnswer").asString())
                .isEqualTo(state);
        assertThat(send(reader, receipts, receipt).body()).contains("packages.receipt-used");
    }

    /** The officer sees no file, and calls back all the same. */
    @Test
    void theDataProtectionOfficerCallsBack() throws SQLException {
        String made = came(made());
        String id = sent();
        String address = "/api/v1/packages/" + id + "/call-back";
        Map<String, String> words = Map.of("reason", "WRONG_AUTHORITY", "contact", CONTACT);
        for (Actor no : List.of(worker, supervisor, administrator))
            assertThat(api(no.username()).post(address, words).status())
                    .as(no.username())
                    .isEqualTo(403);
        Caller officer = api(custodian.username());
        assertThat(officer.get("/api/v1/packages/left").body()).contains(id, code);
        assertThat(browser(custodian.username()).get("/packages/left/" + id).body())
                .contains("Rappeler l’envoi");
        assertThat(bytes(officer, address).statusCode())
                .as("nobody called it back")
                .isEqualTo(404);
        Answer called = officer.post(address, words);
        assertThat(called.status()).as(called.body()).isEqualTo(200);
        assertThat(officer.post(address, words).body()).contains("packages.called-already");
        var file = bytes(officer, address);
        assertThat(file.statusCode()).isEqualTo(200);
        Answer done = read(other.api(theirSupervisor), file.body());
        assertThat(done.body()).contains("CLOSED", made);
        assertThat(other.api(theirSupervisor)
                        .get("/api/v1/cases/" + made + "/origin")
                        .body())
                .contains(CONTACT);
        assertThat(send(officer, "/api/v1/packages/receipts", receiptOf(done)).status())
                .isEqualTo(200);
        assertThat(browser(custodian.username()).get("/packages/left").body())
                .contains(code, "L’autorité a lu le rappel le");
        assertThat(bytes(api(worker.username()), "/api/v1/cases/" + code + "/packages/" + id + "/call-back")
                        .statusCode())
                .as("who works on the file takes it too")
                .isEqualTo(200);
        assertThat(LoginSql.answer(worker, clock.instant(), "select count(*) from packages.call_back where by_officer"))
                .isNotEqualTo("0");
    }

    @Test
    void nobodyCallsBackWhatNobodyDownloaded() {
        consent("GIVEN");
        accepted();
        agreed();
        assertThat(call(worker).body()).contains("packages.not-left");
    }

    @Test
    void whatCameIsClosedAndThePageSaysWhomToCall() {
        String made = came(made());
        Caller there = other.api(theirSupervisor);
        assertThat(there.get("/api/v1/cases/" + made + "/origin/record").body()).contains(family);
        Answer done = read(there, calledBack());
        assertThat(done.body()).contains("CLOSED", made);
        assertThat(there.get("/api/v1/cases/" + made + "/origin/record").status())
                .isEqualTo(404);
        assertThat(there.post("/api/v1/cases/" + made + "/origin/acceptance", Map.of())
                        .body())
                .contains("packages.called-back");
        assertThat(there.get("/api/v1/cases/" + made + "/origin").body()).contains(CONTACT, "IN_FORCE");
        assertThat(there.get("/api/v1/cases/" + made + "/history?limit=50").body())
                .contains("packages.called-back");
        clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
        other.bean(HouseIT.MovableClock.class).moveTo(clock.instant());
        Answer again = bring(other.api(theirSupervisor), take(worker, agreed()).body(), "?again=" + code);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(other.api(theirSupervisor)
                        .get("/api/v1/cases/" + made + "/origin/record")
                        .status())
                .as("the right one came")
                .isEqualTo(200);
        assertThat(other.bean(Verifier.class).verify().misfit())
                .as("the journal there")
                .isNull();
    }

    @Test
    void whoIsAcceptedHereIsLetGoByTwoPeopleAlone() {
        String made = came(made());
        Caller there = other.api(theirSupervisor);
        assertThat(there.post("/api/v1/cases/" + made + "/origin/acceptance", Map.of())
                        .status())
                .isEqualTo(200);
        byte[] callBack = calledBack();
        Answer asked = read(there, callBack);
        assertThat(asked.body()).contains("ASKED", made);
        assertThat(there.get("/api/v1/cases/" + made + "/origin/record").status())
                .as("nothing changes yet")
                .isEqualTo(200);
        answered(receiptOf(asked), "ASKED");
        assertThat(read(there, callBack).body()).contains("packages.call-back-used");
        Actor second = other.person(Role.CASE_SUPERVISOR, ministry, null);
        String asking = "/api/v1/decisions/" + waiting(other.api(second), made);
        assertThat(there.post(asking + "/verdict", Map.of("agreed", true)).status())
                .as("who read it decides nothing")
                .isEqualTo(403);
        assertThat(there.post(asking + "/withdrawal", Map.of()).status())
                .as("nor takes it back")
                .isEqualTo(403);
        assertThat(verdict(other.api(second), made, true)).isEqualTo(200);
        assertThat(there.get("/api/v1/cases/" + made + "/origin/record").status())
                .isEqualTo(404);
        assertThat(there.get("/api/v1/cases/" + made + "/origin").body()).contains("IN_FORCE", second.username());
        var later = bytes(there, "/api/v1/cases/" + made + "/origin/call-back/receipt");
        assertThat(later.statusCode()).isEqualTo(200);
        answered(later.body(), "CLOSED");
    }

    /** The other way: what the pages say of a file that a partner calls back. */
    @Test
    void thePagesOfAFileSayThatItIsCalledBack() throws SQLException {
        Answer imported = bring(api(supervisor.username()), madeThere(newFamilyName()), "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String made = madeOf(imported);
        TestDatabase.ownerDoes("update cases.case_file set supervisor_id = '" + supervisor.personId()
                + "' where code = '" + made + "'");
        assertThat(held(made)).as("what the child is told, when it asks").isEqualTo("RECEIVED");
        var child = imported.json().path("contents").path("children").path(0);
        String theirs = "/api/v1/cases/" + child.path("sentAs").asString() + "/packages/"
                + child.path("id").asString() + "/call-back";
        Answer called = other.api(theirWorker).post(theirs, Map.of("reason", "OTHER_CHILD", "contact", CONTACT));
        assertThat(called.status()).as(called.body()).isEqualTo(200);
        Answer done = read(
                api(supervisor.username()),
                bytes(other.api(theirWorker), theirs).body());
        assertThat(done.body()).contains("CLOSED", made);
        Visit open = browser(supervisor.username());
        assertThat(open.get("/cases/" + made + "/origin").body())
                .contains(CONTACT, "Il parle d’un autre enfant")
                .doesNotContain("/origin/paper", "/origin/acceptance");
        assertThat(open.get("/cases/" + made).body()).contains("a rappelé cet envoi");
        assertThat(open.get("/cases/" + made + "/received-record").location()).endsWith("/origin");
    }

    private String held(String file) throws SQLException {
        return LoginSql.answer(
                supervisor,
                clock.instant().plusSeconds(60),
                "select string_agg(g.way, ' ') from cases.file_shown f cross join lateral retention.given_to(f.id) g"
                        + " where f.code = '" + file + "'");
    }

    /** With their own login and without the application. */
    @Test
    void whoMayNotCallsNothingBackAndNobodyMakesACallBackUp() throws SQLException {
        made();
        Instant now = clock.instant().plusSeconds(60);
        assertThat(held(code)).as("what the child is told, when it asks").contains("PACKAGE");
        String call = "select packages.call_back('" + sent() + "', 'MISTAKE', '\\x00')";
        for (Actor who : List.of(lent(code), actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)))))
            assertThat(LoginSql.answer(who, now, call)).isEqualTo("FORBIDDEN");
        String madeUp = "select packages.read_call_back('" + Ids.next() + "', (select k.id from packages.partner_key k"
                + " join access.organisation o on o.id = k.organisation_id where o.code = '" + abroad.code()
                + "'), '{\"kind\":\"CALL_BACK\"}', decode(repeat('00', 64), 'hex'), '{}', '\\x00')";
        assertThat(LoginSql.answer(supervisor, now, madeUp)).isEqualTo("UNSIGNED");
        assertThat(LoginSql.answer(worker, now, call)).isEqualTo("DONE");
        calledBack();
        String receipt = "select packages.answer_call_back('" + sent()
                + "', (select s.key_id from packages.sent s where s.id = '" + sent()
                + "'), '{\"kind\":\"CALL_BACK_RECEIPT\"}', decode(repeat('00', 64), 'hex'), '{\"answer\":\"CLOSED\"}')";
        assertThat(LoginSql.answer(worker, now, receipt))
                .as("who called it back makes up no receipt")
                .isEqualTo("UNSIGNED");
        assertThat(LoginSql.answer(lent(code), now, receipt)).isIn("UNKNOWN", "NOT_YOURS");
    }

    @TempDir
    private Path folder;

    /** No trace of the child is left to compare with but the code of the sender: who imports it is told, and answers. */
    @Test
    void aChildWhoseFileWasErasedIsAskedAbout() throws IOException {
        String first = came(made());
        other.ownerDoes("update cases.case_file set erased_at = '2015-11-16' where code = '" + first + "'");
        clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
        other.bean(HouseIT.MovableClock.class).moveTo(clock.instant());
        byte[] second = take(worker, agreed()).body();
        Caller there = other.api(theirSupervisor);
        Answer asked = bring(there, second, "");
        assertThat(asked.status()).as(asked.body()).isEqualTo(409);
        assertThat(asked.body()).contains("packages.erased").doesNotContain(first);
        Path file = Files.write(folder.resolve("again.age"), second);
        assertThat(command(file, Set.of())).startsWith("1 ").contains("packages.erased", "--again");
        assertThat(command(file, Set.of(code))).startsWith("0 ").contains("1 of 1 files were made");
        assertThat(bring(there, second, "").body()).contains("packages.replay");
    }

    private String command(Path file, Set<String> again) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int result = other.command("handover import")
                .run(new Command.Order(
                        Optional.of(file),
                        false,
                        both,
                        both,
                        Optional.of(file + "." + again.size() + ".receipt"),
                        Set.of(code),
                        again));
        return result + " " + said;
    }

    /** By a key that nobody confirmed. */
    private byte[] forged() {
        HouseKey stranger = HouseKey.of(new byte[32]);
        HouseKey theirs = other.bean(HouseKeys.class).key();
        Manifest manifest = new Manifest(
                Manifest.Kind.CALL_BACK,
                Manifest.SCHEMA,
                Ids.next(),
                ngo.code(),
                List.of(stranger.open().fingerprint()),
                ministry.code(),
                theirs.open().recipient(),
                MORNING,
                MORNING.plus(Duration.ofDays(9)),
                List.of(),
                List.of());
        return SealedFile.write(
                List.of(stranger),
                theirs.open(),
                manifest,
                Map.of("callback.json", "{}".getBytes(StandardCharsets.UTF_8)));
    }
}
