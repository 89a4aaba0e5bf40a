package org.akoma.exchange.packages;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * One encrypted file is made of all that was agreed to for one authority.
 *
 * @param id of the package, as the authority will know it
 * @param to code of the authority
 */
@InputForm(name = "packages.pack-together", labels = "packages")
public record PackTogether(
        UUID id,

        @Field(as = Field.Widget.HIDDEN, example = "DSW-GH") @Size(max = LONGEST_CODE)
        String to) {

    private static final int LONGEST_CODE = 40;

    public PackTogether {
        to = to.toUpperCase(Locale.ROOT);
    }
}
