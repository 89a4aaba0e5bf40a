package org.akoma.protection.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.CorrectRegistration;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.jspecify.annotations.Nullable;

/** What is typed when a child is registered, in a page or as JSON; nothing of it but sex and country must be known. */
final class RegistrationForm {

    /** A child without a slip is registered within this time of the hand-over; the database asks the same. */
    static final Duration HANDED_WITHIN = Duration.ofDays(30);

    /** The registration signs the receipt of the slip: nobody signs it before the child is there. */
    static final String NOT_RECEIVED = "cases.not-received";

    private static final String NO_AGE = "cases.age-or-birth";

    private RegistrationForm() {}

    /**
     * @return null when something is wrong: see the form's errors.
     * @param given the id, where the caller knows it
     */
    static @Nullable RegisterChild read(
            Form form, Forms forms, WorldLanguages world, Map<String, @Nullable Object> given, Instant now) {
        RegisterChild.Input input = forms.of(RegisterChild.Input.class).read(form, given);
        if (input != null) return command(form, input, world, now);
        nameMissing(form);
        return null;
    }

    /** What is missing beside the fields that must be filled in, so that nobody hears of it at the next try only. */
    static void nameMissing(Form form) {
        if (saysNoAge(form)) form.wrong("age", NO_AGE);
    }

    private static boolean saysNoAge(Form form) {
        return List.of("age", "birthDate", "birthDate-day", "birthDate-month", "birthDate-year").stream()
                .allMatch(field -> form.typed(field).isBlank() && form.hasNoError(field));
    }

    /** The same of what was read. */
    static @Nullable RegisterChild command(Form form, RegisterChild.Input input, WorldLanguages world, Instant now) {
        if (input.slip() != null && Boolean.FALSE.equals(input.received())) form.wrong("received", NOT_RECEIVED);
        Identity identity = input.identity().identity();
        FieldError language = input.identity().refusal(world);
        if (language != null) form.wrong(language.field(), language.code());
        Instant handed = input.handedAt();
        // the age of today counts the years since the hand-over, so that an old one would make any child an adult
        if (handed != null && handed.isBefore(now.minus(HANDED_WITHIN)))
            form.wrong("handedAt", "cases.handed-long-ago", HANDED_WITHIN.toDays());
        Integer known =
                input.age() == null ? ageFrom(form, identity.birthDate(), handed == null ? now : handed) : input.age();
        if (known == null && identity.birthDate() == null && form.isSound()) form.wrong("age", NO_AGE);
        return form.isSound() ? new RegisterChild(open(input, identity, known), input.anyway()) : null;
    }

    private static OpenCase open(RegisterChild.Input input, Identity identity, @Nullable Integer age) {
        Boolean estimated = input.ageEstimated();
        return new OpenCase(
                input.id(),
                null,
                input.slip(),
                input.sex(),
                age,
                estimated == null ? identity.birthDate() == null : estimated,
                input.nationality(),
                input.country(),
                input.sector(),
                input.handedAt(),
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                identity,
                null,
                null);
    }

    private static @Nullable Integer ageFrom(Form form, @Nullable LocalDate born, Instant day) {
        if (born == null) return null;
        long years = ChronoUnit.YEARS.between(born, LocalDate.ofInstant(day, ZoneOffset.UTC));
        return years < 0 || years > CorrectRegistration.OLDEST
                ? form.wrong("birthDate", "cases.birth-age", CorrectRegistration.OLDEST)
                : Integer.valueOf((int) years);
    }
}
