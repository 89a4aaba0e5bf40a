package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.exchange.exports.HtcdsExportCommand;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.record.Exploitations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What leaves the house, to whom, and that names leave only when two others agree. */
class ExportIT extends HouseIT {

    private static final String HTCDS = "/api/v1/exports/htcds";
    private static final String REQUESTS = "/api/v1/exports/requests";
    private static final String PURPOSE = "Remise au ministère";
    private static final String ROWS = """
            case_id,prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,prs_PrimaryLanguage,prs_SecondaryLanguage,prs_MobilePhone,prs_HomePhone,prs_MailingCity,prs_MailingCountry,vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg,vic_TypeOfExploitation,vic_ForcedLabourIndustry,vic_LocationOfExploitation,vic_AgeWhenTrafficked,cas_IncomingReferralDate,cco_CaseComment,prs_Email
            %1$s-1,Aya,Ouédraogo,2002-03-04,Feminine,BF,fra,mos,+22607080910,+22607080911,Bobo-Dioulasso,BF,ActualVictimOfTrafficking,Police,ForcedLabour; ChildLabour,A_AgricultureForestryAndFishing,Campement Zagné,12,2015-06-05,Veut revoir sa tante.,aya@example.org
            %1$s-2,=Kofi,Mensah,2001-01-02,Masculine,GH,aka,,,,Kumasi,GH,,,ForcedBegging,,,,,,
            """;

    @Autowired
    private Cases cases;

    @Autowired
    private Identities identities;

    @Autowired
    private Exploitations exploitations;

    @Autowired
    private CodeLists lists;

    @Autowired
    private HtcdsExportCommand command;

    @Autowired
    private JdbcClient jdbc;

    private Organisation organisation;
    private String supervisor;
    private String other;
    private String stranger;
    private String custodian;
    private List<String> codes;

    @BeforeEach
    void settle() {
        organisation = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, organisation);
        other = person(Role.CASE_SUPERVISOR, organisation);
        stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        custodian = person(Role.DATA_PROTECTION_OFFICER, organisation);
        codes = importInto(supervisor, ROWS.formatted(fresh("X")));
    }

    private List<String> importInto(String username, String csv) {
        Answer answer = api(username).send("POST", "/api/v1/imports/htcds", "text/csv", csv);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json()
                .path("codes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    @Test
    void anExportWithoutNamesHoldsNothingToFindAChildBy() {
        Answer answer = api(supervisor).get(HTCDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(answer.header("Content-Disposition"))
                .hasValueSatisfying(d -> assertThat(d).contains("pseudonymous-2015-11-16.csv"));
        assertThat(answer.body())
                .contains(codes.get(0), codes.get(1), "Feminine", "ChildLabour", "PossibleVictimOfTrafficking");
        Answer own = api(supervisor).send("POST", "/api/v1/imports/htcds", "text/csv", answer.body());
        assertThat(own.json().path("known").asInt()).as(own.body()).isEqualTo(2);
        assertThat(answer.body())
                .doesNotContain(
                        "Aya", "Ouédraogo", "Mensah", "2002-03", "0708", "Bobo", "Zagné", "tante", "example.org");
        assertThat(answer.body().lines().filter(line -> line.startsWith("AK-")))
                .as("only what the supervisor may list")
                .hasSize(2);
    }

    /** What leaves is counted for it too, which writes. */
    @Test
    void aTokenThatReadsTakesTheList() {
        String token = nobody().post(
                        "/api/v1/tokens", Map.of("username", supervisor, "password", PASSWORD, "scope", "READ"))
                .json()
                .path("token")
                .asString();
        Answer answer = nobody().withToken(token).get(HTCDS);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(codes.get(0), codes.get(1));
    }

    @Test
    void aWorkbookIsOneThatWeReadOurselves() throws IOException {
        byte[] file = api(supervisor)
                .send(api(supervisor).request(HTCDS + "?format=xlsx").GET())
                .body()
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(file).startsWith('P', 'K');
        assertThat(api(supervisor).get(HTCDS + "?format=pdf").status()).isEqualTo(422);
    }

    @Test
    void eachFileAndThePersonsOwnChainSayThatItLeft() {
        api(supervisor).get(HTCDS);
        Actor actor = actor(supervisor);
        CaseFile file = cases.find(actor, codes.getFirst()).orElseThrow();
        List<String> acts = transactions.as(
                actor,
                () -> jdbc.sql("select act from journal.entry where chain in (:file, :me)")
                        .param("file", file.id())
                        .param("me", actor.personId())
                        .query(String.class)
                        .list());
        assertThat(acts).contains("cases.exported", "exchange.exported", "exchange.imported");
    }

    @Test
    void aProjectManagerExportsNothingAloneAndNoNames() {
        String manager = person(Role.PROJECT_MANAGER, organisation);
        Answer all = api(manager).get(HTCDS);
        assertThat(all.status()).as(all.toString()).isEqualTo(403);
        assertThat(all.code()).as("by two").isEqualTo("pages.bulk-read-by-two");
        Answer identified = api(manager).get(HTCDS + "?identified=true");
        assertThat(identified.status()).isEqualTo(403);
        assertThat(identified.code()).isEqualTo("exchange.two-persons");
        String id = ask(manager);
        Answer early = api(manager).get(REQUESTS + "/" + id + "/file");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("exchange.two-persons");
        agree(supervisor, id);
        agree(custodian, id);
        Answer file = api(manager).get(REQUESTS + "/" + id + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body())
                .as("only sections they may see")
                .contains(codes.getFirst(), "Feminine")
                .doesNotContain("Ouédraogo", "tante");
    }

    @Test
    void namesLeaveOnceWhenTwoOthersAgree() {
        String id = ask(supervisor);
        assertThat(decide(supervisor, id, true).code()).as("one's own").isEqualTo("exchange.two-persons");
        assertThat(agree(other, id).json().path("state").asString()).isEqualTo("WAITING");
        assertThat(decide(person(Role.CASE_SUPERVISOR, organisation), id, true).code())
                .as("two supervisors are not the two persons")
                .isEqualTo("exchange.export-said");
        assertThat(api(supervisor).get(REQUESTS + "/" + id + "/file").code()).isEqualTo("exchange.two-persons");
        assertThat(agree(custodian, id).json().path("state").asString()).isEqualTo("APPROVED");
        assertThat(api(other).get(REQUESTS + "/" + id + "/file").status())
                .as("not the requester")
                .isEqualTo(403);
        Answer file = api(supervisor).get(REQUESTS + "/" + id + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).contains("Ouédraogo", "2002-03-04", "Veut revoir sa tante.", "'=Kofi");
        Answer again = api(supervisor).get(REQUESTS + "/" + id + "/file");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("exchange.export-downloaded");
    }

    /** Who agrees answers for these very children: a supervisor of another structure holds none of them, and reads neither who asked nor what for. */
    @Test
    void aSupervisorWhoHoldsNotEveryChildAgreesToNothing() {
        String id = ask(supervisor);
        String decision = waiting(other, id);
        assertThat(decide(stranger, id, true).status()).isEqualTo(404);
        assertThat(api(stranger).get(REQUESTS).body()).doesNotContain(id, PURPOSE, supervisor.toUpperCase(Locale.ROOT));
        assertThat(browser(stranger).get("/exchange").body())
                .doesNotContain("/exchange/exports/" + id, PURPOSE, supervisor.toUpperCase(Locale.ROOT));
        assertThat(waiting(stranger, id)).isEmpty();
        assertThat(rows(stranger, "select count(*) from exchange.export_request where id = :id::uuid", id))
                .isZero();
        assertThat(api(stranger).get("/api/v1/decisions/" + decision).status()).isEqualTo(404);
        assertThat(api(stranger)
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(404);
        assertThat(transactions.as(
                        actor(stranger),
                        () -> jdbc.sql("select access.decide(:id::uuid, true, null)")
                                .param("id", decision)
                                .query(String.class)
                                .single()))
                .as("by straight SQL")
                .isEqualTo("FORBIDDEN");
        for (String reader : List.of(supervisor, other, custodian))
            assertThat(api(reader).get(REQUESTS).body()).contains(id, PURPOSE);
        assertThat(agree(other, id).json().path("supervisor").asString()).isEqualToIgnoringCase(other);
    }

    private String waiting(String who, String request) {
        return transactions.as(
                actor(who),
                () -> jdbc.sql(
                                "select coalesce(max(id::text), '') from access.decision where kind = 'EXPORT_SUPERVISOR' and subject = :id::uuid")
                        .param("id", request)
                        .query(String.class)
                        .single());
    }

    private long rows(String who, String question, String request) {
        return transactions.as(
                actor(who),
                () -> jdbc.sql(question).param("id", request).query(Long.class).single());
    }

    /** Who may agree reads of it for a month; later who decided it and who asked alone. */
    @Test
    void anOldRequestIsReadByWhoHadToDoWithIt() {
        String id = ask(supervisor);
        agree(other, id);
        String peer = person(Role.CASE_SUPERVISOR, organisation);
        assertThat(api(peer).get(REQUESTS).body()).contains(id);
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(api(peer).get(REQUESTS).body()).doesNotContain(id);
        for (String reader : List.of(supervisor, other, custodian))
            assertThat(api(reader).get(REQUESTS).body()).contains(id);
    }

    /** What was opened after the others were asked does not leave, with a name or without. */
    @Test
    void namesThatNobodyAgreedToDoNotLeave() {
        String id = ask(supervisor);
        agree(other, id);
        agree(custodian, id);
        String later = importInto(
                        supervisor,
                        ROWS.formatted(fresh("Y"))
                                .replace("Aya,Ouédraogo", "Lamoussa,Tiendrébéogo")
                                .replace("=Kofi,Mensah", "Yaw,Boakye"))
                .getFirst();
        String file = api(supervisor).get(REQUESTS + "/" + id + "/file").body();
        assertThat(file).contains("Ouédraogo").doesNotContain(later, "Tiendrébéogo", "Lamoussa");
    }

    /** The figures and the words that both agree to are those of the file. */
    @Test
    void whatIsAgreedToIsWhatLeaves() {
        String sharer = person(Role.CASE_WORKER, organisation);
        Answer foreseen = browser(supervisor).get("/exchange?lang=fr");
        assertThat(foreseen.body())
                .contains("2 dossiers, dont 2 avec le nom", "peuvent l’accepter", other.toUpperCase(Locale.ROOT))
                .doesNotContain(stranger.toUpperCase(Locale.ROOT), sharer.toUpperCase(Locale.ROOT));
        String id = ask(supervisor);
        JsonNode shown = decision(other, id);
        assertThat(field(shown, "files")).containsExactly("2");
        assertThat(field(shown, "names")).containsExactly("2");
        assertThat(field(shown, "groups"))
                .containsExactly("NAMES", "BIRTH", "CONTACT", "ORIGIN", "HEALTH", "SUFFERED", "FOLLOWED");
        Answer page = browser(other).get("/decisions/" + shown.path("id").asString() + "?lang=fr");
        assertThat(page.body())
                .contains("Noms, alias", "Faits subis", "Adresse, téléphone")
                .doesNotContain("??", "prs_", "vic_");
        agree(other, id);
        agree(custodian, id);
        String file = api(supervisor).get(REQUESTS + "/" + id + "/file").body();
        assertThat(file.lines().filter(line -> line.startsWith("AK-"))).hasSize(2);
        assertThat(file).contains("Ouédraogo", "Mensah");
    }

    /** Who sees no identity takes no name along, and both read so. */
    @Test
    void aManagersExportSaysThatNoNameLeaves() {
        String manager = person(Role.PROJECT_MANAGER, organisation);
        String id = ask(manager);
        JsonNode shown = decision(custodian, id);
        assertThat(field(shown, "names")).containsExactly("0");
        assertThat(api(stranger).get("/api/v1/tasks").json().path("items"))
                .as("a supervisor whose structure holds none of the files is not asked")
                .isEmpty();
        assertThat(decide(stranger, id, true).status()).isEqualTo(404);
        assertThat(browser(manager).get("/exchange?lang=fr").body()).doesNotContain(stranger.toUpperCase(Locale.ROOT));
        assertThat(field(shown, "groups")).containsExactly("WITHOUT_NAME");
        agree(supervisor, id);
        agree(custodian, id);
        String file = api(manager).get(REQUESTS + "/" + id + "/file").body();
        assertThat(file.lines().filter(line -> line.startsWith("AK-")).count())
                .isEqualTo(Long.parseLong(field(shown, "files").getFirst()));
        assertThat(file).doesNotContain("Ouédraogo", "Mensah");
    }

    private JsonNode decision(String username, String request) {
        List<String> waiting = api(username)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .map(line -> line.path("id").asString())
                .toList();
        return waiting.stream()
                .map(id -> api(username).get("/api/v1/decisions/" + id).json())
                .filter(one -> one.path("subject").asString().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> field(JsonNode decision, String name) {
        return decision.path("fields")
                .valueStream()
                .filter(field -> field.path("field").asString().equals(name))
                .flatMap(field -> field.path("after").valueStream())
                .map(value -> value.asString())
                .toList();
    }

    @Test
    void anApprovalEndsAfterADay() {
        String id = ask(supervisor);
        agree(other, id);
        agree(custodian, id);
        clock.moveTo(MORNING.plusSeconds(24 * 3600 + 60));
        assertThat(api(supervisor).get(REQUESTS + "/" + id + "/file").code()).isEqualTo("exchange.export-expired");
    }

    @Test
    void aRefusalIsFinal() {
        String id = ask(supervisor);
        assertThat(decide(custodian, id, false).json().path("state").asString()).isEqualTo("REFUSED");
        assertThat(decide(other, id, true).code()).isEqualTo("exchange.export-decided");
        assertThat(api(supervisor).get(REQUESTS + "/" + id + "/file").status()).isEqualTo(409);
    }

    @Test
    void whoRefusesSaysWhy() {
        String id = ask(supervisor);
        String approval = REQUESTS + "/" + id + "/approval";
        for (String why : List.of("", "  ")) {
            Answer silent = api(custodian).post(approval, Map.of("approved", false, "reason", why));
            assertThat(silent.status()).isEqualTo(422);
            assertThat(silent.fields()).contains("reason");
        }
        assertThat(api(custodian).post(approval, Map.of("approved", false)).status())
                .isEqualTo(422);
        Visit dpo = browser(custodian);
        String decision = "/decisions/" + decision(custodian, id).path("id").asString();
        assertThat(dpo.get("/exchange").body()).contains(decision);
        assertThat(dpo.get(decision).body()).contains("name=\"reason\"");
        Answer page = dpo.post(decision + "/verdict", "agreed", "false");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).doesNotContain("??");
        dpo.get(decision);
        assertThat(dpo.post(decision + "/verdict", "agreed", "false", "reason", "Déjà remis")
                        .status())
                .isEqualTo(303);
        assertThat(decide(other, id, true).code()).isEqualTo("exchange.export-decided");
    }

    /** Straight SQL, as each who might sign: what was not decided in access.decision is nobody's word. */
    @Test
    void noLoginSignsAnExportWithoutTheTwoVerdicts() {
        String id = ask(supervisor);
        Actor second = actor(other);
        Actor dpo = actor(custodian);
        String set = "update exchange.export_request set ";
        for (Actor who : List.of(actor(supervisor), second))
            for (String forged : List.of(
                    "supervisor_id = :who, supervised_at = access.moment()",
                    "refused_by = :who, refused_at = access.moment()",
                    "custodian_id = :who, custodian_at = access.moment()"))
                assertThat(refused(who, set + forged + " where id = :id", who.personId(), id))
                        .as(forged)
                        .isTrue();
        for (String forged : List.of(
                "custodian_id = :who, custodian_at = access.moment()",
                "refused_by = :who, refused_at = access.moment()",
                "supervisor_id = :who, supervised_at = access.moment()"))
            assertThat(refused(dpo, set + forged + " where id = :id", dpo.personId(), id))
                    .as(forged)
                    .isTrue();
        for (Role role : List.of(Role.SYSTEM_ADMINISTRATOR, Role.LE_COORDINATOR)) {
            Actor outsider = actor(person(role, organisation));
            assertThat(refused(
                            outsider,
                            set + "supervised_at = now() where id = :id and :who is not null",
                            dpo.personId(),
                            id))
                    .as(role.name())
                    .isTrue();
        }
        agree(other, id);
        String taken = set + "downloaded_at = access.moment(), files = 1 where id = :id and :who is not null";
        assertThat(refused(actor(supervisor), taken, dpo.personId(), id))
                .as("one verdict is not two")
                .isTrue();
        assertThat(api(supervisor).get(REQUESTS + "/" + id + "/file").status()).isEqualTo(409);
    }

    @Test
    void aRequestExistsOnlyForThoseWhoMaySeeIt() {
        String manager = person(Role.PROJECT_MANAGER, organisation);
        String id = ask(supervisor);
        assertThat(api(manager).get(REQUESTS + "/" + id + "/file").status()).isEqualTo(404);
        assertThat(decide(manager, id, true).status()).isEqualTo(404);
        assertThat(decide(person(Role.CASE_WORKER, organisation), id, true).status())
                .isEqualTo(404);
        assertThat(api(person(Role.CASE_WORKER, organisation))
                        .post(REQUESTS, Map.of("purpose", "x", "format", "CSV"))
                        .status())
                .isEqualTo(403);
        assertThat(api(supervisor)
                        .post(REQUESTS, Map.of("purpose", " ", "format", "PDF"))
                        .status())
                .isEqualTo(422);
        assertThat(api(person(Role.LE_OFFICER, organisation)).get(HTCDS).status())
                .isEqualTo(403);
    }

    @Test
    void theDatabaseItselfLetsNobodySpeakForAnother() {
        String id = ask(supervisor);
        Actor asker = actor(supervisor);
        UUID another = actor(other).personId();
        String forge =
                "update exchange.export_request set supervisor_id = :who, supervised_at = access.moment() where id = :id";
        assertThat(refused(asker, forge, another, id)).isTrue();
        assertThat(refused(asker, forge, asker.personId(), id)).isTrue();
        assertThat(refused(actor(custodian), forge, another, id))
                .as("custody may not supervise")
                .isTrue();
        assertThat(refused(asker, "update exchange.export_request set custodian_id = :who where id = :id", another, id))
                .isTrue();
        assertThat(refused(
                        asker,
                        "update exchange.export_request set downloaded_at = access.moment(), files = 0 where id = :id and :who is not null",
                        another,
                        id))
                .isTrue();
        assertThat(CompartmentContext.through(
                        Compartment.PROTECTION,
                        () -> jdbc.sql("select count(*) from exchange.export_request")
                                .query(Long.class)
                                .single()))
                .as("nobody entered")
                .isZero();
    }

    private boolean refused(Actor actor, String sql, UUID who, String id) {
        try {
            transactions.as(
                    actor,
                    () -> jdbc.sql(sql)
                            .param("who", who)
                            .param("id", UUID.fromString(id))
                            .update());
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }

    @Test
    void whatLeavesComesBackAsItWas() {
        String id = ask(supervisor);
        agree(other, id);
        agree(custodian, id);
        String file = api(supervisor).get(REQUESTS + "/" + id + "/file").body();
        Answer own = api(supervisor).send("POST", "/api/v1/imports/htcds", "text/csv", file);
        assertThat(own.json().path("known").asInt()).as(own.body()).isEqualTo(2);
        List<String> again = importInto(stranger, file);
        assertThat(again).hasSize(2);
        for (int i = 0; i < codes.size(); i++) assertSame(codes.get(i), again.get(i));
    }

    private void assertSame(String before, String after) {
        Actor first = actor(supervisor);
        Actor second = actor(stranger);
        CaseFile old = cases.find(first, before).orElseThrow();
        CaseFile made = cases.find(second, after).orElseThrow();
        assertThat(List.of(
                        made.sex(),
                        made.country(),
                        made.victimStatus(),
                        made.ageEstimated(),
                        Optional.ofNullable(made.ageAtRescue()),
                        Optional.ofNullable(made.nationality()),
                        Optional.ofNullable(made.victimDecidedBy())))
                .isEqualTo(List.of(
                        old.sex(),
                        old.country(),
                        old.victimStatus(),
                        old.ageEstimated(),
                        Optional.ofNullable(old.ageAtRescue()),
                        Optional.ofNullable(old.nationality()),
                        Optional.ofNullable(old.victimDecidedBy())));
        assertThat(identities.reveal(second, made).orElseThrow().identity())
                .isEqualTo(identities.reveal(first, old).orElseThrow().identity());
        assertThat(exploitations.read(second, after).orElseThrow().value())
                .isEqualTo(exploitations.read(first, before).orElseThrow().value());
    }

    @Test
    void thePagesLeadFromRequestToDownload() {
        Visit asker = browser(supervisor);
        assertThat(asker.get("/exchange").body())
                .contains("HTCDS 2.0, dossiers sans noms", "Demander un export avec noms", "Choisir un fichier");
        Answer wrong = asker.post("/exchange/exports", "purpose", "", "format", "CSV");
        assertThat(wrong.status()).isEqualTo(422);
        String purpose = "Transfert " + fresh("P");
        Answer asked = asker.post("/exchange/exports", "purpose", purpose, "format", "CSV");
        assertThat(asked.location()).isEqualTo("/exchange/exports?done=asked");
        assertThat(asker.get(asked.location()).body())
                .contains(purpose, "La demande est envoyée.")
                .doesNotContain("Aucune demande");
        String id = requestFor(purpose);

        Visit dpo = browser(custodian);
        String theirs = "/decisions/" + decision(custodian, id).path("id").asString();
        assertThat(dpo.get("/exchange").body())
                .contains(purpose, "Lire et décider", theirs)
                .doesNotContain("Exporter sans noms", "Accepter");
        assertThat(dpo.post("/exchange/exports/" + id, "agreed", "true").status())
                .as("nobody agrees on the list")
                .isEqualTo(404);
        dpo.get(theirs);
        assertThat(dpo.post(theirs + "/verdict", "agreed", "true").status()).isEqualTo(303);
        Visit second = browser(other);
        String mine = "/decisions/" + decision(other, id).path("id").asString();
        second.get(mine + "?lang=en");
        assertThat(second.post(mine + "/verdict", "agreed", "true").status()).isEqualTo(303);
        second.get("/exchange");
        assertThat(second.post(mine + "/verdict", "agreed", "true").status()).isEqualTo(422);

        assertThat(asker.get("/exchange").body()).contains("Faire préparer le fichier");
        assertThat(asker.post("/exchange/exports/" + id + "/file").location()).startsWith("/exchange/jobs/" + id);
        assertThat(browser(person(Role.PROVIDER, organisation)).get("/exchange").status())
                .isEqualTo(403);
    }

    private String requestFor(String purpose) {
        return api(supervisor)
                .get(REQUESTS)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("purpose").asString().equals(purpose))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void theCommandLineExportsWithoutNamesUnlessARequestIsApproved(@TempDir Path folder) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path file = folder.resolve("all.csv");
        assertThat(command.run(order(file, Optional.empty(), out, err)))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("without names");
        Reading reading = new HtcdsBook(lists, clock)
                .read(new ByteArrayInputStream(Files.readAllBytes(file)), "all.csv", Limits.USUAL);
        assertThat(reading.isSound()).as(reading.problems().toString()).isTrue();

        Path named = folder.resolve("named.xlsx");
        String id = ask(supervisor);
        assertThat(command.run(order(named, Optional.of(id), out, err))).isEqualTo(1);
        assertThat(err.toString()).contains("Names leave only when");
        assertThat(named).doesNotExist();
        assertThat(command.run(order(named, Optional.of("nonsense"), out, err))).isEqualTo(1);
        agree(other, id);
        agree(custodian, id);
        assertThat(command.run(order(named, Optional.of(id), out, err)))
                .as(err.toString())
                .isZero();
        Reading back = new HtcdsBook(lists, clock)
                .read(new ByteArrayInputStream(Files.readAllBytes(named)), "named.xlsx", Limits.USUAL);
        assertThat(back.rows()).hasSize(2);
        assertThat(back.rows())
                .extracting(row -> row.values().get("prs_FirstName"))
                .contains(List.of("=Kofi"));
        assertThat(command.run(order(folder.resolve("x.pdf"), Optional.empty(), out, err)))
                .isEqualTo(1);
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    private static Command.Order order(Path file, Optional<String> request, StringWriter out, StringWriter err) {
        return new Command.Order(
                Optional.of(file), false, new PrintWriter(out, true), new PrintWriter(err, true), request);
    }

    private String ask(String username) {
        Answer answer = api(username).post(REQUESTS, Map.of("purpose", PURPOSE, "format", "CSV"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private Answer decide(String username, String id, boolean agreed) {
        return api(username)
                .post(
                        REQUESTS + "/" + id + "/approval",
                        agreed
                                ? Map.of("approved", true)
                                : Map.of("approved", false, "reason", "Le ministère a déjà ces noms"));
    }

    private Answer agree(String username, String id) {
        Answer answer = decide(username, id, true);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }
}
