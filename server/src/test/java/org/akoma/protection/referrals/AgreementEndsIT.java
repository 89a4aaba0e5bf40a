package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Who ends an agreement, and what runs under it: by API, page and SQL. */
class AgreementEndsIT extends ReferralHouse {

    private UUID agreement() {
        return UUID.fromString(api(supervisor.username())
                .get("/api/v1/agreements?structure=" + ngo.code())
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString());
    }

    private Answer end(Actor by, UUID id, String day) {
        return api(by.username()).post("/api/v1/agreements/" + id + "/end", Map.of("endedOn", day));
    }

    private void straight(Actor by, UUID id) throws SQLException {
        SqlAs.change(
                by,
                clock.instant(),
                "update access.sharing_agreement set ended_on = '2015-11-16', ended_by = access.actor() where id = '"
                        + id + "'");
    }

    private long open() throws SQLException {
        return SqlAs.number(
                nurse,
                clock.instant(),
                "select count(*) from access.held g join cases.file_code f on f.id = g.file_id where f.code = '" + file
                        + "'");
    }

    @Test
    void nobodyOfAnotherStructureFindsOrEndsIt() throws SQLException {
        sent(Section.HEALTH);
        UUID id = agreement();
        String rows = "select count(*) from access.sharing_agreement where id = '" + id + "'";
        String told = "select (select count(*) from access.agreements_of('" + ngo.id() + "'))"
                + " + (select count(*) from access.agreements_between('" + ngo.id() + "', '" + clinic.id() + "'))";
        for (Role role : new Role[] {Role.CASE_WORKER, Role.CASE_SUPERVISOR, Role.MINISTRY_OFFICER}) {
            Actor stranger = actor(person(role, structure(Organisation.Kind.CENTRAL_GOVERNMENT)));
            String name = stranger.username();
            assertThat(end(stranger, id, "2015-11-16").status()).as(role.name()).isIn(403, 404);
            assertThat(api(name).get("/api/v1/agreements/" + id).status()).isEqualTo(404);
            assertThat(api(name)
                            .get("/api/v1/agreements?structure=" + ngo.code())
                            .json()
                            .path("items")
                            .size())
                    .isZero();
            assertThat(browser(name).get("/agreements/" + id).status()).isEqualTo(404);
            assertThat(browser(name).get("/agreements?structure=" + ngo.code()).body())
                    .doesNotContain("/agreements/" + id);
            assertThat(SqlAs.number(stranger, clock.instant(), rows)).isZero();
            assertThat(SqlAs.number(stranger, clock.instant(), told)).isZero();
            straight(stranger, id);
        }
        for (Actor side : new Actor[] {supervisor, worker, nurse}) {
            assertThat(SqlAs.number(side, clock.instant(), rows))
                    .as(side.code())
                    .isOne();
            assertThat(SqlAs.number(side, clock.instant(), rows + " and ended_on is null and signed_on <= expires_on"))
                    .as("the stranger's statement met no row")
                    .isOne();
        }
    }

    /** Who works for a child of another structure is shown to whom it may be referred, and still reads no agreement of that structure. */
    @Test
    void whoWorksForTheChildKnowsToWhomItIsReferred() throws SQLException {
        sent(Section.HEALTH);
        UUID id = agreement();
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor helper = actor(person(Role.CASE_WORKER, elsewhere));
        String between = "select count(*) from access.agreements_between('" + ngo.id() + "', '" + clinic.id() + "')";
        assertThat(SqlAs.number(helper, clock.instant(), between)).isZero();
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)"
                        + " select gen_random_uuid(), f.id, 'PERSON', '" + helper.personId()
                        + "', 511, false, '2015-11-01', '2015-12-01', 'ASSIGNMENT', '" + supervisor.personId()
                        + "' from cases.case_file f where f.code = '" + file + "'");
        assertThat(SqlAs.number(helper, clock.instant(), between)).isOne();
        assertThat(browser(helper.username()).get("/agreements/" + id).status()).isEqualTo(404);
    }

    @Test
    void managerAndCustodianEndItTogether() throws SQLException {
        sent(Section.HEALTH);
        UUID id = agreement();
        Organisation elsewhere = structure(Organisation.Kind.INTERGOVERNMENTAL);
        Actor manager = actor(person(Role.PROJECT_MANAGER, elsewhere));
        Actor custodian = actor(person(Role.DATA_PROTECTION_OFFICER, elsewhere));
        assertThatThrownBy(() -> straight(manager, id)).hasMessageContaining("agreement-in-anothers-name");
        assertThat(end(manager, id, "2015-11-16").status()).isEqualTo(202);
        assertThat(browser(manager.username())
                        .get("/agreements/" + id + "?lang=fr")
                        .body())
                .contains("attend une deuxième personne", "/decisions/")
                .doesNotContain("/end\"", "??");
        assertThat(open()).isEqualTo(1);
        var waiting = api(custodian.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString("").equals("AGREEMENT_END")
                        && one.path("about").asString("").startsWith(ngo.code() + " "))
                .toList()
                .getLast();
        Answer agreed = api(custodian.username())
                .post("/api/v1/decisions/" + waiting.path("id").asString() + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isLessThan(300);
        assertThat(open()).isZero();
        assertThat(done(referrals.of(worker, file)).getFirst().at(clock.instant()))
                .isEqualTo(Referral.Status.EXPIRED);
    }

    @Test
    void whatRunsUnderItEndsWithIt() throws SQLException {
        Referral sent = sent(Section.HEALTH);
        assertThat(end(supervisor, agreement(), "2015-11-20").status()).isEqualTo(200);
        assertThat(done(referrals.of(worker, file)).getFirst().course().validUntil())
                .isEqualTo(Instant.parse("2015-11-20T00:00:00Z"));
        assertThat(sent.course().validUntil()).isAfter(Instant.parse("2015-12-01T00:00:00Z"));
        assertThat(open()).isEqualTo(1);
        assertThat(api(worker.username()).get("/api/v1/notices").body()).contains("\"task\"");
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        assertThat(open()).isZero();
    }

    @Test
    void anotherAgreementKeepsWhatRuns() throws SQLException {
        sent(Section.HEALTH);
        UUID first = agreement();
        agree(ngo, clinic, Section.HEALTH);
        straight(supervisor, first);
        assertThat(open()).isEqualTo(1);
    }
}
