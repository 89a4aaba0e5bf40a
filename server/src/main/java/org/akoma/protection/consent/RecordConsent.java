package org.akoma.protection.consent;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Record what the child and the guardian answered. Repeating it (same id) records nothing new.
 *
 * @param explained see {@link Consent}
 * @param explainedBy code of the person who explained; null = the actor
 */
public record RecordConsent(
        UUID id,
        Consent.Purpose purpose,
        Consent.Status status,
        Consent.GivenBy givenBy,
        Instant at,
        @Nullable String language,
        Consent.@Nullable Basis basis,
        List<String> explained,
        @Nullable String explainedBy,
        @Nullable String witness,
        @Nullable String words) {

    /** Whether it is a yes to the press, which counts once a supervisor has confirmed it, whatever was said before. */
    public boolean asksASecond() {
        return status == Consent.Status.GIVEN && purpose == Consent.Purpose.MEDIA;
    }

    /** One box for the seven questions, where everything was explained: a yes counts for nothing less. */
    private static final String ALL = "ALL";

    /** The fields that people and programs fill in. */
    @InputForm(name = "cases.record-consent", labels = "cases.consent")
    public record Input(
            UUID id,
            @Field(list = "consent-purpose") Consent.Purpose purpose,
            @Field(label = "cases.consent.limits") boolean limitsTold,

            @Field(
                    list = "consent-question",
                    also = {ALL, Consent.LIMITS},
                    merge = Field.Merge.UNION)
            List<String> explained,

            @Field(list = "consent-answer", as = Field.Widget.RADIOS_IN_LINE)
            Consent.Status status,

            @Field(list = "cases.giver", as = Field.Widget.RADIOS)
            Consent.GivenBy givenBy,

            Instant at,
            @Field(list = "language") @Nullable String language,
            @Field(list = "cases.basis") Consent.@Nullable Basis basis,
            @Size(max = 40) @Nullable String explainedBy,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String witness,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String words)
            implements Checked {

        /** The limits of silence are told before anybody answers yes or no. */
        @Override
        public List<FieldError> wrong() {
            return !limitsTold && (status == Consent.Status.GIVEN || status == Consent.Status.REFUSED)
                    ? List.of(FieldError.of("limitsTold", "cases.limits-first"))
                    : List.of();
        }

        public RecordConsent command() {
            List<String> told = new ArrayList<>(explained.contains(ALL) ? Consent.QUESTIONS : explained);
            if (limitsTold) told.addFirst(Consent.LIMITS);
            return new RecordConsent(
                    id, purpose, status, givenBy, at, language, basis, told, explainedBy, witness, words);
        }
    }

    public RecordConsent {
        explained = List.copyOf(explained);
    }

    /**
     * The rules that refuse this consent; empty when it may be recorded.
     *
     * @param rule null when the child's age is not known; current: the answer before this one
     */
    public List<FieldError> refusals(@Nullable ConsentRule rule, Consent.@Nullable Status current, Instant now) {
        if (at.isAfter(now)) return List.of(FieldError.of("at", "form.future"));
        if (rule == null) return List.of(FieldError.of("givenBy", "cases.consent-age-unknown"));
        List<FieldError> errors = new ArrayList<>(rule.against(status, givenBy, basis, current));
        if (basis == Consent.Basis.GUARDIAN_NOT_FOUND && rule.guardianKnown())
            errors.add(FieldError.of("basis", "cases.consent-guardian-on-file"));
        if (soughtInVain() && words == null) errors.add(FieldError.of("words", "cases.consent-who-was-sought"));
        if (status == Consent.Status.GIVEN) errors.addAll(untold());
        return errors;
    }

    /** Nobody could be asked, or no guardian: then it is written who was looked for, where and by whom. */
    private boolean soughtInVain() {
        return status == Consent.Status.NOT_OBTAINABLE || basis == Consent.Basis.GUARDIAN_NOT_FOUND;
    }

    /** A yes counts once everything was explained, in a language, before a witness ({@code requirements.md 2.3}). */
    private List<FieldError> untold() {
        List<FieldError> errors = new ArrayList<>();
        if (!explained.contains(Consent.LIMITS)) errors.add(FieldError.of("limitsTold", "cases.limits-first"));
        long missing = Consent.QUESTIONS.stream()
                .filter(question -> !explained.contains(question))
                .count();
        if (missing > 0) errors.add(FieldError.of("explained", "cases.consent-untold", missing));
        if (language == null) errors.add(FieldError.of("language", "cases.consent-language"));
        if (witness == null) errors.add(FieldError.of("witness", "cases.consent-witness"));
        return errors;
    }

    /** A yes of the child alone, by the order of a court: the order is a document on the file. */
    public boolean restsOnOrder() {
        return status == Consent.Status.GIVEN
                && givenBy == Consent.GivenBy.CHILD_CONSENT_ALONE
                && basis == Consent.Basis.COURT_ORDER;
    }

    /** That nobody could be asked about sharing for care, because life is in danger. */
    boolean tellsOfDanger() {
        return purpose == Consent.Purpose.SHARE_FOR_REFERRAL
                && status == Consent.Status.NOT_OBTAINABLE
                && basis == Consent.Basis.DANGER_TO_LIFE;
    }

    /** The same answer to another question. */
    RecordConsent about(Consent.Purpose other, UUID under) {
        return new RecordConsent(
                under, other, status, givenBy, at, language, basis, explained, explainedBy, witness, words);
    }

    /** The answer that comes of it. */
    public Consent answered(UUID recordedBy, UUID explainer, Instant now) {
        return new Consent(
                id,
                purpose,
                status,
                givenBy,
                at,
                language,
                basis,
                explained,
                explainer,
                witness,
                words,
                recordedBy,
                now);
    }
}
