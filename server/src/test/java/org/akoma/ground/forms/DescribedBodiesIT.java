package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The body of every operation is described field by field, with an example that is read without an error of form. */
class DescribedBodiesIT extends HouseIT {

    /** What a reader of a body says; a rule of the act has another code. */
    private static final String READING =
            "form\\.(required|choice|date|moment|range|too-long|bad-character|unknown-field|few-words)";

    private static final String NOWHERE = "01510f3a-2c00-7000-8000-00000000ffff";

    /**
     * @param body as it is described; missing = it is not
     * @param many the body is an array of such objects
     */
    private record Described(String method, String path, JsonNode body, boolean many) {
        String example() {
            String one = body.path("example").toString();
            return many ? "[" + one + "]" : one;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Described> bodies(Caller program) {
        JsonNode docs = program.get("/api/docs/openapi").json();
        List<Described> found = new ArrayList<>();
        docs.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    JsonNode schema = one.getValue().at("/requestBody/content/application~1json/schema");
                    boolean many = schema.path("type").asString("").equals("array");
                    if (many) schema = schema.path("items");
                    String ref = schema.path("$ref").asString("");
                    if (!schema.isMissingNode())
                        found.add(new Described(
                                one.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                ref.isEmpty() ? schema : docs.at(ref.substring(1)),
                                many));
                }));
        return found;
    }

    private Caller program() {
        return api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
    }

    @Test
    void everyBodyIsDescribed() {
        Set<String> bare = new TreeSet<>();
        bodies(program()).stream()
                .filter(one -> !one.body().has("properties"))
                .forEach(one -> bare.add(one.toString()));
        assertThat(bare).isEmpty();
    }

    @Test
    void everyExampleIsRead() {
        Caller program = program();
        List<Described> described = bodies(program).stream()
                .filter(one -> one.body().has("example"))
                .toList();
        assertThat(described).hasSizeGreaterThan(50);
        for (Described one : described) {
            String address = one.path()
                    .replaceAll("\\{(code|file|institution|child)[^}]*}", "AK-999999")
                    .replaceAll("\\{step[^}]*}", "acceptance")
                    .replaceAll("\\{[^}]*}", NOWHERE);
            Answer answer = program.send(one.method(), address, "application/json", one.example(), "If-Match", "1");
            assertThat(answer.status()).as(one + " " + answer.body()).isNotIn(400, 415, 428, 500);
            if (answer.status() == 422 || one.many())
                assertThat(answer.json().findValues("errors").stream().flatMap(JsonNode::valueStream))
                        .as(one + " " + answer.body())
                        .noneMatch(error -> isOfReading(one, error));
        }
    }

    /** That there is no such structure is said as of a choice, by the act. */
    private static boolean isOfReading(Described one, JsonNode error) {
        String code = error.path("code").asString();
        JsonNode field = one.body().path("properties").path(error.path("field").asString());
        boolean exists = code.equals("form.choice") && field.has("maxLength") && !field.has("enum");
        return code.matches(READING) && !exists;
    }

    @Test
    void everyFieldSaysItsLimits() {
        for (Described one : bodies(program()))
            one.body().path("properties").properties().forEach(field -> {
                JsonNode schema = field.getValue();
                if (one.body().has("example") && schema.path("type").asString().equals("string"))
                    assertThat(schema.has("maxLength") || schema.has("format") || schema.has("enum"))
                            .as(one + " " + field.getKey())
                            .isTrue();
            });
    }
}
