package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.assessment.WeighBestInterests;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.homecoming.TraceFamily;
import org.akoma.protection.homecoming.Tracing;
import org.akoma.protection.placement.CareHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is unaccompanied, and what a determination is made of, hangs on no word that one person typed ({@code trust.md 3}, best interests). */
class PanelGateIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private String gate(String code) {
        return api(worker.username())
                .get("/api/v1/cases/" + code + "/placements/return-gate")
                .body();
    }

    /** An active file with the best interests assessed by the worker, and no panel. */
    private String assessedAlone() {
        String code = active();
        done(bestInterests.weigh(
                worker,
                code,
                new WeighBestInterests(
                        Ids.next(),
                        Weighing.Kind.ASSESSMENT,
                        null,
                        List.of(),
                        new Weighing.SealedText("Retour", "Elle veut rentrer", "Retour", null))));
        return code;
    }

    private void guardian(String code, Guardian.Kind kind) {
        done(guardians.appoint(worker, code, new AppointGuardian(Ids.next(), kind, TODAY, "Sa mère", null, null)));
    }

    private UUID search(String code) {
        UUID search = Ids.next();
        Tracing.SealedText words = new Tracing.SealedText("La mère vit à Bouaké", null);
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
        return search;
    }

    @Test
    void aTypedParentAccompaniesNobody() {
        String code = assessedAlone();
        guardian(code, Guardian.Kind.PARENT);
        assertThat(gate(code)).contains("DETERMINATION");
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/placements",
                                Map.of("kind", "FAMILY_REUNIFIED", "country", "CI", "since", "2015-11-16"))
                        .body())
                .contains("cases.return-missing-determination");
        verified(code, true);
        assertThat(gate(code)).as("two people agreed to the family").doesNotContain("DETERMINATION");
    }

    /** The supervisor sees who is said to be family with the request; who is typed afterwards was agreed to by nobody. */
    @Test
    void onlyFamilyThatTheSupervisorSawAccompaniesTheChild() {
        String code = assessedAlone();
        guardian(code, Guardian.Kind.RELATIVE);
        UUID search = search(code);
        Decision asked = waiting("TRACING", search);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked.id())
                        .body())
                .contains("Sa mère");
        done(tracings.decide(supervisor, code, asked, true, null));
        assertThat(gate(code)).doesNotContain("DETERMINATION");
        String late = assessedAlone();
        verified(late, true);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        guardian(late, Guardian.Kind.PARENT);
        assertThat(gate(late)).contains("DETERMINATION");
        String between = assessedAlone();
        UUID other = search(between);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        guardian(between, Guardian.Kind.PARENT);
        done(tracings.decide(supervisor, between, waiting("TRACING", other), true, null));
        assertThat(gate(between)).contains("DETERMINATION");
    }

    @Test
    void whoseFamilyIsSearchedAgainIsUnaccompaniedAgain() {
        String code = assessedAlone();
        guardian(code, Guardian.Kind.PARENT);
        verified(code, true);
        assertThat(gate(code)).doesNotContain("DETERMINATION");
        Tracing running = done(tracings.of(worker, code)).getFirst();
        done(tracings.trace(
                worker,
                code,
                new TraceFamily(
                        running.id(),
                        running.version(),
                        Tracing.Status.IN_PROGRESS,
                        null,
                        null,
                        null,
                        running.words().found(),
                        running.words().safety())));
        assertThat(gate(code)).contains("DETERMINATION");
    }

    @Test
    void anAppointedGuardianIsNoFamily() {
        String code = assessedAlone();
        guardian(code, Guardian.Kind.APPOINTED);
        verified(code, true);
        assertThat(gate(code)).contains("DETERMINATION");
    }

    @Test
    void noLoginWritesThatAGuardianWasAgreedTo() {
        String code = active();
        String file = "(select id from cases.case_file where code = '" + code + "')";
        guardian(code, Guardian.Kind.PARENT);
        for (String attack : List.of(
                "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by, verified_at) values (gen_random_uuid(), "
                        + file + ", 'PARENT', '2015-11-16', '\\x00', access.actor(), access.moment())",
                "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by, recorded_at) values (gen_random_uuid(), "
                        + file + ", 'PARENT', '2015-11-16', '\\x00', access.actor(), '2015-01-01')",
                "update cases.guardian set verified_at = access.moment() where file_id = " + file))
            assertThatThrownBy(() ->
                            transactions.doAs(worker, () -> jdbc.sql(attack).update()))
                    .as(attack)
                    .hasStackTraceContaining("permission denied");
    }

    private static Map<String, Object> panel() {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "kind",
                "DETERMINATION",
                "answer",
                "RETURN",
                "answerCountry",
                "CI",
                "ground",
                "DURABLE_SOLUTION",
                "options",
                "Retour ou accueil",
                "childsView",
                "Elle veut rentrer",
                "decision",
                "Retour chez la tante",
                "panel",
                List.of(
                        Map.of("who", "SUP-01", "profession", "SOCIAL_WORK"),
                        Map.of("who", "Juge des enfants", "profession", "LAW"),
                        Map.of("who", "Infirmière", "profession", "HEALTH"))));
    }

    private Answer weigh(String code, Map<String, Object> panel) {
        return api(worker.username()).post("/api/v1/cases/" + code + "/best-interests", panel);
    }

    @Test
    void aPanelWithoutMinutesDeterminesNothing() {
        String code = active();
        assertThat(weigh(code, panel()).body()).contains("cases.panel-minutes");
        Map<String, Object> elsewhere = panel();
        elsewhere.put("minutesDocument", Ids.next().toString());
        assertThat(weigh(code, elsewhere).body()).contains("cases.no-such-document");
        assertThat(browser(worker.username())
                        .post(
                                "/cases/" + code + "/best-interests",
                                "kind",
                                "DETERMINATION",
                                "answer",
                                "RETURN",
                                "answerCountry",
                                "CI",
                                "ground",
                                "DURABLE_SOLUTION",
                                "member-1",
                                "SUP-01",
                                "profession-1",
                                "SOCIAL_WORK",
                                "member-2",
                                "Juge",
                                "profession-2",
                                "LAW",
                                "member-3",
                                "Infirmière",
                                "profession-3",
                                "HEALTH",
                                "options",
                                "Retour",
                                "childsView",
                                "Oui",
                                "decision",
                                "Retour")
                        .body())
                .contains("Écrivez le compte rendu du comité");
        String add = """
                insert into cases.best_interests (id, file_id, kind, ground, at, members, professions, sealed, author, minutes_id, minutes_written, answer)
                select gen_random_uuid(), id, 'DETERMINATION', 'DURABLE_SOLUTION', access.moment(), 3, 3, '\\x00', access.actor(), %s, false, 'STAY'
                  from cases.case_file where code = '""" + code + "'";
        assertThatThrownBy(() -> transactions.doAs(
                        worker, () -> jdbc.sql(add.formatted("null")).update()))
                .hasStackTraceContaining("best_interests_minutes");
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(add.formatted("gen_random_uuid()")).update()))
                .hasStackTraceContaining("cases.no-such-minutes");
    }

    /** Who confirms reads the minutes, who sat, and who signed by their own account. */
    @Test
    void theDecisionShowsTheMinutes() {
        String code = active();
        Map<String, Object> panel = panel();
        panel.put("minutes", "Réunis le 16 novembre à Abidjan, la tante entendue");
        panel.put("dissent", "L’infirmière aurait attendu");
        assertThat(weigh(code, panel).status()).isEqualTo(201);
        Decision asked = waiting("PANEL", UUID.fromString(String.valueOf(panel.get("id"))));
        Visit page = browser(supervisor.username());
        assertThat(page.get("/decisions/" + asked.id() + "?lang=fr").body())
                .contains("Compte rendu du comité", "la tante entendue", "Juge des enfants", "Retour chez la tante")
                .contains("L’infirmière aurait attendu", "Elle veut rentrer", "Ont signé avec leur propre compte");
        assertThat(page.get("/cases/" + code + "/best-interests").body()).contains("la tante entendue");
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + asked.id())
                        .body())
                .contains("la tante entendue");
    }

    private @Nullable Instant determinedAt(String code) {
        return transactions.as(
                supervisor,
                () -> jdbc.sql("select determined_at from cases.case_file where code = :code")
                        .param("code", code)
                        .query((row, n) -> java.util.Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                        .single()
                        .orElse(null));
    }

    @Test
    void theClockStopsWhenTheDeterminationCounts() {
        String code = active();
        Map<String, Object> panel = panel();
        panel.put("minutes", "Réunis le 16 novembre");
        assertThat(weigh(code, panel).status()).isEqualTo(201);
        assertThat(determinedAt(code)).isNull();
        UUID id = UUID.fromString(String.valueOf(panel.get("id")));
        clock.moveTo(clock.instant().plus(Duration.ofHours(30)));
        done(bestInterests.confirm(supervisor, code, waiting("PANEL", id), true, null));
        Instant counted = determinedAt(code);
        assertThat(counted).isNotNull();
        assertThat(Duration.between(MORNING, counted)).isGreaterThanOrEqualTo(Duration.ofHours(30));
        String refused = active();
        Map<String, Object> other = panel();
        other.put("minutes", "Réunis le 17 novembre");
        assertThat(weigh(refused, other).status()).isEqualTo(201);
        UUID second = UUID.fromString(String.valueOf(other.get("id")));
        done(bestInterests.confirm(supervisor, refused, waiting("PANEL", second), false, "Personne n’a siégé"));
        assertThat(determinedAt(refused)).isNull();
        String typed = "update cases.case_file set determined_at = access.moment() where code = '" + refused + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(typed).update()))
                .hasStackTraceContaining("permission denied");
    }
}
