package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.Answer;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every address of the API that is described: a past day is answered with that day or refused, never with today (trust.md 4). */
class PastDayOrRefusalIT extends LeastHouse {

    private static final String SCHOOL = "PAST-DAY-1";

    private List<String> readers;

    @BeforeEach
    void whoReads() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        readers = List.of(
                worker,
                supervisor,
                projectManager,
                person(Role.FINANCE_OFFICER, ngo),
                person(Role.LE_COORDINATOR, police),
                person(Role.DATA_PROTECTION_OFFICER, ngo));
        api(worker).post("/api/v1/institutions", Map.of("code", SCHOOL, "kind", "SCHOOL", "country", "CI"));
    }

    /** Address and whether the description offers a past day. */
    private Map<String, Boolean> addresses() {
        JsonNode paths = api(supervisor).get("/api/docs/openapi").json().path("paths");
        Map<String, Boolean> found = new TreeMap<>();
        for (String path : paths.propertyNames()) {
            JsonNode get = paths.path(path).path("get");
            if (get.isMissingNode() || !path.startsWith("/api/v1/")) continue;
            boolean offers = get.path("parameters")
                    .valueStream()
                    .anyMatch(one -> one.path("name").asString().equals("asOf"));
            found.put(path, offers);
        }
        assertThat(found).hasSizeGreaterThan(80);
        return found;
    }

    private String filled(String path) {
        String school = path.contains("/institutions/") ? SCHOOL : file.code();
        return path.replace("{code}", school)
                .replace("{file}", file.code())
                .replace("{name}", "programme")
                .replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
    }

    private static String asking(String address, String day) {
        return address + (address.contains("?") ? "&" : "?") + "asOf=" + day;
    }

    @Test
    void whatOffersNoPastDayRefusesOne() {
        List<String> ignored = new ArrayList<>();
        addresses().forEach((path, offers) -> {
            if (offers) return;
            Answer no = api(supervisor).get(asking(filled(path), "2015-11-15"));
            if (no.status() != 422 || !no.body().contains("house.only-today")) ignored.add(path + " " + no.status());
        });
        assertThat(ignored).isEmpty();
    }

    /** What is no day, and a day to come, are never taken for today by an address that offers past days. */
    @Test
    void whatOffersAPastDayReadsIt() {
        List<String> ignored = new ArrayList<>();
        List<String> offering = new ArrayList<>();
        addresses().forEach((path, offers) -> {
            if (!offers) return;
            offering.add(path);
            boolean read = false;
            for (String reader : readers) {
                int today = api(reader).get(filled(path)).status();
                if (today != 200) continue;
                read = true;
                for (String no : List.of("no-day", "2099-01-01"))
                    if (api(reader).get(asking(filled(path), no)).status() != 422)
                        ignored.add(path + " " + no + " " + reader);
                Answer past = api(reader).get(asking(filled(path), "2015-11-15"));
                if (past.status() != 200 && !past.body().contains("house.only-today"))
                    ignored.add(path + " on a past day: " + past.status());
            }
            if (!read && !path.contains("/operations/")) ignored.add(path + " read by nobody");
        });
        assertThat(ignored).isEmpty();
        assertThat(offering).hasSizeGreaterThan(20);
    }
}
