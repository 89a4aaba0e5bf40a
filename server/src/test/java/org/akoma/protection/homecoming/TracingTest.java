package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {

    @ParameterizedTest
    @CsvSource({"OPEN, VERIFIED", "OPEN, REUNIFIED", "IN_PROGRESS, REUNIFIED", "CLOSED, OPEN", "REUNIFIED, OPEN"})
    void noStepIsSkipped(Tracing.Status from, Tracing.Status to) {
        assertThat(tracing(from, null).refusal(to, "MSFFE-CI", true))
                .isEqualTo(FieldError.of("status", "cases.tracing-order", from.name(), to.name()));
    }

    @Test
    void whoVerifiesSaysWhetherTheReturnIsSafe() {
        Tracing running = tracing(Tracing.Status.IN_PROGRESS, null);
        assertThat(running.refusal(Tracing.Status.VERIFIED, null, true))
                .isEqualTo(FieldError.of("verifiedBy", "form.required"));
        assertThat(running.refusal(Tracing.Status.VERIFIED, "MSFFE-CI", null))
                .isEqualTo(FieldError.of("returnSafe", "form.required"));
        assertThat(running.refusal(Tracing.Status.VERIFIED, "MSFFE-CI", false)).isNull();
    }

    @Test
    void nobodyGoesBackToDanger() {
        FieldError unsafe = FieldError.of("returnSafe", "cases.return-unsafe");
        assertThat(tracing(Tracing.Status.VERIFIED, false).refusal(Tracing.Status.REUNIFIED, null, null))
                .isEqualTo(unsafe);
        assertThat(tracing(Tracing.Status.VERIFIED, null).refusal(Tracing.Status.REUNIFIED, null, null))
                .isEqualTo(unsafe);
        assertThat(tracing(Tracing.Status.VERIFIED, true).refusal(Tracing.Status.REUNIFIED, null, false))
                .isEqualTo(unsafe);
        assertThat(tracing(Tracing.Status.VERIFIED, true).refusal(Tracing.Status.REUNIFIED, null, null))
                .isNull();
    }

    private static Tracing tracing(Tracing.Status status, @Nullable Boolean safe) {
        return new Tracing(
                Ids.next(),
                status,
                LocalDate.parse("2015-06-10"),
                null,
                null,
                safe,
                new Tracing.SealedText(null, null),
                Ids.next(),
                1);
    }
}
