package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A long import: asked about page by page, stopped by whatever happens, and gone on with by its own person alone. */
class ImportJobsIT extends HouseIT {

    private static final String API = "/api/v1/imports/htcds";
    private static final String HEADER =
            "case_id,prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,cas_IncomingReferralDate,mark\n";

    @Autowired
    private HtcdsImport imports;

    @Autowired
    private ImportJobStore jobs;

    @Autowired
    private ImportRunner runner;

    @Autowired
    private RowImport rows;

    @Autowired
    private FileRows files;

    private Organisation organisation;
    private String supervisor;

    @BeforeEach
    void settle() {
        organisation = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, organisation);
    }

    private Answer importCsv(String username, String csv) {
        return api(username).send("POST", API, "text/csv", csv);
    }

    /** 25 children without names, of one sender. */
    private static String rowsOf(String sender) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 25; i++)
            file.append(sender).append('-').append(i).append(",,,2003-04-05,Masculine,Mali,2015-06-05,\n");
        return file.toString();
    }

    /** An import that broke off goes on where it stopped: for who began it alone, by one runner, and no row twice. */
    @Test
    void anImportThatBrokeOffGoesOn() {
        String file = rowsOf(fresh("R"));
        Actor actor = actor(supervisor);
        UUID id = Ids.next();
        Upload upload = Upload.of("x.csv", file.getBytes(StandardCharsets.UTF_8));
        ImportOrder order = Objects.requireNonNull(
                imports.accept(actor, upload, RowAnswers.NONE).order());
        transactions.doAs(actor, () -> {
            jobs.insert(actor, id, order, 0, clock.instant());
            jobs.take(id, Ids.next(), clock.instant());
            RowImport.Done first = rows.run(
                    actor,
                    id,
                    order.steps().subList(0, 20),
                    files.read(order.structure(), upload.file(), upload.name()));
            jobs.advance(id, 20, first.codes(), first.attached());
        });
        String address = API + "/" + id;
        String colleague = person(Role.CASE_SUPERVISOR, organisation);
        assertThat(api(colleague).get(address).status()).isEqualTo(404);
        assertThat(api(colleague).post(address + "/continuation", Map.of()).status())
                .isEqualTo(404);
        assertThat(api(person(Role.CASE_WORKER, organisation)).get(address).status())
                .isEqualTo(403);
        Caller hers = api(supervisor);
        assertThat(hers.post(address + "/continuation", Map.of())
                        .json()
                        .path("done")
                        .asInt())
                .as("another runner was heard of a moment ago")
                .isEqualTo(20);
        Visit visit = browser(supervisor);
        assertThat(visit.get("/exchange/import/" + id).body())
                .contains("L’importation est en cours", "20 lignes sur 25", "Regarder à nouveau");
        assertThat(visit.get("/exchange/import/" + id + "/progress").body()).contains("20 lignes sur 25");
        clock.moveTo(clock.instant().plus(ImportJob.SILENCE).plusSeconds(1));
        assertThat(hers.get(address).json().path("state").asString()).isEqualTo("STOPPED");
        assertThat(visit.get("/exchange/import").body()).contains("/exchange/import/" + id, "Arrêtée");
        assertThat(visit.get("/exchange/import/" + id).body())
                .contains("L’importation s’est arrêtée", "Continuer\u00a0: 5 lignes");
        Visit stranger = browser(colleague);
        stranger.get("/exchange/import");
        assertThat(stranger.post("/exchange/import/" + id + "/continuation").status())
                .isEqualTo(404);
        assertThat(visit.post("/exchange/import/" + id + "/continuation").status())
                .isEqualTo(303);
        Answer done = hers.get(address);
        assertThat(done.json().path("state").asString()).as(done.body()).isEqualTo("FINISHED");
        List<String> codes = done.json().path("codes").values().stream()
                .map(code -> code.asString())
                .toList();
        assertThat(codes).hasSize(25).doesNotHaveDuplicates();
        assertThat(importCsv(supervisor, file).json().path("known").asInt()).isEqualTo(25);
    }

    /** Rows are done in the session of who began: when it ends, nothing more is done in that name, and nothing done is lost. */
    @Test
    void anImportStopsWithTheSessionOfWhoBeganIt() throws SQLException {
        Visit leaving = browser(supervisor);
        Begun signedOut = begun();
        assertThat(leaving.post("/sign-out").location()).isEqualTo("/sign-in");
        stopsAfterTwentyRows(signedOut);
        Answer back = api(supervisor).post(signedOut.address() + "/continuation", Map.of());
        assertThat(back.json().path("state").asString()).as(back.body()).isEqualTo("FINISHED");
        assertThat(back.json().path("codes").size()).isEqualTo(25);

        Caller admin = api(person(Role.SYSTEM_ADMINISTRATOR, organisation));
        api(supervisor);
        Begun ended = begun();
        String account = "/api/v1/people/" + supervisor;
        assertThat(admin.delete(account + "/sessions").status()).isEqualTo(200);
        stopsAfterTwentyRows(ended);

        api(supervisor);
        Begun roleLost = begun();
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + clock.instant()
                + "' where person_id = '" + actor(supervisor).personId() + "'");
        stopsAfterTwentyRows(roleLost);
        Answer sameFile = importCsv(person(Role.CASE_SUPERVISOR, organisation), roleLost.file());
        assertThat(sameFile.json().path("known").asInt()).as(sameFile.body()).isEqualTo(20);
        assertThat(sameFile.json().path("fresh").asInt()).isEqualTo(5);
    }

    private record Begun(UUID id, String file, Actor actor) {
        String address() {
            return API + "/" + id;
        }
    }

    /** Twenty of 25 rows are done, in the newest session of the supervisor. */
    private Begun begun() throws SQLException {
        String file = rowsOf(fresh("S"));
        Upload upload = Upload.of("x.csv", file.getBytes(StandardCharsets.UTF_8));
        Actor known = actor(supervisor);
        Actor actor = new Actor(
                known.personId(),
                known.username(),
                known.organisationId(),
                known.organisation(),
                known.roles(),
                known.compartment(),
                Pass.ofSession(newestSession(known.personId())));
        UUID id = Ids.next();
        ImportOrder order = Objects.requireNonNull(
                imports.accept(actor, upload, RowAnswers.NONE).order());
        transactions.doAs(actor, () -> {
            jobs.insert(actor, id, order, 0, clock.instant());
            RowImport.Done first = rows.run(
                    actor,
                    id,
                    order.steps().subList(0, 20),
                    files.read(order.structure(), upload.file(), upload.name()));
            jobs.advance(id, 20, first.codes(), first.attached());
        });
        return new Begun(id, file, actor);
    }

    private static byte[] newestSession(UUID person) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select token_hash from access.session where kind <> 'JOB' and person_id = '"
                        + person + "' order by opened_at desc, id desc limit 1")) {
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }

    private void stopsAfterTwentyRows(Begun job) throws SQLException {
        runner.run(job.actor(), job.id());
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select rows_done, cardinality(codes), seen_at <= '" + clock.instant()
                        + "' from exchange.import_job where id = '" + job.id() + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(20).isEqualTo(row.getInt(2));
        }
        clock.moveTo(clock.instant().plus(ImportJob.SILENCE).plusSeconds(1));
    }

    /** Several thousand rows may be asked about: some are shown at a time, and what was said of the others is kept. */
    @Test
    void manyRowsAreAskedAboutPageByPage() {
        String one = ",,,2002-03-05,Feminine,Togo,2015-06-05," + fresh("m") + "\n";
        Visit visit = browser(supervisor);
        visit.get("/exchange/import");
        byte[] file = (HEADER + one.repeat(51)).getBytes(StandardCharsets.UTF_8);
        String at = visit.postFile("/exchange/import", "x.csv", file).location();
        String shown = visit.get(at).body();
        List<String> first = askedFields(shown);
        assertThat(first).hasSize(AskedPage.ROWS);
        assertThat(shown)
                .contains("Page 1 sur 3", at + "?page=2", "Conserver ces réponses")
                .doesNotContain("page=0");
        assertThat(visit.post(at, said(first.subList(0, 16), 1)).status())
                .as("not every row of this page is answered")
                .isEqualTo(422);
        assertThat(visit.post(at, said(first.subList(16, 20), 1)).location())
                .as("what was said a moment ago is kept")
                .isEqualTo(at + "?page=2");
        List<String> second = askedFields(visit.get(at + "?page=2").body());
        assertThat(second).hasSize(AskedPage.ROWS).doesNotContainAnyElementsOf(first);
        assertThat(visit.get(at + "?page=1").body().split("checked=\"checked\"", -1))
                .as("answered before, and open to correction")
                .hasSize(AskedPage.ROWS + 1);
        List<String> third = askedFields(visit.get(at + "?page=99").body());
        assertThat(third).hasSize(10);
        clock.moveTo(clock.instant().plusSeconds(3_000));
        visit = browser(supervisor);
        visit.get(at);
        assertThat(visit.post(at, said(third, 3)).location()).isEqualTo(at + "?page=2");
        clock.moveTo(clock.instant().plusSeconds(1_000));
        assertThat(browser(person(Role.CASE_SUPERVISOR, organisation))
                        .get(at + "?page=2")
                        .status())
                .isEqualTo(404);
        assertThat(visit.get(at + "?page=2").body()).contains("Importer selon mes réponses");
        assertThat(visit.post(at, said(second, 2)).location())
                .as("the file lives an hour after the last answer")
                .isEqualTo(at);
        String job = API + at.substring(at.lastIndexOf('/'));
        assertThat(api(supervisor).get(job).json().path("codes").size())
                .as("one child")
                .isEqualTo(1);
    }

    private static List<String> askedFields(String page) {
        return Pattern.compile("name=\"(row-[0-9a-f]+)\" value=\"other\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** All are the child of the first row of the file. */
    private static String[] said(List<String> fields, int page) {
        return Stream.concat(
                        Stream.of("page", String.valueOf(page)),
                        fields.stream().flatMap(field -> Stream.of(field, "same:2")))
                .toArray(String[]::new);
    }
}
