package org.akoma.airlock.slips;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.ground.access.Person;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** The fields of a slip, in the order of the form ({@code requirements.md 2.3}). */
@InputForm(name = "slips.fields", labels = "slips")
record SlipInput(
        @Field(example = "SITE-01") @Size(max = Form.SHORT_TEXT)
        String site,

        @Field(label = "slips.child-number") @Min(1) @Max(9_999)
        Integer childNumber,

        @Field(label = "slips.found") @PastOrPresent(message = "slips.in-future")
        Instant foundAt,

        @Field(label = "slips.handed") @PastOrPresent(message = "slips.in-future") @Nullable
        Instant handedAt,

        @Field(label = "slips.sex", list = "sex", as = Field.Widget.RADIOS_IN_LINE)
        String apparentSex,

        @Field(label = "slips.age", example = "14") @Min(0) @Max(120)
        Integer apparentAge,

        @Field(label = "slips.urgent") Boolean urgentMedical,

        @Field(label = "slips.language", list = "language", also = NO_INTERPRETER)
        String interpreterLanguage,

        @Field(list = "slip-condition") String condition,

        @Field(lines = 3, sealed = true) @Size(max = 1_000) @Nullable
        String belongings,

        @Field(example = "SW-01") @Size(max = Form.SHORT_TEXT)
        String receiver,

        @Field(example = "BRIGADE 12")
        @Size(max = 30)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}", message = "slips.badge")
        @Nullable
        String badge) {

    /** Said on purpose, so that the question is not forgotten. */
    static final String NO_INTERPRETER = "none";

    /**
     * What is written on the slip. Null when something is wrong, which the form then says: the rules below are asked also where other fields are wrong.
     *
     * @param said the fields as they were read; null = one of them is wrong
     * @param receivers to whom a child may be handed over
     */
    static @Nullable SlipContent content(Form form, @Nullable SlipInput said, List<Person> receivers) {
        Person receiver = receiver(form, receivers);
        refuseHandedBeforeFound(form);
        refuseAdult(form);
        return said == null || receiver == null || !form.isSound() ? null : said.content(receiver);
    }

    private static void refuseAdult(Form form) {
        Integer age = form.hasNoError("apparentAge") ? form.integer("apparentAge", 0, 120) : null;
        if (age != null && age > SlipContent.OLDEST) form.wrong("apparentAge", "slips.adult", SlipContent.OLDEST);
    }

    private static void refuseHandedBeforeFound(Form form) {
        Instant found = form.hasNoError("foundAt") ? form.moment("foundAt") : null;
        Instant handed = form.hasNoError("handedAt") ? form.moment("handedAt") : null;
        if (found != null && handed != null && handed.isBefore(found))
            form.wrong("handedAt", "slips.handed-before-found");
    }

    private static @Nullable Person receiver(Form form, List<Person> receivers) {
        String typed = form.typed("receiver").strip().toLowerCase(Locale.ROOT);
        for (Person one : receivers) if (one.username().equals(typed)) return one;
        return form.hasNoError("receiver") ? form.wrong("receiver", "slips.no-such-receiver") : null;
    }

    private SlipContent content(Person to) {
        return new SlipContent(
                site,
                foundAt,
                handedAt,
                badge == null ? null : badge.toUpperCase(Locale.ROOT),
                new SlipContent.Receiver(to.id(), to.code(), to.organisationId(), to.organisation()),
                childNumber,
                apparentSex,
                apparentAge,
                urgentMedical,
                interpreterLanguage.equals(NO_INTERPRETER) ? null : interpreterLanguage,
                condition,
                belongings == null ? "" : belongings.replace("\r\n", "\n"));
    }

    static FieldError noSuchSite() {
        return FieldError.of("site", "slips.no-such-site");
    }

    static FieldError noSuchPerson() {
        return FieldError.of("person", "slips.no-such-person");
    }

    static FieldError notToReplace() {
        return FieldError.of("instead", "slips.not-to-replace");
    }

    static FieldError onlyHanded() {
        return FieldError.of("site", "slips.only-handed");
    }

    static FieldError numberTaken() {
        return FieldError.of("childNumber", "slips.number-taken");
    }

    static FieldError staysAChild() {
        return FieldError.of("apparentAge", "slips.stays-a-child");
    }
}
