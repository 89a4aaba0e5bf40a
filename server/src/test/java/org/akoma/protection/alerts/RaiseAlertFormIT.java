package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;

/** The fields of an alert on a child, as they are declared. */
class RaiseAlertFormIT extends StatusHouse {

    /** What a person may choose is what the declaration offers. */
    @Test
    void theDeclaredTypesAreThoseThatAPersonRaises() {
        List<String> codes = new ArrayList<>();
        api(worker.username())
                .get("/api/v1/forms/followup.raise-alert")
                .json()
                .path("fields")
                .path(0)
                .path("codes")
                .forEach(code -> codes.add(code.asString()));
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Alert.Type.ofAChild().stream().map(Enum::name).toList());
    }
}
