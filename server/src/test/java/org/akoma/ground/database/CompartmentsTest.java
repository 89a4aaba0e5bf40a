package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompartmentsTest {

    @Test
    void aHostOfThePoliceServesNoCare() {
        Compartments police = Compartments.written("enforcement");
        assertThat(police.serves(Compartment.PROTECTION)).isFalse();
        assertThat(police.serves(Compartment.CUSTODY)).isFalse();
        assertThat(police.served())
                .containsExactlyInAnyOrder(
                        Compartment.ENFORCEMENT,
                        Compartment.ADMINISTRATION,
                        Compartment.PUBLICATION,
                        Compartment.STATISTICS,
                        Compartment.DOOR,
                        Compartment.JOBS);
        assertThat(police.areAll()).isFalse();
    }

    @Test
    void withoutNamesAllAreServed() {
        assertThat(Compartments.written(null).areAll()).isTrue();
        assertThat(Compartments.written(" ").areAll()).isTrue();
        assertThat(Compartments.written("enforcement, protection,custody").areAll())
                .isTrue();
    }

    @Test
    void whatIsNoCompartmentStopsTheStart() {
        assertThatThrownBy(() -> Compartments.written("police")).isInstanceOf(StartRefused.class);
    }
}
