package org.akoma.protection.wellbeing;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Something that an index asks to be done, or the duty to report the offence that an alert tells of, and what came of it.
 *
 * @param csi null when no index asks it
 * @param alert that tells of an offence; null for what only an index asks
 * @param until null while it waits
 * @param words what was done; null unless ended by DONE
 * @param goal of the plan, that answers it; null when none does
 * @param referral the code of the one that answers it; null when none does
 */
public record CsiAction(
        UUID id,
        @Nullable UUID csi,
        @Nullable UUID alert,
        CsiConsequence.Kind kind,
        List<CsiFactor> factors,
        Instant due,
        Instant since,
        @Nullable Instant until,
        @Nullable End endedBy,
        @Nullable UUID doneBy,
        @Nullable SealedText words,
        @Nullable UUID goal,
        @Nullable String referral) {

    public CsiAction {
        factors = List.copyOf(factors);
    }

    /** One for a kind of help for the mind: the newest that waits, which has the hours that count. The former ones end with it. */
    static List<CsiAction> newest(List<CsiAction> all) {
        return all.stream()
                .filter(one -> one.until() != null
                        || one.kind() != CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL
                        || all.stream()
                                .noneMatch(other -> other.until() == null
                                        && other.kind() == one.kind()
                                        && other.since().isAfter(one.since())))
                .toList();
    }

    /** As it was before a moment. */
    CsiAction asOf(Instant then) {
        return until == null || until.isBefore(then)
                ? this
                : new CsiAction(id, csi, alert, kind, factors, due, since, null, null, null, null, null, null);
    }

    /** REASSESSED: a later index judges the same factors anew. FALSE_ALARM: there was no offence to report. */
    public enum End {
        DONE,
        REASSESSED,
        FILE_CLOSED,
        FALSE_ALARM
    }

    /** What was done. */
    @InputForm(name = "followup.finish-csi-action", labels = "followup.csi")
    record Finish(
            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT)
            String done,

            @Nullable UUID goal) {}

    /** A goal of an approved plan that may answer it. */
    public record Goal(UUID id, int plan, int number, String service) {}

    /** Sealed. */
    public record SealedText(String done) {}
}
