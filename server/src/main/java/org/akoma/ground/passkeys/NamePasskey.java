package org.akoma.ground.passkeys;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Give one of one's own passkeys another name. */
@InputForm(name = "access.name-passkey", labels = "access.name-passkey")
record NamePasskey(
        @Field(label = "access.passkeys.name", example = "Téléphone") @Size(max = NamePasskey.LONGEST)
        String name) {

    /** In characters: it is a word or two, to know a device again. */
    static final int LONGEST = 40;
}
