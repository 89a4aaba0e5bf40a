package org.akoma.protection.homecoming;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** The search for a child's family, and whether going back to it is safe ({@code requirements.md 2.1, step 10}). */
public record Tracing(
        UUID id,
        Status status,
        LocalDate openedOn,
        @Nullable String verifiedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable Boolean returnSafe,
        SealedText words,
        UUID recordedBy,
        int version) {

    public enum Status {
        OPEN,
        IN_PROGRESS,
        VERIFIED,
        REUNIFIED,
        CLOSED;

        boolean mayBecome(Status next) {
            return switch (this) {
                case OPEN -> next == IN_PROGRESS || next == CLOSED;
                case IN_PROGRESS -> next == VERIFIED || next == CLOSED;
                case VERIFIED -> next == REUNIFIED || next == IN_PROGRESS || next == CLOSED;
                case REUNIFIED -> next == VERIFIED || next == CLOSED;
                case CLOSED -> false;
            };
        }
    }

    /**
     * Sealed.
     *
     * @param safety what makes the return safe or unsafe
     */
    public record SealedText(
            @Nullable String found, @Nullable String safety) {

        /** What a step is silent about stays as it was agreed to. */
        SealedText over(SealedText before) {
            return new SealedText(found == null ? before.found : found, safety == null ? before.safety : safety);
        }
    }

    /** By the names that pages and JSON know. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", status);
        fields.put("verifiedBy", verifiedBy);
        fields.put("verifiedOn", verifiedOn);
        fields.put("returnSafe", returnSafe);
        fields.put("found", words.found());
        fields.put("safety", words.safety());
        return fields;
    }

    /** Whether two people agreed to what is written here, and it goes on resting on that. */
    boolean isAgreed() {
        return status == Status.VERIFIED || status == Status.REUNIFIED;
    }

    /** Whether this step would change what was agreed to, without asking for it: other words are another verification. */
    boolean rewrites(Tracing next) {
        return verifiedOn != null
                && (next.status == Status.REUNIFIED || next.status == Status.CLOSED)
                && !words.equals(next.words);
    }

    /** Whether the child is with the family with this step. */
    boolean reunitesWith(Tracing next) {
        return next.status == Status.REUNIFIED && status != Status.REUNIFIED;
    }

    boolean runs() {
        return status != Status.CLOSED;
    }

    /**
     * What was verified earlier stays: who verified, when, and whether the return is safe are said by a verification alone, to which another
     * person agrees.
     */
    Tracing moved(TraceFamily command, int version, LocalDate today) {
        SealedText wanted = isAgreed() ? command.words().over(words) : command.words();
        if (command.status() != Status.VERIFIED)
            return new Tracing(
                    id, command.status(), openedOn, verifiedBy, verifiedOn, returnSafe, wanted, recordedBy, version);
        LocalDate on = command.verifiedOn() == null ? today : command.verifiedOn();
        return new Tracing(
                id,
                command.status(),
                openedOn,
                command.verifiedBy() == null ? verifiedBy : command.verifiedBy(),
                on,
                command.returnSafe() == null ? returnSafe : command.returnSafe(),
                wanted,
                recordedBy,
                version);
    }

    /** A family is verified by somebody, who says whether the return is safe; nobody is reunified with a family that is not. */
    @Nullable
    FieldError refusal(Status next, @Nullable String by, @Nullable Boolean safe) {
        if (next != status && !status.mayBecome(next))
            return FieldError.of("status", "cases.tracing-order", status.name(), next.name());
        if (next == Status.VERIFIED && by == null) return FieldError.of("verifiedBy", "form.required");
        if (next == Status.VERIFIED && safe == null) return FieldError.of("returnSafe", "form.required");
        boolean unsafe = Boolean.FALSE.equals(safe) || !Boolean.TRUE.equals(returnSafe);
        if (next == Status.REUNIFIED && unsafe) return FieldError.of("returnSafe", "cases.return-unsafe");
        return null;
    }
}
