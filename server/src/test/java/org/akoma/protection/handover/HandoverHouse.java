package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;

/** A child's file, its supervisor, and an authority with an officer, between whom it is handed over. */
abstract class HandoverHouse extends WorkHouse {

    static final String WHY = "L’enfant vit dans votre pays depuis août";

    Organisation ministry;
    Actor officer;
    Actor custodian;
    String code;

    @BeforeEach
    void anAuthority() {
        clock.moveTo(MORNING);
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        code = opened(SomeChild.named("Lilas")).code();
    }

    /** As the register of consents would keep it: who may record it is for the tests of consent. */
    void consent(String status) {
        consent(status, "2015-11-16T00:00Z", "2015-11-16T00:00Z");
    }

    /** @param recorded when it was written down, which nobody types */
    void consent(String status, String said, String recorded) {
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at, explained_by, recorded_by, recorded_at, sealed) select '"
                        + Ids.next() + "', id, 'TRANSFER_TO_AUTHORITY', '" + status
                        + "', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                        + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}', '"
                        + said + "', worker_id, worker_id, '" + recorded
                        + "', 'x' from cases.case_file where code = '" + code + "'");
    }

    Answer propose(Actor by) {
        return propose(by, ministry);
    }

    Answer propose(Actor by, Organisation to) {
        return api(by.username()).post(at(""), Map.of("id", Ids.next().toString(), "to", to.code(), "why", WHY));
    }

    /** Proposed with consent; the id. */
    String proposed() {
        consent("GIVEN");
        Answer made = propose(supervisor);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("state").asString()).isEqualTo("WAITING");
        return made.json().path("id").asString();
    }

    Answer reply(Actor by, String id, boolean agreed, String... lacks) {
        Map<String, Object> body = new HashMap<>(Map.of("agreed", agreed, "lacks", List.of(lacks)));
        if (!agreed) body.put("reason", "Il manque la dernière visite");
        return api(by.username()).post(at("/" + id + "/answer"), body);
    }

    String accepted() {
        String id = proposed();
        Answer answer = reply(officer, id, true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    String responsible(Actor reader) {
        return api(reader.username()).get(at("")).json().path("responsible").asString();
    }

    String at(String below) {
        return "/api/v1/cases/" + code + "/handover" + below;
    }

    int reads(Actor reader, String part) {
        return api(reader.username()).get("/api/v1/cases/" + code + part).status();
    }

    int rung(Actor person) {
        return api(person.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asInt();
    }

    /** The decision about a file that waits for this person. */
    String waiting(Actor by, String about) {
        return api(by.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(about))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    int verdict(Actor by, String decision, boolean agreed) {
        return api(by.username())
                .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", agreed))
                .status();
    }
}
