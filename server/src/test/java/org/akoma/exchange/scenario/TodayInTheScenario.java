package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.start.FilledDemo;
import tools.jackson.databind.JsonNode;

/** What the reference scenario asks of everybody today: each task opens where it is done, and every list puts the same children first. */
final class TodayInTheScenario {

    private static final Pattern TASK = Pattern.compile("<a class=\"todo__t\" href=\"([^\"]+)\"");
    private static final Pattern BUTTON = Pattern.compile("<a class=\"btn btn--small btn--quiet\" href=\"([^\"]+)\"");
    private static final Pattern CHILD = Pattern.compile("class=\"code\">(AK-\\d+)<");
    private static final List<String> TAKEN_ON_NEXT = List.of("followup.alert-acknowledge", "followup.alert-safety");

    private final Function<String, Caller> as;

    TodayInTheScenario(Function<String, Caller> as) {
        this.as = as;
    }

    void check(Set<String> supervisors) {
        supervisors.forEach(this::theMostUrgentAreFirstEverywhere);
        everyTaskOpens();
    }

    /** Of each kind of address one is opened, for each person: with a task of a Child Status Index among them. */
    private void everyTaskOpens() {
        Set<String> opened = new TreeSet<>();
        List<String> shut = new ArrayList<>();
        people().forEach(who -> {
            Set<String> kinds = new HashSet<>();
            lists(who)
                    .forEach(page -> Stream.of(TASK, BUTTON)
                            .flatMap(link -> link.matcher(page).results())
                            .map(found -> found.group(1).replace("&amp;", "&").replaceAll("#.*", ""))
                            .filter(address -> kinds.add(kind(address)))
                            .forEach(address -> {
                                int status = open(who, address);
                                if (status != 200) shut.add(who + " " + address + " " + status);
                            }));
            opened.addAll(kinds);
        });
        assertThat(shut).isEmpty();
        assertThat(opened).contains("/cases/*/csi/new", "/alerts/*").hasSizeGreaterThan(8);
    }

    private static Stream<String> people() {
        return FilledDemo.scenario()
                .path("staff")
                .valueStream()
                .map(person -> person.path("code").asString().toLowerCase(java.util.Locale.ROOT))
                .distinct();
    }

    private List<String> lists(String who) {
        return Stream.of("/", "/tasks?limit=500", "/tasks?scope=TEAM&limit=500")
                .map(path -> as.apply(who).get(path))
                .filter(answer -> answer.status() == 200)
                .map(Answer::body)
                .toList();
    }

    /** The last of the addresses that lead there. */
    private int open(String who, String address) {
        Answer answer = as.apply(who).get(address);
        String next = answer.location();
        Answer last = answer.status() / 100 == 3 ? as.apply(who).get(next.replaceFirst("^https?://[^/]+", "")) : answer;
        // a page that breaks while it is written has status 200 and no end
        return last.status() == 200 && !last.body().contains("</html>") ? 500 : last.status();
    }

    private static String kind(String address) {
        return address.replaceAll("/(?=[^/?]*\\d)[^/?]+", "/*").replaceAll("=[^&]*", "");
    }

    /** Children who cannot wait stand in the order of the list of tasks on the home page and among the alerts; a bell for an alert is the first. */
    private void theMostUrgentAreFirstEverywhere(String who) {
        List<JsonNode> tasks = items(who, "/api/v1/tasks?scope=MINE&limit=500");
        List<String> urgent = tasks.stream()
                .filter(task -> !task.path("urgency").asString().equals("TIME"))
                .map(task -> task.path("code").asString(""))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        assertThat(urgent).as(who).isNotEmpty();
        String home = as.apply(who).get("/").body();
        String first = home.substring(home.indexOf("id=\"h-first\""));
        List<String> onHome = children(first.substring(0, first.indexOf("</section>")));
        assertThat(onHome).as(who).isEqualTo(urgent.subList(0, Math.min(urgent.size(), onHome.size())));
        assertThat(onHome.size()).as(who).isGreaterThanOrEqualTo(Math.min(urgent.size(), 3));
        assertThat(children(as.apply(who).get("/tasks").body())).as(who).startsWith(urgent.toArray(String[]::new));
        List<String> due = tasks.stream()
                .filter(task -> TAKEN_ON_NEXT.contains(task.path("kind").asString()))
                .filter(task ->
                        Set.of("ALERT", "UNSAFE").contains(task.path("urgency").asString()))
                .map(task -> task.path("id").asString())
                .toList();
        List<String> alerts = items(who, "/api/v1/alerts").stream()
                .map(alert -> alert.path("id").asString())
                .filter(due::contains)
                .toList();
        assertThat(alerts).as(who).isEqualTo(due);
        String bell = as.apply(who).get("/notices").body();
        if (bell.contains("bells__alert"))
            assertThat(bell.indexOf("<li class=\"bells__alert\""))
                    .as(who)
                    .isEqualTo(bell.indexOf("<li", bell.indexOf("class=\"bells\"")));
        String files = as.apply(who).get("/cases").body();
        assertThat(files.split("badge--alert", -1))
                .as("danger to a child, however old the report")
                .hasSizeGreaterThan(1);
        List<String> risks = items(who, "/api/v1/cases?scope=TEAM&status=OPEN&order=RISK&limit=100").stream()
                .map(file -> file.path("risk").asString())
                .toList();
        assertThat(risks)
                .as(who)
                .isSortedAccordingTo(java.util.Comparator.comparing(List.of("HIGH", "MEDIUM", "LOW")::indexOf));
    }

    private static List<String> children(String part) {
        return List.copyOf(new LinkedHashSet<>(
                CHILD.matcher(part).results().map(found -> found.group(1)).toList()));
    }

    private List<JsonNode> items(String who, String path) {
        Answer answer = as.apply(who).get(path);
        assertThat(answer.status()).as(path + " " + answer).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }
}
