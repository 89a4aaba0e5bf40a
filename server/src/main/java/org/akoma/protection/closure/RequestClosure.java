package org.akoma.protection.closure;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** Ask for a file to be closed, under an id that the caller made. A case worker may ask; a supervisor decides. */
public record RequestClosure(UUID id, Closure.Code code, Closure.SealedText words) {

    /** The fields that people and programs fill in, in the order of the form. */
    @InputForm(name = "cases.request-closure", labels = "cases.closure", notInPath = "code")
    record Input(
            UUID id,

            @Field(list = "closure-reason", as = Field.Widget.RADIOS)
            Closure.Code code,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String childsView,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String caregiversView,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = 500) @Nullable
            String whomToCall,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String details) {

        RequestClosure command() {
            return new RequestClosure(
                    id, code, new Closure.SealedText(childsView, caregiversView, whomToCall, details, null));
        }
    }

    /**
     * A supervisor's word.
     *
     * @param request the decision, where an earlier one was taken back or replaced
     */
    @InputForm(name = "cases.decide-closure", labels = "decisions")
    record Decide(
            @Field(list = "closure-decision", except = "WITHDRAWN", label = "decisions.verdict")
            Closure.Decision decision,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT) @Nullable
            String reason,

            @Nullable UUID request) {}

    /** Ask for a closed file to be opened again. */
    @InputForm(name = "cases.ask-reopening", labels = "cases.reopening")
    record Reopen(
            UUID id,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
            String reason) {}

    /** A supervisor's word on it. */
    @InputForm(name = "cases.decide-reopening", labels = "decisions")
    record DecideReopening(
            @Field(label = "decisions.verdict") Boolean granted,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT) @Nullable
            String reason,

            @Nullable UUID request) {}

    /**
     * The rule that refuses the request; null = none does.
     *
     * @param born the birth date; null = not known
     */
    @Nullable
    FieldError refusal(CaseFile file, @Nullable LocalDate born, List<ClosureFinding> findings, LocalDate today) {
        if (!code.mayEnd(file.status()))
            return FieldError.of(
                    "status", "cases.status", file.status().name(), CaseFile.Status.CLOSURE_REQUESTED.name());
        return obstacle(file, born, findings, today);
    }

    /** What the code itself asks for, and every criterion that is not met unless the code is exempt: asked again when it is decided. */
    @Nullable
    FieldError obstacle(CaseFile file, @Nullable LocalDate born, List<ClosureFinding> findings, LocalDate today) {
        if (file.lostSince() != null) return FieldError.of("code", "cases.closure-lost");
        FieldError own = switch (code) {
            case DEATH, OTHER -> detailsMissing();
            case TRANSFERRED -> FieldError.of("code", "cases.closure-transfer");
            case TURNED_18_WITH_LEAVING_PLAN -> {
                FieldError young = notOfAge(file, born, today);
                yield young == null ? detailsMissing() : young;
            }
            case NOT_A_VICTIM -> isNoVictim(file) ? null : FieldError.of("code", "cases.closure-is-victim");
            case PLAN_GOALS_MET, REPATRIATED, DUPLICATE -> null;
        };
        return own != null || isExempt(file) ? own : unmet(findings);
    }

    /** Who is found to be no victim has no plan to be met; where a plan was agreed to, it is. */
    private boolean isExempt(CaseFile file) {
        return code.isExempt() && (code != Closure.Code.NOT_A_VICTIM || file.planApprovedOn() == null);
    }

    private @Nullable FieldError detailsMissing() {
        return words.details() == null ? FieldError.of("details", "form.required") : null;
    }

    /** By the birth date; where it is not known, by the highest age that an estimate in whole years allows. */
    static @Nullable FieldError notOfAge(CaseFile file, @Nullable LocalDate born, LocalDate today) {
        if (Ages.on(file, born, today) == null) return FieldError.of("code", "cases.closure-age-unknown");
        return Ages.mayBeOfAge(file, born, today) ? null : FieldError.of("code", "cases.closure-not-18");
    }

    private static boolean isNoVictim(CaseFile file) {
        return file.victimStatus() == CaseFile.VictimStatus.NOT_A_VICTIM
                || file.victimStatus() == CaseFile.VictimStatus.ADULT;
    }

    static @Nullable FieldError unmet(List<ClosureFinding> findings) {
        List<String> open = findings.stream()
                .filter(ClosureFinding::blocks)
                .map(f -> f.criterion().name())
                .toList();
        return open.isEmpty()
                ? null
                : FieldError.of("criteria", "cases.closure-criteria", open.size(), String.join(", ", open));
    }
}
