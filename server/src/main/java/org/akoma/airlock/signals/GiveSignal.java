package org.akoma.airlock.signals;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.TypedCode;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * A child needs help again. Without words, so that nothing leaks and nothing needs the file's key; who answers calls the number of the raiser's account.
 *
 * @param child the code of the child for care, the number of the slip for the police
 * @param on the day on which it was seen or heard
 */
@InputForm(name = "signals.give", labels = "signals.give")
record GiveSignal(
        UUID id,

        @Field(example = "AK-049") @Size(max = 40) String child,

        @Field(list = "signals.reasons", as = Field.Widget.RADIOS)
        HelpSignal.Reason reason,

        LocalDate on) {

    GiveSignal {
        child = TypedCode.of(child);
    }
}
