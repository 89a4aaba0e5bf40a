package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the home page shows what is late. */
class HomeOrderTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    private static Task late(String kind, int days, boolean urgent) {
        return new Task(kind, "AK-001", null, TODAY.minusDays(days), "/cases/AK-001", 1, true, urgent);
    }

    @Test
    void whatCannotBePutOffStandsAboveWhatHasWaitedLonger() {
        List<Task> all = List.of(late("refusal", 161, false), late("alert", 6, true), late("review", 170, false));
        assertThat(HomePages.rows(all, Task.When.LATE, TODAY))
                .extracting(row -> row.task().kind())
                .containsExactly("alert", "review", "refusal");
    }
}
