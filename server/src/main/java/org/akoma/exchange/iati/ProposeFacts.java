package org.akoma.exchange.iati;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Say of the project what its activity file has to say, under an id that the caller made; a second person confirms it before it leaves.
 *
 * @param reporterRef identifier of the organisation that reports, such as {@code XM-DAC-47066}
 * @param activityCode the rest of the activity's identifier, after that of the organisation
 * @param contactName an organisation or a desk, never a person
 * @param contactNameEn in English; null = the same
 * @param website of the project; null = it has none
 * @param percentCi share of Côte d'Ivoire, whole; the rest is {@code percentGh}
 * @param places p-codes of countries and regions; no smaller place is taken
 */
@InputForm(name = "exchange.propose-facts", labels = "iati.facts")
public record ProposeFacts(
        UUID id,

        @Field(example = "XM-DAC-47066")
        @Size(max = 60)
        @Pattern(regexp = "[A-Z]{2}-[A-Za-z0-9]{2,}-[A-Za-z0-9.-]+", message = "iati.organisation")
        String reporterRef,

        @Field(example = "IOM") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String reporterName,

        @Field(list = "iati-organisation-type") String reporterType,

        @Field(example = "AKOMA")
        @Size(max = 40)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9.-]*", message = "iati.activity")
        String activityCode,

        @Field(as = Field.Widget.WIDE) @Size(max = 200) String titleFr,
        @Field(as = Field.Widget.WIDE) @Size(max = 200) String titleEn,
        @Field(lines = 4) @Size(max = ReportWords.LONGEST) String descriptionFr,
        @Field(lines = 4) @Size(max = ReportWords.LONGEST) String descriptionEn,
        @Field(list = "iati-activity-status") String status,
        @Nullable LocalDate plannedStart,
        @Nullable LocalDate plannedEnd,
        @Nullable LocalDate actualStart,
        @Nullable LocalDate actualEnd,

        @Field(example = "IOM") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String contactName,

        @Field(example = "Project office")
        @Size(max = 120)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String contactNameEn,

        @Field(example = "contact@example.org") @Size(max = 120) @Pattern(regexp = EMAIL, message = "iati.email")
        String contactEmail,

        @Field(as = Field.Widget.WIDE, example = "https://example.org/akoma")
        @Size(max = 200)
        @Pattern(regexp = "https?://[^\\s<>\"]+", message = "iati.website")
        @Nullable
        String website,

        @Min(0) @Max(100) Integer percentCi,
        @Min(0) @Max(100) Integer percentGh,

        @Field(separated = true, example = "CI")
        @NotEmpty
        @Size(max = 400)
        @Pattern(regexp = "[A-Z]{2}([0-9]{2})?", message = "iati.place")
        List<String> places,

        @Field(list = "currency") String currency,

        @Rows(
                most = MOST_PARTNERS,
                labels = "iati.partner",
                blank = {"name", "nameEn", "role", "type", "ref"})
        List<Partner> partners,

        @Rows(
                most = MOST_SECTORS,
                labels = "iati.sector",
                blank = {"sector", "percent"})
        List<Sector> sectors,

        @Rows(
                most = MOST_BUDGETS,
                labels = "iati.budget",
                blank = {"from", "until", "amount"})
        List<Budget> budgets,

        @Rows(
                most = MOST_TARGETS,
                labels = "iati.target",
                blank = {"indicator", "baseline", "baselineOn", "target", "targetOn"})
        List<IndicatorTarget> targets,

        @Rows(
                most = MOST_CONTACTS,
                labels = "iati.contact",
                blank = {"structure", "structureEn", "town", "telephone", "mail"})
        List<Contact> contacts)
        implements Checked {

    static final int MOST_PARTNERS = 8;
    static final int MOST_SECTORS = 5;
    static final int MOST_BUDGETS = 5;
    static final int MOST_TARGETS = 12;
    static final int MOST_CONTACTS = 8;

    /** A number of children from one to below this is said of no day. */
    private static final int FEW = 11;

    private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String CHILDREN = "I01";
    private static final String DAYS = "I10";

    private static final int WHOLE = 100;

    /**
     * @param nameEn in English; null = the same
     * @param ref identifier of the organisation; null = it has none
     */
    public record Partner(
            @Field(example = "INTERPOL") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
            String name,

            @Field(example = "INTERPOL") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE) @Nullable
            String nameEn,

            @Field(list = "iati-organisation-role") String role,
            @Field(list = "iati-organisation-type") String type,

            @Field(example = "XM-DAC-47066")
            @Size(max = 60)
            @Pattern(regexp = "[A-Z]{2}-[A-Za-z0-9]{2,}-[A-Za-z0-9.-]+", message = "iati.organisation")
            @Nullable
            String ref) {}

    /**
     * A structure that answers for a part of the project, as everybody reads it: never a shelter, and never a person.
     *
     * @param structureEn its name in English; null = the same
     * @param town of its office; null = not said
     * @param telephone null = only by e-mail
     * @param mail null = only by telephone
     */
    public record Contact(
            @Field(example = "IOM") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
            String structure,

            @Field(example = "IOM") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE) @Nullable
            String structureEn,

            @Field(example = "Accra") @Size(max = 60) @Pattern(regexp = Plain.TEXT, message = Plain.CODE) @Nullable
            String town,

            @Field(example = "+225 00 00 00 00 00")
            @Size(max = 26)
            @Pattern(regexp = "\\+?[0-9][0-9 ]{5,24}", message = "access.telephone")
            @Nullable
            String telephone,

            @Field(example = "contact@example.org")
            @Size(max = 120)
            @Pattern(regexp = EMAIL, message = "iati.email")
            @Nullable
            String mail) {

        private void check(String row, List<FieldError> wrong) {
            if (telephone == null && mail == null) wrong.add(FieldError.of(row + ".telephone", "iati.no-way"));
        }
    }

    /** A purpose by the codes of the Development Assistance Committee. */
    public record Sector(
            @Field(list = "dac-sector") String sector,
            @Min(1) @Max(100) Integer percent) {}

    /** A period of one year at most, its last day included, in the currency of the project. */
    public record Budget(
            LocalDate from,
            LocalDate until,

            @Pattern(regexp = "[0-9]{1,12}([.,][0-9]{1,2})?", message = "iati.amount")
            BigDecimal amount) {}

    /**
     * Where an indicator stood before the project, and where it is to stand: children, days or a percentage, as the indicator is.
     *
     * @param baseline null = not known, and so baselineOn
     * @param target null = none was set, and so targetOn
     */
    public record IndicatorTarget(
            @Field(list = "indicator") String indicator,
            @Min(0) @Max(1_000_000) @Nullable Integer baseline,
            @Nullable LocalDate baselineOn,
            @Min(0) @Max(1_000_000) @Nullable Integer target,
            @Nullable LocalDate targetOn) {

        private void check(String row, LocalDate start, List<FieldError> wrong) {
            check(row + ".baseline", baseline, baselineOn, wrong);
            check(row + ".target", target, targetOn, wrong);
            if (baseline == null && target == null) wrong.add(FieldError.of(row + ".target", "form.required"));
            if (targetOn != null && !targetOn.isAfter(start))
                wrong.add(FieldError.of(row + ".targetOn", "iati.ends-before"));
        }

        private void check(String field, @Nullable Integer value, @Nullable LocalDate day, List<FieldError> wrong) {
            if (value != null && day == null) wrong.add(FieldError.of(field + "On", "form.required"));
            if (value == null && day != null) wrong.add(FieldError.of(field, "form.required"));
            if (value == null) return;
            if (indicator.equals(CHILDREN) && value > 0 && value < FEW)
                wrong.add(FieldError.of(field, "iati.few-children"));
            if (!indicator.equals(CHILDREN) && !indicator.equals(DAYS) && value > WHOLE)
                wrong.add(FieldError.of(field, "iati.percent"));
        }
    }

    /** Versions that were kept before there were targets or contacts have none. */
    public ProposeFacts {
        targets = List.copyOf(Objects.requireNonNullElse(targets, List.of()));
        contacts = List.copyOf(Objects.requireNonNullElse(contacts, List.of()));
    }

    String activityRef() {
        return reporterRef + "-" + activityCode;
    }

    /** The day on which it began, or is to begin. */
    LocalDate start() {
        return Objects.requireNonNull(actualStart != null ? actualStart : plannedStart);
    }

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("titleFr", titleFr, "titleEn", titleEn));
        wrong.addAll(ReportWords.wrong("descriptionFr", descriptionFr, "descriptionEn", descriptionEn));
        if (plannedStart == null && actualStart == null) wrong.add(FieldError.of("plannedStart", "iati.no-start"));
        if (isAfter(plannedStart, plannedEnd)) wrong.add(FieldError.of("plannedEnd", "iati.ends-before"));
        if (isAfter(actualStart, actualEnd)) wrong.add(FieldError.of("actualEnd", "iati.ends-before"));
        if (actualEnd != null && actualStart == null) wrong.add(FieldError.of("actualStart", "form.required"));
        if (percentCi + percentGh != WHOLE) wrong.add(FieldError.of("percentGh", "iati.hundred"));
        if (partners.isEmpty()) wrong.add(FieldError.of("partners[0].name", "form.required"));
        if (sectors.isEmpty()) wrong.add(FieldError.of("sectors[0].sector", "form.required"));
        else if (sectors.stream().mapToInt(Sector::percent).sum() != WHOLE)
            wrong.add(FieldError.of("sectors[0].percent", "iati.hundred"));
        if (sectors.stream().map(Sector::sector).distinct().count() < sectors.size())
            wrong.add(FieldError.of("sectors[0].sector", "iati.sector-twice"));
        for (int i = 0; i < budgets.size(); i++) {
            Budget one = budgets.get(i);
            if (one.until().isBefore(one.from()))
                wrong.add(FieldError.of("budgets[" + i + "].until", "iati.ends-before"));
            else if (!one.until().isBefore(one.from().plusYears(1)))
                wrong.add(FieldError.of("budgets[" + i + "].until", "iati.one-year"));
        }
        for (int i = 0; i < contacts.size(); i++) contacts.get(i).check("contacts[" + i + "]", wrong);
        if (plannedStart != null || actualStart != null)
            for (int i = 0; i < targets.size(); i++) targets.get(i).check("targets[" + i + "]", start(), wrong);
        if (targets.stream().map(IndicatorTarget::indicator).distinct().count() < targets.size())
            wrong.add(FieldError.of("targets[0].indicator", "iati.indicator-twice"));
        return wrong;
    }

    private static boolean isAfter(@Nullable LocalDate first, @Nullable LocalDate last) {
        return first != null && last != null && first.isAfter(last);
    }
}
