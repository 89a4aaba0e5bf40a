package org.akoma.insider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Learns how the body of one operation must look. The first body names every field that was ever seen, without a value: the refusal tells
 * which of them this operation knows and which it needs. Later bodies mend what was refused, and what was taken once is sent again with
 * another value here and there.
 */
final class Guess {

    /** What a refusal said of a field. */
    record Asked(String code, String message) {}

    private static final int MOST_NAMES = 900;
    private static final int TEMPLATES = 3;

    private final Operation operation;
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final List<Map<String, Object>> taken = new ArrayList<>();
    private boolean told;
    private int probes;

    Guess(Operation operation) {
        this.operation = operation;
        fields.addAll(operation.fields());
    }

    /**
     * A body to begin with.
     *
     * @param like the record as it is, for a change of it; else another of its kind, if one was read
     */
    Map<String, Object> begin(Values values, Forms forms, Knowledge known, JsonNode like) {
        if (!told && probes < 3) return everyName(forms, known);
        if (!taken.isEmpty() && values.chance(1, 2)) return changed(new LinkedHashMap<>(values.pick(taken)), values);
        if (like != null && values.chance(2, 3)) return changed(asItIs(like), values);
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : required) put(body, field, values);
        int share = values.chance(1, 5) ? 9 : 3;
        for (String field : fields)
            if (!body.containsKey(field) && !unknown.contains(field) && values.chance(share, 10))
                put(body, field, values);
        return body;
    }

    private Map<String, Object> everyName(Forms forms, Knowledge known) {
        Set<String> names = new LinkedHashSet<>(operation.fields());
        names.addAll(forms.fields());
        names.addAll(known.names());
        Map<String, Object> body = new LinkedHashMap<>();
        names.stream().limit(MOST_NAMES).forEach(name -> body.put(name, null));
        return body;
    }

    private Map<String, Object> asItIs(JsonNode now) {
        Map<String, Object> body = new LinkedHashMap<>();
        now.properties().forEach(field -> {
            if (!field.getValue().isNull() && fields.contains(field.getKey()) && !unknown.contains(field.getKey()))
                body.put(
                        field.getKey(),
                        tools.jackson.databind.json.JsonMapper.shared().convertValue(field.getValue(), Object.class));
        });
        return body;
    }

    /** One or two fields with another value, or without any; now and then without all that is not required. */
    private Map<String, Object> changed(Map<String, Object> body, Values values) {
        if (body.containsKey("id")) body.put("id", values.newId().toString());
        if (values.chance(1, 8)) body.keySet().retainAll(required);
        for (String field : required) if (!body.containsKey(field)) put(body, field, values);
        List<String> open = fields.stream()
                .filter(field -> !unknown.contains(field) && !field.equals("id"))
                .toList();
        for (int n = values.chance(1, 3) ? 2 : 1; n > 0 && !open.isEmpty(); n--) {
            List<String> fresh = open.stream()
                    .filter(name -> values.hasUntried(operation, name))
                    .toList();
            String field = values.pick(fresh.isEmpty() || values.chance(1, 2) ? open : fresh);
            if (body.containsKey(field) && !required.contains(field) && values.chance(1, 3)) body.remove(field);
            else put(body, field, values);
        }
        return body;
    }

    private void put(Map<String, Object> body, String field, Values values) {
        body.put(field, values.next(operation, field, asked.get(field)));
    }

    void taken(Map<String, Object> sent, Values values) {
        sent.forEach((field, value) -> values.taken(operation, field, value));
        if (sent.values().stream().allMatch(value -> value == null)) return;
        if (taken.size() == TEMPLATES) taken.remove(0);
        Map<String, Object> body = new LinkedHashMap<>(sent);
        body.values().removeIf(value -> value == null);
        taken.add(body);
    }

    /** The body with what was refused mended; empty when nothing can be mended. */
    Optional<Map<String, Object>> mended(Map<String, Object> sent, ApiCall answer, Values values) {
        if (isProbe(sent) && answer.status() != 403) probes++;
        JsonNode errors = answer.json().path("errors");
        if (answer.status() != 422 && answer.status() != 400 || errors.isEmpty()) return Optional.empty();
        Set<String> wrong = new LinkedHashSet<>();
        for (JsonNode error : errors) learn(error, wrong, sent, values);
        if (isProbe(sent)) {
            told = true;
            sent.keySet().stream().filter(name -> !unknown.contains(name)).forEach(fields::add);
        }
        Map<String, Object> body = new LinkedHashMap<>(sent);
        body.keySet().removeAll(unknown);
        for (String field : required) if (!body.containsKey(field)) put(body, field, values);
        for (String field : wrong) {
            if (unknown.contains(field)) continue;
            if (body.containsKey(field) && !required.contains(field) && values.chance(1, 2)) body.remove(field);
            else put(body, field, values);
        }
        if (body.equals(sent)) return Optional.empty();
        List<String> others =
                body.keySet().stream().filter(field -> !field.equals("id")).toList();
        if (values.chance(1, 2) && !others.isEmpty()) put(body, values.pick(others), values);
        return Optional.of(body);
    }

    boolean requires(String field) {
        return required.contains(field);
    }

    /** Whether this body only asked for the names of the fields. */
    boolean isProbe(Map<String, Object> sent) {
        return sent.size() > 20 && sent.values().stream().allMatch(value -> value == null);
    }

    private void learn(JsonNode error, Set<String> wrong, Map<String, Object> sent, Values values) {
        String whole = error.path("field").asString();
        String field = whole.replaceAll("[\\[.].*", "");
        String code = error.path("code").asString();
        if (whole.contains("].")) {
            part(sent.get(field), whole.substring(whole.indexOf("].") + 2), code, values);
            return;
        }
        switch (code) {
            case "form.unknown-field" -> unknown.add(field);
            case "form.required" -> {
                required.add(field);
                fields.add(field);
                wrong.add(field);
            }
            default -> {
                fields.add(field);
                wrong.add(field);
                asked.put(field, new Asked(code, error.path("message").asString("")));
                values.refused(operation, field, sent.get(field));
            }
        }
    }

    /** A field of a part of the body: taken out when it is not known, given another value else. */
    @SuppressWarnings("unchecked")
    private void part(Object parts, String field, String code, Values values) {
        if (!(parts instanceof List<?> all)) return;
        for (Object one : all)
            if (one instanceof Map<?, ?> part) {
                if (code.equals("form.unknown-field") || code.equals("form.choice") && values.chance(1, 2))
                    part.remove(field);
                else ((Map<String, Object>) part).put(field, values.next(operation, field, new Asked(code, "")));
            }
    }
}
