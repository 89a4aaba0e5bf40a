package org.akoma.protection.cases;

import static org.akoma.protection.cases.CaseFile.Status.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.akoma.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStatusTest {

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, ACTIVE",
        "REGISTERED, CLOSED",
        "ASSESSED, ACTIVE",
        "PLAN_PENDING, FOLLOW_UP",
        "ACTIVE, CLOSED",
        "FOLLOW_UP, CLOSED",
        "CLOSED, ACTIVE",
        "TRANSFERRED, ACTIVE",
        "REOPENED, CLOSED",
        "TRANSFER_PROPOSED, TRANSFERRED"
    })
    void noStepIsSkipped(CaseFile.Status from, CaseFile.Status to) {
        assertThat(CaseProgress.refusal(SomeFile.in(from), to))
                .isEqualTo(FieldError.of("status", "cases.status", from.name(), to.name()));
    }

    @ParameterizedTest
    @EnumSource(CaseFile.Status.class)
    void nothingBecomesWhatItIs(CaseFile.Status status) {
        assertThat(CaseProgress.refusal(SomeFile.in(status), status)).isNotNull();
    }

    @Test
    void onlyARequestIsClosed() {
        EnumSet<CaseFile.Status> closable = EnumSet.allOf(CaseFile.Status.class);
        closable.removeIf(from -> !from.mayBecome(CLOSED));
        assertThat(closable).containsExactly(CLOSURE_REQUESTED);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, ASSESSED",
        "ASSESSED, PLAN_PENDING",
        "PLAN_PENDING, ACTIVE",
        "ACTIVE, FOLLOW_UP",
        "FOLLOW_UP, CLOSURE_REQUESTED",
        "CLOSURE_REQUESTED, CLOSED",
        "CLOSED, REOPENED",
        "REOPENED, ACTIVE"
    })
    void theUsualWayIsOpen(CaseFile.Status from, CaseFile.Status to) {
        assertThat(CaseProgress.refusal(SomeFile.in(from), to)).isNull();
    }
}
