package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.handover.Handovers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody turns a structure to which children are sent into the police, or into one of another country. */
class StructureKindAttackIT extends ReferralHouse {

    private static final String IN_USE = "access.kind-in-use";

    @Autowired
    private Handovers handovers;

    private Actor administrator;

    @BeforeEach
    void anAdministrator() {
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER)));
    }

    private Answer correct(Organisation one, Map<String, String> wanted) {
        return api(administrator.username()).put("/api/v1/organisations/" + one.code(), wanted, "\"1\"");
    }

    /** Neither kind nor country, by nobody; the name by two. */
    private void isReliedOn(Organisation one) throws SQLException {
        String letters = "Maison " + newFamilyName();
        assertThat(correct(one, Map.of("label", letters, "kind", "LAW_ENFORCEMENT"))
                        .body())
                .contains(IN_USE);
        assertThat(correct(one, Map.of("label", letters, "country", "GN")).body())
                .contains("access.country-in-use");
        String straight = "update access.organisation set kind = 'LAW_ENFORCEMENT' where id = '" + one.id() + "'";
        assertThat(LoginSql.refusal(administrator, clock.instant(), straight)).contains(IN_USE);
        assertThat(LoginSql.refusal(
                        administrator, clock.instant(), straight.replace("kind = 'LAW_ENFORCEMENT'", "country = 'GN'")))
                .containsAnyOf("access.country-in-use", "access.structure-name-by-two");
        assertThat(correct(one, Map.of("label", letters)).status()).isEqualTo(202);
    }

    /** As it would be if somebody had changed it by a way that nobody knows. */
    private static void turn(Organisation one) {
        TestDatabase.ownerDoes("alter table access.organisation disable trigger keep_kind");
        TestDatabase.ownerDoes("update access.organisation set kind = 'LAW_ENFORCEMENT' where id = '" + one.id() + "'");
        TestDatabase.ownerDoes("alter table access.organisation enable trigger keep_kind");
    }

    @Test
    void oneOnWhichNothingReliesIsCorrectedAndTheOfficerIsRung() {
        Organisation free = structure(Organisation.Kind.NGO);
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER)));
        String rings = "/api/v1/notices";
        int before = api(officer.username()).get(rings).json().path("unread").asInt();
        assertThat(correct(free, Map.of("label", "Maison " + newFamilyName(), "kind", "PROVIDER"))
                        .status())
                .isEqualTo(200);
        assertThat(api(officer.username()).get(rings).json().path("unread").asInt())
                .isGreaterThan(before);
    }

    @Test
    void anAgreementKeepsBothItsStructures() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        Organisation third = structure(Organisation.Kind.NGO);
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        agreements.propose(manager, SomeReferral.agreement(third, other, Section.IDENTITY));
        isReliedOn(other);
        isReliedOn(third);
        turn(other);
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        assertThat(LoginSql.refusal(
                        custodian,
                        clock.instant(),
                        "update access.sharing_agreement set confirmed_by = '" + custodian.personId()
                                + "', confirmed_at = access.moment() where to_id = '" + other.id() + "'"))
                .contains("access.agreement-with-police");
    }

    @Test
    void aKeyKeepsItsStructure() throws SQLException {
        Organisation one = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        TestDatabase.ownerDoes("alter table packages.partner_key disable trigger key_waits");
        TestDatabase.ownerDoes(
                "insert into packages.partner_key (id, organisation_id, recipient, signer, proposed_by, proposed_at)"
                        + " values ('"
                        + Ids.next() + "', '" + one.id() + "', 'age1" + "q".repeat(58) + "', sha256('" + one.code()
                        + "'), '"
                        + administrator.personId() + "', '" + clock.instant() + "')");
        TestDatabase.ownerDoes("alter table packages.partner_key enable trigger key_waits");
        isReliedOn(one);
    }

    @Test
    void aDraftKeepsItsReceiverAndASendingAsksAnew() throws SQLException {
        Organisation one = structure(Organisation.Kind.NGO);
        agree(ngo, one, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(one, Section.ASSISTANCE)));
        isReliedOn(one);
        turn(one);
        assertThat(refusals(referrals.send(worker, file, made.id(), null))).containsExactly("referrals.to-police");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write,"
                                + " valid_from, valid_until, reason, given_by) select '"
                                + made.id()
                                + "', file_id, 'DESK', to_desk, 288, false, access.moment(), access.moment() +"
                                + " interval '1 day', 'REFERRAL', '"
                                + worker.personId() + "' from referrals.referral where id = '" + made.id() + "'"))
                .contains("access.grant-to-police");
    }

    @Test
    void aHandoverKeepsItsAuthorityAndALetterShowsWhoItIs() throws SQLException {
        Organisation one = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "CI");
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at,"
                        + " explained_by, recorded_by, recorded_at, sealed) select '"
                        + Ids.next()
                        + "', id, 'TRANSFER_TO_AUTHORITY', 'GIVEN', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                        + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',"
                        + " '2015-11-16', worker_id, worker_id, '2015-11-16', 'x' from cases.case_file"
                        + " where code = '" + file + "'");
        String at = "/api/v1/cases/" + file + "/handover";
        Answer proposed = api(supervisor.username())
                .post(at, Map.of("id", Ids.next().toString(), "to", one.code(), "why", "L’enfant vit là-bas"));
        assertThat(proposed.json().path("state").asString()).as(proposed.body()).isEqualTo("WAITING");
        isReliedOn(one);
        String letter = asked(proposed.json().path("id").asString(), one);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + letter + "?lang=fr")
                        .body())
                .contains(one.code(), "Administration centrale", "Côte d’Ivoire");
        turn(one);
        Answer agreed =
                api(supervisor.username()).post("/api/v1/decisions/" + letter + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isNotIn(200, 500);
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant(),
                        "select count(*) from handover.responsible where organisation_id = '" + one.id() + "'"))
                .isEqualTo("0");
    }

    /** The decision of a letter by which it accepts. */
    private String asked(String proposal, Organisation by) throws SQLException {
        handovers.answerAsTold(worker, file, UUID.fromString(proposal), true, LocalDate.parse("2015-11-16"), List.of());
        return LoginSql.answer(
                supervisor,
                clock.instant(),
                "select d.id from access.decision d where d.kind = 'HANDOVER_WRITTEN' and d.subject = '" + proposal
                        + "'");
    }
}
