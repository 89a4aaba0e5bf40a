package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is not judged again for other words; any of its elements that axe has not seen so is. */
class LookJourney extends Browsing {

    private static final String SOUND = """
            <!doctype html><html lang="fr"><head><title>Essai – Akoma</title></head><body>
            <nav><ul><li><a href="/a">Accueil</a></li><li><a href="/b">Alertes</a></li><li><a href="/c">Visites</a></li></ul></nav><main>
            <h1 id="h">Enfants</h1><p class="a" style="color: #000; background: #fff">Deux mots</p>
            <form aria-labelledby="h"><label for="f">Nom</label><input id="f" name="f"><button>Garder</button></form>
            <img alt="Carte" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><ul><li><a href="/cases">Dossiers</a></li></ul>
            </main></body></html>
            """;

    @Test
    void otherWordsAreNothingNew() {
        Page page = soundPage();
        page.setContent(SOUND.replace("Deux mots", "Trois autres mots").replace("/cases", "/alerts"));
        assertThat(Look.at(page, "fr")).as("asked again").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<label for=\"f\">Nom</label>|<span>Nom</span>",
                "<label for=\"f\">Nom|<label for=\"f\">",
                "<button>Garder|<button>",
                "<button>|<button tabindex=\"3\">",
                "alt=\"Carte\"|",
                "color: #000|color: #eee",
                ">Dossiers|>",
                "<li><a|<div><a",
                "<form aria|<form role=\"checkbox\" aria",
                "<ul>|<ul aria-hidden=\"true\">",
                "lang=\"fr\"|lang=\"f\"",
                "Visites</a></li>|Visites</a></li><div>Aide</div>",
                "<ul><li><a href=\"/cases\">|<ul><li style=\"color: #eee; background: #fff\">Peu lisible</li><li><a href=\"/cases\">",
                "Deux mots|<a href=\"/d\"></a>",
            })
    void whatIsBrokenIsFound(String change) {
        Page page = soundPage();
        String[] parts = change.split("\\|", -1);
        page.setContent(SOUND.replace(parts[0], parts[1]));
        assertThatThrownBy(() -> Look.at(page, "fr"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("axe at");
    }

    /** A part that was judged is left out: a contrast that a script lowered behind its back is found where the part is new. */
    @Test
    void onlyWhatIsNewIsJudged() {
        Page page = soundPage();
        page.setContent(
                SOUND.replace("<h1", "<h2>Autres</h2><h1").replace("<head>", "<head><style>a { color: #eee }</style>"));
        assertThatThrownBy(() -> Look.at(page, "fr"))
                .hasMessageContaining("[\"color-contrast (serious): a[href$=\"cases\"]\"]");
    }

    private Page soundPage() {
        Page page = desk(Desk.Width.OFFICE, "fr").page();
        page.setContent(SOUND);
        Look.at(page, "fr");
        return page;
    }
}
