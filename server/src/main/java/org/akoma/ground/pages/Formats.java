package org.akoma.ground.pages;

import java.math.BigDecimal;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Time;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.WrittenTexts;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.PublishedValue;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.FormAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Formats dates, numbers and codes in the reader's language; {@code words} in a template. Nothing is ever an empty cell: what is not known is
 * written in words. Points in time are shown in UTC, the local time of Côte d'Ivoire and Ghana.
 */
@Component("words")
public class Formats implements WrittenTexts {

    private static final String NO_BREAK = "\u00a0";
    private static final DecimalFormat FRENCH_NUMBER = decimals("#,##0.##", Locale.FRENCH);
    private static final DecimalFormat ENGLISH_NUMBER = decimals("#,##0.##", Locale.ENGLISH);
    private static final DecimalFormat FRENCH_PERCENT = decimals("#,##0.#", Locale.FRENCH);
    private static final DecimalFormat ENGLISH_PERCENT = decimals("#,##0.#", Locale.ENGLISH);

    private final Texts texts;
    private final CodeLists lists;
    private final WorldLanguages world;
    private final Clock clock;
    private final UnaryOperator<String> names;

    @Autowired
    Formats(Texts texts, CodeLists lists, Clock clock, Names names) {
        this(texts, lists, clock, names::said);
    }

    /** @param names puts a name before the codes of structures and people */
    Formats(Texts texts, CodeLists lists, Clock clock, UnaryOperator<String> names) {
        this.texts = texts;
        this.lists = lists;
        this.world = new WorldLanguages(lists);
        this.clock = clock;
        this.names = names;
    }

    /** {@code lundi 16 novembre 2015}, {@code Monday 16 November 2015}. */
    public String fullDate(@Nullable LocalDate date) {
        return date == null ? unknown() : weekday(date) + " " + date(date);
    }

    /** {@code 16 novembre 2015}, {@code 1er juin 2015}, {@code 1 June 2015}. */
    public String date(@Nullable LocalDate date) {
        return date == null ? unknown() : day(date) + " " + month(date, "MMMM") + " " + date.getYear();
    }

    /** {@code 16 nov.} in this year, {@code 16 nov. 2014} in another. */
    public String shortDate(@Nullable LocalDate date) {
        if (date == null) return unknown();
        String thisYear = day(date) + " " + month(date, "MMM");
        return date.getYear() == LocalDate.now(clock).getYear() ? thisYear : thisYear + " " + date.getYear();
    }

    /** {@code novembre 2015}. */
    public String month(java.time.YearMonth month) {
        return month(month.atDay(1), "MMMM") + " " + month.getYear();
    }

    /** {@code nov. 2015}. */
    public String shortMonth(java.time.YearMonth month) {
        return month(month.atDay(1), "MMM") + " " + month.getYear();
    }

    /** {@code lundi}. */
    public String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.FULL, reader());
    }

    public String date(@Nullable Instant moment) {
        return moment == null ? unknown() : date(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    public String shortDate(@Nullable Instant moment) {
        return moment == null ? unknown() : shortDate(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** {@code 16 novembre 2015, 14 h 15}. */
    public String moment(@Nullable Instant moment) {
        return moment == null ? unknown() : date(moment) + ", " + time(moment);
    }

    /** {@code 14 h 15} and {@code 9 h}; {@code 14:15} and {@code 9:00}. */
    public String time(@Nullable Instant moment) {
        return moment == null ? unknown() : time(LocalTime.ofInstant(moment, ZoneOffset.UTC));
    }

    public String time(@Nullable LocalTime time) {
        if (time == null) return unknown();
        if (isEnglish()) return time.format(DateTimeFormatter.ofPattern("H:mm"));
        String hour = time.getHour() + NO_BREAK + "h";
        return time.getMinute() == 0 ? hour : hour + NO_BREAK + time.format(DateTimeFormatter.ofPattern("mm"));
    }

    /** {@code 9 252 600}, {@code 9,252,600}; at most two decimals. */
    public String number(@Nullable Number number) {
        return number == null ? unknown() : format(isEnglish() ? ENGLISH_NUMBER : FRENCH_NUMBER, number);
    }

    /** {@code 67,3 %}, {@code 67.3%}; the argument is already in percent, one decimal is kept. */
    public String percent(@Nullable Number percent) {
        if (percent == null) return unknown();
        return isEnglish() ? format(ENGLISH_PERCENT, percent) + "%" : format(FRENCH_PERCENT, percent) + NO_BREAK + "%";
    }

    /** {@code 9 252 600 XOF}, {@code XOF 9,252,600}. */
    public String money(@Nullable BigDecimal amount, String currency) {
        if (amount == null) return unknown();
        return isEnglish() ? currency + NO_BREAK + number(amount) : number(amount) + NO_BREAK + currency;
    }

    /** {@code 1 jour}, {@code 6 jours}. */
    public String days(long days) {
        return text("words.days", days);
    }

    /** The same of how late something is, as lists of tasks count it. */
    public String days(Duration late) {
        return days(Time.daysBegun(late));
    }

    public String late(@Nullable Instant end, long days) {
        long hours = days == 1 ? Time.hoursOnFirstDay(end, clock.instant()) : -1;
        return hours < 0 ? days(days) : text("words.hours", hours);
    }

    /** {@code 14 ans}. */
    public String age(@Nullable Integer years) {
        return years == null ? unknown() : text("words.years", years);
    }

    /** Oui, non, inconnu. */
    public String answer(@Nullable Boolean answer) {
        return answer == null ? unknown() : text(answer ? "words.yes" : "words.no");
    }

    /** The label of a code: from the list of that name, else the text {@code <list>.<code>}. */
    public String code(String list, @Nullable Object code) {
        if (code == null || code.toString().isEmpty()) return unknown();
        return lists.findList(list)
                .flatMap(known -> known.find(code.toString()))
                .map(found -> found.label(reader()))
                .orElseGet(() -> text(list + "." + code));
    }

    /**
     * Any value of a field in words.
     *
     * @param list that its codes are of; null = it has none
     */
    public String said(@Nullable String list, @Nullable Object value) {
        return switch (value) {
            case null -> unknown();
            case Boolean answer -> answer(answer);
            case LocalDate day -> date(day);
            case Instant moment -> moment(moment);
            case Shown.Line line ->
                line.parts().stream()
                        .map(part -> said(part.list(), part.value()))
                        .collect(Collectors.joining(" · "));
            case Collection<?> many when many.isEmpty() -> unknown();
            case Collection<?> many -> many.stream().map(one -> said(list, one)).collect(Collectors.joining(", "));
            default -> list == null ? orUnknown(value.toString()) : named(list, value.toString());
        };
    }

    private String named(String list, String code) {
        return switch (list) {
            case "language" -> language(code);
            case Shown.DAYS_OF_YEAR -> date(LocalDate.parse(code));
            case Shown.ADDRESS, Shown.SLIP, Shown.SIGNERS, Shown.STRUCTURE, Shown.PERSON, Shown.ENGLISH -> code;
            case Shown.NUMBER_OF_DAYS -> days(Long.parseLong(code));
            case Shown.MONEY -> {
                String[] amount = code.split(" ");
                yield money(new BigDecimal(amount[0]), amount[1]);
            }
            default -> code(list, code);
        };
    }

    /** A number as somebody published it, in the reader's language. */
    public String published(String value) {
        return PublishedValue.parse(value)
                .map(one -> text("reference.about." + one.about(), number(one.number())))
                .orElse(value);
    }

    public String language(String code) {
        return world.name(code, reader());
    }

    /** The same inside a sentence: French writes it small. */
    public String spoken(String code) {
        String name = language(code);
        return reader().getLanguage().equals("fr")
                ? name.substring(0, 1).toLowerCase(Locale.FRENCH) + name.substring(1)
                : name;
    }

    /** Codes with their labels, in the order of the list, for a field. */
    public Map<String, String> options(String list) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Code code : lists.list(list).codes()) options.put(code.code(), code.label(reader()));
        return options;
    }

    /** The same for some codes only, in the order given. */
    public Map<String, String> options(String list, Collection<?> codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Object code : codes) options.put(code.toString(), code(list, code));
        return options;
    }

    /** All texts whose keys begin so, by what follows, in the order of the reader's alphabet: for a field. */
    public Map<String, String> texts(String prefix) {
        Map<String, String> options = new LinkedHashMap<>();
        texts.below(prefix, reader()).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Collator.getInstance(reader())))
                .forEach(one -> options.put(one.getKey(), one.getValue()));
        return options;
    }

    /**
     * The same in groups, whose names are the texts below the other prefix: {@code act-group.cases.shelter} names that of {@code act.cases.shelter-opened}.
     * The longest beginning counts, and several may have one name.
     */
    public Map<String, Map<String, String>> grouped(String prefix, String groups) {
        Map<String, String> names = texts(groups);
        Map<String, Map<String, String>> grouped = new LinkedHashMap<>();
        names.values().forEach(name -> grouped.put(name, new LinkedHashMap<>()));
        texts(prefix)
                .forEach((code, text) -> grouped.computeIfAbsent(group(code, names), ofNone -> new LinkedHashMap<>())
                        .put(code, text));
        grouped.values().removeIf(Map::isEmpty);
        return grouped;
    }

    /** What no beginning fits is in a group of its own room. */
    private static String group(String code, Map<String, String> names) {
        return names.entrySet().stream()
                .filter(one -> code.startsWith(one.getKey()))
                .max(Comparator.comparingInt(one -> one.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(code.split("[.]", 2)[0]);
    }

    /** The text of a key; {@code args} fill its places. */
    public String text(String key, Object... args) {
        return texts.getMessage(key, args, reader());
    }

    /** The text of a key that came with an address; null when nobody wrote it. */
    public @Nullable String written(String key) {
        return texts.has(key, reader()) ? text(key) : null;
    }

    /** The text of a key in a given language; null when nobody wrote it. */
    @Override
    public @Nullable String written(String key, Locale language) {
        return texts.has(key, language) ? texts.getMessage(key, null, language) : null;
    }

    /**
     * What to do about a wrong field, by the first of these that a room wrote: {@code error.<code>.now} where the error says what time it is,
     * {@code error.<code>.<field>.<form>}, where the form is its address without what varies ({@code cases-placement-end}) or its name
     * ({@code police-report}), {@code error.<code>.<field>}, {@code error.<code>}. A field of a row ({@code service-2}) is named without its number.
     */
    public String error(FieldError error) {
        return text(key(error), error.args().stream().map(this::plain).toArray());
    }

    private String key(FieldError error) {
        String general = general(error);
        if (!error.args().isEmpty() && texts.has(general + ".now", reader())) return general + ".now";
        String special = general + "." + error.fieldOfRow();
        for (String of : new String[] {"." + FormAddress.current(), "." + FormAddress.form(), ""})
            if (texts.has(special + of, reader())) return special + of;
        return general;
    }

    private static String general(FieldError error) {
        return "error." + error.code();
    }

    /** Whether the text of an error does not name its field, so that a summary has to add it. */
    public boolean isUnnamed(FieldError error) {
        return error.code().startsWith("form.") && key(error).equals(general(error));
    }

    /**
     * The beginning of an error that is read far from its field: in which row of the form it is, where {@code row.<form>} says what a row is; and the
     * field's label, where the error does not name the field.
     *
     * @param labels keys of labels by field; null = they are not known
     * @return null where the error says both itself, or neither is written
     */
    @Nullable
    public String labelBefore(FieldError error, @Nullable Map<String, String> labels) {
        String key = labels == null || !isUnnamed(error) ? null : labels.get(error.fieldOfRow());
        String label = key == null ? null : written(key);
        String row = "row." + FormAddress.current();
        Integer number = error.row();
        String which = number == null || !texts.has(row, reader()) ? "" : text("page.error-of", text(row, number), "");
        String named = label == null ? "" : label.matches(".*[?!.:]") ? label + " " : text("page.error-of", label, "");
        return which.isEmpty() && named.isEmpty() ? null : which + named;
    }

    /** A day or a moment as people read it, a structure or a person with its name; anything else as it is. */
    private Object plain(Object value) {
        if (value instanceof String code) return names.apply(code);
        return value instanceof LocalDate || value instanceof Instant ? said(null, value) : value;
    }

    /** The same for one field of a form; null when nothing is wrong with it. */
    public @Nullable String error(@Nullable Collection<FieldError> errors, String field) {
        if (errors == null) return null;
        return errors.stream()
                .filter(e -> e.field().equals(field))
                .findFirst()
                .map(this::error)
                .orElse(null);
    }

    /** What is typed, or that nothing is known. */
    public String orUnknown(@Nullable String typed) {
        return typed == null || typed.isBlank() ? unknown() : texts.recorded(typed, reader());
    }

    public String unknown() {
        return text("words.unknown");
    }

    /** What stands behind a label; where nothing is known, words that fit a label of any gender and number. */
    public String behindLabel(@Nullable String value) {
        return value == null || value.isBlank() || value.equals(unknown())
                ? text("words.no-information")
                : orUnknown(value);
    }

    /** A copy, since one format serves one thread; making one takes several times as long. */
    private static String format(DecimalFormat format, Number number) {
        return ((DecimalFormat) format.clone()).format(number);
    }

    private static DecimalFormat decimals(String pattern, Locale language) {
        DecimalFormatSymbols marks = DecimalFormatSymbols.getInstance(language);
        if (!language.equals(Locale.ENGLISH)) marks.setGroupingSeparator(NO_BREAK.charAt(0));
        DecimalFormat format = new DecimalFormat(pattern, marks);
        format.setRoundingMode(java.math.RoundingMode.HALF_UP);
        return format;
    }

    private String day(LocalDate date) {
        return date.getDayOfMonth() == 1 && !isEnglish() ? "1er" : String.valueOf(date.getDayOfMonth());
    }

    private String month(LocalDate date, String pattern) {
        return date.format(DateTimeFormatter.ofPattern(pattern, reader()));
    }

    private static boolean isEnglish() {
        return reader().equals(Locale.ENGLISH);
    }

    private static Locale reader() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
    }
}
