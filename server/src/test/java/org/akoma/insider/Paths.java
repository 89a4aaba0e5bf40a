package org.akoma.insider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Addresses of operations with a file and records in them: the same file for many steps, so that one thing leads to another. */
final class Paths {

    private static final int STEPS_ON_A_FILE = 40;

    private final Random random;
    private final Knowledge known;
    private final Forms forms;
    private final Chooser chooser;
    private final Judge judge;
    private final Secrets secrets;
    private final List<String> readable;
    private final Map<String, ApiCall> read = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private int steps;
    private String focus;

    Paths(
            Random random,
            Knowledge known,
            Forms forms,
            Chooser chooser,
            Judge judge,
            Secrets secrets,
            List<Operation> operations) {
        this.random = random;
        this.known = known;
        this.forms = forms;
        this.chooser = chooser;
        this.judge = judge;
        this.secrets = secrets;
        this.readable = operations.stream()
                .filter(Operation::reads)
                .map(one -> one.shape().replace("*", "[^/]+"))
                .toList();
    }

    /** The path with values for its variables; null when none is known. */
    String filled(Operation one, Account who) {
        String path = one.path();
        while (path.contains("{")) {
            int at = path.indexOf('{');
            String name = path.substring(at + 1, path.indexOf('}'));
            String value = variable(name, path.substring(0, at - 1), one, who);
            if (value == null) return null;
            path = path.substring(0, at) + value + path.substring(path.indexOf('}') + 1);
        }
        return one.reads() && !one.query().isEmpty() && random.nextBoolean() ? path + query(one) : path;
    }

    /** The same on another file: what one does not take, another may. */
    String elsewhere(Operation one, Account who) {
        focus = leastTried(one, who, random.nextInt(3) == 0 ? secrets.codes() : mine(who));
        return one.path().replaceAll("\\{[^}]*}", focus);
    }

    private String variable(String name, String before, Operation one, Account who) {
        if (before.endsWith("/cases")) return fileCode(one, who);
        if (name.contains(":"))
            return known.pick(List.of(name.substring(name.indexOf(':') + 1).split("\\|")));
        if (name.equals("step")) return known.pick(List.of("acknowledgement", "acceptance", "decline", "completion"));
        if (random.nextInt(6) == 0) load(before, who);
        JsonNode record = known.record(before);
        if (record != null) return Knowledge.idOf(record);
        if (before.endsWith("/people")) return String.valueOf(known.pick(known.of("username")));
        if (before.endsWith("/organisations") || before.endsWith("/directory"))
            return String.valueOf(known.pick(known.of("organisation")));
        load(before, who);
        record = known.record(before);
        if (record != null) return Knowledge.idOf(record);
        List<Object> named = name.equals("id") || name.equals("code") ? List.of() : known.of(name);
        String value = named.isEmpty() ? "" : String.valueOf(known.pick(named));
        return value.matches("[A-Za-z0-9-]+") ? value : null;
    }

    /** Reads what is at this address, if anything is and the account was not refused it. */
    Optional<ApiCall> load(String path, Account who) {
        String shape = readable.stream().filter(path::matches).findFirst().orElse("");
        if (shape.isEmpty() || closed.contains(who.person() + shape)) return Optional.empty();
        ApiCall answer = who.get(path);
        if (answer.done()) known.read(path, answer.json());
        else if (answer.status() == 403 || path.equals(shape)) closed.add(who.person() + shape);
        if (answer.done()) read.put(path, answer);
        return Optional.of(answer).filter(ApiCall::done);
    }

    /** As it was read last; else as it is now. */
    Optional<ApiCall> loaded(String path, Account who) {
        ApiCall held = read.get(path);
        return held == null ? load(path, who) : Optional.of(held);
    }

    /** Something at this address is not as it was read. */
    void changed(String path) {
        read.keySet().removeIf(path::startsWith);
    }

    private String fileCode(Operation one, Account who) {
        boolean elsewhere = chooser.isStuck(one, who.person()) && random.nextInt(3) == 0;
        boolean stay = !elsewhere && ++steps % STEPS_ON_A_FILE > 0 && (chooser.nearBy() || random.nextInt(12) > 0);
        if (focus != null && stay) return focus;
        focus = leastTried(one, who, elsewhere || random.nextInt(6) == 0 ? secrets.codes() : mine(who));
        return focus;
    }

    /** The files that the account sees; all when it sees none. */
    private Collection<String> mine(Account who) {
        List<String> mine =
                secrets.codes().stream().filter(code -> judge.sees(who, code)).toList();
        return mine.isEmpty() ? secrets.codes() : mine;
    }

    private String leastTried(Operation one, Account who, Collection<String> files) {
        TreeMap<Integer, List<String>> byTries = files.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        code -> chooser.tried(one, who.person(), code), TreeMap::new, Collectors.toList()));
        return known.pick(byTries.firstEntry().getValue());
    }

    private String query(Operation one) {
        String name = known.pick(one.query());
        List<Object> options = new ArrayList<>(known.of(name));
        options.addAll(one.choices().getOrDefault(name, List.of()));
        options.addAll(forms.choices(one.page(), name));
        if (name.equals("format") || options.isEmpty()) return "";
        return "?" + name + "=" + URLEncoder.encode(String.valueOf(known.pick(options)), StandardCharsets.UTF_8);
    }
}
