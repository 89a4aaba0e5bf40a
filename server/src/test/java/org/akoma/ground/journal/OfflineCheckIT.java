package org.akoma.ground.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.start.JournalCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

/**
 * A partner has the journal file, the roots that were given to them before, and the open key. Anyone who holds the database's owner, computes every hash anew and
 * rewrites what the house keeps of its roots, is found by those three alone.
 */
class OfflineCheckIT extends HouseIT {

    private static final String COMPUTED =
            "sha256(%1$s || uuid_send(chain) || int4send(seq) || timestamptz_send(at) || uuid_send(actor) || int4send(section)"
                    + " || sha256(textsend(act)) || sha256(body))";

    @TempDir
    Path partner;

    @Autowired
    private Journal journal;

    @Autowired
    private Roots roots;

    @Autowired
    private JournalFile files;

    private Actor worker;
    private Actor dpo;

    @BeforeEach
    void fourActsUnderTwoRootsThatAPartnerKeeps() throws IOException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        dpo = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        SealedRoots.seal(roots); // what other tests wrote goes under a root of its own
        act(1);
        act(2);
        SealedRoots.seal(roots);
        act(3);
        act(4);
        SealedRoots.seal(roots);
        try (OutputStream to = Files.newOutputStream(partner.resolve("roots.txt"))) {
            files.writeRoots(dpo, files.newest(dpo), to);
        }
        Files.write(partner.resolve("key"), files.key());
    }

    private void act(int n) {
        transactions.doAs(worker, () -> journal.noteOwn(worker, "access.password-reset", Map.of("value", "n" + n)));
    }

    private List<String> check(boolean dates) {
        Path file = partner.resolve("journal.gz");
        try (OutputStream to = Files.newOutputStream(file)) {
            files.writeJournal(dpo, files.newest(dpo), to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return OfflineCheck.of(file, partner.resolve("roots.txt"), partner.resolve("key"), dates)
                .findings();
    }

    private String where(int seq) {
        return " where chain = '" + worker.personId() + "' and seq = " + seq;
    }

    private String name(int seq) {
        return worker.personId() + "#" + seq;
    }

    /** Everything after this entry of the chain is computed anew, so that the chain fits itself. */
    private String chainedAnew(int from) {
        StringBuilder all = new StringBuilder();
        for (int seq = from; seq <= 4; seq++) {
            String before = seq == 1
                    ? "decode(repeat('00', 32), 'hex')"
                    : "(select p.hash from journal.entry p where p.chain = entry.chain and p.seq = entry.seq - 1)";
            all.append("; update journal.entry set prev = ")
                    .append(before)
                    .append(", hash = ")
                    .append(COMPUTED.formatted(before))
                    .append(where(seq));
        }
        return all.toString();
    }

    /** What the partner finds after the owner of the tables has run this; then everything is put back. */
    private List<String> after(String sql, boolean dates) throws SQLException {
        try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(4103155)"); // no root is made while the journal is not itself
            statement.execute("create temporary table kept as select * from journal.entry");
            statement.execute("create temporary table kept_root as select * from journal.root");
            statement.execute("alter table journal.entry disable trigger user");
            try {
                for (String part : sql.split(";")) statement.execute(part);
                return check(dates);
            } finally {
                statement.execute("delete from journal.entry");
                statement.execute("insert into journal.entry select * from kept");
                statement.execute("alter table journal.entry enable trigger user");
                statement.execute("delete from journal.root");
                statement.execute("insert into journal.root overriding system value select * from kept_root");
            }
        }
    }

    @Test
    void anUntouchedJournalFits() throws Exception {
        assertThat(check(false)).isEmpty();
        String text = new String(
                new java.util.zip.GZIPInputStream(Files.newInputStream(partner.resolve("journal.gz"))).readAllBytes(),
                java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(text)
                .as("hashes of acts and words, not the acts and words")
                .contains(worker.personId().toString())
                .doesNotContain("access.", "cases.", worker.code(), worker.username());
        act(5);
        SealedRoots.seal(roots);
        assertThat(check(false)).as("roots that were kept earlier").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "act,       'act = ''access.nothing'''",
        "body,      'body = set_byte(body, 5, 255 - get_byte(body, 5))'",
        "hash,      'hash = set_byte(hash, 31, 255 - get_byte(hash, 31))'",
        "back-date, 'at = at - interval ''3 days'''",
        "actor,     'actor = gen_random_uuid()'",
        "section,   'section = 1'"
    })
    void aChangedEntryIsNamed(String what, String change) throws SQLException {
        for (int seq : new int[] {1, 2, 4})
            assertThat(after("update journal.entry set " + change + where(seq), false))
                    .as(what)
                    .anyMatch(found -> found.contains("entry " + name(seq)) && found.contains("was changed"));
    }

    /** With every hash of its chain computed anew, and the names of the leaves as the house keeps them. */
    @ParameterizedTest
    @CsvSource({"act = 'access.nothing'", "at = at - interval '3 days'", "actor = gen_random_uuid()"})
    void aChangedEntryIsNamedThoughItsChainFitsItself(String change) throws SQLException {
        assertThat(after("update journal.entry set " + change + where(2) + chainedAnew(2), false))
                .anyMatch(found -> found.contains("does not fit its entries") && found.contains(name(2)))
                .noneMatch(found -> found.contains("was changed"));
        assertThat(after("update journal.entry set " + change + where(4) + chainedAnew(4), false))
                .singleElement()
                .asString()
                .contains("does not fit its entries", name(4));
    }

    @Test
    void aDeletedEntryIsNamed() throws SQLException {
        for (int seq : new int[] {1, 2, 4})
            assertThat(after("delete from journal.entry" + where(seq), false))
                    .anyMatch(found -> found.contains("entry " + name(seq)) && found.contains("is gone"));
    }

    /** The chain closes the gap, and the house forgets that there was one. */
    @Test
    void aDeletedEntryIsFoundThoughChainAndLeavesAreRewritten() throws SQLException {
        List<String> found = after(
                "delete from journal.entry" + where(2) + "; update journal.entry set seq = seq - 1 where chain = '"
                        + worker.personId() + "' and seq > 2" + chainedAnew(2)
                        + "; update journal.root set entries = entries - 1, leaves = substring(leaves from 1 for octet_length(leaves) - 20)"
                        + " where n = (select max(n) - 1 from journal.root)",
                false);
        assertThat(found)
                .anyMatch(one -> one.contains("is not signed by this house"))
                .anyMatch(one -> one.contains("differs from the one in roots.txt"))
                .anyMatch(one -> one.contains("was signed over"))
                .anyMatch(one -> one.contains("does not fit its entries") && one.contains(worker.personId() + "#"));
    }

    @Test
    void anInsertedEntryIsNamed() throws SQLException {
        String copy = "insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)"
                + " select chain, %1$s, at, actor, 'access.nothing', section, body, prev, hash, tx from journal.entry"
                + where(4);
        assertThat(after(
                        copy.formatted("5") + "; update journal.entry set prev = (select p.hash from journal.entry p"
                                + where(4).replace("chain", "p.chain").replace("seq", "p.seq") + "), hash = "
                                + COMPUTED.formatted("(select p.hash from journal.entry p"
                                        + where(4).replace("chain", "p.chain").replace("seq", "p.seq") + ")")
                                + where(5),
                        false))
                .anyMatch(found -> found.contains("entry " + name(5)) && found.contains("was slipped in later"));
    }

    @Test
    void entriesInEachOthersPlaceAreNamed() throws SQLException {
        String swapped =
                "update journal.entry set seq = 99" + where(2) + "; update journal.entry set seq = 2" + where(3)
                        + "; update journal.entry set seq = 3 where chain = '" + worker.personId() + "' and seq = 99";
        assertThat(after(swapped, false)).anyMatch(found -> found.contains(name(2)) || found.contains(name(3)));
        assertThat(after(swapped + chainedAnew(2), false))
                .anyMatch(found -> found.contains(name(2)) || found.contains(name(3)));
    }

    /** A new entry under a new root, in a chain of nobody, with a date of last month or of some hours ago. */
    @ParameterizedTest
    @ValueSource(strings = {"30 days", "3 hours"})
    void aBackDatedNewEntryIsNamed(String earlier) throws SQLException {
        UUID chain = UUID.randomUUID();
        written("'" + chain + "', 1, at - interval '" + earlier + "'", "decode(repeat('00', 32), 'hex')");
        assertThat(check(true))
                .anyMatch(found -> found.contains(chain + "#1") && found.contains("is dated before the time"))
                .noneMatch(found -> found.contains(name(4)) && found.contains("dated"));
    }

    /** Within the hour that a root waits for nobody: the chain itself goes on in time. */
    @Test
    void anEntryDatedBeforeTheOneThatItFollowsIsNamed() throws SQLException {
        written("chain, 5, at - interval '20 minutes'", "hash");
        assertThat(check(true))
                .anyMatch(found ->
                        found.contains(name(5)) && found.contains("is dated before the entry that it follows"));
    }

    /** Written after the fourth act, with a hash that fits, and sealed by the house. */
    private void written(String where, String previous) throws SQLException {
        TestDatabase.ownerDoes(
                "alter table journal.entry disable trigger user; insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)"
                        + " select " + where + ", actor, act, section, body, " + previous
                        + ", decode('00', 'hex') || substring(hash from 2), pg_current_xact_id() from journal.entry"
                        + where(4) + "; update journal.entry set hash = " + COMPUTED.formatted("prev")
                        + " where hash = (select decode('00', 'hex') || substring(hash from 2) from journal.entry"
                        + where(4)
                        + "); alter table journal.entry enable trigger user");
        SealedRoots.seal(roots);
    }

    /** An older state of the database, or one with roots of the house's own making, is not the one that was signed. */
    @Test
    void rootsThatAreGoneOrRewrittenAreNamed() throws Exception {
        long last = files.newest(dpo);
        assertThat(after("delete from journal.root where n = " + last, false))
                .anyMatch(found -> found.contains("root " + last + " is in roots.txt and not in the journal file"));
        assertThat(after(
                        "update journal.root set signature = set_byte(signature, 3, 255 - get_byte(signature, 3)) where n = "
                                + last,
                        false))
                .anyMatch(found -> found.contains("root " + last + " is not signed by this house"))
                .anyMatch(found -> found.contains("root " + last + " differs from the one in roots.txt"));
    }

    /** As a partner runs it: no folder, no database. */
    @Test
    void byCommand() throws Exception {
        assertThat(check(false)).isEmpty();
        assertThat(command("--any-date")).isZero();
        Files.writeString(partner.resolve("roots.txt"), "");
        assertThat(command("--any-date")).as("without a root nothing is proved").isEqualTo(1);
        Files.writeString(partner.resolve("roots.txt"), "garbage\n");
        assertThat(command("--any-date")).isEqualTo(1);
        Files.writeString(partner.resolve("key"), "no key");
        assertThat(command("--any-date")).isNotZero();
    }

    private int command(String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "verify",
                "--file",
                partner.resolve("journal.gz").toString(),
                "--roots",
                partner.resolve("roots.txt").toString(),
                "--key",
                partner.resolve("key").toString(),
                "--data",
                partner.resolve("nowhere").toString()));
        words.addAll(List.of(more));
        return new CommandLine(new JournalCommand()).execute(words.toArray(String[]::new));
    }
}
