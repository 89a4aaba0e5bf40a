package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** The database stops and comes back under a running application. */
class DatabaseDownFilterIT extends HouseIT {

    /** The pools' patience of four seconds, and a busy machine; less than the half minute that a pool waits by itself. */
    private static final Duration SOON = Duration.ofSeconds(25);

    @Test
    void everyRequestIsToldSoSoonAndWorksAgainWhenItIsBack() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Caller program = api(worker);
        Visit visit = browser(worker);
        visit.get("/cases");
        TestDatabase.whileAway(() -> {
            Answer told = soon(() -> program.get("/api/v1/cases"));
            assertThat(told.status()).as(told.toString()).isEqualTo(503);
            assertThat(told.code()).isEqualTo("house.database-away");
            assertThat(told.header("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(told.header("Retry-After")).hasValue("10");
            assertThat(soon(() -> nobody().post("/api/v1/tokens", Map.of("username", worker, "password", PASSWORD)))
                            .code())
                    .isEqualTo("house.database-away");
            Answer page = soon(() -> visit.get("/cases"));
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body())
                    .contains("Akoma est indisponible pour un moment", "téléphonez")
                    .doesNotContain("Exception", "Hikari", "akoma_");
            Answer health = soon(() -> nobody().get("/actuator/health"));
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().path("status").asString()).isEqualTo("DOWN");
            assertThat(soon(() -> browser().get("/sign-in")).status())
                    .as("needs no database")
                    .isEqualTo(200);
        });
        // pools try again at growing distances; who was refused was asked to come back after ten seconds, on a machine
        // that is not busy
        await().atMost(Duration.ofSeconds(30))
                .until(() -> nobody().get("/actuator/health").status() == 200);
        assertThat(program.get("/api/v1/cases").status()).isEqualTo(200);
        assertThat(visit.get("/cases").status()).isEqualTo(200);
    }

    private static Answer soon(Supplier<Answer> asking) {
        long began = System.nanoTime();
        Answer answer = asking.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        return answer;
    }
}
