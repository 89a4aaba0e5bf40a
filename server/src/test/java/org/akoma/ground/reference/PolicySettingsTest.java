package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class PolicySettingsTest {
    private final DefaultListableBeanFactory rooms = new DefaultListableBeanFactory();

    @Test
    void configurationWinsOverWhatARoomKeeps() {
        PolicyOverrides kept = () -> Map.of("medical-screening.max", "36", "registration.max", "36");
        rooms.registerSingleton("kept", kept);
        Policies policies = policies("medical-screening.max", "12");
        assertThat(policies.hours("medical-screening.max")).isEqualTo(Duration.ofHours(12));
        assertThat(policies.hours("registration.max")).isEqualTo(Duration.ofHours(36));
        assertThat(policies.hours("initial-assessment.low.max")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void aListIsOneProperty() {
        assertThat(policies("reunification.milestones", "7,60").list("reunification.milestones"))
                .containsExactly(7, 60);
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> policies("medical-screening.maximum", "12"))
                .hasMessageStartingWith("The setting akoma.policy.medical-screening.maximum names no limit.");
    }

    private Policies policies(String key, String value) {
        var environment = new MockEnvironment().withProperty("akoma.policy." + key, value);
        return new PolicySettings().policies(environment, rooms.getBeanProvider(PolicyOverrides.class));
    }
}
