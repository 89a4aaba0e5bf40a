package org.akoma.protection.overview;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor who holds a file proposes to hand it over to another structure, whose supervisor accepts or refuses (trust.md G4).
 *
 * @param to code of the receiving structure, such as {@code MSFFE-CI}
 * @param why read by who decides; sealed
 */
@InputForm(name = "cases.propose-transfer", labels = "cases.transfer")
record ProposeTransfer(
        @Field(example = "MSFFE-CI") @Size(max = LONGEST_CODE)
        String to,

        @Field(lines = 3, sealed = true, letters = Field.WORD, hint = "cases.share.why.hint")
        @Size(max = LONGEST_REASON)
        String why)
        implements Checked {

    static final int SHORTEST_REASON = 10;

    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_REASON = 1_000;

    ProposeTransfer {
        to = to.toUpperCase(Locale.ROOT);
    }

    @Override
    public List<FieldError> wrong() {
        return why.length() < SHORTEST_REASON
                ? List.of(FieldError.of("why", "cases.reason-short", SHORTEST_REASON))
                : List.of();
    }

    /**
     * The word of the structure that would receive it.
     *
     * @param agreed false refuses, with a reason
     */
    @InputForm(name = "cases.decide-transfer", labels = "cases.transfer")
    record Decide(
            @Field(label = "decisions.verdict") boolean agreed,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = LONGEST_REASON) @Nullable
            String reason) {}

    /** What the database answers; every other word than PROPOSED and DONE is a refusal. */
    enum Word {
        PROPOSED,
        DONE,
        FORBIDDEN,
        OF_ANOTHER,
        HANDED_OVER,
        NO_RECEIVER,
        NO_CONSENT,
        /** Who asks recorded the yes that followed the child's no. */
        OWN_YES,
        WAITS
    }
}
