package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "48|48|48",
                "plus de 48|49|-",
                "Plus de 48 enfants|49|-",
                "more than 100|101|-",
                "100+|101|-",
                "100 ou plus|100|-",
                "près de 200|180|199",
                "pres de 200|180|199",
                "nearly 200 officers|180|199",
                "environ 100|90|110",
                "au moins 30|30|-",
                "jusqu’à 12|0|12",
                "au-delà de 9|10|-",
                "1 200|1200|1200",
                "presque 3|3|3"
            })
    void whatWasPublishedMeansARange(String text, int low, Integer high) {
        PublishedValue value = PublishedValue.parse(text).orElseThrow();
        assertThat(value.text()).isEqualTo(text);
        assertThat(value.low()).isEqualTo(low);
        assertThat(value.high()).isEqualTo(high);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "beaucoup",
                "entre 40 et 50",
                "123456789",
                "3 filles de Bardot",
                "48 à Soubré",
                "Kouassi 48",
                "5\n7 children",
                "5\t7",
                "5 7 children"
            })
    void otherTextsAreNoNumber(String text) {
        assertThat(PublishedValue.parse(text)).isEmpty();
    }

    @Test
    void spacesAreKeptAsSimpleOnes() {
        assertThat(PublishedValue.parse("plus\u00a0de 1\u202f200").orElseThrow().text())
                .isEqualTo("plus de 1 200");
    }

    @Test
    void theDifferenceIsHowFarTheRecordsLieOutside() {
        PublishedValue moreThan48 = PublishedValue.parse("plus de 48").orElseThrow();
        assertThat(moreThan48.differenceOf(48)).isEqualTo(OptionalInt.of(-1));
        assertThat(moreThan48.differenceOf(51)).isEmpty();
        assertThat(PublishedValue.parse("22").orElseThrow().differenceOf(25)).isEqualTo(OptionalInt.of(3));
    }
}
