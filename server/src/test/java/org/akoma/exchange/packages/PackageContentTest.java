package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                    """)
    void codesThatLeadElsewhere(String typed, String left) {
        assertThat(PoliceWords.withoutFiles(typed, OWN)).isEqualTo(left);
    }

    @Test
    void nobodyOfTheStaff() {
        JsonNode clean = PackageContent.clean(JsonMapper.shared().readTree("""
                {"text": "ok", "by": "SW-08", "startedBy": "SW-08", "parts": [{"endedBy": "SUP-01", "state": "STARTED"}]}"""), OWN);
        assertThat(clean.toString()).isEqualTo("{\"text\":\"ok\",\"parts\":[{\"state\":\"STARTED\"}]}");
    }
}
