package org.akoma.exchange.packages;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * An administrator enters the open half of a partner's key; the data protection officer confirms it.
 *
 * @param structure code of the partner
 * @param line as the partner's {@code ./akoma handover key} prints it
 */
@InputForm(name = "packages.enter-key", labels = "packages.key")
public record EnterKey(
        UUID id,

        @Field(example = "DSW-GH") @Size(max = LONGEST_CODE) String structure,

        @Field(lines = 3, example = "akoma-partner-1 age1… …") @Size(max = LONGEST_LINE)
        String line) {

    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_LINE = 200;

    public EnterKey {
        structure = structure.toUpperCase(Locale.ROOT);
    }
}
