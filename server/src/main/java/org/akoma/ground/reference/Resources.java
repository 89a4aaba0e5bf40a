package org.akoma.ground.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code /reference} in the jar. A missing or broken one stops the start: nothing works without them. */
final class Resources {
    private Resources() {}

    static List<JsonNode> entries(String file, String array) {
        try (InputStream in = open(file)) {
            return List.copyOf(
                    JsonMapper.shared().readTree(in).required(array).asArray().values());
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static List<String> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Of a table with a line of headings. */
    static List<CSVRecord> rows(String file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = new InputStreamReader(open(file), StandardCharsets.UTF_8)) {
            return format.parse(reader).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }

    static @Nullable String textOrNull(JsonNode node, String field) {
        return node.has(field) ? text(node, field) : null;
    }

    static List<Code> codes(JsonNode list) {
        if (!list.has("codes")) return List.of();
        return list.required("codes")
                .valueStream()
                .map(c -> new Code(text(c, "code"), text(c, "fr"), text(c, "en"), textOrNull(c, "htcds")))
                .toList();
    }

    private static InputStream open(String file) {
        InputStream in = Resources.class.getResourceAsStream("/reference/" + file);
        if (in == null) throw new IllegalStateException("not in the jar: reference/" + file);
        return in;
    }
}
