package org.akoma.ground.forms;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Gives each operation of the API its id, its tag and its summary from {@code api/operations.txt}, and the refusals that any operation may answer.
 * A tag is a line {@code [tag] What it is about}; an operation is a line {@code METHOD path operationId Summary} below its tag, without the summary
 * where the handler has one in {@code @Operation}.
 */
@Component
class OperationsInApiDocs implements GlobalOpenApiCustomizer {

    private static final String FILE = "/api/operations.txt";

    /** @param summary null where the handler says it */
    private record Line(
            String tag, String operationId, @Nullable String summary) {}

    private final List<Tag> tags = new ArrayList<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    OperationsInApiDocs() {
        read().lines().forEach(this::take);
    }

    private static String read() {
        try (InputStream file = Objects.requireNonNull(OperationsInApiDocs.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        if (line.startsWith("[")) {
            int end = line.indexOf(']');
            tags.add(new Tag()
                    .name(line.substring(1, end))
                    .description(line.substring(end + 1).strip()));
        } else if (!line.isBlank()) {
            String[] part = line.split(" ", 4);
            lines.put(
                    part[0] + " " + part[1],
                    new Line(tags.getLast().getName(), part[2], part.length == 4 ? part[3] : null));
        }
    }

    @Override
    public void customise(OpenAPI api) {
        api.setTags(tags);
        RefusalsInApiDocs.components(api.getComponents());
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private void describe(String path, HttpMethod method, Operation operation) {
        Line line = lines.get(method + " " + path);
        if (line != null) {
            operation.setOperationId(line.operationId());
            operation.setTags(List.of(line.tag()));
            if (operation.getSummary() == null) operation.setSummary(line.summary());
        }
        PathsInApiDocs.describe(path, operation);
        RefusalsInApiDocs.describe(path, method, operation);
    }
}
