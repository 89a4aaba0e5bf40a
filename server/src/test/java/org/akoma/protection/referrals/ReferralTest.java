package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.protection.referrals.Referral.Escalation;
import org.akoma.protection.referrals.Referral.Status;
import org.akoma.protection.referrals.Referral.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the moments of a referral say, at any moment (T13). */
class ReferralTest {

    private static final Instant SENT = Instant.parse("2015-08-20T16:00:00Z");

    private static Instant after(long hours) {
        return SENT.plus(Duration.ofHours(hours));
    }

    private static Referral referral(
            @Nullable Long acknowledged, @Nullable Boolean accepted, @Nullable Long completed) {
        Instant ack = acknowledged == null ? null : after(acknowledged);
        return new Referral(
                Ids.next(),
                "RF-001",
                Ids.next(),
                "AK-001",
                "NGO-A",
                Ids.next(),
                "MAS-CI",
                null,
                Agreement.Purpose.CARE,
                Referral.Priority.NORMAL,
                null,
                Set.of(Section.STATUS),
                null,
                SENT,
                new Referral.Course(
                        SENT,
                        "SW-01",
                        after(72),
                        ack,
                        null,
                        accepted == null ? null : ack,
                        null,
                        accepted,
                        null,
                        null,
                        completed == null ? null : after(completed),
                        after(24 * 180),
                        null),
                false,
                false,
                1);
    }

    @Test
    void theStateIsWhatTheMomentsSay() {
        Referral one = referral(10L, true, 100L);
        assertThat(one.at(SENT.minusSeconds(1))).isEqualTo(Status.DRAFT);
        assertThat(one.at(SENT)).isEqualTo(Status.SENT);
        assertThat(one.at(after(10))).isEqualTo(Status.ACCEPTED);
        assertThat(one.at(after(100))).isEqualTo(Status.COMPLETED);
        assertThat(referral(10L, false, null).at(after(5_000))).isEqualTo(Status.DECLINED);
        assertThat(referral(10L, true, null).at(after(24 * 180))).isEqualTo(Status.EXPIRED);
        assertThat(referral(10L, null, null).at(after(11))).isEqualTo(Status.ACKNOWLEDGED);
    }

    @Test
    void silenceGoesToTheSupervisorThenToTheManager() {
        Referral silent = referral(null, null, null);
        assertThat(silent.escalation(after(71), 2)).isEqualTo(Escalation.NONE);
        assertThat(silent.escalation(after(72), 2)).isEqualTo(Escalation.SUPERVISOR);
        assertThat(silent.escalation(after(143), 2)).isEqualTo(Escalation.SUPERVISOR);
        assertThat(silent.escalation(after(144), 2)).isEqualTo(Escalation.PROJECT_MANAGER);
        assertThat(referral(80L, null, null).escalation(after(200), 2)).isEqualTo(Escalation.NONE);
        assertThat(silent.lateness(after(96))).isEqualTo(Duration.ofHours(24));
        assertThat(referral(80L, null, null).lateness(after(500))).isEqualTo(Duration.ofHours(8));
        assertThat(referral(72L, null, null).lateness(after(500))).isZero();
    }

    @Test
    void stepsComeInOrderAndARefusalGivesItsReason() {
        Referral sent = referral(null, null, null);
        assertThat(sent.refusal(Step.ACKNOWLEDGE, after(1), null)).isNull();
        assertThat(sent.refusal(Step.ACCEPT, after(1), null)).isNull();
        assertThat(why(sent, Step.DECLINE)).isEqualTo("form.required");
        assertThat(why(sent, Step.COMPLETE)).isEqualTo("referrals.order");
        assertThat(why(referral(10L, false, null), Step.ACCEPT)).isEqualTo("referrals.order");
        assertThat(Objects.requireNonNull(sent.refusal(Step.ACCEPT, after(24 * 180), null))
                        .code())
                .isEqualTo("referrals.expired");
    }

    private static String why(Referral referral, Step step) {
        return Objects.requireNonNull(referral.refusal(step, after(11), null)).code();
    }
}
