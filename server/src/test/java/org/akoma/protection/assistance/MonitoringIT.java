package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.payments.AidHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How a service goes ({@code requirements.md 3}): what is expected of it, what was noted, and what nobody may note. */
class MonitoringIT extends AidHouse {

    @Autowired
    MonitoringStore store;

    private String child;

    @BeforeEach
    void aChild() {
        child = child(15);
    }

    /** Begun today. */
    private Service begun(String code) {
        Service made = done(services.plan(worker, child, service(code)));
        done(services.approve(supervisor, child, made.id(), null));
        return done(services.start(worker, child, made.id(), clock.instant(), null));
    }

    private String address(Service service) {
        return "/api/v1/cases/" + child + "/services/" + service.id() + "/monitoring";
    }

    private Answer note(Service service, String point, Map<String, ?> more) {
        Map<String, Object> said = new HashMap<>(Map.of("id", Ids.next(), "point", point, "on", today().toString()));
        said.putAll(more);
        return api(worker.username()).post(address(service), said);
    }

    private void noted(Service service, String point, Map<String, ?> more) {
        Answer answer = note(service, point, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private int missing(Service service) {
        return api(worker.username())
                .get(address(service))
                .json()
                .path("items")
                .valueStream()
                .mapToInt(one -> one.path("missing").asInt())
                .sum();
    }

    private static void refused(Answer answer, String field, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsString("field")).contains(field);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void everyPointHasItsTextsAndBelongsToAService() {
        CodeLists lists = new CodeLists();
        transactions.as(worker, () -> store.points()).forEach((service, points) -> {
            assertThat(lists.codesOf("assistance")).contains(service);
            for (MonitoringPoint one : points) {
                assertThat(lists.codesOf("monitoring")).contains(one.point());
                assertThat(lists.codesOf("monitoring-answer")).containsAll(one.answers());
            }
        });
        assertThat(transactions.as(worker, () -> store.points()).values().stream()
                        .flatMap(List::stream)
                        .map(MonitoringPoint::point))
                .containsAll(lists.codesOf("monitoring"));
    }

    @Test
    void anIncomeIsAskedForAtTheBeginningAndAfterThreeAndSixMonths() {
        Service business = begun("LT_FAMILY_MICRO_BUSINESS");
        assertThat(missing(business)).as("plan, training, first income").isEqualTo(3);
        noted(business, "BUSINESS_PLAN", Map.of());
        noted(business, "BUSINESS_TRAINING", Map.of());
        noted(business, "INCOME", Map.of("number", 30_000));
        assertThat(missing(business)).isZero();
        clock.moveTo(clock.instant().plusSeconds(95L * 86_400));
        assertThat(missing(business))
                .as("income and business after three months")
                .isEqualTo(2);
        assertThat(browser(worker.username()).get("/cases/" + child + "/aid").body())
                .contains("2 suivis à noter");
        noted(business, "INCOME", Map.of("number", 45_000));
        noted(business, "BUSINESS_ALIVE", Map.of("answer", "YES"));
        assertThat(missing(business)).isZero();
    }

    @Test
    void onlyWhatTheServiceIsMonitoredByIsNotedAsItIsAsked() {
        Service talks = begun("IMM_PSYCHOSOCIAL");
        refused(note(talks, "INCOME", Map.of("number", 1)), "point", "assistance.not-monitored-by");
        refused(note(talks, "SESSIONS_HELD", Map.of()), "number", "form.required");
        refused(note(talks, "SESSIONS_HELD", Map.of("number", 101)), "number", "assistance.monitored-beyond");
        assertThatThrownBy(() ->
                        inserts(talks, "SESSIONS_HELD", "101", null, "(access.moment() at time zone 'UTC')::date"))
                .hasMessageContaining("assistance.monitored-beyond");
        Service business = begun("LT_FAMILY_MICRO_BUSINESS");
        for (int telephone : new int[] {4_712_345, 71_234, 5_000_001})
            assertThat(note(business, "INCOME", Map.of("number", telephone)).status())
                    .as("%d", telephone)
                    .isEqualTo(422);
        assertThatThrownBy(() ->
                        inserts(business, "INCOME", "4712345", null, "(access.moment() at time zone 'UTC')::date"))
                .hasMessageContaining("assistance.monitored-beyond");
        noted(business, "INCOME", Map.of("number", 123_400));
        refused(note(talks, "SESSIONS_HELD", Map.of("number", 2, "answer", "YES")), "answer", "monitored-otherwise");
        refused(note(talks, "SESSIONS_HELD", Map.of("number", 2, "on", "2015-11-01")), "on", "monitored-before");
        refused(
                note(
                        talks,
                        "SESSIONS_HELD",
                        Map.of("number", 2, "on", today().plusDays(1).toString())),
                "on",
                "form.future");
        refused(note(talks, "SESSIONS_HELD", Map.of("number", 2, "said", "Elle pleure")), "said", "unknown");
        Service kit = begun("LT_TOOL_KIT");
        refused(note(kit, "TOOL_KIT", Map.of("answer", "AFTER_CERTIFICATE")), "answer", "assistance.no-certificate");
        refused(note(kit, "TOOL_KIT", Map.of("answer", "CHILD")), "answer", "monitored-otherwise");
        noted(kit, "TOOL_KIT", Map.of("answer", "AFTER_MILESTONE"));
        Service papers = done(services.plan(worker, child, service("LT_BIRTH_REGISTRATION")));
        refused(note(papers, "BIRTH_FILED", Map.of()), "service", "assistance.monitor-not-begun");
        noted(begun("IMM_INTERPRETATION"), "INTERPRETED", Map.of("language", "fr"));
    }

    @Test
    void aCorrectionIsAnotherRecordAndIsMadeOnce() {
        Service papers = begun("LT_BIRTH_REGISTRATION");
        UUID id = Ids.next();
        noted(papers, "BIRTH_FILED", Map.of("id", id));
        assertThat(note(papers, "BIRTH_FILED", Map.of("id", id)).status())
                .as("sent again")
                .isEqualTo(201);
        assertThat(note(papers, "BIRTH_ISSUED", Map.of("id", id)).status())
                .as("other content")
                .isEqualTo(409);
        assertThat(missing(papers)).isZero();
        refused(note(papers, "BIRTH_ISSUED", Map.of("corrects", id)), "corrects", "assistance.no-such-record");
        refused(note(papers, "BIRTH_FILED", Map.of("mistake", true)), "mistake", "monitored-otherwise");
        noted(papers, "BIRTH_FILED", Map.of("corrects", id, "mistake", true));
        assertThat(missing(papers)).as("noted by mistake").isEqualTo(1);
        refused(note(papers, "BIRTH_FILED", Map.of("corrects", id)), "corrects", "assistance.no-such-record");
        assertThat(api(worker.username()).get(address(papers)).body()).contains(id.toString(), "\"mistake\":true");
    }

    @Test
    void nobodyElseNotesOrReadsItAndNobodyChangesIt() {
        Service talks = begun("IMM_PSYCHOSOCIAL");
        noted(talks, "SESSIONS_HELD", Map.of("number", 3));
        for (Role role : List.of(Role.CASE_WORKER, Role.FINANCE_OFFICER, Role.PROJECT_MANAGER, Role.EVALUATOR)) {
            Actor other = actor(person(role, ngo));
            assertThat(api(other.username()).get(address(talks)).status())
                    .as(role.name())
                    .isEqualTo(404);
            assertThat(straight(
                            other,
                            "select count(*) from assistance.monitoring where service_id = '" + talks.id() + "'"))
                    .isZero();
        }
        assertThatThrownBy(() -> straight(worker, "update assistance.monitoring set number = 9"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> straight(worker, "delete from assistance.monitoring"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() ->
                        inserts(talks, "SESSIONS_HELD", "null", "'YES'", "(access.moment() at time zone 'UTC')::date"))
                .hasStackTraceContaining("assistance.monitored-otherwise");
        assertThatThrownBy(() -> inserts(talks, "SESSIONS_HELD", "3", null, "date '2015-11-01'"))
                .hasStackTraceContaining("assistance.monitored-before");
        assertThatThrownBy(() -> inserts(talks, "INCOME", "3", null, "(access.moment() at time zone 'UTC')::date"))
                .hasStackTraceContaining("monitoring_by");
        Service kit = begun("LT_TOOL_KIT");
        assertThatThrownBy(() -> inserts(
                        kit, "TOOL_KIT", "null", "'AFTER_CERTIFICATE'", "(access.moment() at time zone 'UTC')::date"))
                .hasStackTraceContaining("assistance.no-certificate");
        Service interpreted = begun("IMM_INTERPRETATION");
        assertThatThrownBy(() -> inserts(
                        interpreted,
                        "INTERPRETED",
                        "null",
                        "'Chez_Kone-a-Daloa'",
                        "(access.moment() at time zone 'UTC')::date"))
                .as("a name in clear")
                .hasStackTraceContaining("assistance.monitored-otherwise");
    }

    private long straight(Actor who, String sql) {
        try {
            return sql.startsWith("select")
                    ? SqlAs.number(who, clock.instant(), sql)
                    : SqlAs.change(who, clock.instant(), sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void inserts(Service of, String point, String number, @Nullable String answer, String day) {
        straight(
                worker,
                "insert into assistance.monitoring (id, file_id, service_id, service, section, point, on_day, number,"
                        + " answer, recorded_by, recorded_at) select gen_random_uuid(),"
                        + " file_id, id, code, section, '" + point + "', " + day + ", "
                        + number
                        + ", " + (answer == null ? "null" : answer)
                        + ", access.actor(), access.moment() from assistance.service where id = '" + of.id() + "'");
    }

    @Test
    void thePageIsWholeInBothLanguagesAndTakesWhatTheApiTakes() {
        Service business = begun("LT_FAMILY_MICRO_BUSINESS");
        String page = "/cases/" + child + "/aid/services/" + business.id() + "/monitoring";
        for (String lang : List.of("fr", "en"))
            for (String at : List.of("", "&point=INCOME", "&point=BUSINESS_ALIVE", "&point=BUSINESS_PLAN")) {
                Answer shown = browser(worker.username()).get(page + "?lang=" + lang + at);
                assertThat(shown.status()).isEqualTo(200);
                assertThat(shown.body()).doesNotContain("??");
            }
        assertThat(browser(worker.username()).get(page).body())
                .contains("À noter depuis le", "Attendu le", "Revenu du mois");
        Answer empty = browser(worker.username())
                .post(page, "id", Ids.next().toString(), "point", "INCOME", "on", today().toString());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Répondez à cette question", "name=\"number\"");
        Answer right = browser(worker.username())
                .post(
                        page,
                        "id",
                        Ids.next().toString(),
                        "point",
                        "INCOME",
                        "on",
                        today().toString(),
                        "number",
                        "30000");
        assertThat(right.status()).isIn(302, 303);
        assertThat(browser(worker.username()).get(page).body()).contains("30\u00a0000", "Corriger");
    }
}
