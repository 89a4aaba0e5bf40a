package org.akoma.protection.intake;

import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.registration.FullRegistration;
import org.akoma.protection.visits.PlanVisit;
import org.akoma.protection.visits.RecordVisit;
import org.jspecify.annotations.Nullable;

/**
 * One record of a bulk registration as it was read.
 *
 * @param index its place in the request, from 0
 * @param id of the file; null when it named none
 * @param file null when something is wrong with it
 * @param planned visits to come
 * @param made visits that were made
 * @param errors what is wrong, as far as it can be found without the database
 */
record IntakeRecord(
        int index,
        @Nullable UUID id,
        @Nullable FullRegistration file,
        List<PlanVisit> planned,
        List<RecordVisit> made,
        List<FieldError> errors) {

    IntakeRecord {
        planned = List.copyOf(planned);
        made = List.copyOf(made);
        errors = List.copyOf(errors);
    }

    static IntakeRecord unread(int index, String code, Object... args) {
        return new IntakeRecord(index, null, null, List.of(), List.of(), List.of(FieldError.of("", code, args)));
    }
}
