package org.akoma.exchange;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The stable id of each record of a scenario: made from the scenario's and its own name, so that importing it again makes nothing new. */
record StoryIds(String story) {

    UUID of(String kind, String code) {
        return UUID.nameUUIDFromBytes((story + "/" + kind + "/" + code).getBytes(StandardCharsets.UTF_8));
    }
}
