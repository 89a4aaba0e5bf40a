package org.akoma.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Asks what people ask all day, and says how long the answers take. */
final class Asking {

    private static final int WORKERS = 40;

    /** A worker with the codes of their files, and one of their children's names each. */
    private record Desk(Person worker, List<String> codes, List<String> names) {}

    private final House house;
    private final Town town;
    private final List<Integer> clients;
    private final int seconds;
    private final int warmUp;
    private final int plans;
    private final Pattern works;

    Asking(House house, Town town, Map<String, String> options) {
        this.house = house;
        this.town = town;
        this.clients = options.containsKey("clients") ? List.of(Bench.number(options, "clients", 1)) : List.of(1, 8);
        this.seconds = Bench.number(options, "seconds", 5);
        this.warmUp = Bench.number(options, "warm-up", 8);
        this.plans = Bench.number(options, "plans", 3);
        this.works = Pattern.compile(options.getOrDefault("works", ".*"));
    }

    void run() throws Exception {
        Map<String, Measuring.Call> asked = calls();
        asked.keySet().removeIf(name -> !works.matcher(name).matches());
        Measuring measuring = new Measuring(house);
        for (Measuring.Call call : asked.values()) measuring.seconds("warm-up", 2, warmUp, call);
        for (int many : clients)
            for (var call : asked.entrySet())
                Bench.print(measuring.seconds(call.getKey(), many, seconds, call.getValue()));
        if (plans > 0) new Plans(house).slowest(asked, plans);
    }

    /** What is asked, by name; its people have signed in. */
    Map<String, Measuring.Call> calls() throws Exception {
        return asked(desks());
    }

    private Map<String, Measuring.Call> asked(List<Desk> desks) throws Exception {
        Person supervisor = Person.signIn(house.url(), Town.supervisor(0));
        Person manager = Person.signIn(house.url(), "pm-000001");
        String today = LocalDate.parse(town.day()).toString();
        byte[] visit = Bench.JSON.writeValueAsBytes(Town.visit(LocalDate.parse(today)));
        Map<String, Measuring.Call> asked = new LinkedHashMap<>();
        asked.put("first-page", client -> any(desks).worker().get("/api/v1/cases?limit=50").length);
        asked.put("search", client -> {
            Desk desk = any(desks);
            return desk.worker().get("/api/v1/cases?limit=50&q=" + encoded(any(desk.names()))).length;
        });
        asked.put("open-with-visits", client -> {
            Desk desk = any(desks);
            return desk.worker().get("/api/v1/cases/" + any(desk.codes()) + "?include=visits").length;
        });
        asked.put("add-visit", client -> {
            Desk desk = any(desks);
            return desk.worker().post("/api/v1/cases/" + any(desk.codes()) + "/visits/unplanned", visit).length;
        });
        asked.put("tasks", client -> any(desks).worker().get("/api/v1/tasks?limit=50").length);
        asked.put("team-first-page", client -> supervisor.get("/api/v1/cases?limit=50").length);
        asked.put("team-tasks", client -> supervisor.get("/api/v1/tasks?scope=TEAM&limit=50").length);
        asked.put("team-caseloads", client -> supervisor.get("/api/v1/caseloads").length);
        asked.put("all-first-page", client -> manager.get("/api/v1/cases?limit=50").length);
        asked.put("all-figures", client -> manager.get("/api/v1/summary/followup?asOf=" + today).length);
        asked.put("home", client -> any(desks).worker().get("/").length);
        asked.put("team-home", client -> supervisor.get("/").length);
        asked.put("file-page", client -> {
            Desk desk = any(desks);
            return desk.worker().get("/cases/" + any(desk.codes())).length;
        });
        asked.put("team-steering", client -> supervisor.get("/steering").length);
        asked.put("all-steering", client -> manager.get("/steering").length);
        asked.putAll(Overviews.of(house, town));
        return asked;
    }

    private List<Desk> desks() throws IOException, InterruptedException {
        List<Desk> desks = new ArrayList<>();
        int many = Math.min(WORKERS, town.workers());
        for (int n = 0; n < many; n++) {
            int worker = (int) ((long) n * town.workers() / many);
            Person person = Person.signIn(house.url(), Town.worker(worker));
            List<String> codes = new ArrayList<>();
            for (JsonNode file : person.json("/api/v1/cases?limit=100").path("items"))
                codes.add(file.path("code").asString());
            List<String> names = new ArrayList<>();
            for (int file = worker * town.perWorker();
                    file < Math.min(town.files(), (worker + 1) * town.perWorker());
                    file++) names.add(String.join(" ", town.names(file)));
            Measuring.check(!codes.isEmpty(), Town.worker(worker) + " has no files: load first");
            desks.add(new Desk(person, codes, names));
        }
        return desks;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T any(List<T> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
