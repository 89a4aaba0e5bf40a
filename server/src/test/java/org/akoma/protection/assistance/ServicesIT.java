package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** From a plan to the end of a service, and who may take which step. */
class ServicesIT extends AidHouse {

    /** Immediate help that has begun takes a place as any other. */
    @Test
    void nobodyIsHelpedWhereThereIsNoRoom() {
        String clinic = "CLINIC-" + worker.code().replaceAll("[^A-Z0-9-]", "");
        done(providers.open(supervisor, new OpenProvider(Ids.next(), clinic, "Clinique", "CLINIC", "CI", null)));
        done(providers.offer(supervisor, clinic, "IMM_MEDICAL_TREATMENT", 1, TODAY.minusDays(1)));
        done(services.plan(worker, child(12), service("IMM_MEDICAL_TREATMENT", null, clinic, MORNING)));
        assertThat(refused(services.plan(worker, child(12), service("IMM_MEDICAL_TREATMENT", null, clinic, MORNING))))
                .isEqualTo("assistance.provider-full");
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + child(12) + "/services",
                                Map.of(
                                        "code",
                                        "IMM_MEDICAL_TREATMENT",
                                        "provider",
                                        clinic,
                                        "startedAt",
                                        MORNING.toString()))
                        .body())
                .contains("assistance.provider-full");
    }

    @Test
    void longTermHelpWaitsForASupervisorWhoDidNotPlanIt() {
        String child = child(12);
        Service planned = done(services.plan(worker, child, service("LT_EDU_FORMAL")));
        assertThat(planned.state()).isEqualTo(Service.State.PLANNED);
        assertThat(services.approve(worker, child, planned.id(), null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refused(services.start(worker, child, planned.id(), MORNING, null)))
                .isEqualTo("assistance.not-approved");
        assertThat(services.plan(supervisor, child, service("LT_PARENTING"))).isInstanceOf(Outcome.Forbidden.class);
        done(services.approve(supervisor, child, planned.id(), null));
        assertThat(refused(services.approve(supervisor, child, planned.id(), null)))
                .isEqualTo("assistance.service-decided");
        done(services.start(worker, child, planned.id(), MORNING, null));
        assertThat(refused(services.interrupt(worker, child, planned.id(), MORNING, null, null)))
                .isEqualTo("form.required");
        Service ended = done(services.interrupt(worker, child, planned.id(), MORNING, "CHILD_MOVED", null));
        assertThat(ended.state()).isEqualTo(Service.State.INTERRUPTED);
        assertThat(refused(services.complete(worker, child, planned.id(), MORNING, null)))
                .isEqualTo("assistance.service-decided");
    }

    /** Stopped because the child is not safe there: danger, by the command and by straight SQL. */
    @Test
    void whatIsStoppedForTheChildsSafetyIsDanger() {
        String child = child(12);
        Service planned = done(services.plan(worker, child, service("LT_EDU_FORMAL")));
        done(services.approve(supervisor, child, planned.id(), null));
        done(services.start(worker, child, planned.id(), MORNING, null));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker,
                        clock.instant(),
                        "update assistance.service set state = 'INTERRUPTED', reason = 'SAFETY', ended_at = access.moment(), version = version + 1 where id = '"
                                + planned.id() + "'"))
                .hasMessageContaining("followup.danger-without-alert");
        done(services.interrupt(worker, child, planned.id(), MORNING, "SAFETY", null));
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + child + "/alerts")
                        .body())
                .contains("DANGER_AT_WORK");
    }

    @Test
    void firstHelpBeginsAtOnceAndIsAgreedToAfterwards() {
        String child = child(12);
        Service food = done(
                services.plan(worker, child, service("IMM_FOOD", TimeFrame.URGENT, null, MORNING.minusSeconds(3_600))));
        assertThat(food.state()).isEqualTo(Service.State.STARTED);
        assertThat(done(services.approve(supervisor, child, food.id(), null)).state())
                .isEqualTo(Service.State.STARTED);
        assertThat(done(services.complete(worker, child, food.id(), MORNING, null))
                        .state())
                .isEqualTo(Service.State.COMPLETED);
        assertThat(refused(services.plan(worker, child, service("LT_EDU_FORMAL", null, null, MORNING))))
                .isEqualTo("assistance.not-approved");
        assertThat(refused(services.plan(worker, child, service("IMM_FOOD", null, null, MORNING.plusSeconds(86_400)))))
                .isEqualTo("form.future");
    }

    @Test
    void lateIsComputedFromTheTimeFrame() {
        String child = child(12);
        Service safety = done(services.plan(worker, child, service("IMM_SAFETY", TimeFrame.IMMEDIATE, null, null)));
        assertThat(safety.lateness(clock.instant())).isNull();
        clock.moveTo(MORNING.plusSeconds(3 * 3_600));
        assertThat(done(services.of(worker, child)).getFirst().lateness(clock.instant()))
                .isGreaterThan(java.time.Duration.ofMinutes(119));
        assertThat(due(worker, "assistance.start")).isOne();
        assertThat(due(supervisor, "assistance.approve")).isOne();
        done(services.start(worker, child, safety.id(), safety.plannedAt().plusSeconds(60), null));
        assertThat(done(services.of(worker, child)).getFirst().lateness(clock.instant()))
                .isNull();
        assertThat(due(worker, "assistance.start")).isZero();
    }

    private int due(Actor actor, String kind) {
        return transactions.as(
                actor,
                () -> jdbc.sql(
                                "select count(*) from (select kind, worker_id from assistance.due_service union all select kind, worker_id from assistance.due_approval) d where worker_id = :me and kind = :kind")
                        .param("me", actor.personId())
                        .param("kind", kind)
                        .query(Integer.class)
                        .single());
    }

    @org.springframework.beans.factory.annotation.Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @org.springframework.beans.factory.annotation.Autowired
    org.akoma.ground.reference.Policies policies;

    @Test
    void nobodyTooSmallLearnsATradeOrLivesAlone() {
        String small = child(13);
        assertThat(refused(services.plan(worker, small, service("LT_VOCATIONAL"))))
                .isEqualTo("assistance.too-young");
        assertThat(refused(services.plan(worker, small, service("LT_INDEPENDENT_LIVING"))))
                .isEqualTo("assistance.too-young");
        assertThat(service("LT_VOCATIONAL")
                        .refusal(null, clock.instant(), policies)
                        .code())
                .as("whose age nobody knows")
                .isEqualTo("assistance.service-age-unknown");
        assertThat(service("IMM_FOOD").refusal(null, clock.instant(), policies)).isNull();
        String older = child(15);
        done(services.plan(worker, older, service("LT_VOCATIONAL")));
        assertThat(refused(services.plan(worker, older, service("LT_INDEPENDENT_LIVING"))))
                .isEqualTo("assistance.too-young");
    }

    @Test
    void theSameCommandAgainMakesNoSecondService() {
        String child = child(12);
        PlanService command = service("IMM_FOOD");
        done(services.plan(worker, child, command));
        done(services.plan(worker, child, command));
        assertThat(done(services.of(worker, child))).hasSize(1);
        assertThat(refused(services.plan(worker, child(12), command))).isEqualTo("cases.id-taken");
    }

    @Test
    void aProviderTakesNoMoreThanItHasPlacesFor() {
        String school = fresh("FOR");
        done(providers.open(supervisor, new OpenProvider(Ids.next(), school, "École", "SCHOOL", "CI", null)));
        done(providers.offer(supervisor, school, "LT_EDU_FORMAL", 1, TODAY.minusDays(1)));
        String first = child(12);
        String second = child(12);
        UUID one = started(first, school);
        Service two = done(services.plan(worker, second, service("LT_EDU_FORMAL", null, school, null)));
        done(services.approve(supervisor, second, two.id(), null));
        assertThat(refused(services.start(worker, second, two.id(), MORNING, null)))
                .isEqualTo("assistance.provider-full");
        Provider.Offer offer = providers.all(worker, TODAY).stream()
                .filter(p -> p.code().equals(school))
                .findFirst()
                .orElseThrow()
                .offers()
                .getFirst();
        assertThat(offer.taken()).isOne();
        assertThat(offer.free()).isZero();
        done(services.complete(worker, first, one, clock.instant(), null));
        done(services.start(worker, second, two.id(), clock.instant(), null));
        assertThat(providers.open(worker, new OpenProvider(Ids.next(), fresh("X"), "X", "OTHER", "CI", null)))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    private UUID started(String child, String school) {
        Service made = done(services.plan(worker, child, service("LT_EDU_FORMAL", null, school, null)));
        done(services.approve(supervisor, child, made.id(), null));
        done(services.start(worker, child, made.id(), MORNING, null));
        return made.id();
    }

    @Test
    void oneSeesWhatOnesSectionsOpenAndAProviderItsOwn() {
        String child = child(12);
        Organisation clinic = structure(Organisation.Kind.PROVIDER);
        String code = fresh("CLI");
        done(providers.open(supervisor, new OpenProvider(Ids.next(), code, "Clinique", "CLINIC", "CI", clinic.code())));
        done(services.plan(worker, child, service("IMM_FOOD")));
        done(services.plan(worker, child, service("IMM_PSYCHOSOCIAL")));
        done(services.plan(worker, child, service("IMM_MEDICAL_TREATMENT", null, code, null)));
        assertThat(done(services.of(worker, child))).hasSize(3).allMatch(one -> one.note() != null);

        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        assertThat(services.of(evaluator, child)).isInstanceOf(Outcome.NotFound.class);
        give(child, Grant.Kind.PERSON, evaluator.personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        List<Service> sampled = done(services.of(evaluator, child));
        assertThat(sampled).extracting(Service::code).containsExactly("IMM_FOOD");
        assertThat(sampled).allMatch(one -> one.note() == null);
        assertThat(services.plan(evaluator, child, service("IMM_FOOD"))).isInstanceOf(Outcome.Forbidden.class);

        Actor doctor = actor(person(Role.PROVIDER, clinic));
        give(child, Grant.Kind.DESK, clinic.deskId(), Grant.Reason.REFERRAL, Section.STATUS, Section.IDENTITY);
        assertThat(done(services.of(doctor, child))).extracting(Service::code).containsExactly("IMM_MEDICAL_TREATMENT");
        assertThat(done(services.of(doctor, child)).getFirst().note()).isNull();
        Actor otherProvider = actor(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)));
        assertThat(services.of(otherProvider, child)).isInstanceOf(Outcome.NotFound.class);
        for (Actor nobody : List.of(
                manager,
                finance,
                actor(person(Role.LE_OFFICER, ngo)),
                actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO))),
                actor(person(Role.DATA_PROTECTION_OFFICER, ngo))))
            assertThat(services.of(nobody, child)).as(nobody.code()).isInstanceOf(Outcome.NotFound.class);
    }

    /** What has ended stays as it ended, by straight SQL too. */
    @Test
    void aServiceThatEndedBeginsNoMore() {
        clock.moveTo(MORNING.plusSeconds(60));
        String child = child(12);
        Service food = done(services.plan(worker, child, service("IMM_FOOD", null, null, clock.instant())));
        String update = "update assistance.service set %s where id = '" + food.id() + "'";
        for (String attack : List.of("state = 'PLANNED'", "started_at = started_at - interval '1 day'"))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), update.formatted(attack)))
                    .as(attack)
                    .hasMessageContaining("assistance.service-decided");
        done(services.complete(worker, child, food.id(), clock.instant(), null));
        for (String attack : List.of("state = 'STARTED', ended_at = null", "ended_at = started_at", "reason = 'OTHER'"))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), update.formatted(attack)))
                    .as(attack)
                    .hasMessageContaining("assistance.service-decided");
    }
}
