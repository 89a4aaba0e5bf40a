package org.akoma.exchange.packages;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * A worker asks for the packages of all their children whom one authority has accepted; each is agreed to by itself.
 *
 * @param to code of the authority
 * @param purpose for which the authority may use what they hold
 * @param why for the second person; sealed
 */
@InputForm(name = "packages.ask-together", labels = "packages")
public record AskTogether(
        UUID id,

        @Field(as = Field.Widget.HIDDEN, example = "DSW-GH") @Size(max = LONGEST_CODE)
        String to,

        @Field(list = "packages.purposes", as = Field.Widget.RADIOS)
        Purpose purpose,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS)
        String why) {

    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_WORDS = 1_000;

    public AskTogether {
        to = to.toUpperCase(Locale.ROOT);
    }
}
