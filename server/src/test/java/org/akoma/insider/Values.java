package org.akoma.insider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values for the fields of a body: the codes that are offered, each in its turn; days at the edges; what was read under the same name. A
 * value that was refused waits until the others had their turn.
 */
final class Values {

    private static final Set<String> PEOPLE =
            Set.of("worker", "grantee", "supervisor", "person", "colleague", "responsible", "username", "receiver");
    private static final List<Integer> DAYS = List.of(0, -1, 1, -7, 10, -30, 20, 60, -400, 400);
    private static final List<Object> WORDS = List.of(
            "a reason of more than twenty characters, typed by an insider",
            "x",
            "told by a colleague on the telephone");
    private static final List<Object> ANYTHING = List.of(true, false, "YES", "NO", 1, "x", "DANGER");
    private static final int REFUSED = 4;

    private final Random random;
    private final LocalDate today;
    private final Forms forms;
    private final Knowledge known;
    private final Map<String, Map<Object, Integer>> turns = new HashMap<>();

    Values(Random random, LocalDate today, Forms forms, Knowledge known) {
        this.random = random;
        this.today = today;
        this.forms = forms;
        this.known = known;
    }

    UUID newId() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    boolean chance(int one, int in) {
        return random.nextInt(in) < one;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /**
     * The next value in turn for this field.
     *
     * @param asked what the application has said that it wants; null = nothing
     */
    Object next(Operation one, String field, Guess.Asked asked) {
        if (field.equals("id")) return newId().toString();
        JsonNode sample = known.sample(field);
        if (sample != null && (asked == null || asked.code().isEmpty())) return parts(sample);
        List<Object> options = options(one, field, asked);
        if (isMany(field)) return many(one, field, options);
        return inTurn(one + " " + field, options);
    }

    /** This value of this field was taken: its next turn comes soon, though after the codes that nobody tried. */
    void taken(Operation one, String field, Object value) {
        if (value != null && !(value instanceof List))
            turns.computeIfAbsent(one + " " + field, key -> new HashMap<>())
                    .put(value, offered(one, field).contains(value) ? 1 : 0);
    }

    /** Whether a code is offered for this field that was never sent. */
    boolean hasUntried(Operation one, String field) {
        Map<Object, Integer> had = turns.getOrDefault(one + " " + field, Map.of());
        return offered(one, field).stream().anyMatch(code -> !had.containsKey(code));
    }

    private Set<Object> offered(Operation one, String field) {
        Set<Object> offered = new LinkedHashSet<>(one.choices().getOrDefault(field, List.of()));
        offered.addAll(forms.choices(one.page(), field));
        return offered;
    }

    /** This value of this field was not taken. */
    void refused(Operation one, String field, Object value) {
        if (value != null && !(value instanceof List))
            turns.computeIfAbsent(one + " " + field, key -> new HashMap<>()).merge(value, REFUSED, Integer::sum);
    }

    private Object inTurn(String key, List<Object> options) {
        Map<Object, Integer> had = turns.computeIfAbsent(key, name -> new HashMap<>());
        int least =
                options.stream().mapToInt(one -> had.getOrDefault(one, 0)).min().orElse(0);
        List<Object> fewest = options.stream()
                .filter(one -> had.getOrDefault(one, 0) <= least)
                .toList();
        Object chosen = chance(1, 6) ? pick(options) : pick(fewest);
        had.merge(chosen, 1, Integer::sum);
        return chosen;
    }

    /** All of them, one, or some. */
    private Object many(Operation one, String field, List<Object> options) {
        int kind = random.nextInt(3);
        if (kind == 0) return options;
        if (kind == 1) return List.of(inTurn(one + " " + field, options));
        List<Object> some = new ArrayList<>();
        for (Object option : options) if (random.nextBoolean()) some.add(option);
        return some.isEmpty() ? options : some;
    }

    private boolean isMany(String field) {
        return forms.isMany(field) || known.isMany(field) && !forms.isOne(field);
    }

    private List<Object> options(Operation one, String field, Guess.Asked asked) {
        String code = asked == null ? "" : asked.code();
        Forms.Kind kind = kind(one, field, code);
        if (kind == Forms.Kind.DATE) return days(false);
        if (kind == Forms.Kind.MOMENT) return days(true);
        if (kind == Forms.Kind.NUMBER) return numbers(asked);
        if (isCountry(field)) return countries(code);
        Set<Object> options = offered(one, field);
        if (options.size() < 2) options.addAll(known.of(one.collection(), field));
        boolean offered = options.size() > 1;
        if (!offered || code.equals("form.choice") || chance(1, 12)) options.addAll(known.of(field));
        if (!offered && (options.isEmpty() || chance(1, 2))) options.addAll(typical(field));
        if (code.equals("form.choice") && !offered)
            options.addAll(chance(1, 3) ? List.of(true, false) : forms.anyList(random));
        if (code.contains("short") || code.contains("long")) return WORDS;
        if (kind == Forms.Kind.WORDS && !code.equals("form.choice")) {
            if (!offered || chance(1, 2)) options.clear();
            options.addAll(WORDS);
        }
        if (code.contains("taken") || !offered && chance(1, 10)) {
            List<Object> others = alike(options);
            if (code.contains("taken") && !others.isEmpty()) return others;
            options.addAll(others);
        }
        if (options.isEmpty()) options.addAll(kind == Forms.Kind.TEXT ? WORDS : ANYTHING);
        return List.copyOf(options);
    }

    /** As the application said, as its forms show, else as the name tells. */
    private Forms.Kind kind(Operation one, String field, String code) {
        if (code.equals("form.moment")) return Forms.Kind.MOMENT;
        if (code.equals("form.date") || code.equals("form.future"))
            return forms.kind(field) == Forms.Kind.MOMENT ? Forms.Kind.MOMENT : Forms.Kind.DATE;
        if (code.equals("form.range") || code.contains("amount") || code.contains("number")) return Forms.Kind.NUMBER;
        Forms.Kind shown = forms.kind(field);
        List<Object> read = known.of(one.collection(), field);
        if (shown == Forms.Kind.DATE && !read.isEmpty() && read.stream().noneMatch(Values::isDay)) return null;
        if (shown != null && shown != Forms.Kind.TEXT) return shown;
        if (field.equals("at") || field.endsWith("At")) return Forms.Kind.MOMENT;
        if (field.matches(".*(On|From|Until|Due)")
                || Set.of("on", "since", "until", "from").contains(field)
                        && known.of(field).stream().allMatch(Values::isDay)) return Forms.Kind.DATE;
        return shown;
    }

    private static boolean isDay(Object value) {
        return value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\d.*");
    }

    private List<Object> days(boolean moments) {
        List<Object> days = new ArrayList<>();
        for (int day : DAYS) days.add(today.plusDays(day) + (moments ? "T07:30:00Z" : ""));
        if (!moments) days.addAll(List.of("1990-01-01", "2099-12-31"));
        return days;
    }

    /** The limits that a refusal named, what lies on both sides of them, and ages. */
    private List<Object> numbers(Guess.Asked asked) {
        Set<Object> numbers = new LinkedHashSet<>();
        if (asked != null)
            for (String part : asked.message().split("\\D+"))
                if (!part.isEmpty() && part.length() < 9) numbers.add(Integer.parseInt(part));
        numbers.addAll(List.of(1, 9, 3, 14, 17, 18, 100, 50_000, 0));
        return List.copyOf(numbers);
    }

    private List<Object> typical(String field) {
        if (PEOPLE.contains(field)) return known.of("username");
        if (Set.of("to", "from", "structure", "organisation", "partner").contains(field))
            return known.of("organisation");
        if (Set.of("shelter", "unit").contains(field)) return known.of("unit");
        return List.of();
    }

    private static boolean isCountry(String field) {
        return field.toLowerCase(Locale.ROOT).matches(".*country|nationality");
    }

    /** The neighbours that children come from, rather than any of two hundred. */
    private List<Object> countries(String code) {
        return code.isEmpty() || chance(5, 6) ? List.of("CI", "ML", "BF", "GH", "GN") : forms.choices("", "country");
    }

    /** A name or number that nobody has yet, like those that are known. */
    private List<Object> alike(Set<Object> options) {
        List<Object> others = new ArrayList<>();
        for (Object one : List.copyOf(options))
            if (one instanceof String text && text.matches("[A-Za-z][A-Za-z-]*[0-9]+") && others.size() < 3)
                others.add(text.replaceAll("[0-9]+$", "") + (100 + random.nextInt(800)));
        return others;
    }

    /** One or two parts like those that were read, under ids of their own. */
    private Object parts(JsonNode sample) {
        List<Object> parts = new ArrayList<>();
        int most = 1 + random.nextInt(2);
        for (JsonNode one : sample) {
            if (parts.size() == most) break;
            @SuppressWarnings("unchecked")
            Map<String, Object> part = JsonMapper.shared().convertValue(one, Map.class);
            if (chance(1, 2)) part.remove("id");
            part.values().removeIf(value -> value == null);
            parts.add(part);
        }
        return parts;
    }
}
