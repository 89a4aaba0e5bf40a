package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.record.DecideVictimStatus;
import org.akoma.protection.record.VictimStatuses;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Access tests 9 and 10: a worker may only ask, a supervisor decides; and the way back. */
class ClosuresIT extends CareHouse {

    @Autowired
    VictimStatuses victims;

    @Autowired
    Closures closures;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Searches searches;

    @Autowired
    JdbcClient jdbc;

    private static RequestClosure because(Closure.Code code) {
        return new RequestClosure(
                Ids.next(),
                code,
                new Closure.SealedText("Elle est d’accord", "D’accord", "SW-01", "Voir la note", null));
    }

    @Test
    void withoutRecordsOfOtherRoomsNothingIsClosed() {
        String code = active();
        assertThat(refused(closures.request(worker, code, because(Closure.Code.PLAN_GOALS_MET))))
                .isEqualTo("cases.closure-criteria");
        assertThat(done(closures.of(worker, code)).findings())
                .hasSize(11)
                .anyMatch(f -> f.why().equals("cases.closure.no-record"));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void aFileThatIsNotActiveIsNotClosed() {
        for (Closure.Code code : Closure.Code.values())
            if (!code.endsAtAnyTime())
                assertThat(refused(closures.request(worker, assessed(), because(code))))
                        .as(code.name())
                        .isEqualTo("cases.status");
    }

    @Test
    void aDeathBeforeTheFirstPlanEndsTheFile() {
        for (String code : List.of(file("F", 12), assessed(), planned())) {
            done(closures.request(worker, code, because(Closure.Code.DEATH)));
            assertThat(closures.decide(worker, code, Closure.Decision.CLOSED, null))
                    .isInstanceOf(Outcome.Forbidden.class);
            done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
            assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSED);
            assertThat(now(code).nextVisitDue()).isNull();
        }
    }

    private String planned() {
        String code = assessed();
        submitted(code);
        return code;
    }

    @Test
    void whoIsNoVictimNeedsADecisionButNoPlan() {
        String code = file("F", 12);
        assertThat(refused(closures.request(worker, code, because(Closure.Code.NOT_A_VICTIM))))
                .isEqualTo("cases.closure-is-victim");
        done(victims.decide(
                supervisor,
                code,
                new DecideVictimStatus(Ids.next(), CaseFile.VictimStatus.NOT_A_VICTIM, "NGO", TODAY, "Vue")));
        done(closures.request(worker, code, because(Closure.Code.NOT_A_VICTIM)));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSED);
    }

    @Test
    void anEarlyRequestThatIsReturnedLeavesTheFileWhereItStood() {
        for (String code : List.of(file("F", 12), assessed(), planned())) {
            CaseFile.Status before = now(code).status();
            done(closures.request(worker, code, because(Closure.Code.DEATH)));
            done(closures.decide(supervisor, code, Closure.Decision.RETURNED, "Elle vit"));
            assertThat(now(code).status()).isEqualTo(before);
        }
    }

    @Test
    void aWorkerAsksAndASupervisorDecides() {
        String code = grown();
        assertThat(refused(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée")))
                .isEqualTo("cases.nothing-waits");
        done(closures.request(worker, code, because(Closure.Code.TURNED_18_WITH_LEAVING_PLAN)));
        assertThat(closures.decide(worker, code, Closure.Decision.CLOSED, null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSURE_REQUESTED);
        assertThat(refused(closures.decide(supervisor, code, Closure.Decision.CLOSED, null)))
                .as("nobody has made an index of late, and nobody says why")
                .isEqualTo("cases.closure-csi-old");
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSED);
        assertThat(now(code).closedAt()).isNotNull();
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(90));
        assertThat(refused(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH)))
                .isEqualTo("cases.file-closed");
    }

    @Test
    void nobodyDecidesTheirOwnRequest() {
        String code = grown();
        done(closures.request(supervisor, code, because(Closure.Code.TURNED_18_WITH_LEAVING_PLAN)));
        assertThat(refused(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée")))
                .isEqualTo("cases.own-work");
    }

    @Test
    void aReturnedRequestLetsTheWorkGoOn() {
        String code = grown();
        done(closures.request(worker, code, because(Closure.Code.TURNED_18_WITH_LEAVING_PLAN)));
        assertThat(refused(closures.decide(supervisor, code, Closure.Decision.RETURNED, null)))
                .isEqualTo("form.required");
        Closure returned = done(closures.decide(supervisor, code, Closure.Decision.RETURNED, "Pas encore"));
        assertThat(returned.words().decisionReason()).isEqualTo("Pas encore");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void aDeathEndsTheStay() {
        String code = active();
        Shelter home = shelter(1, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        done(placements.place(worker, code, stay(home)));
        done(closures.request(worker, code, because(Closure.Code.DEATH)));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        assertThat(cases.find(manager, code)).isEmpty();
        assertThat(now(code).nextVisitDue()).isNull();
        assertThat(now(code).care()).isNull();
    }

    @Test
    void aClosedFileComesBackThroughASupervisor() {
        String code = grown();
        assertThat(refused(reopenings.ask(worker, code, Ids.next(), "Vu chez le planteur")))
                .isEqualTo("cases.not-closed");
        done(closures.request(worker, code, because(Closure.Code.TURNED_18_WITH_LEAVING_PLAN)));
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        done(reopenings.ask(worker, code, Ids.next(), "Vu chez le planteur"));
        assertThat(refused(reopenings.ask(worker, code, Ids.next(), "encore"))).isEqualTo("cases.reopening-waits");
        assertThat(reopenings.decide(worker, code, true, null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refused(reopenings.decide(supervisor, code, false, null))).isEqualTo("form.required");
        done(reopenings.decide(supervisor, code, true, null));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REOPENED);
        assertThat(now(code).closedAt()).isNull();
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void aLostChildIsSearchedForAndNotClosed() {
        String code = grown();
        assertThat(refused(step(worker, code, SearchStep.Step.PHONE))).isEqualTo("cases.not-lost");
        String search = "/api/v1/cases/" + code + "/search";
        assertThat(api(worker.username())
                        .post(
                                search,
                                java.util.Map.of(
                                        "id",
                                        Ids.next(),
                                        "step",
                                        "FLAGGED",
                                        "lastSeenOn",
                                        "2010-01-01",
                                        "outcome",
                                        "Parti"))
                        .body())
                .contains("cases.last-seen-before");
        done(step(worker, code, SearchStep.Step.FLAGGED));
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        assertThat(refused(closures.request(worker, code, because(Closure.Code.TURNED_18_WITH_LEAVING_PLAN))))
                .isEqualTo("cases.closure-lost");
        assertThat(step(worker, code, SearchStep.Step.SUPERVISOR_REVIEW)).isInstanceOf(Outcome.Forbidden.class);
        done(step(worker, code, SearchStep.Step.PHONE));
        done(step(worker, code, SearchStep.Step.HOME_VISIT));
        assertThat(refused(step(supervisor, code, SearchStep.Step.SUPERVISOR_REVIEW)))
                .isEqualTo("cases.search-steps-missing");
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor,
                        () -> jdbc.sql(
                                        "insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) select"
                                                + " gen_random_uuid(), s.file_id, 'SUPERVISOR_REVIEW', access.moment(), s.sealed,"
                                                + " access.actor() from cases.search_step s join cases.case_file f on f.id ="
                                                + " s.file_id where f.code = :code limit 1")
                                .param("code", code)
                                .update()))
                .hasStackTraceContaining("cases.search-steps-missing");
        assertThat(browser(worker.username()).get("/cases/" + code + "/search").body())
                .contains("obligatoire, à faire");
        done(step(worker, code, SearchStep.Step.AUTHORITY));
        done(step(supervisor, code, SearchStep.Step.SUPERVISOR_REVIEW));
        assertThat(refused(step(worker, code, SearchStep.Step.FOUND)))
                .as("nobody saw the child, and no place is known")
                .isEqualTo("cases.found-where");
        java.util.Map<String, Object> visit = new java.util.HashMap<>(java.util.Map.of(
                "doneOn",
                TODAY.toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                java.util.List.of("CHILD"),
                "seenAlone",
                true));
        visit.putAll(java.util.Map.of("school", "ATTENDS", "safety", "SAFE", "traffickerContact", false));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/visits/unplanned", visit)
                        .status())
                .isEqualTo(201);
        done(step(worker, code, SearchStep.Step.FOUND));
        assertThat(now(code).lostSince()).isNull();
        assertThat(done(searches.of(worker, code)))
                .extracting(SearchStep::step)
                .contains(SearchStep.Step.FOUND, SearchStep.Step.SUPERVISOR_REVIEW, SearchStep.Step.FLAGGED);
    }

    private Outcome<SearchStep> step(Actor by, String code, SearchStep.Step step) {
        return searches.step(by, code, Ids.next(), step, new SearchStep.SealedText(null, "Personne"));
    }
}
