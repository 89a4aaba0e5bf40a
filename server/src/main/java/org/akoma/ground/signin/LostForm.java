package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A form that was sent when its session had ended.
 *
 * @param to address that it was sent to
 * @param typed what was typed, by the names that fields have on a page; no file, no password, no token
 */
public record LostForm(String to, Map<String, List<String>> typed) {

    /** The request attribute under which a page that is opened finds it. */
    public static final String ATTRIBUTE = LostForm.class.getName();

    /** Bytes of what is sealed; the database holds it too. */
    static final int MOST_BYTES = 65_536;

    /** Where nothing is written that is worth keeping, or what must be kept nowhere. */
    private static final List<String> NEVER = List.of(
            "/sign-in", "/sign-out", "/invitation/", "/welcome", "/account", "/search", "/cases/search", "/kept-words");

    private static final Set<String> SECRETS = Set.of("password", "again", "before", "half", "secondFactor", "factor");
    private static final String SIX_DIGITS = "\\s*[0-9]{3}\\s?[0-9]{3}\\s*";

    public LostForm {
        typed = Map.copyOf(typed);
    }

    /** Null where nothing of it is kept. */
    static @Nullable LostForm of(HttpServletRequest request) {
        String to = request.getRequestURI();
        if (NEVER.stream().anyMatch(to::startsWith)) return null;
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (isTyped(name, values)) typed.put(name, List.of(values));
        });
        boolean empty = typed.entrySet().stream()
                .filter(one -> !one.getKey().startsWith("draft."))
                .noneMatch(one -> isWritten(one.getKey(), one.getValue()));
        return empty ? null : new LostForm(to, typed);
    }

    private static boolean isTyped(String name, String[] values) {
        return !name.startsWith("_")
                && !SECRETS.contains(name)
                && !(name.equals("code") && Stream.of(values).anyMatch(value -> value.matches(SIX_DIGITS)));
    }

    /** A button of a list sends its id and version alone. */
    private static boolean isWritten(String name, List<String> values) {
        return !Set.of("id", "version").contains(name) && values.stream().anyMatch(value -> !value.isBlank());
    }

    public Form form() {
        return Form.of(parameters());
    }

    /** As a request brings them. */
    public Map<String, String[]> parameters() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        typed.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    /** The first answer of a field; empty = none. */
    public String first(String name) {
        return typed.getOrDefault(name, List.of("")).getFirst();
    }

    /** The field with the longest text: where its writer looks for it. */
    public String longest() {
        return typed.entrySet().stream()
                .filter(one -> !one.getKey().startsWith("draft.") && isWritten(one.getKey(), one.getValue()))
                .max(Comparator.comparingInt(one -> one.getValue().getFirst().length()))
                .map(Map.Entry::getKey)
                .orElse("main");
    }
}
