package org.akoma.protection.intake;

import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The result of one record of a bulk registration.
 *
 * @param code of the file that was opened, or is there already
 * @param alike codes of files whose names sound like this child's, when that is why nothing was opened
 */
record IntakeVerdict(
        int index,
        @Nullable UUID id,
        Status status,
        @Nullable String code,
        List<String> alike,
        List<FieldError> errors) {

    enum Status {
        CREATED,
        /** A file of this id exists; nothing of the record was looked at. */
        ALREADY,
        REFUSED
    }

    IntakeVerdict {
        alike = List.copyOf(alike);
        errors = List.copyOf(errors);
    }

    static IntakeVerdict created(IntakeRecord record, String code) {
        return new IntakeVerdict(record.index(), record.id(), Status.CREATED, code, List.of(), List.of());
    }

    static IntakeVerdict already(IntakeRecord record, String code) {
        return new IntakeVerdict(record.index(), record.id(), Status.ALREADY, code, List.of(), List.of());
    }

    static IntakeVerdict refused(IntakeRecord record, List<FieldError> errors) {
        return new IntakeVerdict(record.index(), record.id(), Status.REFUSED, null, List.of(), errors);
    }

    static IntakeVerdict maybeKnown(IntakeRecord record, List<String> alike) {
        return new IntakeVerdict(
                record.index(),
                record.id(),
                Status.REFUSED,
                null,
                alike,
                List.of(FieldError.of("anyway", "cases.maybe-known")));
    }
}
