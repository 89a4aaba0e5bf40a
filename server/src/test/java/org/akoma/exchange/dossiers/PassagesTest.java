package org.akoma.exchange.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is taken out of a record before it leaves. */
class PassagesTest {

    private static final String OWN = "AK-000001";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Avec AK-012345 au foyer          | Avec […] au foyer
                    Avec ak-012345 au foyer          | Avec […] au foyer
                    Avec Ak 012345 au foyer          | Avec […] au foyer
                    Avec AK–012345, AK012346         | Avec […], […]
                    ak 000001 va bien                | AK-000001 va bien
                    AK-000001 va bien                | AK-000001 va bien
                    Vu le 2015-11-16, 3 heures       | Vu le 2015-11-16, 3 heures
                    La police l’appelle le-v 7       | La police l’appelle […]
                    fiche fr-2015-0042, op-akoma-1   | fiche […], […]
                    FR-2015-0007 et FR 2015 0007     | […] et […]
                    fr20150007, Fr/2015/0007.        | […], […].
                    FR–2015–0007 ou FR‑2015‑0007     | […] ou […]
                    demande DC-2015-0003, dc 2015 12345 | demande […], […]
                    rapport SI–2015–0001             | rapport […]
                    op. OP AKOMA, OP–AKOMA–2 finie   | op. […], […] finie
                    op akoma et OPAKOMA1             | […] et […]
                    pièce E 004, e004, E–0012        | pièce […], […], […]
                    vu P 017, p–017                  | vu […], […]
                    LEV–12, le-s 3, LE—V—07, LES-04  | […], […], […], […]
        Vu par LE-02, le–1 et LE_07      | Vu par […], […] et […]
                    AK—000001 va bien                | AK-000001 va bien
                    Avec CI–012345 au foyer          | Avec […] au foyer
                    """)
    void codesThatLeadElsewhere(String typed, String left) {
        assertThat(PoliceWords.withoutFiles(typed, OWN)).isEqualTo(left);
    }

    /** Dates, ages, measures, papers and plain words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Née le 16/11/2003, 12 ans, vue le 2015-11-16 et le 16 11 2015",
                "Elle viendra si 2015-2016 va bien, même si 2015 2016 est long, ou si 2016 commence",
                "Son opinion, l’opération, une option, un opérateur, OPPOSÉ, coopérative",
                "Soins post-op courants, post op simple, co-op school",
                "P 120/80, T 37,5, E 12, p. 123, p 12, depuis e 2015",
                "Tel +225 07 12 34 56 78, BP 1234, passeport P1234567, EP 004",
                "Le 7 mai, le vendredi 12, les 3 enfants, LES 12 filles, DC 2014",
                "La France (FR) en 2015, FR 75011 Paris"
            })
    void whatLooksAlikeStays(String typed) {
        assertThat(PoliceWords.withoutFiles(typed, OWN)).isEqualTo(typed);
    }

    private static final WatchedWords WORDS = WatchedWords.with(List.of("Brigade des mineurs de Soubré", "PJ-CI"));

    private static JsonNode clean(String json) {
        return new Passages(OWN, WORDS).clean("notes", JsonMapper.shared().readTree(json));
    }

    @Test
    void nobodyOfTheStaff() {
        assertThat(clean("""
            {"text": "ok", "by": "SW-08", "startedBy": "SW-08", "parts": [{"endedBy": "SUP-01", "state": "STARTED"}]}\
            """).toString()).isEqualTo("{\"text\":\"ok\",\"parts\":[{\"state\":\"STARTED\"}]}");
    }

    /** In either language, with other capitals and accents, spelled out, with figures or letters of another script. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "La police est venue. Il a peur.",
                "POLICE",
                "elle a parlé à un GENDARME",
                "au Commissariat du 5e",
                "la brigade des mineurs",
                "un officier l’a vue",
                "The officer came",
                "his boss was arrested",
                "L’arrestation de son patron",
                "le patron a été arrêté lundi",
                "interpellé hier",
                "le suspect vit à côté",
                "the suspect’s brother",
                "mis en examen",
                "après l’audition de l’enfant",
                "auditionnée deux fois",
                "le procès-verbal",
                "garde-à-vue",
                "garde à vue",
                "fiche de remise signée",
                "the hand-over slip",
                "rescue operation in June",
                "lors de l’opération de sauvetage",
                "le bailleur a payé",
                "école financée par le projet",
                "paid by the donor",
                "sponsored",
                "la p o l i c e",
                "p.o.l.i.c.e",
                "la p0lice, le p0l1cier",
                "la pоlice",
                "pol\u00adice",
                "vue par LE-02",
                "opération OP-AKOMA-1",
                "au site SITE-04, site 12",
                "FR-2015-0042",
                "la Brigade des Mineurs de Soubre",
                "PJ-CI",
                "des hommes en tenue sont venus",
                "les corps habillés",
                "les flics l’ont vue",
                "le djandarme",
                "la po lice, les pol ice",
                "les gen darmes",
                "la po-lice de Soubré",
                "lapoliceestvenue",
                "la p\u0585lice",
                "l’opération AKOMA",
                "« Opération Nawa »",
                "vue par L E V 1 2",
                "sa fiche F R 2015 0012",
                "elle l’a dit au juge",
                "she told the judge"
            })
    void aTextThatSpeaksOfThemStaysHereAsAWhole(String typed) {
        Passages passages = new Passages(OWN, WORDS);
        String json = JsonMapper.shared().writeValueAsString(Map.of("text", typed, "at", "2015-11-16T08:00:00Z"));
        assertThat(passages.clean("notes", JsonMapper.shared().readTree(json))
                        .path("text")
                        .toString())
                .isEqualTo("{\"withheld\":true}");
        assertThat(passages.leftOut())
                .singleElement()
                .satisfies(one -> assertThat(List.of(one.part(), one.field(), one.on(), one.text()))
                        .isEqualTo(List.of("notes", "text", "2015-11-16", typed)));
    }

    /** Illness, school, work and the family, in words that resemble the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Elle a arrêté l’école en mars et s’est arrêtée au marché",
                "Trouble de l’audition, jambe raide, raideur du cou",
                "Elle appréhende la rentrée, elle témoigne de la joie",
                "Opération de l’appendicite, post-op simple",
                "Sa tante a payé l’école; les finances de la famille sont fragiles",
                "Un fonds de commerce de pagnes, au fond de la cour",
                "She exhibits no symptoms. Polite, a politician’s niece",
                "Enquête sociale faite, elle a prévenu sa mère",
                "Le trafiquant habite près de l’école",
                "Elle a été témoin de disputes",
                "A P R E S",
                "L’opération du genou au CHU de Bouaké",
                "Le juge des tutelles a nommé sa tante; devant le juge des enfants",
                "Elle parle le dioula, ɛ ɔ ŋ, et lit l’arabe: مدرسة",
                "À 3 h 20, à 7 h 5, 2 à 3 fois; y a-t-il"
            })
    void whatResemblesThemLeaves(String typed) {
        String json = JsonMapper.shared().writeValueAsString(Map.of("text", typed));
        assertThat(clean(json).path("text").asString("")).isEqualTo(typed);
    }

    /** A person may be called Sheriff, Major or Raid; nobody is called Police. A code of a list is no text, a word in capitals in a text is one. */
    @Test
    void namesAndCodes() {
        JsonNode clean = clean("""
            {"familyName": "Officer", "givenNames": "Awa de la police", "purpose": "SHARE_WITH_LAW_ENFORCEMENT", "text": "POLICE"}\
            """);
        assertThat(clean.path("familyName").asString("")).isEqualTo("Officer");
        assertThat(clean.path("givenNames").path("withheld").asBoolean()).isTrue();
        assertThat(clean.path("purpose").asString("")).isEqualTo("SHARE_WITH_LAW_ENFORCEMENT");
        assertThat(clean.path("text").path("withheld").asBoolean()).isTrue();
    }
}
