package org.akoma.protection.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.ground.access.Role;
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
            assertThat(offices(Named.in(written))).as(written).containsExactly(Role.PROJECT_MANAGER.name());
        assertThat(offices(Named.in("the officer for data protection")))
                .containsExactly(Role.DATA_PROTECTION_OFFICER.name());
        assertThat(Named.in("Il vient à 3 pm").roles()).isEmpty();
        for (String written : new String[] {"P. M.", "PM 1", "le chef de programme", "the head of the programme"})
            assertThat(offices(Named.concerned(written))).as(written).containsExactly(Role.PROJECT_MANAGER.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PM 1", "pm-001", "PM l", "pm01"})
    void aCodeIsKnownWithoutItsNoughts(String written) {
        assertThat(Named.in(written).words()).contains("pm1");
    }

    /** "At 5 pm" names nobody, and the project manager is named beside an hour all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "the DPO saw it at 5 pm and laughed",
                "at 5pm",
                "at 5:30 PM",
                "at 5 p.m.",
                "vers 17h pm",
                "17 h 30 pm",
                "five pm",
                "\u0665 pm, 3 times"
            })
    void anHourIsNoProjectManager(String written) {
        assertThat(offices(Named.concerned(written))).as(written).doesNotContain(Role.PROJECT_MANAGER.name());
        for (String beside : new String[] {written + ", the PM too", "PM, " + written, written + " PM 1"})
            assertThat(offices(Named.concerned(beside))).as(beside).contains(Role.PROJECT_MANAGER.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SW-01 pm", "SW-01, PM", "DPO 1 and PM 1", "5 pm-01"})
    void anAccountsNumberIsNoHour(String written) {
        assertThat(offices(Named.concerned(written))).as(written).contains(Role.PROJECT_MANAGER.name());
    }

    /** "DPO-01" is one account; the office is meant where letters stand alone, too. */
    @Test
    void theLettersOfACodeAreNoOffice() {
        for (String code : new String[] {"DPO-01", "dpo 1, DPO-02", "the PM-01 and PM 1"}) {
            assertThat(Named.concerned(code).roles()).as(code).isNotEmpty().allMatch(role -> role.contains("/"));
        }
        assertThat(Named.concerned("DPO-01 and the DPO").roles()).containsExactly(Role.DATA_PROTECTION_OFFICER.name());
        assertThat(Named.concerned("PM").roles()).containsExactly(Role.PROJECT_MANAGER.name());
    }

    /** Without the digests of codes behind them. */
    private static Set<String> offices(Named named) {
        return named.roles().stream().map(role -> role.split("/")[0]).collect(Collectors.toSet());
    }
}
