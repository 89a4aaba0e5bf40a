package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.akoma.ground.database.ClockWatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where the clock is wrong the right password is refused: the page at the door says why, in both languages, and no longer once it is set. */
class SignInClockIT extends GuardedHouseIT {

    @Autowired
    ClockWatch watch;

    @Test
    void thePageAtTheDoorSaysThatTheClockIsWrong() {
        clock.moveTo(MORNING.plus(Duration.ofDays(1_000))); // after all that other tests wrote into the journal
        watch.compare(clock.instant()); // the database's is ten years ahead of the tests'
        assertThat(nobody().get("/sign-in?lang=fr").body()).doesNotContain("L’horloge de ce serveur");
        watch.compare(clock.instant().plusSeconds(3_600));
        try {
            assertThat(nobody().get("/sign-in?lang=fr").body())
                    .contains("L’horloge de ce serveur n’est pas juste", "Prévenez l’équipe technique");
            assertThat(nobody().get("/sign-in?lang=en").body())
                    .contains("The clock of this server is wrong", "Tell the technical team");
        } finally {
            watch.compare(clock.instant());
        }
        assertThat(nobody().get("/sign-in?lang=fr").body()).doesNotContain("L’horloge de ce serveur");
    }
}
