package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records go to another machine only over a wire that was chosen. */
class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org:5432/akoma",
                "jdbc:postgresql://10.0.0.7/akoma",
                "jdbc:postgresql://localhost,10.0.0.7/akoma"
            })
    void anotherMachineIsNotAskedWithoutAWordOnTheWire(String url) {
        assertThatThrownBy(() -> ExternalPostgres.refusePlainText(url))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("sslmode=verify-full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org:5432/akoma?sslmode=verify-full",
                "jdbc:postgresql://10.0.0.7/akoma?sslmode=disable",
                "jdbc:postgresql://127.0.0.1:5433/akoma",
                "jdbc:postgresql://localhost/akoma",
                "jdbc:postgresql:akoma"
            })
    void thisMachineAndWhatWasChosenAre(String url) {
        assertThatCode(() -> ExternalPostgres.refusePlainText(url)).doesNotThrowAnyException();
    }
}
