package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decisions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Money reaches whom it was approved for, and somebody vouches for it: by API, page and SQL. */
class PaidAsAgreedIT extends AidHouse {

    @Autowired
    Decisions decisions;

    private UUID asked(String child) {
        return done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
    }

    private UUID approved(String child) {
        UUID id = asked(child);
        done(payments.approve(manager, id));
        return id;
    }

    private Map<String, Object> receipt(String receivedBy, boolean signed, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("receipt", "R-1-" + finance.code(), "receivedBy", receivedBy, "signed", signed));
        body.putAll(more);
        return body;
    }

    private void paid(UUID id, String how) throws SQLException {
        SqlAs.change(finance, clock.instant(), """
                update assistance.payment set state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16',
                       receipt = 'S-%s', %s where id = '%s'
                """.formatted(finance.code(), how, id));
    }

    @Test
    void nobodyElseReceivesWhatWasApprovedForTheFamily() {
        UUID id = approved(child(12));
        String colleague = person(Role.CASE_WORKER, ngo);
        Caller till = api(finance.username());
        String address = "/api/v1/payments/" + id + "/receipt";
        Answer staff = till.post(address, receipt("CASE_WORKER", true, Map.of("receiver", colleague)));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.body()).contains("assistance.another-receiver");
        assertThat(till.post(address, receipt("PROVIDER", true, Map.of())).body())
                .contains("assistance.another-receiver");
        assertThat(browser(finance.username())
                        .post(
                                "/payments/" + id + "/receipt",
                                "receipt",
                                "R-2-" + finance.code(),
                                "receivedBy",
                                "PROVIDER",
                                "signed",
                                "true")
                        .status())
                .isEqualTo(422);
        for (String other : new String[] {
            "received_by = 'PROVIDER', signed = true",
            "received_by = 'CASE_WORKER', received_by_id = '" + actor(colleague).personId() + "', signed = true"
        }) assertThatThrownBy(() -> paid(id, other)).as(other).hasMessageContaining("payment_received_as_agreed");
    }

    private void named(Actor who, String name) throws SQLException {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + who.personId() + "'");
    }

    /** Two accounts that may be one person's are one hand: as payer, as receiver and as witness, by API and SQL. */
    @Test
    void aNamesakeIsNoOtherHand() throws SQLException {
        String name = "Sidonie " + newFamilyName();
        named(worker, name);
        named(finance, name.toUpperCase(Locale.ROOT));
        Actor witness = actor(person(Role.CASE_WORKER, ngo));
        Actor other = actor(person(Role.FINANCE_OFFICER, ngo));
        String hers = "Aline " + newFamilyName();
        named(witness, hers);
        named(manager, hers);
        UUID id = approved(child(12));
        String address = "/api/v1/payments/" + id + "/receipt";
        Answer same = api(finance.username()).post(address, receipt("CAREGIVER", true, Map.of()));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.body()).contains("assistance.hand-of-namesake");
        assertThatThrownBy(() -> paid(id, "received_by = 'CAREGIVER', signed = true"))
                .hasMessageContaining("assistance.hand-of-namesake");
        Map<String, Object> seen = receipt("CAREGIVER", false, Map.of("witness", witness.username()));
        assertThat(api(other.username()).post(address, seen).body()).contains("assistance.witness-is-another");
        assertThatThrownBy(
                        () -> SqlAs.change(other, clock.instant(), """
                                update assistance.payment set state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16',
                                       receipt = 'N-%s', received_by = 'CAREGIVER', signed = false, witness_id = '%s' where id = '%s'
                                """.formatted(other.code(), witness.personId(), id)))
                .hasMessageContaining("assistance.hand-of-namesake");
        assertThat(api(other.username())
                        .post(address, receipt("CAREGIVER", true, Map.of()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReceiptIsSignedOrSeen() {
        UUID id = approved(child(12));
        Caller till = api(finance.username());
        String address = "/api/v1/payments/" + id + "/receipt";
        assertThat(till.post(address, receipt("CAREGIVER", false, Map.of())).body())
                .contains("assistance.witness-who");
        for (Actor hand : new Actor[] {worker, manager, finance}) {
            assertThat(till.post(address, receipt("CAREGIVER", false, Map.of("witness", hand.username())))
                            .body())
                    .as(hand.code())
                    .contains("assistance.witness-is-another");
            assertThatThrownBy(() -> paid(
                            id, "received_by = 'CAREGIVER', signed = false, witness_id = '" + hand.personId() + "'"))
                    .as(hand.code())
                    .hasMessageContaining("payment_witness_is_another");
        }
        for (String unseen : new String[] {"received_by = 'CAREGIVER', signed = false", "signed = true"})
            assertThatThrownBy(() -> paid(id, unseen)).as(unseen).hasMessageContaining("payment_attested");
        String elsewhere = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (String stranger : List.of(supervisor.username(), elsewhere, person(Role.PROVIDER, ngo))) {
            assertThat(till.post(address, receipt("CAREGIVER", false, Map.of("witness", stranger)))
                            .body())
                    .as(stranger)
                    .contains("assistance.witness-of-the-file");
            assertThatThrownBy(() -> paid(
                            id,
                            "received_by = 'CAREGIVER', signed = false, witness_id = '"
                                    + actor(stranger).personId() + "'"))
                    .as(stranger)
                    .hasMessageContaining("assistance.witness-of-the-file");
        }
        assertThatThrownBy(() -> paid(
                        id,
                        "received_by = 'CAREGIVER', signed = false, witness_id = '"
                                + actor(person(Role.CASE_WORKER, ngo)).personId() + "'"))
                .hasMessageContaining("assistance.witness-not-asked");
    }

    /** Finance would else learn by a name that is refused or taken in whose shelter the child sleeps, and an observer by asking the database. */
    @Test
    void theWitnessTellsNobodyWhereTheChildSleeps() throws SQLException {
        UUID id = approved(child(12));
        String question = "select assistance.may_witness('" + id + "', '"
                + actor(person(Role.CASE_WORKER, ngo)).personId() + "')";
        assertThat(LoginSql.answer(finance, clock.instant(), question)).isEqualTo("t");
        Actor observer = actor(person(Role.OBSERVER, ngo));
        assertThat(LoginSql.answer(observer, clock.instant(), question)).isEqualTo("f");
        assertThat(LoginSql.answer(
                        observer,
                        clock.instant(),
                        "select assistance.may_take_over(p.id, '" + worker.personId() + "') from (select '" + id
                                + "'::uuid as id) p"))
                .isEqualTo("f");
    }

    /** Approver and payer may not open the file: they read what one person alone could have invented. */
    @Test
    void theApproverReadsWhatOnePersonAloneSays() {
        String alone = child(12);
        UUID id = asked(alone);
        assertThat(browser(manager.username()).get("/payments/" + id).body())
                .contains("moins d’une semaine", "Aucun plan");
        assertThat(browser(worker.username()).get("/payments/" + id).body()).doesNotContain("Aucun plan");
    }

    private Actor unsigned(UUID id) {
        Actor witness = actor(person(Role.CASE_WORKER, ngo));
        Answer given = api(finance.username())
                .post(
                        "/api/v1/payments/" + id + "/receipt",
                        receipt("CAREGIVER", false, Map.of("witness", witness.username())));
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.body()).contains("\"witness\":\"" + witness.code() + "\"");
        assertThat(given.json().path("attested").asBoolean()).isFalse();
        return witness;
    }

    private Answer verdict(Actor by, UUID id, boolean agreed) {
        Map<String, Object> said = agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Pas là");
        return api(by.username()).post("/api/v1/decisions/" + waitingFor(id) + "/verdict", said);
    }

    private boolean attested(UUID id) {
        String cursor = "";
        while (true) {
            JsonNode page = api(finance.username())
                    .get("/api/v1/payments?limit=100" + cursor)
                    .json();
            for (JsonNode one : page.path("items"))
                if (one.path("id").asString("").equals(id.toString()))
                    return one.path("attested").asBoolean();
            assertThat(page.path("next").asString("")).as("payment " + id).isNotEmpty();
            cursor = "&cursor=" + page.path("next").asString();
        }
    }

    private UUID waitingFor(UUID id) {
        return transactions
                .as(finance, () -> decisions.waiting(Witnesses.KIND, id))
                .orElseThrow()
                .id();
    }

    /** Whom finance names says with their own account that the money was given; until then the payment shows that nobody did. */
    @Test
    void theWitnessSaysSo() {
        UUID id = approved(child(12));
        Actor witness = unsigned(id);
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("non attesté", "témoin désigné", witness.code());
        assertThat(api(witness.username()).get("/api/v1/notices").body()).contains("\"decision\"");
        String asked = transactions.as(
                finance, () -> Witnesses.text(decisions.find(waitingFor(id)).orElseThrow(), "payment"));
        for (String list : List.of("/?lang=fr", "/tasks?lang=fr"))
            assertThat(browser(witness.username()).get(list).body())
                    .as(list)
                    .contains("l’avez-vous vu", ", " + asked + "</span>");
        assertThat(browser(witness.username()).get("/payments/" + id).status()).isEqualTo(404);
        assertThat(browser(witness.username())
                        .get("/decisions/" + waitingFor(id) + "?lang=fr")
                        .body())
                .contains("30", "l’avez-vous vu")
                .doesNotContain("/payments/" + id);
        Actor other = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(other.username())
                        .get("/api/v1/decisions/" + waitingFor(id))
                        .status())
                .isEqualTo(404);
        for (Actor one : List.of(finance, manager, worker, other))
            assertThat(verdict(one, id, true).status()).as(one.code()).isIn(403, 404, 409);
        assertThatThrownBy(() -> SqlAs.change(
                        finance,
                        clock.instant(),
                        "update assistance.payment set attested_at = access.moment() where id = '" + id + "'"))
                .hasMessageContaining("permission denied");
        assertThat(verdict(witness, id, true).status()).isEqualTo(200);
        assertThat(attested(id)).isTrue();
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("vu par " + witness.code())
                .doesNotContain("non attesté");
    }

    @Test
    void aWitnessWhoSawNothingIsHeard() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        UUID id = approved(child(12));
        Actor witness = unsigned(id);
        assertThat(api(finance.username())
                        .post("/api/v1/decisions/" + waitingFor(id) + "/withdrawal", Map.of())
                        .status())
                .as("who paid does not take the question back")
                .isEqualTo(403);
        assertThat(browser(finance.username())
                        .get("/decisions/" + waitingFor(id))
                        .body())
                .doesNotContain("/withdrawal");
        assertThat(verdict(witness, id, false).status()).isEqualTo(200);
        assertThat(attested(id)).isFalse();
        assertThat(api(manager.username()).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("non attesté");
        whetherItArrivedIsFound(id, witness, officer);
    }

    /** All who read the payment read what the witness said; a project manager who handled none of it, or the data protection officer, says whether the money arrived, and how they know. */
    private void whetherItArrivedIsFound(UUID id, Actor witness, Actor officer) throws SQLException {
        Actor finder = actor(person(Role.PROJECT_MANAGER, ngo));
        UUID asked = transactions
                .as(manager, () -> decisions.waiting(UnseenMoney.KIND, id))
                .orElseThrow()
                .id();
        String verdict = "/api/v1/decisions/" + asked + "/verdict";
        for (Actor reader : List.of(finance, manager, worker, supervisor))
            assertThat(browser(reader.username())
                            .get("/payments/" + id + "?lang=en")
                            .body())
                    .as(reader.code())
                    .contains(witness.code() + " said on", "did not see it given");
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(api(finder.username())
                        .get("/api/v1/tasks?limit=500&kind=access.decide")
                        .body())
                .contains(asked.toString());
        for (Actor one : List.of(finder, officer))
            assertThat(browser(one.username())
                            .get("/decisions/" + asked + "?lang=en")
                            .body())
                    .as(one.code())
                    .contains("Pas là", "Did the money arrive?", "/verdict\"")
                    .doesNotContain("??");
        assertThat(api(officer.username()).get("/api/v1/notices").body()).contains("\"decision\"");
        for (Actor hand : List.of(finance, manager, worker, witness))
            assertThat(api(hand.username())
                            .post(verdict, Map.of("agreed", true, "reason", "Reçu"))
                            .status())
                    .as(hand.code())
                    .isIn(403, 404, 409);
        assertThat(api(witness.username())
                        .post("/api/v1/decisions/" + asked + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(403);
        String decide = "do $$ begin if access.decide('" + asked
                + "', true, null) <> 'OWN_WORK' then raise exception 'decided'; end if; end $$";
        for (Actor hand : List.of(finance, manager, worker)) SqlAs.change(hand, clock.instant(), decide);
        for (String straight : List.of(
                "do $$ begin perform access.withdraw('" + asked + "'); end $$",
                "do $$ begin perform access.propose('" + Ids.next() + "', 'MONEY_UNSEEN', null, '" + Ids.next()
                        + "', 1, '{}'::uuid[], null, null); end $$"))
            assertThatThrownBy(() -> SqlAs.change(witness, clock.instant(), straight))
                    .hasMessageMatching("(?s).*assistance\\.(unseen-is-answered|witness-not-asked).*");
        for (String column : List.of("denied_at = null", "arrived = true"))
            assertThatThrownBy(() -> SqlAs.change(
                            finance,
                            clock.instant(),
                            "update assistance.payment set " + column + " where id = '" + id + "'"))
                    .hasMessageContaining("permission denied");
        assertThat(api(finder.username()).post(verdict, Map.of("agreed", true)).body())
                .contains("\"reason\"");
        assertThat(api(officer.username())
                        .post(verdict, Map.of("agreed", false, "reason", "La mère n’a rien reçu"))
                        .status())
                .isEqualTo(200);
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=en")
                        .body())
                .contains("the money did not arrive");
    }

    @Test
    void staffSignWhatTheyTakeOver() {
        String child = child(12);
        String colleague = workingBeside(child);
        assertThat(through(child, colleague).status()).isEqualTo(201);
        UUID id = done(payments.of(worker, child)).getFirst().id();
        done(payments.approve(manager, id));
        Map<String, Object> unsigned =
                receipt("CASE_WORKER", false, Map.of("receiver", colleague, "witness", supervisor.username()));
        assertThat(api(finance.username())
                        .post("/api/v1/payments/" + id + "/receipt", unsigned)
                        .body())
                .contains("assistance.staff-signs");
        assertThatThrownBy(() -> paid(
                        id,
                        "received_by = 'CASE_WORKER', signed = false, received_by_id = '"
                                + actor(colleague).personId() + "', witness_id = '" + supervisor.personId() + "'"))
                .hasMessageContaining("payment_attested");
        unsigned.put("signed", true);
        unsigned.remove("witness");
        for (String other : new String[] {person(Role.CASE_WORKER, ngo), person(Role.SYSTEM_ADMINISTRATOR, ngo)}) {
            Map<String, Object> to = new HashMap<>(unsigned);
            to.put("receiver", other);
            assertThat(api(finance.username())
                            .post("/api/v1/payments/" + id + "/receipt", to)
                            .body())
                    .contains("assistance.another-receiver");
            assertThatThrownBy(() -> paid(
                            id,
                            "received_by = 'CASE_WORKER', signed = true, received_by_id = '"
                                    + actor(other).personId() + "'"))
                    .hasMessageContaining("payment_worker_as_agreed");
        }
        assertThat(api(finance.username())
                        .post("/api/v1/payments/" + id + "/receipt", unsigned)
                        .status())
                .isEqualTo(200);
    }

    private Answer through(String child, String named) {
        Map<String, Object> body =
                new HashMap<>(Map.of("type", "FAMILY_CASH", "amount", 1000, "currency", "XOF", "payTo", "CASE_WORKER"));
        if (named != null) body.put("payToWorker", named);
        return api(worker.username()).post("/api/v1/cases/" + child + "/payments", body);
    }

    /** Who takes money over for a family is named when it is asked for, and approved with it. */
    @Test
    void moneyThroughStaffNamesThePersonWhoIsApproved() throws SQLException {
        String child = child(12);
        String colleague = workingBeside(child);
        Map<String, String> wrong = new HashMap<>();
        wrong.put(null, "assistance.worker-who");
        wrong.put("nobody-77", "assistance.receiver-unknown");
        wrong.put(worker.username(), "assistance.receiver-is-another");
        wrong.put(person(Role.CASE_WORKER, ngo), "assistance.receiver-of-the-file");
        wrong.put(person(Role.SYSTEM_ADMINISTRATOR, ngo), "assistance.receiver-of-the-file");
        wrong.put(
                person(Role.CASE_WORKER, structure(org.akoma.ground.access.Organisation.Kind.NGO)),
                "assistance.receiver-of-the-file");
        wrong.forEach((named, code) -> {
            Answer refused = through(child, named);
            assertThat(refused.status()).as(String.valueOf(named)).isEqualTo(422);
            assertThat(refused.body()).as(String.valueOf(named)).contains(code, "payToWorker");
        });
        clock.moveTo(MORNING.plus(
                java.time.Duration.ofHours(9))); // the newest of the list, which holds those of other tests
        Answer asked = through(child, colleague.toUpperCase(java.util.Locale.ROOT));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(asked.json().path("payToWorker").asString()).isEqualToIgnoringCase(colleague);
        UUID id = UUID.fromString(asked.json().path("id").asString());
        String code = actor(colleague).code();
        for (String page : new String[] {"/payments/" + id, "/payments"})
            assertThat(browser(manager.username()).get(page + "?lang=fr").body())
                    .as(page)
                    .contains(code);
        String decision = api(manager.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .map(line -> line.path("id").asString())
                .filter(one -> api(manager.username())
                        .get("/api/v1/decisions/" + one)
                        .body()
                        .contains(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(api(manager.username()).get("/api/v1/decisions/" + decision).body())
                .contains("pay-to-worker", code);
        done(payments.approve(manager, id));
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains(code + ", pour qui il est approuvé");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update assistance.payment set pay_to_id = '%s' where id = '%s'"
                                .formatted(manager.personId(), id)))
                .hasMessageContaining("permission denied");
        Answer paid = api(finance.username())
                .post("/api/v1/payments/" + id + "/receipt", receipt("CASE_WORKER", true, Map.of()));
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        assertThat(paid.json().path("receiver").asString()).isEqualTo(code);
    }

    /** Straight SQL: a request names nobody who does not work with the child. */
    @Test
    void theTableTakesNoMoneyThroughSomebodyElse() {
        String child = child(12);
        workingBeside(child);
        String stranger = person(Role.CASE_WORKER, ngo);
        String insert = """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, supervisor_id, type, currency, amount, covers_from, covers_until,
                       pay_to, pay_to_id, state, requested_by, requested_at)
                select gen_random_uuid(), f.id, f.code, f.organisation_id, f.worker_id, f.supervisor_id, 'FAMILY_CASH', 'XOF', 1000, '2015-11-16', '2015-12-14',
                       'CASE_WORKER', %s, 'REQUESTED', access.actor(), access.moment() from cases.case_file f where f.id = '%s'
                """;
        UUID file = file(child).id();
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), insert.formatted("null", file)))
                .hasMessageContaining("payment_worker_named");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        insert.formatted("'" + actor(stranger).personId() + "'", file)))
                .hasMessageContaining("assistance.receiver-of-the-file");
        assertThatThrownBy(() ->
                        SqlAs.change(worker, clock.instant(), insert.formatted("'" + worker.personId() + "'", file)))
                .hasMessageContaining("payment_worker_is_another");
    }

    /** A payment to another person, or made twice, is taken back for a reason that says so. */
    @Test
    void aWrongPaymentIsTakenBackForItsReason() {
        UUID id = approved(child(12));
        Caller till = api(finance.username());
        assertThat(till.post("/api/v1/payments/" + id + "/receipt", receipt("CAREGIVER", true, Map.of()))
                        .status())
                .isEqualTo(200);
        String address = "/api/v1/payments/" + id + "/reversal";
        assertThat(till.post(address, Map.of("reason", "NO_BUDGET")).status()).isEqualTo(422);
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("Versé à une autre personne", "Payé deux fois");
        assertThat(till.post(address, Map.of("reason", "PAID_TWICE")).status()).isEqualTo(200);
    }

    /** Sent again it is the same receipt; with anything else under its number it is refused. */
    @Test
    void aReceiptIsNotAnsweredWithAnotherOne() {
        UUID id = approved(child(12));
        Caller till = api(finance.username());
        String address = "/api/v1/payments/" + id + "/receipt";
        String colleague = person(Role.CASE_WORKER, ngo);
        Map<String, Object> first = receipt("CAREGIVER", false, Map.of("witness", colleague));
        assertThat(till.post(address, first).status()).isEqualTo(200);
        assertThat(till.post(address, first).status()).isEqualTo(200);
        for (Map<String, Object> other : java.util.List.<Map<String, Object>>of(
                receipt("CAREGIVER", false, Map.of("witness", person(Role.CASE_WORKER, ngo))),
                receipt("CAREGIVER", true, Map.of()),
                receipt("PROVIDER", false, Map.of("witness", colleague)),
                receipt("CAREGIVER", false, Map.of("witness", colleague, "paidOn", "2015-11-15")))) {
            Answer again = till.post(address, other);
            assertThat(again.status()).as(other.toString()).isEqualTo(409);
            assertThat(again.body()).contains("cases.id-other-content");
        }
    }

    /** The child's own worker is no witness. */
    @Test
    void theChildsWorkerSawNothing() {
        String child = child(12);
        Actor asks = actor(workingBeside(child));
        UUID id = done(payments.request(asks, child, money("FAMILY_CASH", "30000", null)))
                .id();
        done(payments.approve(manager, id));
        assertThat(api(finance.username())
                        .post(
                                "/api/v1/payments/" + id + "/receipt",
                                receipt("CAREGIVER", false, Map.of("witness", worker.username())))
                        .body())
                .contains("assistance.witness-is-the-worker");
        assertThatThrownBy(() ->
                        paid(id, "received_by = 'CAREGIVER', signed = false, witness_id = '" + worker.personId() + "'"))
                .hasMessageContaining("assistance.witness-is-the-worker");
    }

    @Test
    void nobodyNamesThePayeeAfterwards() {
        String child = child(12);
        RequestPayment plain = money("FAMILY_CASH", "30000", null);
        UUID id = done(payments.request(
                        worker,
                        child,
                        new RequestPayment(
                                plain.id(), plain.type(), plain.money(), null, null, null, plain.payTo(), null, null)))
                .id();
        done(payments.approve(manager, id));
        String name = "do $$ begin perform assistance.name_payee('%s', '\\x78', 'Awa'); end $$".formatted(id);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), name)).hasMessageContaining("payee-is-kept");
        done(payments.pay(finance, id, receipt("R-1")));
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), name)).hasMessageContaining("payee-is-kept");
    }
}
