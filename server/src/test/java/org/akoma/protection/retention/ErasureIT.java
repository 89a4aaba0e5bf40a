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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.ErasureLedger;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.FileAddresses;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A file is erased by two people and nobody else, and nothing gives its text back ({@code requirements.md 8.5}). */
class ErasureIT extends CareHouse {

    /** Stands in every text that is written about the child. */
    private final String mark = "Zorblaxa" + Ids.next().toString().replaceAll("[^a-f]", "");

    private static final String REASON = "La mère de l’enfant l’a demandé devant nous";

    @Autowired
    private ErasureLedger ledger;

    @Autowired
    private KeyFiles keys;

    @Autowired
    private Erasures erasures;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private Actor custodian;
    private Actor manager;
    private String code = "";
    private UUID id = new UUID(0, 0);

    @BeforeEach
    void aFileWithWordsInIt() throws SQLException {
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Caller own = api(worker.username());
        code = own.post(
                        "/api/v1/cases",
                        Map.of(
                                "sex",
                                "F",
                                "age",
                                14,
                                "country",
                                "CI",
                                "givenNames",
                                mark,
                                "alias",
                                mark,
                                "anyway",
                                true))
                .json()
                .path("code")
                .asString();
        id = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
    }

    private void write() throws SQLException {
        Caller own = api(worker.username());
        written(own.post(at("/notes"), Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", mark + " a ri.")));
        written(own.post(at("/guardians"), SomeConsent.guardian("2015-06-09")));
        written(own.put(at("/family"), Map.of("role", "UNAWARE", "caregivers", mark, "address", mark), "\"0\""));
        written(own.post(at("/medical"), Map.of("kind", "SCREENING", "at", "2015-11-16T07:30", "detail", mark)));
        written(own.post(at("/assessments"), Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", mark + " seule")));
        Map<String, Object> draft = new HashMap<>();
        draft.put("form", "followup.record-csi");
        draft.put("file", code);
        draft.put("at", "/cases/" + code + "/csi/new");
        draft.put("values", Map.of("seen", List.of(mark), "CARE", List.of("2")));
        written(own.put("/api/v1/drafts/" + Ids.next(), draft, null));
        inAnEmergency();
        TestDatabase.ownerDoes("update cases.case_file set source_digest = sha256('" + mark + code
                + "'::bytea) where id = '" + id + "'");
    }

    /** A stranger opens it, says why, and is judged. */
    private void inAnEmergency() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(
                Role.CASE_WORKER,
                other,
                null,
                actor(person(Role.CASE_SUPERVISOR, other)).personId()));
        written(api(stranger.username())
                .post(at("/break-glass"), Map.of("reason", mark + " appelle à l’aide, son agent est absent")));
        String glass = owner("select id from access.break_glass where file_id = '" + id + "'");
        written(api(custodian.username())
                .post(
                        "/api/v1/break-glass/" + glass + "/review",
                        Map.of("verdict", "NOT_JUSTIFIED", "why", mark + " était déjà à l’abri")));
    }

    private static void written(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    private void close() {
        written(api(worker.username()).post(at("/closure"), Map.of("code", "DEATH", "details", mark)));
        written(api(supervisor.username()).post(at("/closure/decision"), Map.of("decision", "CLOSED")));
    }

    private String at(String part) {
        return "/api/v1/cases/" + code + part;
    }

    private Answer wish(Actor by) {
        return api(by.username())
                .post(at("/retention/wishes"), Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "2015-11-16"));
    }

    private Answer ask(Actor by, String ground) {
        return api(by.username())
                .post(
                        at("/retention/erasure"),
                        Map.of("id", Ids.next().toString(), "ground", ground, "reason", REASON + " " + mark));
    }

    private Answer hold(Actor by) {
        return api(by.username())
                .post(
                        at("/retention/holds"),
                        Map.of("id", Ids.next().toString(), "ground", "COURT", "why", "RG 15/00412 " + mark));
    }

    private String decision(String kind) {
        return api(custodian.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    private Answer verdict(Actor by, String decision) {
        return api(by.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    private void erase() {
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        Answer agreed = verdict(custodian, decision("ERASURE"));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
    }

    private static String owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private boolean hasKey() throws SQLException {
        return owner("select count(*) from vault.data_key where owner = '" + id + "'")
                .equals("1");
    }

    // ---------- who may ----------

    @Test
    void nobodyErasesAlone() throws SQLException {
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
        close();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.not-due");
        assertThat(ask(supervisor, "DUE").body()).contains("retention.not-due");
        written(wish(worker));
        Map<String, Object> first = Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "2015-11-16");
        Map<String, Object> elsewise = new HashMap<>(first);
        elsewise.put("by", "GUARDIAN");
        written(api(worker.username()).post(at("/retention/wishes"), first));
        written(api(worker.username()).post(at("/retention/wishes"), first));
        assertThat(api(worker.username())
                        .post(at("/retention/wishes"), elsewise)
                        .status())
                .as("other content under the same id")
                .isEqualTo(409);
        for (Actor other : List.of(worker, custodian, manager))
            assertThat(ask(other, "CHILD").status()).isIn(403, 404);
        written(ask(supervisor, "CHILD"));
        String decision = decision("ERASURE");
        for (Actor other : List.of(supervisor, worker, manager, actor(person(Role.CASE_SUPERVISOR, ngo))))
            assertThat(verdict(other, decision).status()).as(other.username()).isNotEqualTo(200);
        String erasure = owner("select id from retention.erasure where file_id = '" + id + "'");
        for (Actor by : List.of(supervisor, custodian))
            for (String past : List.of(
                    "select retention.wipe('" + id + "', now())",
                    "select retention.carry_out('" + erasure + "', 'x', access.moment())",
                    "select retention.carry_out_again(9, gen_random_uuid(), '" + id
                            + "', 'x', 'DUE', gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), 'x')",
                    "update retention.erasure set state = 'AGREED' where id = '" + erasure + "'",
                    "insert into retention.erasure select * from retention.erasure where id = '" + erasure + "'",
                    "delete from vault.data_key where owner = '" + id + "'",
                    "update access.decision set state = 'AGREED' where id = '" + decision + "'"))
                assertThat(LoginSql.refusal(by, clock.instant(), past)).as(past).contains("permission denied");
        try (Connection house = TestDatabase.connectAs("akoma_administration");
                Statement statement = house.createStatement();
                ResultSet row = statement.executeQuery("select retention.carry_out('" + erasure + "', 'x', now())")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).as("nobody agreed").isEqualTo("NOT_AGREED");
        }
        assertThat(hasKey()).isTrue();
    }

    /** As IOM supervises the files of other structures: who is named on the file asks, where somebody else wrote the wish down. */
    @Test
    void theNamedSupervisorOfAnotherStructureAsks() throws SQLException {
        close();
        Organisation other = structure(Organisation.Kind.NGO);
        TestDatabase.ownerDoes("update access.person_role set organisation_id = '" + other.id()
                + "' where person_id = '" + supervisor.personId() + "'");
        written(wish(supervisor));
        assertThat(ask(supervisor, "CHILD").body())
                .as("who wrote the wish does not act on it")
                .contains("retention.not-due");
        written(wish(worker));
        assertThat(api(supervisor.username()).get("/api/v1/retention").body()).contains(code);
        assertThat(browser(supervisor.username()).get("/?lang=fr").body()).contains("demande d’effacer");
        written(ask(supervisor, "CHILD"));
        assertThat(browser(supervisor.username()).get("/?lang=fr").body()).doesNotContain("demande d’effacer");
        assertThat(verdict(custodian, decision("ERASURE")).status()).isEqualTo(200);
    }

    /** The worker's objection is a hold, which two people lift. */
    @Test
    void theWorkerObjects() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        written(hold(worker));
        assertThat(decision("ERASURE")).isEmpty();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
    }

    @Test
    void whatIsWrittenSinceEndsTheRequestAndAWishServesOnce() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        written(api(worker.username())
                .post(at("/notes"), Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle ne veut plus.")));
        String decision = decision("ERASURE");
        assertThat(verdict(custodian, decision).body()).contains("retention.changed");
        assertThat(decision("ERASURE")).as("it waits no more").isEmpty();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.not-due");
        assertThat(hasKey()).isTrue();
    }

    /** A complaint is hidden from the team: only the officer learns that it keeps the file. */
    @Test
    void reportedConductKeepsTheFileUntilItIsJudged() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        TestDatabase.ownerDoes(
                "insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids) values"
                        + " (gen_random_uuid(), '" + clock.instant() + "', '" + worker.personId() + "', '"
                        + worker.organisationId()
                        + "', false, 'VIOLENCE', decode(repeat('00', 60), 'hex'), array['" + supervisor.personId()
                        + "'::uuid])");
        assertThat(api(supervisor.username())
                        .get(at("/retention"))
                        .json()
                        .path("bars")
                        .isEmpty())
                .isTrue();
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.complained");
        assertThat(hasKey()).isTrue();
    }

    @Test
    void aGuardianWithoutMandateWishesNothing() {
        close();
        for (Map<String, Object> said : List.<Map<String, Object>>of(
                Map.of("id", Ids.next().toString(), "by", "GUARDIAN", "on", "2015-11-16"),
                Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "1990-01-01")))
            assertThat(api(worker.username())
                            .post(at("/retention/wishes"), said)
                            .body())
                    .containsAnyOf("retention.no-guardian", "retention.wish-day");
    }

    /** What changed since it was asked for is asked for anew. */
    @Test
    void whatChangedIsAskedForAnew() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        TestDatabase.ownerDoes("update cases.case_file set version = version + 1 where id = '" + id + "'");
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.changed");
        assertThat(hasKey()).isTrue();
    }

    @Test
    void aHoldKeepsTheFileAndTwoPeopleLiftIt() throws SQLException {
        close();
        written(wish(worker));
        assertThat(hold(manager).status()).isIn(403, 404);
        written(ask(supervisor, "CHILD"));
        written(hold(supervisor));
        assertThat(decision("ERASURE")).as("what waits ends with the hold").isEmpty();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
        String hold = owner("select id from retention.hold where file_id = '" + id + "'");
        for (Actor by : List.of(supervisor, custodian))
            assertThat(LoginSql.refusal(
                            by,
                            clock.instant(),
                            "update retention.hold set ended_at = now() where id = '" + hold + "'"))
                    .contains("permission denied");
        String end = at("/retention/holds/" + hold + "/end");
        Map<String, Object> why = Map.of("reason", "La procédure est close depuis mai");
        for (Actor other : List.of(worker, custodian, manager))
            assertThat(api(other.username()).post(end, why).status()).isIn(403, 404);
        written(api(supervisor.username()).post(end, why));
        assertThat(verdict(supervisor, decision("HOLD_END")).status()).isNotEqualTo(200);
        assertThat(owner("select ended_at is null from retention.hold where id = '" + hold + "'"))
                .isEqualTo("t");
        assertThat(verdict(custodian, decision("HOLD_END")).status()).isEqualTo(200);
        assertThat(ask(supervisor, "CHILD").body()).as("a wish serves once").contains("retention.not-due");
        clock.moveTo(clock.instant().plusSeconds(60));
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        // the data protection officer knows the code alone
        Map<String, Object> byCode =
                Map.of("id", Ids.next().toString(), "file", code, "ground", "COURT", "why", "Parquet, RG 16/1");
        written(api(custodian.username()).post("/api/v1/retention/holds", byCode));
        assertThat(decision("ERASURE")).isEmpty();
        assertThat(browser(custodian.username()).get("/retention?lang=fr").body())
                .contains(code, "Conservation imposée")
                .doesNotContain("??");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/retention?lang=fr")
                        .body())
                .contains("RG 15/00412", "Tribunal", "Conservation imposée")
                .as("a hold of the officer may be about the team")
                .doesNotContain("??", "RG 16/1");
        for (Actor by : List.of(worker, supervisor)) {
            assertThat(api(by.username()).get(at("/retention")).body()).doesNotContain("RG 16/1");
            assertThat(LoginSql.answer(
                            by,
                            clock.instant(),
                            "select count(*) from retention.hold where file_id = '" + id + "' and set_by <> '"
                                    + by.personId() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void isDueWhenTheChildIsGrownAndSevenYearsHavePassed() throws SQLException {
        close();
        String due = "select retention.due_on('" + id + "')";
        assertThat(owner(due)).as("fourteen in 2015, its age estimated").isEqualTo("2027-11-16");
        TestDatabase.ownerDoes(
                "update cases.case_file set closed_at = '2030-01-02', age_estimated = false where id = '" + id + "'");
        assertThat(owner(due)).isEqualTo("2037-01-02");
        TestDatabase.ownerDoes(
                "update cases.case_file set closed_at = '2001-01-02', registered_at = '2001-01-01' where id = '" + id
                        + "'");
        assertThat(owner(due)).isEqualTo("2012-01-01");
        written(ask(supervisor, "DUE"));
        assertThat(api(custodian.username()).get("/api/v1/retention").body()).contains(code);
        assertThat(api(worker.username()).get("/api/v1/retention").status()).isEqualTo(403);
    }

    // ---------- what is left ----------

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

    /** No key, no grant, no change of the row, and no emergency, whoever asks. */
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

    /** Every column of bytes of every table, tried with each key whatever it was bound to, and every row as text. */
    private List<String> told(List<byte[]> known) throws SQLException, GeneralSecurityException {
        TreeSet<String> found = new TreeSet<>();
        byte[] word = mark.getBytes(StandardCharsets.UTF_8);
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            for (String table : tables(ask)) {
                try (ResultSet row = ask.executeQuery("select t::text as row, t.* from " + table + " t")) {
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

    @Test
    void everyPageOfAnErasedFileSaysSo() throws SQLException {
        write();
        close();
        erase();
        erasures.carryOut();
        List<String> wrong = new ArrayList<>();
        List<Actor> readers = List.of(worker, supervisor, manager, custodian);
        for (FileAddresses.Address one : FileAddresses.of(mapping)) {
            if (!one.isRead()) continue;
            for (Actor reader : readers) {
                int status = one.isApi()
                        ? api(reader.username()).get(one.of(code)).status()
                        : browser(reader.username()).get(one.of(code)).status();
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
                assertThat(browser(reader.username()).get(page).status())
                        .as(reader.username() + " " + page)
                        .isIn(200, 302, 403, 404);
            assertThat(browser(reader.username()).get("/cases?q=" + code).body())
                    .doesNotContain("/cases/" + code + "\"");
            Answer stone = browser(reader.username()).get("/retention/files/" + code + "?lang=fr");
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
