package org.akoma.exchange.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.pages.TableFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exports that are made behind the answer: who has one made, and that the file which waits leaves to them alone, while they may. */
class ExportJobsIT extends HouseIT {

    private static final String REQUESTS = "/api/v1/exports/requests";
    private static final String JOBS = "/api/v1/exports/jobs";
    private static final String ROWS = """
        case_id,prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,vic_TypeOfExploitation
        %1$s-1,Aya,Ouédraogo,2002-03-04,Feminine,BF,ChildLabour
        %1$s-2,Kofi,Mensah,2001-01-02,Masculine,GH,ForcedBegging
        """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ExportJobStore store;

    @Autowired
    private ExportRunner runner;

    @Autowired
    private ExportRound round;

    private Organisation organisation;
    private String supervisor;
    private String other;
    private String custodian;
    private List<String> codes;

    @BeforeEach
    void settle() {
        organisation = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, organisation);
        other = person(Role.CASE_SUPERVISOR, organisation);
        custodian = person(Role.DATA_PROTECTION_OFFICER, organisation);
        codes = imported(ROWS.formatted(fresh("J")));
    }

    private List<String> imported(String csv) {
        Answer answer = api(supervisor).send("POST", "/api/v1/imports/htcds", "text/csv", csv);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json()
                .path("codes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    private String asked() {
        return api(supervisor)
                .post(REQUESTS, Map.of("purpose", "Remise au ministère", "format", "CSV"))
                .json()
                .path("id")
                .asString();
    }

    private String agreed() {
        String id = asked();
        for (String who : List.of(other, custodian))
            assertThat(api(who).post(REQUESTS + "/" + id + "/approval", Map.of("approved", true))
                            .status())
                    .isEqualTo(200);
        return id;
    }

    private String made(Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String address = JOBS + "/" + begun.json().path("id").asString();
        assertThat(begun.location()).endsWith(address);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !List.of("WAITING", "RUNNING").contains(state(address)));
        assertThat(state(address)).isEqualTo("DONE");
        return address;
    }

    private String state(String address) {
        return api(supervisor).get(address).json().path("state").asString();
    }

    private String made(String request) {
        return made(api(supervisor).post(REQUESTS + "/" + request + "/job", Map.of()));
    }

    private String withoutNames() {
        return made(api(supervisor).post(JOBS, Map.of("id", Ids.next(), "format", "CSV")));
    }

    private static UUID id(String address) {
        return UUID.fromString(address.substring(JOBS.length() + 1));
    }

    @Test
    void nothingIsMadeBeforeTwoAgreed() throws SQLException {
        String id = asked();
        Actor me = actor(supervisor);
        String straight =
                "insert into exchange.export_job (id, request_id, until, format, files_total) values ('%1$s', '%1$s', access.moment() + interval '1 hour', 'CSV', 2)"
                        .formatted(id);
        assertThat(api(supervisor).post(REQUESTS + "/" + id + "/job", Map.of()).body())
                .contains("exchange.two-persons");
        assertThat(LoginSql.refusal(me, clock.instant(), straight)).contains("row-level security");
        assertThat(api(other)
                        .post(REQUESTS + "/" + id + "/approval", Map.of("approved", true))
                        .status())
                .isEqualTo(200);
        assertThat(LoginSql.refusal(me, clock.instant(), straight))
                .as("one is not two")
                .contains("row-level security");
        assertThat(api(supervisor).post(REQUESTS + "/" + id + "/job", Map.of()).status())
                .isEqualTo(422);
    }

    @Test
    void aFileWithNamesWaitsForWhoAsked() throws SQLException {
        String request = agreed();
        assertThat(api(other).post(REQUESTS + "/" + request + "/job", Map.of()).status())
                .as("of another")
                .isEqualTo(403);
        long before = bellsOf(supervisor);
        String job = made(request);
        assertThat(api(supervisor).get(REQUESTS + "/" + request + "/file").code())
                .as("the request is used up")
                .isEqualTo("exchange.export-downloaded");
        assertThat(made(request)).as("asked again it is the same").isEqualTo(job);
        for (String who : List.of(other, custodian)) {
            assertThat(api(who).get(job).status()).as(who).isIn(403, 404);
            assertThat(api(who).get(job + "/file").status()).as(who).isIn(403, 404);
        }
        assertThat(bellsOf(supervisor)).as("it is ready").isEqualTo(before + 1);
        Answer file = api(supervisor).get(job + "/file");
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        assertThat(file.header("Content-Disposition"))
                .hasValueSatisfying(named -> assertThat(named).contains("identified-2015-11-16.csv"));
        assertThat(file.body()).contains("Ouédraogo", "2002-03-04", codes.getFirst());
        assertThat(api(supervisor).get(job + "/file").body())
                .as("the connection broke")
                .isEqualTo(file.body());
        assertThat(bellsOf(supervisor)).as("taken").isEqualTo(before);
        Actor me = actor(supervisor);
        assertThat(transactions.as(
                        me,
                        () -> jdbc.sql("select act from journal.entry where chain = :me")
                                .param("me", me.personId())
                                .query((row, n) -> row.getString(1))
                                .list()))
                .contains("exchange.export-begun", "exchange.export-downloaded", "exchange.exported")
                .contains("exchange.export-made", "exchange.export-taken");
        assertThat(LoginSql.refusal(me, clock.instant(), "select sealed from exchange.export_job"))
                .contains("permission denied");
    }

    @Test
    void aRequestThatWasStreamedIsMadeNoMore() {
        String request = agreed();
        assertThat(api(supervisor).get(REQUESTS + "/" + request + "/file").status())
                .isEqualTo(200);
        assertThat(api(supervisor)
                        .post(REQUESTS + "/" + request + "/job", Map.of())
                        .body())
                .contains("exchange.export-downloaded");
    }

    /** The file was made while the supervisor followed both children; one of them is another's now. */
    @Test
    void whatIsNoLongerTheirsDoesNotLeave() throws SQLException {
        String named = made(agreed());
        String list = withoutNames();
        TestDatabase.ownerDoes(
                "update access.file_grant g set valid_until = '%s' from cases.case_file f where f.id = g.file_id and f.code = '%s'"
                        .formatted(clock.instant(), codes.getLast()));
        for (String job : List.of(named, list)) {
            assertThat(api(supervisor).get(job + "/file").body()).contains("exchange.export-changed");
            assertThat(LoginSql.refusal(
                            actor(supervisor), clock.instant(), "select exchange.take_export('" + id(job) + "')"))
                    .contains("exchange.export-not-to-leave");
        }
        Answer page = browser(supervisor).get("/exchange/jobs/" + id(named));
        assertThat(page.status()).isEqualTo(200);
    }

    @Test
    void theSecondFactorIsShownAgain() {
        String named = made(agreed());
        String streamed = REQUESTS + "/" + agreed() + "/file";
        String mine = " where person_id = '" + actor(supervisor).personId() + "'";
        var open = api(supervisor);
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00'" + mine);
        for (String file : List.of(named + "/file", streamed)) {
            assertThat(open.get(file).body()).contains("access.factor-needed");
            assertThat(open.post(file, Map.of()).body()).contains("access.factor-needed");
            TestDatabase.ownerDoes("update access.credential set totp_shown_at = '" + clock.instant() + "'" + mine);
            assertThat(open.post(file, Map.of()).status()).isEqualTo(200);
        }
        assertThat(open.post(named + "/file", Map.of()).body()).as("spent").contains("access.factor-needed");
    }

    /** The same list asks for the same by either door: a short one without names for no factor, a long one as names do. */
    @Test
    void aListAsksForTheSecondFactorByItsLengthAndNotByItsDoor() throws SQLException {
        String shortOne = withoutNames();
        String longOne = withoutNames();
        for (String one : List.of(shortOne, longOne))
            TestDatabase.ownerDoes("update exchange.export_job set files_total = "
                    + (one.equals(longOne) ? HtcdsExport.PAGE + 1 : HtcdsExport.PAGE) + " where id = '" + id(one)
                    + "'");
        String mine = " where person_id = '" + actor(supervisor).personId() + "'";
        var open = api(supervisor);
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00'" + mine);
        assertThat(open.get(longOne + "/file").body()).contains("access.factor-needed");
        assertThat(LoginSql.refusal(
                        actor(supervisor), clock.instant(), "select exchange.take_export('" + id(longOne) + "')"))
                .contains("exchange.export-not-to-leave");
        assertThat(open.get(shortOne + "/file").status()).isEqualTo(200);
        assertThat(open.get("/api/v1/exports/htcds").status()).isEqualTo(200);
    }

    @Test
    void theFileEndsByItself() throws SQLException {
        String request = agreed();
        long before = bellsOf(supervisor);
        String job = made(request);
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        assertThat(api(supervisor).get(job + "/file").body()).contains("exchange.export-over");
        assertThat(round.go()).isPositive();
        assertThat(bellsOf(supervisor)).isEqualTo(before);
        assertThat(browser(supervisor).get("/exchange/jobs/" + id(job)).body())
                .contains("Le fichier a été supprimé")
                .doesNotContain("/file\"");
        assertThat(rest(job)).isEqualTo("true 0");
    }

    @Test
    void anErasedChildTakesTheFileAlong() throws SQLException {
        String job = withoutNames();
        TestDatabase.ownerDoes("do $$ begin perform exchange.drop_erased(f.id) from cases.case_file f where f.code = '"
                + codes.getFirst() + "'; end $$");
        assertThat(api(supervisor).get(job + "/file").body()).contains("exchange.export-not-made");
        assertThat(rest(job)).isEqualTo("true 1");
    }

    /** Whether the bytes are gone, and how many children are still named with it. */
    private static String rest(String job) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(
                        "select (j.sealed is null)::text || ' ' || (select count(*) from exchange.export_job_child c"
                                + " where c.job_id = j.id) from exchange.export_job j where j.id = '"
                                + id(job) + "'")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void whoWorksWithNoChildTakesNoListAlone() {
        String manager = person(Role.PROJECT_MANAGER, organisation);
        assertThat(api(manager)
                        .post(JOBS, Map.of("id", Ids.next(), "format", "CSV"))
                        .body())
                .contains("pages.bulk-read-by-two");
        assertThat(api(person(Role.LE_OFFICER, organisation))
                        .post(JOBS, Map.of("id", Ids.next(), "format", "CSV"))
                        .status())
                .isEqualTo(403);
    }

    /** Who oversees all files takes along what oversight shows, and no name. */
    @Test
    void aManagersFileIsMadeAndTaken() {
        String manager = person(Role.PROJECT_MANAGER, organisation);
        String request = api(manager)
                .post(REQUESTS, Map.of("purpose", "Rapport au bailleur", "format", "CSV"))
                .json()
                .path("id")
                .asString();
        for (String who : List.of(supervisor, custodian))
            assertThat(api(who).post(REQUESTS + "/" + request + "/approval", Map.of("approved", true))
                            .status())
                    .isEqualTo(200);
        String job = JOBS + "/" + request;
        assertThat(api(manager)
                        .post(REQUESTS + "/" + request + "/job", Map.of())
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        api(manager).get(job).json().path("state").asString().equals("DONE"));
        assertThat(api(manager).get(job + "/file").body())
                .contains(codes.getFirst(), "Feminine")
                .doesNotContain("Ouédraogo", "2002-03-04");
    }

    /** A copy of the application that stopped leaves half of it behind; another begins anew. */
    @Test
    void anotherGoesOnWhereOneStopped() {
        Actor me = actor(supervisor);
        UUID id = Ids.next();
        UUID first = Ids.next();
        transactions.doAs(
                me, () -> store.insert(id, null, null, clock.instant().plusSeconds(3600), TableFormat.CSV, 2));
        assertThat(transactions.as(me, () -> store.take(first, clock.instant())))
                .contains(id);
        runner.run(me);
        assertThat(state(JOBS + "/" + id)).isEqualTo("RUNNING");
        assertThat(transactions.as(me, () -> store.advance(id, Ids.next(), List.of(), clock.instant())))
                .as("not theirs")
                .isFalse();
        clock.moveTo(clock.instant().plusSeconds(31));
        runner.run(me);
        assertThat(state(JOBS + "/" + id)).isEqualTo("DONE");
        assertThat(transactions.as(me, () -> store.finish(id, first, new byte[1])))
                .isFalse();
        assertThat(api(supervisor).get(JOBS + "/" + id + "/file").body()).contains(codes.getFirst());
    }

    @Test
    void thePagesLeadToTheFile() {
        Visit asker = browser(supervisor);
        assertThat(asker.get("/exchange").body())
                .as("a short list streams")
                .contains("/api/v1/exports/htcds?format=csv")
                .doesNotContain("/exchange/jobs/new");
        String request = agreed();
        assertThat(asker.get("/exchange").body()).contains("Faire préparer le fichier");
        Answer begun = asker.post("/exchange/exports/" + request + "/file");
        assertThat(begun.status()).isEqualTo(303);
        String page = "/exchange/jobs/" + request;
        assertThat(begun.location()).startsWith(page);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> state(JOBS + "/" + request).equals("DONE"));
        assertThat(asker.get(page + "/progress").header("HX-Refresh")).contains("true");
        assertThat(asker.get(page + "?lang=en").body())
                .contains("Take the file", "Download")
                .doesNotContain("??");
        assertThat(asker.get("/exchange?lang=fr").body())
                .contains(page, "Vos fichiers demandés")
                .doesNotContain("??");
        asker.get(page);
        assertThat(asker.post(page + "/file").body()).contains("Ouédraogo");
        Answer twice = asker.post("/exchange/exports/" + request + "/file");
        assertThat(twice.location()).as("the same file").startsWith(page);
        assertThat(browser(other).get(page).status()).isEqualTo(404);
    }

    @Test
    void aLongListIsMadeBehindTheAnswer() {
        imported("case_id,prs_FirstName,prs_SecondName,prs_Gender,prs_Citizenship\n"
                + IntStream.range(0, 201)
                        .mapToObj(n -> "%s-%d,Enfant%d,%s,Feminine,BF".formatted(fresh("L"), n, n, newFamilyName()))
                        .collect(Collectors.joining("\n")));
        Visit asker = browser(supervisor);
        assertThat(asker.get("/exchange").body())
                .contains("/exchange/jobs/new")
                .doesNotContain("/api/v1/exports/htcds?format=csv");
        assertThat(asker.get("/exchange/jobs/new").body()).doesNotContain("??");
        assertThat(asker.post("/exchange/jobs/new").status()).isEqualTo(422);
        asker.get("/exchange/jobs/new");
        Answer begun = asker.post("/exchange/jobs/new", "id", Ids.next().toString(), "format", "XLSX");
        assertThat(begun.status()).as(begun.body()).isEqualTo(303);
        String job =
                JOBS + begun.location().substring("/exchange/jobs".length()).replaceAll("\\?.*", "");
        await().atMost(Duration.ofSeconds(60)).until(() -> state(job).equals("DONE"));
        assertThat(api(supervisor).get(job + "/file").body()).startsWith("PK");
        assertThat(api(supervisor).get("/api/v1/exports/htcds").body().lines())
                .as("a program may still have it streamed")
                .hasSizeGreaterThan(203);
        var open = api(supervisor);
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00' where person_id = '"
                + actor(supervisor).personId() + "'");
        Answer streamed = open.get("/api/v1/exports/htcds");
        assertThat(streamed.status()).as("by either door").isEqualTo(422);
        assertThat(streamed.body()).contains("access.factor-needed").doesNotContain(codes.getFirst());
        assertThat(open.get(job + "/file").body()).contains("access.factor-needed");
    }
}
