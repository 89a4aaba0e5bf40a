package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final byte[] STORY = "{\"operation\":{\"start\":\"2015-06-01\"}}".getBytes(StandardCharsets.UTF_8);

    /** In one sentence, and before the demo that is there is set aside. */
    @Test
    void aDayBeforeTheStoryIsRefused() {
        assertThatThrownBy(() -> Demo.refuseBeforeTheStory(STORY, LocalDate.parse("2014-12-31")))
                .hasMessageContaining("give a day from 2015-01-01 on");
        assertThatCode(() -> Demo.refuseBeforeTheStory(STORY, LocalDate.parse("2015-01-01")))
                .doesNotThrowAnyException();
    }
}
