package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.ErasureLedger;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.FileAddresses;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nothing gives the text of an erased file back, and its addresses say that it was erased ({@code requirements.md 8.5}). */
class ErasedTextIT extends ErasureHouse {

    /** The oldest transaction that may have written the mark: a row of an earlier one cannot hold it. */
    private final String began = owner("select pg_snapshot_xmin(pg_current_snapshot())::xid");

    @Autowired
    private ErasureLedger ledger;

    @Autowired
    private KeyFiles keys;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void nothingGivesTheTextBack() throws Exception {
        write();
        close();
        written(hold(supervisor));
        String hold = owner("select id from retention.hold where file_id = '" + id + "'");
        written(api(supervisor.username())
                .post(at("/retention/holds/" + hold + "/end"), Map.of("reason", "Le juge a fini avec " + mark)));
        assertThat(verdict(custodian, decision("HOLD_END")).status()).isEqualTo(200);
        List<byte[]> known = knownKeys();
        known.add(unwrapped());
        assertThat(told(known)).as("the reading finds what is there").hasSizeGreaterThan(9);
        assertThat(owner("select count(*) from cases.name_token where file_id = '" + id + "'"))
                .isNotEqualTo("0");
        String chained = owner("select count(*) from journal.entry where chain = '" + id + "'");
        erase();
        assertThat(hasKey()).isFalse();
        assertThat(told(knownKeys())).as("no key that is left opens a word").isEmpty();
        assertThat(owner("select count(*) from cases.name_token where file_id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(owner("select count(*) from drafts.draft where file_id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(owner("select count(*) from access.file_grant where file_id = '" + id + "' and valid_until > '"
                        + clock.instant() + "'"))
                .isEqualTo("0");
        assertThat(Integer.parseInt(owner("select count(*) from journal.entry where chain = '" + id + "'")))
                .as("the chain stays, and its hashes fit")
                .isGreaterThanOrEqualTo(Integer.parseInt(chained));
        assertThat(
                        owner(
                                "select count(*) from journal.entry e where e.chain = '" + id
                                        + "' and e.seq > 1 and e.prev is distinct from (select b.hash from journal.entry b where b.chain = e.chain and b.seq = e.seq - 1)"))
                .isEqualTo("0");
        assertThat(ledger.lines()).anyMatch(line -> line.erasure().file().equals(id));
        comesNotBack();
    }

    /** No key, no grant, no change of the row, and no emergency, no matter who asks. */
    private void comesNotBack() throws SQLException {
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant(),
                        "insert into vault.data_key (owner, compartment, wrapped) values ('" + id
                                + "', 'akoma_protection', 'x')"))
                .isNotEmpty();
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)"
                        + " select gen_random_uuid(), file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by from access.file_grant where file_id = '"
                        + id + "' and reason = 'ASSIGNMENT' limit 1");
        assertThat(api(worker.username()).get(at("")).status()).isIn(404, 410);
        Organisation other = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(
                Role.CASE_WORKER,
                other,
                null,
                actor(person(Role.CASE_SUPERVISOR, other)).personId()));
        assertThat(api(stranger.username())
                        .post(at("/break-glass"), Map.of("reason", "L’enfant appelle à l’aide et son agent est absent"))
                        .status())
                .isEqualTo(404);
    }

    ErasedTextIT() throws SQLException {}

    /** Every column of bytes of every row that may hold the mark, tried with each key whatever it was bound to, and every such row as text. */
    private List<String> told(List<byte[]> known) throws SQLException, GeneralSecurityException {
        TreeSet<String> found = new TreeSet<>();
        byte[] word = mark.getBytes(StandardCharsets.UTF_8);
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            for (String table : tables(ask)) {
                try (ResultSet row = ask.executeQuery("select t::text as row, t.* from " + table
                        + " t where age(t.xmin) <= age('" + began + "'::xid)")) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        if (row.getString("row").contains(mark)) found.add(table + " in clear");
                        for (int c = 2; c <= columns; c++)
                            if (row.getMetaData().getColumnTypeName(c).equals("bytea")
                                    && opens(known, row.getBytes(c), word))
                                found.add(table + "." + row.getMetaData().getColumnName(c));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> tables(Statement ask) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = ask.executeQuery("""
                select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1""")) {
            while (row.next()) tables.add(row.getString(1));
        }
        assertThat(tables).hasSizeGreaterThan(100);
        return tables;
    }

    private static boolean opens(List<byte[]> known, byte[] sealed, byte[] word) throws GeneralSecurityException {
        if (sealed == null || sealed.length < 28 + word.length) return false;
        for (byte[] key : known)
            for (int prefix : new int[] {0, 5})
                if (sealed.length > prefix + 28 && holds(plain(key, sealed, prefix), word)) return true;
        return false;
    }

    /** What AES-GCM encrypted, without asking whether it was for this place: counter mode from the second block on. */
    private static byte[] plain(byte[] key, byte[] sealed, int prefix) throws GeneralSecurityException {
        byte[] counter = Arrays.copyOf(Arrays.copyOfRange(sealed, prefix, prefix + 12), 16);
        counter[15] = 2;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
        return cipher.doFinal(sealed, prefix + 12, sealed.length - prefix - 28);
    }

    private static boolean holds(byte[] text, byte[] word) {
        for (int from = 0; from <= text.length - word.length; from++)
            if (Arrays.equals(text, from, from + word.length, word, 0, word.length)) return true;
        return false;
    }

    /** Every key that the files of keys give, and every key of a file of this structure that can still be unwrapped. */
    private List<byte[]> knownKeys() throws Exception {
        List<byte[]> known = new ArrayList<>();
        try (var files = Files.list(keys.folder())) {
            for (var file : files.filter(one -> one.toString().endsWith(".key")).toList())
                for (String use : List.of("house", "slips", "wrap", "sent", "search")) {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(Files.readAllBytes(file), "HmacSHA256"));
                    known.add(mac.doFinal(("akoma." + use).getBytes(StandardCharsets.UTF_8)));
                }
        }
        return known;
    }

    private byte[] unwrapped() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.read(new KeyFiles.Key("protection", 1)), "HmacSHA256"));
        byte[] wrap = mac.doFinal("akoma.wrap".getBytes(StandardCharsets.UTF_8));
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery("select wrapped from vault.data_key where owner = '" + id + "'")) {
            assertThat(row.next()).isTrue();
            return plain(wrap, row.getBytes(1), 5);
        }
    }

    // ---------- what people see ----------

    /** The key that was destroyed stays neither in the file of its table nor among the statistics that the server keeps of it. */
    @Test
    void aDestroyedKeyLeavesItsTable() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery("""
                        select array_to_string(c.reloptions, ' '), a.attstattarget from pg_class c join pg_attribute a on a.attrelid = c.oid
                         where c.oid = 'vault.data_key'::regclass and a.attname = 'wrapped'""")) {
            row.next();
            assertThat(row.getString(1)).contains("autovacuum_vacuum_threshold=0", "autovacuum_vacuum_scale_factor=0");
            assertThat(row.getInt(2)).isZero();
        }
    }

    @Test
    void everyPageOfAnErasedFileSaysSo() throws SQLException {
        write();
        close();
        erase();
        erasures.carryOut();
        List<String> wrong = new ArrayList<>();
        List<Actor> readers = List.of(worker, supervisor, manager, custodian);
        for (Actor reader : readers) {
            Caller program = api(reader.username());
            Visit visit = browser(reader.username());
            for (FileAddresses.Address one : FileAddresses.of(mapping)) {
                if (!one.isRead()) continue;
                int status = (one.isApi() ? program.get(one.of(code)) : visit.get(one.of(code))).status();
                if (status != 410 && status != 404 && status != 403)
                    wrong.add(reader.username() + " " + one.of(code) + " " + status);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(browser(worker.username()).get("/cases/" + code + "?lang=fr").body())
                .contains("Dossier effacé", "/retention/files/" + code)
                .doesNotContain("??", mark);
        assertThat(api(worker.username()).get(at("/notes")).body()).contains("retention.erased");
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        assertThat(api(elsewhere.username()).get(at("")).status()).isEqualTo(404);
        Organisation force = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (Actor outside :
                List.of(actor(person(Role.LE_OFFICER, force)), actor(person(Role.SYSTEM_ADMINISTRATOR, ngo))))
            for (String address :
                    List.of(at(""), at("/retention"), "/api/v1/retention", "/api/v1/retention/files/" + code))
                assertThat(api(outside.username()).get(address).status())
                        .as(outside.username() + " " + address)
                        .isIn(403, 404);
        assertThat(api(elsewhere.username())
                        .get("/api/v1/retention/files/" + code)
                        .status())
                .isEqualTo(404);
        for (Actor reader : readers) {
            Visit visit = browser(reader.username());
            for (String page : List.of(
                    "/",
                    "/cases",
                    "/tasks",
                    "/calendar",
                    "/alerts",
                    "/decisions",
                    "/handovers",
                    "/search?q=" + code,
                    "/referrals",
                    "/visits"))
                assertThat(visit.get(page).status())
                        .as(reader.username() + " " + page)
                        .isIn(200, 302, 403, 404);
            assertThat(visit.get("/cases?q=" + code).body()).doesNotContain("/cases/" + code + "\"");
            Answer stone = visit.get("/retention/files/" + code + "?lang=fr");
            assertThat(stone.status()).as(reader.username()).isEqualTo(200);
            assertThat(stone.body())
                    .contains("Certificat", "akoma-erasure-1", code)
                    .doesNotContain(mark, "??");
        }
        String decided = api(custodian.username())
                .get("/api/v1/retention/files/" + code)
                .json()
                .path("decision")
                .asString();
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decided + "?lang=fr")
                        .body())
                .contains("Texte effacé avec le dossier")
                .doesNotContain("illisible", mark);
        assertThat(api(custodian.username())
                        .get("/api/v1/retention/files/" + code)
                        .json()
                        .path("entry")
                        .asString())
                .as("the journal's entry stands in the certificate")
                .hasSize(64);
        assertThat(browser(supervisor.username()).get("/decisions?lang=fr").body())
                .contains(code);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(colleague.username())
                        .get("/api/v1/retention/files/" + code)
                        .status())
                .as("never worked on it")
                .isEqualTo(404);
    }
}
