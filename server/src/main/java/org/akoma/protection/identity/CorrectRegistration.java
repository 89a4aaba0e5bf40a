package org.akoma.protection.identity;

import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Put right what was registered of a child, under an id that the caller made.
 *
 * @param version of the registration as the caller read it
 * @param reason why it was wrong and how the right value is known; kept sealed with the old values
 */
public record CorrectRegistration(UUID id, int version, Particulars wanted, String reason) {

    /** An adult may have been taken for a child (Operation Bia: 11 to 23). */
    public static final int OLDEST = 25;

    @Nullable
    FieldError refusal(CaseFile file) {
        if (wanted.birthDate() == null) return wanted.age() == null ? FieldError.of("age", "cases.age-or-birth") : null;
        int years = Particulars.yearsAtRescue(file, wanted.birthDate());
        return years < 0 || years > OLDEST ? FieldError.of("birthDate", "cases.birth-age", OLDEST) : null;
    }
}
