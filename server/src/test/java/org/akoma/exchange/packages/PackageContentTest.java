package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is taken out of a record before it leaves. */
class PackageContentTest {

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

    @Test
    void nobodyOfTheStaff() {
        JsonNode clean = PackageContent.clean(JsonMapper.shared().readTree("""
            {"text": "ok", "by": "SW-08", "startedBy": "SW-08", "parts": [{"endedBy": "SUP-01", "state": "STARTED"}]}\
            """), OWN);
        assertThat(clean.toString()).isEqualTo("{\"text\":\"ok\",\"parts\":[{\"state\":\"STARTED\"}]}");
    }
}
