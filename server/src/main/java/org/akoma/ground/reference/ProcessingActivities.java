package org.akoma.ground.reference;

import static org.akoma.ground.reference.Resources.text;
import static org.akoma.ground.reference.Resources.textOrNull;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** All processing of personal data that this software does, for the register of processing. */
public final class ProcessingActivities {

    private static final List<ProcessingActivity> ALL = Resources.entries("processing.json", "activities").stream()
            .map(ProcessingActivities::activity)
            .toList();

    private ProcessingActivities() {}

    public static List<ProcessingActivity> all() {
        return ALL;
    }

    private static ProcessingActivity activity(JsonNode n) {
        return new ProcessingActivity(
                text(n, "code"),
                texts(n, "fr", "Fr"),
                texts(n, "en", "En"),
                words(n, "receivers"),
                words(n, "limits"),
                n.required("transfers").asBoolean());
    }

    private static ProcessingActivity.Texts texts(JsonNode n, String name, String suffix) {
        return new ProcessingActivity.Texts(
                text(n, name),
                text(n, "purpose" + suffix),
                text(n, "basis" + suffix),
                text(n, "people" + suffix),
                text(n, "data" + suffix),
                textOrNull(n, "kept" + suffix));
    }

    private static List<String> words(JsonNode n, String field) {
        return n.required(field).valueStream().map(JsonNode::asString).toList();
    }
}
