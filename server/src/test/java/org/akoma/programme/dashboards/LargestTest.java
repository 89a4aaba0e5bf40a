package org.akoma.programme.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A page draws the largest of many structures; the file and the API have all of them. */
class LargestTest {

    @Test
    void allOfFewAreDrawn() {
        List<Long> few = List.of(3L, 1L, 2L);
        assertThat(PanelWords.largest(few, one -> one)).isEqualTo(few);
    }

    @Test
    void theLargestOfManyAreDrawnInTheOrderInWhichTheyWere() {
        List<Long> many = LongStream.rangeClosed(1, 500).boxed().toList();
        assertThat(PanelWords.largest(many, one -> one))
                .isEqualTo(LongStream.rangeClosed(471, 500).boxed().toList());
    }

    @Test
    void ofManyThatAreAlikeNoMoreAreDrawn() {
        assertThat(PanelWords.largest(LongStream.rangeClosed(1, 500).boxed().toList(), one -> 7))
                .hasSize(30);
    }
}
