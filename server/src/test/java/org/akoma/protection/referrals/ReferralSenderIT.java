package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.consent.Consent;
import org.junit.jupiter.api.Test;

/** A worker names another structure as the sender, or writes the grant of a referral by hand: by API, on the page, in SQL. */
class ReferralSenderIT extends ReferralHouse {

    private Organisation agency() {
        Organisation agency = structure(Organisation.Kind.INTERGOVERNMENTAL);
        agree(agency, clinic, Section.ASSISTANCE, Section.IDENTITY, Section.FAMILY);
        consent(Consent.Status.GIVEN);
        return agency;
    }

    private static Map<String, Object> body(String from, String to) {
        return Map.of(
                "from", from,
                "to", to,
                "purpose", "CARE",
                "priority", "URGENT",
                "sections", List.of("IDENTITY", "FAMILY"),
                "reason", "Elle tousse",
                "asked", "Un examen");
    }

    private long granted() throws SQLException {
        return SqlAs.number(
                worker,
                clock.instant(),
                "select count(*) from access.file_grant where reason = 'REFERRAL' and file_id = '" + id() + "'");
    }

    private UUID id() {
        return cases.find(worker, file).orElseThrow().id();
    }

    @Test
    void anothersAgreementOpensNothing() throws SQLException {
        Organisation agency = agency();
        Caller desk = api(worker.username());
        String referrals = "/api/v1/cases/" + file + "/referrals";
        for (String from : List.of(ngo.code(), agency.code())) {
            Answer draft = desk.post(referrals, body(from, clinic.code()));
            assertThat(draft.status()).as(from).isEqualTo(201);
            String id = draft.json().path("id").asString();
            Answer sent = desk.post(referrals + "/" + id + "/sending", Map.of());
            assertThat(sent.status()).as(from).isEqualTo(422);
            assertThat(sent.body()).as(from).contains("access.agreement-none");
        }
        assertThat(granted()).isZero();
        assertThat(cases.find(nurse, file)).isEmpty();
    }

    @Test
    void thePageOffersWhatAnAgreementOfTheFilesOwnStructureAllows() {
        Organisation agency = agency();
        Organisation partner = structure(Organisation.Kind.NGO);
        String form = "/cases/" + file + "/referrals/new";
        assertThat(browser(worker.username()).get(form).body())
                .doesNotContain("value=\"" + clinic.code() + "\"", "value=\"" + agency.code() + "\"")
                .contains("Aucun accord de partage ne permet", "chef de projet");
        agree(ngo, partner, Section.ASSISTANCE);
        String offered = browser(worker.username()).get(form).body();
        assertThat(offered)
                .contains("value=\"" + partner.code() + "\"", "Ce que les accords permettent")
                .doesNotContain("value=\"" + clinic.code() + "\"");
    }

    @Test
    void aStructureWithoutAnybodyIsNamedBeforeTheSending() {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        person(Role.CASE_WORKER, ministry);
        agree(ngo, ministry, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(ministry, Section.ASSISTANCE)));
        assertThat(browser(worker.username()).get("/referrals/" + made.code()).body())
                .contains("ne reçoit les orientations dans Akoma");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + file + "/referrals/" + made.id() + "/obstacles")
                        .json()
                        .path("nobodyThere")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theDatabaseGivesNoGrantWithoutAReferralThatWasSentUnderAnAgreement() throws SQLException {
        agency();
        assertThatThrownBy(() -> grant(Ids.next(), clinic.deskId(), 257))
                .hasMessageContaining("referrals.no-agreement");
        Referral drafted = done(referrals.draft(worker, file, draft(clinic, Section.IDENTITY)));
        assertThatThrownBy(() -> grant(drafted.id(), clinic.deskId(), 257))
                .hasMessageContaining("referrals.no-agreement");
        for (String late : new String[] {
            "due_at = access.moment() + interval '300 days'",
            "manager_at = 'infinity'",
            "manager_at = null",
            "valid_until = 'infinity'",
            "sent_at = access.moment() - interval '1 hour'"
        }) assertThatThrownBy(() -> send(drafted, late)).as(late).hasMessageContaining("referrals.beyond-limits");
        assertThatThrownBy(() -> send(drafted, ""))
                .as("sent without a grant, under an agreement of somebody else")
                .hasMessageContaining("referrals.no-agreement");
        assertThat(granted()).isZero();
    }

    /** The worker does not see it: an attacker may know its id all the same. */
    private String agreementOfAnother() {
        return api(person(Role.PROJECT_MANAGER, ngo))
                .get("/api/v1/agreements?structure=" + clinic.code())
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    /** Past the application, with one column otherwise than it would be. */
    private void send(Referral draft, String otherwise) throws SQLException {
        String set = "sent_by = access.actor(), version = version + 1, ";
        for (String column : new String[] {
            "sent_at = access.moment()",
            "due_at = access.moment() + interval '1 day'",
            "manager_at = access.moment() + interval '2 days'",
            "valid_until = access.moment() + interval '90 days'"
        }) set += (otherwise.startsWith(column.split(" ")[0]) ? otherwise : column) + ", ";
        SqlAs.change(worker, clock.instant(), """
                update referrals.referral set %s agreement_id = '%s' where id = '%s'
                """.formatted(set, agreementOfAnother(), draft.id()));
    }

    /** A supervisor confirmed one draft: the worker's login makes no other one of it, and sends no other one. */
    @Test
    void whatWasConfirmedIsWhatIsSent() throws SQLException {
        Organisation agency = agency();
        agree(ngo, clinic, Section.ASSISTANCE, Section.IDENTITY, Section.FAMILY);
        Organisation other = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        agree(ngo, other, Section.ASSISTANCE, Section.IDENTITY, Section.FAMILY);
        agree(agency, other, Section.ASSISTANCE, Section.IDENTITY, Section.FAMILY);
        Caller desk = api(worker.username());
        String referrals = "/api/v1/cases/" + file + "/referrals";
        String id = desk.post(referrals, body(agency.code(), clinic.code()))
                .json()
                .path("id")
                .asString();
        String one = referrals + "/" + id;
        assertThat(desk.post(one + "/confirmation", Map.of()).status()).isEqualTo(200);
        done(this.referrals.confirm(supervisor, file, UUID.fromString(id), true, null));
        String receiver = "to_id = '" + other.id() + "', to_desk = '" + other.deskId() + "'";
        String sending =
                "sent_at = access.moment(), sent_by = access.actor(), due_at = access.moment() + interval '1 day', manager_at = access.moment() + interval '2 days',"
                        + " valid_until = access.moment() + interval '9 days', agreement_id = (select id from access.sharing_agreement where from_id = '"
                        + ngo.id() + "' and to_id = '" + clinic.id() + "')";
        for (String attack : List.of(
                receiver,
                "from_id = '" + other.id() + "'",
                "purpose = 'PROTECTION'",
                "priority = 'NORMAL'",
                "service = 'IMM_SHELTER'",
                "sections = 511",
                "to_person = '" + nurse.personId() + "', person_grant = '" + Ids.next() + "'",
                sending,
                sending + ", version = version + 1, purpose = 'PROTECTION'",
                sending + ", version = version + 1, to_person = '" + nurse.personId() + "', person_grant = '"
                        + Ids.next() + "'"))
            assertThatThrownBy(() -> straight(id, attack)).as(attack).hasMessageContaining("not-as-written");
        assertThat(straight(id, receiver + ", version = version + 1")).isEqualTo(1);
        Answer sent = desk.post(one + "/sending", Map.of());
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.body()).contains("referrals.unconfirmed");
        assertThatThrownBy(() -> straight(id, sending)).hasMessageContaining("not-as-written");
        assertThat(granted()).isZero();
        assertThat(desk.post(one + "/confirmation", Map.of()).status()).isEqualTo(200);
        done(this.referrals.confirm(supervisor, file, UUID.fromString(id), true, null));
        assertThat(desk.post(one + "/sending", Map.of()).status()).isEqualTo(200);
        assertThat(granted()).isEqualTo(1);
    }

    /** In the name of another structure to the one that holds the file: a colleague reads no longer than when it is shared with them (trust.md G3). */
    @Test
    void toTheHolderOfTheFileItLastsAsLongAsAShare() throws SQLException {
        Organisation agency = structure(Organisation.Kind.INTERGOVERNMENTAL);
        agree(agency, ngo, Section.ASSISTANCE, Section.IDENTITY, Section.FAMILY);
        consent(Consent.Status.GIVEN);
        Caller desk = api(worker.username());
        String referrals = "/api/v1/cases/" + file + "/referrals";
        String id = desk.post(referrals, body(agency.code(), ngo.code()))
                .json()
                .path("id")
                .asString();
        assertThat(desk.post(referrals + "/" + id + "/confirmation", Map.of()).status())
                .isEqualTo(200);
        done(this.referrals.confirm(supervisor, file, UUID.fromString(id), true, null));
        String sending =
                "sent_at = access.moment(), sent_by = access.actor(), due_at = access.moment() + interval '1 day', manager_at = access.moment() + interval '2 days',"
                        + " version = version + 1, agreement_id = (select id from access.sharing_agreement where from_id = '"
                        + agency.id() + "' and to_id = '" + ngo.id() + "')";
        assertThatThrownBy(() -> straight(id, sending + ", valid_until = access.moment() + interval '31 days'"))
                .hasMessageContaining("referrals.beyond-limits");
        Answer sent = desk.post(referrals + "/" + id + "/sending", Map.of());
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        assertThat(java.time.Instant.parse(sent.json().path("validUntil").asString()))
                .isBefore(clock.instant().plus(java.time.Duration.ofDays(30)).plusSeconds(60));
    }

    private int straight(String id, String change) throws SQLException {
        return SqlAs.change(
                worker, clock.instant(), "update referrals.referral set " + change + " where id = '" + id + "'");
    }

    @Test
    void theDatabaseGivesNoMoreThanTheReferralSays() {
        Referral sent = sent(Section.ASSISTANCE);
        Organisation other = structure(Organisation.Kind.PROVIDER);
        for (String wrong : List.of(
                "'%s', '%s', 511".formatted(sent.id(), clinic.deskId()),
                "'%s', '%s', 288".formatted(Ids.next(), clinic.deskId()),
                "'%s', '%s', 288".formatted(Ids.next(), other.deskId())))
            assertThatThrownBy(() -> grant(wrong)).as(wrong).isInstanceOf(SQLException.class);
    }

    private void grant(UUID id, UUID desk, int sections) throws SQLException {
        grant("'%s', '%s', %d".formatted(id, desk, sections));
    }

    private void grant(String values) throws SQLException {
        String[] all = values.split(", ");
        SqlAs.change(worker, clock.instant(), """
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
                values (%s, '%s', 'DESK', %s, %s, false, access.moment(), access.moment() + interval '9 days', 'REFERRAL', access.actor())
                """.formatted(all[0], id(), all[1], all[2]));
    }

    /** A draft is sent from the page on which it is changed; who sends reads whom to call there; what was accepted is not completed by mistake. */
    @Test
    void aDraftIsSentWhereItIsChangedAndItsSenderReadsWhoReceivesIt() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral draft = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        String edit = "/cases/" + file + "/referrals/" + draft.id() + "/edit";
        Visit desk = browser(worker.username());
        assertThat(desk.get(edit + "?lang=fr").body())
                .contains("name=\"then\" value=\"send\"", "Enregistrer le brouillon");
        Map<String, String> said = Map.of(
                "from",
                ngo.code(),
                "to",
                clinic.code(),
                "purpose",
                "CARE",
                "priority",
                "URGENT",
                "sections",
                "ASSISTANCE",
                "reason",
                "Elle tousse",
                "asked",
                "Un examen",
                "version",
                String.valueOf(draft.version()),
                "then",
                "send");
        Answer sent = desk.post(
                edit,
                said.entrySet().stream()
                        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                        .toArray(String[]::new));
        assertThat(sent.header("Location").orElseThrow())
                .endsWith("/referrals/" + draft.code() + "?done=referrals.sent");
        String page = "/referrals/" + draft.code();
        assertThat(desk.get(page + "?lang=fr").body())
                .contains("Structure qui la reçoit", clinic.code())
                .doesNotContain("??");
        Visit asked = browser(nurse.username());
        assertThat(asked.press(
                                page,
                                page + "/answer",
                                "step",
                                "ACCEPT",
                                "id",
                                Ids.next().toString())
                        .status())
                .isEqualTo(303);
        assertThat(asked.get(page + "?lang=fr").body())
                .contains("value=\"COMPLETE\"")
                .doesNotContain("checked");
        assertThat(desk.get(page + "?lang=fr").body()).contains("Contact de cette structure", "/colleagues/");
    }

    /** What no agreement lets leave is said beside the sections before anything is kept; what is only kept may wait for another agreement. */
    @Test
    void whatMayNotLeaveIsSaidBeforeItIsKept() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Visit desk = browser(worker.username());
        Answer refused = referral(desk, "send");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("href=\"#sections\"", "id=\"sections-error\"", "«\u00a0Santé\u00a0»", "Elle tousse")
                .doesNotContain("??");
        assertThat(done(referrals.of(worker, file))).isEmpty();
        assertThat(referral(desk, "").status()).isEqualTo(303);
        assertThat(done(referrals.of(worker, file)))
                .singleElement()
                .satisfies(one -> assertThat(one.course().sentAt()).isNull());
    }

    private Answer referral(Visit desk, String then) {
        return desk.post(
                "/cases/" + file + "/referrals?lang=fr",
                "id",
                Ids.next().toString(),
                "from",
                ngo.code(),
                "to",
                clinic.code(),
                "purpose",
                "CARE",
                "priority",
                "URGENT",
                "sections",
                "HEALTH",
                "sections",
                "ASSISTANCE",
                "reason",
                "Elle tousse",
                "asked",
                "Un examen",
                "then",
                then);
    }
}
