package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one corrupt person with a true account tries with what a child says is wrong (trust.md 2, G8). */
class CorrectionAttackIT extends AccessRequestHouse {

    private static final String WORDS = "Je n’ai jamais eu cette maladie";
    private static final String REASON = "Le médecin l’a confirmée deux fois";

    private UUID file;

    @BeforeEach
    void aFile() {
        CaseFile opened = opened(SomeChild.named(newFamilyName()));
        code = opened.code();
        file = opened.id();
    }

    private String at(String rest) {
        return "/api/v1/cases/" + code + "/correction-requests" + rest;
    }

    private Answer ask(Actor by, String section) {
        return api(by.username())
                .post(
                        at(""),
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "by",
                                "CHILD",
                                "on",
                                "2015-11-16",
                                "checked",
                                "KNOWN_IN_PERSON",
                                "section",
                                section,
                                "words",
                                WORDS));
    }

    private String recorded(Actor by, String section) {
        Answer made = ask(by, section);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private Answer refuse(Actor by, String id) {
        return api(by.username()).post(at("/" + id + "/refusal"), Map.of("reason", REASON));
    }

    private Answer verdict(Actor by, String decision) {
        return api(by.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    private Instant soon() {
        return clock.instant().plusSeconds(60);
    }

    private String answer(Actor by, String question) {
        try {
            return String.valueOf(LoginSql.answer(by, soon(), question));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the proposer reads it. */
    private String decision(Actor proposer, String request) {
        return answer(
                proposer,
                "select d.id from access.decision d where d.state = 'WAITING' and d.subject = '" + request + "'");
    }

    private String deciders(Actor proposer, String request) {
        return answer(
                proposer,
                "select coalesce(string_agg(x::text, ','), '') from access.decision d, access.deciders_shown(d.id) x where d.subject = '"
                        + request + "'");
    }

    @Test
    void whoDecidesReadsWhatTheChildSaid() {
        Actor deputy = deputy();
        seesItsState(deputy);
        String id = recorded(worker, "HEALTH");
        assertThat(refuse(supervisor, id).status()).isEqualTo(200);
        String decision = decision(supervisor, id);
        assertThat(deciders(supervisor, id)).isEqualTo(deputy.personId().toString());
        String shown = "select count(*) from access.deciders_shown('" + decision + "') x";
        assertThat(answer(deputy, shown)).as("who decides").isEqualTo("1");
        assertThat(answer(actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO))), shown))
                .as("who does not see the decision")
                .isEqualTo("0");
        assertThat(api(deputy.username()).get("/api/v1/decisions/" + decision).body())
                .contains(WORDS);
        assertThat(api(deputy.username()).get(at("")).body()).contains(WORDS);
        Answer agreed = verdict(deputy, decision);
        assertThat(agreed.status()).as(agreed.body()).isIn(200, 204);
        assertThat(api(worker.username()).get(at("")).body()).contains("\"REFUSED\"");
        clock.moveTo(MORNING.plusSeconds(3600));
        assertThat(api(deputy.username()).get(at("")).body()).doesNotContain(WORDS);
    }

    @Test
    void aSupervisorWithoutThatPartOfTheFileDecidesNothing() {
        String id = recorded(worker, "HEALTH");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(refuse(supervisor, id).status()).isEqualTo(200);
        String decision = decision(supervisor, id);
        TestDatabase.ownerDoes(
                "update access.file_grant set sections = sections & ~8 where grantee_kind = 'ORGANISATION' and file_id = (select id from cases.case_file where code = '"
                        + code + "')");
        assertThat(deciders(supervisor, id)).isEmpty();
        assertThat(verdict(second, decision).status()).isIn(403, 404);
        assertThat(api(worker.username()).get(at("")).body()).contains("\"OPEN\"");
    }

    @Test
    void wordsOfAHiddenPartAreInNoDecisionAndNoHistory() throws SQLException {
        Actor lent = lent(code, true, Section.FOLLOW_UP, Section.STATUS);
        String id = recorded(worker, "HEALTH");
        String second = recorded(worker, "FOLLOW_UP");
        actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(refuse(worker, id).status()).isEqualTo(200);
        String decision = decision(worker, id);
        assertThat(api(lent.username()).get("/api/v1/decisions/" + decision).status())
                .isEqualTo(404);
        assertThat(answer(lent, "select count(*) from access.decision where subject = '" + id + "'"))
                .isEqualTo("0");
        assertThat(api(lent.username()).get(at("")).body()).contains(second).doesNotContain(id);
        assertThat(answer(
                        lent,
                        "select count(*) from journal.entry e where e.act = 'rights.correction-recorded' and e.chain = '"
                                + file + "'"))
                .as("the one that is theirs to read")
                .isEqualTo("1");
        assertThat(browser(lent.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .body())
                .doesNotContain("Personne n’a demandé");
    }

    /** That requests about a part were read tells that there are some: it lies in that part of the history. */
    @Test
    void whoHoldsAnotherPartDoesNotSeeThatRequestsAreRead() {
        Actor lent = lent(code, true, Section.FOLLOW_UP, Section.STATUS);
        recorded(worker, "HEALTH");
        String reads = "select count(*) from journal.entry e where e.act = 'rights.corrections-read' and e.chain = '"
                + file + "'";
        assertThat(api(worker.username()).get(at("")).status()).isEqualTo(200);
        assertThat(answer(worker, reads)).isEqualTo("1");
        assertThat(answer(lent, reads)).isEqualTo("0");
        recorded(worker, "FOLLOW_UP");
        assertThat(api(worker.username()).get(at("")).status()).isEqualTo(200);
        assertThat(answer(lent, reads)).isEqualTo("1");
    }

    @Test
    void whoCameByAnEmergencyLearnsOfNoRequest() {
        recorded(worker, "HEALTH");
        Actor helper = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(helper.username())
                        .post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        assertThat(api(helper.username()).get(at("")).status()).isEqualTo(404);
        assertThat(browser(helper.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .status())
                .isEqualTo(404);
        assertThat(answer(
                        helper,
                        "select count(*) from journal.entry e where e.act like 'rights.%' and e.actor <> access.actor() and e.chain = '"
                                + file + "'"))
                .isEqualTo("0");
        assertThat(browser(helper.username()).get("/cases/" + code + "/history").body())
                .doesNotContain("Demande de correction notée");
    }

    @Test
    void whoRecordedItAgreesToNoRefusal() {
        String id = recorded(supervisor, "NOTES");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(refuse(worker, id).status()).isEqualTo(200);
        assertThat(deciders(worker, id)).isEqualTo(second.personId().toString());
        String decision = decision(worker, id);
        assertThat(verdict(supervisor, decision).status()).isNotIn(200, 204);
        assertThat(answer(supervisor, "select access.decide('" + decision + "', true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(verdict(second, decision).status()).isIn(200, 204);
    }

    @Test
    void aRefusalThatNobodyCanAgreeToIsNotAskedFor() throws SQLException {
        String id = recorded(worker, "NOTES");
        Answer refused = refuse(supervisor, id);
        assertThat(refused.body()).contains("rights.nobody-agrees");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .body())
                .doesNotContain("/" + id + "/refusal");
        assertThat(LoginSql.refusal(
                        supervisor,
                        soon(),
                        "select access.propose('" + Ids.next() + "', 'CORRECTION', f.id, '" + id
                                + "', 1, '{}', null, 'x') from cases.case_file f where f.code = '" + code
                                + "'; set constraints all immediate"))
                .contains("retention.refusal-waits-for-nobody");
        assertThat(refuse(worker, id).status()).isEqualTo(200);
        assertThat(verdict(supervisor, decision(worker, id)).status()).isIn(200, 204);
    }

    /** The only one who could agree has left since: the request of another person takes its place. */
    @Test
    void whatNobodyCanAgreeToAnyMoreBarsNobody() {
        String id = recorded(worker, "NOTES");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(refuse(supervisor, id).status()).isEqualTo(200);
        assertThat(refuse(worker, id).body()).contains("rights.refusal-of-another");
        TestDatabase.ownerDoes("update access.person_role set valid_until = greatest(valid_from, timestamptz '"
                + clock.instant() + "') where person_id = '" + second.personId() + "'");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .body())
                .contains("/" + id + "/refusal");
        assertThat(refuse(worker, id).status()).isEqualTo(200);
        assertThat(deciders(worker, id)).isEqualTo(supervisor.personId().toString());
    }

    @Test
    void oneWorkerBarsNobodyElsesRequests() {
        for (int n = 0; n < 10; n++) recorded(worker, "NOTES");
        assertThat(ask(worker, "NOTES").body()).contains("rights.corrections-wait");
        recorded(supervisor, "NOTES");
    }

    private Answer correct(Actor by, String id, int entry) {
        return api(by.username()).post(at("/" + id + "/corrected"), Map.of("entry", entry));
    }

    private Answer tell(Actor by, String id) {
        return api(by.username()).post(at("/" + id + "/told"), Map.of("on", "2015-11-16", "how", "IN_PERSON"));
    }

    private int noted(Actor by) {
        Answer made = api(by.username())
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
                                "Le père vit"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return last("e.act = 'cases.note-written'");
    }

    private int last(String which) {
        return Integer.parseInt(answer(
                supervisor,
                "select max(e.seq) from journal.entry e join cases.case_file f on f.id = e.chain where f.code = '"
                        + code + "' and " + which));
    }

    /** An entry in the journal without an act, as the login of the wing may write one. */
    private int forged(Actor by, String act, Section section) throws SQLException {
        try (Connection login = TestDatabase.connectAs(by.compartment().login());
                Statement ask = login.createStatement()) {
            login.setAutoCommit(false);
            ask.execute(TestDatabase.entering(by.personId(), clock.instant()));
            ask.execute("select journal.append(array[f.id], array['" + act + "'], array[" + section.bit()
                    + "], array['\\x01'::bytea]) from cases.case_file f where f.code = '" + code + "'");
            login.commit();
        }
        return last("e.act = '" + act + "'");
    }

    @Test
    void anActThatWritesNothingOfTheChildCorrectsNothing() throws SQLException {
        String id = recorded(worker, "NOTES");
        for (String act : List.of(
                "referrals.conference-planned",
                "cases.closure-requested",
                "attachments.added",
                "cases.risk-made-up",
                "cases.supervisor-changed"))
            assertThat(correct(supervisor, id, forged(worker, act, Section.NOTES))
                            .body())
                    .as(act)
                    .contains("rights.nothing-corrected");
    }

    @Test
    void nobodySaysThatTheirOwnActCorrects() throws SQLException {
        String family = recorded(worker, "FAMILY");
        int forged = forged(supervisor, "cases.family-changed", Section.FAMILY);
        assertThat(correct(supervisor, family, forged).body()).contains("rights.correction-own");
        assertThat(answer(supervisor, "select retention.correct('" + family + "', " + forged + ")"))
                .isEqualTo("OWN");
        assertThat(answer(supervisor, "select count(*) from retention.correcting('" + family + "')"))
                .isEqualTo("0");
    }

    /** Two people end it, whichever of them recorded it and corrected. */
    @Test
    void whoSaysThatItIsCorrectedDoesNotTellTheChildToo() throws SQLException {
        String page = "/cases/" + code + "/rights/corrections";
        String id = recorded(worker, "NOTES");
        int note = noted(supervisor);
        assertThat(correct(supervisor, id, note).body()).contains("rights.correction-own");
        assertThat(browser(supervisor.username()).get(page).body()).doesNotContain("name=\"entry\"");
        assertThat(browser(worker.username()).get(page).body()).contains("name=\"entry\"");
        Answer corrected = correct(worker, id, note);
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(browser(worker.username()).get(page).body()).doesNotContain("/" + id + "/told");
        assertThat(tell(worker, id).body()).contains("rights.told-by-another");
        assertThat(answer(worker, "select retention.tell_correction('" + id + "', '2015-11-16', 'IN_PERSON', null)"))
                .isEqualTo("OWN");
        assertThat(browser(supervisor.username()).get(page).body()).contains("/" + id + "/told");
        assertThat(tell(supervisor, id).status()).isEqualTo(200);
    }

    /** No act of this list is misspelt: each has its words in the history of a file. */
    @Test
    void everyActThatCorrectsIsOne() throws IOException, SQLException {
        Set<String> acts = new HashSet<>();
        try (var files = Files.newDirectoryStream(Path.of("src/main/resources/messages"), "*_en.properties")) {
            for (Path file : files)
                Files.lines(file)
                        .filter(line -> line.startsWith("act."))
                        .map(line -> line.substring(4, line.indexOf('=')))
                        .forEach(acts::add);
        }
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select unnest(retention.correcting_acts())")) {
            while (row.next()) assertThat(acts).contains(row.getString(1));
        }
    }
}
