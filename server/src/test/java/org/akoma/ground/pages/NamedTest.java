package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Spellings;
import org.akoma.ground.reference.WorldLanguages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class NamedTest {

    private final CodeLists lists = new CodeLists();
    private final Named named = new Named(lists, new WorldLanguages(lists));

    @BeforeEach
    void readFrench() {
        LocaleContextHolder.setLocale(Locale.FRENCH);
    }

    @AfterEach
    void readNothing() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void theRegionComesFirstAndTheOthersInTheReadersAlphabet() {
        List<String> names = names(Spellings.COUNTRY);
        assertThat(names)
                .startsWith("Bénin", "Burkina Faso", "Cap-Vert", "Côte d’Ivoire")
                .doesNotHaveDuplicates();
        assertThat(names.indexOf("Togo")).isLessThan(names.indexOf("Afghanistan"));
        assertThat(names.indexOf("Émirats arabes unis")).isGreaterThan(names.indexOf("Égypte"));
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(names(Spellings.COUNTRY)).startsWith("Benin").contains("Ghana");
    }

    @Test
    void languagesOfTheRegionComeFirstAndAnAnswerThatIsNoneLast() {
        List<String> common = names(Spellings.LANGUAGE);
        assertThat(common).startsWith("Agni").endsWith("Langue des signes", "Langue inconnue");
        assertThat(names(Spellings.ANY_LANGUAGE))
                .startsWith(common.toArray(String[]::new))
                .contains("Wolof");
    }

    @Test
    void whatAPlainKeyboardTypesIsProposedToo() {
        assertThat(named.proposed(Spellings.COUNTRY))
                .contains(new Named.Proposed("Côte d’Ivoire", "cote d ivoire"), new Named.Proposed("Ghana", null));
    }

    @Test
    void aBoxShowsTheNameOfACodeAndWhatIsNoCodeAsItWasTyped() {
        assertThat(named.shown(Spellings.COUNTRY, "CI")).isEqualTo("Côte d’Ivoire");
        assertThat(named.shown(Spellings.COUNTRY, "Cote de fer")).isEqualTo("Cote de fer");
        assertThat(named.boxes(Spellings.ANY_LANGUAGE, List.of("mos", "klingonais")))
                .containsExactly("Mooré", "klingonais", "");
        assertThat(named.boxes(Spellings.ANY_LANGUAGE, null)).containsExactly("", "", "");
    }

    private List<String> names(String list) {
        return named.proposed(list).stream().map(Named.Proposed::name).toList();
    }
}
