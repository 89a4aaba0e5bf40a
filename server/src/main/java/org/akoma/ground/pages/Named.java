package org.akoma.ground.pages;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Spellings;
import org.akoma.ground.reference.WorldLanguages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Fields in which a country or a language is typed by its name; {@code spelled} in a template. The browser proposes names while somebody types; what
 * each name stands for is decided on the server, by {@link Spellings}, so that a browser without proposals will do.
 */
@Component
class Named {

    /** Where these children come from and go to. */
    private static final Set<String> NEAR =
            Set.of("CI", "GH", "BF", "ML", "NE", "TG", "BJ", "GN", "LR", "SL", "NG", "SN", "GM", "GW", "MR", "CV");

    /** No language, but an answer: last of those that are common here. */
    private static final Set<String> LAST = Set.of("sgn", "und");

    /** Boxes for several names: so many at least, and one more than are filled. */
    private static final int BOXES = 3;

    private final CodeLists lists;
    private final WorldLanguages world;

    Named(CodeLists lists, WorldLanguages world) {
        this.lists = lists;
        this.world = world;
    }

    /**
     * A name that is proposed.
     *
     * @param bare the same as it is typed on a plain keyboard, which a browser does not find otherwise; null = it is the same
     */
    public record Proposed(String name, @Nullable String bare) {}

    /** What a box shows: the name of a code, or what was typed. */
    public String shown(String list, @Nullable Object value) {
        String typed = value == null ? "" : value.toString().strip();
        if (list.equals(Spellings.COUNTRY)) return capital(lists.label(list, typed, reader()));
        return world.knows(typed) ? capital(world.name(typed, reader())) : typed;
    }

    /** What the boxes for several names show; the last of them are empty. */
    public List<String> boxes(String list, @Nullable Collection<?> values) {
        List<String> boxes = new ArrayList<>();
        if (values != null)
            values.stream()
                    .map(one -> shown(list, one))
                    .filter(one -> !one.isEmpty())
                    .forEach(boxes::add);
        do boxes.add("");
        while (boxes.size() < BOXES);
        return boxes;
    }

    /** Those of this region first, then the others, each in the order of the reader's alphabet. */
    public List<Proposed> proposed(String list) {
        Comparator<Object> order = Collator.getInstance(reader());
        Stream<String> near = list.equals(Spellings.COUNTRY)
                ? labels(list, NEAR::contains, order)
                : Stream.concat(
                        labels(Spellings.LANGUAGE, code -> !LAST.contains(code), order),
                        labels(Spellings.LANGUAGE, LAST::contains, order));
        return Stream.concat(near, others(list, order)).map(Named::one).toList();
    }

    private Stream<String> others(String list, Comparator<Object> order) {
        return switch (list) {
            case Spellings.COUNTRY -> labels(list, code -> !NEAR.contains(code), order);
            case Spellings.ANY_LANGUAGE ->
                world.others(reader()).keySet().stream()
                        .map(code -> capital(world.name(code, reader())))
                        .sorted(order);
            default -> Stream.empty();
        };
    }

    private Stream<String> labels(String list, Predicate<String> some, Comparator<Object> order) {
        return lists.list(list).codes().stream()
                .filter(one -> some.test(one.code()))
                .map(one -> capital(one.label(reader())))
                .sorted(order);
    }

    private static Proposed one(String name) {
        String plain = Spellings.plain(name);
        boolean onPlainKeys = name.chars().allMatch(one -> one < 128);
        return new Proposed(name, onPlainKeys || plain.isEmpty() ? null : plain);
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether this page proposes nothing of the list yet: all its fields share one proposal. */
    public boolean first(String list) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) return true;
        String key = Named.class.getName() + list;
        boolean first = request.getAttribute(key, RequestAttributes.SCOPE_REQUEST) == null;
        request.setAttribute(key, true, RequestAttributes.SCOPE_REQUEST);
        return first;
    }

    private static Locale reader() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
    }
}
