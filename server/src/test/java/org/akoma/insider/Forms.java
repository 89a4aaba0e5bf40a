package org.akoma.insider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the application asks for: the fields of its forms, what kind of value each takes, the codes it offers, and what the operations of
 * the API have refused. It is no secret of anybody, so the walks of one run learn it together.
 */
final class Forms {

    /** What a field takes, as far as its form shows it. */
    enum Kind {
        DATE,
        MOMENT,
        NUMBER,
        WORDS,
        TEXT
    }

    private static final int MOST = 60;
    private static final int OF_A_LIST = 40;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Set<String> many = new HashSet<>();
    private final Set<String> one = new HashSet<>();
    private final Map<String, LinkedHashSet<Object>> choices = new HashMap<>();
    private final Map<String, List<String>> codeLists = new LinkedHashMap<>();
    private final Map<String, Integer> pages = new HashMap<>();
    private final Map<Operation, Guess> guesses = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    /** What the API describes: the same to everybody, so the first account reads it. */
    List<Operation> operations(Account who) {
        if (operations.isEmpty())
            operations.addAll(Operation.in(who.get("/api/docs/openapi").json()));
        return operations;
    }

    void field(String name, Kind kind) {
        if (name.isEmpty()) return;
        kinds.merge(name, kind, (old, now) -> now == Kind.TEXT ? old : now);
    }

    void takesOne(String name) {
        one.add(name);
    }

    boolean isOne(String field) {
        return one.contains(field);
    }

    void takesMany(String name) {
        many.add(name);
    }

    /**
     * What a form offers for a field.
     *
     * @param where the address that the form sends to, codes and ids as {@code *}
     */
    void offer(String where, String field, String choice) {
        kinds.putIfAbsent(field, Kind.TEXT);
        for (String key : List.of(plain(where) + " " + field, last(where) + " " + field, field)) {
            LinkedHashSet<Object> held = choices.computeIfAbsent(key, name -> new LinkedHashSet<>());
            if (held.size() < MOST) held.add(choice);
        }
    }

    void list(String name, List<String> codes) {
        if (!codes.isEmpty()) codeLists.put(name, List.copyOf(codes.subList(0, Math.min(OF_A_LIST, codes.size()))));
    }

    boolean knowsLists() {
        return !codeLists.isEmpty();
    }

    /** Offered by the form of this address, else by one of a like address; else by any form that has the field, and lists of its name. */
    List<Object> choices(String where, String field) {
        for (String key : List.of(plain(where) + " " + field, last(where) + " " + field)) {
            LinkedHashSet<Object> here = choices.get(key);
            if (here != null && here.size() > 1) return List.copyOf(here);
        }
        LinkedHashSet<Object> all = new LinkedHashSet<>(choices.getOrDefault(field, new LinkedHashSet<>()));
        all.addAll(listed(field));
        return List.copyOf(all);
    }

    /** Pages name one record where the API names the collection. */
    private static String plain(String where) {
        return where.replaceAll("s(?=/|$)", "");
    }

    private static String last(String where) {
        String[] parts = plain(where).split("/");
        for (int i = parts.length - 1; i > 0; i--)
            if (!parts[i].equals("*") && !parts[i].equals("new")) return parts[i];
        return "";
    }

    private List<Object> listed(String field) {
        String plain = field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        List<Object> codes = new ArrayList<>();
        codeLists.forEach((list, of) -> {
            if (list.equals(plain)
                    || list.endsWith("-" + plain)
                    || plain.endsWith(list)
                    || list.endsWith(plain.replaceAll("s$", ""))) codes.addAll(of);
        });
        return codes;
    }

    /** The codes of some list, for a field that takes a choice and nobody has said which. */
    List<String> anyList(java.util.Random random) {
        List<List<String>> all = List.copyOf(codeLists.values());
        return all.isEmpty() ? List.of() : all.get(random.nextInt(all.size()));
    }

    /** Whether pages of this shape were read few times so far. */
    boolean isNew(String shape) {
        return pages.merge(shape, 1, Integer::sum) <= 2;
    }

    Kind kind(String field) {
        return kinds.get(field);
    }

    boolean isMany(String field) {
        return many.contains(field);
    }

    Set<String> fields() {
        return kinds.keySet();
    }

    Guess of(Operation one) {
        return guesses.computeIfAbsent(one, Guess::new);
    }
}
