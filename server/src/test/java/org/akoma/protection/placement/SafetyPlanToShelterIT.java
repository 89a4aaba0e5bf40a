package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/** A safety plan is written once: who writes it says whether the shelter where the child sleeps reads it, in the same act. */
class SafetyPlanToShelterIT extends CareHouse {

    private static final String PLAN = "Pas de sortie seule, le recruteur la cherche";
    private static final String NOTHING = "Aucune consigne n’est écrite";

    private static Map<String, Object> assessment(Object toShelter) {
        Map<String, Object> said = new HashMap<>(Map.of(
                "id", Ids.next().toString(),
                "kind", "INITIAL",
                "risk", "HIGH",
                "needs", "SHELTER",
                "childsWords", "Il m’a frappée",
                "reason", "Menacée par le recruteur",
                "safetyPlan", PLAN));
        if (toShelter != null) said.put("toShelter", toShelter);
        return said;
    }

    private static String[] typed(Map<String, Object> said) {
        return said.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), String.valueOf(one.getValue())))
                .toArray(String[]::new);
    }

    private Answer sent(String code, Object toShelter) {
        return browser(worker.username()).post("/cases/" + code + "/assessment", typed(assessment(toShelter)));
    }

    @Test
    void thePlanIsHandedOnOnlyWhereItsAuthorSaysSo() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        String outside = file("F", 12);
        assertThat(sent(outside, "true").body()).as("it sleeps in no shelter").contains("dans aucun centre");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + outside + "/assessments", assessment(true))
                        .body())
                .contains("cases.no-stay");

        String code = file("F", 12);
        done(placements.place(worker, code, stay(home)));
        String stay = "/cases/" + code + "/stay?lang=fr";
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/assessment?lang=fr")
                        .body())
                .contains("lit-il ce plan", home.called(), "aucune consigne ne lui est encore transmise");
        assertThat(sent(code, null).body())
                .as("nothing is handed on unsaid")
                .contains("Dites si le centre lit ce plan");
        assertThat(browser(manager).get(stay).body()).contains(NOTHING);
        assertThat(sent(code, "true").location()).contains("done=cases.assessed");
        assertThat(browser(manager).get(stay).body())
                .contains(PLAN)
                .doesNotContain(NOTHING, "Il m’a frappée", "Menacée par le recruteur");
        assertThat(api(manager).get("/api/v1/notices").body()).contains("\"task\"");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/assessment?lang=fr")
                        .body())
                .as("what the shelter reads, beside the next plan")
                .contains("<p>" + PLAN + "</p>");
    }

    @Test
    void otherWordsBeginWithThePlan() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        String code = file("F", 12);
        done(placements.place(worker, code, stay(home)));
        assertThat(sent(code, "false").location()).contains("/placement?done=cases.assessed-shelter", "#instructions");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement?lang=fr")
                        .body())
                .contains("est repris ci-dessous", PLAN + "</textarea>");
        assertThat(browser(manager).get("/cases/" + code + "/stay?lang=fr").body())
                .doesNotContain(PLAN);
        assertThat(browser(manager).get("/cases/" + code + "/placement?lang=fr").body())
                .doesNotContain(PLAN);
    }

    @Test
    void aPlanOfBeforeTheStayIsOfferedWithThePlacement() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        String code = file("F", 12);
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/assessments", assessment(null))
                        .status())
                .isEqualTo(201);
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.HIGH);
        done(placements.place(worker, code, stay(home)));
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement?lang=fr")
                        .body())
                .contains("est repris ci-dessous", PLAN + "</textarea>");
    }
}
