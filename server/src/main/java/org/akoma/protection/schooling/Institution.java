package org.akoma.protection.schooling;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A school, a training centre or a master craftsman. A value without any child in it.
 *
 * @param code such as {@code FOR-CI-3}; lists show it alone, since a pupil is found there every day
 * @param organisationId the structure whose people enter attendance; null = the child's worker does
 * @param deskId of that structure
 * @param askedId the structure that is asked to enter attendance, until it says yes itself
 * @param keptBy the structure of who added it
 * @param closedOn the first day on which it takes nobody any more
 */
public record Institution(
        UUID id,
        String code,
        Kind kind,
        String country,
        @Nullable UUID organisationId,
        @Nullable UUID deskId,
        @Nullable UUID askedId,
        UUID keptBy,
        UUID madeBy,
        @Nullable LocalDate closedOn,
        SealedText words,
        int version) {

    public enum Kind {
        SCHOOL,
        CENTRE,
        MASTER_CRAFTSMAN
    }

    /** Sealed. */
    @InputForm(name = "assistance.institution-words", labels = "school.institution")
    public record SealedText(
            @Field(sealed = true, hint = "school.institution.sealed") @Size(max = Form.SHORT_TEXT) @Nullable
            String name,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place,

            @Field(sealed = true, label = "school.institution.focal") @Size(max = Form.SHORT_TEXT) @Nullable
            String focalPoint,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String hours) {

        public static SealedText none() {
            return new SealedText(null, null, null, null);
        }
    }
}
