package org.akoma.insider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What an account has read so far: values by the name of their field, records by their collection, the newest last. Besides that it knows
 * what any colleague knows: user names and codes of files are easy to guess, and somebody tells it the names of children.
 */
final class Knowledge {

    private static final int MOST = 60;
    private static final String OF_A_FILE = "/[A-Z]{2,6}-[A-Z0-9-]+";
    private static final Pattern OWNER = Pattern.compile("/([A-Z]{2,6}-[A-Z0-9-]+)");

    private final Map<String, LinkedHashSet<Object>> values = new HashMap<>();
    private final Map<String, JsonNode> samples = new HashMap<>();
    private final Map<String, LinkedHashMap<String, JsonNode>> records = new LinkedHashMap<>();
    private final Set<String> many = new HashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final LinkedHashSet<String> acted = new LinkedHashSet<>();
    private final Random random;

    Knowledge(Random random) {
        this.random = random;
    }

    void know(String field, Collection<?> known) {
        LinkedHashSet<Object> held = values.computeIfAbsent(field, name -> new LinkedHashSet<>());
        known.forEach(value -> {
            held.remove(value);
            if (held.size() >= MOST) held.remove(held.iterator().next());
            held.add(value);
        });
    }

    /**
     * Reads an answer.
     *
     * @param path as it was asked
     */
    void read(String path, JsonNode body) {
        harvest(body, "");
        if (body.isArray()) keep(path, body);
        else body.forEach(list -> keep(path, list));
    }

    private void keep(String path, JsonNode list) {
        if (list.isArray()) list.forEach(item -> created(path, item));
    }

    /** A record of the collection at this address. */
    void created(String path, JsonNode record) {
        String id = idOf(record);
        if (id == null) return;
        LinkedHashMap<String, JsonNode> held =
                records.computeIfAbsent(shape(path) + "|" + owner(path), key -> new LinkedHashMap<>());
        held.remove(id);
        held.put(id, record);
        String collection = last(path);
        know(collection.replaceAll("s$", ""), List.of(id));
        record.properties().forEach(field -> {
            if (field.getValue().isString() && field.getValue().asString().length() < 60)
                know(collection + " " + field.getKey(), List.of(field.getValue().asString()));
        });
    }

    private static String last(String path) {
        String plain = path.replaceAll("\\?.*", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    /** Read of records of the collection that this address ends with. */
    List<Object> of(String collection, String field) {
        return of(last(collection) + " " + field);
    }

    /** Whether lists of values were read under this name. */
    boolean isMany(String field) {
        return many.contains(field);
    }

    static String shape(String path) {
        return path.replaceAll("\\?.*", "").replaceAll(OF_A_FILE, "/*");
    }

    static String idOf(JsonNode item) {
        for (String key : List.of("id", "code", "number", "username"))
            if (item.path(key).isString()) return item.path(key).asString();
        return null;
    }

    /** The code of the file or structure that an address is about. */
    static String owner(String path) {
        Matcher code = OWNER.matcher(path);
        return code.find() ? code.group(1) : "";
    }

    /** The account did something with the records that this address names. */
    void acted(String path) {
        for (String part : path.split("/")) {
            acted.remove(part);
            acted.add(part);
        }
    }

    /** A record of the collection at this address, the one that was worked with last more often than others; null when none is known. */
    JsonNode record(String path) {
        Map<String, JsonNode> found = all(path);
        if (found.isEmpty()) return null;
        if (random.nextBoolean()) for (String id : acted.reversed()) if (found.containsKey(id)) return found.get(id);
        return pick(List.copyOf(found.values()));
    }

    /** A record of a collection of the same kind, of this file or another; null when none is known. */
    JsonNode alike(String path) {
        List<JsonNode> found = new ArrayList<>();
        records.forEach((key, held) -> {
            if (key.startsWith(shape(path) + "|")) found.addAll(held.values());
        });
        return found.isEmpty() ? null : pick(found);
    }

    /**
     * As it was read last; null when it was not.
     *
     * @param path of the record itself
     */
    JsonNode at(String path) {
        int last = path.lastIndexOf('/');
        return all(path.substring(0, last)).get(path.substring(last + 1));
    }

    private Map<String, JsonNode> all(String path) {
        return records.getOrDefault(shape(path) + "|" + owner(path), new LinkedHashMap<>());
    }

    List<Object> of(String field) {
        return List.copyOf(values.getOrDefault(field, new LinkedHashSet<>()));
    }

    /** How a field looks whose value has parts; null when none was read. */
    JsonNode sample(String field) {
        return samples.get(field);
    }

    /** Every name of a field that was read. */
    Set<String> names() {
        return names;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void harvest(JsonNode node, String name) {
        if (node.isObject()) node.properties().forEach(field -> harvest(field.getValue(), named(field.getKey())));
        else if (node.isArray()) {
            if (!node.isEmpty() && node.get(0).isObject()) samples.put(name, node);
            else if (!node.isEmpty()) many.add(name);
            node.forEach(item -> {
                if (item.path("id").isString())
                    know(name.replaceAll("s$", ""), List.of(item.path("id").asString()));
                harvest(item, name);
            });
        } else if (node.isString() && node.asString().length() < 120) know(name, List.of(node.asString()));
        else if (node.isInt()) know(name, List.of(node.asInt()));
        else if (node.isBoolean()) know(name, List.of(node.asBoolean()));
    }

    private String named(String name) {
        if (name.matches("[a-z][A-Za-z]*")) names.add(name);
        return name;
    }
}
