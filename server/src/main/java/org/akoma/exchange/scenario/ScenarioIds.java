package org.akoma.exchange.scenario;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.ShelterCodes;

/** The stable id of each record of a scenario: made from the scenario's and its own name, so that importing it again makes nothing new. */
final class ScenarioIds {

    private final String scenario;
    private final ShelterCodes shelters;
    private final Map<String, UUID> structures = new HashMap<>();

    ScenarioIds(String scenario, ShelterCodes shelters) {
        this.scenario = scenario;
        this.shelters = shelters;
    }

    UUID of(String kind, String code) {
        return UUID.nameUUIDFromBytes((scenario + "/" + kind + "/" + code).getBytes(StandardCharsets.UTF_8));
    }

    /** A shelter by its code: keyed, because a reader of the scenario knows its codes, and a placement names the shelter by this id. */
    UUID shelter(String code) {
        return shelters.idOf(scenario + "/" + code);
    }

    /** The id of a structure by its code: that of the database where it has one already. */
    UUID structure(String code) {
        return structures.getOrDefault(code, of("organisation", code));
    }

    void structures(Map<String, UUID> known) {
        structures.putAll(known);
    }
}
