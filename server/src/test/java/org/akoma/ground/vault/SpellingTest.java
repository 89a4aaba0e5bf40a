package org.akoma.ground.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpellingTest {
    /** Each line is one name in the spellings of registers on both sides of a border. */
    private static final String SAME = """
            Kouassi Kwasi Kwassi Kouassy Quassi Koassi Kwesi
            Ouattara Watara Wattara Ouatara
            Mamadou Mahamadou Mamadu Mamadoù Mouhamadou
            Ouedraogo Wedraogo Ouédraogo
            Kouadio Kwadwo Kwadjo Kouadjo Kojo
            Kouakou Kwaku Kwakou Kweku
            Kouamé Kwame Kouame Kwamé
            Yao Yaw Yaou
            Koffi Kofi Coffi Cofie Kɔfi
            N'Guessan Nguessan N’Guessan N-Guessan N'Gessan
            Traoré Traore Traoreh
            Diabaté Jabate Djabaté Diabate Jabateh
            Diallo Jallo Djalo Dialo Jalloh
            Diarra Jara Djarra Jarra
            Fatoumata Fatimata Fatumata
            Moussa Musa Mousa Mussa
            Cissé Sisse Cisse Sissé Ceesay
            Touré Ture Toure Touray
            Koné Kone Coné Koneh
            Konaté Konate Conateh
            Coulibaly Koulibali Kulibali Coulibali
            Keïta Keita Kéita Keyta
            Seydou Seidou Saïdou Seidu
            Souleymane Suleiman Soulaymane Souleimane
            Abdoulaye Abdulai Abdoulay Abdulaye
            Cheick Cheikh Sheik Cheik
            Ibrahim Ibrahima Brahima
            Oumar Omar Umar
            Ousmane Osman Usman Ousman
            Issouf Youssouf Yusuf Yssouf
            Khadija Kadija Kadidia Khadidja
            Djénéba Jeneba Diénéba Djeneba
            Mariam Maryam Mariame
            Awa Hawa Aoua Haoua
            Daouda Dauda Dawda
            Ahmed Hamed Amed
            Bah Ba Bâ
            Gnamien Nyamien Niamien
            Adjoua Adwoa Ajoua
            Sanogo Sannogo
            Lassina Lacina
            Bakayoko Bacayoko
            Silué Silwe
            Nikiéma Nikyema
            Mensah Mensa
            Quansah Kwansah
            Joseph Josef
            Thomas Tomas
            Dominique Dominik
            Emmanuel Emanuel
            """;

    /** Names that rules this loose might run together, and must not. */
    private static final String DIFFERENT = """
            Aminata Amina
            Zongo Sanogo
            Mamadou Amadou
            Mamadou Mohamed
            Koné Konan
            Touré Traoré
            Diallo Diarra
            Ouattara Ouedraogo
            Kouassi Kouadio
            Kouassi Kouakou
            Kouassi Kassi
            Koffi Kouakou
            Yao Yaya
            Yao Yéo
            Moussa Issa
            Aïssa Issa
            Awa Aya
            Bamba Bah
            Fatou Fatoumata
            Salif Salifou
            Seydou Sidi
            Seydou Sékou
            Cissé Sissoko
            Adama Adam
            Mariam Marie
            Oumar Oumou
            Sidibé Sidiki
            Sanogo Sangaré
            Keïta Konaté
            Kouamé Konan
            Abdoul Abdoulaye
            Drissa Lassina
            Issouf Issa
            Bakary Boubacar
            Rokia Rokiatou
            Kadiatou Khadija
            Soro Sory
            Dao Diao
            Dembélé Diabaté
            Zié Sié
            Brou Bra
            Assi Assa
            Gnamien Guessan
            Ibrahim Abraham
            Tiémoko Tiéba
            Ali Alou
            Kaboré Compaoré
            Zerbo Zongo
            Owusu Osei
            Zoumana Soumana
            """;

    static Stream<String[]> same() {
        return SAME.lines().flatMap(line -> {
            String[] names = line.split(" ");
            return Arrays.stream(names).skip(1).map(other -> new String[] {names[0], other});
        });
    }

    static Stream<String[]> different() {
        return DIFFERENT.lines().map(line -> line.split(" "));
    }

    @ParameterizedTest
    @MethodSource
    void same(String one, String other) {
        assertThat(key(other)).isEqualTo(key(one));
    }

    @ParameterizedTest
    @MethodSource
    void different(String one, String other) {
        assertThat(key(other)).isNotEqualTo(key(one));
    }

    /** No name stands in two families, and no two families sound alike. */
    @Test
    void familiesAreApart() {
        var families = NameFamilies.read();
        Map<String, String> familyOf = new HashMap<>();
        for (var family : families) {
            assertThat(family).hasSizeGreaterThan(1);
            for (String name : family)
                assertThat(familyOf.put(name, family.getFirst())).as(name).isNull();
        }
        assertThat(families.stream().map(family -> Spelling.key(family.getFirst())))
                .doesNotHaveDuplicates();
        familyOf.forEach((name, first) -> assertThat(key(name)).as(name).isEqualTo(key(first)));
    }

    private static String key(String name) {
        assertThat(NameParts.of(name).parts()).hasSize(1);
        return Spelling.key(NameParts.of(name).parts().getFirst());
    }
}
