package org.akoma.protection.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * One conversation in which a child is asked about several things, and answers them alike. Each keeps an answer of its own, as if it had been recorded
 * alone.
 *
 * @param alsoFor what else the child was asked about and answered in the same way
 */
@InputForm(name = "cases.ask-consents", labels = "cases.consent")
record AskConsents(
        RecordConsent.Input answer,

        @Field(list = "consent-purpose", merge = Field.Merge.UNION)
        Set<Consent.Purpose> alsoFor)
        implements Checked {

    /** What is asked in one conversation about care. Anything else is asked by itself: it serves others than the child. */
    static final List<Consent.Purpose> TOGETHER = List.of(
            Consent.Purpose.CASE_MANAGEMENT, Consent.Purpose.SHARE_FOR_REFERRAL, Consent.Purpose.ANONYMOUS_STATISTICS);

    @Override
    public List<FieldError> wrong() {
        return alsoFor.isEmpty()
                        || TOGETHER.containsAll(alsoFor)
                                && TOGETHER.contains(answer.purpose())
                                && answer.status() != Consent.Status.WITHDRAWN
                ? List.of()
                : List.of(FieldError.of("alsoFor", "cases.consent-asked-alone"));
    }

    boolean isAbout(Consent.Purpose purpose) {
        return answer.purpose() == purpose || alsoFor.contains(purpose);
    }

    boolean isYesTo(Consent.Purpose purpose) {
        return answer.status() == Consent.Status.GIVEN && isAbout(purpose);
    }

    /** Whether a referral may leave after this answer: a yes, or nobody could be asked and life is in danger. */
    boolean lets(Consent.Purpose purpose) {
        return isYesTo(purpose)
                || answer.purpose() == purpose
                        && answer.status() == Consent.Status.NOT_OBTAINABLE
                        && answer.basis() == Consent.Basis.DANGER_TO_LIFE;
    }

    /** The answers, that of the form first. */
    List<RecordConsent> commands() {
        RecordConsent first = answer.command();
        return Stream.concat(
                        Stream.of(first),
                        alsoFor.stream()
                                .filter(one -> one != first.purpose())
                                .sorted()
                                .map(one -> first.about(one, id(first.id(), one))))
                .toList();
    }

    /** The same for the same form, so that sending it twice records nothing new. */
    private static UUID id(UUID first, Consent.Purpose purpose) {
        return UUID.nameUUIDFromBytes((first + purpose.name()).getBytes(StandardCharsets.UTF_8));
    }
}
