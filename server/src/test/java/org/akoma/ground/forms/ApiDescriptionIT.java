package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The rules of a good description that need no program of others; {@code tools/openapi-check.sh} holds it against a linter and generates a client. An
 * operation without a line in {@code api/operations.txt} fails here.
 */
class ApiDescriptionIT extends HouseIT {

    /** Answers of handlers that still read their body by hand. This list may only shrink. */
    private static final Set<String> UNTYPED = Set.of(
            "PATCH /api/v1/operations/{code}",
            "POST /api/v1/account/password",
            "POST /api/v1/agreements",
            "POST /api/v1/agreements/{id}/end",
            "POST /api/v1/approvals/roles/{id}",
            "POST /api/v1/approvals/second-factors/{id}",
            "POST /api/v1/break-glass/{id}/review",
            "POST /api/v1/bulk-reads",
            "POST /api/v1/cases/search",
            "POST /api/v1/cases/{code}/assignment",
            "POST /api/v1/cases/{code}/attachments/{id}/withdrawal",
            "POST /api/v1/cases/{code}/best-interests",
            "POST /api/v1/cases/{code}/break-glass",
            "POST /api/v1/cases/{code}/conferences",
            "POST /api/v1/cases/{code}/conferences/{id}/cancellation",
            "POST /api/v1/cases/{code}/conferences/{id}/minutes",
            "POST /api/v1/cases/{code}/decisions/{id}/settlement",
            "POST /api/v1/cases/{code}/grants",
            "POST /api/v1/cases/{code}/homecomings",
            "POST /api/v1/cases/{code}/identity/verification",
            "POST /api/v1/cases/{code}/plans",
            "POST /api/v1/cases/{code}/plans/{id}/decision",
            "POST /api/v1/cases/{code}/supervisor",
            "POST /api/v1/cases/{code}/threads",
            "POST /api/v1/cases/{code}/transfers",
            "POST /api/v1/cases/{code}/transfers/{id}/decision",
            "POST /api/v1/complaints",
            "POST /api/v1/decisions/{id}/verdict",
            "POST /api/v1/deputies",
            "POST /api/v1/doubles/{id}/choice",
            "POST /api/v1/doubles/{id}/verdict",
            "POST /api/v1/exports/requests",
            "POST /api/v1/exports/requests/{id}/approval",
            "POST /api/v1/institutions",
            "POST /api/v1/institutions/{code}/answer",
            "POST /api/v1/operations",
            "POST /api/v1/operations/{code}/figures",
            "POST /api/v1/operations/{code}/sites",
            "POST /api/v1/operations/{operation}/evidence",
            "POST /api/v1/operations/{operation}/persons",
            "POST /api/v1/operations/{operation}/persons/{code}/decisions",
            "POST /api/v1/operations/{operation}/suspects",
            "POST /api/v1/operations/{operation}/suspects/{code}/proceedings",
            "POST /api/v1/organisations",
            "POST /api/v1/organisations/{code}/end",
            "POST /api/v1/people",
            "POST /api/v1/people/{code}/contract",
            "POST /api/v1/people/{code}/roles",
            "POST /api/v1/providers",
            "POST /api/v1/providers/{code}/offers",
            "POST /api/v1/shelters",
            "POST /api/v1/shelters/{code}/closing",
            "POST /api/v1/slips",
            "POST /api/v1/slips/{number}/refusal",
            "POST /api/v1/slips/{number}/settlement",
            "POST /api/v1/tasks/snoozes",
            "POST /api/v1/terms",
            "POST /api/v1/threads",
            "POST /api/v1/tokens",
            "PUT /api/v1/cases/{code}/conferences/{id}",
            "PUT /api/v1/cases/{code}/homecomings/{id}",
            "PUT /api/v1/cases/{code}/plans/{id}",
            "PUT /api/v1/cases/{code}/registration",
            "PUT /api/v1/directory/{code}",
            "PUT /api/v1/institutions/{code}",
            "PUT /api/v1/notices/choices",
            "PUT /api/v1/operations/{operation}/victims/{reference}/suspects",
            "PUT /api/v1/shelters/{code}",
            "PUT /api/v1/slips/{number}",
            "PUT /api/v1/terms/{country}/{code}");

    private static final Set<String> NO_CONTENT = Set.of("202", "204");

    private JsonNode docs;

    @BeforeEach
    void read() {
        docs = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)))
                .get("/api/docs/openapi")
                .json();
    }

    private void eachOperation(BiConsumer<String, JsonNode> rule) {
        docs.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(one -> rule.accept(
                                one.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                one.getValue())));
    }

    @Test
    void everyOperationHasAnIdOfItsOwnInCamelCase() {
        Set<String> ids = new HashSet<>();
        eachOperation((name, operation) -> {
            String id = operation.path("operationId").asString();
            assertThat(id).as(name).matches("[a-z]+([A-Z][a-z]*)*");
            assertThat(ids.add(id)).as(name + " " + id).isTrue();
        });
        assertThat(ids).hasSizeGreaterThan(250);
    }

    @Test
    void everyOperationHasASummaryAndATagThatIsDescribed() {
        Set<String> tags = new TreeSet<>();
        docs.path("tags").forEach(tag -> {
            assertThat(tag.path("description").asString()).isNotBlank();
            tags.add(tag.path("name").asString());
        });
        Set<String> used = new TreeSet<>();
        eachOperation((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).hasSize(1);
            used.add(operation.path("tags").path(0).asString());
        });
        assertThat(used).isEqualTo(tags);
    }

    @Test
    void everySuccessIsTypedButTheseFew() {
        Set<String> bare = new TreeSet<>();
        eachOperation((name, operation) -> {
            List<Map.Entry<String, JsonNode>> successes = operation.path("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .toList();
            assertThat(successes).as(name).isNotEmpty();
            if (!successes.stream().allMatch(one -> isTyped(one.getKey(), one.getValue()))) bare.add(name);
        });
        assertThat(bare).isSubsetOf(UNTYPED);
    }

    /** A reference, a choice of them, or a simple type; an object without fields is none. */
    private static boolean isTyped(String status, JsonNode response) {
        if (!response.has("content")) return NO_CONTENT.contains(status);
        return response.path("content")
                .valueStream()
                .map(one -> one.path("schema"))
                .allMatch(schema -> {
                    String type = schema.path("type").asString("");
                    return !schema.isEmpty()
                            && (!type.equals("object")
                                    || schema.has("properties")
                                    || schema.has("additionalProperties"));
                });
    }

    @Test
    void everyOperationSaysItsRefusalsAsProblems() {
        eachOperation((name, operation) -> {
            JsonNode refusals = operation.path("responses");
            assertThat(refusals.has("401") && refusals.has("403")).as(name).isTrue();
            if (name.contains("{")) assertThat(refusals.has("404")).as(name).isTrue();
            refusals.properties().stream()
                    .filter(one -> one.getKey().startsWith("4"))
                    .forEach(one -> assertThat(one.getValue()
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asString(""))
                            .as(name + " " + one.getKey())
                            .isEqualTo("#/components/schemas/Problem"));
        });
    }

    @Test
    void everyWordOfAnAddressIsDescribed() {
        eachOperation((name, operation) -> operation.path("parameters").forEach(one -> {
            if (one.path("in").asString().equals("path"))
                assertThat(one.path("description").asString(""))
                        .as(name + " " + one.path("name"))
                        .isNotBlank();
        }));
    }

    @Test
    void everyReferenceResolvesAndEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        references(docs, used);
        assertThat(used)
                .allSatisfy(ref -> assertThat(docs.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        List<String> unused = new ArrayList<>();
        docs.at("/components/schemas").properties().forEach(one -> {
            if (!used.contains("#/components/schemas/" + one.getKey())) unused.add(one.getKey());
        });
        assertThat(unused).isEmpty();
    }

    private static void references(JsonNode node, Set<String> into) {
        if (node.path("$ref").isString()) into.add(node.path("$ref").asString());
        node.valueStream().forEach(part -> references(part, into));
    }

    @Test
    void everyPropertyHasAType() {
        docs.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> assertThat(property.getValue().isEmpty())
                                .as(schema.getKey() + "." + property.getKey())
                                .isFalse()));
    }

    @Test
    void theTokenIsAskedForEverywhereButWhereItIsOpened() {
        assertThat(docs.at("/security/0").has("bearer")).isTrue();
        eachOperation((name, operation) -> assertThat(
                        operation.has("security") && operation.path("security").isEmpty())
                .as(name)
                .isEqualTo(name.equals("POST /api/v1/tokens")));
        assertThat(docs.at("/info/license/identifier").asString("")).isEqualTo("Apache-2.0");
        assertThat(docs.at("/servers/0/url").asString("")).isEqualTo("/");
    }
}
