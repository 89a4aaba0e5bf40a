package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompartmentContextTest {

    @Test
    void nobodyIsInsideByDefault() {
        assertThatThrownBy(CompartmentContext::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInnerDoorEndsWithItsWork() {
        Compartment after = CompartmentContext.<Compartment>through(Compartment.CUSTODY, () -> {
            CompartmentContext.through(
                    Compartment.PROTECTION,
                    () -> assertThat(CompartmentContext.current()).isEqualTo(Compartment.PROTECTION));
            return CompartmentContext.current();
        });
        assertThat(after).isEqualTo(Compartment.CUSTODY);
        assertThatThrownBy(CompartmentContext::current).isInstanceOf(IllegalStateException.class);
    }
}
