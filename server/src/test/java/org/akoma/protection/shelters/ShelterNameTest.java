package org.akoma.protection.shelters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShelterNameTest {

    private static final Shelter.Location HIDDEN =
            new Shelter.Location("San-Pédro", "Rue des Palmiers, quartier Bardot", null);
    private static final Shelter.Location SHORT = new Shelter.Location("Man", null, null);

    @ParameterizedTest
    @CsvSource({
        "Maison du Baobab, true, true",
        "Foyer de San Pedro, false, true",
        "FOYER SAN-PÉDRO, false, true",
        "Maison des palmiers, false, true",
        "Bardot, false, true",
        "Maison Sanogo, true, true",
        "Maison des Mangues, true, true",
        "Foyer de Man, true, false"
    })
    void aNameSaysNoPlace(String name, boolean first, boolean second) {
        assertThat(ShelterName.refusal(name, HIDDEN) == null).as(name).isEqualTo(first);
        assertThat(ShelterName.refusal(name, SHORT) == null).as(name).isEqualTo(second);
    }
}
