package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {

    private final CodeLists lists = new CodeLists();
    private final Spellings spellings = lists.spellings();

    @ParameterizedTest
    @CsvSource({
        "Côte d’Ivoire, CI",
        "cote d'ivoire, CI",
        "  COTE D IVOIRE, CI",
        "Ivory Coast, CI",
        "ivoirienne, CI",
        "ci, CI",
        "Niger, NE",
        "nigérien, NE",
        "Nigerian, NG",
        "Guinée, GN",
        "guinee-bissau, GW",
        "Burkina, BF",
        "Sierra Leone, SL",
    })
    void aCountryIsFoundByItsNamesInBothLanguages(String typed, String code) {
        assertThat(spellings.code(Spellings.COUNTRY, typed)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Dioula, dyu", "jula, dyu", "moore, mos", "Peulh, ff", "ga, gaa", "éwé, ee", "sénoufo, sef"})
    void aLanguageIsFoundByItsNamesAndNamesComeBeforeCodes(String typed, String code) {
        assertThat(spellings.code(Spellings.LANGUAGE, typed)).isEqualTo(code);
        assertThat(spellings.code(Spellings.ANY_LANGUAGE, typed)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Abidjann", "Guin", "", "Wakanda"})
    void whatIsNoNameStaysAsTyped(String typed) {
        assertThat(spellings.code(Spellings.COUNTRY, typed)).isEqualTo(typed);
    }

    @Test
    void aRareLanguageIsNotAmongTheCommonOnes() {
        assertThat(spellings.code(Spellings.ANY_LANGUAGE, "wolof")).isEqualTo("wo");
        assertThat(spellings.code(Spellings.LANGUAGE, "wolof")).isEqualTo("wolof");
        assertThat(spellings.code(Spellings.ANY_LANGUAGE, "twi")).isEqualTo("tw");
        assertThat(spellings.code(Spellings.LANGUAGE, "twi")).isEqualTo("ak");
    }

    @Test
    void severalNamesInOneBoxAreTakenApartButNotWithinBrackets() {
        assertThat(spellings.codes(Spellings.ANY_LANGUAGE, "dioula, mooré; Akan (twi, fanti)"))
                .containsExactly("dyu", "mos", "ak");
        assertThat(spellings.codes(Spellings.ANY_LANGUAGE, "Akan (twi, fanti)")).containsExactly("ak");
    }

    /** A page shows the name of a code that it holds, and sends the name again. */
    @Test
    void eachNameThatIsShownLeadsBackToItsCode() {
        WorldLanguages world = new WorldLanguages(lists);
        for (Locale reader : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            for (Code one : lists.list("country").codes())
                assertThat(spellings.code(Spellings.COUNTRY, one.label(reader))).isEqualTo(one.code());
            for (Code one : lists.list("language").codes())
                assertThat(spellings.code(Spellings.ANY_LANGUAGE, one.label(reader)))
                        .isEqualTo(one.code());
            for (String code : world.others(reader).keySet())
                assertThat(spellings.code(Spellings.ANY_LANGUAGE, world.name(code, reader)))
                        .isEqualTo(code);
        }
    }
}
