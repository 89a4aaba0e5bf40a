package org.akoma.ground.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void aNumberIsReadHoweverTheCodeIsWritten() {
        for (String typed : List.of("ak49", "AK 49", "ak-049", "AK-O49", "Ak–0049", " ak 49 ", "AKO49"))
            assertThat(new SearchText(typed).number("AK")).as(typed).contains(49L);
        assertThat(new SearchText("AK-l0I").number("AK")).contains(101L);
        assertThat(new SearchText("49").number("")).contains(49L);
    }

    @Test
    void aNameIsNoCode() {
        for (String typed : List.of("Akolo", "Akoi", "Paul", "AK", "AK-1234567890", ""))
            for (String letters : List.of("AK", "P"))
                assertThat(new SearchText(typed).number(letters)).as(typed).isEmpty();
        assertThat(new SearchText("RF-012").number("AK")).isEmpty();
    }

    @Test
    void codesAreComparedWithoutTheirSigns() {
        assertThat(new SearchText("ngo a").means("NGO-A")).isTrue();
        assertThat(new SearchText("sh sp").means("SH-SP")).isTrue();
        assertThat(new SearchText("op akoma 2015").means("OP-AKOMA-2015")).isTrue();
        assertThat(new SearchText("sw1").means("SW-01")).isTrue();
        assertThat(new SearchText("ngo").means("NGO-A")).isFalse();
        assertThat(new SearchText("-").means("--")).isFalse();
        assertThat(new SearchText("sw1").codes()).contains("SW-01");
    }

    @Test
    void namesAreFoundByTheirWords() {
        assertThat(new SearchText("solidarite ministere").isWithin("Ministère de la Solidarité", null))
                .isTrue();
        assertThat(new SearchText("s").isWithin("Ministère")).isFalse();
        assertThat(new SearchText("police").isWithin("Ministère")).isFalse();
    }

    @Test
    void aNameIsFoundWithAWrongLetter() {
        for (String typed : List.of("Banba", "Adjoua Konann", "adjoa bamba", "Konan"))
            assertThat(new SearchText(typed).isAlike("Adjoua Konan Bamba"))
                    .as(typed)
                    .isTrue();
        for (String typed : List.of("Koffi", "Ban", "Bakary Bamba", " "))
            assertThat(new SearchText(typed).isAlike("Adjoua Konan Bamba"))
                    .as(typed)
                    .isFalse();
    }
}
