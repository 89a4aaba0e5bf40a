package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.akoma.programme.training.Certified;
import org.akoma.start.Desk;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An evaluator runs a mission of two days from its terms to the release of its findings; no child of the scenario is named on any page, in any file or answer. */
class EvaluationJourney extends Browsing {

    private static final String CODE = "EV-J-1";
    private static final String MISSION = "/evaluations/" + CODE;

    private final Desk evaluator = desk("eval-01");

    @Test
    void aMissionFromItsTermsToItsFindings() {
        planned();
        String study = sampled();
        interviewed();
        rated();
        evaluator.go(MISSION + "/findings/new").pick("area", "FOLLOW_UP").pick("criterion", "EFFECTIVENESS");
        evaluator
                .mark("severity", "HIGH")
                .type("words", "Les visites au-delà de la frontière sont souvent manquées.")
                .pick("source-1", "FILE_REVIEW")
                .pick("source-2", "SOCIAL_WORKERS");
        evaluator.page().locator("main details.more summary").all().forEach(Locator::click);
        evaluator
                .mark("cites-1", study)
                .mark("cites-2", "IV-01")
                .press("Enregistrer")
                .shows("souvent manquées");
        namesNobody();
        recommended();
        evaluator.go(MISSION + "/findings").press("Diffuser tous les constats").shows("Les constats sont diffusés");
        namesNobody();
        evaluator.go(MISSION + "/sample").shows("Terminé").hides(study);
        evaluator.go(MISSION + "/sample/files/" + study).shows("Terminé").hides(study);
    }

    private void planned() {
        evaluator
                .go("/evaluations/new")
                .type("code", CODE)
                .mark("kind", "MISSION")
                .type("town", "San Pedro");
        evaluator.day("firstDay", "17", "11", "2015").day("lastDay", "18", "11", "2015");
        evaluator
                .type("terms", "Ce qui a été fait pour les enfants, et ce qui manque.")
                .press("Planifier la mission");
        evaluator.shows(CODE, "San Pedro");
        evaluator
                .go(MISSION + "/questions")
                .pick("criterion", "EFFECTIVENESS")
                .type("words", "Les enfants sont-ils vus à temps ?")
                .mark("sources", "FILE_REVIEW")
                .press("Enregistrer");
        evaluator
                .go(MISSION + "/schedule")
                .type("begins", "09:00")
                .type("ends", "12:30")
                .pick("work", "FILE_REVIEW")
                .press("Enregistrer")
                .shows("Lecture de dossiers");
        namesNobody();
    }

    /** The evaluator may hear children: trained and certified by two people, as everybody. */
    private static void certified() {
        Caller program = new Caller(HOUSE.port(), null);
        Certified.certify(
                program.as("trn-01", "akoma-demo"),
                program.as("pm-01", "akoma-demo"),
                "M4_CHILD_INTERVIEW",
                "IOM-CI",
                "EVAL-01",
                LocalDate.parse("2015-11-15"));
    }

    /** Answers the study code of a drawn file. */
    private String sampled() {
        certified();
        evaluator
                .go(MISSION + "/sample/new")
                .mark("way", "TOTAL")
                .type("size", "14")
                .mark("interviewers", "EVAL-01")
                .press("Tirer et proposer")
                .shows("Attend une deuxième personne", "14 sur");
        namesNobody();
        assertThat(evaluator.page().locator("main a[href*='/sample/files/']").count())
                .as("nothing is read before the second person")
                .isZero();
        Desk custodian = desk("dpo-01").go("/decisions").follow(CODE);
        custodian.mark("agreed", "true").press("Enregistrer la décision").shows("est enregistré");
        evaluator.go(MISSION + "/sample").open(MISSION + "/sample/files/E-");
        namesNobody();
        String study = evaluator.lastOfPath();
        String file = MISSION + "/sample/file?format=csv";
        String table =
                evaluator.page().context().request().get(HOUSE.address() + file).text();
        assertThat(table).contains(study);
        namesNobody(file, table);
        return study;
    }

    private void interviewed() {
        evaluator
                .go(MISSION + "/interviews/new")
                .pick("guide", "SOCIAL_WORKER")
                .pick("place", "OFFICE")
                .press("Commencer")
                .shows("IV-01");
        evaluator
                .type("words-2", "Les visites à l’étranger, faute de transport.")
                .press("Enregistrer et terminer")
                .shows("faute de transport");
        evaluator.go(MISSION + "/interviews").shows("IV-01", "Terminé");
        namesNobody();
    }

    private void rated() {
        evaluator
                .go(MISSION + "/ratings")
                .pick("criterion", "EFFECTIVENESS")
                .type("points", "3")
                .press("Enregistrer")
                .shows("3 sur 4");
        namesNobody();
    }

    private void recommended() {
        evaluator.follow("Recommander").type("words", "Une moto par équipe et un relais au-delà de la frontière");
        evaluator.mark("priority", "HIGH").press("Enregistrer").shows("Une moto par équipe");
        namesNobody();
    }

    private void namesNobody() {
        namesNobody(evaluator.page().url(), evaluator.page().content());
    }

    private static void namesNobody(String where, String body) {
        for (String word : WORDS)
            assertThat(Pattern.compile("\\b" + word + "\\b").matcher(body).find())
                    .as(word + " at " + where)
                    .isFalse();
    }

    /** Code and alias of every child. */
    private static final List<String> WORDS = words();

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (JsonNode child : FilledDemo.scenario().path("children")) {
            words.add(Pattern.quote(child.path("code").asString()));
            // one child is called by a word that is also a heading of these pages
            String alias = child.path("alias").asString();
            if (!alias.equals("Source")) words.add(Pattern.quote(alias));
        }
        assertThat(words).hasSize(95);
        return words;
    }
}
