package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.exchange.dossiers.LegibleDossier;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.akoma.protection.wellbeing.StatusIndexes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What comes along with a package is read as a page of the file that was made of it: all that who goes on with the child needs, by those alone who hold all of it. */
class PackageRecordIT extends TwoHouses {

    @Autowired
    private LegibleDossier legible;

    private void write(String file, String path, Map<String, ?> fields) {
        Caller by = other.api(theirWorker);
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("id", Ids.next().toString());
        Answer written = by.post("/api/v1/cases/" + file + "/" + path, body);
        assertThat(written.status()).as(path + written.body()).isEqualTo(201);
    }

    private void filled(String file) {
        String at = "2015-11-16T07:00:00Z";
        write(file, "notes", Map.of("kind", "NOTE", "at", at, "text", "Elle aime dessiner"));
        write(file, "notes", Map.of("kind", "NOTE", "at", at, "text", "La police est revenue. Elle a peur du noir"));
        write(
                file,
                "medical",
                Map.of(
                        "kind",
                        "TREATMENT",
                        "at",
                        at,
                        "care",
                        "Deux comprimés chaque soir",
                        "detail",
                        "Paludisme grave en juin"));
        write(
                file,
                "guardians",
                Map.of("kind", "RELATIVE", "appointedOn", "2015-11-16", "name", "Tante Afia", "contact", "Au marché"));
        write(
                file,
                "assessments",
                Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", "Menacée", "safetyPlan", "Ne sort pas seule"));
        assertThat(other.bean(StatusIndexes.class)
                        .record(
                                theirWorker,
                                file,
                                StatusHouse.csi(
                                        Csi.Wave.BASELINE,
                                        LocalDate.parse("2015-11-16"),
                                        Map.of(CsiFactor.FOOD_SECURITY, 2))))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void itIsReadAsAPageByWhoHoldsAllOfIt() throws SQLException {
        String name = newFamilyName();
        byte[] file = madeThere(name, this::filled);
        Answer imported = bring(api(supervisor.username()), file, "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String made = madeOf(imported);
        JsonNode parts =
                imported.json().path("contents").path("children").path(0).path("parts");
        assertThat(parts.path("csi").asInt(0)).as(parts.toString()).isEqualTo(1);
        var by = browser(supervisor.username());
        assertThat(by.get("/cases/" + made).body()).as("in the menu").contains("/cases/" + made + "/received-record");
        String page = by.get("/cases/" + made + "/received-record").body();
        assertThat(page)
                .contains(
                        "Dossier reçu",
                        name,
                        "Elle aime dessiner",
                        "[passage retiré]",
                        "Deux comprimés chaque soir",
                        "Tante Afia",
                        "Ne sort pas seule",
                        "Sécurité alimentaire",
                        "Mauvais",
                        "Elle sourit")
                .doesNotContain("La police est revenue", "peur du noir", "Paludisme", theirWorker.code());
        assertThat(by.get("/cases/" + made + "/print").body()).contains("Deux comprimés chaque soir");
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + made + "/history?limit=50")
                        .body())
                .contains("packages.record-read");
        Actor lent = lent(made);
        assertThat(browser(lent.username())
                        .get("/cases/" + made + "/received-record")
                        .status())
                .isEqualTo(404);
        assertThat(browser(lent.username()).get("/cases/" + made).body()).doesNotContain("received-record");
        assertThat(api(lent.username())
                        .get("/api/v1/cases/" + made + "/origin/record")
                        .status())
                .isEqualTo(404);
        assertThat(LoginSql.answer(lent, clock.instant(), "select count(*)::text from packages.origin"))
                .isEqualTo("0");
    }

    /** Nothing that a partner wrote breaks the page: what is not known here is shown as it came. */
    @Test
    void whatIsNotKnownHereIsShownAsItCame() {
        List<LegibleDossier.Part> parts = legible.parts(JsonMapper.shared().readTree("""
                {"identity": {"familyName": "Ba", "secret": "x", "birthDate": "demain"}, "child": {"sex": "Z", "risk": 3, "country": "??"},
                 "visits": [{"doneOn": "2015-99-99", "type": "<b>", "seen": ["A", {"b": 1}]}, "text", 4], "csi": [{"levels": {"1A": "9"}}],
                 "plans": {"goals": 3}, "checklist": [{"point": "OTHER", "fact": "x"}], "notes": "no"}"""));
        assertThat(parts.toString()).contains("Ba", "demain", "2015-99-99", "<b>", "??");
    }
}
