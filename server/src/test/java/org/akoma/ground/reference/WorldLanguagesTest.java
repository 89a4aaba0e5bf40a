package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    @Test
    void onlyLivingLanguagesAreOfferedAndWhatWasWrittenStaysKnown() {
        Map<String, String> offered = world.others(Locale.FRENCH);
        assertThat(offered)
                .doesNotContainKeys("tlh", "zxx", "mul", "mis", "ang", "grc", "la", "sa", "eo", "vo", "art", "bnt");
        assertThat(offered.values())
                .noneMatch(
                        name -> name.toLowerCase(Locale.ROOT).matches(".*(galla|klingon|anglo-saxon|linguistique).*"));
        assertThat(offered).containsEntry("om", "oromo").containsKeys("wo", "tem", "kr");
        for (String imported : List.of("tlh", "la", "zxx", "om", "orm"))
            assertThat(world.knows(imported)).isTrue();
    }
}
