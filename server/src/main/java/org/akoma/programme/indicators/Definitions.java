package org.akoma.programme.indicators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.programme.indicators.Indicator.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definitions in the jar, in the order of their numbers. A missing or broken file stops the start. */
final class Definitions {

    static final List<Indicator> ALL = read("indicators");

    /** What the dashboards count besides, in the same cells. */
    static final List<Indicator> COUNTS = read("counts");

    static final List<Indicator> WITH_COUNTS =
            Stream.concat(ALL.stream(), COUNTS.stream()).toList();

    /** Counted by training and evaluation when somebody asks, as indicators.report_day does. */
    static final Set<String> OF_OTHER_CHAPTERS = Set.of("I21", "I23", "I24");

    private Definitions() {}

    static Optional<Indicator> find(String id) {
        return ALL.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static List<Indicator> read(String list) {
        try (InputStream in =
                Objects.requireNonNull(Definitions.class.getResourceAsStream("/reference/indicators.json"))) {
            return JsonMapper.shared()
                    .readTree(in)
                    .required(list)
                    .valueStream()
                    .map(Definitions::indicator)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Indicator indicator(JsonNode node) {
        return new Indicator(
                node.required("id").asString(),
                Indicator.Group.valueOf(node.required("group").asString()),
                Indicator.Kind.valueOf(node.required("kind").asString()),
                node.required("files").asBoolean(),
                new Words(node.required("fr").asString(), node.required("en").asString()),
                words(node, "numerator"),
                wordsOrNull(node, "denominator"),
                wordsOrNull(node, "unknown"),
                wordsOrNull(node, "notDue"),
                node.required("by")
                        .valueStream()
                        .map(one -> Indicator.Division.valueOf(one.asString()))
                        .toList(),
                words(node, "source"),
                words(node, "limits"),
                node.required("policies").valueStream().map(JsonNode::asString).toList());
    }

    private static Words words(JsonNode node, String field) {
        return new Words(
                node.required(field + "Fr").asString(),
                node.required(field + "En").asString());
    }

    private static @Nullable Words wordsOrNull(JsonNode node, String field) {
        return node.has(field + "Fr") ? words(node, field) : null;
    }
}
