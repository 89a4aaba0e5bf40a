package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.SomeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssessChildTest {

    private final Policies policies = new Policies(Map.of());

    @Test
    void riskWithoutReasonIsRefused() {
        assertThat(assess(Assessment.Kind.INITIAL, " ").refusal(SomeFile.in(CaseFile.Status.REGISTERED)))
                .isEqualTo(FieldError.of("reason", "form.required"));
    }

    @ParameterizedTest
    @EnumSource(value = CaseFile.Status.class, names = "REGISTERED", mode = EnumSource.Mode.EXCLUDE)
    void theFirstAssessmentIsMadeOnce(CaseFile.Status status) {
        assertThat(assess(Assessment.Kind.INITIAL, "because").refusal(SomeFile.in(status)))
                .isEqualTo(FieldError.of("kind", "cases.assessed-already"));
    }

    @Test
    void aReviewNeedsAFirst() {
        assertThat(assess(Assessment.Kind.REVIEW, "because").refusal(SomeFile.in(CaseFile.Status.REGISTERED)))
                .isEqualTo(FieldError.of("kind", "cases.not-assessed"));
        assertThat(assess(Assessment.Kind.REVIEW, "because").refusal(SomeFile.in(CaseFile.Status.ACTIVE)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "HIGH, MEDIUM, true",
                "HIGH, LOW, true",
                "MEDIUM, LOW, true",
                "LOW, LOW, false",
                "LOW, HIGH, false",
                "-, LOW, false"
            })
    void onlyLoweringWaitsForAnother(CaseFile.Risk before, CaseFile.Risk wanted, boolean lowers) {
        assertThat(Assessment.lowers(before, wanted)).isEqualTo(lowers);
    }

    @ParameterizedTest
    @CsvSource({"HIGH, 2015-06-09T14:00:00Z", "MEDIUM, 2015-06-11T14:00:00Z", "LOW, 2015-06-15T14:00:00Z"})
    void dueByRisk(CaseFile.Risk risk, Instant due) {
        assertThat(Assessment.due(SomeFile.REGISTERED, risk, policies)).isEqualTo(due);
    }

    /** 43 and 45 of 48, as the scenario says itself; from the hand-over they would be 24 and 43. */
    @Test
    void theClocksStartAtRegistration() {
        JsonNode scenario = scenario();
        long assessed = scenario.path("children")
                .valueStream()
                .filter(child -> !moment(child, "initialAssessmentAt")
                        .isAfter(Assessment.due(
                                moment(child, "registeredAt"),
                                CaseFile.Risk.valueOf(child.path("riskInitial").asString()),
                                policies)))
                .count();
        long planned = scenario.path("children")
                .valueStream()
                .filter(child -> !LocalDate.parse(
                                child.path("casePlanApprovedOn").asString())
                        .isAfter(Plan.due(
                                LocalDate.ofInstant(moment(child, "registeredAt"), ZoneOffset.UTC),
                                policies.days("case-plan.max"))))
                .count();
        JsonNode expected = scenario.at("/expected/timeLimits");
        assertThat(assessed)
                .isEqualTo(expected.path("initialAssessmentInTime").asLong())
                .isPositive();
        assertThat(planned)
                .isEqualTo(expected.path("casePlanWithin14d").asLong())
                .isPositive();
    }

    private static Instant moment(JsonNode child, String field) {
        return Instant.parse(child.path(field).asString());
    }

    private static JsonNode scenario() {
        try (InputStream in =
                Objects.requireNonNull(AssessChildTest.class.getResourceAsStream("/demo/scenario.json"))) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AssessChild assess(Assessment.Kind kind, String reason) {
        return new AssessChild(
                Ids.next(),
                kind,
                CaseFile.Risk.HIGH,
                List.of("SHELTER"),
                new Assessment.SealedText(null, null, null, reason, null, "Je veux rentrer", null));
    }
}
