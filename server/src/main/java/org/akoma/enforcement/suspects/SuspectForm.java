package org.akoma.enforcement.suspects;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody typed about a suspect, a state of proceedings or a piece of evidence. */
@Component
class SuspectForm {

    private static final Pattern CODE = Pattern.compile("LE-S-\\d{2,6}");
    private static final int NOTES = 2_000;

    private final CodeLists lists;
    private final Clock clock;

    SuspectForm(CodeLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    List<String> codes(String list) {
        return lists.codesOf(list);
    }

    /** Null when something is wrong, which the form then says. */
    @Nullable
    RecordSuspect suspect(Form form, String operation) {
        String code = form.text("code", Form.SHORT_TEXT);
        String role = form.requiredChoice("role", codes("suspect-role"));
        LocalDate facts = notInFuture(form, "factsOn", form.requiredDate("factsOn"));
        LocalDate arrested = notInFuture(form, "arrestedOn", form.date("arrestedOn"));
        LocalDate referred = notInFuture(form, "referredOn", form.date("referredOn"));
        Boolean liberty = form.requiredAnswer("atLiberty");
        Suspect.Identity identity = new Suspect.Identity(
                form.text("name", Form.SHORT_TEXT),
                form.choice("nationality", codes("country")),
                form.text("notes", NOTES));
        if (code != null && !CODE.matcher(code).matches()) form.wrong("code", "operations.suspect-form");
        if (facts != null && arrested != null && arrested.isBefore(facts))
            form.wrong("arrestedOn", "operations.arrested-before-facts");
        if (referred != null && arrested == null) form.wrong("arrestedOn", "form.required");
        if (referred != null && arrested != null && referred.isBefore(arrested))
            form.wrong("referredOn", "operations.referred-before-arrest");
        if (!form.isSound() || role == null || facts == null || liberty == null) return null;
        return new RecordSuspect(operation, code, role, facts, arrested, referred, liberty, identity);
    }

    @Nullable
    MoveSuspect move(Form form, String operation, String suspect) {
        SuspectStatus status = form.requiredChoice("status", SuspectStatus.class);
        Boolean liberty = form.requiredAnswer("atLiberty");
        LocalDate since = form.requiredDate("since");
        LocalDate referred = notInFuture(form, "referredOn", form.date("referredOn"));
        if (!form.isSound() || status == null || liberty == null || since == null) return null;
        return new MoveSuspect(operation, suspect, status, liberty, since, referred);
    }

    /** @param suspects codes that may be named */
    @Nullable
    AddEvidence evidence(Form form, String operation, Collection<String> suspects) {
        Evidence.Kind kind = form.requiredChoice("kind", Evidence.Kind.class);
        String suspect = form.choice("suspect", suspects);
        LocalDate on = notInFuture(form, "collectedOn", form.requiredDate("collectedOn"));
        String reference = form.required("reference", NOTES);
        if (!form.isSound() || kind == null || on == null || reference == null) return null;
        return new AddEvidence(operation, kind, suspect, on, reference);
    }

    private @Nullable LocalDate notInFuture(Form form, String field, @Nullable LocalDate day) {
        if (day != null && day.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
            form.wrong(field, "operations.in-future");
        return day;
    }

    /** What is wrong with a state that was not recorded; null where it is no fault of a field. */
    static @Nullable FieldError fault(MoveSuspect.Result result) {
        return switch (result) {
            case MoveSuspect.Result.NotPossible(SuspectStatus from) ->
                FieldError.of("status", "operations.state-not-possible");
            case MoveSuspect.Result.WrongDay(LocalDate earliest, LocalDate latest) ->
                FieldError.of("since", "operations.wrong-day", earliest.toString(), latest.toString());
            case MoveSuspect.Result.ReferredTooEarly() ->
                FieldError.of("referredOn", "operations.referred-before-arrest");
            case MoveSuspect.Result.Moved(Suspect suspect) -> null;
            case MoveSuspect.Result.NotFound() -> null;
            case MoveSuspect.Result.Forbidden() -> null;
        };
    }
}
