package org.akoma.programme.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;

/** Trains somebody of the care side who has an account and certifies them, as a coordinator of training and a second person do. */
public final class Certified {

    private Certified() {}

    /**
     * @param keeps coordinates training; confirms: the second person, such as a project manager
     * @param structure code of the structure of the account
     * @param lastDay of the session
     */
    public static void certify(
            Caller keeps, Caller confirms, String module, String structure, String account, LocalDate lastDay) {
        String course = code("C");
        String session = code("TR");
        String here = "/api/v1/training/sessions/" + session;
        done(keeps.post(
                "/api/v1/training/courses", Map.of("code", course, "title", "Deux jours", "modules", List.of(module))));
        done(keeps.post(
                "/api/v1/training/sessions",
                Map.of(
                        "code",
                        session,
                        "course",
                        course + "/1",
                        "country",
                        "CI",
                        "startsOn",
                        lastDay.minusDays(1).toString(),
                        "endsOn",
                        lastDay.toString())));
        done(keeps.post(
                here + "/participants",
                Map.of("profession", "OTHER", "sex", "F", "structure", structure, "account", account)));
        String one = session + "-001";
        for (LocalDate day : List.of(lastDay.minusDays(1), lastDay))
            done(keeps.put(
                    here + "/attendance/" + day,
                    Map.of("people", List.of(Map.of("participant", one, "present", true))),
                    null));
        done(keeps.put(
                here + "/scores/AFTER", Map.of("people", List.of(Map.of("participant", one, "total", 90))), null));
        done(keeps.put(
                here + "/practicals",
                Map.of("people", List.of(Map.of("participant", one, "practical", "PASS"))),
                null));
        Answer proposed = keeps.post(here + "/certificates", Map.of("side", "CARE"));
        done(proposed);
        done(confirms.post(
                "/api/v1/decisions/" + proposed.json().path("decision").asString() + "/verdict",
                Map.of("agreed", true)));
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    private static String code(String kind) {
        return kind + "-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
