package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;

/** A child's file, and requests to be told what is held about the child. */
abstract class AccessRequestHouse extends CareHouse {

    String code = "";

    static String id() {
        return Ids.next().toString();
    }

    String address(String rest) {
        return "/api/v1/cases/" + code + "/" + rest;
    }

    static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    static Map<String, Object> request(String by) {
        return new HashMap<>(Map.of(
                "id",
                id(),
                "by",
                by,
                "on",
                "2015-11-16",
                "checked",
                "KNOWN_IN_PERSON",
                "language",
                "FR",
                "leaveOut",
                List.of()));
    }

    Answer ask(Actor by, Map<String, Object> request) {
        return api(by.username()).post(address("access-requests"), request);
    }

    String recorded(Map<String, Object> request) {
        return made(ask(worker, request)).json().path("id").asString();
    }

    /** The decision about the child's file that waits for this person. */
    String waiting(Caller caller) {
        return caller.get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse(id());
    }

    Answer give(Actor by, String request, String how) {
        return api(by.username())
                .post(address("access-requests/" + request + "/answer"), Map.of("on", "2015-11-16", "how", how));
    }

    /** The state of the file alone, of another structure's supervisor. */
    void seesItsState(Actor to) {
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by) select '"
                        + Ids.next() + "', id, 'PERSON', '" + to.personId() + "', 256, false, '" + clock.instant()
                        + "', timestamptz '" + clock.instant()
                        + "' + interval '20 days', 'REFERRAL', supervisor_id from cases.case_file where code = '"
                        + code + "'");
    }

    Actor deputy() {
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        return deputy;
    }
}
