package org.akoma.protection.visits;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** What a child says of a visit: what is refused on the page is refused alike as JSON. */
class VisitFeedbackDoorsIT extends VisitHouse {

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        UUID first = all(code).getFirst().id();
        daysLater(14);
        done(visits.record(worker, code, made(first, LocalDate.parse("2015-11-30"))));
        String page = "/cases/" + code + "/visits/" + first;
        org.akoma.Visit visit = browser(worker.username());
        assertThat(visit.get(page).body()).contains("Te sens-tu en sécurité");
        for (Map<String, String> wrong :
                List.<Map<String, String>>of(Map.of(), Map.of("safe", "MAYBE", "heard", "YES", "feedback", "\u0001")))
            sameErrors(visit, page + "/feedback", api(worker.username()), "/api/v1" + page + "/feedback", wrong);
        String[] answers = {
            "safe",
            "YES",
            "heard",
            "YES",
            "knowsWhom",
            "NO",
            "change",
            "NO_ANSWER",
            "comeBack",
            "YES",
            "feedback",
            "Bien"
        };
        assertThat(visit.post(page + "/feedback", answers).status()).isEqualTo(303);
        assertThat(visit.get(page).body()).contains("Bien");
    }
}
