package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerTest {

    @Test
    void onceThePasswordIsForgottenNobodyBecomesTheOwner() {
        DatabaseAddress address = new DatabaseAddress(
                "jdbc:postgresql://localhost/x", Map.of(Compartment.MIGRATOR, "secret", "akoma_door", "other"));
        Owner owner = new Owner(address);
        assertThat(owner.isHere()).isTrue();
        assertThat(owner.source()).isNotNull();
        owner.forget();
        assertThat(owner.isHere()).isFalse();
        assertThatThrownBy(owner::source).hasMessageContaining("No password is kept for the login akoma_migrator");
        assertThatThrownBy(() -> address.password(Compartment.MIGRATOR)).isInstanceOf(IllegalArgumentException.class);
        assertThat(address.password("akoma_door")).isEqualTo("other");
    }
}
