package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Enrols a child, under an id that the caller made; or, with a version, changes what is known of an apprentice's protection and the words.
 *
 * @param institution code
 */
public record EnrolChild(
        UUID id,
        String institution,
        Enrolment.Pathway pathway,
        @Nullable String trade,
        LocalDate startsOn,
        @Nullable Boolean contract,
        @Nullable Integer hoursAWeek,
        @Nullable Boolean insured,
        @Nullable Boolean tasksSafe,
        Enrolment.SealedText words) {

    /** Codes that refuse the enrolment of a child who has not begun; of a child who works there already the finding is recorded and raises an alert. */
    static final Set<String> OF_THE_BEGINNING = Set.of("assistance.hazardous", "assistance.hours-many");

    /** Whether more harm is said than was known. */
    boolean findsHarm(Enrolment before, Policies policies) {
        boolean hazard = Boolean.FALSE.equals(tasksSafe) && !Boolean.FALSE.equals(before.tasksSafe());
        int known = before.hoursAWeek() == null ? 0 : before.hoursAWeek();
        return hazard
                || before.isApprenticeship()
                        && hoursAWeek != null
                        && hoursAWeek > Math.max(known, policies.count("apprenticeship.hours.max"));
    }

    /**
     * The rules that refuse it ({@code requirements.md 3}, LT_VOCATIONAL: an apprentice is 14 and does no hazardous task).
     *
     * @param age in years on the first day; null = not known, which counts as too young
     */
    List<FieldError> refusals(@Nullable Integer age, LocalDate today, Policies policies) {
        List<FieldError> why = new ArrayList<>();
        if (startsOn.isAfter(today)) why.add(FieldError.of("startsOn", "form.future"));
        if (pathway == Enrolment.Pathway.VOCATIONAL_TRAINING) why.addAll(ofApprentice(age, policies));
        else if (trade != null) why.add(FieldError.of("trade", "assistance.trade-without-apprenticeship"));
        return why;
    }

    private List<FieldError> ofApprentice(@Nullable Integer age, Policies policies) {
        List<FieldError> why = new ArrayList<>();
        int least = policies.years("age.apprenticeship.min");
        if (age == null) why.add(FieldError.of("pathway", "assistance.age-unknown", least));
        else if (age < least) why.add(FieldError.of("pathway", "assistance.apprentice-too-young", least));
        if (trade == null) why.add(FieldError.of("trade", "form.required"));
        if (Boolean.FALSE.equals(tasksSafe)) why.add(FieldError.of("tasksSafe", "assistance.hazardous"));
        int most = policies.count("apprenticeship.hours.max");
        if (hoursAWeek != null && hoursAWeek > most)
            why.add(FieldError.of("hoursAWeek", "assistance.hours-many", most));
        return why;
    }
}
