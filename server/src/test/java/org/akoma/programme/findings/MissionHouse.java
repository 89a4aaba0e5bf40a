package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A mission of two evaluators and a project manager, who try what only two of them may do. */
abstract class MissionHouse extends HouseIT {

    Organisation iom;
    String lead;
    String other;
    String manager;
    String custodian;
    String code;
    String mission;

    @BeforeEach
    void team() {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        lead = person(Role.EVALUATOR, iom);
        other = person(Role.EVALUATOR, iom);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        code = fresh("EV");
        mission = "/api/v1/evaluations/" + code;
        done(
                201,
                api(lead)
                        .post(
                                "/api/v1/evaluations",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "code",
                                        code,
                                        "kind",
                                        "MISSION",
                                        "town",
                                        "San Pedro",
                                        "terms",
                                        "What the terms say",
                                        "firstDay",
                                        "2015-11-17",
                                        "lastDay",
                                        "2015-11-18")));
        for (String member : List.of(other, manager))
            done(200, api(lead).post(mission + "/team", Map.of("account", member)));
    }

    static Answer done(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    String found() {
        return done(
                        201,
                        api(lead)
                                .post(
                                        mission + "/findings",
                                        Map.of(
                                                "id",
                                                Ids.next(),
                                                "area",
                                                "FOLLOW_UP",
                                                "criterion",
                                                "EFFECTIVENESS",
                                                "severity",
                                                "HIGH",
                                                "words",
                                                "Three forms are in use",
                                                "evidence",
                                                List.of(
                                                        Map.of(
                                                                "source",
                                                                "FILE_REVIEW",
                                                                "note",
                                                                "What the first note says"),
                                                        Map.of(
                                                                "source",
                                                                "WORKSHOP",
                                                                "note",
                                                                "What the second note says")))))
                .json()
                .path("id")
                .asString();
    }

    /** For the management of the project. */
    String recommended(String finding) {
        return recommended(finding, Map.of());
    }

    /** For this structure. */
    String recommended(String finding, Organisation to) {
        return recommended(finding, Map.of("structure", to.code()));
    }

    private String recommended(String finding, Map<String, Object> to) {
        Map<String, Object> sent = new HashMap<>(to);
        sent.putAll(Map.of("id", Ids.next(), "words", "One form for all", "priority", "HIGH"));
        return done(201, api(lead).post("/api/v1/findings/" + finding + "/recommendations", sent))
                .json()
                .path("id")
                .asString();
    }

    /** The request about this mission that waits for this person. */
    String request(String who, String about) {
        for (JsonNode one : api(who).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals((code + " " + about).strip()))
                return one.path("id").asString();
        throw new AssertionError("no request for " + who);
    }

    Answer verdict(String who, String request, boolean agreed) {
        return api(who).post(
                        "/api/v1/decisions/" + request + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Not yet"));
    }

    Answer verdict(String who, boolean agreed) {
        return verdict(who, request(who, ""), agreed);
    }

    static List<String> owner(String question) {
        try (Connection login = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) rows.add(String.valueOf(row.getString(1)));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
