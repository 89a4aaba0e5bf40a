package org.akoma.ground.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.akoma.Answer;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The journal is read by who watches over it, and any change behind its back is found and named. */
class JournalIT extends HouseIT {

    @Autowired
    private Journal journal;

    @Autowired
    private Roots roots;

    @Autowired
    private Verifier verifier;

    @Autowired
    private Publisher publisher;

    @Autowired
    private VerifyCommand command;

    private Actor worker;
    private String dpo;

    @BeforeEach
    void threeActsUnderARoot() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        for (int i = 1; i <= 3; i++) act("access.password-reset", "n" + i);
        SealedRoots.seal(roots);
    }

    private void act(String code, String value) {
        transactions.doAs(worker, () -> journal.noteOwn(worker, code, Map.of("value", value)));
    }

    @Test
    void anUntouchedJournalFits() {
        Verification found = verifier.verify();
        assertThat(found.misfit()).isNull();
        assertThat(found.entries()).isGreaterThanOrEqualTo(3);
        assertThat(found.roots()).isPositive();
        assertThat(verifyByCommand()).startsWith("0 ").contains("entries and");
    }

    @ParameterizedTest
    @CsvSource({
        "act,          'act = ''access.password-resez''',                                        2",
        "body,         'body = set_byte(body, 5, 255 - get_byte(body, 5))',                       2",
        "hash,         'hash = set_byte(hash, 31, 255 - get_byte(hash, 31))',                     2",
        "prev,         'prev = set_byte(prev, 0, 255 - get_byte(prev, 0))',                       2",
        "at,           'at = at + interval ''1 microsecond''',                                   2",
        "actor,        'actor = gen_random_uuid()',                                             2",
        "section,      'section = 1',                                                          2",
        "first body,   'body = set_byte(body, 5, 255 - get_byte(body, 5))',                       1",
        "last body,    'body = set_byte(body, 5, 255 - get_byte(body, 5))',                       3"
    })
    void oneChangedByteIsNamed(String what, String change, int seq) throws SQLException {
        tampered("update journal.entry set " + change + where(seq), worker.personId() + "#" + seq);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void aDeletedEntryIsNamed(int seq) throws SQLException {
        tampered("delete from journal.entry" + where(seq), worker.personId() + "#" + seq);
    }

    @Test
    void aWholeDeletedChainIsNamed() throws SQLException {
        tampered("delete from journal.entry where chain = '" + worker.personId() + "'", worker.personId() + "#1");
    }

    @Test
    void twoEntriesInEachOthersPlaceAreNamed() throws SQLException {
        tampered(
                "update journal.entry set seq = 99" + where(2) + "; update journal.entry set seq = 2" + where(3)
                        + "; update journal.entry set seq = 3 where chain = '" + worker.personId() + "' and seq = 99",
                worker.personId() + "#2");
    }

    /** Anyone who can compute hashes can make a chain that fits itself; not one that fits a root that was signed. */
    @Test
    void aChainRewrittenWithFittingHashesDoesNotFitItsRoot() throws SQLException {
        tampered(
                "update journal.entry set act = 'access.nothing'" + where(3) + ";"
                        + "update journal.entry set hash = sha256(prev || uuid_send(chain) || int4send(seq) || timestamptz_send(at)"
                        + " || uuid_send(actor) || int4send(section) || sha256(textsend(act)) || sha256(body))"
                        + where(3),
                "does not fit its entries");
    }

    @Test
    void aRootThatIsGoneOrChangedIsNamed() throws SQLException {
        String last = "(select max(n) from journal.root)";
        tampered("delete from journal.root where n = " + last, "was published and is gone");
        tampered(
                "update journal.root set signature = set_byte(signature, 3, 255 - get_byte(signature, 3)) where n = "
                        + last,
                "not signed by this house");
    }

    /** The house's file of roots is asked for, line by line. */
    @Test
    void theFileOfRootsIsAskedFor() throws Exception {
        act("access.password-reset", "n4");
        SealedRoots.seal(roots); // so that the newest is not the only one
        Path file = DATA.resolve("roots.txt");
        String newest = Files.readAllLines(file).getLast();
        String number = newest.substring(0, newest.indexOf(' '));
        String other = newest.substring(0, newest.length() - 1) + (newest.endsWith("0") ? "1" : "0");
        withFile(null, "is not in roots.txt");
        withFile(now -> List.of(), "is not in roots.txt");
        withFile(now -> now.subList(0, now.size() - 1), "is not in roots.txt: the file was cut or lost");
        withFile(now -> now.subList(1, now.size()), "is not in roots.txt");
        withFile(now -> with(now, other), "root " + number + " was published twice with different content");
        withFile(now -> with(now, "\u0000garbage"), " of roots.txt is no root");
        withFile(now -> with(now, now.getLast()), null); // the same again, after a write that was cut short
    }

    private static List<String> with(List<String> lines, String more) {
        return java.util.stream.Stream.concat(lines.stream(), java.util.stream.Stream.of(more))
                .toList();
    }

    /** Checks by command, API and page while the file of roots holds these lines, or is not there. */
    private void withFile(UnaryOperator<List<String>> change, String named) throws Exception {
        Path file = DATA.resolve("roots.txt");
        Path away = DATA.resolve("roots.away");
        try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(4103155)"); // no root is made meanwhile
            List<String> now = Files.readAllLines(file);
            Files.move(file, away);
            try {
                if (change != null) Files.write(file, change.apply(now));
                assertThat(verifyByCommand())
                        .startsWith(named == null ? "0 " : "1 ")
                        .contains(named == null ? "" : named);
                if (named == null) return;
                assertThat(api(dpo).post("/api/v1/journal/verification", Map.of())
                                .body())
                        .contains("\"sound\":false")
                        .contains(named);
                assertThat(browser(dpo).post("/journal/verification").body()).contains(named);
            } finally {
                Files.deleteIfExists(file);
                Files.move(away, file);
            }
        }
    }

    /** An older database under newer roots is said at the start, and the number that is published again never fits. */
    @Test
    void anOlderDatabaseUnderNewerRootsIsSaidAtTheStart() throws Exception {
        Path file = DATA.resolve("roots.txt");
        String newest = Files.readAllLines(file).getLast();
        long number = Long.parseLong(newest.substring(0, newest.indexOf(' ')));
        String later = number + 1_000 + newest.substring(newest.indexOf(' '));
        Files.write(file, with(Files.readAllLines(file), later));
        try {
            publisher.lookAtStart();
            assertThat(publisher.problem()).contains("the database is older than what was published");
            assertThat(nobody().get("/actuator/health").body()).contains("ROOTS_UNPUBLISHED");
            assertThat(nobody().get("/actuator/health").status()).isEqualTo(200);
            publisher.publish();
            assertThat(publisher.problem()).as("publishing does not forget it").isNotNull();
            assertThat(verifyByCommand()).contains("root " + (number + 1_000) + " was published and is gone");
        } finally {
            List<String> others = Files.readAllLines(file).stream()
                    .filter(line -> !line.equals(later))
                    .toList(); // what was published meanwhile stays
            Files.write(file, others);
            publisher.lookAtStart();
        }
        assertThat(publisher.problem()).isNull();
    }

    /** What could not be written is written at the next occasion, and health says so meanwhile. */
    @Test
    void whatCouldNotBePublishedIsPublishedLater() throws Exception {
        Path file = DATA.resolve("roots.txt");
        Path away = DATA.resolve("roots.away");
        Files.move(file, away);
        Files.createDirectory(file);
        try {
            act("access.password-reset", "n5");
            assertThat(SealedRoots.seal(roots)).isPositive();
            act("access.password-reset", "n6");
            assertThat(SealedRoots.seal(roots)).isPositive();
            assertThat(nobody().get("/actuator/health").body()).contains("ROOTS_UNPUBLISHED");
        } finally {
            Files.delete(file);
            Files.move(away, file);
        }
        assertThat(verifyByCommand()).startsWith("1 ").contains("was not published yet");
        SealedRoots.seal(roots);
        assertThat(nobody().get("/actuator/health").body()).contains("UP");
        assertThat(verifyByCommand()).startsWith("0 ");
    }

    /** With the file gone and the end of the journal cut, the copy that a partner kept tells. */
    @Test
    void aPartnersCopyTells() throws Exception {
        Path partners = Files.createTempFile("partner", ".txt");
        try {
            Files.copy(DATA.resolve("roots.txt"), partners, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            act("access.password-reset", "n7");
            SealedRoots.seal(roots);
            assertThat(verifyByCommand(partners)).as("an older copy fits").startsWith("0 ");
            List<String> lines = Files.readAllLines(partners);
            String newest = lines.getLast();
            Files.write(partners, with(lines, "999999" + newest.substring(newest.indexOf(' '))));
            assertThat(verifyByCommand(partners)).startsWith("1 ").contains("root 999999 was published and is gone");
            String forged = newest.substring(newest.indexOf(' '), newest.length() - 4) + "0000";
            Files.write(partners, with(lines, "999999" + forged));
            assertThat(verifyByCommand(partners)).startsWith("1 ").contains("is not signed by this house");
            Files.delete(partners);
            assertThat(verifyByCommand(partners)).startsWith("1 ").contains("no file of roots");
        } finally {
            Files.deleteIfExists(partners);
        }
    }

    private String where(int seq) {
        return " where chain = '" + worker.personId() + "' and seq = " + seq;
    }

    /** Changes the journal as the owner of the tables could, checks, and puts everything back. */
    private void tampered(String sql, String named) throws SQLException {
        try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(4103155)"); // no root is made while the journal is not itself
            statement.execute("create temporary table kept as select * from journal.entry");
            statement.execute("create temporary table kept_root as select * from journal.root");
            try {
                for (String part : sql.split(";")) statement.execute(part);
                Verification found = verifier.verify();
                assertThat(found.sound()).isFalse();
                assertThat(found.misfit()).contains(named);
                assertThat(verifyByCommand()).startsWith("1 ").contains(named);
            } finally {
                statement.execute("alter table journal.entry disable trigger user");
                statement.execute("delete from journal.entry");
                statement.execute("insert into journal.entry select * from kept");
                statement.execute("alter table journal.entry enable trigger user");
                statement.execute("delete from journal.root");
                statement.execute("insert into journal.root overriding system value select * from kept_root");
            }
        }
        assertThat(verifier.verify().misfit()).isNull();
    }

    private String verifyByCommand() {
        return verifyByCommand(null);
    }

    private String verifyByCommand(Path partners) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = command.run(new Command.Order(
                Optional.ofNullable(partners), false, new PrintWriter(out, true), new PrintWriter(err, true)));
        return code + " " + out + err;
    }

    @Test
    void theCustodianReadsWhoDidWhatAndWhen() {
        Answer byPerson = api(dpo).get("/api/v1/journal?person=" + worker.code());
        assertThat(byPerson.status()).isEqualTo(200);
        assertThat(byPerson.json().path("items").size()).isEqualTo(3);
        assertThat(byPerson.json().path("items").get(0).path("seq").asInt()).isEqualTo(3);
        assertThat(byPerson.body()).contains("access.password-reset").doesNotContain("n1");
        Answer page = api(dpo).get("/api/v1/journal?limit=2&chain=" + worker.personId());
        String next = page.json().path("next").asString();
        Answer rest = api(dpo).get("/api/v1/journal?limit=2&chain=" + worker.personId() + "&cursor=" + next);
        assertThat(rest.json().path("items").size()).isEqualTo(1);
        assertThat(api(dpo).get("/api/v1/journal?person=" + worker.username() + "&until=2015-11-01")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(api(dpo).get("/api/v1/journal?from=2015-11-10&until=2015-11-01")
                        .code())
                .isEqualTo("form.invalid");
        assertThat(api(dpo).get("/api/v1/journal?cursor=nonsense").code()).isEqualTo("form.invalid");
    }

    @Test
    void othersReadNothingOfIt() {
        String colleague = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String supervisor = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        for (String other : new String[] {colleague, admin}) {
            assertThat(api(other).get("/api/v1/journal").status()).isEqualTo(403);
            assertThat(api(other).get("/api/v1/journal/roots").status()).isEqualTo(403);
            assertThat(api(other).post("/api/v1/journal/verification", Map.of()).status())
                    .isEqualTo(403);
            assertThat(browser(other).get("/journal").status()).isEqualTo(403);
        }
        assertThat(api(supervisor)
                        .get("/api/v1/journal?person=" + worker.username())
                        .json()
                        .path("items")
                        .size())
                .as("a supervisor of another team")
                .isZero();
        assertThat(api(supervisor)
                        .post("/api/v1/journal/verification", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theCustodianChecksEverythingInAPage() {
        Visit visit = browser(dpo);
        assertThat(visit.get("/journal?person=" + worker.code()).body())
                .contains("Nouveau mot de passe")
                .doesNotContain("Aucune entrée")
                .doesNotContain("Aucune entrée")
                .contains(worker.code());
        assertThat(visit.get("/journal/acts?person=" + worker.code() + "&act=&cursor=x")
                        .body())
                .contains("name=\"person\" value=\"" + worker.code() + "\"", "<optgroup", "value=\"access.signed-in\"")
                .doesNotContain("name=\"cursor\"");
        assertThat(visit.get("/journal?person=" + worker.code() + "&act=access.signed-in")
                        .body())
                .contains("value=\"access.signed-in\" selected")
                .doesNotContain("<optgroup");
        assertThat(browser(worker.username()).get("/journal/acts").status()).isEqualTo(403);
        assertThat(visit.get("/journal/roots").body()).contains("Tout vérifier");
        assertThat(visit.post("/journal/verification").body()).contains("Tout concorde");
        assertThat(api(dpo).post("/api/v1/journal/verification", Map.of())
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        assertThat(api(dpo).get("/api/v1/journal/roots").json().path("items").size())
                .isPositive();
    }

    @Test
    void whoWasLetInAndWhoWasNotIsKept() {
        String colleague = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Map<String, String> wrong = Map.of("username", colleague, "password", "not the password");
        for (int i = 0; i < 5; i++) nobody().post("/api/v1/tokens", wrong);
        assertThat(nobody().post("/api/v1/tokens", wrong).code())
                .as("not even judged, so not kept")
                .isEqualTo("access.locked");
        clock.moveTo(MORNING.plusSeconds(60));
        api(colleague);
        browser(colleague);
        List<String> acts = acts("about=" + colleague);
        assertThat(acts)
                .containsExactly(
                        "access.signed-in",
                        "access.token-opened",
                        "access.sign-in-locked",
                        "access.sign-in-refused",
                        "access.sign-in-refused",
                        "access.sign-in-refused",
                        "access.sign-in-refused");
        assertThat(browser(dpo).get("/journal?about=" + colleague).body())
                .contains("Connexion refusée", "Jeton ouvert", colleague.toUpperCase(Locale.ROOT))
                .doesNotContain(actor(colleague).personId().toString());
        assertThat(acts("about=" + colleague + "&act=access.signed-in")).hasSize(1);
        for (String nobody : List.of("person=zz-99", "about=zz-99"))
            assertThat(browser(dpo).get("/journal?lang=fr&" + nobody).body())
                    .as("that nobody has the code says nothing about who looked")
                    .contains("n’a ce code")
                    .doesNotContain("Aucune entrée");
        assertThat(browser(dpo)
                        .get("/journal?lang=fr&act=cases.opened&about=" + colleague)
                        .body())
                .contains("Aucune entrée")
                .doesNotContain("n’a ce code");
    }

    @Test
    void onlyTheDoorNotesWhatHappensThere() throws SQLException {
        String forged = "select journal.note_at_the_door('" + worker.personId() + "', '%s', 'x', now())";
        for (Compartment other : new Compartment[] {
            Compartment.PROTECTION,
            Compartment.ENFORCEMENT,
            Compartment.CUSTODY,
            Compartment.PUBLICATION,
            Compartment.STATISTICS
        })
            try (Connection login = TestDatabase.connectAs(other.login());
                    Statement statement = login.createStatement()) {
                assertThatThrownBy(() -> statement.execute(forged.formatted("access.signed-in")))
                        .as(other.name())
                        .hasMessageContaining("permission denied");
            }
        try (Connection door = TestDatabase.connectAs(Compartment.DOOR.login());
                Statement statement = door.createStatement()) {
            assertThatThrownBy(() -> statement.execute(forged.formatted("cases.opened")))
                    .as("the door notes by functions of its own")
                    .hasMessageContaining("permission denied");
        }
    }

    private List<String> acts(String query) {
        return api(dpo).get("/api/v1/journal?" + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("act").asString())
                .toList();
    }

    @Test
    void whatHappensAtTheDoorsIsKept() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        api(admin).post("/api/v1/people/" + worker.username() + "/password", Map.of());
        Answer kept = api(dpo).get("/api/v1/journal?person=" + admin);
        assertThat(kept.json().path("items").get(0).path("act").asString()).isEqualTo("access.password-asked");
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from journal.entry where encode(body, 'escape') like '%"
                                + worker.code() + "%'")) {
            row.next();
            assertThat(row.getInt(1)).as("bodies are sealed").isZero();
        }
    }
}
