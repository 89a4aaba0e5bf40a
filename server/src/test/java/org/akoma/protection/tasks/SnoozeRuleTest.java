package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be put off; and what a calendar outside the house says. */
class SnoozeRuleTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    @ParameterizedTest
    @CsvSource({
        "cases.plan,HIGH,2015-11-17,",
        "cases.plan,HIGH,2015-11-30,",
        "cases.plan,HIGH,2015-11-16,tasks.until-later",
        "cases.plan,HIGH,2015-12-01,tasks.until-too-far",
        "followup.visit,MEDIUM,2015-11-17,",
        "followup.visit,HIGH,2015-11-17,tasks.not-to-be-put-off",
        "followup.review,LOW,2015-11-17,tasks.not-to-be-put-off",
        "cases.approve-place,LOW,2015-11-17,tasks.not-to-be-put-off",
        "assistance.start,LOW,2015-11-17,tasks.not-to-be-put-off",
        "assistance.approve,LOW,2015-11-17,tasks.not-to-be-put-off",
        "cases.consent,LOW,2015-11-17,tasks.not-to-be-put-off",
        "referrals.answer,LOW,2015-11-17,tasks.not-to-be-put-off",
        "cases.screening,HIGH,2015-11-17,tasks.not-to-be-put-off",
        "followup.alert-acknowledge,HIGH,2015-11-17,tasks.not-to-be-put-off"
    })
    void puttingOff(String kind, String risk, LocalDate until, String code) {
        FieldError error = SnoozeRule.refusal(kind, risk, until, TODAY, 14);
        assertThat(error == null ? null : error.code()).isEqualTo(code);
    }

    @Test
    void aCalendarSaysHowManyAndNothingElse() {
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        days.put(TODAY, 3);
        String file = CalendarFile.of(
                days, TODAY.atStartOfDay(java.time.ZoneOffset.UTC).toInstant(), n -> n + " tâches, dans Akoma");
        assertThat(file.split("\r\n"))
                .contains(
                        "BEGIN:VEVENT",
                        "DTSTART;VALUE=DATE:20151116",
                        "SUMMARY:3 tâches\\, dans Akoma",
                        "END:VCALENDAR");
    }

    @Test
    void aMonthIsWholeWeeks() {
        List<TaskCalendar.Day> days =
                TaskCalendar.of(java.time.YearMonth.of(2015, 11), List.of()).days();
        assertThat(days).hasSize(42);
        assertThat(days.getFirst().date()).isEqualTo("2015-10-26");
        assertThat(days.getLast().date()).isEqualTo("2015-12-06");
    }
}
