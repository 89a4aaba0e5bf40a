package org.akoma.exchange.htcds;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.CellReporter;
import org.akoma.exchange.spreadsheets.Choices;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.WorldCodes;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.record.Exploitation;
import org.jspecify.annotations.Nullable;

/**
 * How an HTCDS row becomes a child's file. Nothing is guessed: a missing value stays unknown, and a value for which the file has no field is
 * kept beside it. The table is in {@code docs/decisions/htcds-files.md}.
 */
final class RowMapping {

    private static final int ADULT = 18;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    /** Zero-width spaces, marks of direction, soft hyphens, marks of the order of bytes. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\uFEFF]");

    /** Spaces that do not break. */
    private static final Pattern SPACES = Pattern.compile("[\\u00A0\\u202F\\u2007]");

    /** HTCDS has more values than Akoma's field; the exact value is kept beside it. */
    private static final String GENDER = "prs_Gender";

    /** Long texts that people want to read in the file, each a note of its own. */
    private static final List<String> NOTES = List.of(
            "cas_IncomingReferralDetails",
            "cco_CaseComment",
            "vic_DetailsOfVulnerabilities",
            "per_RoleDetails",
            "spl_Objectives",
            "spl_ActionPlan",
            "cas_OutgoingReferralDetails",
            "cas_ReasonForCaseClosure");

    private static final Choices YES_NO = FieldValues.yesNo();

    private static final String STREET = "prs_MailingStreet";

    /** The parts of an address, in the order in which they are read. */
    static final List<String> ADDRESS = List.of(STREET, "prs_MailingPostalCode", "prs_MailingCity", "prs_MailingState");

    private static final Exploitation NOTHING =
            new Exploitation(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, null);

    private final CodeLists lists;
    private final LocalDate today;
    private final String houseCountry;

    /** Sheets of which it was said once that consents are to be asked for anew. */
    private final Set<String> consentTold = new HashSet<>();

    /** @param houseCountry where the importing structure works: used when the row names no country */
    RowMapping(CodeLists lists, LocalDate today, String houseCountry) {
        this.lists = lists;
        this.today = today;
        this.houseCountry = houseCountry;
    }

    ChildRow map(Row row, FindingList findings) {
        RowValues values = new RowValues(row);
        CellReporter reporter = new CellReporter(findings, row.sheet(), row.number(), -1, "");
        LocalDate born = values.date("prs_Birthdate");
        LocalDate began = values.peekDate("cas_IncomingReferralDate");
        checkChild(values, born, began, reporter);
        warn(values, reporter);
        List<String> notes = notes(values);
        Integer age = born == null || began == null || began.isBefore(born) ? null : years(born, began);
        String sex = sex(values);
        String nationality = first(values, "prs_Citizenship");
        Identity identity = identity(values, born, reporter);
        String country = country(values);
        Integer told = own(values, AkomaColumn.AGE_AT_RESCUE, text -> whole(text, 25), reporter);
        Boolean estimated = own(values, AkomaColumn.AGE_ESTIMATED, RowMapping::answer, reporter);
        boolean exact = told == null ? age != null : Boolean.FALSE.equals(estimated);
        Exploitation exploitation = exploitation(values, reporter);
        return new ChildRow(
                row,
                sex,
                told == null ? age : told,
                !exact,
                nationality,
                country,
                own(values, AkomaColumn.SECTOR, text -> known("sector", text), reporter),
                identity,
                exploitation,
                notes,
                values.rest(row.caseId()));
    }

    /** Files are kept of children only: the person must have been a child when the case began. */
    private void checkChild(
            RowValues values, @Nullable LocalDate born, @Nullable LocalDate began, CellReporter reporter) {
        LocalDate then = began == null ? today : began;
        String trafficked = values.peek("vic_AgeWhenTrafficked");
        if (born != null && years(born, then) >= ADULT)
            reporter.error("exchange.not-a-child", "prs_Birthdate " + born, String.valueOf(ADULT));
        else if (trafficked != null && Integer.parseInt(trafficked) >= ADULT)
            reporter.error("exchange.not-a-child", "vic_AgeWhenTrafficked " + trafficked, String.valueOf(ADULT));
        else if (born != null && years(born, today) >= ADULT)
            reporter.warning("exchange.grown-up", "prs_Birthdate " + born, String.valueOf(ADULT));
    }

    private void warn(RowValues values, CellReporter reporter) {
        String state = values.peek("cas_Status");
        if (state != null && state.startsWith("Closed"))
            reporter.warning("exchange.closed-elsewhere", "cas_Status " + state, "");
        if ((values.has("con_Consent") || values.has("vic_AgreementToManagePersonalData"))
                && consentTold.add(reporter.sheet()))
            new CellReporter(reporter.findings(), reporter.sheet(), 0, -1, "")
                    .warning("exchange.consent-to-ask", "con_Consent", "");
        if ("TRUE".equals(values.peek("prs_Deceased"))) reporter.warning("exchange.deceased", "prs_Deceased", "");
    }

    private static String sex(RowValues values) {
        String gender = values.peek(GENDER);
        String sex = gender == null
                ? "U"
                : switch (gender) {
                    case "Feminine" -> "F";
                    case "Masculine" -> "M";
                    default -> "U";
                };
        if (gender == null || !sex.equals("U") || gender.equals("NonSpecifiedUnknown")) values.take(GENDER);
        return sex;
    }

    /** The first of several; when there are more, all are carried along too. */
    private static @Nullable String first(RowValues values, String field) {
        String first = values.peek(field);
        if (values.all(field).size() < 2) values.take(field);
        return first;
    }

    private Identity identity(RowValues values, @Nullable LocalDate born, CellReporter reporter) {
        return new Identity(
                text(values, "prs_FirstName", 200, reporter),
                text(values, "prs_SecondName", 200, reporter),
                text(values, "prs_MiddleName", 200, reporter),
                extra(values, AkomaColumn.ALIAS, 60, reporter),
                born,
                own(values, AkomaColumn.AGE_METHOD, text -> known("age-method", text), reporter),
                extra(values, AkomaColumn.BIRTH_PLACE, 200, reporter),
                extra(values, AkomaColumn.ORIGIN_REGION, 200, reporter),
                languages(values, reporter),
                own(values, AkomaColumn.BIRTH_CERTIFICATE, RowMapping::answer, reporter),
                text(values, "prs_IdentityNumber", 1_000, reporter),
                joined(values, " / ", "prs_MobilePhone", "prs_HomePhone"),
                address(values, reporter),
                extra(values, AkomaColumn.DISABILITY, 1_000, reporter),
                extra(values, AkomaColumn.SPECIAL_NEEDS, 1_000, reporter));
    }

    /** What was done to the child; null when the row says nothing of it. */
    private @Nullable Exploitation exploitation(RowValues values, CellReporter reporter) {
        String age = values.take("vic_AgeWhenTrafficked");
        Exploitation said = new Exploitation(
                values.takeAll("vic_TypeOfExploitation"),
                values.takeAll("vic_ForcedLabourIndustry"),
                values.takeAll("vic_MethodOfRecruitment"),
                values.takeAll("vic_MethodsOfControl"),
                values.takeAll("vic_RelationshipToTrafficker"),
                age == null ? null : Integer.valueOf(age),
                own(values, AkomaColumn.MONTHS, text -> whole(text, 300), reporter),
                text(values, "vic_LocationOfExploitation", 2_000, reporter),
                text(values, "hte_Description", Form.LONG_TEXT, reporter));
        return said.equals(NOTHING) ? null : said;
    }

    /** Of a column of our own. What it cannot say here is carried along, and the person who checks the file reads so. */
    private static <T> @Nullable T own(
            RowValues values, AkomaColumn column, Function<String, @Nullable T> read, CellReporter reporter) {
        String text = values.extra(column);
        T found = text == null ? null : read.apply(text);
        if (text != null && found == null) notUnderstood(values, column, text, reporter);
        return found;
    }

    private static void notUnderstood(RowValues values, AkomaColumn column, String text, CellReporter reporter) {
        values.giveBack(column, text);
        reporter.warning("exchange.own-not-understood", column.header() + " " + text, "");
    }

    private static @Nullable Integer whole(String text, int most) {
        if (!text.matches("\\d{1,3}")) return null;
        int number = Integer.parseInt(text);
        return number > most ? null : Integer.valueOf(number);
    }

    private static @Nullable Boolean answer(String text) {
        String said = first(YES_NO, text);
        return said == null ? null : Boolean.valueOf(said.equals("TRUE"));
    }

    /** By its code, or as a person writes it in either language. */
    private @Nullable String known(String list, String text) {
        return first(OwnWords.of(lists, list), text);
    }

    private static @Nullable String first(Choices choices, String text) {
        return choices.pick(text, false).codes().stream().findFirst().orElse(null);
    }

    private static @Nullable String extra(RowValues values, AkomaColumn field, int longest, CellReporter reporter) {
        return fitting(clean(values.extra(field)), field.header(), longest, reporter);
    }

    private static List<String> languages(RowValues values, CellReporter reporter) {
        List<String> codes = new ArrayList<>();
        String all = values.extra(AkomaColumn.LANGUAGES);
        if (all != null) {
            List<String> said = List.of(all.split("[; ]+"));
            said.stream().filter(one -> LANGUAGE.matcher(one).matches()).forEach(codes::add);
            if (codes.size() < said.size()) notUnderstood(values, AkomaColumn.LANGUAGES, all, reporter);
        }
        for (String field : List.of("prs_PrimaryLanguage", "prs_SecondaryLanguage")) {
            List<String> said = values.all(field);
            if (!said.stream().allMatch(one -> LANGUAGE.matcher(one).matches())) continue;
            said.stream()
                    .map(WorldCodes::shortLanguage)
                    .filter(one -> !codes.contains(one))
                    .forEach(codes::add);
            values.takeAll(field);
        }
        return codes;
    }

    /** One line in the file; its parts are carried too, so that they go back into their columns. */
    private static @Nullable String address(RowValues values, CellReporter reporter) {
        String address = addressOf(values::peek);
        if (ADDRESS.stream().filter(values::has).toList().equals(List.of(STREET))) values.take(STREET);
        return fitting(address, STREET, 500, reporter);
    }

    /** @param part of the row, by the name of its field */
    static @Nullable String addressOf(Function<String, @Nullable String> part) {
        String all =
                ADDRESS.stream().map(part).filter(Objects::nonNull).distinct().collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable String joined(RowValues values, String between, String... fields) {
        String all = Stream.of(fields)
                .map(values::take)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(between));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable String text(RowValues values, String field, int longest, CellReporter reporter) {
        return fitting(clean(values.take(field)), field, longest, reporter);
    }

    /** Accents written as the keyboard does, no characters that nobody sees: the form refuses them, and a search would miss the child. */
    private static @Nullable String clean(@Nullable String text) {
        if (text == null) return null;
        String seen =
                HIDDEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
        String clean = SPACES.matcher(seen).replaceAll(" ").strip();
        return clean.isEmpty() ? null : clean;
    }

    private static @Nullable String fitting(@Nullable String text, String field, int longest, CellReporter reporter) {
        if (text != null && text.codePointCount(0, text.length()) > longest)
            reporter.error("exchange.text-too-long", field, String.valueOf(longest));
        return text;
    }

    /** Where the child lives; a name that is no country is carried along. */
    private String country(RowValues values) {
        String mailing = values.peek("prs_MailingCountry");
        if (isCountry(mailing)) {
            values.take("prs_MailingCountry");
            return Objects.requireNonNull(mailing);
        }
        String own = values.extra(AkomaColumn.COUNTRY);
        String found = isCountry(own) ? own : values.peek("hte_Country");
        String country = isCountry(found) ? Objects.requireNonNull(found) : houseCountry;
        values.keep(AkomaColumn.COUNTRY, country);
        return country;
    }

    private boolean isCountry(@Nullable String code) {
        return code != null && lists.find("country", code).isPresent();
    }

    /** The texts stay in what is carried, under their own names: there they can be exported again. */
    private List<String> notes(RowValues values) {
        return NOTES.stream()
                .filter(values::has)
                .map(field -> lists.findHtcdsField(field).orElseThrow().labelFr() + "\u00a0: "
                        + String.join("\n", values.all(field)))
                .toList();
    }

    private static int years(LocalDate born, LocalDate then) {
        return Period.between(born, then).getYears();
    }
}
