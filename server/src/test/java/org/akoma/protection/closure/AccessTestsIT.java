package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.enforcement.operations.AddSite;
import org.akoma.enforcement.operations.MoveOperation;
import org.akoma.enforcement.operations.OperationPlan;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.PlanOperation;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileAddresses;
import org.akoma.protection.cases.StraightSql;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access tests of the reference scenario, one by one, on a file of which every part is written: by every page and every address of the
 * API that there is, list, search, count, export, and straight SQL through the person's own login.
 */
class AccessTestsIT extends CareHouse {

    /** What is written in the file and may reach nobody who does not work on it. */
    private static final List<String> SECRETS = List.of(
            "Baobab", "San Pedro", "Quartier Bardot", "Derrière le marché", "Menacé par le recruteur", "Fièvre");

    private static final String UNKNOWN = "AK-999999";

    /** Pages and API pass the same facades: of these roles every page is asked as well, of the others the API alone. */
    private static final Set<Role> PAGES_TOO =
            Set.of(Role.CASE_WORKER, Role.LE_OFFICER, Role.SHELTER_MANAGER, Role.DATA_PROTECTION_OFFICER);

    @Autowired
    private CareRequests care;

    @Autowired
    private Grants grants;

    @Autowired
    private Medicals medicals;

    @Autowired
    private Closures closures;

    @Autowired
    private Operations operations;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private String code;
    private Shelter shelter;
    private Organisation elsewhere;

    @BeforeEach
    void aFileOfWhichEveryPartIsWritten() {
        code = active();
        shelter = shelter(4, Shelter.SexRule.MIXED);
        done(placements.place(worker, code, stay(shelter)));
        done(medicals.record(
                worker,
                code,
                Ids.next(),
                Medical.Kind.SCREENING,
                clock.instant().minusSeconds(60),
                false,
                "Fièvre"));
        elsewhere = structure(Organisation.Kind.NGO);
    }

    static List<JsonNode> told() throws IOException {
        try (InputStream shipped = AccessTestsIT.class.getResourceAsStream("/demo/scenario.json")) {
            return JsonMapper.shared()
                    .readTree(Objects.requireNonNull(shipped))
                    .path("accessTests")
                    .valueStream()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void holds(JsonNode told) throws SQLException {
        switch (told.path("n").asInt()) {
            case 1 -> seesNothing(person(Role.LE_OFFICER, police()));
            case 2 -> aSlipIsWrittenByAnOfficer();
            case 3 -> seesNothing(person(Role.LE_COORDINATOR, police()));
            case 4 -> operationsAreCounted();
            case 5 -> aCoordinatorAsksForADisclosure();
            case 6 -> seesTheFile(worker.username());
            case 7 -> {
                seesNothing(person(Role.CASE_WORKER, elsewhere));
                seesNothing(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
            }
            case 8 -> suspectsAreForThePoliceAlone();
            case 9 -> aWorkerMayOnlyAskToClose();
            case 10 -> aSupervisorCloses();
            case 11 -> aShelterSeesTheLeastOfItsResident();
            case 12 -> seesNothing(person(Role.SHELTER_MANAGER, ngo, Ids.next(), null));
            case 13 -> paymentsAreReadByFinance();
            case 14 -> seesNothing(person(Role.FINANCE_OFFICER, ngo));
            case 15 -> aSampleIsReadWithoutIdentity();
            case 16 -> beforeTheAcceptanceTheAuthorityReadsNoFile();
            case 17 -> afterTheAcceptanceTheAuthorityReadsTheFile();
            case 18 -> afterTheOverlapTheFormerWorkerWritesNothing();
            case 19 -> seesNothing(person(Role.SYSTEM_ADMINISTRATOR, ngo));
            case 20 -> smallCountsAreSuppressed();
            case 21 -> theJournalIsRead();
            case 22 -> seesNothing(person(Role.DATA_PROTECTION_OFFICER, ngo), "access.file_grant");
            case 23 -> namesLeaveByTwoPersonsOnly();
            case 24 -> anEmergencyIsLoggedAndReviewed();
            default -> throw new AssertionError("Nobody has written access test " + told);
        }
    }

    /** Everybody else, of other structures and sides. */
    @ParameterizedTest
    @MethodSource("strangers")
    void noStrangerSeesAnything(Role role) throws SQLException {
        seesNothing(person(role, role.compartment() == Compartment.ENFORCEMENT ? police() : elsewhere));
    }

    static List<Role> strangers() {
        return List.of(
                Role.CASE_SUPERVISOR,
                Role.PROVIDER,
                Role.EVALUATOR,
                Role.MINISTRY_OFFICER,
                Role.OBSERVER,
                Role.TRAINING_COORDINATOR);
    }

    /** {@code requirements.md 9}: a project manager sees codes and statuses. */
    @Test
    void aManagerSeesCodesNotNames() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        Caller program = api(manager);
        assertThat(program.get("/api/v1/cases?q=" + code).body()).contains(code);
        for (FileAddresses.Address one : FileAddresses.of(mapping))
            if (one.isRead() && one.isApi())
                assertThat(program.get(one.of(code)).body()).as(one.of(code)).doesNotContain(SECRETS);
    }

    // ---------- who sees nothing

    /** @param but who watches over access sees who was let in */
    private void seesNothing(String username, String... but) throws SQLException {
        everyAddressAnswersAsIfThereWereNoSuchFile(username);
        Caller program = api(username);
        Visit visit = browser(username);
        assertThat(program.get("/api/v1/cases?limit=100").body()).doesNotContain(code);
        for (String list : List.of("/cases?limit=100", "/cases/file?format=csv", "/cases/search?q=baobab", "/"))
            assertThat(visit.get(list).body()).as(list).doesNotContain(SECRETS).doesNotContain(code);
        assertThat(program.post("/api/v1/cases/search", Map.of("q", "baobab")).body())
                .doesNotContain(code);
        assertThat(program.get("/api/v1/cases/file?format=csv").body()).doesNotContain(code);
        assertThat(program.get("/api/v1/exports/htcds").body()).doesNotContain(code);
        assertThat(program.get("/api/v1/shelters").body()).doesNotContain(SECRETS);
        assertThat(rows(actor(username)).keySet()).as(username).isSubsetOf(but);
    }

    private void everyAddressAnswersAsIfThereWereNoSuchFile(String username) {
        Caller program = api(username);
        Visit visit = browser(username);
        visit.get("/");
        boolean alsoPages = !Collections.disjoint(PAGES_TOO, actor(username).roles());
        List<FileAddresses.Address> all = FileAddresses.of(mapping).stream()
                .filter(one -> alsoPages || one.isApi())
                .toList();
        assertThat(all).hasSizeGreaterThan(50);
        for (FileAddresses.Address one : all) {
            Answer here = ask(program, visit, one, code);
            Answer nowhere = ask(program, visit, one, UNKNOWN);
            String what = username + " " + one.method() + " " + one.of(code);
            assertThat(here.status()).as(what).isEqualTo(nowhere.status()).isGreaterThanOrEqualTo(300);
            assertThat(same(here)).as(what).isEqualTo(same(nowhere));
        }
    }

    private static Answer ask(Caller program, Visit visit, FileAddresses.Address one, String code) {
        if (one.isApi())
            return program.send(one.method().name(), one.of(code), "application/json", "{}", "If-Match", "\"1\"");
        return one.method() == RequestMethod.GET ? visit.get(one.of(code)) : visit.post(one.of(code));
    }

    /** The answer without what differs on every page: the code asked for and the token of the form. */
    private String same(Answer answer) {
        return answer.location()
                + answer.body().replace(code, "?").replace(UNKNOWN, "?").replaceAll("name=\"_csrf\"[^>]*>", "");
    }

    // ---------- who sees it

    private void seesTheFile(String username) throws SQLException {
        Caller program = api(username);
        Visit visit = browser(username);
        int read = 0;
        for (FileAddresses.Address one : FileAddresses.of(mapping)) {
            if (!one.isRead()) continue;
            Answer answer = ask(program, visit, one, code);
            assertThat(answer.status()).as(one.of(code)).isLessThan(500);
            if (answer.status() == 200) read++;
        }
        assertThat(read).isGreaterThan(30);
        assertThat(listed(username)).contains(code);
        assertThat(api(username)
                        .post("/api/v1/cases/search", Map.of("q", "baobab"))
                        .body())
                .contains(code);
        assertThat(api(username).get("/api/v1/exports/htcds").body()).contains(code);
        assertThat(browser(username).get("/cases/" + code + "/identity").body()).contains(code);
        assertThat(rows(actor(username)).keySet())
                .contains("cases.case_file", "cases.identity", "cases.placement", "cases.plan", "cases.medical");
    }

    private void aShelterSeesTheLeastOfItsResident() throws SQLException {
        String manager = person(Role.SHELTER_MANAGER, ngo, shelter.id(), null);
        assertThat(listed(manager)).contains(code);
        assertThat(api(manager).get("/api/v1/cases/" + code + "/identity").body())
                .contains("Baobab");
        for (String part : List.of("/plans", "/assessments", "/history", "/grants"))
            assertThat(api(manager).get("/api/v1/cases/" + code + part).status())
                    .as(part)
                    .isEqualTo(404);
        assertThat(api(manager).get("/api/v1/cases/" + code + "/notes").json().path("items"))
                .as("a shelter reads the notes that it wrote itself")
                .isEmpty();
        assertThat(rows(actor(manager)).keySet()).doesNotContain("cases.plan", "cases.assessment", "cases.note");
    }

    private void aSampleIsReadWithoutIdentity() throws SQLException {
        String evaluator = person(Role.EVALUATOR, ngo);
        Actor sampled = actor(evaluator);
        LoginSql.give(
                grants.starting(
                        now(code).id(),
                        Grant.Kind.PERSON,
                        sampled.personId(),
                        Set.of(Section.STATUS, Section.ASSISTANCE),
                        false,
                        clock.instant().plusSeconds(3600),
                        Grant.Reason.SAMPLE),
                supervisor.personId());
        assertThat(listed(evaluator)).contains(code);
        assertThat(api(evaluator).get("/api/v1/cases/" + code).body()).doesNotContain(SECRETS);
        assertThat(api(evaluator).get("/api/v1/cases/" + code + "/identity").status())
                .isEqualTo(404);
        assertThat(browser(evaluator).get("/cases/" + code).body()).doesNotContain(SECRETS);
        assertThat(rows(sampled).keySet()).doesNotContain("cases.case_file", "cases.identity", "cases.placement");
        clock.moveTo(MORNING.plusSeconds(3 * 3600));
        assertThat(listed(evaluator)).as("the mission is over").isEmpty();
    }

    // ---------- an authority that goes on with the child

    /** The officer of the authority that was asked; the id of what it was asked. */
    private record Asked(String officer, String id) {}

    private Asked handedOver() {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        String officer = person(Role.MINISTRY_OFFICER, ministry);
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at, explained_by, recorded_by, recorded_at, sealed) select '"
                        + Ids.next()
                        + "', id, 'TRANSFER_TO_AUTHORITY', 'GIVEN', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                        + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',"
                        + " '2015-11-16', worker_id, worker_id, '2015-11-16', 'x' from cases.case_file where code = '"
                        + code + "'");
        String id = Ids.next().toString();
        Answer sent = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/handover",
                        Map.of("id", id, "to", ministry.code(), "why", "L’enfant vit dans votre région"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        return new Asked(officer, id);
    }

    private Asked accepted() {
        Asked asked = handedOver();
        Answer answer = api(asked.officer())
                .post(
                        "/api/v1/cases/" + code + "/handover/" + asked.id() + "/answer",
                        Map.of("agreed", true, "lacks", List.of()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return asked;
    }

    private void beforeTheAcceptanceTheAuthorityReadsNoFile() throws SQLException {
        String officer = handedOver().officer();
        Caller program = api(officer);
        Visit visit = browser(officer);
        for (FileAddresses.Address one : FileAddresses.of(mapping))
            if (one.isRead())
                assertThat(ask(program, visit, one, code).body())
                        .as(one.of(code))
                        .doesNotContain(SECRETS);
        assertThat(program.post("/api/v1/cases/search", Map.of("q", "baobab")).body())
                .doesNotContain(code);
        assertThat(program.get("/api/v1/exports/htcds").body()).doesNotContain(code);
        assertThat(rows(actor(officer)).keySet())
                .doesNotContain("cases.case_file", "cases.identity", "cases.placement", "cases.plan", "cases.medical");
    }

    private void afterTheAcceptanceTheAuthorityReadsTheFile() throws SQLException {
        String officer = accepted().officer();
        assertThat(listed(officer)).contains(code);
        assertThat(api(officer).get("/api/v1/cases/" + code + "/identity").body())
                .contains("Baobab");
        assertThat(browser(officer).get("/cases/" + code + "/placement").status())
                .isEqualTo(200);
        assertThat(rows(actor(officer)).keySet()).contains("cases.case_file", "cases.identity", "cases.placement");
    }

    private void afterTheOverlapTheFormerWorkerWritesNothing() throws SQLException {
        accepted();
        assertThat(plansAVisit()).as("in the overlap").isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/identity")
                        .status())
                .as("reads for some months more")
                .isEqualTo(200);
        assertThat(plansAVisit()).isNotEqualTo(201);
        Caller program = api(worker.username());
        Visit visit = browser(worker.username());
        for (FileAddresses.Address one : FileAddresses.of(mapping))
            if (!one.isRead() && one.isApi())
                assertThat(ask(program, visit, one, code).status())
                        .as(one.of(code))
                        .isBetween(400, 499);
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "insert into cases.note (id, file_id, at, kind, sealed, recorded_by) select '" + Ids.next()
                                + "', id, '" + clock.instant() + "', 'NOTE', 'x', '" + worker.personId()
                                + "' from cases.case_file where code = '" + code + "'"))
                .contains("row-level security");
    }

    private int plansAVisit() {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/visits",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "type",
                                "ROUTINE",
                                "plannedOn",
                                clock.instant()
                                        .plus(Duration.ofDays(5))
                                        .toString()
                                        .substring(0, 10)))
                .status();
    }

    // ---------- doing

    private void aWorkerMayOnlyAskToClose() {
        Answer asked = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
        assertThat(asked.status()).isEqualTo(403);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    private void aSupervisorCloses() {
        done(closures.request(
                worker,
                code,
                new RequestClosure(
                        Ids.next(),
                        Closure.Code.DEATH,
                        new Closure.SealedText(null, null, null, "Accident de la route", null))));
        Answer closed = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
        assertThat(closed.status()).isEqualTo(200);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSED);
    }

    private void paymentsAreReadByFinance() {
        String finance = person(Role.FINANCE_OFFICER, ngo);
        assertThat(api(finance).get("/api/v1/payments").status()).isEqualTo(200);
        assertThat(api(person(Role.SHELTER_MANAGER, ngo, Ids.next(), null))
                        .get("/api/v1/payments")
                        .status())
                .isEqualTo(403);
    }

    private void theJournalIsRead() {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(custodian)
                        .get("/api/v1/journal?about=" + code)
                        .json()
                        .path("items")
                        .size())
                .isGreaterThan(3);
        assertThat(browser(custodian).get("/journal?about=" + code).body())
                .contains(code)
                .doesNotContain(SECRETS);
    }

    private void namesLeaveByTwoPersonsOnly() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        Answer export = api(manager).get("/api/v1/exports/htcds?identified=true");
        assertThat(export.status()).isEqualTo(403);
        assertThat(export.code()).isEqualTo("exchange.two-persons");
        Answer asked = api(manager)
                .post("/api/v1/exports/requests", Map.of("format", "CSV", "purpose", "Transmission à la mission"));
        assertThat(asked.status()).isEqualTo(201);
        String request = "/api/v1/exports/requests/" + asked.json().path("id").asString();
        assertThat(api(manager)
                        .post(request + "/approval", Map.of("approved", true))
                        .status())
                .isEqualTo(403);
        assertThat(api(manager).get(request + "/file").status()).isGreaterThanOrEqualTo(400);
    }

    private void anEmergencyIsLoggedAndReviewed() throws SQLException {
        String other = person(Role.CASE_WORKER, elsewhere);
        Map<String, String> why = Map.of("reason", "L’enfant appelle à l’aide cette nuit");
        assertThat(api(other).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(api(other)
                        .post("/api/v1/cases/" + code + "/break-glass", why)
                        .status())
                .isEqualTo(201);
        assertThat(api(other).get("/api/v1/cases/" + code).status()).isEqualTo(200);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(custodian).get("/api/v1/break-glass").body()).contains(code);
        assertThat(api(custodian)
                        .get("/api/v1/journal?about=" + code + "&act=cases.emergency-opened")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        clock.moveTo(MORNING.plusSeconds(5 * 3600));
        assertThat(rows(actor(other)).keySet())
                .as("four hours later they know that they were there, and no more")
                .containsOnly("access.break_glass", "access.file_grant");
    }

    // ---------- the police side

    private Organisation police() {
        return structure(Organisation.Kind.LAW_ENFORCEMENT);
    }

    private String operation(Organisation police, Actor coordinator) {
        OperationPlan plan = new OperationPlan(
                "CI",
                TODAY.minusDays(2),
                null,
                List.of("COCOA"),
                "San Pedro",
                120,
                4,
                8,
                ngo.code(),
                TODAY.minusDays(5),
                new LinkedHashSet<>(List.of(police.code())));
        person(Role.LE_OFFICER, police);
        String named = fresh("OP");
        UUID id = Ids.next();
        assertThat(operations.plan(coordinator, new PlanOperation(id, named, plan)))
                .isInstanceOf(PlanOperation.Result.Planned.class);
        assertThat(care.confirm(supervisor, new ConfirmCare(id, null, null, null)))
                .isInstanceOf(ConfirmCare.Result.Confirmed.class);
        operations.addSite(coordinator, new AddSite(named, "SITE-01", "COCOA", null));
        assertThat(operations.move(coordinator, new MoveOperation(named, 1, OperationStatus.RUNNING)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
        return named;
    }

    private void aSlipIsWrittenByAnOfficer() {
        Organisation police = police();
        String named = operation(police, actor(person(Role.LE_COORDINATOR, police)));
        assertThat(api(worker.username()).post("/api/v1/slips", slip(named)).status())
                .isEqualTo(403);
        assertThat(api(person(Role.LE_OFFICER, police))
                        .post("/api/v1/slips", slip(named))
                        .status())
                .isEqualTo(201);
    }

    private Map<String, Object> slip(String operation) {
        Map<String, Object> slip = new LinkedHashMap<>();
        slip.put("operation", operation);
        slip.put("site", "SITE-01");
        slip.put("foundAt", "2015-11-15T06:00:00Z");
        slip.put("handedAt", "2015-11-15T20:00:00Z");
        slip.put("receiver", worker.code());
        slip.put("childNumber", 1);
        slip.put("apparentSex", "F");
        slip.put("apparentAge", 12);
        slip.put("urgentMedical", false);
        slip.put("interpreterLanguage", "none");
        slip.put("condition", "GOOD");
        return slip;
    }

    /** Of a victim of their own operation, by named facts; the file itself stays shut. */
    private void aCoordinatorAsksForADisclosure() throws SQLException {
        Organisation police = police();
        String coordinator = person(Role.LE_COORDINATOR, police);
        String named = operation(police, actor(coordinator));
        Answer written = api(person(Role.LE_OFFICER, police)).post("/api/v1/slips", slip(named));
        String slip = written.json().path("number").asString();
        TestDatabase.ownerDoes(
                "insert into slips.acceptance (slip_id, file_id) select s.id, f.id from slips.slip s, cases.case_file f where s.number = '"
                        + slip + "' and f.code = '" + code + "'");
        TestDatabase.ownerDoes(
                "insert into operations.screened (id, operation_id, code, site_id, screened_at, appears, sex, apparent_age, status, victim_ref, slip_id, recorded_by)"
                        + " select '" + Ids.next()
                        + "', s.operation_id, 'P-001', t.id, s.found_at, 'CHILD', 'F', 12, 'PRESUMED_VICTIM', 'LE-V-01', s.id, s.officer_id"
                        + " from slips.slip s join operations.site t on t.operation_id = s.operation_id where s.number = '"
                        + slip + "'");
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("id", Ids.next().toString());
        asked.put("operation", named);
        asked.put("victim", "LE-V-01");
        asked.put("fields", List.of("NAME"));
        asked.put("purpose", "HEARING");
        asked.put("purposeWords", "Le juge veut entendre l’enfant");
        asked.put("basis", "TRAFFICKING_LAW");
        asked.put("urgency", "ORDINARY");
        Answer made = api(coordinator).post("/api/v1/disclosures", asked);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(code);
        everyAddressAnswersAsIfThereWereNoSuchFile(coordinator);
        assertThat(browser(coordinator).get("/disclosures").body())
                .contains("LE-V-01")
                .doesNotContain(SECRETS)
                .doesNotContain(code);
    }

    private void operationsAreCounted() {
        Organisation police = police();
        String coordinator = person(Role.LE_COORDINATOR, police);
        String named = operation(police, actor(coordinator));
        assertThat(api(coordinator).get("/api/v1/operations").body()).contains(named);
        assertThat(api(coordinator).get("/api/v1/operations/" + named).status()).isEqualTo(200);
    }

    private void suspectsAreForThePoliceAlone() throws SQLException {
        Organisation police = police();
        String named = operation(police, actor(person(Role.LE_COORDINATOR, police)));
        for (String below : List.of("", "/suspects", "/persons", "/evidence")) {
            assertThat(api(worker.username())
                            .get("/api/v1/operations/" + named + below)
                            .status())
                    .as(below)
                    .isEqualTo(404);
            assertThat(browser(worker.username())
                            .get("/operations/" + named + below)
                            .status())
                    .as(below)
                    .isEqualTo(404);
        }
        for (String table : List.of("operations.suspect", "operations.screened", "operations.evidence"))
            assertThat(StraightSql.count(worker, clock.instant(), table, "true"))
                    .as(table)
                    .isEqualTo(StraightSql.REFUSED);
    }

    private void smallCountsAreSuppressed() {
        Organisation police = police();
        Actor coordinator = actor(person(Role.LE_COORDINATOR, police));
        String named = operation(police, coordinator);
        String observer = person(Role.OBSERVER, elsewhere);
        assertThat(api(observer).get("/api/v1/operations/" + named).status())
                .as("while it runs")
                .isEqualTo(404);
        assertThat(operations.move(coordinator, new MoveOperation(named, 2, OperationStatus.CLOSED)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
        Answer seen = api(observer).get("/api/v1/operations/" + named);
        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
        assertThat(seen.json().has("plan")).isFalse();
        for (String figure : List.of("victims", "adults", "screened"))
            assertThat(seen.json().path(figure).asInt(0)).as(figure).matches(n -> n == 0 || n > 4);
    }

    /** Rows about the file in every table that has any for this person, through their own login. */
    private Map<String, Long> rows(Actor person) throws SQLException {
        return StraightSql.rows(person, clock.instant(), now(code).id());
    }
}
