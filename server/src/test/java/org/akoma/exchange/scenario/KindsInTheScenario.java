package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.akoma.Answer;
import org.akoma.Caller;
import tools.jackson.databind.JsonNode;

/** Tasks of one kind are those of the whole list, though fewer views are read for them. */
final class KindsInTheScenario {

    private static final List<String> LISTS = List.of(
            "sw-01 scope=MINE",
            "sup-01 scope=MINE",
            "sup-01 scope=TEAM",
            "pm-01 scope=MINE",
            "sup-01 scope=TEAM&asOf=2015-09-15",
            "sup-02 scope=MINE&asOf=2015-07-31",
            "sw-01 scope=MINE&asOf=2015-06-30");

    private final Function<String, Caller> as;

    KindsInTheScenario(Function<String, Caller> as) {
        this.as = as;
    }

    void check() {
        Set<String> seen = new TreeSet<>();
        for (String list : LISTS) {
            List<JsonNode> all = items(list);
            assertThat(all).as(list).isNotEmpty().hasSizeLessThan(500);
            for (String kind :
                    new TreeSet<>(all.stream().map(KindsInTheScenario::kind).toList())) {
                seen.add(kind);
                assertThat(ids(items(list + "&kind=" + kind)))
                        .as(list + " " + kind)
                        .isEqualTo(ids(all.stream()
                                .filter(one -> kind(one).equals(kind))
                                .toList()));
            }
        }
        assertThat(seen).as("kinds").hasSizeGreaterThan(15);
    }

    private List<JsonNode> items(String list) {
        String[] parts = list.split(" ");
        Answer answer = as.apply(parts[0]).get("/api/v1/tasks?limit=500&" + parts[1]);
        assertThat(answer.status()).as(list + " " + answer).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private static String kind(JsonNode task) {
        return task.path("kind").asString();
    }

    private static List<String> ids(List<JsonNode> tasks) {
        return tasks.stream()
                .map(one -> one.path("id").asString() + one.path("worker").asString(""))
                .sorted()
                .toList();
    }
}
