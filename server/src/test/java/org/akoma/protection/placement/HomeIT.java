package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.KeptRecords;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The home page: what is mine, computed from the records. */
class HomeIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private CaseFiles store;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private CaseFile file;

    @BeforeEach
    void aFile() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        clock.moveTo(Instant.parse("2015-11-01T08:00:00Z"));
        file = ((OpenCase.Result.Opened) cases.open(actor(worker), FilePagesIT.opening(Ids.next(), "Perle"))).file();
        clock.moveTo(MORNING);
    }

    private void turn(CaseFiles.Turn what, String value) {
        transactions.doAs(actor(worker), () -> store.turn(file.id(), what, value, clock.instant()));
    }

    @Test
    void aWorkerSeesWhatIsLateTodayAndToCome() {
        turn(CaseFiles.Turn.REVIEW, "2015-11-14");
        String page = api(worker).get("/").body();
        assertThat(page)
                .contains("Révision du plan", file.code(), "2 jours", "Première évaluation", "En retard")
                .doesNotContain("Perle", "th:");
        turn(CaseFiles.Turn.REVIEW, "2015-11-16");
        for (String status : List.of("ASSESSED", "PLAN_PENDING", "ACTIVE")) turn(CaseFiles.Turn.STATUS, status);
        assertThat(api(worker).get("/?lang=en").body()).contains("1 today", "Plan review");
        assertThat(api(person(Role.CASE_WORKER, ngo)).get("/").body())
                .contains("Rien ne vous attend")
                .doesNotContain(file.code());
    }

    @Test
    void everybodySeesHowManyFilesAreTheirsAndNoMore() {
        KeptRecords.risk(file, "HIGH", actor(worker), clock.instant());
        turn(CaseFiles.Turn.RISK, "HIGH");
        String mine = api(worker).get("/?lang=fr").body().replaceAll("\\s+", " ");
        assertThat(mine).contains("Mes dossiers", "sur 25", "Risque élevé");
        assertThat(figure(mine, "En cours")).isEqualTo("1");
        assertThat(figure(mine, "Risque élevé")).isEqualTo("1");
        assertThat(figure(api(supervisor).get("/?lang=fr").body(), "En cours")).isEqualTo("1");
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(figure(api(stranger).get("/?lang=fr").body(), "En cours")).isEqualTo("0");
        String evaluator = person(Role.EVALUATOR, ngo);
        assertThat(figure(api(evaluator).get("/?lang=fr").body(), "Dossiers que je vois"))
                .isEqualTo("0");
        assertThat(api(person(Role.FINANCE_OFFICER, ngo)).get("/?lang=fr").body())
                .doesNotContain("Risque élevé", "Les dossiers</h2>");
    }

    @Test
    void everyRoleFindsWhatIsTheirs() {
        Map<Role, String> theirs = Map.of(
                Role.FINANCE_OFFICER, "À payer",
                Role.PROJECT_MANAGER, "Services à approuver",
                Role.PROVIDER, "Services en cours",
                Role.EVALUATOR, "Les orientations",
                Role.MINISTRY_OFFICER, "Les orientations",
                Role.DATA_PROTECTION_OFFICER, "Accès d’urgence à juger");
        theirs.forEach((role, card) -> assertThat(
                        api(person(role, ngo)).get("/?lang=fr").body())
                .as(role.name())
                .contains(card)
                .doesNotContain("??"));
        for (Role role : Role.values()) {
            String page = api(person(role, ngo)).get("/?lang=en").body();
            assertThat(page).as(role.name()).contains("</html>").doesNotContain("??", file.code());
        }
    }

    private static String figure(String page, String label) {
        return page.replaceFirst("(?s).*<dt>" + label + "</dt>\\s*<dd>(?:<a [^>]*>)?([^<]*)<.*", "$1")
                .strip();
    }

    @Test
    void aSupervisorIsToldHowMuchIsLateInTheTeam() {
        turn(CaseFiles.Turn.REVIEW, "2015-11-10");
        String home = api(supervisor).get("/").body();
        assertThat(home).contains("tâches en retard dans mon équipe", "/tasks?scope=TEAM");
        assertThat(home.substring(home.indexOf("h-todo"), home.indexOf("</section>", home.indexOf("h-todo"))))
                .doesNotContain(file.code());
    }

    @Test
    void everyRoleHasAHome() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (Role role : Role.values()) {
            Organisation at = role.name().startsWith("LE_") || role == Role.TRAINING_COORDINATOR ? police : ngo;
            var answer = api(person(role, at)).get("/");
            assertThat(answer.status()).as(role.name()).isEqualTo(200);
            assertThat(answer.body())
                    .as(role.name())
                    .contains("Votre rôle")
                    .doesNotContain(file.code(), "home.role", "th:");
        }
    }
}
