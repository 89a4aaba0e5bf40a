package org.akoma.programme.publication;

import jakarta.validation.constraints.NotEmpty;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Prepare tables for the public, under an id that the caller made; a second person publishes them.
 *
 * @param asOf the day whose counts are published; before that of another release where the differences to its neighbours are safe
 * @param kinds besides the children by sex, which is always there
 */
@InputForm(name = "publication.prepare-release", labels = "publication.release")
public record PrepareRelease(
        UUID id,
        LocalDate asOf,

        @Field(list = "publication.kind") @NotEmpty Set<Division> kinds) {

    /** By what the children are divided, or what is counted beside them. */
    public enum Division {
        AGE,
        NATIONALITY,
        SECTOR,
        PATHWAY,
        ASSISTANCE,
        INDICATOR;

        Kind kind() {
            return Kind.valueOf(name());
        }
    }
}
