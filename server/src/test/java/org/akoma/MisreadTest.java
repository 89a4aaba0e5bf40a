package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was typed wrong is said in our words, not in those of the library, and the command ends as one that was misread. */
class MisreadTest {

    @ParameterizedTest
    @CsvSource({
        "'', A command is missing.",
        "serv, “serv” is not known here.",
        "backup, Missing: ",
        "backup --dta x y, --dta"
    })
    void eachIsSaid(String typed, String said) {
        StringWriter told = new StringWriter();
        int code = Akoma.commands(CommandLanguage.own())
                .setParameterExceptionHandler(Misread::explain)
                .setErr(new PrintWriter(told, true))
                .execute(typed.isEmpty() ? new String[0] : typed.split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(told.toString()).contains(said).doesNotContain("Unmatched", "Missing required", "Did you mean");
    }
}
