package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Record an assessment, under an id that the caller made. The first one takes the file from REGISTERED to ASSESSED.
 *
 * @param toShelter whether the shelter where the child sleeps reads the words of the safety plan from now on
 */
public record AssessChild(
        UUID id,
        Assessment.Kind kind,
        CaseFile.Risk risk,
        List<String> needs,
        Assessment.SealedText words,
        boolean toShelter) {

    public AssessChild(
            UUID id, Assessment.Kind kind, CaseFile.Risk risk, List<String> needs, Assessment.SealedText words) {
        this(id, kind, risk, needs, words, false);
    }

    /**
     * The fields that people and programs fill in, in the order of the form.
     *
     * @param needs domains of the Child Status Index, so that need and later score speak of the same
     */
    @InputForm(name = "cases.assess-child", labels = "cases.assessment")
    @KeptAsDraft(verb = Verb.CASE_WRITE, section = Section.NOTES)
    public record Input(
            UUID id,
            @Field(list = "assessment-kind") Assessment.Kind kind,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String childsWords,

            @Field(lines = 2, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String childsWishes,

            @Field(list = "csi-factor", merge = Field.Merge.UNION)
            List<String> needs,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String needsInWords,

            @Field(lines = 2, sealed = true, label = "cases.assessment.protective")
            @Size(max = Form.LONG_TEXT)
            @Nullable
            String protectiveFactors,

            @Field(lines = 2, sealed = true, label = "cases.assessment.risks") @Size(max = Form.LONG_TEXT) @Nullable
            String riskFactors,

            @Field(list = "risk", as = Field.Widget.RADIOS, merge = Field.Merge.SAFEST)
            CaseFile.Risk risk,

            @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
            String reason,

            @Field(
                    lines = 3,
                    sealed = true,
                    label = "cases.assessment.safety",
                    when = "risk",
                    is = "HIGH",
                    keep = true,
                    requiredWhenAsked = true,
                    missing = "cases.safety-plan")
            @Size(max = Form.LONG_TEXT)
            @Nullable
            String safetyPlan,

            @Field(label = "cases.assessment.to-shelter", hint = "cases.assessment.to-shelter.hint") @Nullable
            Boolean toShelter)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return wrong(toShelter, safetyPlan);
        }

        /** The same where something else cannot be read. */
        static List<FieldError> wrong(Map<String, @Nullable Object> legible) {
            return wrong(legible.get("toShelter"), legible.get("safetyPlan"));
        }

        private static List<FieldError> wrong(@Nullable Object toShelter, @Nullable Object safetyPlan) {
            return Boolean.TRUE.equals(toShelter) && safetyPlan == null
                    ? List.of(FieldError.of("safetyPlan", "cases.safety-plan-to-shelter"))
                    : List.of();
        }

        public AssessChild command() {
            Assessment.SealedText words = new Assessment.SealedText(
                    needsInWords, protectiveFactors, riskFactors, reason, safetyPlan, childsWords, childsWishes);
            return new AssessChild(id, kind, risk, needs, words, Boolean.TRUE.equals(toShelter));
        }
    }

    public AssessChild {
        needs = List.copyOf(needs);
    }

    /** The assessment that comes of it. */
    public Assessment made(CaseFile file, UUID author, Instant now) {
        return new Assessment(
                id, kind, now, risk, needs, words, author, Assessment.lowers(file.risk(), risk), null, null);
    }

    @Nullable
    FieldError reasonMissing() {
        return words.reason().isBlank() ? FieldError.of("reason", "form.required") : null;
    }

    /**
     * Whether it is emergency care: a review that raises the risk, or writes a safety plan for a child at high risk. It goes on after a no to case
     * management, and needs no first assessment then ({@code requirements.md 2.6}).
     */
    boolean protects(CaseFile file) {
        if (kind != Assessment.Kind.REVIEW) return false;
        if (risk == CaseFile.Risk.HIGH) return true;
        return risk == CaseFile.Risk.MEDIUM && file.risk() == CaseFile.Risk.LOW;
    }

    /** The first assessment is made once, and a review needs a first; a risk that is given needs its reason. */
    public @Nullable FieldError refusal(CaseFile file) {
        FieldError missing = reasonMissing();
        if (missing != null) return missing;
        boolean first = file.status() == CaseFile.Status.REGISTERED;
        if (kind == Assessment.Kind.INITIAL && !first) return FieldError.of("kind", "cases.assessed-already");
        if (kind == Assessment.Kind.REVIEW && first) return FieldError.of("kind", "cases.not-assessed");
        return null;
    }
}
