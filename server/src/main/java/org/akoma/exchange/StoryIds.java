package org.akoma.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The stable id of each record of a scenario: made from the scenario's and its own name, so that importing it again makes nothing new. */
final class StoryIds {

    private final String story;
    private final Map<String, UUID> structures = new HashMap<>();

    StoryIds(String story) {
        this.story = story;
    }

    UUID of(String kind, String code) {
        return UUID.nameUUIDFromBytes((story + "/" + kind + "/" + code).getBytes(StandardCharsets.UTF_8));
    }

    /** A structure by its code: the house's own where it knew one before. */
    UUID structure(String code) {
        return structures.getOrDefault(code, of("organisation", code));
    }

    void structures(Map<String, UUID> known) {
        structures.putAll(known);
    }
}
