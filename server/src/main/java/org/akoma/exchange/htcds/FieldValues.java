package org.akoma.exchange.htcds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.CellReporter;
import org.akoma.exchange.spreadsheets.Choices;
import org.akoma.exchange.spreadsheets.CivilDates;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.exchange.spreadsheets.WorldCodes;
import org.akoma.ground.pages.Formulas;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.HtcdsField;
import org.jspecify.annotations.Nullable;

/** Turns one cell into the values of its field, or says what is wrong with it. An unusable value is left out, never guessed. */
final class FieldValues {
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{1,14}");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d{6,15}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}\\.[^\\s@<>,;\".]{2,}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");
    private static final Set<String> MAY_BE_AHEAD = Set.of("spl_PlannedEndDate", "cas_OutgoingReferralDate");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final int OLDEST = 120;
    private static final Set<String> OPEN_LISTS =
            Set.of("vic_RecruitmentWebsitesAndApps", "vic_ExploitationWebsitesAndApps");

    private final Map<String, Choices> choices = new HashMap<>();
    private final Choices countries;
    private final Choices languages = WorldCodes.languages();
    private final Choices yesNo = yesNo();

    static Choices yesNo() {
        return new Choices()
                .add("TRUE", "yes", "oui", "vrai", "1", "y", "o", "x")
                .add("FALSE", "no", "non", "faux", "0", "n");
    }

    FieldValues(CodeLists lists) {
        countries = WorldCodes.countries(lists);
        OwnWords.addLanguages(lists, languages);
        lists.htcdsFields().stream()
                .filter(f -> !f.codes().isEmpty())
                .forEach(f -> choices.put(f.fullName(), choices(lists, f)));
    }

    private static Choices choices(CodeLists lists, HtcdsField field) {
        var choices = new Choices();
        for (Code code : field.codes()) choices.add(code.code(), code.label(Locale.ENGLISH), code.label(Locale.FRENCH));
        KnownDefects.CODES.forEach((word, code) -> {
            if (choices.has(code)) choices.add(code, word);
        });
        OwnWords.add(lists, field.fullName(), choices);
        return choices;
    }

    /** @param today no fact lies after it */
    List<String> read(HtcdsField field, Table.Cell cell, boolean epoch1904, LocalDate today, CellReporter reporter) {
        String text = cell.text().strip();
        if (!isUsable(cell, text, reporter)) return List.of();
        Choices list = choices.get(field.fullName());
        if (list != null) return picked(field, list, text, reporter);
        if (field.type().equals("Date")) return one(date(field, cell.kind(), text, epoch1904, today, reporter));
        if (text.equals("-") && !isText(field)) return List.of();
        if (isCoordinate(field)) return one(coordinate(field, text, reporter));
        return switch (field.type()) {
            case "Number" -> one(whole(field, text, reporter));
            case "Checkbox" -> picked(field, yesNo, text, reporter);
            default -> worldOrText(field, text, reporter);
        };
    }

    private static boolean isUsable(Table.Cell cell, String text, CellReporter reporter) {
        if (cell.kind() == Table.Kind.FORMULA) reporter.error("exchange.formula", text, "");
        else if (cell.kind() == Table.Kind.ERROR) reporter.error("exchange.cell-error", text, "");
        else return !text.isEmpty();
        return false;
    }

    private List<String> worldOrText(HtcdsField field, String text, CellReporter reporter) {
        String external = String.valueOf(field.external());
        if (external.contains("639")) return world(languages, "ISO 639-2", field, text, reporter);
        if (external.contains("3166") || field.fullName().endsWith("Country"))
            return world(countries, "ISO 3166-1", field, text, reporter);
        if (field.fullName().endsWith("Phone")) return one(phone(text, reporter));
        if (field.fullName().endsWith("Email")) return one(email(text, reporter));
        return List.of(text(text, reporter));
    }

    /** A picklist of countries must be known; a text field, and any language, is kept as written: not all have a code. */
    private static List<String> world(
            Choices list, String standard, HtcdsField field, String text, CellReporter reporter) {
        Choices.Picked picked = list.pick(text, HtcdsColumns.takesSeveral(field));
        if (picked.unknown().isEmpty()) return fitting(field, picked.codes(), text, reporter);
        boolean strict = field.fullName().equals("prs_Citizenship");
        for (String unknown : picked.unknown()) {
            if (strict) reporter.error("exchange.unknown-country", unknown, standard);
            else reporter.warning("exchange.not-in-standard", unknown, standard);
        }
        return strict ? picked.codes() : List.of(text(text, reporter));
    }

    private static List<String> picked(HtcdsField field, Choices list, String text, CellReporter reporter) {
        if (text.equals("-")) return List.of();
        Choices.Picked picked = list.pick(Formulas.restored(text), HtcdsColumns.takesSeveral(field));
        if (picked.unknown().isEmpty()) return fitting(field, picked.codes(), text, reporter);
        boolean open = OPEN_LISTS.contains(field.fullName());
        for (String unknown : picked.unknown()) {
            if (open) reporter.warning("exchange.counted-as-other", unknown, list.allowed());
            else reporter.error("exchange.unknown-code", unknown, list.allowed());
        }
        if (!open || picked.codes().contains("Other")) return picked.codes();
        return Stream.concat(picked.codes().stream(), Stream.of("Other")).toList();
    }

    private static List<String> fitting(HtcdsField field, List<String> codes, String text, CellReporter reporter) {
        if (codes.size() < 2 || HtcdsColumns.takesSeveral(field)) return codes;
        reporter.error("exchange.single-choice", text, String.join(", ", codes));
        return List.of();
    }

    private static @Nullable String date(
            HtcdsField field, Table.Kind kind, String text, boolean epoch1904, LocalDate today, CellReporter reporter) {
        if (text.equals("-")) return null;
        boolean serial = CivilDates.looksSerial(text) && (kind == Table.Kind.NUMBER || text.length() == 5);
        Optional<LocalDate> found = serial ? CivilDates.serial(text, epoch1904) : CivilDates.written(text);
        if (found.isEmpty()) return nothing(reporter, "exchange.bad-date", text, CivilDates.ALLOWED);
        LocalDate date = found.get();
        boolean tooOld = date.isBefore(EARLIEST)
                || (field.fullName().equals("prs_Birthdate") && date.isBefore(today.minusYears(OLDEST)));
        if (tooOld) return nothing(reporter, "exchange.date-too-old", text, date.toString());
        if (date.isAfter(today) && !MAY_BE_AHEAD.contains(field.fullName()))
            return nothing(reporter, "exchange.future-date", text, today.toString());
        if (serial && kind == Table.Kind.TEXT) reporter.warning("exchange.date-serial", text, date.toString());
        return date.toString();
    }

    private static boolean isCoordinate(HtcdsField field) {
        return field.fullName().endsWith("Longitude") || field.fullName().endsWith("Latitude");
    }

    private static @Nullable String coordinate(HtcdsField field, String text, CellReporter reporter) {
        int most = field.fullName().endsWith("Latitude") ? 90 : 180;
        BigDecimal number = number(Formulas.restored(text).replace(',', '.'));
        if (number == null || number.abs().compareTo(BigDecimal.valueOf(most)) > 0)
            return nothing(reporter, "exchange.bad-number", text, "-" + most + " … " + most);
        return number.toPlainString();
    }

    private static @Nullable String whole(HtcdsField field, String text, CellReporter reporter) {
        int most = field.fullName().contains("Age") ? OLDEST : 50;
        BigDecimal number = number(text.replace(',', '.'));
        boolean fits = number != null
                && number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (number == null || !fits) return nothing(reporter, "exchange.bad-number", text, "0 … " + most);
        return String.valueOf(number.intValue());
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("[+-]?\\d{1,15}(\\.\\d{1,20})?") ? new BigDecimal(text) : null;
    }

    /** E.164 where it is; a national number (Ivorian ones begin with 0) is kept as its digits, with a warning. */
    private static @Nullable String phone(String text, CellReporter reporter) {
        String digits = Formulas.restored(text).replaceAll("[\\s\\u00A0\\u202F.()/-]", "");
        if (digits.startsWith("00")) digits = "+" + digits.substring(2);
        if (PHONE.matcher(digits).matches()) return digits;
        if (!DIGITS.matcher(digits).matches()) return nothing(reporter, "exchange.bad-phone", text, "+2250700000000");
        reporter.warning("exchange.phone-national", text, "+2250700000000");
        return digits;
    }

    private static @Nullable String email(String text, CellReporter reporter) {
        return EMAIL.matcher(text).matches() ? text : nothing(reporter, "exchange.bad-email", text, "nom@exemple.org");
    }

    private static String text(String text, CellReporter reporter) {
        if (CONTROLS.matcher(text).find()) reporter.warning("exchange.control-characters", text, "");
        if (Formulas.isSuspect(text)) reporter.warning("exchange.formula-text", text, "");
        return Formulas.restored(text);
    }

    private static boolean isText(HtcdsField field) {
        return field.type().endsWith("Text")
                || field.type().startsWith("Lookup")
                || field.type().isEmpty();
    }

    private static @Nullable String nothing(CellReporter reporter, String code, String value, String hint) {
        reporter.error(code, value, hint);
        return null;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
