package org.akoma.protection.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.CorrectRegistration;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.IdentityForm;
import org.akoma.protection.identity.OpenCase;
import org.jspecify.annotations.Nullable;

/** What is typed when a child is registered, in a page or as JSON; nothing of it but sex and country must be known. */
final class RegistrationForm {

    /** A child without a slip is registered within this time of the hand-over; the database asks the same. */
    static final Duration HANDED_WITHIN = Duration.ofDays(30);

    private RegistrationForm() {}

    /** @return null when something is wrong: see the form's errors. Ask {@code form.id("id")} for the id first. */
    static @Nullable RegisterChild read(Form form, CodeLists lists, WorldLanguages world, UUID id, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Identity identity = IdentityForm.read(form, today, world);
        String slip = form.text("slip", 40);
        String sex = form.requiredChoice("sex", lists.codesOf("sex"));
        Integer age = form.integer("age", 0, CorrectRegistration.OLDEST);
        Boolean estimated = form.answer("ageEstimated");
        String nationality = form.choice("nationality", lists.codesOf("country"));
        String country = form.requiredChoice("country", lists.codesOf("country"));
        String sector = form.choice("sector", lists.codesOf("sector"));
        Instant handed = form.moment("handedAt");
        if (handed != null && handed.isAfter(now)) form.wrong("handedAt", "form.future");
        // the age of today counts the years since the hand-over, so that an old one would make any child an adult
        if (handed != null && handed.isBefore(now.minus(HANDED_WITHIN)))
            form.wrong("handedAt", "cases.handed-long-ago", HANDED_WITHIN.toDays());
        boolean anyway = form.ticked("anyway");
        Integer known = age == null ? ageFrom(form, identity.birthDate(), handed == null ? now : handed) : age;
        if (known == null && identity.birthDate() == null && form.isSound()) form.wrong("age", "cases.age-or-birth");
        if (!form.isSound() || sex == null || country == null) return null;
        OpenCase open = new OpenCase(
                id,
                null,
                slip,
                sex,
                known,
                estimated == null ? identity.birthDate() == null : estimated,
                nationality,
                country,
                sector,
                handed,
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                identity,
                null,
                null);
        return new RegisterChild(open, anyway);
    }

    private static @Nullable Integer ageFrom(Form form, @Nullable LocalDate born, Instant day) {
        if (born == null) return null;
        long years = ChronoUnit.YEARS.between(born, LocalDate.ofInstant(day, ZoneOffset.UTC));
        return years < 0 || years > CorrectRegistration.OLDEST
                ? form.wrong("birthDate", "cases.birth-age", CorrectRegistration.OLDEST)
                : Integer.valueOf((int) years);
    }
}
