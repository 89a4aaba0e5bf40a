package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.airlock.disclosure.DisclosureRound;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.Slips;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.enforcement.operations.AddSite;
import org.akoma.enforcement.operations.MoveOperation;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationPlan;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.PlanOperation;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An operation with a victim whom care received, whose file a worker, a supervisor and a data protection officer answer for. */
abstract class PoliceRequestHouse extends HouseIT {

    static final String VICTIM = "LE-V-01";
    static final String WHY = "Le procureur veut entendre l’enfant avant le procès";

    @Autowired
    DisclosureRound round;

    @Autowired
    CareRequests care;

    @Autowired
    Operations operations;

    @Autowired
    Slips slips;

    Organisation police;
    Organisation ngo;
    Actor coordinator;
    Actor officer;
    Actor colleague;
    Actor outsider;
    Actor worker;
    Actor supervisor;
    Actor custodian;
    Operation operation;
    String code;

    @BeforeEach
    void aVictimWhomCareReceived() {
        clock.moveTo(MORNING);
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        ngo = structure(Organisation.Kind.NGO);
        coordinator = actor(person(Role.LE_COORDINATOR, police));
        officer = actor(person(Role.LE_OFFICER, police));
        colleague = actor(person(Role.LE_OFFICER, police));
        outsider = actor(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        operation = running();
        code = received(slip(1), VICTIM);
    }

    private Operation running() {
        OperationPlan plan = new OperationPlan(
                "CI",
                LocalDate.of(2015, 11, 14),
                null,
                List.of("COCOA"),
                "Xanadou",
                20,
                10,
                12,
                ngo.code(),
                LocalDate.of(2015, 11, 10),
                new LinkedHashSet<>(Set.of(police.code())));
        Operation planned = ((PlanOperation.Result.Planned)
                        operations.plan(coordinator, new PlanOperation(Ids.next(), fresh("OP"), plan)))
                .operation();
        assertThat(care.confirm(supervisor, new ConfirmCare(planned.id(), List.of("mos"), 2, true)))
                .isInstanceOf(ConfirmCare.Result.Confirmed.class);
        Operation confirmed = operations.find(coordinator, planned.code()).orElseThrow();
        Operation started = ((MoveOperation.Result.Moved) operations.move(
                        coordinator, new MoveOperation(confirmed.code(), confirmed.version(), OperationStatus.RUNNING)))
                .operation();
        operations.addSite(officer, new AddSite(started.code(), "SITE-01", "COCOA", "au nord de Xanadou"));
        return started;
    }

    Slip slip(int child) {
        SlipContent content = new SlipContent(
                "SITE-01",
                Instant.parse("2015-11-15T06:00:00Z"),
                Instant.parse("2015-11-15T20:00:00Z"),
                null,
                new SlipContent.Receiver(worker.personId(), "", worker.organisationId(), ""),
                child,
                "M",
                14,
                false,
                null,
                "TIRED_HUNGRY",
                "Un sac");
        Slip written = ((WriteSlip.Result.Written)
                        slips.write(officer, new WriteSlip(Ids.next(), operation.code(), content)))
                .slip();
        return ((SignSlip.Result.Signed) slips.sign(officer, new SignSlip(written.number(), written.version()))).slip();
    }

    /** Care opens the file of the slip, and the police know the child as this victim. */
    String received(Slip slip, String victim) {
        Answer opened = api(worker.username())
                .post(
                        "/api/v1/cases",
                        Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number(), "givenNames", "Kouassi"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        TestDatabase.ownerDoes(
                "insert into operations.screened (id, operation_id, code, site_id, screened_at, appears, sex, apparent_age, status, victim_ref, slip_id, recorded_by)"
                        + " select '" + Ids.next() + "', s.operation_id, 'P-0' || right('" + victim
                        + "', 2), t.id, s.found_at, 'CHILD', 'M', 14, 'PRESUMED_VICTIM', '" + victim
                        + "', s.id, s.officer_id from slips.slip s join operations.site t on t.operation_id = s.operation_id"
                        + " where s.number = '" + slip.number() + "'");
        return opened.json().path("code").asString();
    }

    /** As the register of consents would keep it: who may record it is for the tests of consent. */
    void consent(String status) {
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at, explained_by, recorded_by, recorded_at, sealed) select '"
                        + Ids.next() + "', id, 'SHARE_WITH_LAW_ENFORCEMENT', '" + status
                        + "', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                        + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}', '"
                        + clock.instant() + "', worker_id, worker_id, '" + clock.instant()
                        + "', 'x' from cases.case_file where code = '" + code + "'");
    }

    Map<String, Object> wanted(String... fields) {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "operation",
                operation.code(),
                "victim",
                VICTIM,
                "fields",
                List.of(fields),
                "purpose",
                "HEARING",
                "purposeWords",
                WHY,
                "basis",
                "PROSECUTOR",
                "reference",
                "RP 114/2015",
                "urgency",
                "ORDINARY"));
    }

    Answer ask(Actor by, Map<String, Object> body) {
        return api(by.username()).post("/api/v1/disclosures", body);
    }

    /** Asked for by the officer; its number. */
    String asked(String... fields) {
        Answer made = ask(officer, wanted(fields));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("number").asString();
    }

    /** In danger. */
    String askedAtOnce(Actor by, String... fields) {
        Map<String, Object> body = wanted(fields);
        body.put("urgency", "LIFE_DANGER");
        body.put("danger", "Le recruteur a dit ce matin qu’il le tuerait");
        Answer made = ask(by, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("number").asString();
    }

    String id(String number) {
        return owner("select id from disclosure.request where number = '" + number + "'");
    }

    String decision(String number, String kind) {
        return owner(
                "select d.id from access.decision d join disclosure.request r on r.id = d.subject where r.number = '"
                        + number + "' and d.kind = '" + kind + "'");
    }

    Answer supervisorSays(Actor by, String number, String word) {
        Map<String, Object> body = new HashMap<>(Map.of("word", word));
        if (!word.equals("AGREE")) body.put("reason", "Lu avec la travailleuse sociale");
        if (word.equals("REFUSE")) body.put("ground", "NOT_NEEDED");
        return api(by.username()).post(at("/" + id(number) + "/decision"), body);
    }

    Answer custodianSays(Actor by, String number, boolean agreed) {
        Map<String, Object> body = new HashMap<>(Map.of("agreed", agreed));
        if (!agreed) body.put("reason", "La base légale ne suffit pas");
        return api(by.username()).post("/api/v1/decisions/" + decision(number, "DISCLOSURE_DATA") + "/verdict", body);
    }

    String state(String number) {
        return owner("select state from disclosure.request where number = '" + number + "'");
    }

    /** Asked for, agreed to by both with the child's consent. */
    String given(String... fields) {
        consent("GIVEN");
        String number = asked(fields);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("WAITING");
        Answer second = custodianSays(custodian, number, true);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("GIVEN");
        return number;
    }

    Answer fetch(Actor by, String number, String part) {
        return api(by.username()).get("/api/v1/disclosures/" + number + "/" + part);
    }

    String at(String below) {
        return "/api/v1/cases/" + code + "/police" + below;
    }

    /** The first value, as the owner of the tables reads it. */
    static String owner(String sql) {
        try (java.sql.Connection login = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                java.sql.Statement ask = login.createStatement();
                java.sql.ResultSet row = ask.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "none";
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int rung(Actor person) {
        return api(person.username())
                .get("/api/v1/notices")
                .json()
                .path("items")
                .size();
    }

    String refusal(Actor by, String sql) {
        try {
            return LoginSql.refusal(by, clock.instant().plusSeconds(60), sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String answer(Actor by, String sql) {
        try {
            return LoginSql.answer(by, clock.instant().plusSeconds(60), sql);
        } catch (java.sql.SQLException e) {
            return "refused: " + e.getMessage();
        }
    }
}
