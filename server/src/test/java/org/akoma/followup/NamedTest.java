package org.akoma.followup;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and roles in the words of a complaint. */
class NamedTest {

    @ParameterizedTest
    @ValueSource(strings = {"PM-O1", "pm o1", "PM-0l", "\u0420\u041c-01", "pm01", "Le chef PM - 01."})
    void aCodeIsKnownHoweverItIsWritten(String written) {
        assertThat(Named.in(written).words()).contains("pm01");
    }

    @Test
    void aRoleIsKnownAsPeopleCallIt() {
        for (String written :
                new String[] {"Notre chef projet", "the boss of the Akoma project", "le responsable du projet"})
            assertThat(Named.in(written).roles()).as(written).containsExactly(Role.PROJECT_MANAGER.name());
        assertThat(Named.in("the officer for data protection").roles())
                .containsExactly(Role.DATA_PROTECTION_OFFICER.name());
        assertThat(Named.in("Il vient à 3 pm").roles()).isEmpty();
        for (String written : new String[] {"P. M.", "PM 1", "le chef de programme", "the head of the programme"})
            assertThat(Named.concerned(written).roles()).as(written).containsExactly(Role.PROJECT_MANAGER.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PM 1", "pm-001", "PM l", "pm01"})
    void aCodeIsKnownWithoutItsNoughts(String written) {
        assertThat(Named.in(written).words()).contains("pm1");
    }
}
