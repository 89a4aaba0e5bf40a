package org.akoma.insider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What one account has read so far: values by the name of their field, records by their collection. Besides that it knows what any
 * colleague knows: user names and codes of files are easy to guess, and somebody tells it the names of children.
 */
final class Knowledge {

    private static final int MOST = 60;

    private final Map<String, LinkedHashSet<Object>> values = new HashMap<>();
    private final Map<String, LinkedHashSet<Object>> choices = new HashMap<>();
    private final Map<String, LinkedHashMap<String, JsonNode>> records = new HashMap<>();
    private final Random random;

    Knowledge(Random random) {
        this.random = random;
    }

    /** What a form offers for a field. @param where the address that the form sends to, codes and ids as {@code *} */
    void offer(String where, String field, String choice) {
        for (String key : List.of(where + " " + field, field)) {
            LinkedHashSet<Object> held = choices.computeIfAbsent(key, name -> new LinkedHashSet<>());
            if (held.size() < MOST) held.add(choice);
        }
    }

    /** Offered by the form of this address; else by any form that has the field. */
    List<Object> choices(String where, String field) {
        LinkedHashSet<Object> here = choices.get(where + " " + field);
        return here != null ? List.copyOf(here) : List.copyOf(choices.getOrDefault(field, new LinkedHashSet<>()));
    }

    void know(String field, Collection<?> known) {
        LinkedHashSet<Object> held = values.computeIfAbsent(field, name -> new LinkedHashSet<>());
        known.forEach(value -> {
            if (held.size() >= MOST) held.remove(held.iterator().next());
            held.add(value);
        });
    }

    /** Reads an answer. @param path as it was asked */
    void read(String path, JsonNode body) {
        harvest(body, "");
        JsonNode items = body.has("items") ? body.path("items") : body;
        if (!items.isArray()) return;
        String shape = path.replaceAll("\\?.*", "").replaceAll("/[A-Z]{2,6}-[A-Z0-9-]+", "/*");
        items.forEach(item -> {
            String id = idOf(item);
            if (id != null)
                records.computeIfAbsent(shape + "|" + owner(path), key -> new LinkedHashMap<>())
                        .put(id, item);
        });
    }

    static String idOf(JsonNode item) {
        for (String key : List.of("id", "code", "number", "username"))
            if (item.path(key).isString()) return item.path(key).asString();
        return null;
    }

    /** The code of the file or structure that an address is about. */
    static String owner(String path) {
        var code = java.util.regex.Pattern.compile("/([A-Z]{2,6}-[A-Z0-9-]+)").matcher(path);
        return code.find() ? code.group(1) : "";
    }

    /** A record of a collection of this owner, else of any owner. */
    JsonNode record(String shape, String owner) {
        Map<String, JsonNode> found = records.getOrDefault(shape + "|" + owner, new LinkedHashMap<>());
        if (found.isEmpty()) return null;
        return pick(new ArrayList<>(found.values()));
    }

    /** Owners that have records in this collection. */
    List<String> ownersOf(String shape) {
        return records.keySet().stream()
                .filter(key -> key.startsWith(shape + "|"))
                .map(key -> key.substring(shape.length() + 1))
                .toList();
    }

    /** The names of fields that records of this collection have. */
    Set<String> fieldsOf(String shape) {
        Set<String> names = new LinkedHashSet<>();
        records.forEach((key, held) -> {
            if (key.startsWith(shape + "|"))
                held.values().stream()
                        .limit(5)
                        .forEach(item -> item.properties().forEach(field -> names.add(field.getKey())));
        });
        return names;
    }

    List<Object> of(String field) {
        return List.copyOf(values.getOrDefault(field, new LinkedHashSet<>()));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void harvest(JsonNode node, String name) {
        if (node.isObject()) node.properties().forEach(field -> harvest(field.getValue(), field.getKey()));
        else if (node.isArray()) node.forEach(item -> harvest(item, name));
        else if (node.isString() && node.asString().length() < 120) know(name, List.of(node.asString()));
        else if (node.isInt()) know(name, List.of(node.asInt()));
        else if (node.isBoolean()) know(name, List.of(node.asBoolean()));
    }
}
