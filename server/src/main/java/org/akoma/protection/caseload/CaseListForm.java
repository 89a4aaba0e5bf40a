package org.akoma.protection.caseload;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.TypedCode;
import org.akoma.ground.search.SearchText;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** What is asked of a list, in the address of a page or of the API; the names are the same in both. */
final class CaseListForm {

    static final int PAGE = 25;

    /** The files that go on, in place of their many states. */
    static final String OPEN = "OPEN";

    /** What a code may begin with; anything else that is searched for is a name. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,6}-[0-9]{0,9}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    static final List<String> CARES = List.of(
            "SHELTER",
            "FAMILY_REUNIFIED",
            "EXTENDED_FAMILY",
            "FOSTER_FAMILY",
            "RESIDENTIAL_CARE",
            "INDEPENDENT_LIVING");

    private CaseListForm() {}

    /** Sound or not; {@link Form#isSound} tells. A cursor that is none is noted under {@code cursor}. */
    static ListCases read(Form form, @Nullable String codePrefix, Clock clock) {
        LocalDate asOf = form.pastDay("asOf", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        ListCases.Order asked = form.choice("order", ListCases.Order.class);
        ListCases.Order order = asked == null ? ListCases.Order.REGISTERED : asked;
        if (!order.of(form.choice("scope", ListCases.Scope.class))) form.wrong("order", "form.choice", "");
        if (asOf != null && order != ListCases.Order.REGISTERED) form.wrong("order", "cases.as-of-order");
        LocalDate seenSince = form.pastDay("seenSince", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (asOf != null && seenSince != null) form.wrong("seenSince", "cases.as-of-seen");
        Integer limit = form.integer("limit", 1, ListCases.MOST);
        String cursor = form.text("cursor", SearchCases.LONGEST_CURSOR);
        CaseCursor after =
                cursor == null ? null : CaseCursor.read(order, cursor).orElse(null);
        if (cursor != null && after == null) form.wrong("cursor", "cases.bad-cursor");
        return new ListCases(
                form.choice("scope", ListCases.Scope.class),
                codePrefix,
                statuses(form),
                enums(form, "risk", CaseFile.Risk.class),
                countries(form),
                form.choices("care", CARES),
                codes(form, "organisation"),
                codes(form, "worker").stream()
                        .map(w -> w.toLowerCase(Locale.ROOT))
                        .toList(),
                form.choice("late", ListCases.Late.class),
                form.choice("only", ListCases.Only.class),
                seenSince,
                order,
                limit == null ? PAGE : limit,
                after,
                asOf == null ? null : endOf(asOf, clock));
    }

    /** The end of the day, but never past now. */
    private static @Nullable Instant endOf(LocalDate day, Clock clock) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return end.isAfter(clock.instant()) ? null : end;
    }

    static boolean badCursor(Form form) {
        return form.errors().stream().map(FieldError::code).anyMatch("cases.bad-cursor"::equals);
    }

    /** {@code OPEN} means every state but closed and transferred. */
    private static List<CaseFile.Status> statuses(Form form) {
        List<String> names = Stream.concat(
                        Stream.of(OPEN), Arrays.stream(CaseFile.Status.values()).map(Enum::name))
                .toList();
        List<String> chosen = form.choices("status", names);
        return Arrays.stream(CaseFile.Status.values())
                .filter(status -> chosen.contains(status.name()) || chosen.contains(OPEN) && status.open())
                .toList();
    }

    private static <E extends Enum<E>> List<E> enums(Form form, String field, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return form.choices(field, names).stream()
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }

    private static List<String> countries(Form form) {
        List<String> codes = form.choices("country", form.allTyped("country"));
        if (codes.size() > 20 || !codes.stream().allMatch(code -> code.matches(SearchCases.COUNTRY)))
            form.wrong("country", "cases.country");
        return codes;
    }

    private static List<String> codes(Form form, String field) {
        List<String> codes = form.choices(field, form.allTyped(field));
        if (codes.size() > 20 || codes.stream().anyMatch(code -> code.length() > SearchCases.LONGEST_CODE))
            form.wrong(field, "form.too-long", SearchCases.LONGEST_CODE);
        return codes;
    }

    /** The code that is meant, however it is written: {@code ak49}, {@code AK 49}, {@code AK-O49} and {@code 49} are AK-049. Null when the text is none. */
    static @Nullable String code(SearchText text) {
        return text.number("AK")
                .or(() -> text.number(""))
                .map("AK-%03d"::formatted)
                .orElse(null);
    }

    /** The beginning of a code in capitals when the text is one: {@code ak-01}, or {@code 12} for AK-012. Null when it is a name. */
    static @Nullable String codePrefix(String typed) {
        String text = TypedCode.of(typed);
        if (NUMBER.matcher(text).matches()) return "AK-" + "0".repeat(Math.max(0, 3 - text.length())) + text;
        return CODE.matcher(text).matches() ? text : null;
    }
}
