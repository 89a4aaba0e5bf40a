package org.akoma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairingTest {

    /** Both windows of a pair are as burdened as the machine was: the ratio is of each pair, not of the medians. */
    @Test
    void theRatioIsThatOfEachPair() {
        List<double[]> pairs = DoubleStream.of(1, 8, 2, 6, 3)
                .mapToObj(burden -> new double[] {10 * burden, 5 * burden})
                .toList();
        assertThat(Pairing.line("open", pairs))
                .containsEntry("pairs", 5)
                .containsEntry("firstMs", 30.0)
                .containsEntry("secondMs", 15.0)
                .containsEntry("ratio", 0.5)
                .containsEntry("quartiles", List.of(0.5, 0.5));
    }

    @Test
    void theQuartilesSayHowFarToBelieveIt() {
        List<double[]> pairs = DoubleStream.of(9, 8, 11, 12)
                .mapToObj(second -> new double[] {10, second})
                .toList();
        assertThat(Pairing.line("open", pairs))
                .containsEntry("ratio", 0.9)
                .containsEntry("quartiles", List.of(0.8, 1.1));
    }

    @Test
    void whatWasNotAnsweredIsNoFigure() {
        assertThat(Pairing.line("open", List.of()))
                .containsOnlyKeys("what", "pairs")
                .containsEntry("pairs", 0);
    }
}
