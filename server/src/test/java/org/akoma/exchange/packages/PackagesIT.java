package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A package is asked for, agreed to, taken, and opened by the authority: who may not, alone or by straight SQL, and what is never in it. */
class PackagesIT extends PackageHouse {

    @Autowired
    private HouseKeys house;

    @Autowired
    private PackageRound round;

    /** The key is another one in each test: one key belongs to one structure. */
    private static HouseKey fresh() {
        byte[] secret = new byte[32];
        new java.security.SecureRandom().nextBytes(secret);
        return HouseKey.of(secret);
    }

    private SealedFile.Opened<PublicHalf> opened(byte[] file, HouseKey by) {
        return SealedFile.read(
                file,
                List.of(by),
                Manifest.Kind.PACKAGE,
                PackageContent::names,
                print -> Optional.of(house.key().open())
                        .filter(one -> one.fingerprint().equals(print)),
                one -> one);
    }

    private static JsonNode record(SealedFile.Opened<PublicHalf> opened) {
        return JsonMapper.shared().readTree(opened.member(RECORD));
    }

    /** Nobody took what is not there: the child's journal tells no false trace, however often it is asked for. */
    @Test
    void whatDidNotComeIsNotSaidToBeTaken() throws SQLException {
        for (String part : List.of("", "/receipt", "/record"))
            assertThat(api(worker.username())
                            .get("/api/v1/cases/" + code + "/origin" + part)
                            .status())
                    .as(part)
                    .isEqualTo(404);
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row =
                        ask.executeQuery("select count(*) from journal.entry e join cases.case_file f on f.id = e.chain"
                                + " where f.code = '" + code + "' and e.act like 'packages.%'")) {
            assertThat(row.next() ? row.getLong(1) : -1).isZero();
        }
    }

    private void note(String text) {
        Answer written = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/notes",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "kind",
                                "NOTE",
                                "at",
                                "2015-11-16T07:00:00Z",
                                "text",
                                text));
        assertThat(written.status()).as(written.body()).isEqualTo(201);
    }

    @Test
    void nobodyEntersAKeyAlone() throws SQLException {
        Map<String, Object> entry = Map.of(
                "id",
                Ids.next().toString(),
                "structure",
                abroad.code(),
                "line",
                fresh().open().text());
        for (Actor other : new Actor[] {worker, supervisor, custodian})
            assertThat(api(other.username()).post("/api/v1/partner-keys", entry).status())
                    .as(other.code())
                    .isEqualTo(403);
        assertThat(api(worker.username()).get("/api/v1/partner-keys").status()).isEqualTo(403);
        Answer entered = api(administrator.username()).post("/api/v1/partner-keys", entry);
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
        assertThat(entered.json().path("state").asString()).isEqualTo("WAITING");
        assertThat(verdict(api(administrator.username()), abroad.code(), true)).isNotEqualTo(200);
        consent("GIVEN");
        accepted();
        assertThat(ask(worker).body()).as("not confirmed").contains("packages.no-key");
        String straight = "update packages.partner_key set confirmed_by = proposed_by, confirmed_at = proposed_at";
        for (Actor one : new Actor[] {administrator, custodian, supervisor})
            assertThat(LoginSql.refusal(one, clock.instant().plusSeconds(60), straight))
                    .as(one.code())
                    .contains("permission denied");
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant().plusSeconds(60),
                        "select packages.propose_key('" + Ids.next() + "', '" + abroad.id() + "', 'age1x', 'x')"))
                .contains("permission denied");
        assertThat(verdict(api(custodian.username()), abroad.code(), true)).isEqualTo(200);
        assertThat(ask(worker).status()).isEqualTo(201);
        assertThat(api(administrator.username())
                        .post(
                                "/api/v1/partner-keys",
                                Map.of(
                                        "id",
                                        Ids.next().toString(),
                                        "structure",
                                        abroad.code(),
                                        "line",
                                        "akoma-partner-1 age1xyz abc"))
                        .body())
                .contains("packages.key-line");
        assertThat(api(administrator.username())
                        .post(
                                "/api/v1/partner-keys",
                                Map.of(
                                        "id",
                                        Ids.next().toString(),
                                        "structure",
                                        abroad.code(),
                                        "line",
                                        house.key().open().text()))
                        .body())
                .contains("packages.key-own");
    }

    @Test
    void oneAloneSendsNothing() throws SQLException {
        HouseKey key = fresh();
        known(key);
        assertThat(ask(worker).body()).as("not handed over").contains("packages.not-handed");
        consent("GIVEN");
        String proposal = handOver().json().path("id").asString();
        assertThat(ask(worker).body()).as("not accepted").contains("packages.not-handed");
        assertThat(LoginSql.answer(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select packages.ask('" + Ids.next() + "', (select id from cases.case_file where code = '"
                                + code + "'), 'CONTINUED_CARE')"))
                .as("not accepted, straight")
                .isEqualTo("NOT_HANDED");
        accepted(proposal);
        assertThat(ask(supervisor).status()).as("who works with the child asks").isEqualTo(403);
        Actor stranger = actor(person(Role.CASE_WORKER, structure(org.akoma.ground.access.Organisation.Kind.NGO)));
        assertThat(ask(stranger).status()).isEqualTo(404);
        Answer asked = ask(worker);
        String id = asked.json().path("id").asString();
        assertThat(take(worker, id).statusCode()).as("nobody agreed").isEqualTo(422);
        assertThat(verdict(api(worker.username()), code, true)).isNotEqualTo(200);
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select access.decide((select id from access.decision where subject = '" + id
                                + "'), true, null)"))
                .isEmpty();
        assertThat(LoginSql.answer(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select access.decide((select id from access.decision where subject = '" + id
                                + "'), true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select packages.pack('" + Ids.next() + "', array['" + id + "'::uuid], 'x')"))
                .contains("packages.not-to-leave");
        assertThat(LoginSql.refusal(
                        worker, clock.instant().plusSeconds(60), "update packages.sent set state = 'AGREED'"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(worker, clock.instant().plusSeconds(60), "select bytes from packages.archive"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select packages.ask('" + Ids.next() + "', (select id from cases.case_file where code = '"
                                + code + "'), 'CONTINUED_CARE')"))
                .as("asking twice")
                .isEmpty();
        assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
        assertThat(take(supervisor, id).statusCode()).as("only who asked").isEqualTo(403);
        HttpResponse<byte[]> taken = take(worker, id);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(take(worker, id).body()).as("the same each time").isEqualTo(taken.body());
        JsonNode one = api(worker.username())
                .get("/api/v1/cases/" + code + "/packages")
                .json()
                .path("items")
                .path(0);
        assertThat(one.path("taken").size()).isEqualTo(2);
        assertThat(one.path("sha256").asString()).isEqualTo(SealedFile.sha256(taken.body()));
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/history?limit=50")
                        .body())
                .contains("packages.asked", "packages.agreed", "packages.taken");
    }

    /** Who sits at an open browser of a colleague agrees to no package. */
    @Test
    void whoAgreesToAPackageShowsTheSecondFactorAgain() throws SQLException {
        known(fresh());
        consent("GIVEN");
        accepted();
        assertThat(ask(worker).status()).isEqualTo(201);
        Caller deciding = api(supervisor.username());
        String decision = waiting(deciding, code);
        String mine = " where person_id = '" + supervisor.personId() + "'";
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00'" + mine);
        assertThat(deciding.post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .body())
                .contains("access.factor-needed");
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant().plusSeconds(60),
                        "select access.decide('" + decision + "', true, null)"))
                .isEqualTo("FACTOR");
        TestDatabase.ownerDoes("update access.credential set totp_shown_at = '" + clock.instant() + "'" + mine);
        assertThat(verdict(deciding, code, true)).isEqualTo(200);
    }

    @Test
    void whatLeadsToThePoliceIsNeverInIt() {
        HouseKey key = fresh();
        known(key);
        note("La police l’appelle LE-V-07, vue par LE-02 et le–1, fiche FR-2015-0042, opération OP-AKOMA-1, comme"
                + " AK-012345. Il faut la protéger.");
        note("Elle aime chanter, avec AK-012345.");
        consent("GIVEN");
        accepted();
        SealedFile.Opened<PublicHalf> opened = opened(take(worker, agreed()).body(), key);
        assertThat(opened.manifest().children().getFirst().purpose()).isEqualTo(Purpose.CONTINUED_CARE);
        assertThat(opened.manifest().children()).hasSize(1);
        assertThat(opened.manifest().from()).isEqualTo(ngo.code());
        String all = new String(opened.member(RECORD), StandardCharsets.UTF_8)
                + new String(opened.member(TABLE), StandardCharsets.UTF_8);
        assertThat(all)
                .contains(family, "Rue du marché, Kumasi", "Elle aime chanter", "CI-123456", code)
                .as("a text that speaks of the police does not leave, not its last sentence either")
                .contains("\"withheld\" : true", "\"leftOut\" : 1")
                .doesNotContain("police", "Il faut la protéger")
                .doesNotContain(
                        "LE-V",
                        "LE-02",
                        "le–1",
                        "FR-2015",
                        "OP-AKOMA",
                        "AK-012345",
                        "slip",
                        worker.username(),
                        worker.code());
        assertThat(record(opened)
                        .path("checklist")
                        .valueStream()
                        .map(one -> one.path("point").asString()))
                .as("requirements.md 7.3")
                .contains("PLAN", "CSI", "EDUCATION", "SERVICES", "CONSENT", "ALERTS", "CHILDS_VIEW", "KEY_DATES");
        assertThat(record(opened).path("identity").path("birthDate").asString()).isEqualTo("2003-05-04");
        assertThat(new String(opened.member(PAPER), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    /** Who asks and who agrees read what stays here; it is kept with who made the package, and a colleague with a part of the file reads none of it. */
    @Test
    void whatStaysHereIsShownBeforeAndKept() {
        HouseKey key = fresh();
        known(key);
        note("La gendarmerie a rappelé.");
        consent("GIVEN");
        String at = "/api/v1/cases/" + code + "/packages/left-out";
        assertThat(api(worker.username()).get(at).status())
                .as("not handed over")
                .isEqualTo(404);
        accepted();
        for (Actor reader : List.of(worker, supervisor)) {
            JsonNode one = api(reader.username()).get(at).json().path("items").path(0);
            assertThat(one.path("word").asString("")).as(reader.code()).isEqualTo("gendarmerie");
            assertThat(one.path("text").asString("")).isEqualTo("La gendarmerie a rappelé.");
            assertThat(browser(reader.username())
                            .get("/cases/" + code + "/packages/preview")
                            .body())
                    .contains("Passages retirés", "Mot trouvé", "gendarmerie", "[passage retiré]");
        }
        Actor lent = lent(code);
        assertThat(browser(lent.username())
                        .get("/cases/" + code + "/packages/preview")
                        .status())
                .isEqualTo(404);
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(api(stranger.username()).get(at).status()).isEqualTo(404);
        assertThat(api(actor(person(Role.PROJECT_MANAGER, ngo)).username())
                        .get(at)
                        .status())
                .isEqualTo(404);
        take(worker, agreed());
        JsonNode kept = api(worker.username())
                .get("/api/v1/cases/" + code + "/history?limit=50")
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("act").asString("").equals("packages.left-out"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.toString())
                .contains(worker.code().toLowerCase(java.util.Locale.ROOT), "notes.text 2015-11-16")
                .doesNotContain("gendarmerie");
    }

    @Test
    void theMinimumHoldsTheMinimum() {
        HouseKey key = fresh();
        known(key);
        note("Elle aime chanter.");
        consent("REFUSED");
        String proposal = handOver().json().path("id").asString();
        assertThat(ask(worker).body()).as("blocked").contains("packages.not-handed");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/handover/" + proposal + "/minimum",
                                Map.of("basis", "BEST_INTERESTS", "minimumWhy", "Elle vit seule chez un inconnu"))
                        .status())
                .isEqualTo(200);
        assertThat(verdict(api(custodian.username()), code, true)).isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/handover/" + proposal + "/sending", Map.of("why", WHY))
                        .status())
                .isEqualTo(200);
        assertThat(ask(worker).body()).as("not accepted").contains("packages.not-handed");
        accepted(proposal);
        SealedFile.Opened<PublicHalf> opened = opened(take(worker, agreed()).body(), key);
        assertThat(opened.manifest().children().getFirst().minimum()).isTrue();
        assertThat(record(opened).propertyNames())
                .containsExactlyInAnyOrder("schema", "code", "minimum", "child", "identity");
        assertThat(record(opened).path("child").propertyNames())
                .doesNotContain("sector", "victimStatus", "risk", "nationality");
        String table = new String(opened.member(TABLE), StandardCharsets.UTF_8);
        assertThat(table).contains(family).doesNotContain("COCOA", "ActualVictim", "chanter");
    }

    @Test
    void whatChangesMeanwhileStopsIt() {
        HouseKey key = fresh();
        String keyId = known(key);
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        assertThat(api(worker.username())
                        .post("/api/v1/partner-keys/" + keyId + "/end", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(custodian.username())
                        .post("/api/v1/partner-keys/" + keyId + "/end", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(new String(take(worker, id).body(), StandardCharsets.UTF_8)).contains("packages.key-ended");
        assertThat(ask(worker).body()).contains("packages.no-key");
        known(fresh());
        String later = agreed();
        consent("WITHDRAWN");
        assertThat(new String(take(worker, later).body(), StandardCharsets.UTF_8))
                .contains("packages.not-to-leave");
    }

    @Test
    void itsTimeEnds() {
        known(fresh());
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(15)));
        assertThat(new String(take(worker, id).body(), StandardCharsets.UTF_8)).contains("packages.over");
        round.go();
        assertThat(count("packages.packed p join packages.archive a on a.id = p.archive_id where p.sent_id = '" + id
                        + "' and a.bytes is null"))
                .isEqualTo(1);
    }

    static long count(String from) {
        try (var owner = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                var statement = owner.createStatement();
                var row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theReadersOfTheFileReadWhatLeftAndNobodyElse() {
        known(fresh());
        consent("GIVEN");
        accepted();
        agreed();
        String at = "/api/v1/cases/" + code + "/packages";
        for (Actor reader : new Actor[] {worker, supervisor})
            assertThat(api(reader.username()).get(at).status()).isEqualTo(200);
        for (Role role :
                new Role[] {Role.PROVIDER, Role.EVALUATOR, Role.OBSERVER, Role.LE_OFFICER, Role.FINANCE_OFFICER})
            assertThat(api(person(
                                    role,
                                    role == Role.LE_OFFICER
                                            ? structure(org.akoma.ground.access.Organisation.Kind.LAW_ENFORCEMENT)
                                            : ngo))
                            .get(at)
                            .status())
                    .as(role.name())
                    .isIn(403, 404);
        assertThat(bring(api(worker.username()), "x".getBytes(StandardCharsets.UTF_8), "")
                        .status())
                .as("who opens files one by one imports none")
                .isEqualTo(403);
        assertThat(bring(api(supervisor.username()), "x".getBytes(StandardCharsets.UTF_8), "")
                        .body())
                .contains("packages.no-package");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/packages")
                        .body())
                .contains("Envoi chiffré à l’autorité", "Télécharger le fichier chiffré");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/packages?lang=en")
                        .body())
                .contains("Encrypted package for the authority", "Go on caring for the child");
        assertThat(browser(administrator.username())
                        .get("/exchange/partner-keys")
                        .body())
                .contains("akoma-partner-1 age1", "Enregistrer la clé");
        assertThat(browser(supervisor.username())
                        .get("/exchange/packages?lang=en")
                        .body())
                .contains("Import an encrypted package");
    }
}
