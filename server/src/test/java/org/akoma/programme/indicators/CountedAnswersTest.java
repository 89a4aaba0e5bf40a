package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountedAnswersTest {

    private record Question(String about) {}

    private final CountedAnswers answers = new CountedAnswers();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void oneReadingDoesUntilTheCountsChange() {
        UUID stamp = UUID.randomUUID();
        assertThat(ask(stamp, "a")).isEqualTo(1);
        assertThat(ask(stamp, "a")).isEqualTo(1);
        assertThat(ask(stamp, "b")).isEqualTo(2);
        UUID next = UUID.randomUUID();
        assertThat(ask(next, "a")).isEqualTo(3);
        assertThat(ask(next, "a")).isEqualTo(3);
    }

    @Test
    void nothingIsKeptWhereNothingWasCounted() {
        assertThat(ask(null, "a")).isEqualTo(1);
        assertThat(ask(null, "a")).isEqualTo(2);
    }

    /** The slow reader of former counts leaves nothing to who asks after the change. */
    @Test
    void anAnswerIsNotKeptUnderAStampThatIsOver() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        int late = answers.of(before, new Question("a"), () -> {
            ask(after, "b");
            return reads.incrementAndGet();
        });
        assertThat(late).isEqualTo(2);
        assertThat(ask(after, "a")).isEqualTo(3);
        assertThat(ask(after, "b")).as("kept").isEqualTo(1);
    }

    @Test
    void manyQuestionsDoNotFillTheMemory() {
        UUID stamp = UUID.randomUUID();
        for (int n = 0; n < 100; n++) ask(stamp, "question " + n);
        assertThat(ask(stamp, "question 99")).isEqualTo(100);
        assertThat(ask(stamp, "question 0")).as("read again").isEqualTo(101);
    }

    private int ask(UUID stamp, String about) {
        return answers.of(stamp, new Question(about), reads::incrementAndGet);
    }
}
