package org.akoma.insider;

import java.time.LocalDate;
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
    private static final int IDLE = 4;

    private final Secrets secrets;
    private final Random random;
    private final Knowledge known;
    private final Forms forms;
    private final Values values;
    private final Judge judge;
    private final Chooser chooser;
    private final Paths paths;
    private final List<Account> walkers;
    private Account who;
    private int before;

    /** @param forms what earlier walks of this run learned of the API */
    InsiderWalk(String base, List<String> people, HouseRecords records, Secrets secrets, Forms forms, long seed) {
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
        List<Operation> operations = forms.operations(who);
        this.chooser = new Chooser(random, operations);
        this.paths = new Paths(random, known, forms, chooser, judge, secrets, operations);
        learnTheHouse(records, operations);
    }

    /** User names and codes of files are easy to guess; code lists are public to all. */
    private void learnTheHouse(HouseRecords records, List<Operation> operations) {
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
        before = made();
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
        while (calls() < most) {
            if (walkers.size() > 1 && random.nextInt(4) == 0) who = known.pick(walkers);
            Operation one = chooser.next(who.person());
            String path = paths.filled(one, who);
            if (path == null) continue;
            if (one.reads()) look(one, path);
            else act(one, path);
        }
        return judge.findings();
    }

    private int made() {
        return walkers.stream().mapToInt(Account::calls).sum();
    }

    int calls() {
        return made() - before;
    }

    long reached() {
        return chooser.reached();
    }

    List<String> unreached() {
        return chooser.unreached();
    }

    private void look(Operation one, String path) {
        ApiCall answer = who.get(path);
        heard(one, answer);
        if (answer.done()) known.read(path, answer.json());
    }

    private void heard(Operation one, ApiCall answer) {
        chooser.count(one, who.person(), answer);
        judge.words(who, answer, calls());
    }

    /** Does it, mends what was refused and tries again; what was done once is done again with other values. */
    private void act(Operation one, String asked) {
        String path = asked;
        Guess guess = forms.of(one);
        Map<String, Object> body = one.hasBody() ? begin(one, path) : null;
        boolean versioned = one.asksVersion();
        int idle = 0;
        for (int tries = 0; tries < TRIES && idle < IDLE; tries++) {
            ApiCall answer = who.send(one.method(), path, body, versioned ? version(path) : null);
            heard(one, answer);
            idle = chooser.bringsNews(one, who.person()) ? 0 : idle + 1;
            if (answer.done()) {
                done(one, path, body, answer);
                if (body == null || random.nextInt(4) < (chooser.bringsNews(one, who.person()) ? 1 : 3)) return;
                body = begin(one, path);
                continue;
            }
            Optional<Map<String, Object>> mended = body == null ? Optional.empty() : guess.mended(body, answer, values);
            if (answer.status() == 428) versioned = true;
            else if (versioned && (answer.status() == 409 || answer.status() == 412)) refresh(path);
            else if (mended.isPresent() && !(idle == 2 && one.isOnFile()))
                body = guess.isProbe(body) ? begin(one, path) : mended.get();
            else if (one.isOnFile() && answer.status() != 403) {
                path = paths.elsewhere(one, who);
                if (body != null)
                    body.computeIfPresent("id", (field, used) -> values.newId().toString());
            } else return;
        }
    }

    private Map<String, Object> begin(Operation one, String path) {
        JsonNode like = one.method().equals("PUT") ? now(path) : known.alike(path);
        if (like == null && paths.load(path, who).isPresent()) like = known.alike(path);
        Map<String, Object> body = forms.of(one).begin(values, forms, known, like);
        return forms.of(one).isProbe(body) ? body : withAName(one, body);
    }

    private void done(Operation one, String path, Map<String, Object> body, ApiCall answer) {
        JsonNode made = answer.json();
        known.read(path, made);
        String id = made.isObject() ? Knowledge.idOf(made) : null;
        known.acted(path + "/" + id);
        paths.changed(path);
        if (id != null && one.method().equals("POST")) known.created(path, made);
        chooser.touched(one, who.person(), path, id, judge.act(who, answer, calls()));
        if (body == null) return;
        forms.of(one).taken(body, values);
        if (body.get("id") != null && one.method().equals("POST")) sameIdAgain(one, path, body);
    }

    /** The record as it was read last; else as it is now. */
    private JsonNode now(String path) {
        JsonNode held = known.at(path);
        return held != null ? held : paths.loaded(path, who).map(ApiCall::json).orElse(null);
    }

    /** What somebody else changed is read anew, by itself or in its list. */
    private void refresh(String path) {
        paths.changed(path);
        paths.load(path.replaceAll("/[a-z-]+$", "").replaceAll("/[^/]+$", ""), who);
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

    /** Of the record at this address, or of the one that an act at it is for. */
    private String version(String path) {
        String record = path.replaceAll("/[a-z-]+$", "");
        for (String at : List.of(path, record)) {
            JsonNode held = known.at(at);
            if (held != null && held.path("version").isInt())
                return "\"" + held.path("version").asInt() + "\"";
        }
        return paths.loaded(path, who)
                .or(() -> paths.loaded(record, who))
                .flatMap(ApiCall::etag)
                .orElse("\"" + (1 + random.nextInt(3)) + "\"");
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
            if (answer.done()) judge.sameId(who, answer, calls());
            return;
        }
    }
}
