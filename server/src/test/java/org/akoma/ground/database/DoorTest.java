package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void nobodyIsInsideByDefault() {
        assertThatThrownBy(Door::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInnerDoorEndsWithItsWork() {
        Compartment after = Door.<Compartment>through(Compartment.CUSTODY, () -> {
            Door.through(
                    Compartment.PROTECTION, () -> assertThat(Door.current()).isEqualTo(Compartment.PROTECTION));
            return Door.current();
        });
        assertThat(after).isEqualTo(Compartment.CUSTODY);
        assertThatThrownBy(Door::current).isInstanceOf(IllegalStateException.class);
    }
}
