package org.akoma.cases;

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
        Words words,
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
                case REUNIFIED -> next == CLOSED;
                case CLOSED -> false;
            };
        }
    }

    /** Sealed. @param safety what makes the return safe or unsafe */
    public record Words(@Nullable String found, @Nullable String safety) {}

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

    boolean runs() {
        return status != Status.CLOSED;
    }

    /**
     * What was verified earlier stays: who verified, when, and whether the return is safe are said by a verification alone, to which another
     * person agrees.
     */
    Tracing moved(TraceFamily command, int version, LocalDate today) {
        if (command.status() != Status.VERIFIED)
            return new Tracing(
                    id,
                    command.status(),
                    openedOn,
                    verifiedBy,
                    verifiedOn,
                    returnSafe,
                    command.words(),
                    recordedBy,
                    version);
        LocalDate on = command.verifiedOn() == null ? today : command.verifiedOn();
        return new Tracing(
                id,
                command.status(),
                openedOn,
                command.verifiedBy() == null ? verifiedBy : command.verifiedBy(),
                on,
                command.returnSafe() == null ? returnSafe : command.returnSafe(),
                command.words(),
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
