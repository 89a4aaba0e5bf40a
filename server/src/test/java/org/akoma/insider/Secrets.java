package org.akoma.insider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the files hold, read by those who work on them: names and texts by section, and where each child lives. To be looked for in what others are answered. */
final class Secrets {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_.:/-]+|[0-9T:.Z-]+|[a-z]+-[0-9]+|[0-9a-f-]{36}");
    private static final Map<String, Integer> PARTS =
            new TreeMap<>(Map.of("/identity", 1, "/family", 2, "/exploitation", 4, "/medical", 8, "/notes", 128));

    /**
     * One text of one section of one file.
     *
     * @param first whether it was there before anybody walked
     */
    record Secret(UUID file, String code, int section, String text, boolean first) {}

    private final List<Secret> secrets = new ArrayList<>();
    private final Map<String, String> shelterOf = new HashMap<>();
    private final Map<String, UUID> idOf = new HashMap<>();
    private final Map<String, JsonNode> names = new HashMap<>();

    private final HouseRecords records;
    private boolean first = true;
    private String readAt = "-infinity";

    Secrets(HouseRecords records) {
        this.records = records;
    }

    /** Reads each file that something happened on since the last time, as its worker. */
    void read(String base) {
        records.ask(
                "select code, id from cases.case_file",
                row -> idOf.put(row.getString(1), row.getObject(2, UUID.class)));
        Map<String, List<String>> files = new TreeMap<>();
        records.ask(
                """
                select p.code, f.code from cases.case_file f join access.person p on p.id = f.worker_id
                 where exists (select from journal.entry e where e.chain = f.id and e.at > ?::timestamptz) order by 1, 2
                """,
                row -> files.computeIfAbsent(row.getString(1), worker -> new ArrayList<>())
                        .add(row.getString(2)),
                readAt);
        files.forEach((worker, codes) -> {
            String token = Account.tokenOf(base, worker);
            if (!token.isEmpty()) codes.forEach(code -> read(base, token, code));
        });
        first = false;
        readAt = records.ask("select max(at)::text from journal.entry", row -> row.getString(1))
                .getFirst();
    }

    /** Reads a file as somebody who works on it. */
    private void read(String base, String token, String code) {
        secrets.removeIf(old -> old.code().equals(code) && !old.first());
        PARTS.forEach((part, section) -> {
            ApiCall answer = ApiCall.send(base, token, "GET", "/api/v1/cases/" + code + part, null, null);
            if (!answer.done()) return;
            if (section == 1) names.put(code, answer.json());
            texts(answer.json(), code, section);
        });
        ApiCall places = ApiCall.send(base, token, "GET", "/api/v1/cases/" + code + "/placements", null, null);
        if (!places.done()) return;
        JsonNode rows = places.json().has("items") ? places.json().path("items") : places.json();
        rows.forEach(one -> {
            if (one.path("shelter").isString())
                shelterOf.put(code, one.path("shelter").asString());
        });
    }

    private void texts(JsonNode node, String code, int section) {
        if (node.isContainer()) node.forEach(one -> texts(one, code, section));
        else if (node.isString()
                && node.asString().contains(" ")
                && node.asString().length() > 7
                && !CODE.matcher(node.asString()).matches())
            secrets.add(new Secret(idOf.get(code), code, section, node.asString(), first));
    }

    UUID file(String code) {
        return idOf.get(code);
    }

    Set<String> codes() {
        return idOf.keySet();
    }

    /** The child's name, as somebody outside may have it. */
    JsonNode name(String code) {
        return names.get(code);
    }

    /** Texts that stand in this answer though the section is not held. */
    List<String> leakedIn(ApiCall answer, String person, Sight sight) {
        List<String> leaks = new ArrayList<>();
        String sent = answer.body() == null ? "" : answer.body().toString();
        for (Secret secret : secrets)
            if (secret.first()
                    && answer.text().contains(secret.text())
                    && !sent.contains(secret.text())
                    && secrets.stream()
                            .noneMatch(other -> other.text().equals(secret.text())
                                    && (sight.sections(person, other.file()) & other.section()) != 0))
                leaks.add("G8 a text of section " + secret.section() + " is told to who does not hold it");
        for (String row : rows(answer))
            shelterOf.forEach((code, shelter) -> {
                if (row.contains("\"" + code + "\"")
                        && row.contains("\"" + shelter + "\"")
                        && (sight.sections(person, file(code)) & 16) == 0)
                    leaks.add("G8 the shelter of a child is told to who does not hold its place");
            });
        return leaks;
    }

    /** Codes of files in the answer that the person sees nothing of and did not name. */
    List<String> strangersIn(ApiCall answer, String person, Sight sight) {
        List<String> found = new ArrayList<>();
        String asked = answer.path() + answer.body();
        idOf.forEach((code, file) -> {
            if (sight.sections(person, file) == 0
                    && answer.text().contains("\"" + code + "\"")
                    && !asked.contains(code)) found.add(code);
        });
        return found;
    }

    private static List<String> rows(ApiCall answer) {
        JsonNode body = answer.json();
        JsonNode items = body.has("items") ? body.path("items") : body;
        if (!items.isArray()) return List.of();
        List<String> rows = new ArrayList<>();
        items.forEach(item -> rows.add(item.toString()));
        return rows;
    }

    /** Columns of the list of files that are told of files whose section is not held. */
    static List<String> columnsIn(ApiCall answer, String person, Sight sight, Secrets secrets) {
        if (!answer.method().equals("GET") || !answer.path().matches("/api/v1/cases(\\?.*)?")) return List.of();
        Map<String, Integer> sections = Map.of("care", 16, "nextVisitDue", 64, "pathway", 32);
        List<String> found = new ArrayList<>();
        for (JsonNode item : answer.json().path("items")) {
            UUID file = secrets.file(item.path("code").asString());
            if (file == null) continue;
            sections.forEach((column, section) -> {
                if (item.hasNonNull(column) && (sight.sections(person, file) & section) == 0)
                    found.add("G8 the list tells " + column + " to who does not hold its section");
                boolean filtered = answer.path().contains(column + "=")
                        || column.equals("nextVisitDue") && answer.path().contains("late=");
                if (filtered && !item.hasNonNull(column) && (sight.sections(person, file) & section) == 0)
                    found.add("G8 a filter on " + column + " answers for files where it is not held");
            });
        }
        return found;
    }
}
