package org.akoma.programme.fieldwork;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The guides in the jar, in all their versions. A missing or broken file stops the start. */
final class Guides {

    static final List<Guide> ALL = read();

    private Guides() {}

    static Guide of(Guide.Code code, int version) {
        return ALL.stream()
                .filter(one -> one.code() == code && one.version() == version)
                .findFirst()
                .orElseThrow();
    }

    /** The newest that is valid on a day. */
    static Guide on(Guide.Code code, LocalDate day) {
        return ALL.stream()
                .filter(one -> one.code() == code && !one.validFrom().isAfter(day))
                .max(Comparator.comparing(Guide::version))
                .orElseThrow();
    }

    private static List<Guide> read() {
        try (InputStream in =
                Objects.requireNonNull(Guides.class.getResourceAsStream("/reference/interview-guides.json"))) {
            return JsonMapper.shared()
                    .readTree(in)
                    .required("guides")
                    .valueStream()
                    .map(Guides::guide)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Guide guide(JsonNode node) {
        return new Guide(
                Guide.Code.valueOf(node.required("code").asString()),
                node.required("version").asInt(),
                LocalDate.parse(node.required("validFrom").asString()),
                node.required("fr").asString(),
                node.required("en").asString(),
                node.required("questions")
                        .valueStream()
                        .map(one -> new Guide.Question(
                                one.required("id").asString(),
                                one.required("fr").asString(),
                                one.required("en").asString()))
                        .toList());
    }
}
