package org.akoma.insider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person with a true account who does whatever the API takes, in any order, with values that they can read or guess. After every call
 * that did something, all grants and all states that need a second person are looked at.
 */
final class InsiderWalk {

    private static final String PASSWORD = "akoma-demo";

    private final String base;
    private final String person;
    private final HouseRecords records;
    private final Secrets secrets;
    private final Random random;
    private final Knowledge known;
    private final GrantRules grants;
    private final OnePersonRules states;
    private final List<Operation> operations;
    private final Map<Operation, Guess> guesses = new HashMap<>();
    private final Map<Operation, int[]> tally = new HashMap<>();
    private final Map<Operation, String> lastRefusal = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, List<String>> codeLists = new LinkedHashMap<>();
    private final LocalDate today;
    private final UUID personId;
    private final boolean kinds;
    private String token = "";
    private Sight sight;
    private int calls;
    private int steps;
    private String focus;

    InsiderWalk(String base, String person, HouseRecords records, Secrets secrets, long seed) {
        this.base = base;
        this.person = person;
        this.records = records;
        this.secrets = secrets;
        this.random = new Random(seed ^ person.hashCode());
        this.known = new Knowledge(random);
        this.personId = records.personOf(person);
        this.kinds = records.has("access", "file_grant", "holder");
        this.today = records.ask("select max(at)::date from journal.entry", row -> row.getObject(1, LocalDate.class))
                .getFirst();
        this.states = new OnePersonRules(records);
        this.grants = new GrantRules(records);
        this.sight = Sight.of(records, kinds);
        signIn();
        this.operations = Operation.in(get("/api/docs/openapi").json());
        learnTheHouse();
    }

    private void signIn() {
        ApiCall answer = ApiCall.send(
                base, null, "POST", "/api/v1/tokens", Map.of("username", person, "password", PASSWORD), null);
        token = answer.json().path("token").asString("");
        if (token.isEmpty()) throw new IllegalStateException(person + " gets no token: " + answer);
    }

    /** User names and codes of files are easy to guess; code lists are public to all. */
    private void learnTheHouse() {
        known.know("username", records.ask("select code from access.person", row -> row.getString(1)));
        known.know("organisation", records.ask("select code from access.organisation", row -> row.getString(1)));
        known.know("file", secrets.codes());
        JsonNode lists = get("/api/v1/code-lists").json();
        JsonNode named = lists.has("items") ? lists.path("items") : lists;
        for (JsonNode list : named) {
            String name = list.isString()
                    ? list.asString()
                    : list.path("name").asString(list.path("code").asString(""));
            if (name.isEmpty()) continue;
            List<String> codes = new ArrayList<>();
            get("/api/v1/code-lists/" + name).json().findValuesAsString("code").forEach(codes::add);
            if (!codes.isEmpty()) codeLists.put(name, codes.subList(0, Math.min(40, codes.size())));
        }
        new PageReader(base).read(person, PASSWORD, known);
        if (codeLists.isEmpty()) codeLists.put("none", List.of("NONE"));
        for (Operation one : operations) if (one.reads() && !one.path().contains("{")) look(one, one.path());
    }

    private ApiCall get(String path) {
        return ApiCall.send(base, token, "GET", path, null, null);
    }

    /** @return what one person reached in this many calls */
    List<Finding> walk(int most) {
        while (calls < most) step();
        return findings;
    }

    int calls() {
        return calls;
    }

    /** Operations that were done at least once. */
    long reached() {
        return tally.values().stream().filter(count -> count[1] > 0).count();
    }

    /** Operations that were tried and never done, each with what it was last answered. */
    List<String> unreached() {
        return tally.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 && entry.getValue()[1] == 0)
                .map(entry -> entry.getKey() + " x" + entry.getValue()[0] + ": " + lastRefusal.get(entry.getKey()))
                .sorted()
                .toList();
    }

    private void step() {
        Operation one = choose();
        String path = filled(one);
        if (path == null) return;
        if (one.reads()) look(one, path);
        else act(one, path);
    }

    /** Of some candidates the one done least: rare acts get their turn. What is forbidden to the role soon rests. */
    private Operation choose() {
        Operation chosen = operations.get(random.nextInt(operations.size()));
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            Operation one = operations.get(random.nextInt(operations.size()));
            int[] count = tally.computeIfAbsent(one, key -> new int[3]);
            boolean hopeless = count[2] > 3 && count[1] == 0;
            int done = (hopeless ? 1_000 : 0) + count[1] * 4 + count[0] + (one.reads() ? 8 : 0);
            if (done < least) {
                least = done;
                chosen = one;
            }
        }
        return chosen;
    }

    /** The path with values for its variables; null when none is known. */
    private String filled(Operation one) {
        String path = one.path();
        while (path.contains("{")) {
            int at = path.indexOf('{');
            String name = path.substring(at + 1, path.indexOf('}'));
            String before = path.substring(0, at - 1);
            String value = variable(name, before, one);
            if (value == null) return null;
            path = path.substring(0, at) + value + path.substring(path.indexOf('}') + 1);
        }
        return one.reads() && !one.query().isEmpty() && random.nextBoolean() ? path + query(one) : path;
    }

    private String variable(String name, String before, Operation one) {
        if (before.endsWith("/cases")) return fileCode(one);
        if (name.equals("step"))
            return known.pick(List.of(
                    "acknowledgement", "answer", "acceptance", "decline", "completion", "acknowledge", "accept"));
        String owner = Knowledge.owner(before);
        JsonNode record = known.record(before.replaceAll("/[A-Z]{2,6}-[A-Z0-9-]+", "/*"), owner);
        if (record != null) return Knowledge.idOf(record);
        if (before.endsWith("/people")) return String.valueOf(known.pick(known.of("username")));
        if (before.endsWith("/organisations") || before.endsWith("/directory"))
            return String.valueOf(known.pick(known.of("organisation")));
        List<Object> named = known.of(name);
        if (!named.isEmpty() && random.nextBoolean()) return String.valueOf(known.pick(named));
        String shape = before.replaceAll("/[A-Z]{2,6}-[A-Z0-9-]+", "/*");
        return owner.isEmpty() || !loaded(before, shape, owner) ? null : Knowledge.idOf(known.record(shape, owner));
    }

    private boolean loaded(String path, String shape, String owner) {
        ApiCall answer = get(path);
        calls++;
        if (answer.done()) known.read(path, answer.json());
        return known.record(shape, owner) != null;
    }

    private String fileCode(Operation one) {
        List<String> mine = secrets.codes().stream()
                .filter(code -> sight.sections(person, secrets.file(code)) != 0)
                .sorted()
                .toList();
        List<String> all = secrets.codes().stream().sorted().toList();
        if (steps++ % 25 > 0 && focus != null && random.nextInt(10) > 2) return focus;
        boolean stranger = mine.isEmpty() || random.nextInt(one.path().contains("break-glass") ? 2 : 6) == 0;
        List<String> some = stranger ? all : mine;
        focus = some.isEmpty() ? "AK-001" : known.pick(some);
        return focus;
    }

    private String query(Operation one) {
        String name = known.pick(one.query());
        List<Object> values = new ArrayList<>(known.of(name));
        if (one.choices().containsKey(name)) values.addAll(one.choices().get(name));
        codeLists.forEach((list, codes) -> {
            if (list.endsWith(name)) values.addAll(codes);
        });
        if (name.equals("care")) values.addAll(List.of("SHELTER", "FAMILY_REUNIFIED", "FOSTER_FAMILY"));
        if (name.equals("late")) values.addAll(List.of("VISIT", "REVIEW", "ANY"));
        if (name.equals("format") || values.isEmpty()) return "";
        return "?" + name + "="
                + java.net.URLEncoder.encode(
                        String.valueOf(known.pick(values)), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void look(Operation one, String path) {
        ApiCall answer = get(path);
        calls++;
        count(one, answer);
        if (answer.done()) known.read(path, answer.json());
        judgeWords(answer);
    }

    private void act(Operation one, String path) {
        Guess guess = guesses.computeIfAbsent(one, key -> new Guess(key, random, today, codeLists));
        Set<String> optional = known.fieldsOf(one.collection().replaceFirst("/cases/\\*", "/cases/*"));
        for (int tries = 0; tries < 12; tries++) {
            Map<String, Object> body =
                    one.hasBody() ? startingWith(one, path, guess.body(known, optional), tries) : null;
            ApiCall answer = ApiCall.send(
                    base,
                    token,
                    one.method(),
                    path,
                    body,
                    one.asksVersion() || tries % 2 == 1 ? version(one, path) : null);
            calls++;
            count(one, answer);
            judgeWords(answer);
            if (answer.done()) {
                known.read(path, answer.json());
                judgeActs(answer);
                if (body != null && body.containsKey("id")) sameIdAgain(one, path, body);
            }
            if (!guess.learn(body == null ? Map.of() : body, answer)) return;
        }
    }

    /** A name that somebody was told, when a child is registered; the record as it is now, when it is put. */
    private Map<String, Object> startingWith(Operation one, String path, Map<String, Object> body, int tries) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        if (one.path().equals("/api/v1/cases") || one.path().endsWith("/cases/search")) {
            JsonNode name =
                    secrets.name(known.pick(secrets.codes().stream().sorted().toList()));
            if (name != null && random.nextBoolean())
                for (String field : List.of("givenNames", "familyName", "alias"))
                    if (name.path(field).isString())
                        all.put(field, name.path(field).asString());
        }
        if (one.method().equals("PUT") && tries < 2) {
            ApiCall read = get(path);
            calls++;
            JsonNode now = read.done() ? read.json() : JsonMapper.shared().createObjectNode();
            now.properties().forEach(field -> {
                if (field.getValue().isValueNode()
                        && !field.getValue().isNull()
                        && !all.containsKey(field.getKey())
                        && tries == 0)
                    all.put(field.getKey(), JsonMapper.shared().convertValue(field.getValue(), Object.class));
            });
        }
        return all;
    }

    private String version(Operation one, String path) {
        ApiCall now = get(one.method().equals("PUT") ? path : path.replaceAll("/[a-z-]+$", ""));
        calls++;
        if (now.etag().isPresent()) return now.etag().get();
        return "\"" + (1 + random.nextInt(3)) + "\"";
    }

    /** The same id with another content must not be answered as if it had been kept. */
    private void sameIdAgain(Operation one, String path, Map<String, Object> body) {
        if (random.nextInt(3) > 0) return;
        Map<String, Object> other = new LinkedHashMap<>(body);
        for (var field : body.entrySet())
            if (field.getValue() instanceof String text && text.length() > 12 && text.contains(" ")) {
                other.put(field.getKey(), "another text altogether, under the same id");
                ApiCall answer = ApiCall.send(base, token, one.method(), path, other, null);
                calls++;
                if (answer.done()) find("O12 the same id with other content is answered as done", answer);
                return;
            }
    }

    private void count(Operation one, ApiCall answer) {
        int[] count = tally.computeIfAbsent(one, key -> new int[3]);
        count[0]++;
        if (answer.done()) count[1]++;
        if (answer.status() == 403) count[2]++;
        if (!answer.done()) lastRefusal.put(one, answer.shown() + " " + answer.text());
        if (answer.status() == 401) signIn();
        if (answer.status() >= 500) find("an answer of " + answer.status(), answer);
    }

    private void judgeWords(ApiCall answer) {
        secrets.leakedIn(answer, person, sight).forEach(leak -> find(leak, answer));
        Secrets.columnsIn(answer, person, sight, secrets).forEach(leak -> find(leak, answer));
        boolean byCodes = records.ask(
                        "select 1 from access.person_role where person_id = ? and role in ('FINANCE_OFFICER', 'PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER', 'SYSTEM_ADMINISTRATOR', 'LE_OFFICER', 'LE_COORDINATOR')",
                        row -> 1,
                        personId)
                .isEmpty();
        if (byCodes
                && !secrets.strangersIn(answer, person, sight).isEmpty()
                && answer.path().contains("/cases")) find("G9 the code of a file that the person does not see", answer);
    }

    private void judgeActs(ApiCall answer) {
        Sight now = Sight.of(records, kinds);
        for (Sight.Line line : now.grownSince(sight))
            grants.against(line, person, sight).ifPresent(why -> find(why, answer));
        if (!now.lostSince(sight).isEmpty() && answer.path().contains("/assignment"))
            for (String lost : now.lostSince(sight))
                if (!lost.startsWith(person)) {
                    find("G4 others lose a file by one person's assignment", answer);
                    break;
                }
        states.broken(personId).forEach(broken -> find(broken, answer));
        sight = now;
    }

    private void find(String what, ApiCall answer) {
        int space = what.indexOf(' ');
        if (told.add(what))
            findings.add(
                    new Finding(what.substring(0, space), what.substring(space + 1), person, calls, answer.shown()));
    }
}
