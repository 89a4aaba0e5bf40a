package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.akoma.SqlAs;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.LeastHouse;
import org.akoma.protection.cases.StraightSql;
import org.junit.jupiter.api.Test;

/** What a referral, a stay or an enrolment does not show, no matter who receives it ({@code trust.md G8}). */
class LeastViewIT extends LeastHouse {

    private String address() {
        return "/api/v1/cases/" + file.code();
    }

    @Test
    void aReceiverReadsNeitherHistoryNorWhoElseSees() {
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        refer(ministry, Section.STATUS, Section.IDENTITY, Section.FAMILY, Section.ASSISTANCE);
        for (String part : List.of("/history", "/grants"))
            assertThat(api(officer).get(address() + part).status()).as(part).isEqualTo(404);
        for (String page : List.of("/history", "/access"))
            assertThat(browser(officer).get("/cases/" + file.code() + page).status())
                    .as(page)
                    .isEqualTo(404);
        assertThat(api(worker).get(address() + "/history").body()).contains("cases.registered");
    }

    /** Nor in the list of those who may read a conversation, on the page and by straight SQL: there stands the child's own team. */
    @Test
    void aReceiverReadsInNoConversationWhoElseReceivedTheChild() throws SQLException {
        Organisation other = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        String another = person(Role.MINISTRY_OFFICER, other);
        refer(ministry, Section.STATUS, Section.ASSISTANCE);
        refer(other, Section.STATUS, Section.ASSISTANCE);
        String name = another.toUpperCase(java.util.Locale.ROOT);
        String team = worker.toUpperCase(java.util.Locale.ROOT);
        assertThat(browser(officer).get("/cases/" + file.code() + "/messages").body())
                .contains(team)
                .doesNotContain(name);
        assertThat(SqlAs.number(
                        actor(officer),
                        clock.instant(),
                        "select count(*) from referrals.readers('" + file.id() + "', " + Section.ASSISTANCE.bit()
                                + ") where code = '" + another + "'"))
                .isZero();
        assertThat(browser(worker).get("/cases/" + file.code() + "/messages").body())
                .contains(name)
                .doesNotContain(name + " (" + other.code() + "),", "sans être avertis");
    }

    /** Who sees something of every file by their role is named among those who see this one. */
    @Test
    void whoSeesByTheirRoleIsNamed() {
        String custodian = person(org.akoma.ground.access.Role.DATA_PROTECTION_OFFICER, ngo);
        String seers = api(worker).get(address() + "/grants").body();
        for (String page : List.of(
                seers, browser(worker).get("/cases/" + file.code() + "/access").body()))
            assertThat(page)
                    .contains(projectManager.toUpperCase(), custodian.toUpperCase())
                    .doesNotContain("??");
        assertThat(seers).contains("\"byRole\"", "PROJECT_MANAGER", "DATA_PROTECTION_OFFICER");
        assertThat(browser(projectManager).get("/cases/" + file.code()).body()).doesNotContain(custodian.toUpperCase());
    }

    /** Nor does a receiver ask for a decision about the child, and so take back what the child's own people asked for. */
    @Test
    void aReceiverProposesNothing() throws SQLException {
        refer(ministry, Section.STATUS, Section.IDENTITY, Section.ASSISTANCE);
        String propose = "select access.propose(gen_random_uuid(), '%s', '" + file.id() + "', '" + file.id()
                + "', 1, '{}', null, null)";
        assertThat(StraightSql.answer(actor(officer), clock.instant(), propose.formatted("RETURN_EXCEPTION")))
                .contains("access.not-seen");
        assertThat(StraightSql.answer(actor(worker), clock.instant(), propose.formatted("AGE")))
                .as("an age that nobody names")
                .contains("access.nothing-proposed");
    }

    @Test
    void theFileOfAReceiverTellsNotHowTheCaseStands() {
        refer(ministry, Section.STATUS, Section.IDENTITY, Section.FAMILY, Section.ASSISTANCE);
        String seen = api(officer).get(address()).body();
        assertThat(seen).contains("Perle").doesNotContain("standing", "risk", "care\"", "REGISTERED", "2015-11-01");
        String page = browser(officer).get("/cases/" + file.code()).body();
        assertThat(page).doesNotContain("Centre d’accueil", "Son parcours", "h-due", "h-way", "Élevé", supervisor);
    }

    @Test
    void whatAnotherWayOpensIsSeenWhole() {
        refer(ngo, Section.STATUS);
        String colleague = person(org.akoma.ground.access.Role.CASE_WORKER, ngo);
        give(Grant.Kind.PERSON, actor(colleague).personId(), Grant.Reason.SHARED, Section.STATUS, Section.NOTES);
        String seen = api(colleague).get(address()).body();
        assertThat(seen)
                .contains("standing", "HIGH")
                .doesNotContain("2015-11-01", "lostSince", "\"care\"", "\"T2\"", "\"T4\"");
        assertThat(api(colleague).get(address() + "/history").status()).isEqualTo(200);
    }

    @Test
    void theDatabaseShowsAReceiverWhatTheirOwnDidSince() throws SQLException {
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        refer(ministry, Section.STATUS, Section.IDENTITY, Section.ASSISTANCE);
        api(worker).get(address());
        String chain = "chain = '" + file.id() + "'";
        assertThat(StraightSql.count(actor(officer), clock.instant(), "journal.entry", chain))
                .isZero();
        api(officer).get(address());
        assertThat(StraightSql.count(actor(officer), clock.instant(), "journal.entry", chain))
                .isPositive();
        assertThat(StraightSql.count(
                        actor(officer),
                        clock.instant(),
                        "journal.entry",
                        chain + " and actor <> '" + actor(officer).personId() + "'"))
                .isZero();
        String others = "file_id = '" + file.id() + "' and grantee <> '" + ministry.deskId() + "'";
        assertThat(StraightSql.count(actor(officer), clock.instant(), "access.file_grant", others))
                .isZero();
        assertThat(StraightSql.count(actor(worker), clock.instant(), "access.file_grant", others))
                .isPositive();
    }

    @Test
    void aProviderGetsTheLeastOfWhoTheChildIsAndAnAuthorityItAll() {
        Identity child = new Identity(
                "Aya", "Kouassi", null, "Lune", null, null, "Bouaké", null, List.of(), null, null, "07 08", null, null,
                null);
        file = ((OpenCase.Result.Opened) cases.open(actor(worker), FilePagesIT.opening(org.akoma.Ids.next(), child)))
                .file();
        refer(clinic, Section.STATUS, Section.IDENTITY);
        refer(ministry, Section.STATUS, Section.IDENTITY);
        assertThat(api(provider).get(address() + "/identity").body())
                .contains("Aya")
                .doesNotContain("Kouassi", "07 08", "Bouak");
        assertThat(api(officer).get(address() + "/identity").body()).contains("Aya", "Kouassi");
        assertThat(api(officer).get(address() + "/registration").status()).isEqualTo(404);
        assertThat(api(worker).get(address() + "/registration").status()).isEqualTo(200);
        assertThat(api(provider)
                        .post("/api/v1/cases/search", Map.of("q", "Kouassi"))
                        .body())
                .doesNotContain(file.code());
        assertThat(api(provider)
                        .post("/api/v1/cases/search", Map.of("q", "Aya"))
                        .body())
                .contains(file.code());
    }
}
