package org.akoma.ground.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.akoma.ground.access.Notification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a ring leaves the house. */
class ChoiceTest {

    @ParameterizedTest
    @CsvSource({
        // rhythm, quiet from, until, kind, rung, due
        "AT_ONCE,,,task,2015-11-16T23:30:00Z,2015-11-16T23:30:00Z",
        "AT_ONCE,20:00,06:00,task,2015-11-16T23:30:00Z,2015-11-17T06:00:00Z",
        "AT_ONCE,20:00,06:00,task,2015-11-16T05:59:59Z,2015-11-16T06:00:00Z",
        "AT_ONCE,20:00,06:00,task,2015-11-16T06:00:00Z,2015-11-16T06:00:00Z",
        "AT_ONCE,20:00,06:00,task,2015-11-16T20:00:00Z,2015-11-17T06:00:00Z",
        "AT_ONCE,20:00,06:00,alert,2015-11-16T23:30:00Z,2015-11-16T23:30:00Z",
        "AT_ONCE,12:00,14:00,message,2015-11-16T13:00:00Z,2015-11-16T14:00:00Z",
        "AT_ONCE,12:00,14:00,message,2015-11-16T14:00:00Z,2015-11-16T14:00:00Z",
        "DAILY,,,message,2015-11-16T08:00:00Z,2015-11-17T07:00:00Z",
        "DAILY,,,message,2015-11-16T06:59:00Z,2015-11-16T07:00:00Z",
        "DAILY,06:00,09:00,message,2015-11-16T06:59:00Z,2015-11-16T09:00:00Z",
        "DAILY,,,alert,2015-11-16T08:00:00Z,2015-11-16T08:00:00Z"
    })
    void leavesAt(Choice.Rhythm rhythm, LocalTime from, LocalTime until, String kind, Instant rung, Instant due) {
        assertThat(new Choice(rhythm, LocalTime.of(7, 0), from, until, true, null, null).dueAt(kind, rung))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"task", "alert"})
    void neverIsNever(String kind) {
        Choice never = new Choice(Choice.Rhythm.NEVER, LocalTime.of(7, 0), null, null, true, null, null);
        assertThat(never.dueAt(kind, Instant.EPOCH)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2015-11-16T23:30:00Z,2015-11-17T06:00:00Z"})
    void anAlertMayWaitWherePeopleChoseSo(Instant rung, Instant due) {
        Choice quiet = new Choice(
                Choice.Rhythm.AT_ONCE, LocalTime.of(7, 0), LocalTime.of(20, 0), LocalTime.of(6, 0), false, null, null);
        assertThat(quiet.dueAt(Notification.ALERT, rung)).isEqualTo(due);
    }
}
