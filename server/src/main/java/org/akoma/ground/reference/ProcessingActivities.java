package org.akoma.ground.reference;

import static org.akoma.ground.reference.Resources.text;
import static org.akoma.ground.reference.Resources.textOrNull;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All processing of personal data that this software does, for the register of processing. */
@Component
public class ProcessingActivities {

    private final List<ProcessingActivity> all = Resources.entries("processing.json", "activities").stream()
            .map(ProcessingActivities::activity)
            .toList();

    public List<ProcessingActivity> all() {
        return all;
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
