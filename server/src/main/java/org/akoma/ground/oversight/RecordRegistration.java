package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Record what an authority said of the processing, from its letter.
 *
 * @param reference the authority's number
 * @param from not after today
 * @param until the last day; null = open-ended
 */
@InputForm(name = "oversight.record-registration", labels = "oversight.registration")
record RecordRegistration(
        UUID id,

        @Field(list = "oversight.incident.countries", as = Field.Widget.RADIOS)
        Incident.Country country,

        @Field(list = "oversight.registration.kinds", as = Field.Widget.RADIOS)
        Registration.Kind kind,

        @Size(max = 80) String reference,

        LocalDate from,

        @Nullable LocalDate until) {}
