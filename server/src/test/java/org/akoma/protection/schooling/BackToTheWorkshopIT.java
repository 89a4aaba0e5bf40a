package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.protection.assistance.OpenProvider;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** Nobody sends a child back to the workshop that it left because it was not safe there, while the alert about it runs (trust.md 3). */
class BackToTheWorkshopIT extends AidHouse {

    private static final String REFUSED = "assistance.enrolment-in-danger";

    private String code;

    private Answer enrols(String at) {
        return enrols(at, TODAY);
    }

    private Answer enrols(String at, LocalDate from) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/enrolments",
                        Map.of(
                                "id",
                                Ids.next(),
                                "institution",
                                at,
                                "pathway",
                                "VOCATIONAL_TRAINING",
                                "trade",
                                "MECHANIC",
                                "startsOn",
                                from,
                                "contract",
                                true,
                                "hoursAWeek",
                                30,
                                "insured",
                                true,
                                "tasksSafe",
                                true));
    }

    private void later() {
        clock.moveTo(clock.instant().plusSeconds(60));
    }

    private void leaves(String enrolment, Map<String, Object> why) {
        Answer ended = api(worker.username()).post("/api/v1/cases/" + code + "/enrolments/" + enrolment + "/end", why);
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        later();
    }

    private void cannotComeBack(String at, String enrolment) {
        Answer back = enrols(at);
        assertThat(back.status()).as(back.body()).isEqualTo(422);
        assertThat(back.body()).contains(REFUSED, "alerte de danger");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "insert into assistance.enrolment (id, file_id, organisation_id, worker_id, supervisor_id, institution_id, pathway, trade, starts_on, contract, hours_a_week, insured, tasks_safe, attendance_due, sealed, recorded_by, recorded_at) select gen_random_uuid(), file_id, organisation_id, worker_id, supervisor_id, institution_id, pathway, trade, starts_on, contract, hours_a_week, insured, true, attendance_due, sealed, access.actor(), access.moment() from assistance.enrolment where id = '"
                                + enrolment + "'"))
                .hasStackTraceContaining(REFUSED);
    }

    /** The way of the attacker. */
    @Test
    void whereItWasNotSafe() {
        code = child(15);
        String at = institution(null);
        String made = enrols(at).json().path("id").asString();
        later();
        leaves(made, Map.of("on", TODAY.toString(), "reason", "DROPPED_OUT", "dropReason", "NOT_SAFE"));
        cannotComeBack(at, made);
        assertThat(enrols(institution(null)).status()).as("elsewhere").isEqualTo(201);
    }

    /** Whatever was said of why it left: it was there when the danger was reported. */
    @Test
    void whereItWasWhenTheDangerWasReported() {
        code = child(15);
        String at = institution(null);
        String made = enrols(at).json().path("id").asString();
        later();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/alerts",
                                Map.of("type", "DANGER_AT_WORK", "what", "Le patron la frappe"))
                        .status())
                .isEqualTo(201);
        later();
        leaves(made, Map.of("on", TODAY.toString(), "reason", "CHANGED_PLACE"));
        cannotComeBack(at, made);
    }

    private void raises(String type) {
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/alerts", Map.of("type", type, "what", "Le patron la frappe"))
                        .status())
                .isEqualTo(201);
        later();
    }

    /** The day of the end is typed: one before the danger was reported. */
    @Test
    void whateverDayWasTyped() {
        code = child(15);
        String at = institution(null);
        String made = enrols(at).json().path("id").asString();
        clock.moveTo(clock.instant().plus(Duration.ofDays(2)));
        raises("DANGER_AT_WORK");
        leaves(made, Map.of("on", TODAY.plusDays(1).toString(), "reason", "CHANGED_PLACE"));
        cannotComeBack(at, made);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update assistance.enrolment set ends_on = null, end_reason = null, version = version + 1 where id = '"
                                + made + "'"))
                .as("as if it had never left")
                .hasStackTraceContaining(REFUSED);
    }

    /** Neither by a service that was agreed to before. */
    @Test
    void noServiceLeadsBack() {
        code = child(16);
        String at = institution(null);
        done(providers.open(supervisor, new OpenProvider(Ids.next(), at, "Atelier", "WORKSHOP", "CI", null)));
        Service agreed = done(services.plan(worker, code, service("LT_VOCATIONAL", null, at, null)));
        done(services.approve(supervisor, code, agreed.id(), null));
        Service planned = done(services.plan(worker, code, service("LT_VOCATIONAL", null, at, null)));
        String made = enrols(at).json().path("id").asString();
        later();
        leaves(made, Map.of("on", TODAY.toString(), "reason", "DROPPED_OUT", "dropReason", "NOT_SAFE"));
        assertThat(refused(services.start(worker, code, agreed.id(), clock.instant(), null)))
                .isEqualTo(REFUSED);
        assertThat(refused(services.approve(supervisor, code, planned.id(), null)))
                .isEqualTo(REFUSED);
        assertThat(refused(services.plan(worker, code, service("LT_VOCATIONAL", null, at, null))))
                .isEqualTo(REFUSED);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update assistance.service set state = 'STARTED', started_at = access.moment(), version = version + 1 where id = '"
                                + agreed.id() + "'"))
                .hasStackTraceContaining(REFUSED);
    }

    /** Where the child worked was written as a service alone. */
    @Test
    void aServiceLeftInDangerBarsTheWayBackToo() {
        code = child(16);
        String at = institution(null);
        done(providers.open(supervisor, new OpenProvider(Ids.next(), at, "Atelier", "WORKSHOP", "CI", null)));
        Service there = done(services.plan(worker, code, service("LT_VOCATIONAL", null, at, null)));
        done(services.approve(supervisor, code, there.id(), null));
        done(services.start(worker, code, there.id(), clock.instant(), null));
        later();
        raises("DANGER_AT_WORK");
        done(services.interrupt(worker, code, there.id(), clock.instant(), "SAFETY", null));
        later();
        assertThat(enrols(at).body()).contains(REFUSED);
        assertThat(refused(services.plan(worker, code, service("LT_VOCATIONAL", null, at, null))))
                .isEqualTo(REFUSED);
    }

    /** Children tell once they are out of it, and the worker chooses the kind of alert. */
    @Test
    void toldOnceTheChildHadLeftAndAsAnotherDanger() {
        code = child(15);
        String at = institution(null);
        String made = enrols(at).json().path("id").asString();
        later();
        leaves(made, Map.of("on", TODAY.toString(), "reason", "DROPPED_OUT", "dropReason", "COST"));
        raises("RE_EXPLOITATION");
        cannotComeBack(at, made);
    }

    /** A workshop may be written a second time under another code: who supervises the file is rung of every place to which the child is sent during a danger. */
    @Test
    void whoSupervisesIsRungOfANewPlace() {
        code = child(15);
        String at = institution(null);
        String made = enrols(at).json().path("id").asString();
        later();
        leaves(made, Map.of("on", TODAY.toString(), "reason", "CHANGED_PLACE"));
        int quiet = bells();
        made = enrols(institution(null)).json().path("id").asString();
        later();
        assertThat(bells()).as("no danger").isEqualTo(quiet);
        leaves(made, Map.of("on", TODAY.toString(), "reason", "CHANGED_PLACE"));
        raises("DANGER_AT_WORK");
        int rung = bells();
        assertThat(enrols(institution(null)).status()).isEqualTo(201);
        assertThat(bells()).isGreaterThan(rung);
    }

    private int bells() {
        return api(supervisor.username())
                .get("/api/v1/notices")
                .json()
                .path("items")
                .size();
    }
}
