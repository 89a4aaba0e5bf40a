package org.akoma.protection.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody who reports sees, and whom it reaches. */
class ComplaintPagesIT extends HouseIT {

    private Organisation ngo;
    private String officer;
    private String worker;

    @BeforeEach
    void aStructure() {
        ngo = structure(Organisation.Kind.NGO);
        officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        worker = person(Role.CASE_WORKER, ngo);
    }

    private static Answer send(Visit who, String structure, String what) {
        return who.post("/complaint", "structure", structure, "kind", "SEXUAL", "what", what, "unnamed", "true");
    }

    private long mine(String structure) {
        return api(officer)
                .get("/api/v1/complaints")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("structure").asString().equals(structure))
                .count();
    }

    /** Back and once more: the browser made the page anew. */
    @Test
    void whatIsSentTwiceIsOne() {
        Visit browser = browser(worker);
        send(browser, ngo.code(), "Il frappe les enfants");
        send(browser, ngo.code(), "Il frappe les enfants");
        assertThat(mine(ngo.code())).isEqualTo(1);
        send(browser, ngo.code(), "Elle aussi");
        send(browser(person(Role.CASE_WORKER, ngo)), ngo.code(), "Elle aussi");
        assertThat(mine(ngo.code())).as("another person saw it too").isEqualTo(3);
        assertThat(browser.get("/complaint?done=followup.complaint-raised").body())
                .contains("Signaler autre chose")
                .doesNotContain("name=\"what\"", "??");
    }

    @Test
    void whomItReachesSeesOnTheHomePageThatItWaits() {
        send(browser(worker), ngo.code(), "Il frappe les enfants");
        assertThat(browser(officer).get("/").body()).contains("à lire", "/complaints");
        assertThat(browser(worker).get("/").body()).doesNotContain("/complaints");
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(97)));
        assertThat(browser(officer).get("/").body())
                .as("as late as the oldest that reaches the officer, which another test may have written")
                .containsPattern("(9[7-9]|\\d{3}) jours");
        clock.moveTo(clock.instant().minus(java.time.Duration.ofDays(97)));
        String id = api(officer)
                .get("/api/v1/complaints")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("structure").asString().equals(ngo.code()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(browser(officer).get("/complaints/" + id).body())
                .contains("Lu par", officer.toUpperCase())
                .doesNotContain("??");
        Answer empty = browser(officer).post("/complaints/" + id + "/closing");
        assertThat(empty.body()).contains("Choisissez l’issue").doesNotContain("Répondez à cette question");
    }

    @Test
    void whatIsMissingIsSaidByItsOwnName() {
        Answer empty = browser(worker).post("/complaint", "structure", ngo.code());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("Choisissez la nature", "Écrivez ce que vous avez vu ou appris", "Facultatif")
                .doesNotContain("Répondez à cette question");
    }
}
