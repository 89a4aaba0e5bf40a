package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.ground.web.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static Form typed(String... pairs) {
        Map<String, Object> typed = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) typed.put(pairs[i], pairs[i + 1]);
        return Form.ofJson(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "2015-11-16T07:05:00Z, ''",
        "2015-11-16T07:05, ''",
        "2015-11-16, 07:05",
        "2015-11-16, 7h05",
        "16/11/2015, 7:05"
    })
    void aMomentIsReadAsItIsWritten(String day, String time) {
        assertThat(typed("at", day, "at-time", time).moment("at")).isEqualTo(Instant.parse("2015-11-16T07:05:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18h", "18 h", "18H00", "18:00", "18 h 00"})
    void aFullHourNeedsNoMinutes(String time) {
        assertThat(typed("at", "2015-11-16", "at-time", time).moment("at"))
                .isEqualTo(Instant.parse("2015-11-16T18:00:00Z"));
    }

    @Test
    void aMomentIsReadFromItsBoxes() {
        Form form = typed("at-day", "16", "at-month", "11", "at-year", "2015", "at-time", "7:05");
        assertThat(form.moment("at")).isEqualTo(Instant.parse("2015-11-16T07:05:00Z"));
        assertThat(form.refuseUnknown().isSound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2015-11-16, ''",
        "'', 07:05",
        "2015-13-16, 07:05",
        "2015-11-16, 25:00",
        "2015-11-16Tx, ''",
        "1800-11-16T07:05, ''"
    })
    void halfAMomentIsNone(String day, String time) {
        Form form = typed("at", day, "at-time", time);
        assertThat(form.moment("at")).isNull();
        assertThat(form.errors()).hasSize(1);
    }

    @Test
    void nothingTypedIsNoMoment() {
        Form form = typed("at", "", "at-time", "");
        assertThat(form.moment("at")).isNull();
        assertThat(form.isSound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2015-11-06", "06/11/2015", "6.11.2015"})
    void aDateIsReadDayFirst(String text) {
        assertThat(typed("on", text).date("on")).isEqualTo(LocalDate.parse("2015-11-06"));
    }

    @Test
    void aMomentIsReadToTheMicrosecondThatTheDatabaseKeeps() {
        Form form = Form.ofJson(java.util.Map.of("at", "2015-11-16T07:05:00.123456789Z"));
        assertThat(form.moment("at")).isEqualTo(Instant.parse("2015-11-16T07:05:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"})
    void aSignThatNobodySeesIsLeftOutOfALongTextAndRefusedInALine(String unseen) {
        Form form = typed("minutes", "Ko" + unseen + "ffi", "nothing", unseen, "name", "Ko" + unseen + "ffi");
        assertThat(form.text("minutes", Form.LONG_TEXT)).isEqualTo("Koffi");
        assertThat(form.text("nothing", Form.LONG_TEXT)).isNull();
        assertThat(form.isSound()).isTrue();
        assertThat(form.text("name", Form.SHORT_TEXT)).isNull();
        assertThat(form.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u202f"})
    void aNoBreakSpaceStays(String space) {
        Form form = typed("minutes", "Qui" + space + "?", "title", "Qui" + space + "?");
        assertThat(form.text("minutes", Form.LONG_TEXT)).isEqualTo("Qui" + space + "?");
        assertThat(form.text("title", Form.SHORT_TEXT)).isEqualTo("Qui" + space + "?");
    }
}
