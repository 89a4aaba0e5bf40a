package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.akoma.ground.reference.Policy.Standing;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PoliciesTest {
    private final Policies policies = new Policies(Map.of());

    @Test
    void everyRuleOfTheTimeTableIsThere() {
        var rules = policies.all().stream().map(Policy::rule).collect(Collectors.toSet());
        assertThat(rules)
                .containsAll(IntStream.rangeClosed(1, 23).mapToObj(n -> "T" + n).toList());
    }

    @Test
    void everyValueHasABasisAndBothLabels() {
        assertThat(policies.all()).allSatisfy(p -> {
            assertThat(p.basis()).matches("\\[(seed|S\\d+[a-c]?|K|P)]");
            assertThat(p.labelFr()).isNotBlank().doesNotContain("'");
            assertThat(p.labelEn()).isNotBlank();
            assertThat(p.sourceFr().isEmpty()).isEqualTo(p.sourceEn().isEmpty());
        });
    }

    @Test
    void everyValueHasBoundsThatHoldIt() {
        assertThat(policies.all()).allSatisfy(p -> {
            assertThat(p.least()).as(p.key()).isNotNegative().isLessThanOrEqualTo(p.most());
            assertThat(p.isWithin(p.value())).as(p.key()).isTrue();
            assertThat(p.isWithin("99999999999")).as(p.key()).isFalse();
        });
        assertThat(policies.get("bid-panel.min").isWithin("1")).isFalse();
        assertThat(policies.get("age.child.max-exclusive").isWithin("12")).isFalse();
        assertThat(policies.get("consent.informed-consent.min-age").isWithin("5"))
                .isFalse();
        assertThat(policies.get("reunification.milestones").isWithin("7,30,9999"))
                .isFalse();
    }

    /** Of a country whose numbers nobody noted there are none: a wrong number is worse. */
    @Test
    void theNumbersThatAreCalledInAnEmergencyAreThoseOfTheCountry() {
        assertThat(policies.emergencyNumbers("CI"))
                .containsEntry("police", List.of(110, 111, 170))
                .containsEntry("ambulance", List.of(185))
                .containsEntry("fire", List.of(180));
        assertThat(policies.emergencyNumbers("GH")).containsEntry("any", List.of(112));
        assertThat(policies.emergencyNumbers("FR")).isEmpty();
    }

    @Test
    void valuesAreReadInTheirUnit() {
        assertThat(policies.hours("medical-screening.max")).isEqualTo(Duration.ofHours(24));
        assertThat(policies.days("follow-up.medium.interval")).isEqualTo(14);
        assertThat(policies.list("reunification.milestones")).containsExactly(7, 30, 90, 180, 365);
        assertThat(policies.percent("attendance.regular.min")).isEqualTo(80);
        assertThat(policies.rate("fx.ghs-to-xof")).isEqualByComparingTo(new BigDecimal(150));
        assertThatThrownBy(() -> policies.days("medical-screening.max")).hasMessageContaining("HOURS");
    }

    @Test
    void proposalsAreNotLaw() {
        assertThat(policies.get("medical-screening.max").standing()).isEqualTo(Standing.PROPOSAL);
        assertThat(policies.get("case-plan.max").standing()).isEqualTo(Standing.PRACTICE);
        assertThat(policies.get("plan-review.max").standing()).isEqualTo(Standing.SOURCE);
        assertThat(policies.get("care-order.gh.max").standing()).isEqualTo(Standing.LAW);
        var changed = new Policies(Map.of("care-order.gh.max", "10"));
        assertThat(changed.get("care-order.gh.max").standing()).isEqualTo(Standing.OWN);
        assertThat(policies.all())
                .filteredOn(Policy::law)
                .noneMatch(p -> p.basis().matches("\\[[KP]]"));
    }

    @Test
    void aWrongSettingIsOneSentenceWithItsMend() {
        assertThat(Policies.problems(Map.of("caseload.max", "20"))).isEmpty();
        assertThat(Policies.problems(Map.of("caseload.max", "abc")))
                .containsExactly("The setting akoma.policy.caseload.max is abc, but a number is needed (count)."
                        + " Write for instance akoma.policy.caseload.max=25, or take it away.");
        assertThat(Policies.problems(Map.of("case-load.max", "20")))
                .containsExactly("The setting akoma.policy.case-load.max names no limit."
                        + " Write akoma.policy.caseload.max, or take it away.");
        assertThat(Policies.problems(Map.of("nothing.max", "20")).getFirst()).contains("/settings/policies");
    }

    @Test
    void anOverrideWinsAndIsShown() {
        var changed = new Policies(Map.of("caseload.max", "30"));
        assertThat(changed.count("caseload.max")).isEqualTo(30);
        assertThat(changed.get("caseload.max").overridden()).isTrue();
        assertThat(policies.get("caseload.max").overridden()).isFalse();
    }

    @Test
    void theFirstSourceOfOverridesWins() {
        List<PolicyOverrides> sources =
                List.of(() -> Map.of("caseload.max", "30"), () -> Map.of("caseload.max", "40", "bid-panel.min", "5"));
        var changed = new Policies(sources);
        assertThat(changed.count("caseload.max")).isEqualTo(30);
        assertThat(changed.count("bid-panel.min")).isEqualTo(5);
    }

    @Test
    void badOverridesAreRefused() {
        assertThatThrownBy(() -> new Policies(Map.of("no.such", "1")))
                .hasMessageStartingWith("reference.policy-unknown");
        assertThatThrownBy(() -> new Policies(Map.of("caseload.max", "many")))
                .hasMessageStartingWith("reference.policy-value");
        assertThatThrownBy(() -> new Policies(Map.of("reunification.milestones", "7,,30")))
                .hasMessageStartingWith("reference.policy-value");
    }

    @Test
    void aScenarioSaysOnlyWhatDiffers() {
        var block = JsonMapper.shared().readTree("""
                {"followUpIntervalDays": {"HIGH": 5, "MEDIUM": 14}, "postReunificationMilestonesDays": [7, 60],
                 "statistics": {"minCellPublic": 11}, "unknown": 3}
                """);
        assertThat(Policies.fromScenario(block))
                .containsOnly(Map.entry("follow-up.high.interval", "5"), Map.entry("reunification.milestones", "7,60"));
    }
}
