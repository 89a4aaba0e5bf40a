package org.akoma.ground.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Input of a page or of JSON, with one parser and one set of messages for both. Each method reads one field, adds an error of code {@code form.*} if it is
 * wrong, and then answers null, as for an empty field. The input is kept, to be shown again. A {@code required…} method adds {@code form.required} for an
 * empty field. Points in time are UTC, which is the local time of Côte d'Ivoire and Ghana all year.
 */
public final class Form {

    /** Characters of a long text, such as a child's own words; a page of text is about 3,000. */
    public static final int LONG_TEXT = 10_000;
    /** Characters of a line: a title, a name, a code. */
    public static final int SHORT_TEXT = 200;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Map<String, List<String>> typed = new LinkedHashMap<>();
    private final Map<String, List<Form>> rows = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final boolean page;

    private Form(boolean page) {
        this.page = page;
    }

    /** From a page: names to what was typed or ticked. */
    public static Form of(Map<String, String[]> parameters) {
        Form form = new Form(true);
        parameters.forEach((name, values) -> form.typed.put(name, List.of(values)));
        return form;
    }

    /** From JSON: an object of strings, numbers, booleans, and arrays of them or of such objects. */
    public static Form ofJson(Map<String, ?> body) {
        Form form = new Form(false);
        body.forEach((name, value) -> form.typed.put(name, strings(value)));
        body.forEach((name, value) -> {
            if (value instanceof Collection<?> many)
                form.rows.put(name, many.stream().map(Form::row).toList());
        });
        return form;
    }

    private static Form row(@Nullable Object one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (one instanceof Map<?, ?> object)
            object.forEach((name, value) -> {
                if (value != null) fields.put(String.valueOf(name), value);
            });
        return ofJson(fields);
    }

    /** The same input, where a field has another name: {@code names} from the name that was sent. Its parts ({@code on-day}) go along. */
    public Form renamed(Map<String, String> names) {
        Form form = new Form(page);
        form.rows.putAll(rows);
        typed.forEach((name, values) -> {
            String part = name.matches(".+-(day|month|year|time)") ? name.substring(name.lastIndexOf('-')) : "";
            String field = name.substring(0, name.length() - part.length());
            form.typed.put(names.getOrDefault(name, names.getOrDefault(field, field) + part), values);
        });
        return form;
    }

    /** The objects of an array of JSON, in its order; empty when the field holds none, or when a page was sent. */
    public List<Form> rows(String field) {
        asked.add(field);
        return rows.getOrDefault(field, List.of());
    }

    /** Row n of a page: of its fields {@code aim-1}, {@code startsOn-1-day} those that end so, without the number. */
    public Form rowOfPage(Collection<String> fields, int n) {
        Form row = new Form(page);
        String mark = "-" + n;
        for (String field : fields)
            for (String part : List.of("", "-day", "-month", "-year", "-time")) {
                List<String> values = typed.get(field + mark + part);
                if (values != null) row.typed.put(field + part, values);
            }
        return row;
    }

    /** Takes over what a field of the form says, where this row does not say it. */
    public void inherit(Form from, String field) {
        for (String part : List.of("", "-day", "-month", "-year", "-time")) {
            List<String> values = from.typed.get(field + part);
            if (values != null) typed.putIfAbsent(field + part, values);
        }
    }

    /** Answers of many questions under one name: each becomes a field of its own. */
    public static Form ofJson(Map<String, ?> body, Collection<String> names) {
        Map<String, Object> flat = new LinkedHashMap<>(body);
        for (String name : names) {
            if (!(flat.remove(name) instanceof Map<?, ?> many)) continue;
            many.forEach((field, value) -> {
                if (value != null) flat.put(String.valueOf(field), value);
            });
        }
        return ofJson(flat);
    }

    private static List<String> strings(@Nullable Object value) {
        if (value == null) return List.of();
        if (value instanceof Collection<?> many)
            return many.stream().map(String::valueOf).toList();
        return List.of(String.valueOf(value));
    }

    /** What was typed, to show it again; empty when nothing was. */
    public String typed(String field) {
        List<String> all = typed.getOrDefault(field, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** On a page: puts what each value stands for in its place, as a code for the name that somebody typed. A program says what it means. */
    public void translate(String field, Function<String, List<String>> meaning) {
        List<String> meant = new ArrayList<>();
        if (page) allTyped(field).forEach(value -> meant.addAll(meaning.apply(value)));
        if (!meant.isEmpty()) typed.put(field, meant);
    }

    /** On a page: several ticked boxes of a field that is one text become that text, with blanks between. */
    public void join(String field) {
        if (page && allTyped(field).size() > 1) typed.put(field, List.of(String.join(" ", allTyped(field))));
    }

    /** All values of a field, as of several ticked boxes; empty when there is none. */
    public List<String> allTyped(String field) {
        return typed.getOrDefault(field, List.of());
    }

    /** Stripped text of at most {@code longest} characters (code points). Control characters are refused; signs that nobody sees are, in a line, or left out. */
    public @Nullable String text(String field, int longest) {
        asked.add(field);
        String text = typed(field).strip();
        if (text.isEmpty()) return null;
        if (text.codePointCount(0, text.length()) > longest) return wrong(field, "form.too-long", longest);
        return BrokenText.isUnfit(text, longest) ? wrong(field, "form.bad-character") : BrokenText.seen(text);
    }

    public @Nullable String required(String field, int longest) {
        return orMissing(field, text(field, longest));
    }

    /** Letters that a reason needs at least, since other people rely on it. */
    public static final int LEAST_LETTERS = 10;

    /** A required reason of at least {@link #LEAST_LETTERS} letters. */
    public @Nullable String reason(String field, int longest) {
        return letters(field, required(field, longest), LEAST_LETTERS);
    }

    /** Letters that an optional reason needs at least: a second person or an auditor reads it. */
    private static final int A_WORD = 3;

    /** An optional reason of at least three letters. */
    public @Nullable String words(String field, int longest) {
        return letters(field, text(field, longest), A_WORD);
    }

    /** As {@link #words}, required. */
    public @Nullable String requiredWords(String field, int longest) {
        return letters(field, required(field, longest), A_WORD);
    }

    /** The value, if it has at least so many letters. */
    public @Nullable String letters(String field, @Nullable String value, int least) {
        return value == null || hasLetters(value, least) ? value : wrong(field, "form.few-words", least);
    }

    /** Whether a text has so many letters. */
    public static boolean hasLetters(String text, int least) {
        return text.codePoints().filter(Character::isLetter).count() >= least;
    }

    /** A date of the years 1900 to 2200: {@code 2015-06-04}, {@code 4/6/2015} or {@code 4.6.2015}, or three boxes {@code field-day}, {@code -month}, {@code -year}. */
    public @Nullable LocalDate date(String field) {
        asked.add(field);
        String value = typed(field).strip();
        return value.isEmpty() ? partedDate(field) : day(field, () -> TypedDay.parse(value));
    }

    public @Nullable LocalDate requiredDate(String field) {
        return orMissing(field, date(field));
    }

    /** An optional date, not in the future. */
    public @Nullable LocalDate pastDay(String field, LocalDate today) {
        LocalDate value = date(field);
        return value != null && value.isAfter(today) ? wrong(field, "form.future") : value;
    }

    /** The end of that day (UTC); null = the field is empty or has an error. */
    public @Nullable Instant endOfPastDay(String field, LocalDate today) {
        LocalDate day = pastDay(field, today);
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1_000);
    }

    /** GOV.UK's three small boxes: day, month, year. */
    private @Nullable LocalDate partedDate(String field) {
        asked.addAll(List.of(field + "-day", field + "-month", field + "-year"));
        String parts = typed(field + "-year").strip() + "-"
                + typed(field + "-month").strip() + "-" + typed(field + "-day").strip();
        return parts.equals("--") ? null : day(field, () -> TypedDay.of(parts.split("-", -1)));
    }

    private @Nullable LocalDate day(String field, Supplier<LocalDate> read) {
        try {
            return read.get();
        } catch (DateTimeException | NumberFormatException e) {
            return wrong(field, "form.date");
        }
    }

    /** A moment: {@code 2015-06-04T20:00:00Z}, {@code 2015-06-04T20:00}, or a date as {@link #date} reads it with a time in {@code field-time}. */
    public @Nullable Instant moment(String field) {
        asked.add(field + "-time");
        String value = typed(field).strip();
        if (value.contains("T")) return wholeMoment(field, value);
        String hour = typed(field + "-time").replaceAll("\\s", "");
        String time = hour.replaceAll("[hH]$", ":00").replaceAll("[hH]", ":");
        LocalDate day = date(field);
        if (day == null && (time.isEmpty() || !hasNoError(field))) return null;
        try {
            LocalTime at = LocalTime.parse(time.length() == 4 ? "0" + time : time);
            return day == null
                    ? wrong(field, "form.moment")
                    : day.atTime(at).truncatedTo(ChronoUnit.MICROS).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return wrong(field, "form.moment");
        }
    }

    private @Nullable Instant wholeMoment(String field, String value) {
        asked.add(field);
        try {
            return saneMoment(
                    field,
                    value.endsWith("Z")
                            ? Instant.parse(value)
                            : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return wrong(field, "form.moment");
        }
    }

    /** To the microsecond, as the database keeps it: it rounds, so that an end could come before a beginning at the same moment. */
    private @Nullable Instant saneMoment(String field, Instant value) {
        return value.isBefore(EARLIEST) || value.isAfter(LATEST)
                ? wrong(field, "form.moment")
                : value.truncatedTo(ChronoUnit.MICROS);
    }

    public @Nullable Instant requiredMoment(String field) {
        return orMissing(field, moment(field));
    }

    /** A whole number between the two, both included. */
    public @Nullable Integer integer(String field, int least, int most) {
        asked.add(field);
        String value = typed(field).strip();
        if (value.isEmpty()) return null;
        try {
            int number = Integer.parseInt(value);
            return number < least || number > most ? wrong(field, "form.range", least, most) : Integer.valueOf(number);
        } catch (NumberFormatException e) {
            return wrong(field, "form.range", least, most);
        }
    }

    /** The id of a record. */
    public @Nullable UUID id(String field) {
        asked.add(field);
        String value = typed(field).strip();
        if (value.isEmpty()) return null;
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            return wrong(field, "form.choice", "");
        }
    }

    /** The id under which a record is made, so that it can be sent twice; a new one if the field is empty. */
    public UUID idOrNew(String field) {
        UUID id = id(field);
        return id == null ? Ids.next() : id;
    }

    /** A constant of the enum by its name. */
    public <E extends Enum<E>> @Nullable E choice(String field, Class<E> allowed) {
        String value = text(field, SHORT_TEXT);
        if (value == null) return null;
        for (E one : allowed.getEnumConstants()) if (one.name().equals(value)) return one;
        return wrong(field, "form.choice", names(allowed));
    }

    public <E extends Enum<E>> @Nullable E requiredChoice(String field, Class<E> allowed) {
        return orMissing(field, choice(field, allowed));
    }

    /** One of these codes. */
    public @Nullable String choice(String field, Collection<String> allowed) {
        String value = text(field, SHORT_TEXT);
        if (value == null || allowed.contains(value)) return value;
        return wrong(field, "form.choice", String.join(", ", allowed));
    }

    public @Nullable String requiredChoice(String field, Collection<String> allowed) {
        return orMissing(field, choice(field, allowed));
    }

    /** Any number of these codes, each once; empty when none is chosen or one is wrong. */
    public List<String> choices(String field, Collection<String> allowed) {
        asked.add(field);
        List<String> values =
                allTyped(field).stream().filter(v -> !v.isBlank()).distinct().toList();
        if (allowed.containsAll(values)) return values;
        wrong(field, "form.choice", String.join(", ", allowed));
        return List.of();
    }

    /** True, false, or null when the question was not answered. */
    public @Nullable Boolean answer(String field) {
        String value = choice(field, List.of("true", "false"));
        return value == null ? null : Boolean.valueOf(value);
    }

    /** Whether a box is ticked; an empty field is false. */
    public boolean ticked(String field) {
        return Boolean.TRUE.equals(answer(field));
    }

    private static String names(Class<? extends Enum<?>> allowed) {
        return String.join(
                ", ", Arrays.stream(allowed.getEnumConstants()).map(Enum::name).toList());
    }

    private <T> @Nullable T orMissing(String field, @Nullable T value) {
        return value == null ? missing(field) : value;
    }

    private <T> @Nullable T missing(String field) {
        return hasNoError(field) ? wrong(field, "form.required") : null;
    }

    /** Notes that a field is wrong. Always answers null. */
    public <T> @Nullable T wrong(String field, String code, Object... args) {
        errors.add(FieldError.of(field, code, args));
        return null;
    }

    /** Whether nothing was found wrong with this field so far. */
    public boolean hasNoError(String field) {
        return errors.stream().noneMatch(e -> e.field().equals(field));
    }

    /** Whether no field has an error so far. */
    public boolean isSound() {
        return errors.isEmpty();
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** For JSON: a field that no question asked for is a mistake of the caller, not something to ignore. */
    public Form refuseUnknown() {
        typed.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> errors.add(FieldError.of(name, "form.unknown-field")));
        return this;
    }
}
