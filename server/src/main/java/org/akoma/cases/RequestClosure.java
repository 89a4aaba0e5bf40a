package org.akoma.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** Ask for a file to be closed, under an id that the caller made. A case worker may ask; a supervisor decides. */
public record RequestClosure(UUID id, Closure.Code code, Closure.Words words) {

    private static final int OF_AGE = 18;

    /** What the code itself asks for, and every criterion that is not met unless the code is exempt. */
    @Nullable
    FieldError refusal(CaseFile file, List<ClosureFinding> findings, LocalDate today) {
        if (!file.status().mayEndBy(code))
            return FieldError.of(
                    "status", "cases.status", file.status().name(), CaseFile.Status.CLOSURE_REQUESTED.name());
        if (file.lostSince() != null && code != Closure.Code.DEATH) return FieldError.of("code", "cases.closure-lost");
        FieldError own = switch (code) {
            case DEATH, OTHER, TRANSFERRED -> detailsMissing();
            case TURNED_18_WITH_LEAVING_PLAN ->
                mayBeOfAge(file, today) ? detailsMissing() : FieldError.of("code", "cases.closure-not-18");
            case NOT_A_VICTIM -> isNoVictim(file) ? null : FieldError.of("code", "cases.closure-is-victim");
            case PLAN_GOALS_MET, REPATRIATED -> null;
        };
        return own != null || code.isExempt() ? own : unmet(findings);
    }

    private @Nullable FieldError detailsMissing() {
        return words.details() == null ? FieldError.of("details", "form.required") : null;
    }

    /** Ages are whole years and often estimated: only who cannot have turned 18 yet is refused. */
    private static boolean mayBeOfAge(CaseFile file, LocalDate today) {
        Integer age = PlaceChild.age(file, today);
        return age == null || age + 1 >= OF_AGE;
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
