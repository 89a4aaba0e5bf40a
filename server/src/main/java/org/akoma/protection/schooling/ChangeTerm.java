package org.akoma.protection.schooling;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Change the days of a school term; country and code stay. */
@InputForm(name = "assistance.change-term", labels = "school.term", changes = true)
record ChangeTerm(
        UUID id,
        Integer version,

        @Field(label = "school.country", names = "country", example = "CI") @Size(max = 2)
        String country,

        @Field(label = "school.term", example = "2015-T1") @Size(max = 20)
        String code,

        TermDays days) {

    Term term() {
        return days.of(id, country, code, version);
    }
}
