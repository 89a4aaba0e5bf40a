package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What confirms an act after which an alert runs says whom to call, and leads to the safety plan and to a safe place, on any page of the file. */
class DangerConfirmationIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    @Test
    void anActAfterWhichAnAlertRunsIsConfirmedInRed() {
        String code = file("CI");
        String quiet = page(code, "/visits?done=followup.visit-recorded");
        assertThat(quiet).contains("note--info").doesNotContain("note--danger");
        RaiseAlert.OfChild danger =
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null));
        Alert alert = done(alerts.raise(worker, code, danger));
        for (String act :
                List.of("/visits?done=followup.visit-recorded", "/placement?done=cases.left", "/notes?done=cases.note"))
            assertThat(page(code, act))
                    .as(act)
                    .contains("note--danger", "/alerts/" + alert.id(), "/cases/" + code + "/assessment")
                    .contains("/cases/" + code + "/placement", "Appelez");
        assertThat(page(code, "/visits")).as("without an act").doesNotContain("note--danger");
        String first = page(code, "/visits?done=followup.visit-recorded");
        String red = first.substring(first.indexOf("note--danger"), first.indexOf("class=\"ident"));
        assertThat(red)
                .as("above the identity bar, and nothing but what is to be done at once")
                .contains("/assessment?plan=now#safetyPlan")
                .doesNotContain("Ensuite", "Revenir à");
        assertThat(red.indexOf("La visite est enregistrée")).isGreaterThan(red.indexOf("/placement"));
        assertThat(red.split("note--info")[0])
                .as("what was done is said beside the danger, not within it")
                .doesNotContain("La visite est enregistrée");
        assertThat(first.split("/alerts/" + alert.id(), -1)).as("named once").hasSize(2);
        assertThat(page(code, "/placement?done=cases.placed")
                        .split("note--danger")[1]
                        .split("class=\"ident")[0])
                .as("who has just found a bed is not sent to find one")
                .contains("#safetyPlan")
                .doesNotContain("Mettez l’enfant en lieu sûr");
        assertThat(page(code, "/assessment?plan=now")).containsPattern("<details class=\"govuk-details\"[^>]*open");
        assertThat(page(code, "/assessment?plan=now")).doesNotContainPattern("value=\"HIGH\"[^>]*checked");
        assertThat(page(code, "/assessment?plan=now&risk=HIGH")).containsPattern("value=\"HIGH\"[^>]*checked");
        assertThat(red).as("opens the form itself").contains("/placement?safe=now#h-new");
        assertThat(page(code, "/placement?safe=now"))
                .containsPattern("value=\"SHELTER\"[^>]*checked")
                .contains("Mettre l’enfant en lieu sûr");
        assertThat(page(code, "/placement")).doesNotContainPattern("value=\"SHELTER\"[^>]*checked");
        assertThat(page(code, "/plan?done=cases.assessed&written=plan")
                        .split("note--danger")[1]
                        .split("class=\"ident")[0])
                .as("who has just written the plan is not sent to write it")
                .doesNotContain("#safetyPlan")
                .contains("/placement?safe=now");
    }

    /** Whom to call, where the child sleeps and what is done first: for who works on the file, each as far as they may. */
    @Test
    void anAlertSaysWhatIsDoneFirst() {
        String code = file("CI");
        String alert = "/alerts/"
                + done(alerts.raise(
                                worker,
                                code,
                                new RaiseAlert.OfChild(
                                        Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null))))
                        .id();
        api(worker.username())
                .put(
                        "/api/v1/colleagues/" + worker.code(),
                        Map.of("name", "A. " + newFamilyName(), "telephone", "+225 07 09 08 07 06"),
                        "\"0\"");
        String supervised =
                browser(supervisor.username()).get(alert + "?lang=fr").body();
        assertThat(supervised)
                .contains("Appelez " + worker.code(), "tel:+2250709080706", "aucun lieu n’est enregistré")
                .contains("/placement?safe=now#h-new", "/assessment?plan=now#safetyPlan")
                .doesNotContain("Sinon, appelez " + supervisor.code());
        assertThat(browser(worker.username()).get(alert + "?lang=fr").body())
                .contains("Appelez " + supervisor.code())
                .doesNotContain("tel:+2250709080706");
        String shortest = page(code, "/assessment?plan=now&lang=fr");
        assertThat(shortest.indexOf("name=\"safetyPlan\""))
                .as("the safety plan is written first")
                .isPositive()
                .isLessThan(shortest.indexOf("name=\"childsWords\""));
        String form = "/cases/" + code + "/assessment?plan=now";
        assertThat(browser(worker.username())
                        .post(form, "kind", "INITIAL", "risk", "HIGH", "reason", "Menacé")
                        .body())
                .as("asked again in the same order, with what is missing")
                .contains("href=\"#safetyPlan\"");
        var saved = browser(worker.username())
                .post(form, "kind", "INITIAL", "risk", "HIGH", "reason", "Menacé", "safetyPlan", "Chez sa tante");
        assertThat(saved.location()).as(saved.body()).contains("done=cases.assessed&written=plan");
    }

    /** No line of another country is named as if it answered there. */
    @Test
    void aChildAbroadHasNoNumbersOfThisCountry() {
        String code = file("CI");
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null))));
        assertThat(page(code, "/alerts/new?lang=fr")).contains("tel:185");
        TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, country, since, state, recorded_by, sealed, approved_by, approved_at) select '"
                        + Ids.next() + "', id, 'RESIDENTIAL_CARE', 'ML', '" + TODAY
                        + "', 'CURRENT', worker_id, '', supervisor_id, now() from cases.case_file where code = '" + code
                        + "'");
        assertThat(page(code, "/alerts/new?lang=fr"))
                .contains(
                        "aucune n’est connue dans le pays où est l’enfant (Mali)",
                        "aucun numéro n’est connu dans ce pays (Mali)")
                .doesNotContain("tel:185");
    }

    @Test
    void theSupervisorsOwnNumberIsCalledFirst() {
        String code = file("CI");
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null))));
        Map<String, ?> card = Map.of("name", "M. Koné", "telephone", "+225 07 01 02 03 04");
        assertThat(api(supervisor.username())
                        .put("/api/v1/colleagues/" + supervisor.code(), card, "\"0\"")
                        .status())
                .isEqualTo(204);
        assertThat(page(code, "/placement?done=cases.left"))
                .contains("tel:+2250701020304", "récent")
                .as("the emergency services of the country")
                .contains("tel:185", "tel:110", "tel:111", "tel:180");
        Map<String, ?> another = Map.of("telephone", "+225 05 66 66 66 66");
        TestDatabase.ownerDoes(
                "update access.person_card set telephone_at = telephone_at - interval '8 days' where person_id = '"
                        + supervisor.personId() + "'");
        assertThat(page(code, "/placement?done=cases.left"))
                .contains("+225 07 01 02 03 04")
                .doesNotContain("récent");
        api(supervisor.username()).put("/api/v1/colleagues/" + supervisor.code(), another, "\"2\"");
        assertThat(page(code, "/placement?done=cases.left"))
                .contains("+225 07 01 02 03 04", "ancien numéro")
                .doesNotContain("66 66");
    }

    /** The head of a file hides no danger: every alert by its name, and the risk that waits for a supervisor. */
    @Test
    void theHeadOfAFileNamesEveryAlertAndTheProposedRisk() {
        String code = file("CI");
        assessed(code, CaseFile.Risk.LOW);
        assertThat(page(code, "/visits")).doesNotContain("élevé proposé");
        for (Alert.Type type : List.of(Alert.Type.TRAFFICKER_CONTACT, Alert.Type.DANGER_AT_HOME))
            done(alerts.raise(
                    worker, code, new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Vu", null))));
        String page = page(code, "/visits?lang=fr");
        String band = page.substring(page.indexOf("note--late"), page.indexOf("<main"));
        assertThat(band)
                .contains("Contact du trafiquant", "Violence, négligence")
                .doesNotContain("<details");
        assertThat(page.substring(page.indexOf("class=\"ident"), page.indexOf("<main")))
                .contains("Faible", "élevé proposé");
    }

    private String page(String code, String page) {
        return browser(worker.username()).get("/cases/" + code + page).body();
    }
}
