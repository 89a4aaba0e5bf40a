package org.akoma.programme.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;

/** A session of two days that has ended, with an officer and a social worker on it who have accounts, and a coordinator of training. */
abstract class TrainingScene extends HouseIT {

    Organisation police;
    Organisation ngo;
    String coordinator;
    String lead;
    String manager;
    String officer;
    String worker;
    String course;
    String session;

    @BeforeEach
    void aSessionOfTwoDays() {
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        ngo = structure(Organisation.Kind.NGO);
        coordinator = person(Role.TRAINING_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT));
        lead = person(Role.LE_COORDINATOR, police);
        manager = person(Role.PROJECT_MANAGER, ngo);
        officer = person(Role.LE_OFFICER, police);
        worker = person(Role.CASE_WORKER, ngo);
        Caller trainer = api(coordinator);
        course = fresh("COURSE") + "/1";
        session = fresh("TR");
        made(trainer.post(
                "/api/v1/training/courses",
                Map.of(
                        "code", course.replace("/1", ""),
                        "title", "Deux jours",
                        "modules", List.of("M1_LAW", "M4_CHILD_INTERVIEW"))));
        made(trainer.post(
                "/api/v1/training/sessions",
                Map.of(
                        "code", session,
                        "course", course,
                        "country", "CI",
                        "town", "San-Pedro",
                        "startsOn", "2015-11-12",
                        "endsOn", "2015-11-13",
                        "capacity", 3)));
        made(enrol("POLICE", police, officer, "Kouassi Zadi"));
        made(enrol("SOCIAL_WORKER", ngo, worker, "Awa Tiémoko"));
    }

    Answer enrol(String profession, Organisation at, String account, String name) {
        return api(coordinator)
                .post(
                        "/api/v1/training/sessions/" + session + "/participants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "profession",
                                profession,
                                "sex",
                                "F",
                                "structure",
                                at.code(),
                                "account",
                                account,
                                "name",
                                name));
    }

    static void made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    static void done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** The first is the officer, the second the social worker. */
    String participant(int n) {
        return session + "-%03d".formatted(n);
    }

    /** Both came on both days, gained and passed. */
    void bothPassed() {
        Caller trainer = api(coordinator);
        String here = "/api/v1/training/sessions/" + session;
        for (String day : List.of("2015-11-12", "2015-11-13"))
            done(trainer.put(
                    here + "/attendance/" + day,
                    Map.of(
                            "people",
                            List.of(
                                    Map.of("participant", participant(1), "present", true),
                                    Map.of("participant", participant(2), "present", true))),
                    null));
        done(scores("BEFORE", 50, 60));
        done(scores("AFTER", 80, 90));
        done(trainer.put(
                here + "/practicals",
                Map.of(
                        "people",
                        List.of(
                                Map.of("participant", participant(1), "practical", "PASS"),
                                Map.of("participant", participant(2), "practical", "PASS"))),
                null));
    }

    Answer scores(String round, int first, int second) {
        return api(coordinator)
                .put(
                        "/api/v1/training/sessions/" + session + "/scores/" + round,
                        Map.of(
                                "people",
                                List.of(
                                        Map.of("participant", participant(1), "total", first),
                                        Map.of("participant", participant(2), "m1", second - 10, "m4", second + 10))),
                        null);
    }

    /** What a second person is asked. */
    String proposed(String side) {
        Answer asked =
                api(coordinator).post("/api/v1/training/sessions/" + session + "/certificates", Map.of("side", side));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return asked.json().path("decision").asString();
    }

    Answer verdict(String who, String decision) {
        return api(who).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    String number(int n) {
        return api(coordinator)
                .get("/api/v1/training/participants/" + participant(n))
                .json()
                .path("results")
                .path("certificate")
                .path("number")
                .asString();
    }
}
