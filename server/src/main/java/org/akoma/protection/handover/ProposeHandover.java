package org.akoma.protection.handover;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor of a file proposes to hand it over to an authority; what is sent again under its id makes no second one.
 *
 * @param to code of the authority, such as {@code MSFFE-CI}
 * @param why for the authority; sealed
 */
@InputForm(name = "handover.propose", labels = "handover")
public record ProposeHandover(
        UUID id,

        @Field(example = "MSFFE-CI") @Size(max = LONGEST_CODE)
        String to,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS)
        String why) {

    private static final int LONGEST_CODE = 40;
    static final int LONGEST_WORDS = 1_000;

    public ProposeHandover {
        to = to.toUpperCase(Locale.ROOT);
    }

    /** Sends what was blocked, now that consent is there or two people agreed to the minimum. */
    @InputForm(name = "handover.send", labels = "handover")
    public record Send(
            @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS)
            String why) {}

    /** Asks the data protection officer that the minimum is handed over without consent. */
    @InputForm(name = "handover.minimum", labels = "handover")
    public record Minimum(
            @Field(label = "handover.basis", list = "handover.bases")
            Basis basis,

            @Field(lines = 3, sealed = true, letters = Field.REASON, label = "handover.minimum.why")
            @Size(max = LONGEST_WORDS)
            String minimumWhy) {}

    /** Why a child is handed over without consent ({@code requirements.md 7}, point 4). */
    public enum Basis {
        LAW,
        BEST_INTERESTS
    }

    /**
     * The authority's answer, by its own people.
     *
     * @param reason needed where it is returned
     * @param lacks what it misses, codes of the checklist
     */
    @InputForm(name = "handover.answer", labels = "handover")
    public record Reply(
            @Field(label = "decisions.verdict") boolean agreed,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = LONGEST_WORDS) @Nullable
            String reason,

            @Field(list = "handover.parts") List<Handover.Part> lacks)
            implements Checked {

        public Reply {
            lacks = List.copyOf(lacks);
        }

        @Override
        public List<FieldError> wrong() {
            return !agreed && reason == null ? List.of(FieldError.of("reason", "form.required")) : List.of();
        }
    }

    /** What the authority has written, where it has nobody here; a supervisor confirms it. */
    public enum Letter {
        ACCEPTED,
        RETURNED
    }

    /**
     * @param letter the attached document that says so
     */
    @InputForm(name = "handover.enter-letter", labels = "handover")
    public record EnterLetter(
            @Field(list = "handover.letters", as = Field.Widget.RADIOS)
            Letter answer,

            LocalDate writtenOn,

            UUID letter,

            @Field(lines = 3, sealed = true) @Size(max = LONGEST_WORDS) @Nullable
            String words,

            @Field(list = "handover.parts") List<Handover.Part> lacks) {
        public EnterLetter {
            lacks = List.copyOf(lacks);
        }
    }

    /** @param on the day on which the child met the new worker together with the former one */
    @InputForm(name = "handover.joint-visit", labels = "handover.joint")
    public record JointVisit(LocalDate on) {}

    /** @param worker code of who goes on with the child at the authority */
    @InputForm(name = "handover.worker", labels = "handover")
    public record NameWorker(
            @Field(example = "sw-06") @Size(max = LONGEST_CODE)
            String worker) {}

    /** What became of the child some weeks later. */
    @InputForm(name = "handover.check-up", labels = "handover.check")
    public record CheckUp(Boolean firstVisit, Boolean inPlace, Boolean goesOn) {
        boolean isGood() {
            return firstVisit && inPlace && goesOn;
        }
    }
}
