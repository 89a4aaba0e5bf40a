package org.akoma.exchange.packages;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * The child's worker asks that a package for the authority is made; a supervisor agrees.
 *
 * @param purpose for which the authority may use what it holds
 * @param why for the second person; sealed
 */
@InputForm(name = "packages.ask", labels = "packages")
public record AskPackage(
        UUID id,

        @Field(list = "packages.purposes", as = Field.Widget.RADIOS)
        Purpose purpose,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS)
        String why) {

    private static final int LONGEST_WORDS = 1_000;
}
