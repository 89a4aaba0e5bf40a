package org.akoma.protection.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.KeptRecords;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Lists and search, as different people ask for them, through API and page. */
class CaseListIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private CaseFiles store;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String stranger;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
    }

    private CaseFile open(String by, String given, String family, String alias) {
        Identity identity = new Identity(
                given, family, null, alias, null, null, null, null, List.of(), null, null, null, null, null, null);
        OpenCase command = FilePagesIT.opening(Ids.next(), identity);
        return ((OpenCase.Result.Opened) cases.open(actor(by), command)).file();
    }

    private CaseFile open(String by) {
        return open(by, null, null, "Perle");
    }

    private static List<String> codes(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        for (JsonNode item : answer.json().path("items"))
            codes.add(item.path("code").asString());
        return codes;
    }

    @Test
    void aWorkerListsTheirOwnFilesNewestFirst() {
        String first = open(worker).code();
        String second = open(worker).code();
        open(stranger);
        Answer answer = api(worker).get("/api/v1/cases");
        assertThat(codes(answer)).containsExactly(second, first);
        JsonNode item = answer.json().path("items").path(0);
        assertThat(item.path("caseWorker").asString()).isEqualTo(worker);
        assertThat(item.path("ageAtRescue").asInt()).isEqualTo(14);
        assertThat(item.path("country").asString()).isEqualTo("GH");
        assertThat(answer.json().path("next").isNull()).isTrue();
        assertThat(answer.body()).doesNotContain("Perle");
    }

    /** The lists behind the counts of the home page: never by what the reader does not see of a file. */
    @Test
    void filesAreFoundByWhatNobodyJudgedAndWhoWasSeen() {
        String code = open(worker).code();
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(codes(api(worker).get("/api/v1/cases?only=UNJUDGED"))).containsExactly(code);
        assertThat(codes(api(manager).get("/api/v1/cases?scope=ALL&status=OPEN&only=UNJUDGED&q=" + code)))
                .containsExactly(code);
        assertThat(codes(api(worker).get("/api/v1/cases?only=LOST"))).isEmpty();
        assertThat(codes(api(worker).get("/api/v1/cases?seenSince=2015-06-01"))).isEmpty();
        assertThat(api(worker)
                        .get("/cases?scope=MINE&only=UNJUDGED&seenSince=2015-06-01&lang=fr")
                        .body())
                .contains("Risque à évaluer", "Vus depuis le 1")
                .doesNotContain("??");
        for (String query : List.of("only=LOST", "seenSince=2015-06-01"))
            assertThat(api(manager).get("/api/v1/cases?scope=ALL&" + query).status())
                    .as("oversight sees code, status and risk alone: %s", query)
                    .isEqualTo(403);
        assertThat(api(person(Role.PROVIDER, ngo))
                        .get("/api/v1/cases?scope=SHARED&only=UNJUDGED")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 7; i++) opened.addFirst(open(worker).code());
        for (String reader : List.of(worker, supervisor)) {
            List<String> read = new ArrayList<>();
            String cursor = "";
            do {
                Answer page = api(reader).get("/api/v1/cases?limit=3" + cursor);
                read.addAll(codes(page));
                JsonNode next = page.json().path("next");
                cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            } while (!cursor.isEmpty());
            assertThat(read).isEqualTo(opened);
        }
    }

    @Test
    void whatIsAskedBadlyIsSaidSo() {
        var api = api(worker);
        Answer cursor = api.get("/api/v1/cases?cursor=AAAA");
        assertThat(cursor.status()).isEqualTo(400);
        assertThat(cursor.code()).isEqualTo("cases.bad-cursor");
        for (String query : List.of(
                "limit=101",
                "limit=0",
                "limit=x",
                "status=SLEEPING",
                "risk=9",
                "sort=name",
                "asOf=2015-02-30",
                "country=Ghana",
                "worker=nobody",
                "only=ALL",
                "seenSince=2016-01-01",
                "seenSince=2015-11-01&asOf=2015-11-01",
                "order=VISIT&asOf=2015-11-01"))
            assertThat(api.get("/api/v1/cases?" + query).status()).as(query).isEqualTo(422);
    }

    @Test
    void aSupervisorSeesTeamAndStructureEachFileOnce() {
        String own = open(worker).code();
        String colleague = person(Role.CASE_WORKER, ngo);
        String others = open(colleague).code();
        open(stranger);
        var api = api(supervisor);
        assertThat(codes(api.get("/api/v1/cases"))).containsExactly(others, own);
        assertThat(codes(api.get("/api/v1/cases?scope=TEAM"))).containsExactly(own);
        assertThat(codes(api.get("/api/v1/cases?scope=ORGANISATION&worker=" + colleague)))
                .containsExactly(others);
        assertThat(codes(api.get("/api/v1/cases?scope=MINE"))).isEmpty();
        assertThat(api(worker).get("/api/v1/cases?scope=ORGANISATION").status()).isEqualTo(403);
        assertThat(codes(api(worker).get("/api/v1/cases?q=" + others))).isEmpty();
        assertThat(codes(api.get("/api/v1/cases?q=" + others))).containsExactly(others);
    }

    @Test
    void oversightSeesCodesAndStateNotTheChild() {
        String code = open(worker).code();
        String manager = person(Role.PROJECT_MANAGER, ngo);
        Answer answer = api(manager).get("/api/v1/cases?q=" + code);
        assertThat(codes(answer)).containsExactly(code);
        JsonNode item = answer.json().path("items").path(0);
        assertThat(item.path("status").asString()).isEqualTo("REGISTERED");
        assertThat(item.path("sex").isNull()).isTrue();
        assertThat(item.path("ageAtRescue").isNull()).isTrue();
        assertThat(codes(api(manager).get("/api/v1/cases?q=Perle"))).isEmpty();
    }

    @Test
    void policeAdministratorAndCustodianListNothing() {
        open(worker);
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        for (String other :
                List.of(officer, person(Role.SYSTEM_ADMINISTRATOR, ngo), person(Role.DATA_PROTECTION_OFFICER, ngo))) {
            assertThat(api(other).get("/api/v1/cases").status()).isEqualTo(403);
            assertThat(api(other)
                            .post("/api/v1/cases/search", Map.of("q", "Perle"))
                            .status())
                    .isEqualTo(403);
            assertThat(api(other).get("/cases").status()).isEqualTo(403);
        }
    }

    @Test
    void aPastDayIsShownAsItWas() {
        clock.moveTo(Instant.parse("2015-06-07T09:00:00Z"));
        CaseFile file = open(worker);
        clock.moveTo(Instant.parse("2015-07-01T09:00:00Z"));
        KeptRecords.risk(file, "HIGH", actor(worker), clock.instant());
        turn(file, CaseFiles.Turn.RISK, "HIGH");
        turn(file, CaseFiles.Turn.STATUS, "ASSESSED");
        clock.moveTo(Instant.parse("2015-08-01T09:00:00Z"));
        KeptRecords.risk(file, "LOW", actor(worker), clock.instant());
        turn(file, CaseFiles.Turn.RISK, "LOW");
        clock.moveTo(MORNING);
        String later = open(worker).code();
        assertThat(codes(api(worker).get("/api/v1/cases?asOf=2015-06-06"))).isEmpty();
        assertThat(line("2015-06-08").path("risk").isNull()).isTrue();
        assertThat(line("2015-06-08").path("status").asString()).isEqualTo("REGISTERED");
        assertThat(line("2015-06-08").path("caseWorker").asString()).isEqualTo(worker);
        assertThat(line("2015-07-01").path("risk").asString()).isEqualTo("HIGH");
        assertThat(line("2015-07-31").path("status").asString()).isEqualTo("ASSESSED");
        assertThat(line("2015-08-01").path("risk").asString()).isEqualTo("LOW");
        assertThat(codes(api(worker).get("/api/v1/cases?asOf=2015-07-02&risk=HIGH")))
                .containsExactly(file.code());
        assertThat(codes(api(worker).get("/api/v1/cases?asOf=2015-08-02&risk=HIGH")))
                .isEmpty();
        assertThat(api(worker).get("/api/v1/cases?asOf=2099-01-01").status()).isEqualTo(422);
    }

    private JsonNode line(String day) {
        Answer answer = api(worker).get("/api/v1/cases?asOf=" + day);
        assertThat(codes(answer)).hasSize(1);
        return answer.json().path("items").path(0);
    }

    private void turn(CaseFile file, CaseFiles.Turn what, Object value) {
        transactions.doAs(actor(worker), () -> store.turn(file.id(), what, value, clock.instant()));
    }

    /** The first of the visits that are planned. */
    private void nextVisit(CaseFile of, String day) {
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "insert into followup.visit (id, type, planned_on, by_calendar, file_id, planned_at, planned_by, organisation_id, worker_id)"
                        + " values (gen_random_uuid(), 'ROUTINE', '" + day + "', false, '" + of.id() + "', '"
                        + clock.instant() + "', '" + of.workerId() + "', '" + of.organisationId() + "', '"
                        + of.workerId() + "')");
        turn(of, CaseFiles.Turn.NEXT_VISIT, day);
    }

    @Test
    void lateVisitsAreFoundAndSorted() {
        CaseFile late = open(worker);
        CaseFile later = open(worker);
        CaseFile inTime = open(worker);
        nextVisit(late, "2015-11-01");
        nextVisit(later, "2015-11-10");
        nextVisit(inTime, "2015-11-16");
        assertThat(codes(api(worker).get("/api/v1/cases?late=VISIT&order=VISIT")))
                .containsExactly(late.code(), later.code());
        assertThat(codes(api(worker).get("/api/v1/cases?order=VISIT&limit=2")))
                .containsExactly(late.code(), later.code());
        String page =
                api(worker).get("/cases?scope=MINE&late=VISIT&order=VISIT").body();
        assertThat(page).contains(late.code(), "15", "jours").doesNotContain(">" + inTime.code() + "<");
        clock.moveTo(MORNING.plus(Duration.ofDays(20)));
        assertThat(codes(api(worker).get("/api/v1/cases?late=STEPS"))).hasSize(3);
        assertThat(codes(api(worker).get("/api/v1/cases?late=ANY"))).hasSize(3);
    }

    @Test
    void theHighestRiskComesFirstPageByPage() {
        CaseFile low = judged("LOW");
        CaseFile high = judged("HIGH");
        CaseFile medium = judged("MEDIUM");
        open(worker);
        Answer first = api(worker).get("/api/v1/cases?order=RISK&limit=2");
        assertThat(codes(first)).containsExactly(high.code(), medium.code());
        String next = first.json().path("next").asString();
        assertThat(codes(api(worker).get("/api/v1/cases?order=RISK&limit=2&cursor=" + next)))
                .containsExactly(low.code());
        String page = api(worker).get("/cases?scope=MINE&order=RISK").body();
        assertThat(page.indexOf(">" + high.code() + "<")).isPositive().isLessThan(page.indexOf(">" + low.code() + "<"));
    }

    /** Who works on files sees a child in danger first, among their own files and nobody else's. */
    @Test
    void dangerComesFirstAmongTheFilesOfWhoWorksOnThem() {
        CaseFile endangered = judged("LOW");
        CaseFile high = judged("HIGH");
        CaseFile newest = judged("MEDIUM");
        Map<String, String> contact = Map.of("type", "TRAFFICKER_CONTACT", "what", "Il rôde");
        assertThat(api(worker)
                        .post("/api/v1/cases/" + endangered.code() + "/alerts", contact)
                        .status())
                .isEqualTo(201);
        for (String who : List.of(worker, supervisor)) {
            String page = api(who).get("/cases?lang=fr").body();
            assertThat(page.indexOf(">" + endangered.code() + "<"))
                    .as(who)
                    .isPositive()
                    .isLessThan(page.indexOf(">" + high.code() + "<"));
            assertThat(page.indexOf(">" + high.code() + "<")).isLessThan(page.indexOf(">" + newest.code() + "<"));
            assertThat(page.split("badge--alert", -1)).as("on that row alone").hasSize(2);
        }
        String own = "/api/v1/cases?scope=MINE&order=URGENT&limit=1";
        Answer first = api(worker).get(own);
        assertThat(codes(first)).containsExactly(endangered.code());
        assertThat(codes(api(worker)
                        .get(own + "&cursor=" + first.json().path("next").asString())))
                .containsExactly(high.code());
        assertThat(codes(api(worker).get("/api/v1/cases"))).as("of the API").startsWith(newest.code());
        assertThat(api(supervisor)
                        .get("/api/v1/cases?scope=ORGANISATION&order=URGENT")
                        .status())
                .isEqualTo(422);
        assertThat(api(stranger).get("/cases").body()).doesNotContain(endangered.code(), "badge--alert");
    }

    private CaseFile judged(String risk) {
        CaseFile file = open(worker);
        KeptRecords.risk(file, risk, actor(worker), clock.instant());
        turn(file, CaseFiles.Turn.RISK, risk);
        return file;
    }

    @Test
    void theWorkloadCountsByRiskWhatItsLinksList() {
        judged("HIGH");
        judged("LOW");
        judged("LOW");
        open(worker);
        JsonNode risks = load("").path("risks");
        assertThat(risks.path("high").asInt()).isEqualTo(1);
        assertThat(risks.path("medium").asInt()).isZero();
        assertThat(risks.path("low").asInt()).isEqualTo(2);
        String page = api(supervisor).get("/tasks?scope=TEAM").body();
        for (String risk : List.of("HIGH", "LOW")) {
            String list = "/cases?scope=TEAM&worker=" + worker + "&status=OPEN&risk=" + risk;
            assertThat(page).contains("href=\"" + list.replace("&", "&amp;") + "\"");
            assertThat(codes(api(supervisor).get("/api/v1" + list)))
                    .hasSize(risks.path(risk.toLowerCase(java.util.Locale.ROOT)).asInt());
        }
        assertThat(page).doesNotContain("risk=MEDIUM").contains("1 autre dossier");
        assertThat(load("?asOf=2015-07-01").path("risks").isNull()).isTrue();
        assertThat(api(worker).get("/api/v1/caseloads").status()).isEqualTo(403);
    }

    private JsonNode load(String query) {
        for (JsonNode one :
                api(supervisor).get("/api/v1/caseloads" + query).json().path("items"))
            if (one.path("worker").asString().equals(worker)) return one;
        throw new AssertionError("no load of " + worker);
    }

    @Test
    void namesAreFoundHoweverTheyAreSpelt() {
        String code = open(worker, "Kouassi Mamadou", "Ouattara", "Soleil").code();
        String other = open(worker, "Awa", "Traoré", "Lune").code();
        for (String spelt : List.of("Kwasi", "kouassi", "Watara", "Mahamadou", "ouattara kwasi", "soleil", "OUATTARÁ"))
            for (String reader : List.of(worker, supervisor))
                assertThat(codes(api(reader).post("/api/v1/cases/search", Map.of("q", spelt))))
                        .as(spelt)
                        .containsExactly(code);
        assertThat(codes(api(worker).post("/api/v1/cases/search", Map.of("q", "traore"))))
                .containsExactly(other);
        assertThat(codes(api(stranger).post("/api/v1/cases/search", Map.of("q", "Ouattara"))))
                .isEmpty();
        assertThat(codes(api(worker).post("/api/v1/cases/search", Map.of("q", "Ouattara Awa"))))
                .isEmpty();
    }

    @Test
    void theSearchOfThePageKeepsNamesOutOfAddresses() {
        CaseFile file = open(worker, "Kouassi", "Ouattara", "Soleil");
        var visit = api(worker);
        String form = "application/x-www-form-urlencoded";
        String found = path(visit.send("POST", "/cases/search", form, "q=Watara"));
        assertThat(found).contains("/search/").doesNotContain("Watara");
        assertThat(visit.get(found).body()).contains(file.code()).doesNotContain("Ouattara", "Kouassi", "Soleil");
        assertThat(api(stranger).get(found).body())
                .as("kept for the session that typed it")
                .contains("n’est plus gardée")
                .doesNotContain("Watara", file.code());
        assertThat(nobody().as(worker, PASSWORD).get(found).body())
                .as("nor for the person's other session")
                .doesNotContain("Watara");
        for (String loose :
                List.of(file.code().toLowerCase(Locale.ROOT), file.code().replace("-", "  ")))
            assertThat(visit.send("POST", "/search", form, "q=" + loose.replace(" ", "+"))
                            .location())
                    .endsWith("/cases/" + file.code());
        Answer empty = visit.get(path(visit.send("POST", "/search", form, "q=")));
        assertThat(empty.body()).contains("Écrivez ce que vous cherchez");
        var other = api(stranger);
        assertThat(other.get(path(other.send("POST", "/search", form, "q=" + file.code())))
                        .body())
                .contains("Rien ne correspond")
                .doesNotContain("class=\"code\"", "class=\"empty\"><svg");
    }

    /** Of the page that the browser is sent on to. */
    private static String path(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        return java.net.URI.create(answer.location()).toString().replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void nobodyFindsWhatTheyMayNotSee() {
        CaseFile file = open(worker, "Kouassi", "Ouattara", "Soleil");
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        for (Role role : Role.values()) {
            var caller = api(person(role, role.compartment() == Compartment.ENFORCEMENT ? police : elsewhere));
            boolean oversees = role == Role.PROJECT_MANAGER;
            for (String typed : List.of(file.code(), file.code().replace("-", ""), "Ouattara")) {
                boolean leads = oversees && typed.startsWith("AK");
                String sentTo = path(caller.send("POST", "/search", "application/x-www-form-urlencoded", "q=" + typed));
                assertThat(sentTo).as(role + " " + typed).startsWith(leads ? "/cases/AK" : "/search/");
                if (!leads)
                    assertThat(caller.get(sentTo).body())
                            .as(role + " " + typed)
                            .contains("Rien ne correspond")
                            .doesNotContain("/cases/" + file.code());
            }
        }
    }

    @Test
    void thePoliceFindTheirOwnAndNobodyOfTheCareSide() {
        var officer = api(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        String form = "application/x-www-form-urlencoded";
        for (String typed : List.of(worker, supervisor)) {
            String page = officer.get(path(officer.send("POST", "/search", form, "q=" + typed)))
                    .body();
            assertThat(page).contains("Rien ne correspond");
        }
        assertThat(path(officer.send("POST", "/search", form, "q=" + ngo.code())))
                .endsWith("/organisations/" + ngo.code());
    }

    @Test
    void oneOrTwoSlipsOfTheHandAreForgivenWhenNoNameSoundsSo() {
        String code = open(worker, "Aminata", "Ouédraogo", "Palmier").code();
        String other = open(worker, "Awa", "Traoré", "Lune").code();
        for (String typed : List.of("Ouedrogo", "palmié", "Ouédraogo", "ouedarogo", "Ouedragi", "Aminta Ouedrogo"))
            for (String reader : List.of(worker, supervisor)) {
                assertThat(codes(api(reader).post("/api/v1/cases/search", Map.of("q", typed))))
                        .as(typed)
                        .containsExactly(code);
                assertThat(codes(api(stranger).post("/api/v1/cases/search", Map.of("q", typed))))
                        .isEmpty();
            }
        String exact = open(worker, "Salif", "Traoro", "Étoile").code();
        assertThat(codes(api(worker).post("/api/v1/cases/search", Map.of("q", "Traore"))))
                .as("what sounds so comes alone")
                .containsExactly(other);
        assertThat(codes(api(worker).post("/api/v1/cases/search", Map.of("q", "Traoro"))))
                .containsExactly(exact);
        for (String far : List.of("Kouassi", "Awe", "Zongo"))
            assertThat(codes(api(worker).post("/api/v1/cases/search", Map.of("q", far))))
                    .as(far)
                    .isEmpty();
    }

    @Test
    void thePageOfferWhatTheRoleCanList() {
        open(worker);
        assertThat(api(worker).get("/cases").body())
                .contains("Mes dossiers", "Partagés avec moi")
                .doesNotContain("Ma structure", "th:", "Perle");
        assertThat(api(supervisor)
                        .get("/cases?scope=ORGANISATION&lang=en&risk=HIGH")
                        .body())
                .contains("My organisation", "Remove the filter");
        assertThat(api(supervisor).get("/cases?risk=NO").status()).isEqualTo(422);
    }
}
