package org.akoma.ground.notices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.DailyReminder;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SystemRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The bell of the morning rings on the page at once and leaves the house when the person's own hours let it. */
class MorningBellIT extends DoorbellHouse {

    private static final String DAY = "2015-11-27T";

    @Autowired
    SystemRuns runs;

    private Actor worker;
    private Outbox house;

    @BeforeEach
    void somebodyWhoReadsMail() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        house = house(mailer());
    }

    private void chooses(Choice.Rhythm rhythm, LocalTime quietFrom, LocalTime quietUntil) {
        notices.choose(
                worker,
                new Choice(
                        rhythm,
                        LocalTime.of(9, 0),
                        quietFrom,
                        quietUntil,
                        true,
                        worker.username() + "@ngo.example",
                        null));
    }

    /** As the morning's round does it. */
    private void rings(String time) {
        clock.moveTo(Instant.parse(DAY + time + "Z"));
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        runs.asHouse(() -> {
            events.publishEvent(new DailyReminder(worker.personId(), 3, day));
            return true;
        });
    }

    private List<MimeMessage> lettersAt(Instant moment) {
        clock.moveTo(moment);
        house.pass();
        return arrived().stream().filter(this::isHers).toList();
    }

    private boolean isHers(MimeMessage letter) {
        try {
            return letter.getAllRecipients()[0].toString().startsWith(worker.username());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // rhythm, quiet from, until, rung, leaves
        "AT_ONCE,,,06:00:00,06:00:00",
        "AT_ONCE,20:00,06:00,06:00:00,06:00:00",
        "AT_ONCE,20:00,07:30,06:00:00,07:30:00",
        "AT_ONCE,05:00,08:00,06:00:00,08:00:00",
        "AT_ONCE,12:00,14:00,06:00:00,06:00:00",
        "DAILY,,,06:00:00,09:00:00",
        "DAILY,20:00,10:00,06:00:00,10:00:00"
    })
    void waitsForTheEndOfTheQuietHours(
            Choice.Rhythm rhythm, LocalTime from, LocalTime until, String rung, String leaves) {
        chooses(rhythm, from, until);
        rings(rung);
        assertThat(notices.unread(worker)).as("on the page at once").isEqualTo(3);
        Instant due = Instant.parse(DAY + leaves + "Z");
        if (!leaves.equals(rung))
            assertThat(lettersAt(due.minusSeconds(60))).as("a minute before").isEmpty();
        assertThat(lettersAt(due.plusSeconds(1))).hasSize(1);
        assertThat(lettersAt(due.plusSeconds(3_600))).as("once").hasSize(1);
    }

    @Test
    void whatWasSeenInTheQuietHoursDoesNotLeaveAndNeverIsNever() {
        chooses(Choice.Rhythm.AT_ONCE, LocalTime.of(20, 0), LocalTime.of(7, 30));
        rings("06:00:00");
        notices.read(worker, null);
        assertThat(lettersAt(Instant.parse(DAY + "07:31:00Z"))).isEmpty();
        worker = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        chooses(Choice.Rhythm.NEVER, null, null);
        rings("06:00:00");
        assertThat(notices.unread(worker)).isEqualTo(3);
        assertThat(lettersAt(Instant.parse("2015-11-29T12:00:00Z"))).isEmpty();
    }
}
