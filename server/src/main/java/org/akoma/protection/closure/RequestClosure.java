package org.akoma.protection.closure;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** Ask for a file to be closed, under an id that the caller made. A case worker may ask; a supervisor decides. */
public record RequestClosure(UUID id, Closure.Code code, Closure.SealedText words) {

    /** The rule that refuses the request; null = none does. @param born the birth date; null = not known */
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
