package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** A colleague with a true account, or a partner with a confirmed key, tries to get round the rules of packages. */
class PackageAttacksIT extends PackageHouse {

    @Autowired
    private HouseKeys house;

    private final List<HouseKey> signers = new ArrayList<>();

    private HouseKey fresh() {
        byte[] secret = new byte[32];
        new java.security.SecureRandom().nextBytes(secret);
        signers.add(HouseKey.of(secret));
        return signers.getLast();
    }

    private String known(HouseKey key, String structure) {
        return known(
                api(administrator.username()),
                api(custodian.username()),
                structure,
                key.open().text());
    }

    /** What left for the partner, as the partner opens it. */
    private SealedFile.Opened<PublicHalf> left(byte[] file, HouseKey partner) {
        return SealedFile.read(
                file,
                List.of(partner),
                Manifest.Kind.PACKAGE,
                PackageContent::names,
                print -> Optional.of(house.key().open())
                        .filter(one -> one.fingerprint().equals(print)),
                one -> one);
    }

    private Manifest manifest(Manifest.Kind kind, HouseKey signer, String to, Instant until, String... codes) {
        return manifest(MORNING, kind, signer, to, until, codes);
    }

    private Manifest manifest(
            Instant made, Manifest.Kind kind, HouseKey signer, String to, Instant until, String... codes) {
        return new Manifest(
                kind,
                Manifest.SCHEMA,
                Ids.next(),
                abroad.code(),
                List.of(signer.open().fingerprint()),
                to,
                house.key().open().recipient(),
                made,
                until,
                java.util.stream.Stream.of(codes)
                        .map(code -> new Manifest.Child(Ids.next(), code, Purpose.CONTINUED_CARE, false))
                        .toList(),
                List.of());
    }

    /** The same record, from the partner to us. */
    private byte[] sentBack(Map<String, byte[]> members, HouseKey partner) {
        return sentBack(members, partner, ngo.code());
    }

    private byte[] sentBack(Map<String, byte[]> members, HouseKey partner, String to) {
        return SealedFile.write(
                List.of(partner),
                house.key().open(),
                manifest(Manifest.Kind.PACKAGE, partner, to, MORNING.plusSeconds(86_400), code),
                members);
    }

    private byte[] receipt(HouseKey signer, String answers, byte[] file) {
        return receiptUntil(signer, answers, file, MORNING.plusSeconds(86_400));
    }

    private byte[] receiptUntil(HouseKey signer, String answers, byte[] file, Instant until) {
        return SealedFile.write(
                List.of(signer),
                house.key().open(),
                manifest(Manifest.Kind.RECEIPT, signer, ngo.code(), until),
                Map.of(ReceivedPackages.RECEIPT_NAME, words(answers, file)));
    }

    private static byte[] words(String answers, byte[] file) {
        return JsonMapper.shared()
                .writeValueAsBytes(new PackageReceipts.Words(
                        SealedFile.sha256(file),
                        List.of(new PackageReceipts.Words.Child(UUID.fromString(answers), MORNING, "GH-00012"))));
    }

    private String closes(byte[] receipt) {
        Answer answer = send(api(worker.username()), "/api/v1/packages/receipts", receipt);
        return answer.status() == 200
                ? "OK"
                : answer.json().path("errors").path(0).path("code").asString();
    }

    private Map<String, byte[]> members(HouseKey partner) {
        consent("GIVEN");
        accepted();
        return left(take(worker, agreed()).body(), partner).members();
    }

    @Test
    void aReceiptOfAnotherPartnerClosesNothing() {
        HouseKey partner = fresh();
        HouseKey another = fresh();
        known(partner, abroad.code());
        known(another, structure(Organisation.Kind.CENTRAL_GOVERNMENT, "GH").code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(closes(receipt(partner, id, new byte[] {1})))
                .as("of a package that was not taken")
                .isEqualTo("packages.checksum");
        byte[] file = take(worker, id).body();
        assertThat(closes(receipt(another, id, file))).isEqualTo("packages.other-receiver");
        assertThat(closes(receipt(fresh(), id, file))).isEqualTo("packages.unknown-signer");
        assertThat(closes(receipt(partner, id, new byte[] {1}))).isEqualTo("packages.checksum");
        assertThat(closes(receipt(partner, Ids.next().toString(), file))).isEqualTo("packages.unknown-package");
        assertThat(closes(receipt(partner, id, file))).isEqualTo("OK");
        assertThat(closes(receipt(partner, id, file))).as("another one").isEqualTo("packages.receipt-used");
    }

    /** A colleague to whom the file was lent neither reads the receipt nor closes the package by straight SQL with a made-up one. */
    @Test
    void whoNeitherAskedNorLeadsTheFileClosesNoPackage() throws SQLException {
        HouseKey partner = fresh();
        String key = known(partner, abroad.code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        byte[] file = take(worker, id).body();
        Actor colleague = lent(code);
        assertThat(api(colleague.username())
                        .get("/api/v1/cases/" + code + "/packages")
                        .status())
                .isEqualTo(200);
        Answer read = send(api(colleague.username()), "/api/v1/packages/receipts", receipt(partner, id, file));
        assertThat(read.body()).contains("packages.not-yours");
        String madeUp = closing(id, key, opened(receipt(fresh(), id, file)));
        Instant now = clock.instant().plusSeconds(60);
        assertThat(LoginSql.answer(colleague, now, madeUp)).isEqualTo("NOT_YOURS");
        assertThat(LoginSql.answer(actor(person(Role.CASE_WORKER, ngo)), now, madeUp))
                .isEqualTo("UNKNOWN");
        for (Actor who : List.of(worker, supervisor, custodian))
            assertThat(LoginSql.answer(who, now, madeUp)).as(who.code()).isEqualTo("UNSIGNED");
        assertThat(closes(receipt(partner, id, file))).isEqualTo("OK");
    }

    /** Who asked for it, with their own login and without the application: only what the partner signed closes it. */
    @Test
    void aReceiptThatThePartnerDidNotSignClosesNothing() throws SQLException {
        HouseKey partner = fresh();
        String key = known(partner, abroad.code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        byte[] file = take(worker, id).body();
        Instant now = clock.instant().plusSeconds(60);
        SealedFile.Opened<PublicHalf> signed = opened(receipt(partner, id, file));
        byte[] words = signed.member(ReceivedPackages.RECEIPT_NAME);
        byte[] others = words(Ids.next().toString(), file);
        byte[] zeros = new byte[64];
        byte[] turned = signed.signature().clone();
        turned[7] ^= 1;
        for (String forged : List.of(
                closing(id, key, opened(receipt(fresh(), id, file))),
                closing(id, key, signed.signed(), zeros, words),
                closing(id, key, signed.signed(), new byte[0], words),
                closing(id, key, signed.signed(), turned, words),
                closing(id, key, signed.signed(), signed.signature(), words(id, new byte[] {1})),
                closing(id, key, others, signed.signature(), others),
                closing(
                        id,
                        key,
                        opened(receiptUntil(partner, id, file, clock.instant().minusSeconds(1)))),
                closing(id, key, list(partner))))
            assertThat(LoginSql.answer(worker, now, forged)).isEqualTo("UNSIGNED");
        SealedFile.Opened<PublicHalf> ofAnother =
                opened(receipt(partner, Ids.next().toString(), file));
        assertThat(LoginSql.answer(worker, now, closing(id, key, ofAnother))).isEqualTo("UNKNOWN");
        SealedFile.Opened<PublicHalf> ofOtherBytes = opened(receipt(partner, id, new byte[] {1}));
        assertThat(LoginSql.answer(worker, now, closing(id, key, ofOtherBytes))).isEqualTo("CHECKSUM");
        assertThat(LoginSql.answer(worker, now, closing(id, key, signed))).isEqualTo("DONE");
    }

    /** What the partner signed for another end: the list of a package. */
    private SealedFile.Opened<PublicHalf> list(HouseKey partner) {
        byte[] sent = SealedFile.write(
                List.of(partner),
                house.key().open(),
                manifest(Manifest.Kind.PACKAGE, partner, ngo.code(), MORNING.plusSeconds(86_400), code),
                Map.of(ReceivedPackages.RECEIPT_NAME, new byte[] {'{', '}'}));
        return opened(sent, Manifest.Kind.PACKAGE);
    }

    private SealedFile.Opened<PublicHalf> opened(byte[] file) {
        return opened(file, Manifest.Kind.RECEIPT);
    }

    /** No matter who signed it. */
    private SealedFile.Opened<PublicHalf> opened(byte[] file, Manifest.Kind kind) {
        return SealedFile.read(
                file,
                List.of(house.key()),
                kind,
                list -> java.util.Set.of(ReceivedPackages.RECEIPT_NAME),
                print -> signers.stream()
                        .map(HouseKey::open)
                        .filter(one -> one.fingerprint().equals(print))
                        .findFirst(),
                one -> one);
    }

    private static String closing(String id, String key, SealedFile.Opened<PublicHalf> receipt) {
        return closing(id, key, receipt.signed(), receipt.signature(), receipt.member(ReceivedPackages.RECEIPT_NAME));
    }

    private static String closing(String id, String key, byte[] signed, byte[] signature, byte[] words) {
        java.util.HexFormat hex = java.util.HexFormat.of();
        return "select packages.close('%s', '%s', '\\x%s', '\\x%s', '\\x%s')"
                .formatted(id, key, hex.formatHex(signed), hex.formatHex(signature), hex.formatHex(words));
    }

    /** Entered and confirmed between the agreement and the day on which it is taken: what was agreed to is for the key of then, while it counts. */
    @Test
    void anotherKeyOfTheAuthorityGetsNothingThatWasAgreedToBefore() {
        HouseKey before = fresh();
        HouseKey after = fresh();
        String id = known(before, abroad.code());
        consent("GIVEN");
        accepted();
        String early = agreed();
        known(after, abroad.code());
        byte[] file = take(worker, early).body();
        assertThat(left(file, before).manifest().recipient())
                .isEqualTo(before.open().recipient());
        assertThat(left(take(worker, agreed()).body(), after).manifest().recipient())
                .as("what is asked for now")
                .isEqualTo(after.open().recipient());
        String late = agreed();
        assertThat(api(custodian.username())
                        .post("/api/v1/partner-keys/" + id + "/loss", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(new String(take(worker, early).body(), StandardCharsets.UTF_8))
                .contains("packages.their-key-lost");
        assertThat(take(worker, late).statusCode()).isEqualTo(200);
        assertThat(api(administrator.username())
                        .post(
                                "/api/v1/partner-keys",
                                Map.of(
                                        "id",
                                        Ids.next().toString(),
                                        "structure",
                                        abroad.code(),
                                        "line",
                                        before.open().text()))
                        .body())
                .as("nobody enters it again")
                .contains("packages.key-lost");
        assertThat(closes(receipt(before, early, file)))
                .as("signed by who has the lost key")
                .isEqualTo("packages.signer-lost");
    }

    @Test
    void aReplacedKeyCountsForTheOverlapAndNotLonger() {
        HouseKey before = fresh();
        known(before, abroad.code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        byte[] file = take(worker, id).body();
        known(fresh(), abroad.code());
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(91)));
        byte[] signed = receipt(before, id, file);
        assertThat(closes(signed)).isEqualTo("packages.signer-over");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(60)));
        assertThat(closes(receiptUntil(before, id, file, MORNING.plus(java.time.Duration.ofDays(80)))))
                .isEqualTo("OK");
    }

    /** Nobody but an administrator and the data protection officer says that a key is lost, and nobody writes which keys this house has. */
    @Test
    void keysAreEndedByWhoKeepsThem() throws SQLException {
        String id = known(fresh(), abroad.code());
        for (Actor one : new Actor[] {worker, supervisor})
            assertThat(api(one.username())
                            .post("/api/v1/partner-keys/" + id + "/loss", Map.of())
                            .status())
                    .as(one.code())
                    .isEqualTo(403);
        Instant now = clock.instant().plusSeconds(60);
        for (Actor one : new Actor[] {worker, supervisor, administrator, custodian}) {
            assertThat(LoginSql.refusal(one, now, "insert into packages.own_key values (1, now(), now())"))
                    .as(one.code())
                    .contains("permission denied");
            assertThat(LoginSql.refusal(one, now, "update packages.partner_key set until = null"))
                    .as(one.code())
                    .contains("permission denied");
        }
        assertThat(LoginSql.refusal(supervisor, now, "select packages.end_key('" + id + "', true)"))
                .contains("permission denied");
        assertThat(browser(custodian.username())
                        .get("/exchange/partner-keys?lang=en")
                        .body())
                .contains("Lost, or known to others");
    }

    @Test
    void whoDoesNotSuperviseTheFileAgreesToNothing() {
        known(fresh(), abroad.code());
        consent("GIVEN");
        accepted();
        assertThat(ask(worker).status()).isEqualTo(201);
        String decision = waiting(api(supervisor.username()), code);
        for (Role role : new Role[] {Role.CASE_SUPERVISOR, Role.PROJECT_MANAGER, Role.CASE_WORKER}) {
            Actor other = actor(person(role, structure(Organisation.Kind.NGO)));
            assertThat(waiting(api(other.username()), code)).as(role.name()).isEmpty();
            assertThat(api(other.username())
                            .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                            .status())
                    .as(role.name())
                    .isIn(403, 404);
        }
        assertThat(api(custodian.username())
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .status())
                .isIn(403, 404);
    }

    @Test
    void theBytesAreForWhoAskedAlone() throws SQLException {
        known(fresh(), abroad.code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        Instant now = clock.instant().plusSeconds(60);
        for (Actor one : new Actor[] {custodian, supervisor}) {
            assertThat(LoginSql.refusal(one, now, "select bytes from packages.archive"))
                    .as(one.code())
                    .contains("permission denied");
            assertThat(LoginSql.refusal(
                            one,
                            now,
                            "select packages.take((select archive_id from packages.packed where sent_id = '" + id
                                    + "'))"))
                    .as(one.code())
                    .containsAnyOf("permission denied", "packages.not-to-leave");
        }
        assertThat(LoginSql.refusal(
                        supervisor,
                        now,
                        "select packages.receive('" + Ids.next() + "', (select id from packages.partner_key where"
                                + " organisation_id = '" + abroad.id() + "' and ended_at is null),"
                                + " (select id from cases.case_file where code = '" + code
                                + "'), 'GH-00012', 'CONTINUED_CARE', false, now(), 'x', 'x', 'x')"))
                .as("a file that nobody made of a package")
                .contains("packages.not-to-receive");
    }

    /** Not even the owner's login writes what became of one child's package beside another child. */
    @Test
    void aRowOfAPackageIsOfItsChild() {
        known(fresh(), abroad.code());
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        String other = opened(SomeChild.named("Rose")).code();
        String file = "(select id from cases.case_file where code = '" + other + "')";
        for (String change : List.of(
                "update packages.packed set file_id = " + file + " where sent_id = '" + id + "'",
                "update packages.taken set file_id = " + file + " where sent_id = '" + id + "'",
                "update handover.proposal set file_id = " + file
                        + " where id = (select handover_id from packages.sent where id = '" + id + "')"))
            assertThatThrownBy(() -> TestDatabase.ownerDoes(change))
                    .as(change)
                    .hasStackTraceContaining("violates foreign key constraint");
    }

    /** A second supervisor, elsewhere, learns that the package came before, and nothing of what became of it. */
    @Test
    void aFileIsOfWhoImportsAndAPackageIsTakenOnce() throws SQLException {
        HouseKey partner = fresh();
        known(partner, abroad.code());
        Map<String, byte[]> members = members(partner);
        byte[] ours = sentBack(members, partner);
        byte[] back = sentBack(members, partner, "DSW-AILLEURS");
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor importer = actor(person(Role.CASE_SUPERVISOR, elsewhere));
        for (String more : List.of("?dryRun=true", "", "?otherChild=" + code))
            assertThat(bring(api(importer.username()), ours, more).body())
                    .as("for another structure of this house")
                    .contains("packages.other-structure")
                    .doesNotContain(code);
        assertThat(bring(api(supervisor.username()), ours, "?dryRun=true").status())
                .isEqualTo(200);
        Answer asked = bring(api(supervisor.username()), back, "");
        assertThat(asked.status()).as("the same child").isEqualTo(409);
        assertThat(asked.body()).contains("packages.maybe-known", code);
        Answer made = bring(api(importer.username()), back, "");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String theirs = madeOf(made);
        assertThat(LoginSql.answer(
                        importer,
                        clock.instant().plusSeconds(60),
                        "select organisation_id from cases.case_file where code = '" + theirs + "'"))
                .isEqualTo(elsewhere.id().toString());
        assertThat(api(supervisor.username()).get("/api/v1/cases/" + theirs).status())
                .isEqualTo(404);
        Answer again = bring(api(supervisor.username()), back, "?otherChild=" + code);
        assertThat(again.body()).contains("packages.replay").doesNotContain(theirs);
    }

    /** Who got all sections by a referral, for their help, reads what was handed over as little as where the file came from. */
    @Test
    void whatCameAlongIsNotForReceivers() {
        HouseKey partner = fresh();
        known(partner, abroad.code());
        Answer made = bring(api(supervisor.username()), sentBack(members(partner), partner), "?otherChild=" + code);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String at = "/api/v1/cases/" + madeOf(made) + "/origin";
        Actor receiver = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from,"
                        + " reason, given_by) select '"
                        + Ids.next() + "', id, 'PERSON', '" + receiver.personId() + "', 511, false, '"
                        + clock.instant().minusSeconds(1) + "', 'REFERRAL', '" + supervisor.personId()
                        + "' from cases.case_file where code = '"
                        + madeOf(made) + "'");
        assertThat(api(receiver.username())
                        .get("/api/v1/cases/" + madeOf(made) + "/identity")
                        .status())
                .as("they hold the file")
                .isEqualTo(200);
        for (String part : List.of("", "/record", "/receipt"))
            assertThat(api(receiver.username()).get(at + part).status())
                    .as(part)
                    .isEqualTo(404);
        assertThat(api(supervisor.username()).get(at + "/record").status()).isEqualTo(200);
    }

    /** The partner signs a record of one child and a row of another. */
    @Test
    void theFileIsOfTheChildThatWasShown() {
        HouseKey partner = fresh();
        known(partner, abroad.code());
        Map<String, byte[]> members = new HashMap<>(members(partner));
        members.put(
                RECORD,
                new String(members.get(RECORD), StandardCharsets.UTF_8)
                        .replace("\"ageAtRescue\" : 12", "\"ageAtRescue\" : 17")
                        .getBytes(StandardCharsets.UTF_8));
        byte[] back = sentBack(members, partner);
        assertThat(bring(api(supervisor.username()), back, "?dryRun=true")
                        .json()
                        .path("contents")
                        .path("children")
                        .path(0)
                        .path("age")
                        .asInt())
                .isEqualTo(17);
        Answer made = bring(api(supervisor.username()), back, "?otherChild=" + code);
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.body()).contains("packages.content");
        assertThat(bring(api(supervisor.username()), back, "?otherChild=" + code)
                        .body())
                .as("nothing was made")
                .contains("packages.content");
    }

    /** A record of this child and a row of another of the same sender, of the same sex and age. */
    @Test
    void theRowIsOfTheFileOfTheRecord() {
        HouseKey partner = fresh();
        known(partner, abroad.code());
        Map<String, byte[]> members = new HashMap<>(members(partner));
        String row = new String(members.get(TABLE), StandardCharsets.UTF_8);
        assertThat(row).contains(code);
        members.put(TABLE, row.replace(code, "GH-00077").getBytes(StandardCharsets.UTF_8));
        Answer made = bring(api(supervisor.username()), sentBack(members, partner), "?otherChild=" + code);
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.body()).contains("packages.content");
    }

    /** A date in the future would make every package that follows an older one. */
    @Test
    void aPackageOfTheFutureIsNotTaken() {
        HouseKey partner = fresh();
        known(partner, abroad.code());
        Map<String, byte[]> members = members(partner);
        for (int hours : new int[] {25, 23}) {
            Instant made = clock.instant().plusSeconds(3_600L * hours);
            byte[] file = SealedFile.write(
                    List.of(partner),
                    house.key().open(),
                    manifest(made, Manifest.Kind.PACKAGE, partner, ngo.code(), MORNING.plusSeconds(30 * 86_400), code),
                    members);
            Answer brought = bring(api(supervisor.username()), file, "?otherChild=" + code);
            if (hours > 24) assertThat(brought.body()).contains("packages.ahead");
            else assertThat(brought.status()).as(brought.body()).isEqualTo(201);
        }
    }

    /** Who agrees for a structure without a supervisor that a package leaves reads what is in it. */
    @Test
    void aDeputyReadsWhatLeaves() throws SQLException {
        known(fresh(), abroad.code());
        consent("GIVEN");
        accepted();
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        TestDatabase.ownerDoes("update access.person_role set valid_until = '"
                + clock.instant().minusSeconds(1) + "' where person_id = '" + supervisor.personId() + "'");
        assertThat(ask(worker).status()).isEqualTo(201);
        String asked = waiting(api(deputy.username()), code);
        assertThat(LoginSql.answer(
                        deputy,
                        clock.instant(),
                        "select g.sections from access.file_grant g where g.decision_id = '" + asked + "'"))
                .isEqualTo("511");
        String verdict = "/api/v1/decisions/" + asked + "/verdict";
        String sections = "update access.file_grant set sections = %d where decision_id = '" + asked + "'";
        TestDatabase.ownerDoes(sections.formatted(256));
        assertThat(api(deputy.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(403);
        TestDatabase.ownerDoes(sections.formatted(511));
        assertThat(api(deputy.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(204);
    }

    /** A package that waits, or was agreed to, keeps the kind and the country of its authority; and each step asks the kind anew. */
    @Test
    void nothingLeavesForAnAuthorityThatBecamePolice() throws SQLException {
        known(fresh(), abroad.code());
        consent("GIVEN");
        accepted();
        String id = ask(worker).json().path("id").asString();
        Map<String, String> police = Map.of("label", "Brigade " + newFamilyName(), "kind", "LAW_ENFORCEMENT");
        assertThat(api(administrator.username())
                        .put("/api/v1/organisations/" + abroad.code(), police, "\"1\"")
                        .body())
                .contains("access.kind-in-use");
        assertThat(LoginSql.refusal(
                        administrator,
                        clock.instant(),
                        "update access.organisation set kind = 'LAW_ENFORCEMENT' where id = '" + abroad.id() + "'"))
                .contains("access.kind-in-use");
        turn("LAW_ENFORCEMENT");
        assertThat(verdict(api(supervisor.username()), code, true)).isNotIn(200, 500);
        turn("CENTRAL_GOVERNMENT");
        assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
        turn("LAW_ENFORCEMENT");
        assertThat(take(worker, id).statusCode()).isEqualTo(422);
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "select packages.pack('" + Ids.next() + "', array['" + id + "'::uuid], 'x')"))
                .contains("packages.not-to-leave");
        assertThat(ask(worker).status()).isNotEqualTo(201);
    }

    /** By a way that nobody knows: the rule of the structure itself is tested above. */
    private void turn(String kind) {
        TestDatabase.ownerDoes("alter table access.organisation disable trigger keep_kind");
        TestDatabase.ownerDoes("update access.organisation set kind = '" + kind + "' where id = '" + abroad.id() + "'");
        TestDatabase.ownerDoes("alter table access.organisation enable trigger keep_kind");
    }
}
