package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Codes as people type them on a telephone. */
class TypedCodeTest {

    @Test
    void aCodeIsUnderstoodHoweverItIsTyped() {
        for (String typed :
                new String[] {"sw 09", "SW-09", "sw09", " Sw–09 ", "sw.09", "sw\u00a009", "ＳＷ-09", "SW\u200b-09"})
            assertThat(TypedCode.of(typed)).as(typed).isEqualTo("SW-09");
        assertThat(TypedCode.of("ak036")).isEqualTo("AK-036");
        assertThat(TypedCode.of("ak 036")).isEqualTo("AK-036");
    }

    @Test
    void whatHasAnotherFormStays() {
        assertThat(TypedCode.of("msffe-ci")).isEqualTo("MSFFE-CI");
        assertThat(TypedCode.of("FR-2015-0025")).isEqualTo("FR-2015-0025");
        assertThat(TypedCode.of("sw 09 Kouassi")).isEqualTo("SW 09 KOUASSI");
    }
}
