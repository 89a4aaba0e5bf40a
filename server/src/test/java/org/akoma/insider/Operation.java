package org.akoma.insider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the OpenAPI description.
 *
 * @param path with its variables in braces
 * @param fields of the request body, where the description names them; the walk learns the others from refusals
 * @param choices the codes that the description allows for a field or parameter
 */
record Operation(
        String method,
        String path,
        List<String> query,
        boolean hasBody,
        boolean asksVersion,
        List<String> fields,
        Map<String, List<String>> choices) {

    private static final Pattern SKIPPED = Pattern.compile(
            "/notices/live|/tokens|/upload|/content|/thumbnail|/attachments|/imports|/journal/verification|/cases/bulk"
                    + "|/account|/people/\\{code}/(password|second-factor-resets|sessions)");

    /** Every operation worth a call; those that end the walker's own session or move megabytes are left out. */
    static List<Operation> in(JsonNode description) {
        List<Operation> found = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    if (!SKIPPED.matcher(path.getKey()).find())
                        found.add(read(
                                description,
                                one.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                one.getValue()));
                }));
        return found;
    }

    private static Operation read(JsonNode description, String method, String path, JsonNode described) {
        List<String> query = new ArrayList<>();
        Map<String, List<String>> choices = new java.util.HashMap<>();
        boolean version = false;
        for (JsonNode parameter : described.path("parameters")) {
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("query")) query.add(name);
            if (name.equalsIgnoreCase("If-Match")) version = true;
            choices(parameter.path("schema"), name, choices);
        }
        List<String> fields = new ArrayList<>();
        JsonNode schema = described
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        JsonNode body = resolved(description, schema);
        body.path("properties").properties().forEach(field -> {
            fields.add(field.getKey());
            choices(resolved(description, field.getValue()), field.getKey(), choices);
        });
        return new Operation(
                method, path, query, described.has("requestBody"), version || method.equals("PUT"), fields, choices);
    }

    private static JsonNode resolved(JsonNode description, JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        return ref.startsWith("#/") ? description.at(ref.substring(1)) : schema;
    }

    private static void choices(JsonNode schema, String name, Map<String, List<String>> choices) {
        JsonNode codes =
                schema.has("enum") ? schema.path("enum") : schema.path("items").path("enum");
        List<String> found = new ArrayList<>();
        codes.forEach(code -> found.add(code.asString()));
        if (!found.isEmpty()) choices.put(name, found);
    }

    boolean reads() {
        return method.equals("GET");
    }

    /** Whether it needs no record but a child's file. */
    boolean isOnFile() {
        return path.matches("/api/v1/cases/\\{[^}]*}/[^{]*");
    }

    /** The path without its variables' names. */
    String shape() {
        return path.replaceAll("\\{[^}]*}", "*");
    }

    /** The shape of what it is about, to find records of a collection: {@code /cases/*}{@code /visits}. */
    String collection() {
        String shape = shape();
        int last = shape.lastIndexOf("/*/");
        return shape.endsWith("/*")
                ? shape.substring(0, shape.length() - 2)
                : last < 0 ? shape : shape.substring(0, last);
    }

    /** The address that a form of the pages for the same act most likely sends to. */
    String page() {
        return path.replaceFirst("^/api/v1", "").replaceAll("\\{[^}]*}", "*");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
