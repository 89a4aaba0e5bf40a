package org.akoma.ground.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePartsTest {

    @ParameterizedTest
    @CsvSource({
        "Kouassi Aya-Marie, kouassi aya marie",
        "N’GUESSAN, nguessan",
        "n guessan, nguessan",
        "Kɔfi Ɛsi Ŋaaba, kofi esi ngaaba",
        "Ouédraogo dit Petit, ouedraogo petit",
        "El Hadj Traoré, traore",
        "François D’Almeida, francois dalmeida",
        "Bâ, ba",
        "Koné épouse Cissé, kone cisse",
        "Yao Yao, yao",
        "Kouamé J., kouame",
        "De, de",
        "Ɲɛnɛ, nyene"
    })
    void takesANameApart(String name, String parts) {
        assertThat(NameParts.of(name).parts()).containsExactly(parts.split(" "));
    }

    @Test
    void readsManyFieldsAndKeepsOtherScripts() {
        assertThat(NameParts.of("Aya", "", "Koné").parts()).containsExactly("aya", "kone");
        assertThat(NameParts.of("محمد").parts()).containsExactly("محمد");
        assertThat(NameParts.of("12 ?!", " ").isEmpty()).isTrue();
    }

    @Test
    void hostileTextStaysSmall() {
        var many = NameParts.of(
                "ab ".repeat(10) + "x".repeat(100_000) + " " + "ba bc bd be bf bg bh bi bj bk bl bm bn bo bp");
        assertThat(many.parts()).hasSize(12).allMatch(part -> part.length() <= 40);
    }

    /** However it is written: accents apart, signs without a width, a hyphen, an apostrophe or a space between two parts. */
    @Test
    void aNameInATextIsFoundHoweverItIsWritten() {
        for (String written :
                List.of("Rosée", "ROSÉE", "Rose\u0301e", "Ro\u00ADsée", "Ro\u200Bsée", "Ro-Sée", "RO SÉE"))
            assertThat(NameParts.capitals("Hier " + written + " a parlé"))
                    .as(written)
                    .contains("e:rosee");
        for (String written : List.of("R\u043esée", "R.osée", "R0sée", "Rosées", "xRosée", "ROS3E", "la petiteRosée"))
            assertThat(NameParts.capitals("Hier " + written + " a parlé"))
                    .as(written)
                    .contains("e:rosee");
        assertThat(NameParts.capitals("EV-ROSEE")).contains("e:rosee");
        for (String written : List.of("N’Guessan", "N'GUESSAN", "N Guessan"))
            assertThat(NameParts.capitals(written + " est venu")).as(written).contains("e:nguessan");
        assertThat(NameParts.capitals("la rosée du matin")).as("a plain word").isEmpty();
        assertThat(NameParts.exactIn("la rosée du matin")).contains("e:rosee");
    }
}
