package org.akoma.ground.forms;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Map;

/** Describes what an address names, by the word before it: {@code /plans/{id}} is the id of a plan. */
final class PathsInApiDocs {

    /** Words whose singular is another one. */
    private static final Map<String, String> THINGS = Map.ofEntries(
            Map.entry("best-interests", "best interests procedure"),
            Map.entry("break-glass", "emergency access"),
            Map.entry("cases", "child's file, as AK-001"),
            Map.entry("care-requests", "operation"),
            Map.entry("deputies", "deputy"),
            Map.entry("directory", "structure"),
            Map.entry("doubles", "pair of files"),
            Map.entry("homecomings", "return"),
            Map.entry("organisations", "structure"),
            Map.entry("people", "person, their user name"),
            Map.entry("persons", "person who was screened"),
            Map.entry("second-factors", "request for a new second factor"));

    /** Names that say what they are. */
    private static final Map<String, String> NAMES = Map.of(
            "country", "The country, ISO 3166-1 alpha-2",
            "form", "The name of the form, as GET /api/v1/forms lists it",
            "name", "The name of the code list, as GET /api/v1/code-lists lists it",
            "number", "The number of the slip",
            "person", "The user name of the person",
            "record", "exploitation, family, identity or tracing",
            "reference", "The reference of the victim",
            "step", "acknowledgement, acceptance, decline or completion");

    private PathsInApiDocs() {}

    static void describe(String path, Operation operation) {
        if (operation.getParameters() == null) return;
        operation.getParameters().stream()
                .filter(one -> one.getDescription() == null && "path".equals(one.getIn()))
                .forEach(one -> one.setDescription(description(path, one)));
    }

    private static String description(String path, Parameter parameter) {
        String name = parameter.getName();
        String known = NAMES.get(name);
        if (known != null) return known;
        String before = path.substring(0, path.indexOf("/{" + name));
        String word = before.substring(before.lastIndexOf('/') + 1);
        boolean id = "uuid".equals(parameter.getSchema().getFormat());
        return (id ? "The id of the " : "The code of the ") + thing(word);
    }

    private static String thing(String word) {
        String known = THINGS.get(word);
        if (known != null) return known;
        if (word.startsWith("{")) return "term";
        return word.replaceFirst("s$", "").replace('-', ' ');
    }
}
