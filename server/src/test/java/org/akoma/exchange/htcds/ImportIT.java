package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.exchange.scenario.Workbooks;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** HTCDS files come in through every door: all of a file or nothing, once, and nothing of a row is lost. */
class ImportIT extends HouseIT {

    private static final String API = "/api/v1/imports/htcds";
    private static final String CSV = "text/csv";
    private static final String HEADER =
            "case_id,prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,prs_PrimaryLanguage,prs_MobilePhone,"
                    + "prs_MailingStreet,prs_MailingCity,prs_MailingCountry,vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg,"
                    + "cas_IncomingReferralDate,cco_CaseComment,prs_Email,mark\n";

    @Autowired
    private Cases cases;

    @Autowired
    private Identities identities;

    @Autowired
    private CarriedStore carried;

    @Autowired
    private HtcdsImportCommand command;

    private Organisation organisation;
    private String supervisor;

    @BeforeEach
    void settle() {
        organisation = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, organisation);
    }

    @Test
    void aRowBecomesAFileAndNothingOfItIsLost() {
        Answer answer = importCsv(supervisor, aya("C-1"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().path("fresh").asInt()).isEqualTo(1);
        String code = answer.json().path("codes").get(0).asString();

        Actor actor = actor(supervisor);
        CaseFile file = cases.find(actor, code).orElseThrow();
        assertThat(file.sex()).isEqualTo("F");
        assertThat(file.nationality()).isEqualTo("BF");
        assertThat(file.country()).isEqualTo("GH");
        assertThat(file.victimStatus()).isEqualTo(CaseFile.VictimStatus.PRESUMED_VICTIM);
        assertThat(file.victimDecidedBy()).isNull();
        assertThat(file.ageAtRescue()).isEqualTo(13);
        assertThat(file.ageEstimated()).isFalse();
        assertThat(file.status()).isEqualTo(CaseFile.Status.REGISTERED);
        Identity identity = identities.reveal(actor, file).orElseThrow().identity();
        assertThat(identity.givenNames()).isEqualTo("Aya");
        assertThat(identity.familyName()).isEqualTo("Ouédraogo");
        assertThat(identity.birthDate()).isEqualTo("2002-03-04");
        assertThat(identity.languages()).containsExactly("fr");
        assertThat(identity.phone()).isEqualTo("+22607080910");
        assertThat(identity.address()).isEqualTo("Rue 12, Tema");
        UnmappedValues rest =
                transactions.as(actor, () -> carried.find(file.id())).orElseThrow();
        assertThat(rest.caseId()).isEqualTo("C-1");
        assertThat(rest.value("vic_TraffickingStatus")).isEqualTo("ActualVictimOfTrafficking");
        assertThat(rest.value("vic_TraffickingStatusDecisionMakingOrg")).isEqualTo("Police");
        assertThat(rest.value("prs_Email")).isEqualTo("aya@example.org");
        assertThat(rest.value("cco_CaseComment")).isEqualTo("Veut revoir sa tante.");
        assertThat(rest.unknown()).containsEntry("mark", "blue");
    }

    /** A row without a name is compared by facts, and the importer reads of whom it may be a copy. */
    @Test
    void aRowWithoutANameSaysWhomItIsLike() {
        String code =
                importCsv(supervisor, aya("C-70")).json().path("codes").get(0).asString();
        String copy = HEADER + ",,,2002-03-04,Feminine,Burkina Faso,,,,,,,,2015-06-05,,,\n";
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, copy, "Accept-Language", "fr");
        assertThat(dry.body()).contains("exchange.alike-in-facts", code, "ne donne pas de nom");
        assertThat(importCsv(supervisor, copy.replace("\n,", "\nX-" + code + ","))
                        .status())
                .as("a list without names is like many files: it is told and stops nothing")
                .isEqualTo(201);
        String boy = HEADER + ",,,2002-03-04,Masculine,Mali,,,,,,,,2015-06-05,,,\n";
        assertThat(importCsv(supervisor, boy).status())
                .as("nothing is told of who is no child of the house")
                .isEqualTo(201);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        assertThat(api(stranger).send("POST", API + "?dryRun=true", CSV, copy).body())
                .as("of files that the importer does not see nothing is told")
                .doesNotContain("alike-in-facts", code);
    }

    private static void placed(String code, String kind, String shelter, Actor approver) {
        TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, shelter_id, country, since, approved_by, approved_at, recorded_by, sealed)"
                        + " select gen_random_uuid(), f.id, '" + kind + "', " + shelter + ", 'CI', '2015-11-15', '"
                        + approver.personId() + "', '2015-11-15T09:00Z', f.worker_id, '\\x00' from cases.case_file f"
                        + " where f.code = '" + code + "'");
    }

    /** No money is asked for a child whom nobody saw, nor on the word that nobody could be asked. */
    @Test
    void aChildOfThisHouseIsKnownAndMoneyAsksAYesAndAVisit() {
        String code =
                importCsv(supervisor, aya("C-60")).json().path("codes").get(0).asString();
        for (String typed : List.of(code, code.toLowerCase(java.util.Locale.ROOT), code.replaceFirst("-0+", "-"))) {
            Answer again = importCsv(supervisor, HEADER + row(typed, "2002-03-04"));
            assertThat(again.status()).as(again.body()).isEqualTo(201);
            assertThat(again.json().path("known").asInt()).isEqualTo(1);
            assertThat(again.json().path("codes")).isEmpty();
        }
        String worker = person(Role.CASE_WORKER, organisation);
        assertThat(api(supervisor)
                        .post("/api/v1/cases/" + code + "/assignment", Map.of("worker", worker))
                        .status())
                .isEqualTo(200);
        Map<String, Object> money = Map.of("type", "FAMILY_CASH", "amount", 20_000, "currency", "XOF");
        Caller hers = api(worker);
        String file = "/api/v1/cases/" + code;
        assertThat(hers.post(file + "/payments", money).body()).contains("assistance.nobody-saw-child");
        placed(code, "FAMILY_REUNIFIED", "null", actor(supervisor));
        assertThat(hers.post(file + "/payments", money).body())
                .as("a home is agreed to on paper")
                .contains("assistance.nobody-saw-child");
        Map<String, Object> seen = Map.of(
                "doneOn",
                "2015-11-16",
                "mode",
                "HOME_VISIT",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false);
        Answer visited = hers.post(file + "/visits/unplanned", seen);
        assertThat(visited.status()).as(visited.body()).isEqualTo(201);
        assertThat(hers.post(file + "/payments", money).body()).contains("assistance.nobody-asked");
        Map<String, Object> nobody =
                new java.util.HashMap<>(SomeConsent.json("NOT_OBTAINABLE", "NOBODY", "2015-11-16T06:00:00Z"));
        nobody.put("basis", "GUARDIAN_NOT_FOUND");
        nobody.put("words", SomeConsent.SOUGHT);
        Answer none = hers.post(file + "/consents", nobody);
        assertThat(none.status()).as(none.body()).isEqualTo(201);
        assertThat(hers.post(file + "/payments", money).body()).contains("assistance.nobody-asked");
        assertThatThrownBy(() -> SqlAs.change(actor(worker), clock.instant(), """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, supervisor_id, type, currency, amount, covers_from,
                       covers_until, pay_to, state, requested_by, requested_at)
                select gen_random_uuid(), id, code, organisation_id, worker_id, supervisor_id, 'FAMILY_CASH', 'XOF', 1, '2015-11-16', '2015-12-14',
                       'CAREGIVER', 'REQUESTED', access.actor(), access.moment() from cases.case_file where code = '%s'
                """.formatted(code)))
                .hasMessageContaining("assistance.nobody-asked");
        hers.post(file + "/guardians", SomeConsent.guardian("2015-11-16"));
        Answer yes = hers.post(
                file + "/consents",
                SomeConsent.json("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", "2015-11-16T06:30:00Z"));
        assertThat(yes.status()).as(yes.body()).isEqualTo(201);
        Answer asked = hers.post(file + "/payments", money);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    }

    @Test
    void whatHasNoPlaceOfItsOwnIsShownToWhoWorksOnTheFile() {
        String code =
                importCsv(supervisor, aya("C-20")).json().path("codes").get(0).asString();
        String page = "/cases/" + code + "/carried";
        for (Role role : new Role[] {Role.CASE_SUPERVISOR, Role.PROJECT_MANAGER, Role.EVALUATOR}) {
            String other = person(role, structure(Organisation.Kind.NGO));
            assertThat(browser(other).get(page).status()).as(role.name()).isEqualTo(404);
            assertThat(api(other).get("/api/v1" + page).status())
                    .as(role.name())
                    .isEqualTo(404);
        }
        Visit visit = browser(supervisor);
        assertThat(visit.get("/cases/" + code).body()).contains(page);
        assertThat(visit.get(page).body())
                .contains("C-20", "aya@example.org", "Veut revoir sa tante.", "mark", "blue")
                .doesNotContain("prs_Email");
        assertThat(api(supervisor)
                        .get("/api/v1" + page)
                        .json()
                        .path("unknown")
                        .path("mark")
                        .asString())
                .isEqualTo("blue");
    }

    /** Other houses number their cases in the same way: the code alone does not say that it is the same child, and no child is left out unasked. */
    @Test
    void aRowUnderOurCodeThatContradictsTheFileIsAskedAbout() {
        String code =
                importCsv(supervisor, aya("C-61")).json().path("codes").get(0).asString();
        String like = row(code, "2002-03-04");
        List<String> others = List.of(
                like.replace("Feminine", "Masculine"),
                like.replace("2002-03-04", "2007-01-01"),
                like.replace("Aya,Ouédraogo", "Yobandi,Kpaletou"),
                like.replace("Aya,Ouédraogo,2002-03-04,Feminine,Burkina Faso", ",,,,"),
                like.replace("Aya,Ouédraogo,2002-03-04,Feminine,Burkina Faso", ",,,Feminine,Nigeria"));
        for (String other : others) {
            Answer refused = importCsv(supervisor, HEADER + other);
            assertThat(refused.status()).as(other).isEqualTo(422);
            assertThat(refused.body()).contains("exchange.other-under-code");
            Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, HEADER + other);
            assertThat(dry.json().path("known").asInt()).as(dry.body()).isZero();
            assertThat(dry.json().at("/asked/0/codes/0").asString()).isEqualTo(code);
        }
        String boy = HEADER
                + like.replace("Feminine", "Masculine")
                        .replace("2002-03-04", "2007-01-01")
                        .replace("Aya,Ouédraogo", "Yobandi,Kpaletou");
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        Answer elsewhere = api(stranger).send("POST", API + "?dryRun=true", CSV, boy);
        assertThat(elsewhere.json().path("fresh").asInt()).isEqualTo(1);
        assertThat(elsewhere.body())
                .as("of a file that the importer does not see nothing is told")
                .doesNotContain("other-under-code", code);
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, boy);
        assertThat(dry.body()).doesNotContain("Aya", "2002-03-04");
        String key = dry.json().at("/asked/0/key").asString();
        Answer made = api(supervisor).send("POST", API + "?other=" + key + ":OTHER_BIRTH", CSV, boy);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String his = made.json().path("codes").get(0).asString();
        assertThat(his).isNotEqualTo(code);
        assertThat(api(supervisor)
                        .get("/api/v1/cases/" + his)
                        .json()
                        .path("sex")
                        .asString())
                .as("the boy has a file")
                .isEqualTo("M");
        assertThat(importCsv(supervisor, boy).json().path("known").asInt()).isEqualTo(1);
        assertThat(importCsv(supervisor, HEADER + like).json().path("known").asInt())
                .isEqualTo(1);
        assertThat(importCsv(supervisor, HEADER + others.get(0)).status())
                .as("a third child under that code")
                .isEqualTo(422);
    }

    @Test
    void aRowUnderOurCodeIsOfTheSameChildWhereThatIsSaid() {
        String code =
                importCsv(supervisor, aya("C-62")).json().path("codes").get(0).asString();
        String cousin = HEADER + row(code, "2002-03-04").replace("Aya,Ouédraogo", "Aya Fatou,Compaoré");
        String asked = api(supervisor)
                .send("POST", API + "?dryRun=true", CSV, cousin)
                .json()
                .at("/asked/0/key")
                .asString();
        Answer left = api(supervisor).send("POST", API + "?same=" + asked + ":" + code, CSV, cousin);
        assertThat(left.json().at("/job/attached/0").asString()).as(left.body()).isEqualTo(code);
        assertThat(importCsv(supervisor, cousin).json().path("known").asInt()).isEqualTo(1);
        assertThat(importCsv(supervisor, cousin.replace("Feminine", "Masculine"))
                        .status())
                .as("what was said of one row is not said of another child")
                .isEqualTo(422);
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        assertThat(importCsv(supervisor, aya("C-2")).json().path("codes")).hasSize(1);
        Answer again = importCsv(supervisor, aya("C-2"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("codes")).isEmpty();
        assertThat(again.json().path("known").asInt()).isEqualTo(1);
    }

    /** The same name under another case identifier: asked before it is made, and told only of files that the importer sees. */
    @Test
    void aLikelyDoubleIsAskedAboutBeforeItIsMade() {
        String known =
                importCsv(supervisor, aya("C-30")).json().path("codes").get(0).asString();
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, aya("C-31"));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body()).contains("exchange.maybe-known", known, "WARNING");
        Answer refused = importCsv(supervisor, aya("C-31"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("exchange.maybe-known", known);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        Answer elsewhere = api(stranger).send("POST", API + "?dryRun=true", CSV, aya("C-32"));
        assertThat(elsewhere.body()).doesNotContain("maybe-known", known);
        String key = dry.json().at("/asked/0/key").asString();
        assertThat(dry.json().at("/asked/0/codes/0").asString()).isEqualTo(known);
        String both = API + "?other=" + key + "&same=" + key;
        assertThat(api(supervisor).send("POST", both, CSV, aya("C-31")).status())
                .as("no answer")
                .isEqualTo(422);
        Answer left = api(supervisor).send("POST", API + "?same=" + key, CSV, aya("C-31"));
        assertThat(left.status()).isEqualTo(201);
        assertThat(left.json().path("codes").isEmpty()).isTrue();
        assertThat(left.json().path("leftOut").asInt()).isEqualTo(1);
        assertThat(left.json().at("/job/attached/0").asString()).isEqualTo(known);
    }

    /** A structure imports the lists of several senders, and each numbers its children from one: no child is passed over for another's number. */
    @Test
    void twoSendersUnderTheSameIdentifierAreTwoChildren() {
        String hers =
                importCsv(supervisor, aya("C-90")).json().path("codes").get(0).asString();
        String second = aya("C-90").replace("Aya,Ouédraogo", "Yobandi,Kpaletou").replace("Feminine", "Masculine");
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, second);
        assertThat(dry.json().path("known").asInt()).as(dry.body()).isZero();
        assertThat(dry.json().at("/asked/0/codes/0").asString()).isEqualTo(hers);
        assertThat(dry.body())
                .contains("exchange.other-under-id")
                .doesNotContain("other-under-code", "Aya", "2002-03-04");
        assertThat(importCsv(supervisor, second).status()).as("not unasked").isEqualTo(422);
        String key = dry.json().at("/asked/0/key").asString();
        Answer made = api(supervisor).send("POST", API + "?other=" + key + ":OTHER_BIRTH", CSV, second);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("codes").get(0).asString()).isNotEqualTo(hers);
        for (String again : List.of(second, aya("C-90")))
            assertThat(importCsv(supervisor, again).json().path("known").asInt())
                    .as("each list again changes nothing")
                    .isEqualTo(1);

        String alias = aya("C-90").replace("Aya,Ouédraogo", "Adjoua,Ouédraogo");
        String same = api(supervisor)
                .send("POST", API + "?dryRun=true", CSV, alias)
                .json()
                .at("/asked/0/key")
                .asString();
        assertThat(api(supervisor)
                        .send("POST", API + "?same=" + same + ":" + hers, CSV, alias)
                        .status())
                .isEqualTo(201);
        assertThat(importCsv(supervisor, alias).json().path("known").asInt())
                .as("asked once")
                .isEqualTo(1);
    }

    /** The same child: the sender's identifier stays with the file, and the next list of that sender asks nothing about the row. */
    @Test
    void theSendersIdentifierIsKeptWithTheFileOfTheSameChild() {
        String known =
                importCsv(supervisor, aya("C-80")).json().path("codes").get(0).asString();
        String key = askedKey(aya("C-81"));
        assertThat(api(supervisor)
                        .send("POST", API + "?same=" + key + ":" + known, CSV, aya("C-81"))
                        .status())
                .isEqualTo(201);
        Answer again = importCsv(supervisor, aya("C-81"));
        assertThat(again.status()).as("asked no second time").isEqualTo(201);
        assertThat(again.json().path("known").asInt()).isEqualTo(1);
        assertThat(again.json().path("codes").isEmpty()).isTrue();
        assertThat(api(supervisor)
                        .get("/api/v1/cases/" + known + "/carried")
                        .json()
                        .path("otherIds"))
                .hasToString("[\"C-81\"]");
        assertThat(browser(supervisor).get("/cases/" + known + "/carried").body())
                .contains("C-80", "C-81");
        assertThat(api(supervisor).get("/api/v1/cases/" + known + "/history").body())
                .contains("exchange.row-attached");
    }

    /** Who says that it is another child says why; the reason is kept in the history of the new file. */
    @Test
    void anotherChildNeedsAReason() {
        importCsv(supervisor, aya("C-90"));
        String key = askedKey(aya("C-91"));
        for (String without : List.of("?other=" + key, "?other=" + key + ":NO_REASON", "?anyway=true")) {
            Answer refused = api(supervisor).send("POST", API + without, CSV, aya("C-91"));
            assertThat(refused.status()).as(without).isEqualTo(422);
        }
        Answer made = api(supervisor).send("POST", API + "?other=" + key + ":SEEN_BOTH", CSV, aya("C-91"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String code = made.json().path("codes").get(0).asString();
        assertThat(api(supervisor).get("/api/v1/cases/" + code + "/history").body())
                .contains("cases.registered-anyway", "SEEN_BOTH");
        String third = aya("C-92");
        assertThat(api(supervisor)
                        .send("POST", API + "?anyway=true&reason=OTHER_PARENTS", CSV, third)
                        .status())
                .isEqualTo(201);
    }

    private String askedKey(String csv) {
        return api(supervisor)
                .send("POST", API + "?dryRun=true", CSV, csv)
                .json()
                .at("/asked/0/key")
                .asString();
    }

    /** Each row is answered for itself; nothing is stored while one waits. */
    @Test
    void onThePageEachRowIsAnswered() {
        String known =
                importCsv(supervisor, aya("C-50")).json().path("codes").get(0).asString();
        String sisters = row("C-52", "2003-01-02") + row("C-53", "2003-01-02");
        String file = aya("C-51") + sisters.replace("Aya,Ouédraogo", "Mariam,Sawadogo");
        Visit visit = browser(supervisor);
        visit.get("/exchange/import");
        Answer sent = visit.postFile("/exchange/import", "x.csv", file.getBytes(StandardCharsets.UTF_8));
        String page = visit.get(sent.location()).body();
        assertThat(page).contains("Le même enfant\u00a0?", "/cases/" + known);
        assertThat(page)
                .contains("<title>Répondez avant d’importer", "Le même enfant que " + known)
                .doesNotContain("Le fichier peut être importé", "Comparez avant d’importer");
        List<String> fields = java.util.regex.Pattern.compile("name=\"(row-[0-9a-f]+)\" value=\"other\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(fields).as("one like the file, one like the row before it").hasSize(2);
        Answer half = visit.post(sent.location(), fields.get(0), "same:" + known);
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.body()).contains("Répondez pour la ligne", "#" + fields.get(1), "checked=\"checked\"");
        String[] other = {fields.get(0), "same:" + known, fields.get(1), "other"};
        assertThat(visit.post(sent.location(), other).body())
                .contains("dites pourquoi c’est un autre enfant", "#" + fields.get(1) + "-reason");
        Answer all = visit.post(
                sent.location(),
                fields.get(0),
                "same:" + known,
                fields.get(1),
                "other",
                fields.get(1) + "-reason",
                "SEEN_BOTH");
        assertThat(all.status()).isEqualTo(303);
        String done = visit.get(all.location()).body();
        assertThat(done).contains("Lignes laissées de côté");
        assertThat(done.split("href=\"/cases/AK-", -1))
                .as("two new files, and the one to whose child a row belongs")
                .hasSize(4);
    }

    /** The same row pasted again and again, without names and without a number of the sender's: one child until a person says another thing. */
    @Test
    void equalRowsAreAskedAbout() {
        String one = ",,,2002-03-05,Feminine,Togo,,,,,,,,2015-06-05,,,\n";
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, HEADER + one + one + one);
        assertThat(dry.json().path("asked").size()).isEqualTo(2);
        assertThat(dry.body()).contains("exchange.same-row");
        assertThat(importCsv(supervisor, HEADER + one + one + one).status()).isEqualTo(422);
    }

    @Test
    void oneBadRowAndNothingIsImported() {
        String file = HEADER + row("C-3", "2002-03-04") + row("C-4", "1990-03-04");
        Answer dry = api(supervisor).send("POST", API + "?dryRun=true", CSV, file, "Accept-Language", "en");
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().path("sound").asBoolean()).isFalse();
        assertThat(dry.json().at("/problems").toString()).contains("exchange.not-a-child", "prs_Birthdate 1990-03-04");

        Answer answer = importCsv(supervisor, file);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("exchange.not-imported");
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
        assertThat(importCsv(supervisor, HEADER + row("C-3", "2002-03-04"))
                        .json()
                        .path("fresh")
                        .asInt())
                .as("the sound row had not been imported")
                .isEqualTo(1);
    }

    @Test
    void whoWasAChildWhenTheCaseBeganIsImported() {
        Answer answer =
                importCsv(supervisor, HEADER + "C-5,Kofi,Mensah,1997-06-01,Masculine,GH,,,,,,,,2014-01-10,,,\n");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().at("/problems").toString()).contains("exchange.grown-up");
    }

    @Test
    void onlyASupervisorImports() {
        for (Role role :
                List.of(Role.CASE_WORKER, Role.PROJECT_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.LE_OFFICER)) {
            String other = person(role, organisation);
            assertThat(importCsv(other, aya("C-6")).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(other).get("/exchange/import").status())
                    .as(role.name())
                    .isEqualTo(403);
        }
    }

    @Test
    void theToolkitWorkbooksComeInFilledThroughTheApi() throws IOException {
        for (String workbook : List.of(
                "HTCDS Excel Spreadsheet multi select with validation v2.0.xlsm",
                "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx",
                "HTCDS Excel Spreadsheet v2.0.xlsx")) {
            byte[] filled = Workbooks.filled(
                    toolkit(workbook), Map.of("C3", "Issa", "D3", "Barry", "F3", "#37200", "G3", "Masculine"));
            Answer answer = multipart(api(supervisor), API + "?dryRun=true", workbook, filled);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().path("rows").asInt()).as(answer.toString()).isEqualTo(1);
        }
    }

    @Test
    void hostileFilesAreRefusedWithAReason() throws IOException {
        Caller caller = api(supervisor);
        assertRefused(multipart(caller, API, "bomb.xlsx", bomb()), "exchange.bomb");
        assertRefused(
                multipart(caller, API, "not.xlsx", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)),
                "exchange.not-a-workbook");
        assertRefused(multipart(caller, API, "empty.csv", new byte[0]), "exchange.empty-file");
        assertThat(caller.send("POST", API, "application/json", "{}").status()).isEqualTo(415);
        Answer large = multipart(caller, API, "large.csv", new byte[27 << 20]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).isEqualTo("house.too-large");
    }

    @Test
    void whatIsCheckedOnThePageIsWhatIsImported() {
        Visit visit = browser(supervisor);
        visit.get("/exchange/import");
        Answer sent =
                visit.postFile("/exchange/import", "enfants.csv", aya("C-7").getBytes(StandardCharsets.UTF_8));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(303);
        Answer preview = visit.get(sent.location());
        assertThat(preview.body())
                .contains("Le fichier peut être importé", "enfants.csv", "Importer 1 dossier")
                .doesNotContain("Rien n’a été enregistré.");
        assertThat(browser(person(Role.CASE_SUPERVISOR, organisation))
                        .get(sent.location())
                        .status())
                .as("somebody else's upload")
                .isEqualTo(404);
        Answer confirmed = visit.post(sent.location());
        assertThat(confirmed.status()).isEqualTo(303);
        Answer done = visit.get(confirmed.location());
        assertThat(done.body()).contains("Les dossiers sont importés", "/cases/AK-");
        assertThat(visit.post(sent.location()).status()).as("confirmed twice").isEqualTo(303);
    }

    @Test
    void aBadFileOnThePageShowsEachProblemInItsPlaceAndIsForgotten() {
        Visit visit = browser(supervisor);
        visit.get("/exchange/import?lang=en");
        Answer answer = visit.postFile(
                "/exchange/import", "x.csv", (HEADER + row("C-8", "30/02/2005")).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("prs_Birthdate", "30/02/2005", "is not a date")
                .doesNotContain("Import 1 file");
        Answer none = visit.postFile("/exchange/import", "", new byte[0]);
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("Choose a file.");
        Answer large = visit.postFile("/exchange/import", "large.csv", new byte[27 << 20]);
        assertThat(large.location()).isEqualTo("/exchange/import?too-large");
        Answer told = visit.get(large.location());
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.body()).contains("The file is too large");
    }

    @Test
    void anUploadIsForgottenAfterAnHour() {
        Visit visit = browser(supervisor);
        visit.get("/exchange/import");
        Answer sent =
                visit.postFile("/exchange/import", "enfants.csv", aya("C-9").getBytes(StandardCharsets.UTF_8));
        clock.moveTo(MORNING.plusSeconds(3700));
        assertThat(browser(supervisor).get(sent.location()).status()).isEqualTo(404);
    }

    @Test
    void theCommandLineImportsAsTheFirstSupervisor(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"), aya(fresh("CLI")).replace("Aya,Ouédraogo", "Zeinabou,Kaboré"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(command.run(order(file, true, out, err))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 rows: 1 would become files");
        assertThat(command.run(order(file, false, out, err))).isZero();
        assertThat(out.toString()).contains("1 became files of");
        assertThat(command.run(order(file, false, out, err))).isZero();
        assertThat(out.toString()).contains("0 became files of", "1 are known already");
        Path bad = Files.writeString(folder.resolve("b.csv"), HEADER + row("X", "1890-01-01"));
        assertThat(command.run(order(bad, true, out, err))).isEqualTo(1);
        assertThat(err.toString()).contains("row 2, column D (prs_Birthdate)", "Nothing was imported.");
    }

    /** As many as a sender's template repeats: neither memory nor the reader's screen is filled with them. */
    @Test
    void manyRowsThatSoundAlikeAreSaidInFewLines(@TempDir Path folder) throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        String sender = fresh("MANY");
        String family = newFamilyName();
        for (int i = 0; i < 60; i++)
            rows.append(row(sender + "-" + i, "2002-03-04").replace("Aya,Ouédraogo", "Yakouba," + family));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path file = Files.writeString(folder.resolve("many.csv"), rows);
        assertThat(command.run(order(file, true, out, err))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("60 rows: 60 would become files");
        List<String> alike = err.toString()
                .lines()
                .filter(line -> line.contains("the name sounds like that of"))
                .toList();
        assertThat(alike).hasSize(20);
        assertThat(err.toString()).contains("And 39 more lines of the same kinds, about other rows.");
        Answer checked = api(supervisor).send("POST", API + "?dryRun=true", CSV, rows.toString());
        assertThat(checked.json().at("/asked/58/before").size())
                .as(checked.body())
                .isEqualTo(20);
    }

    private static Command.Order order(Path file, boolean dryRun, StringWriter out, StringWriter err) {
        return new Command.Order(Optional.of(file), dryRun, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static String aya(String caseId) {
        return HEADER + row(caseId, "2002-03-04");
    }

    private static String row(String caseId, String born) {
        return caseId + ",Aya,Ouédraogo," + born
                + ",Feminine,Burkina Faso,French,+22607080910,Rue 12,Tema,Ghana,ActualVictimOfTrafficking,Police,2015-06-05,"
                + "Veut revoir sa tante.,aya@example.org,blue\n";
    }

    private Answer importCsv(String username, String csv) {
        return api(username).send("POST", API, CSV, csv);
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/code").asString()).isEqualTo(code);
    }

    private static Answer multipart(Caller caller, String path, String name, byte[] content) {
        return caller.send(caller.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + Visit.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Visit.multipart(name, content))));
    }

    private static byte[] toolkit(String name) throws IOException {
        try (InputStream in = ImportIT.class.getResourceAsStream("/htcds/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 40; i++) zip.write(blanks);
        }
        return out.toByteArray();
    }
}
