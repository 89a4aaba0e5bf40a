package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.assessment.BestInterests;
import org.akoma.protection.assessment.WeighBestInterests;
import org.akoma.protection.assessment.WeighBestInterestsTest;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.homecoming.TraceFamily;
import org.akoma.protection.homecoming.Tracing;
import org.akoma.protection.homecoming.Tracings;
import org.akoma.protection.identity.Corrections;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.akoma.protection.placement.ReturnExceptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who decides sees what exactly they agree to, and who takes a proposal back loses nothing of it ({@code trust.md 2}). */
class DecisionShowsIT extends CareHouse {

    @Autowired
    ReturnExceptions exceptions;

    @Autowired
    Closures closures;

    private String page(Decision decision) {
        return browser(supervisor.username())
                .get("/decisions/" + decision.id() + "?lang=fr")
                .body();
    }

    private Answer propose(String code, Object id, String kind) {
        Map<String, Object> home = new HashMap<>(Map.of(
                "id",
                id.toString(),
                "kind",
                kind,
                "country",
                "CI",
                "since",
                "2015-11-16",
                "address",
                "Derrière l’école",
                "withWhom",
                "Sa grand-mère",
                "whyInWords",
                "Elle l’a demandé"));
        return api(worker.username()).post("/api/v1/cases/" + code + "/placements", home);
    }

    @Test
    void aReturnShowsEveryFactThatItRestsOn() {
        String code = readyToReturn();
        UUID home = Ids.next();
        assertThat(propose(code, home, "FAMILY_REUNIFIED").status()).isEqualTo(201);
        assertThat(page(waiting(Placements.HOME, home)))
                .contains("Ce qu’il faut, et ce qu’il y a", "famille vérifiée · Rempli", "MSFFE-CI")
                .contains("détermination par un comité · Rempli", "réponse à la prise en charge · Rempli")
                .doesNotContain("Pas rempli");
    }

    @Test
    void aReturnByExceptionShowsWhatIsMissingAndWhy() {
        String code = active();
        Decision asked = done(exceptions.ask(worker, code, null, "La mère est mourante"));
        UUID home = Ids.next();
        assertThat(propose(code, home, "FAMILY_REUNIFIED").status()).isEqualTo(201);
        assertThat(page(asked))
                .contains("La mère est mourante", "famille vérifiée · Pas rempli", "première évaluation · Rempli")
                .contains("Retour dans sa famille");
        assertThat(page(waiting(Placements.HOME, home)))
                .contains("Exception utilisée", "La mère est mourante", "famille vérifiée · Pas rempli", "En attente");
        done(exceptions.decide(supervisor, code, asked.id(), true, null));
        Decision request = waiting(Placements.HOME, home);
        done(placements.decide(supervisor, code, home, true, null));
        assertThat(page(request)).contains("Exception utilisée", "La mère est mourante", "Accord donné");
    }

    @Test
    void aClosureShowsEachCriterionWithItsValue() {
        String code = grown();
        UUID id = Ids.next();
        Answer asked = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/closure",
                        Map.of(
                                "id",
                                id.toString(),
                                "code",
                                "TURNED_18_WITH_LEAVING_PLAN",
                                "details",
                                "Majeur, logé chez son oncle",
                                "whomToCall",
                                "SW-02"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        Decision waits = waiting(Closures.KIND, id);
        assertThat(page(waits))
                .contains("Majeur, logé chez son oncle", "Pas rempli", "Rempli", "Aucun lieu de vie n’est enregistré")
                .contains("Ce qu’il faut, et ce qu’il y a", "État du dossier")
                .doesNotContain("Pas remplis au moment de la demande");
        String back = "/cases/" + code + "/closure";
        Visit own = browser(worker.username());
        own.get(back);
        Answer taken = own.post(back + "/withdrawal");
        assertThat(own.get(taken.location()).body()).contains("Majeur, logé chez son oncle", "SW-02");
    }

    @Test
    void aReopeningShowsHowTheFileWasClosed() {
        String code = grown();
        done(closures.request(
                worker,
                code,
                new RequestClosure(
                        Ids.next(),
                        Closure.Code.TURNED_18_WITH_LEAVING_PLAN,
                        new Closure.SealedText(null, null, null, "Majeur", null))));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        UUID id = Ids.next();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/reopenings",
                                Map.of("id", id.toString(), "reason", "Le recruteur est revenu"))
                        .status())
                .isEqualTo(201);
        assertThat(page(waiting(Reopenings.KIND, id)))
                .contains("Le recruteur est revenu", "Clôturé le", "16 novembre 2015", "Majeur");
    }

    @Test
    void aChangeOfHomeThatWaitsIsShownOnTheFile() {
        String code = active();
        Placement home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        String address = "/api/v1/cases/" + code + "/placements/" + home.id() + "/home";
        assertThat(api(worker.username())
                        .put(address, Map.of("address", "Un autre village", "withWhom", "Son oncle"), "\"2\"")
                        .status())
                .isEqualTo(202);
        Decision change = waiting("HOME_CHANGE", home.id());
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/placement?lang=fr")
                        .body())
                .contains("Un changement d’adresse ou de personnes attend", "/decisions/" + change.id())
                .doesNotContain("Un autre village");
        assertThat(page(change)).contains("Un autre village", "Derrière le marché");
        assertThat(withdrawn(code, change)).contains("Un autre village", "Son oncle");
    }

    /** The page that taking a proposal back leads to. */
    private String withdrawn(String code, Decision decision) {
        Visit own = browser(worker.username());
        own.get("/cases/" + code);
        Answer taken = own.post("/decisions/" + decision.id() + "/withdrawal");
        assertThat(taken.status()).as(taken.body()).isEqualTo(303);
        Answer form = own.get(taken.location());
        assertThat(form.status()).as(taken.location()).isEqualTo(200);
        return form.body();
    }

    @Test
    void aHomeThatWasTakenBackIsTypedAlready() {
        String code = active();
        UUID home = Ids.next();
        assertThat(propose(code, home, "FOSTER_FAMILY").status()).isEqualTo(201);
        Decision asked = waiting(Placements.HOME, home);
        String form = withdrawn(code, asked);
        assertThat(form)
                .contains("Derrière l’école", "Sa grand-mère", "Elle l’a demandé", "La demande est retirée")
                .containsPattern("value=\"FOSTER_FAMILY\"[^>]*checked|checked[^>]*value=\"FOSTER_FAMILY\"")
                .containsPattern("name=\"since-year\"[^>]*value=\"2015\"");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/placement?again=" + asked.id())
                        .body())
                .as("nobody else's form is filled with it")
                .doesNotContain("Derrière l’école");
    }

    @Test
    void aPanelThatWasTakenBackIsTypedAlready() {
        String code = active();
        WeighBestInterests panel = new WeighBestInterests(
                Ids.next(),
                Weighing.Kind.DETERMINATION,
                Weighing.Ground.DURABLE_SOLUTION,
                WeighBestInterestsTest.members("SUP-01", "Juge des enfants", "Infirmière"),
                new Weighing.SealedText("Retour ou accueil", "Elle veut rentrer", "Retour", null, "Réunis le 16"),
                WeighBestInterestsTest.HERE,
                null);
        done(bestInterests.weigh(worker, code, panel));
        String form = withdrawn(code, waiting(BestInterests.PANEL, panel.id()));
        assertThat(form)
                .containsPattern("name=\"member-2\"[^>]*value=\"Juge des enfants\"")
                .containsPattern("<textarea[^>]*name=\"minutes\"[^>]*>Réunis le 16</textarea>")
                .containsPattern("<textarea[^>]*name=\"childsView\"[^>]*>Elle veut rentrer</textarea>");
    }

    @Test
    void whatElseWasTakenBackIsTypedAlready() {
        String code = active();
        UUID search = Ids.next();
        Tracing.SealedText words = new Tracing.SealedText("La mère vit à Bouaké", "Le père est parti");
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, null, Tracing.Status.IN_PROGRESS, null, null, null, words.found(), words.safety())));
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        search, 1, Tracing.Status.VERIFIED, "MSFFE-CI", TODAY, true, words.found(), words.safety())));
        assertThat(withdrawn(code, waiting(Tracings.KIND, search)))
                .containsPattern("name=\"verifiedBy\"[^>]*value=\"MSFFE-CI\"")
                .containsPattern("value=\"VERIFIED\"[^>]*selected");
        Decision exception = done(exceptions.ask(worker, code, null, "La mère est mourante"));
        assertThat(withdrawn(code, exception))
                .containsPattern("<textarea[^>]*name=\"exceptionReason\"[^>]*>La mère est mourante</textarea>");
        Answer age = api(worker.username())
                .put(
                        "/api/v1/cases/" + code + "/registration",
                        Map.of("sex", "F", "age", 17, "country", "CI", "reason", "Acte de naissance vu"),
                        "\"" + version(code) + "\"");
        assertThat(age.status()).as(age.body()).isEqualTo(202);
        assertThat(withdrawn(code, waiting(Corrections.KIND, now(code).id())))
                .containsPattern("name=\"age\"[^>]*value=\"17\"")
                .contains("Acte de naissance vu");
    }

    private String version(String code) {
        return api(worker.username())
                .get("/api/v1/cases/" + code + "/registration")
                .header("ETag")
                .orElseThrow()
                .replace("\"", "");
    }
}
