package org.akoma.protection.record;

import static org.akoma.ground.forms.BothDoors.inJson;
import static org.akoma.ground.forms.BothDoors.onThePage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** A note: what is refused on the page is refused alike as JSON, and a form that is sent twice makes one note. */
class WriteNoteDoorsIT extends CareHouse {

    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"");

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = active();
        String page = "/cases/" + code + "/notes";
        Visit visit = browser(worker.username());
        visit.get(page);
        for (Map<String, String> wrong : java.util.List.<Map<String, String>>of(
                Map.of(),
                Map.of("kind", "GOSSIP", "at", "31/2/2015", "text", "\u0001"),
                Map.of("kind", "NOTE", "at", "2031-01-01T08:00", "text", "Elle lit"))) {
            String[] typed = wrong.entrySet().stream()
                    .flatMap(one -> java.util.stream.Stream.of(one.getKey(), one.getValue()))
                    .toArray(String[]::new);
            Answer shown = visit.post(page, typed);
            Answer sent = api(worker.username()).post("/api/v1/cases/" + code + "/notes", wrong);
            assertThat(shown.status()).isEqualTo(sent.status()).isEqualTo(422);
            assertThat(onThePage(shown)).isEqualTo(inJson(sent)).isNotEmpty();
        }
    }

    @Test
    void aFormThatIsSentTwiceMakesOneNote() {
        String code = active();
        String page = "/cases/" + code + "/notes";
        Visit visit = browser(worker.username());
        Matcher id = ID.matcher(visit.get(page).body());
        assertThat(id.find()).isTrue();
        String[] typed = {"id", id.group(1), "kind", "NOTE", "at", "2015-11-16T07:30", "text", "Elle lit bien"};
        for (int i = 0; i < 2; i++) assertThat(visit.post(page, typed).status()).isEqualTo(303);
        assertThat(visit.get(page).body().split("Elle lit bien", -1)).hasSize(2);
    }
}
