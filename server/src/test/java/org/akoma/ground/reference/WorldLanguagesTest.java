package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldLanguagesTest {

    private final WorldLanguages world = new WorldLanguages(new CodeLists());

    @ParameterizedTest
    @ValueSource(strings = {"fr", "fra", "fre", "dyu", "goa", "snk", "ha"})
    void aLanguageIsKnownByEachOfItsCodes(String code) {
        assertThat(world.knows(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "FR", "zzz", "<b>"})
    void whatIsNoLanguageIsNone(String code) {
        assertThat(world.knows(code)).isFalse();
    }

    @Test
    void theOthersAreNamedOnceAndSortedForTheReader() {
        assertThat(world.others(Locale.FRENCH))
                .containsEntry("ach", "acoli")
                .doesNotContainKeys("fr", "dyu", "fra", "alg");
        assertThat(world.others(Locale.ENGLISH)).containsEntry("ach", "Acoli");
        assertThat(world.others(Locale.FRENCH).size()).isGreaterThan(300);
    }
}
