package org.akoma.ground.forms;

import io.swagger.v3.oas.models.Components;
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

    /**
     * @param version the act may be overtaken.
     * @param needed it must name a version
     */
    static void describe(ApiResponses responses, Components components, boolean version, boolean needed) {
        components.addSchemas(FIELD_ERROR, fieldError());
        components.addSchemas(PROBLEM, problem());
        add(responses, "400", "The body is not a JSON object");
        add(responses, "401", "No valid token");
        add(responses, "403", "The caller sees the thing but may not do this");
        add(responses, "404", "There is no such thing, or the caller does not see it");
        add(
                responses,
                "409",
                version
                        ? "Somebody else changed it since the version that was named, or other content was sent under the same id"
                        : "Other content was sent under the same id");
        add(responses, "422", "A rule is broken: one error for each field that is wrong");
        if (needed) add(responses, "428", "If-Match is missing");
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
                .addProperty("code", of("string").description("room.reason"))
                .addProperty("errors", errors)
                .required(List.of("status", "code"));
    }

    private static Schema<?> fieldError() {
        return of("object")
                .addProperty("field", of("string"))
                .addProperty("code", of("string").description("room.reason"))
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
