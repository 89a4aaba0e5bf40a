package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.ground.access.Organisation;
import org.junit.jupiter.api.Test;

/** A house in Ghana is in Ghana from its first start. */
class HostTest {

    @Test
    void theStructureThatRunsTheHouseIsMadeOfTheSettings() {
        Organisation made = Provisioning.Host.of(" ONG Enfance ", "GH", "Accra").made();
        assertThat(made.code()).isEqualTo("HOST");
        assertThat(made.label()).isEqualTo("ONG Enfance");
        assertThat(made.country()).isEqualTo("GH");
        assertThat(made.town()).isEqualTo("Accra");
    }

    /** What is left out is corrected in the guide of the first day, which asks for it as long as it is so. */
    @Test
    void withoutThemItBearsTheNameOfTheProgram() {
        Organisation made = Provisioning.Host.of("", "", "").made();
        assertThat(made.label()).isEqualTo("Akoma");
        assertThat(made.country()).isEqualTo("CI");
        assertThat(made.town()).isNull();
    }
}
