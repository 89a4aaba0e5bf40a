package org.akoma.insider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Learns how the body of one operation must look from what the application refuses: which fields it asks for, which it does not know, and
 * which values it does not take.
 */
final class Guess {

    private final Operation operation;
    private final Random random;
    private final LocalDate today;
    private final List<String> lists;
    private final Map<String, List<String>> codeLists;
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Map<String, String> kind = new HashMap<>();
    private final Map<String, Set<Object>> refused = new HashMap<>();
    private final Map<String, Object> lastGood = new HashMap<>();

    Guess(Operation operation, Random random, LocalDate today, Map<String, List<String>> codeLists) {
        this.operation = operation;
        this.random = random;
        this.today = today;
        this.codeLists = codeLists;
        this.lists = List.copyOf(codeLists.keySet());
    }

    /** A body to try. @param optional fields that records of the collection show */
    Map<String, Object> body(Knowledge known, Set<String> optional) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : required) put(body, field, known);
        Set<String> others = new LinkedHashSet<>(operation.fields());
        others.addAll(optional);
        for (String field : others)
            if (!body.containsKey(field) && !unknown.contains(field) && random.nextInt(10) < 3) put(body, field, known);
        if (!unknown.contains("id") && random.nextInt(3) == 0)
            body.put("id", UUID.randomUUID().toString());
        return body;
    }

    private void put(Map<String, Object> body, String field, Knowledge known) {
        Object good = lastGood.get(field);
        body.put(field, good != null && random.nextInt(3) > 0 ? good : value(field, known));
    }

    /** Whether another try may help. */
    boolean learn(Map<String, Object> sent, ApiCall answer) {
        if (answer.done()) {
            lastGood.putAll(sent);
            lastGood.remove("id");
            return false;
        }
        if (answer.status() != 422 && answer.status() != 400) return false;
        boolean learned = false;
        for (JsonNode error : answer.json().path("errors")) {
            String field = error.path("field").asString().replaceAll("[\\[.].*", "");
            String code = error.path("code").asString();
            switch (code) {
                case "form.unknown-field" -> learned |= unknown.add(field);
                case "form.required" -> learned |= required.add(field) | sent.containsKey(field);
                default -> {
                    kind.put(field, code);
                    required.add(field);
                    lastGood.remove(field);
                    Object tried = sent.get(field);
                    if (tried != null && !code.startsWith("cases.") && !code.startsWith("referrals."))
                        refused.computeIfAbsent(field, name -> new LinkedHashSet<>())
                                .add(tried);
                    learned = true;
                }
            }
        }
        required.removeAll(unknown);
        return learned;
    }

    private Object value(String field, Knowledge known) {
        Set<Object> bad = refused.getOrDefault(field, Set.of());
        List<Object> left =
                options(field, known).stream().filter(one -> !bad.contains(one)).toList();
        if (left.isEmpty() || random.nextInt(25) == 0) left = List.copyOf(anything(field));
        Object one = left.get(random.nextInt(left.size()));
        return isMany(field) && !(one instanceof List) ? many(left) : one;
    }

    /** Where the application has said what kind of value it wants, only such values. */
    private List<Object> options(String field, Knowledge known) {
        String said = kind.getOrDefault(field, "");
        List<Object> typical = new ArrayList<>(typical(field, known));
        if (said.matches("form\\.(date|moment|number|range|amount|whole).*") && !typical.isEmpty()) return typical;
        List<Object> options = new ArrayList<>(operation.choices().getOrDefault(field, List.of()));
        options.addAll(known.choices(operation.page(), field));
        if (!options.isEmpty() && random.nextInt(5) > 0) return options;
        options.addAll(known.of(field));
        options.addAll(listed(field));
        options.addAll(typical);
        return options;
    }

    private boolean isMany(String field) {
        return field.endsWith("s")
                && !field.endsWith("ss")
                && !List.of(
                                "address",
                                "status",
                                "details",
                                "words",
                                "givenNames",
                                "reasons",
                                "basis",
                                "cents",
                                "hours",
                                "months")
                        .contains(field)
                && refused.getOrDefault(field, Set.of()).stream().noneMatch(List.class::isInstance);
    }

    private List<Object> many(List<Object> left) {
        int most = 1 + random.nextInt(Math.min(6, left.size()));
        List<Object> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Object one = left.get(random.nextInt(left.size()));
            if (!(one instanceof List) && !some.contains(one)) some.add(one);
        }
        return some;
    }

    private List<Object> listed(String field) {
        String plain = field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        List<Object> codes = new ArrayList<>();
        for (String list : lists)
            if (list.equals(plain)
                    || list.endsWith("-" + plain)
                    || plain.endsWith(list)
                    || list.endsWith(plain.replaceAll("s$", ""))) codes.addAll(codeLists.get(list));
        if (codes.isEmpty() && "form.choice".equals(kind.get(field)) && random.nextBoolean())
            codes.addAll(codeLists.get(lists.get(random.nextInt(lists.size()))));
        return codes;
    }

    /** What a field of this name usually takes. */
    private List<Object> typical(String field, Knowledge known) {
        String name = field.toLowerCase(java.util.Locale.ROOT);
        String said = kind.getOrDefault(field, "");
        if (said.contains("moment") || name.equals("at") || name.endsWith("at") || name.equals("plannedfor"))
            return List.of(today + "T07:30:00Z", day(-1) + "T09:00:00Z", day(2) + "T09:00:00Z");
        if (said.equals("form.date")
                || name.endsWith("on")
                || name.endsWith("from")
                || name.endsWith("until")
                || name.equals("since"))
            return List.of(day(0), day(-1), day(1), day(20), day(200), "1990-01-01", "2099-12-31");
        if (said.contains("number")
                || said.contains("range")
                || name.contains("age")
                || name.contains("amount")
                || name.contains("count")
                || name.contains("places")) return List.of(1, 3, 9, 14, 17, 18, 100, 50000);
        if (name.contains("country")) return List.of("CI", "ML", "BF", "GH", "GN");
        if (List.of("worker", "grantee", "supervisor", "person", "to", "colleague", "responsible", "username")
                .contains(field)) return new ArrayList<>(known.of(field.equals("to") ? "organisation" : "username"));
        if (List.of("unit", "shelter").contains(field)) return new ArrayList<>(known.of("unit"));
        if (name.startsWith("may") || name.startsWith("is") || name.equals("approved") || name.equals("granted"))
            return List.of(true, false);
        return List.of();
    }

    private Set<Object> anything(String field) {
        return Set.of(
                true,
                false,
                "YES",
                "NO",
                1,
                day(0),
                "x",
                "a reason of more than twenty characters, typed by an insider",
                "DANGER");
    }

    private String day(int days) {
        return today.plusDays(days).toString();
    }
}
