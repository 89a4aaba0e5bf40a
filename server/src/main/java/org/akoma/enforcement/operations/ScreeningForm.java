package org.akoma.enforcement.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody typed about a person screened. */
@Component
class ScreeningForm {

    private static final Pattern VICTIM = Pattern.compile("LE-V-\\d{2,6}");
    private static final int OLDEST = 120;
    private static final int NOTE = 2_000;

    private final CodeLists lists;
    private final Clock clock;

    ScreeningForm(CodeLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    /** Null when something is wrong, which the form then says. */
    @Nullable
    ScreenPerson person(Form form, String operation) {
        List<String> sexes = lists.codesOf("sex");
        String site = form.required("site", Form.SHORT_TEXT);
        Instant at = form.requiredMoment("screenedAt");
        Screened.Appears appears = form.requiredChoice("appears", Screened.Appears.class);
        String sex = form.requiredChoice("sex", sexes);
        Integer age = form.integer("apparentAge", 0, OLDEST);
        String note = form.text("note", NOTE);
        if (age == null && form.hasNoError("apparentAge")) form.wrong("apparentAge", "form.required");
        if (at != null && at.isAfter(clock.instant())) form.wrong("screenedAt", "operations.in-future");
        if (!form.isSound() || site == null || at == null || appears == null || sex == null || age == null) return null;
        return new ScreenPerson(operation, site, at, appears, sex, age, note);
    }

    @Nullable
    DecideScreening decision(Form form, String operation, String person, String ownOrganisation) {
        ScreeningStatus status = form.requiredChoice("status", ScreeningStatus.class);
        String organisation = form.text("organisation", Form.SHORT_TEXT);
        String reference = form.text("victimRef", Form.SHORT_TEXT);
        String slip = form.text("slip", Form.SHORT_TEXT);
        if (reference != null && !VICTIM.matcher(reference).matches())
            form.wrong("victimRef", "operations.victim-form");
        if (!form.isSound() || status == null) return null;
        return new DecideScreening(
                operation, person, status, organisation == null ? ownOrganisation : organisation, reference, slip);
    }

    static FieldError noSuchSite() {
        return FieldError.of("site", "operations.no-such-site");
    }

    /** What is wrong with a decision that was not taken; null where it is no fault of a field. */
    static @Nullable FieldError fault(DecideScreening.Result result) {
        return switch (result) {
            case DecideScreening.Result.NotPossible(ScreeningStatus from) ->
                FieldError.of("status", "operations.decision-not-possible");
            case DecideScreening.Result.NoSuchOrganisation() ->
                FieldError.of("organisation", "operations.no-such-organisation");
            case DecideScreening.Result.ReferenceTaken() -> FieldError.of("victimRef", "operations.victim-taken");
            case DecideScreening.Result.NoSuchSlip() -> FieldError.of("slip", "operations.no-such-slip");
            case DecideScreening.Result.Decided(Screened person) -> null;
            case DecideScreening.Result.NotFound() -> null;
            case DecideScreening.Result.Forbidden() -> null;
        };
    }
}
