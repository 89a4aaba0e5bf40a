package org.akoma.protection.schooling;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Add a school term.
 *
 * @param country ISO 3166-1, two letters
 */
@InputForm(name = "assistance.add-term", labels = "school.term")
record AddTerm(
        UUID id,

        @Field(label = "school.country", names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = AddInstitution.COUNTRY, message = "assistance.country")
        String country,

        @Field(label = "school.term", example = "2015-T1")
        @Size(max = 20)
        @Pattern(regexp = AddTerm.CODE, message = "assistance.term-code")
        String code,

        TermDays days) {

    static final String CODE = "[A-Za-z0-9][A-Za-z0-9 /-]{0,19}";

    Term term() {
        return days.of(id, country, code, 1);
    }
}
