package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles as people write them in their tables. */
class WrittenNamesTest {

    private final CodeList roles = new CodeLists().list("role");

    @ParameterizedTest
    @CsvSource({
        "Superviseure, CASE_SUPERVISOR",
        "superviseuse, CASE_SUPERVISOR",
        "Travailleuse sociale, CASE_WORKER",
        "TRAVAILLEUR/EUSE SOCIAL(E), CASE_WORKER",
        "Administrateur, SYSTEM_ADMINISTRATOR",
        "Administratrice du systeme, SYSTEM_ADMINISTRATOR",
        "Responsable de centre d'accueil, SHELTER_MANAGER",
        "responsable de centre d’accueil, SHELTER_MANAGER",
        "Agente des forces de l'ordre, LE_OFFICER",
        "Coordinatrice des forces de l’ordre, LE_COORDINATOR",
        "Responsable financière, FINANCE_OFFICER",
        "Cheffe de projet, PROJECT_MANAGER",
        "Déléguée à la protection des données, DATA_PROTECTION_OFFICER",
        "délégué, DATA_PROTECTION_OFFICER",
        "Évaluatrice, EVALUATOR",
        "Agente du ministère, MINISTRY_OFFICER",
        "case worker, CASE_WORKER",
        "case_worker, CASE_WORKER",
        "Case Worker, CASE_WORKER"
    })
    void aRoleIsFoundAsItIsWritten(String written, String code) {
        assertThat(WrittenNames.code(roles, written)).hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({"peintre", "Coordinatrice", "Responsable", "Agent", "Superviseur de la police", "'  '"})
    void whatMeansNoneOrSeveralIsNotGuessed(String written) {
        assertThat(WrittenNames.code(roles, written)).isEmpty();
    }

    @Test
    void eachLabelMeansItsOwnCode() {
        roles.codes().forEach(one -> {
            assertThat(WrittenNames.code(roles, one.labelFr())).hasValue(one.code());
            assertThat(WrittenNames.code(roles, one.labelEn())).hasValue(one.code());
        });
    }
}
