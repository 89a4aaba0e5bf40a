package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.consent.Consent.Basis;
import org.akoma.protection.consent.Consent.GivenBy;
import org.akoma.protection.consent.Consent.Status;
import org.akoma.protection.identity.AgeBand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who must answer for a child ({@code requirements.md 2.6}); what is forbidden comes first. */
class ConsentRuleTest {

    private static final Policies POLICIES = new Policies(Map.of());

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void nobodyElseThanTheAgeAsksForMaySayYes(AgeBand band) {
        for (GivenBy by : GivenBy.values()) {
            boolean alone = band == AgeBand.INFORMED_CONSENT && by == GivenBy.CHILD_CONSENT_ALONE;
            if (by == ConsentRule.usual(band) || alone) continue;
            assertThat(codes(plain(band).against(Status.GIVEN, by, Basis.GUARDIAN_UNSAFE, null)))
                    .as("%s at %s", by, band)
                    .containsAnyOf("cases.consent-wrong-giver", "cases.consent-supervisor");
        }
    }

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void whoMayAnswerIsOfferedAndNobodyElse(AgeBand band) {
        for (ConsentRule rule : List.of(plain(band), supervised(band))) {
            List<GivenBy> mayAnswer = Stream.of(GivenBy.values())
                    .filter(by -> Stream.of(Status.values()).anyMatch(status -> holds(rule, status, by)))
                    .toList();
            assertThat(rule.givers())
                    .as("%s", band)
                    .containsExactlyInAnyOrderElementsOf(mayAnswer)
                    .startsWith(ConsentRule.usual(band))
                    .endsWith(GivenBy.NOBODY);
        }
    }

    private static boolean holds(ConsentRule rule, Status status, GivenBy by) {
        return Stream.concat(Stream.of((Basis) null), Stream.of(Basis.values()))
                .anyMatch(basis -> rule.against(status, by, basis, Status.GIVEN).isEmpty());
    }

    @Test
    void aYoungPersonAloneNeedsAReason() {
        ConsentRule rule = plain(AgeBand.INFORMED_CONSENT);
        assertThat(codes(rule.against(Status.GIVEN, GivenBy.CHILD_CONSENT_ALONE, null, null)))
                .containsExactly("cases.consent-unsafe-basis");
        assertThat(codes(rule.against(Status.GIVEN, GivenBy.CHILD_CONSENT_ALONE, Basis.CHILD_UNABLE, null)))
                .containsExactly("cases.consent-unsafe-basis");
        assertThat(rule.against(Status.GIVEN, GivenBy.CHILD_CONSENT_ALONE, Basis.GUARDIAN_UNSAFE, null))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AgeBand.class,
            names = {"ASSENT", "INFORMED_ASSENT"})
    void onlyASupervisorGoesOverTheChildsNoAndSaysWhy(AgeBand band) {
        GivenBy guardian = GivenBy.GUARDIAN_AFTER_BEST_INTERESTS;
        assertThat(codes(plain(band).against(Status.GIVEN, guardian, Basis.BEST_INTERESTS, Status.REFUSED)))
                .containsExactly("cases.consent-supervisor");
        assertThat(codes(supervised(band).against(Status.GIVEN, guardian, null, Status.REFUSED)))
                .containsExactly("cases.consent-basis");
        assertThat(supervised(band).against(Status.GIVEN, guardian, Basis.BEST_INTERESTS, Status.REFUSED))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AgeBand.class,
            names = {"GUARDIAN_ONLY", "ASSENT", "INFORMED_ASSENT", "INFORMED_CONSENT"})
    void aFamilyThatTookPartDoesNotAnswerUnlessAnAuthorityAppointedTheGuardian(AgeBand band) {
        ConsentRule family = new ConsentRule(band, true, false, true, true, false);
        for (Status answer : List.of(Status.GIVEN, Status.REFUSED, Status.WITHDRAWN)) {
            assertThat(codes(family.against(answer, ConsentRule.usual(band), null, Status.GIVEN)))
                    .as(answer.name())
                    .contains("cases.consent-guardian-took-part");
            ConsentRule appointed = new ConsentRule(band, true, true, true, true, false);
            assertThat(appointed.against(answer, ConsentRule.usual(band), null, Status.GIVEN))
                    .isEmpty();
        }
    }

    @Test
    void aYoungPersonMayAnswerAloneWhenTheFamilyTookPart() {
        assertThat(new ConsentRule(AgeBand.INFORMED_CONSENT, true, false, true, true, false)
                        .against(Status.GIVEN, GivenBy.CHILD_CONSENT_ALONE, Basis.GUARDIAN_UNSAFE, null))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void onlyWhatWasGivenIsWithdrawn(AgeBand band) {
        for (Status current : Stream.concat(Stream.of((Status) null), Arrays.stream(Status.values()))
                .toList()) {
            List<String> codes = codes(plain(band).against(Status.WITHDRAWN, ConsentRule.usual(band), null, current));
            if (current == Status.GIVEN) assertThat(codes).isEmpty();
            else assertThat(codes).containsExactly("cases.consent-nothing-to-withdraw");
        }
    }

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void whatCouldNotBeObtainedHasAReasonAndNoGiver(AgeBand band) {
        assertThat(codes(plain(band).against(Status.NOT_OBTAINABLE, GivenBy.NOBODY, null, null)))
                .containsExactly("cases.consent-basis");
        assertThat(codes(plain(band).against(Status.NOT_OBTAINABLE, GivenBy.CHILD, Basis.CHILD_UNABLE, null)))
                .containsExactly("cases.consent-not-obtained-from-nobody");
        assertThat(plain(band).against(Status.NOT_OBTAINABLE, GivenBy.NOBODY, Basis.DANGER_TO_LIFE, null))
                .isEmpty();
    }

    @Test
    void aSmallChildIsNotMadeToRefuseNorAnAdultsGuardian() {
        assertThat(codes(plain(AgeBand.GUARDIAN_ONLY).against(Status.REFUSED, GivenBy.CHILD, null, null)))
                .containsExactly("cases.consent-wrong-denier");
        assertThat(codes(plain(AgeBand.ADULT).against(Status.REFUSED, GivenBy.GUARDIAN, null, null)))
                .containsExactly("cases.consent-wrong-denier");
    }

    @ParameterizedTest
    @CsvSource({
        "0,GUARDIAN_ONLY",
        "5,GUARDIAN_ONLY",
        "6,ASSENT",
        "11,ASSENT",
        "12,INFORMED_ASSENT",
        "14,INFORMED_ASSENT",
        "15,INFORMED_CONSENT",
        "17,INFORMED_CONSENT",
        "18,ADULT"
    })
    void theAgeDecides(int age, AgeBand band) {
        assertThat(AgeBand.of(age, POLICIES)).isEqualTo(band);
        assertThat(plain(band).against(Status.GIVEN, ConsentRule.usual(band), null, null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GUARDIAN_ONLY,GUARDIAN,false",
        "ASSENT,CHILD,false",
        "INFORMED_ASSENT,CHILD,true",
        "INFORMED_ASSENT,GUARDIAN,false",
        "INFORMED_ASSENT,CHILD_INFORMED_ASSENT_AND_GUARDIAN,true",
        "INFORMED_CONSENT,CHILD,false",
        "ADULT,CHILD,false"
    })
    void aRefusalIsRecordedAndBetweenTwelveAndFourteenGoesToTheSupervisor(AgeBand band, GivenBy by, boolean escalates) {
        assertThat(plain(band).against(Status.REFUSED, by, null, null)).isEmpty();
        assertThat(plain(band).escalates(Status.REFUSED, by)).isEqualTo(escalates);
        assertThat(plain(band).escalates(Status.GIVEN, by)).isFalse();
    }

    private static ConsentRule plain(AgeBand band) {
        return new ConsentRule(band, false, false, true, true, false);
    }

    private static ConsentRule supervised(AgeBand band) {
        return new ConsentRule(band, false, false, true, true, true);
    }

    private static List<String> codes(List<FieldError> errors) {
        return errors.stream().map(FieldError::code).toList();
    }
}
