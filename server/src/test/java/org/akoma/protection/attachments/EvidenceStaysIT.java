package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.attachments.Attachment.Withdrawal.Reason;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a decision rests on stays, and nobody destroys another's document, or an old one, alone. */
class EvidenceStaysIT extends AttachmentHouse {

    @Autowired
    Decisions decisions;

    @Test
    void aBorderOpensOnALetterOfAcceptanceAlone() {
        UUID way = planned();
        assertThat(asksOn(way, added(Kind.DRAWING, Section.PLACEMENT)).body()).contains("cases.no-such-letter");
        assertThat(asksOn(way, added(Kind.DOCUMENT, Section.PLACEMENT)).body()).contains("cases.no-such-letter");
        Attachment letter = added(Kind.LETTER, Section.PLACEMENT);
        assertThat(asksOn(way, letter).status()).isEqualTo(202);
    }

    /** While it waits and after it was agreed to. */
    @Test
    void theLetterOfAnAcceptanceStays() throws SQLException {
        UUID way = planned();
        Attachment letter = added(Kind.LETTER, Section.PLACEMENT);
        String waiting = asksOn(way, letter).json().path("waiting").asString();
        stays(letter);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        stays(letter);
    }

    private void stays(Attachment letter) {
        Answer alone = api(worker.username())
                .post(
                        "/api/v1/cases/" + file.code() + "/attachments/" + letter.id() + "/withdrawal",
                        Map.of("reason", "NOT_NEEDED"));
        assertThat(alone.body()).contains("attachments.evidence");
        String straight =
                "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '" + letter.id() + "'";
        for (Actor one : new Actor[] {worker, supervisor})
            assertThatThrownBy(() -> SqlAs.change(one, clock.instant(), straight))
                    .hasMessageContaining("attachments.evidence");
    }

    /** A18c: a supervisor destroys nothing that another added, nor its author what lay a day on the file, without another supervisor. */
    @Test
    void anothersDocumentIsDestroyedByTwo() {
        Attachment drawing = added(Kind.DRAWING, Section.IDENTITY);
        String page = "/api/v1/cases/" + file.code() + "/attachments/" + drawing.id();
        String straight =
                "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '" + drawing.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .hasMessageContaining("attachments.not-decided");
        assertThat(api(supervisor.username())
                        .post(page + "/withdrawal", Map.of("reason", "ADDED_BY_MISTAKE"))
                        .status())
                .isEqualTo(202);
        assertThat(api(worker.username()).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(api(worker.username()).get(page).body()).doesNotContain("\"withdrawnReason\":\"");
        String second = person(Role.CASE_SUPERVISOR, ngo);
        String waiting = decision(drawing.id());
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(403);
        assertThat(browser(second).get("/decisions/" + waiting + "?lang=fr").body())
                .contains("Dessin de l’enfant", "/attachments/" + drawing.id())
                .doesNotContain("??");
        assertThat(browser(worker.username())
                        .get("/cases/" + file.code() + "/attachments/" + drawing.id() + "?lang=fr")
                        .body())
                .contains("attend la décision");
        assertThat(api(second)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(attachments
                        .find(worker, file.code(), drawing.id())
                        .orElseThrow()
                        .isWithdrawn())
                .isTrue();
    }

    /** Whether a paper of the child's health is destroyed is decided by who reads it, and its words are for no other part of the file. */
    @Test
    void theSecondPersonReadsTheDocument() {
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        Attachment drawing = added(Kind.DRAWING, Section.HEALTH);
        String page = "/api/v1/cases/" + file.code() + "/attachments/" + drawing.id();
        Actor lent = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + file.code() + "/grants",
                                Map.of(
                                        "grantee",
                                        lent.username(),
                                        "sections",
                                        List.of("FOLLOW_UP", "STATUS"),
                                        "until",
                                        "2015-11-30",
                                        "why",
                                        "Remplacement de congé"))
                        .status())
                .isEqualTo(201);
        assertThat(api(supervisor.username())
                        .post(page + "/withdrawal", Map.of("reason", "ADDED_BY_MISTAKE"))
                        .status())
                .isEqualTo(202);
        String waiting = "/api/v1/decisions/" + decision(drawing.id());
        assertThat(api(lent.username()).get(waiting).status()).isEqualTo(404);
        assertThat(api(deputy.username()).get(waiting).body()).contains("DRAWING");
        assertThat(api(deputy.username()).get(page).status()).isEqualTo(200);
        assertThat(api(deputy.username())
                        .post(waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isIn(200, 204);
        assertThat(attachments
                        .find(worker, file.code(), drawing.id())
                        .orElseThrow()
                        .isWithdrawn())
                .isTrue();
    }

    @Test
    void anOldDocumentIsNoMistakeOfToday() {
        Attachment one = added(Kind.CERTIFICATE, Section.IDENTITY);
        clock.moveTo(MORNING.plus(Duration.ofDays(2)));
        assertThat(done(attachments.withdraw(
                                worker, file.code(), new WithdrawAttachment(one.id(), Reason.NOT_NEEDED, null)))
                        .isWithdrawn())
                .isFalse();
        String straight =
                "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '" + one.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("attachments.not-decided");
    }

    /** The clock of a care order stops by the order on the file and a supervisor's word. */
    @Test
    void aCareOrderIsADocumentAndTwoPeople() {
        String code = file.code();
        String home = fostered();
        String order = "/api/v1/cases/" + code + "/placements/current/care-order";
        Map<String, Object> day = Map.of("careOrderOn", "2015-11-16");
        assertThat(api(worker.username()).post(order, day).body()).contains("cases.care-order-document");
        Attachment paper = added(Kind.COURT_ORDER, Section.PLACEMENT);
        Answer asked = api(worker.username()).post(order, day);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().path("careOrderOn").isNull()).isTrue();
        String straight = "update cases.placement set care_order_on = '2015-11-16', version = version + 1 where id = '"
                + home + "'";
        for (Actor one : new Actor[] {worker, supervisor})
            assertThatThrownBy(() -> SqlAs.change(one, clock.instant(), straight))
                    .hasMessageContaining("cases.care-order-not-decided");
        String waiting = waitingOrder(home);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting + "?lang=fr")
                        .body())
                .contains("/attachments/" + paper.id())
                .doesNotContain("??");
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(403);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements")
                        .body())
                .contains("\"careOrderOn\":\"2015-11-16\"");
        stays(paper);
    }

    /** A child of sixteen answers without a guardian by an order that is on the file, and that stays there. */
    @Test
    void aYesByAnOrderOfACourtRestsOnTheOrder() {
        file = opened(org.akoma.protection.identity.SomeChild.aged("F", 16, "Baobab"));
        Map<String, Object> yes =
                org.akoma.protection.consent.SomeConsent.json("GIVEN", "CHILD_CONSENT_ALONE", "2015-11-16T07:00:00Z");
        yes.put("basis", "COURT_ORDER");
        String address = "/api/v1/cases/" + file.code() + "/consents";
        assertThat(api(worker.username()).post(address, yes).body()).contains("cases.consent-no-order");
        String straight =
                "insert into cases.consent (id, file_id, purpose, status, given_by, at, language, basis, explained, explained_by, sealed, recorded_by, recorded_at)"
                        + " select gen_random_uuid(), id, 'CASE_MANAGEMENT', 'GIVEN', 'CHILD_CONSENT_ALONE', access.moment(), 'dyu', 'COURT_ORDER', '{"
                        + String.join(",", org.akoma.protection.consent.SomeConsent.TOLD)
                        + "}', access.actor(), decode(repeat('00', 60), 'hex'), access.actor(), access.moment() from cases.case_file where code = '"
                        + file.code() + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.consent-no-order");
        Attachment order = added(Kind.COURT_ORDER, Section.FAMILY);
        Answer said = api(worker.username()).post(address, yes);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        stays(order);
    }

    /** Another order that is attached meanwhile is not the one that was asked about, and the first cannot be taken away. */
    @Test
    void theOrderThatWasReadIsTheOneThatIsAgreedTo() throws SQLException {
        String home = fostered();
        String code = file.code();
        Attachment first = added(Kind.COURT_ORDER, Section.PLACEMENT);
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/placements/current/care-order",
                                Map.of("careOrderOn", "2015-11-16"))
                        .status())
                .isEqualTo(202);
        String waiting = waitingOrder(home);
        clock.moveTo(clock.instant().plusSeconds(60));
        Attachment second = added(Kind.COURT_ORDER, Section.PLACEMENT);
        stays(first);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "do $$ begin perform access.rest_on('" + waiting + "', '" + second.id() + "'); end $$"))
                .hasMessageContaining("attachments.no-such-paper");
        shows(waiting, first, second);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        stays(first);
        shows(waiting, first, second);
    }

    /** A shelter's manager does not see the documents of the file: the first order that is attached afterwards is the one. */
    @Test
    void anOrderAttachedLaterIsTheOneOfTheRequest() throws SQLException {
        String home = fostered();
        UUID asked = Ids.next();
        String propose = "do $$ begin perform access.propose('" + asked + "', 'CARE_ORDER', '" + file.id() + "', '"
                + home + "', " + "(select version from cases.placement where id = '" + home
                + "'), '{}'::uuid[], null, null); end $$";
        SqlAs.change(worker, clock.instant(), propose);
        String order = "do $$ begin perform access.decide('" + asked + "', true, null);"
                + " update cases.placement set care_order_on = '2015-11-16', version = version + 1 where id = '" + home
                + "'; end $$";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), order))
                .hasMessageContaining("cases.care-order-not-decided");
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .body())
                .contains("cases.care-order-document");
        Attachment first = added(Kind.COURT_ORDER, Section.PLACEMENT);
        Attachment second = added(Kind.COURT_ORDER, Section.PLACEMENT);
        stays(first);
        String anew = waitingOrder(home);
        assertThat(anew).isNotEqualTo(asked.toString());
        shows(anew, first, second);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .as("the request that was read before the order came")
                .isEqualTo(409);
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), order))
                .hasMessageContaining("cases.care-order-not-decided");
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + anew + "?lang=fr")
                        .body())
                .contains("/attachments/" + first.id());
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"decision\"");
    }

    /** Who asked may have seen no document: the request opens under its new address, and the day is the one that was said. */
    @Test
    void aRequestThatIsRenewedByItsOrderIsStillRead() throws SQLException {
        UUID home = UUID.fromString(fostered());
        int version = Math.toIntExact(
                SqlAs.number(worker, clock.instant(), "select version from cases.placement where id = '" + home + "'"));
        transactions.doAs(
                worker,
                () -> decisions.propose(
                        worker,
                        Proposal.onFile("CARE_ORDER", file.id(), home, version)
                                .with(Map.of("orderedOn", "2015-11-15", "kind", "FOSTER_FAMILY"))
                                .writing(Map.of("care_order_on", "2015-11-15"))));
        Attachment order = added(Kind.COURT_ORDER, Section.PLACEMENT);
        String anew = waitingOrder(home.toString());
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + anew + "?lang=fr")
                        .body())
                .contains("/attachments/" + order.id(), "15 novembre 2015");
        String other = "do $$ begin perform access.decide('" + anew + "', true, null);"
                + " update cases.placement set care_order_on = '2015-11-16', version = version + 1 where id = '" + home
                + "'; end $$";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), other))
                .hasMessageContaining("access.not-as-agreed");
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + anew + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + file.code() + "/placements")
                        .body())
                .contains("\"careOrderOn\":\"2015-11-15\"");
    }

    private void shows(String decision, Attachment first, Attachment second) {
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + decision)
                        .body())
                .contains(first.id().toString())
                .doesNotContain(second.id().toString());
    }

    private String waitingOrder(String home) {
        return transactions
                .as(supervisor, () -> decisions.waiting("CARE_ORDER", UUID.fromString(home)))
                .orElseThrow()
                .id()
                .toString();
    }

    private String fostered() {
        String code = file.code();
        String home = Ids.next().toString();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/placements",
                                Map.of(
                                        "id",
                                        home,
                                        "kind",
                                        "FOSTER_FAMILY",
                                        "country",
                                        "CI",
                                        "since",
                                        "2015-11-16",
                                        "withWhom",
                                        "Madame B"))
                        .status())
                .isEqualTo(201);
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/placements/" + home + "/decision", Map.of("approved", true))
                        .status())
                .isEqualTo(200);
        return home;
    }

    private String decision(UUID subject) {
        return transactions
                .as(supervisor, () -> decisions.waiting("EVIDENCE", subject))
                .orElseThrow()
                .id()
                .toString();
    }

    private UUID planned() {
        UUID way = Ids.next();
        Answer made = api(worker.username())
                .post(
                        "/api/v1/cases/" + file.code() + "/homecomings",
                        Map.of("id", way.toString(), "toCountry", "ML", "state", "PLANNED"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return way;
    }

    private Answer asksOn(UUID way, Attachment document) {
        Map<String, Object> accepted = new HashMap<>(
                Map.of("toCountry", "ML", "state", "ACCEPTED", "acceptedBy", "DNPEF", "acceptedOn", "2015-11-16"));
        accepted.put("document", document.id().toString());
        return api(worker.username()).put("/api/v1/cases/" + file.code() + "/homecomings/" + way, accepted, "\"1\"");
    }
}
