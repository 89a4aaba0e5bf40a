package org.akoma.protection.schooling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
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

    /** Hours of a week that anybody could write down. */
    static final int MOST_HOURS = 80;

    /**
     * The fields that people and programs fill in, in the order of the form. Who sends a child to learn a trade has asked there whether the tasks are safe,
     * a contract is signed and the child is insured ({@code requirements.md 3}); only what another system tells of the past may leave it open.
     */
    @InputForm(name = "assistance.enrol-child", labels = "school")
    record Input(
            UUID id,

            @Field(hint = "school.enrol.others", example = "EPP-CI-1") @Size(max = 30)
            String institution,

            @Field(list = "pathway") Enrolment.Pathway pathway,
            @Field(label = "school.starts") LocalDate startsOn,

            @Field(list = "trade", hint = "school.apprentices") @Nullable
            String trade,

            @Field(
                    label = "school.tasks.ask",
                    hint = "school.tasks.hint",
                    when = "pathway",
                    is = "VOCATIONAL_TRAINING",
                    keep = true,
                    requiredWhenAsked = true,
                    missing = "form.required")
            @Nullable
            Boolean tasksSafe,

            @Field(
                    label = "school.contract.ask",
                    when = "pathway",
                    is = "VOCATIONAL_TRAINING",
                    keep = true,
                    requiredWhenAsked = true,
                    missing = "form.required")
            @Nullable
            Boolean contract,

            @Field(label = "school.contract-number", sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String contractNumber,

            @Field(label = "school.hours", example = "20") @Min(1) @Max(MOST_HOURS) @Nullable
            Integer hoursAWeek,

            @Field(
                    label = "school.insured.ask",
                    when = "pathway",
                    is = "VOCATIONAL_TRAINING",
                    keep = true,
                    requiredWhenAsked = true,
                    missing = "form.required")
            @Nullable
            Boolean insured,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String master,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String pupil,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String remarks) {

        EnrolChild command() {
            return new EnrolChild(
                    id,
                    institution.toUpperCase(Locale.ROOT),
                    pathway,
                    trade,
                    startsOn,
                    contract,
                    hoursAWeek,
                    insured,
                    tasksSafe,
                    new Enrolment.SealedText(pupil, master, contractNumber, remarks));
        }
    }

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
