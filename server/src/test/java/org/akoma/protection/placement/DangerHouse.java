package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.jspecify.annotations.Nullable;

/** What tests of a child in danger do through the API: report the danger, move the child, and ask where it lives. */
abstract class DangerHouse extends CareHouse {

    static final String AT_HOME = "DANGER_AT_HOME";

    /** Acts of one test are minutes apart: what was reported first comes first. */
    void later() {
        clock.moveTo(clock.instant().plusSeconds(60));
    }

    /** Reports a danger and lets a minute pass. */
    UUID raise(Actor by, String code, String type, String what) {
        Answer raised =
                api(by.username()).post("/api/v1/cases/" + code + "/alerts", Map.of("type", type, "what", what));
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
        later();
        return UUID.fromString(raised.json().path("id").asString());
    }

    Optional<Placement> lives(String code) {
        return done(placements.of(supervisor, code)).stream()
                .filter(one -> one.state() == Placement.State.CURRENT)
                .findFirst();
    }

    boolean isWithoutPlace(String code) {
        return api(supervisor.username())
                .get("/api/v1/cases/" + code + "/alerts")
                .body()
                .contains("WITHOUT_PLACE");
    }

    /** A foster family at the address of the danger. */
    static Map<String, Object> foster() {
        return Map.of(
                "id",
                Ids.next(),
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                TODAY,
                "reason",
                "BETTER_SUITED",
                "address",
                "Même maison",
                "withWhom",
                "Même famille");
    }

    /** A step of a return to this country. */
    static PlanReturn to(String country, UUID way, @Nullable Integer version, FamilyReturn.State state) {
        boolean accepted = state == FamilyReturn.State.ACCEPTED;
        return new PlanReturn(
                way,
                version,
                country,
                null,
                state,
                accepted ? "DNPEF-ML" : null,
                accepted ? TODAY : null,
                state == FamilyReturn.State.DEPARTED ? TODAY : null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    /** The worker says that the way is over: the child arrived, or turned back. */
    Answer over(String code, String country, UUID way, int version, String state) {
        Map<String, Object> said = state.equals("ARRIVED")
                ? Map.of(
                        "toCountry",
                        country,
                        "state",
                        state,
                        "arrivalConfirmedAt",
                        clock.instant().toString())
                : Map.of("toCountry", country, "state", state);
        return api(worker.username()).put("/api/v1/cases/" + code + "/homecomings/" + way, said, "\"" + version + "\"");
    }
}
