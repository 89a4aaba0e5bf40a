package org.akoma.ground.forms;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;

/** Describes the problems that an act may be answered. */
final class RefusalsInApiDocs {

    private static final String PROBLEM = "Problem";
    private static final String FIELD_ERROR = "FieldProblem";

    private RefusalsInApiDocs() {}

    /** The schemas that each refusal refers to. */
    static void components(Components components) {
        components.addSchemas(FIELD_ERROR, fieldError());
        components.addSchemas(PROBLEM, problem());
    }

    /**
     * Of an act with a form.
     *
     * @param version the act may be overtaken.
     * @param needed it must name a version
     */
    static void describe(ApiResponses responses, boolean version, boolean needed) {
        add(
                responses,
                "409",
                version
                        ? "Somebody else changed it since the version that was named, or other content was sent under the same id"
                        : "Other content was sent under the same id");
        if (needed) add(responses, "428", "If-Match is missing");
    }

    /** Of any operation: what its handler does not say itself. */
    static void describe(String path, HttpMethod method, Operation operation) {
        ApiResponses responses = operation.getResponses();
        boolean reads = method == HttpMethod.GET;
        boolean asks = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> "query".equals(one.getIn()));
        boolean tells = operation.getRequestBody() != null;
        if (tells) add(responses, "400", "The body cannot be read");
        add(responses, "401", "No valid token");
        add(responses, "403", "The caller may not do this");
        if (path.contains("{")) add(responses, "404", "There is no such thing, or the caller does not see it");
        if (!reads) add(responses, "409", "It was done already, or it is not what the caller saw");
        if (tells || asks || !reads) add(responses, "422", "A rule is broken: one error for each field that is wrong");
    }

    private static void add(ApiResponses responses, String status, String description) {
        if (responses.containsKey(status)) return;
        MediaType body = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        responses.addApiResponse(
                status,
                new ApiResponse()
                        .description(description)
                        .content(new Content().addMediaType("application/problem+json", body)));
    }

    private static Schema<?> problem() {
        Schema<?> errors = of("array").items(new Schema<>().$ref(FIELD_ERROR));
        return of("object")
                .description("What is wrong, by a stable code; its texts are in the language of the caller")
                .addProperty("status", of("integer"))
                .addProperty("title", of("string"))
                .addProperty("code", of("string").description("What was refused and why, such as cases.file-closed"))
                .addProperty("errors", errors)
                .required(List.of("status", "code"));
    }

    private static Schema<?> fieldError() {
        return of("object")
                .addProperty("field", of("string"))
                .addProperty("code", of("string").description("What was refused and why, such as cases.file-closed"))
                .addProperty("message", of("string"))
                .required(List.of("field", "code", "message"));
    }

    private static Schema<Object> of(String type) {
        Schema<Object> schema = new Schema<>();
        schema.type(type);
        schema.types(Set.of(type));
        return schema;
    }
}
