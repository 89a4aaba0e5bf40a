package org.akoma.ground.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sharing agreements: proposed by one person, confirmed by another, ended by date; who reads and who may not. */
class AgreementsIT extends HouseIT {

    @Autowired
    private Agreements agreements;

    private Organisation ngo;
    private Organisation ministry;
    private String manager;
    private String custodian;
    private String worker;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        manager = person(Role.PROJECT_MANAGER, ngo);
        custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        worker = person(Role.CASE_WORKER, ngo);
    }

    private ProposeAgreement proposal(UUID id, String from, String to) {
        return new ProposeAgreement(
                id,
                from,
                to,
                false,
                Set.of(Agreement.Purpose.CARE),
                Set.of(Section.ASSISTANCE),
                Agreement.Channel.AKOMA,
                90,
                LocalDate.parse("2015-06-01"),
                LocalDate.parse("2016-06-01"));
    }

    private Agreements.Verdict verdict(Set<Section> what) {
        return transactions.as(
                actor(worker),
                () -> agreements.judge(
                        ngo.code(), ministry.code(), Agreement.Purpose.CARE, what, LocalDate.parse("2015-11-16")));
    }

    @Test
    void nobodyProposesWhatAnotherStructureGives() {
        for (Role role : List.of(Role.CASE_SUPERVISOR, Role.MINISTRY_OFFICER)) {
            Actor elsewhere = actor(person(role, structure(Organisation.Kind.CENTRAL_GOVERNMENT)));
            Result answer = agreements.propose(elsewhere, proposal(Ids.next(), ngo.code(), ministry.code()));
            assertThat(answer).as(role.name()).isInstanceOf(Result.Refused.class);
            assertThat(((Result.Refused) answer).errors().getFirst().code()).isEqualTo("access.agreement-of-another");
        }
        Actor own = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(agreements.propose(own, proposal(Ids.next(), ngo.code(), ministry.code())))
                .isInstanceOf(Result.Done.class);
        assertThat(agreements.propose(actor(manager), proposal(Ids.next(), ngo.code(), ministry.code())))
                .isInstanceOf(Result.Done.class);
        assertThat(api(own.username()).get("/api/v1/notices").body()).contains("\"task\"");
    }

    /** Neither who receives nor who coordinates the project opens the files of a structure that has people to say so; in one direction or in both. */
    @Test
    void eachGivingSideProposesByItsOwnAccount() throws SQLException {
        Actor receives = actor(person(Role.MINISTRY_OFFICER, ministry));
        Actor gives = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor coordinates = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)));
        ProposeAgreement one = proposal(Ids.next(), ngo.code(), ministry.code());
        for (Actor other : List.of(receives, coordinates)) {
            assertThat(code(agreements.propose(other, one))).as(other.code()).isEqualTo("access.agreement-of-another");
            assertThat(straight(other, ngo, ministry, false)).contains("access.agreement-of-another");
            assertThat(browser(other.username()).get("/agreements/new").body())
                    .doesNotContainPattern("id=\"from\"[\\s\\S]*value=\"" + ngo.code() + "\"[\\s\\S]*id=\"to\"");
        }
        for (Actor alone : List.of(receives, gives, coordinates, actor(manager))) {
            assertThat(code(agreements.propose(alone, both(ngo, ministry))))
                    .as(alone.code())
                    .isEqualTo("access.agreement-of-both");
            assertThat(straight(alone, ngo, ministry, true)).contains("access.agreement-of-another");
        }
        assertThat(agreements.propose(gives, one)).isInstanceOf(Result.Done.class);
        assertThat(agreements.propose(receives, proposal(Ids.next(), ministry.code(), ngo.code())))
                .isInstanceOf(Result.Done.class);
    }

    /** For who has nobody to propose, the project manager does, and somebody else confirms. */
    @Test
    void forAStructureWithoutSuchAnAccountTheProjectProposes() throws SQLException {
        Organisation clinic = structure(Organisation.Kind.PROVIDER);
        person(Role.PROVIDER, clinic);
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(code(agreements.propose(supervisor, both(ngo, clinic)))).isEqualTo("access.agreement-of-both");
        assertThat(straight(supervisor, clinic, ngo, false)).contains("access.agreement-of-another");
        assertThat(browser(supervisor.username()).get("/agreements/new").body()).doesNotContain("bothWays");
        assertThat(browser(manager).get("/agreements/new").body()).contains("bothWays");
        ProposeAgreement both = both(ngo, clinic);
        assertThat(agreements.propose(actor(manager), both)).isInstanceOf(Result.Done.class);
        assertThat(agreements.confirm(actor(manager), both.id())).isInstanceOf(Result.Refused.class);
        assertThat(agreements.confirm(actor(custodian), both.id())).isInstanceOf(Result.Done.class);
    }

    /** A deputy speaks for the other structure, but not to the gain of their own. */
    @Test
    void aDeputyProposesNothingThatTheirOwnStructureReceives() throws SQLException {
        Organisation third = structure(Organisation.Kind.NGO);
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, ngo));
        TestDatabase.ownerDoes(
                "insert into access.deputy (id, organisation_id, person_id, valid_from) values (gen_random_uuid(), '"
                        + third.id() + "', '" + deputy.personId() + "', '2015-01-01')");
        assertThat(code(agreements.propose(deputy, proposal(Ids.next(), third.code(), ngo.code()))))
                .isEqualTo("access.agreement-of-another");
        assertThat(straight(deputy, third, ngo, false)).contains("access.agreement-of-another");
        assertThat(agreements.propose(deputy, proposal(Ids.next(), third.code(), ministry.code())))
                .isInstanceOf(Result.Done.class);
    }

    private static String code(Result answer) {
        assertThat(answer).isInstanceOf(Result.Refused.class);
        return ((Result.Refused) answer).errors().getFirst().code();
    }

    private ProposeAgreement both(Organisation from, Organisation to) {
        ProposeAgreement one = proposal(Ids.next(), from.code(), to.code());
        return new ProposeAgreement(
                one.id(),
                one.from(),
                one.to(),
                true,
                one.purposes(),
                one.sections(),
                one.channel(),
                one.retentionDays(),
                one.signedOn(),
                one.expiresOn());
    }

    private String straight(Actor by, Organisation from, Organisation to, boolean bothWays) throws SQLException {
        return LoginSql.refusal(
                by,
                clock.instant(),
                "insert into access.sharing_agreement (id, from_id, to_id, both_ways, purposes, sections, channel,"
                        + " retention_days, signed_on, expires_on, proposed_by, proposed_at) values (gen_random_uuid(), '"
                        + from.id() + "', '" + to.id() + "', " + bothWays
                        + ", '{CARE}', 1, 'AKOMA', 90, '2015-06-01', '2016-06-01', access.actor(), access.moment())");
    }

    /** By API and straight SQL as on the page, which offers the structures of today alone. */
    @Test
    void nothingIsAgreedWithAStructureThatHasEndedOrBeginsLater() throws SQLException {
        for (String life : List.of("valid_until = '2015-11-16'", "valid_from = '2015-11-17'")) {
            Organisation other = structure(Organisation.Kind.NGO);
            TestDatabase.ownerDoes("update access.organisation set " + life + " where id = '" + other.id() + "'");
            for (ProposeAgreement wanted : List.of(
                    proposal(Ids.next(), ngo.code(), other.code()), proposal(Ids.next(), other.code(), ngo.code()))) {
                Result answer = agreements.propose(actor(manager), wanted);
                assertThat(answer).as(life).isInstanceOf(Result.Refused.class);
                assertThat(((Result.Refused) answer).errors().getFirst().code()).isEqualTo("access.no-organisation");
            }
            assertThat(LoginSql.refusal(
                            actor(manager),
                            clock.instant(),
                            "insert into access.sharing_agreement (id, from_id, to_id, purposes, sections, channel,"
                                    + " retention_days, signed_on, expires_on, proposed_by, proposed_at) values"
                                    + " (gen_random_uuid(), '"
                                    + ngo.id() + "', '" + other.id()
                                    + "', '{CARE}', 1, 'AKOMA', 90, '2015-06-01', '2016-06-01', access.actor(),"
                                    + " access.moment())"))
                    .contains("access.no-organisation");
            assertThat(browser(manager).get("/agreements/new").body()).doesNotContain("\"" + other.code() + "\"");
        }
    }

    @Test
    void twoPersonsMakeAnAgreementAndItEndsByDate() {
        UUID id = Ids.next();
        ProposeAgreement wanted = proposal(id, ngo.code(), ministry.code());
        assertThat(agreements.propose(actor(worker), wanted)).isInstanceOf(Result.Forbidden.class);
        assertThat(agreements.propose(actor(manager), wanted)).isInstanceOf(Result.Done.class);
        assertThat(agreements.propose(actor(manager), wanted)).isInstanceOf(Result.Done.class);
        assertThat(agreements.confirm(actor(manager), id)).isInstanceOf(Result.Refused.class);
        assertThat(verdict(Set.of(Section.STATUS))).isInstanceOf(Agreements.Verdict.Refused.class);
        String receives = person(Role.CASE_SUPERVISOR, ministry);
        assertThat(agreements.confirm(actor(custodian), id)).isInstanceOf(Result.Done.class);
        assertThat(browser(manager).get("/").body())
                .as("who asked hears what became of it, and of whom")
                .contains(custodian.toUpperCase(java.util.Locale.ROOT));
        assertThat(bellsOf(receives))
                .as("who works under it hears that it holds")
                .isEqualTo(1);
        String about = "Agreement " + ngo.code() + " → " + ministry.code();
        assertThat(browser(receives).get("/notices?lang=en").body()).contains(about, "href=\"/agreements/" + id + "\"");
        String observer = person(Role.OBSERVER, ngo);
        rung(observer, id);
        assertThat(browser(observer).get("/notices?lang=en").body())
                .as("who reads no agreement")
                .contains("A task")
                .doesNotContain(about, "/agreements/" + id);
        assertThat(bellsOf(manager)).as("and who asked").isPositive();
        assertThat(verdict(Set.of(Section.STATUS, Section.ASSISTANCE))).isInstanceOf(Agreements.Verdict.Allowed.class);
        assertThat(verdict(Set.of(Section.HEALTH))).isInstanceOf(Agreements.Verdict.TooMuch.class);
        assertThat(agreements.end(actor(custodian), id, LocalDate.parse("2015-11-15")))
                .isInstanceOf(Result.Refused.class);
        assertThat(agreements.end(actor(custodian), id, LocalDate.parse("2015-11-16")))
                .isInstanceOf(Result.Done.class);
        assertThat(verdict(Set.of(Section.STATUS))).isInstanceOf(Agreements.Verdict.Refused.class);
    }

    /** Who is of neither structure asks for the end of what holds; what waits is refused instead. */
    @Test
    void whatIsNotConfirmedIsNotEnded() {
        UUID id = Ids.next();
        assertThat(agreements.propose(actor(manager), proposal(id, ngo.code(), ministry.code())))
                .isInstanceOf(Result.Done.class);
        String elsewhere = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        assertThat(api(elsewhere)
                        .post("/api/v1/agreements/" + id + "/end", Map.of("endedOn", "2015-12-06"))
                        .body())
                .contains("access.agreement-not-confirmed");
    }

    @Test
    void thePoliceAreToldNothingByAnAgreement() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        assertThat(agreements.propose(actor(manager), proposal(Ids.next(), ngo.code(), police.code())))
                .isInstanceOf(Result.Refused.class);
        assertThat(agreements.propose(actor(manager), proposal(Ids.next(), police.code(), ngo.code())))
                .isInstanceOf(Result.Done.class);
    }

    /** Who cannot receive is not offered; a structure's own people begin with it; each error says which side is missing. */
    @Test
    void theFormOffersWhoMayReceive() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        Visit visit = browser(person(Role.CASE_SUPERVISOR, ngo));
        String form = visit.get("/agreements/new").body();
        assertThat(form)
                .doesNotContain("value=\"" + police.code() + "\"")
                .containsPattern("value=\"" + ngo.code() + "\"\\s+selected")
                .doesNotContain("value=\"HOST\"");
        assertThat(visit.post("/agreements/new").body())
                .contains("Choisissez la structure qui transmet", "Choisissez la structure qui reçoit");
    }

    @Test
    void pagesTellBothPersonsWhatIsToDo() {
        Visit visit = browser(manager);
        assertThat(visit.get("/agreements/new").status()).isEqualTo(200);
        Answer wrong = visit.post("/agreements/new", "from", ngo.code(), "to", ngo.code(), "purposes", "CARE");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Écrivez le jour de la signature", "href=\"#sections\"");
        Answer right = visit.post(
                "/agreements/new",
                "from",
                ngo.code(),
                "to",
                ministry.code(),
                "purposes",
                "CARE",
                "sections",
                "ASSISTANCE",
                "channel",
                "AKOMA",
                "retentionDays",
                "90",
                "signedOn",
                "2015-06-01",
                "expiresOn",
                "2016-06-01");
        assertThat(right.status()).isIn(302, 303);
        String page = right.location();
        assertThat(visit.get(page).body()).contains("À confirmer").doesNotContain("/confirmation\"");
        Visit second = browser(custodian);
        String address = page.substring(0, page.indexOf('?'));
        assertThat(second.get(address).body()).contains("/confirmation\"");
        Answer unseen = second.post(address + "/confirmation");
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(unseen.body()).contains("Regardez d’abord qui pourrait lire quoi");
        String drawn = unseen.body().replaceFirst("(?s).*name=\"drawn\"\\s+value=\"([0-9a-f]{32})\".*", "$1");
        assertThat(second.post(address + "/confirmation", "drawn", drawn).status())
                .isIn(302, 303);
        assertThat(second.get(address).body()).contains("En vigueur");
        assertThat(visit.get("/agreements?structure=" + ngo.code() + "&lang=en").body())
                .contains(ministry.code(), "In force");
    }

    @Test
    void othersFindNothing() throws SQLException {
        agreements.propose(actor(manager), proposal(Ids.next(), ngo.code(), ministry.code()));
        for (Role role : List.of(Role.EVALUATOR, Role.FINANCE_OFFICER, Role.SHELTER_MANAGER, Role.OBSERVER)) {
            String other = person(role, ngo);
            assertThat(browser(other).get("/agreements").status())
                    .as(role.name())
                    .isIn(403, 404);
            assertThat(api(other).get("/api/v1/agreements").status()).isEqualTo(403);
            assertThat(api(other)
                            .post("/api/v1/agreements", Map.of("from", "A"))
                            .status())
                    .isEqualTo(403);
        }
        for (Compartment login : List.of(
                Compartment.ENFORCEMENT, Compartment.PUBLICATION, Compartment.STATISTICS, Compartment.ADMINISTRATION)) {
            try (var sql = TestDatabase.connectAs(login.login());
                    var statement = sql.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select * from access.sharing_agreement"))
                        .isInstanceOf(SQLException.class);
            }
        }
        try (var sql = TestDatabase.connectAs(Compartment.PROTECTION.login());
                var statement = sql.createStatement();
                var rows = statement.executeQuery("select count(*) from access.sharing_agreement")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }
}
