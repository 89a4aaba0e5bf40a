package org.akoma.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What those who steer and look on ask for: dashboards, indicators, figures and the lists over many files, each page and its API by each role that may
 * read it. Who may not is left out.
 */
final class Overviews {

    private static final int LONG_AGO = 200;

    private static final List<String> SUBJECTS =
            List.of("programme", "follow-up", "communication", "training", "evaluation");

    private final House house;
    private final Town town;
    private final Map<String, Measuring.Call> calls = new LinkedHashMap<>();

    private Overviews(House house, Town town) {
        this.house = house;
        this.town = town;
    }

    /** By name; its people have signed in. */
    static Map<String, Measuring.Call> of(House house, Town town) throws IOException, InterruptedException {
        Overviews all = new Overviews(house, town);
        all.fill();
        return all.calls;
    }

    private void fill() throws IOException, InterruptedException {
        Person manager = Person.signIn(house.url(), "pm-000001");
        Person supervisor = Person.signIn(house.url(), Town.supervisor(0));
        Map<String, Person> readers = new LinkedHashMap<>();
        readers.put("pm", manager);
        readers.put("supervisor", supervisor);
        readers.put("ministry", Person.signIn(house.url(), "min-000001"));
        readers.put("observer", Person.signIn(house.url(), "upe-000001"));
        for (var reader : readers.entrySet()) figures(reader.getKey(), reader.getValue());
        String own = "?structure=" + Town.largest();
        for (String subject : SUBJECTS.subList(0, 3))
            add("dashboard-" + subject + "-supervisor-own", supervisor, "/dashboards/" + subject + own);
        add("indicators-supervisor-own", supervisor, "/indicators" + own);
        lists(manager, supervisor);
    }

    private void figures(String role, Person reader) throws IOException, InterruptedException {
        for (String subject : SUBJECTS) {
            add("dashboard-" + subject + "-" + role, reader, "/dashboards/" + subject);
            add("dashboard-" + subject + "-" + role + "-api", reader, "/api/v1/dashboards/" + subject);
        }
        String past = "?asOf=" + LocalDate.parse(town.day()).minusDays(LONG_AGO);
        add("dashboards-" + role, reader, "/dashboards");
        add("dashboard-programme-" + role + "-past-api", reader, "/api/v1/dashboards/programme" + past);
        add("dashboard-follow-up-" + role + "-past-api", reader, "/api/v1/dashboards/follow-up" + past);
        add("indicators-" + role, reader, "/indicators");
        add("indicators-" + role + "-api", reader, "/api/v1/indicators");
        add("indicators-" + role + "-past-api", reader, "/api/v1/indicators" + past);
        add("indicators-" + role + "-structures-api", reader, "/api/v1/indicators?by=STRUCTURE");
    }

    private void lists(Person manager, Person supervisor) throws IOException, InterruptedException {
        String today = "?asOf=" + town.day();
        add("all-home", manager, "/");
        add("summary-followup-pm-api", manager, "/api/v1/summary/followup" + today);
        add(
                "summary-followup-pm-past-api",
                manager,
                "/api/v1/summary/followup?asOf=" + LocalDate.parse(town.day()).minusDays(LONG_AGO));
        add("steering-supervisor-api", supervisor, "/api/v1/steering");
        add("partners-pm", manager, "/publication/partners");
        add("team-urgent", supervisor, "/cases?scope=TEAM&order=URGENT");
        add("alerts-supervisor", supervisor, "/alerts");
        add("alerts-pm", manager, "/alerts");
        add("referrals-supervisor", supervisor, "/referrals");
        add("referrals-pm-api", manager, "/api/v1/summary/referrals");
        add("training-overview", Person.signIn(house.url(), "trn-000001"), "/training/overview");
        add("search-supervisor", supervisor, "/search/" + supervisor.search(String.join(" ", town.names(7))));
        add("public", new Person(house.url(), "none"), "/public");
    }

    private void add(String name, Person who, String path) throws IOException, InterruptedException {
        if (who.status(path) != Person.FORBIDDEN) calls.put(name, client -> who.get(path).length);
    }
}
