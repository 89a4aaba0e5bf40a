package org.akoma.ground.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameTokensTest {
    private static final String LETTERS = "abcdeéghijklmnoɔpqrstuwyzɛŋ'ïç";

    @Test
    void storesPartsSoundsAndPairs() {
        assertThat(NameTokens.toStore(NameParts.of("Aya", "Kouassi")))
                .containsExactly("e:aya", "e:kouassi", "p:aya", "p:kwasi", "q:aya/kwasi");
        assertThat(NameTokens.toStore(NameParts.of("Aya"))).containsExactly("e:aya", "p:aya");
        assertThat(NameTokens.toStore(NameParts.of(""))).isEmpty();
    }

    @Test
    void anotherSpellingFindsTheSameSoundsAndPairs() {
        var stored = NameTokens.toStore(NameParts.of("Mamadou Ouattara"));
        var wanted = NameTokens.toSearch(NameParts.of("WATARA", "Mahamadou"));
        assertThat(stored).containsAll(wanted.sounds()).containsAll(wanted.pairs());
        assertThat(wanted.pairs()).hasSize(1);
        assertThat(stored).doesNotContain("e:watara");
    }

    @Test
    void neitherOrderNorASecondPassChangesAnything() {
        var random = new Random(20150604);
        for (int round = 0; round < 5_000; round++) {
            List<String> names = new ArrayList<>();
            for (int n = 1 + random.nextInt(5); n > 0; n--) names.add(name(random));
            var parts = NameParts.of(names.toArray(String[]::new));
            var again = NameParts.of(parts.parts().toArray(String[]::new));
            assertThat(again).as(names.toString()).isEqualTo(parts);
            assertThat(parts.parts())
                    .allSatisfy(part -> assertThat(Spelling.key(part)).isNotEmpty());
            Collections.shuffle(names, random);
            assertThat(NameTokens.toStore(NameParts.of(names.toArray(String[]::new))))
                    .as(names.toString())
                    .isEqualTo(NameTokens.toStore(parts));
        }
    }

    private static String name(Random random) {
        var name = new StringBuilder();
        for (int n = 2 + random.nextInt(9); n > 0; n--) name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return random.nextBoolean() ? name.toString() : name.toString().toUpperCase(Locale.ROOT);
    }
}
