package org.akoma.airlock.slips;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Person;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody wrote on a slip, on the page or as JSON. */
@Component
class SlipForm {

    /** Said on purpose, so that the question is not forgotten. */
    static final String NO_INTERPRETER = "none";

    private static final Pattern BADGE = Pattern.compile("[A-Z0-9][A-Z0-9 ./-]{0,29}");
    private static final int BELONGINGS = 1_000;
    private static final int OLDEST = 30;
    private static final int LONGEST_BADGE = 30;
    private static final int HIGHEST_NUMBER = 9_999;

    private final CodeLists lists;
    private final Clock clock;

    SlipForm(CodeLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    List<String> codes(String list) {
        return lists.codesOf(list);
    }

    List<String> languages() {
        List<String> languages = new ArrayList<>(codes("language"));
        languages.add(NO_INTERPRETER);
        return languages;
    }

    /**
     * Null when something is wrong, which the form then says.
     *
     * @param receivers to whom a child may be handed over
     */
    @Nullable
    SlipContent content(Form form, List<Person> receivers) {
        String site = form.required("site", Form.SHORT_TEXT);
        Instant found = form.requiredMoment("foundAt");
        Instant handed = form.moment("handedAt");
        String badge = badge(form);
        Person receiver = receiver(form, receivers);
        Integer number = form.integer("childNumber", 1, HIGHEST_NUMBER);
        String sex = form.requiredChoice("apparentSex", codes("sex"));
        Integer age = form.integer("apparentAge", 0, OLDEST);
        Boolean urgent = form.requiredAnswer("urgentMedical");
        String language = form.requiredChoice("interpreterLanguage", languages());
        String condition = form.requiredChoice("condition", codes("slip-condition"));
        String belongings = form.text("belongings", BELONGINGS);
        if (number == null && form.hasNoError("childNumber")) form.wrong("childNumber", "form.required");
        if (age == null && form.hasNoError("apparentAge")) form.wrong("apparentAge", "form.required");
        checkMoments(form, found, handed);
        if (!form.isSound()
                || site == null
                || found == null
                || receiver == null
                || number == null
                || sex == null
                || age == null
                || urgent == null
                || language == null
                || condition == null) return null;
        return new SlipContent(
                site,
                found,
                handed,
                badge,
                new SlipContent.Receiver(
                        receiver.id(), receiver.code(), receiver.organisationId(), receiver.organisation()),
                number,
                sex,
                age,
                urgent,
                language.equals(NO_INTERPRETER) ? null : language,
                condition,
                belongings == null ? "" : belongings.replace("\r\n", "\n"));
    }

    private void checkMoments(Form form, @Nullable Instant found, @Nullable Instant handed) {
        Instant now = clock.instant();
        if (found != null && found.isAfter(now)) form.wrong("foundAt", "slips.in-future");
        if (handed != null && handed.isAfter(now)) form.wrong("handedAt", "slips.in-future");
        else if (handed != null && found != null && handed.isBefore(found))
            form.wrong("handedAt", "slips.handed-before-found");
    }

    private static @Nullable String badge(Form form) {
        String typed = form.text("badge", LONGEST_BADGE);
        if (typed == null) return null;
        String badge = typed.toUpperCase(Locale.ROOT);
        return BADGE.matcher(badge).matches() ? badge : form.wrong("badge", "slips.badge");
    }

    private static @Nullable Person receiver(Form form, List<Person> receivers) {
        String typed = form.required("receiver", Form.SHORT_TEXT);
        if (typed == null) return null;
        for (Person one : receivers) if (one.username().equals(typed.toLowerCase(Locale.ROOT))) return one;
        return form.wrong("receiver", "slips.no-such-receiver");
    }

    static FieldError noSuchSite() {
        return FieldError.of("site", "slips.no-such-site");
    }

    static FieldError otherContent() {
        return FieldError.of("id", Problem.OTHER_CONTENT);
    }

    static FieldError onlyHanded() {
        return FieldError.of("site", "slips.only-handed");
    }

    static FieldError answersAlready() {
        return FieldError.of("slip", "slips.settle-answers");
    }

    static FieldError noSuchSlip() {
        return FieldError.of("slip", "slips.settle-with-accepted");
    }

    static FieldError numberTaken() {
        return FieldError.of("childNumber", "slips.number-taken");
    }
}
