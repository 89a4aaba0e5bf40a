package org.akoma.protection.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Put right what was registered of a child, under an id that the caller made.
 *
 * @param version of the registration as the caller read it
 * @param reason why it was wrong and how the right value is known; kept sealed with the old values
 */
public record CorrectRegistration(UUID id, int version, Particulars wanted, String reason) {

    /** An adult may have been taken for a child: as old as a slip of the police may say. */
    public static final int OLDEST = SlipContent.OLDEST;

    /**
     * The fields that people and programs fill in: the whole registration as it should have been.
     *
     * @param ageEstimated null = nothing is said of it
     */
    @InputForm(name = "cases.correct-registration", labels = "cases.correction", changes = true)
    record Input(
            UUID id,
            @Nullable Integer version,

            @Field(list = "sex", as = Field.Widget.RADIOS_IN_LINE)
            String sex,

            @Field(example = "12") @Min(0) @Max(OLDEST) @Nullable
            Integer age,

            @Nullable Boolean ageEstimated,

            @Field(hint = "cases.id.birthDate.hint") @PastOrPresent @Nullable
            LocalDate birthDate,

            @Field(list = "age-method") @Nullable String ageMethod,

            @Field(list = "country", example = "CI") @Nullable
            String nationality,

            @Field(list = "country", hint = "cases.new.country.hint", example = "CI")
            String country,

            @Field(list = "sector") @Nullable String sector,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = 2_000)
            String reason) {

        /** @param estimated where {@link #ageEstimated} says nothing */
        CorrectRegistration command(boolean estimated) {
            Particulars wanted = new Particulars(
                    sex,
                    age,
                    Objects.requireNonNullElse(ageEstimated, estimated),
                    birthDate,
                    ageMethod,
                    nationality,
                    country,
                    sector);
            return new CorrectRegistration(id, Objects.requireNonNull(version), wanted, reason);
        }
    }

    @Nullable
    FieldError refusal(CaseFile file) {
        if (wanted.birthDate() == null) return wanted.age() == null ? FieldError.of("age", "cases.age-or-birth") : null;
        int years = Particulars.yearsAtRescue(file, wanted.birthDate());
        return years < 0 || years > OLDEST ? FieldError.of("birthDate", "cases.birth-age", OLDEST) : null;
    }
}
