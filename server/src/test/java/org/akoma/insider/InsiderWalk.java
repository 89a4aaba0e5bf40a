package org.akoma.insider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * One person with a true account, or two of one role and structure who help each other, doing whatever the API takes, in any order, with
 * values that they can read or guess. After every call that did something, all grants and all states that need a second person are looked
 * at.
 */
final class InsiderWalk {

    private static final int TRIES = 9;
    private static final int STEPS_ON_A_FILE = 40;

    private final HouseRecords records;
    private final Secrets secrets;
    private final Random random;
    private final Knowledge known;
    private final Forms forms;
    private final Values values;
    private final Judge judge;
    private final Chooser chooser;
    private final List<Account> walkers;
    private Account who;
    private int calls;
    private int steps;
    private String focus;

    /** @param forms what earlier walks of this run learned of the API */
    InsiderWalk(String base, List<String> people, HouseRecords records, Secrets secrets, Forms forms, long seed) {
        this.records = records;
        this.secrets = secrets;
        this.forms = forms;
        this.random = new Random(seed ^ people.hashCode());
        this.known = new Knowledge(random);
        LocalDate today = records.ask(
                        "select max(at)::date from journal.entry", row -> row.getObject(1, LocalDate.class))
                .getFirst();
        this.values = new Values(random, today, forms, known);
        this.walkers = people.stream()
                .map(person -> new Account(base, person, records.personOf(person)))
                .toList();
        this.who = walkers.getFirst();
        this.judge = new Judge(records, secrets, walkers);
        List<Operation> operations = Operation.in(who.get("/api/docs/openapi").json());
        this.chooser = new Chooser(random, operations);
        learnTheHouse(operations);
    }

    /** User names and codes of files are easy to guess; code lists are public to all. */
    private void learnTheHouse(List<Operation> operations) {
        known.know("username", records.ask("select code from access.person order by code", row -> row.getString(1)));
        known.know(
                "organisation",
                records.ask("select code from access.organisation order by code", row -> row.getString(1)));
        known.know("file", secrets.codes());
        if (!forms.knowsLists()) learnTheLists();
        for (Account one : walkers) {
            who = one;
            one.readPages(forms, known);
            for (Operation operation : operations)
                if (operation.reads() && !operation.path().contains("{")) look(operation, operation.path());
        }
        calls = 0;
    }

    private void learnTheLists() {
        JsonNode lists = who.get("/api/v1/code-lists").json();
        for (JsonNode list : lists.has("items") ? lists.path("items") : lists) {
            String name = list.isString()
                    ? list.asString()
                    : list.path("name").asString(list.path("code").asString(""));
            if (!name.isEmpty())
                forms.list(name, who.get("/api/v1/code-lists/" + name).json().findValuesAsString("code"));
        }
    }

    /** @return what was reached in this many calls */
    List<Finding> walk(int most) {
        while (calls < most) {
            if (walkers.size() > 1 && random.nextInt(4) == 0) who = known.pick(walkers);
            Operation one = chooser.next(who.person());
            String path = filled(one);
            if (path == null) continue;
            if (one.reads()) look(one, path);
            else act(one, path);
        }
        return judge.findings();
    }

    int calls() {
        return calls;
    }

    long reached() {
        return chooser.reached();
    }

    List<String> unreached() {
        return chooser.unreached();
    }

    /** The path with values for its variables; null when none is known. */
    private String filled(Operation one) {
        String path = one.path();
        while (path.contains("{")) {
            int at = path.indexOf('{');
            String name = path.substring(at + 1, path.indexOf('}'));
            String value = variable(name, path.substring(0, at - 1), one);
            if (value == null) return null;
            path = path.substring(0, at) + value + path.substring(path.indexOf('}') + 1);
        }
        return one.reads() && !one.query().isEmpty() && random.nextBoolean() ? path + query(one) : path;
    }

    private String variable(String name, String before, Operation one) {
        if (before.endsWith("/cases")) return fileCode(one);
        if (name.contains(":"))
            return known.pick(List.of(name.substring(name.indexOf(':') + 1).split("\\|")));
        if (name.equals("step")) return known.pick(List.of("acknowledgement", "acceptance", "decline", "completion"));
        if (random.nextInt(6) == 0) load(before);
        JsonNode record = known.record(before);
        if (record != null) return Knowledge.idOf(record);
        if (before.endsWith("/people")) return String.valueOf(known.pick(known.of("username")));
        if (before.endsWith("/organisations") || before.endsWith("/directory"))
            return String.valueOf(known.pick(known.of("organisation")));
        load(before);
        record = known.record(before);
        if (record != null) return Knowledge.idOf(record);
        List<Object> named = name.equals("id") || name.equals("code") ? List.of() : known.of(name);
        String value = named.isEmpty() ? "" : String.valueOf(known.pick(named));
        return value.matches("[A-Za-z0-9-]+") ? value : null;
    }

    private void load(String path) {
        ApiCall answer = who.get(path);
        calls++;
        if (answer.done()) known.read(path, answer.json());
    }

    /** The same file for many steps, so that one thing leads to another. */
    private String fileCode(Operation one) {
        boolean elsewhere = chooser.isStuck(one, who.person()) && random.nextInt(3) == 0;
        boolean stay = !elsewhere && ++steps % STEPS_ON_A_FILE > 0 && (chooser.nearBy() || random.nextInt(12) > 0);
        if (focus != null && stay) return focus;
        List<String> all = secrets.codes().stream().sorted().toList();
        List<String> mine = all.stream().filter(code -> judge.sees(who, code)).toList();
        focus = known.pick(mine.isEmpty() || elsewhere || random.nextInt(6) == 0 ? all : mine);
        return focus;
    }

    private String query(Operation one) {
        String name = known.pick(one.query());
        List<Object> options = new ArrayList<>(known.of(name));
        options.addAll(one.choices().getOrDefault(name, List.of()));
        options.addAll(forms.choices(one.page(), name));
        if (name.equals("format") || options.isEmpty()) return "";
        return "?" + name + "=" + URLEncoder.encode(String.valueOf(known.pick(options)), StandardCharsets.UTF_8);
    }

    private void look(Operation one, String path) {
        ApiCall answer = who.get(path);
        calls++;
        chooser.count(one, who.person(), answer);
        if (answer.done()) known.read(path, answer.json());
        judge.words(who, answer, calls);
    }

    private void act(Operation one, String path) {
        Guess guess = forms.of(one);
        Map<String, Object> body = one.hasBody() ? begin(one, path) : null;
        for (int tries = 0; tries < TRIES; tries++) {
            boolean versioned = one.asksVersion() || tries % 2 == 1;
            ApiCall answer = who.send(one.method(), path, body, versioned ? version(one, path, tries) : null);
            calls++;
            chooser.count(one, who.person(), answer);
            judge.words(who, answer, calls);
            if (answer.done()) {
                done(one, path, body, answer);
                if (body == null || random.nextInt(2) == 0) return;
                body = begin(one, path);
            } else if (answer.status() == 409 && versioned && tries < 3) load(path.substring(0, path.lastIndexOf('/')));
            else if (body == null) return;
            else {
                Optional<Map<String, Object>> mended = guess.mended(body, answer, values);
                if (mended.isEmpty()) return;
                body = guess.isProbe(body) ? begin(one, path) : mended.get();
            }
        }
    }

    private Map<String, Object> begin(Operation one, String path) {
        JsonNode now = one.method().equals("PUT") ? now(path) : null;
        return withAName(one, forms.of(one).begin(values, forms, known, now));
    }

    private void done(Operation one, String path, Map<String, Object> body, ApiCall answer) {
        JsonNode made = answer.json();
        known.read(path, made);
        String id = Judge.idIn(made);
        if (id != null && one.method().equals("POST")) known.created(path, made);
        chooser.touched(one, who.person(), path, id, judge.act(who, answer, calls));
        if (body == null) return;
        forms.of(one).taken(body, values);
        if (body.get("id") != null && one.method().equals("POST")) sameIdAgain(one, path, body);
    }

    /** The record as it was read last; else as it is now. */
    private JsonNode now(String path) {
        JsonNode held = known.at(path);
        if (held != null) return held;
        ApiCall read = who.get(path);
        calls++;
        return read.done() ? read.json() : null;
    }

    /** A name that somebody told, when a child is registered or searched for. */
    private Map<String, Object> withAName(Operation one, Map<String, Object> body) {
        if (!one.path().equals("/api/v1/cases") && !one.path().endsWith("/cases/search")) return body;
        JsonNode name =
                secrets.name(known.pick(secrets.codes().stream().sorted().toList()));
        if (name == null || random.nextInt(3) == 0) return body;
        Map<String, Object> all = new LinkedHashMap<>(body);
        for (String field : List.of("givenNames", "familyName", "alias"))
            if (name.path(field).isString()) all.put(field, name.path(field).asString());
        return all;
    }

    private String version(Operation one, String path, int tries) {
        JsonNode held = known.at(path);
        if (held != null && held.path("version").isInt() && tries != 1)
            return "\"" + held.path("version").asInt() + "\"";
        ApiCall now = who.get(one.method().equals("PUT") ? path : path.replaceAll("/[a-z-]+$", ""));
        calls++;
        return now.etag().orElse("\"" + (1 + random.nextInt(3)) + "\"");
    }

    /** The same id with another content must not be answered as if it had been kept. */
    private void sameIdAgain(Operation one, String path, Map<String, Object> body) {
        if (random.nextInt(3) > 0) return;
        Map<String, Object> other = new LinkedHashMap<>(body);
        for (var field : body.entrySet()) {
            if (!(field.getValue() instanceof String text) || field.getKey().equals("id")) continue;
            if (text.length() > 12 && text.contains(" ")) other.put(field.getKey(), "another text, under the same id");
            else if (text.matches("[A-Z_]+") && forms.of(one).requires(field.getKey()))
                other.put(field.getKey(), values.next(one, field.getKey(), null));
            if (other.equals(body)) continue;
            ApiCall answer = who.send(one.method(), path, other, null);
            calls++;
            if (answer.done()) judge.sameId(who, answer, calls);
            return;
        }
    }
}
