package org.akoma.protection.retention;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** What one person can do about how long a file is kept. */
final class AskRetention {

    static final int LONGEST_WORDS = 500;

    private AskRetention() {}

    /** The child, or who has parental authority, asks that the file is erased. */
    @InputForm(name = "retention.wish", labels = "retention.wish")
    record RecordWish(
            UUID id, @Field(list = "retention.askers") Retained.Asker by, LocalDate on) {}

    /** @param why who asks for it, such as the number of a procedure; sealed */
    @InputForm(name = "retention.hold", labels = "retention.hold")
    record SetHold(
            UUID id,

            @Field(list = "retention.hold-grounds", page = "holdGround")
            Retained.HoldGround ground,

            @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = LONGEST_WORDS)
            String why) {}

    /** The same by the data protection officer, who knows the code of the file alone. */
    @InputForm(name = "retention.hold-by-code", labels = "retention.hold")
    record SetHoldByCode(
            UUID id,

            @Field(example = "AK-001") @Size(max = 16) String file,

            @Field(list = "retention.hold-grounds") Retained.HoldGround ground,

            @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = LONGEST_WORDS)
            String why) {
        SetHoldByCode {
            file = file.toUpperCase(Locale.ROOT);
        }
    }

    /** @param reason why nothing keeps the file any more; sealed */
    @InputForm(name = "retention.hold-end", labels = "retention.hold-end")
    record AskHoldEnd(
            @Field(lines = 2, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS)
            String reason) {}

    /** @param reason read by the data protection officer; sealed, and gone with the file */
    @InputForm(name = "retention.erasure", labels = "retention.erasure")
    record AskErasure(
            UUID id,

            @Field(list = "retention.grounds", page = "eraseGround")
            Retained.Ground ground,

            @Field(lines = 2, sealed = true, letters = Field.REASON, page = "eraseReason") @Size(max = LONGEST_WORDS)
            String reason) {}
}
