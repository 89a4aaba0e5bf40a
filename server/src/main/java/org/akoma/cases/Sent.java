package org.akoma.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * A form that was sent from a page: what was typed, and where the reader goes with what came of it. A handler that names a parameter of
 * this type is given one by {@link SentArgument}.
 */
public record Sent(Form form, HttpServletResponse response, Model model) {

    /** Of which list the codes of a field are. */
    static final Map<String, String> CODED = Map.ofEntries(
            Map.entry("sex", "sex"),
            Map.entry("ageMethod", "age-method"),
            Map.entry("nationality", "country"),
            Map.entry("country", "country"),
            Map.entry("sector", "sector"),
            Map.entry("languages", "language"),
            Map.entry("role", "cases.family.roles"),
            Map.entry("contact", "cases.family.contacts"),
            Map.entry("types", ExploitationForm.TYPES),
            Map.entry("industries", ExploitationForm.INDUSTRIES),
            Map.entry("recruitment", ExploitationForm.RECRUITMENT),
            Map.entry("control", ExploitationForm.CONTROL),
            Map.entry("status", "tracing-status"),
            Map.entry("state", "homecoming-state"),
            Map.entry("travelMode", "travel"),
            Map.entry("suspendedReason", "suspension"),
            Map.entry("timeFrame", "time-frame"),
            Map.entry("relationship", ExploitationForm.RELATIONSHIP));

    /** A page that is opened: nothing was typed and nothing is wrong. */
    public static void nothing(Model model) {
        empty(model, Form.of(Map.of()));
    }

    /** A page that is opened with something to start from. */
    public static void empty(Model model, Form form) {
        model.addAttribute("form", form);
        model.addAttribute("errors", List.of());
    }

    /** What a section of the file holds; not found for whom it does not exist. */
    public static <T> T read(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) return value;
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /**
     * On with a redirect when it is done; else the same page again, with what was typed and what is wrong.
     *
     * @param next address with {@code ?done=…}
     * @param page draws the form again
     */
    public <T> String answer(Outcome<T> outcome, String next, Function<Model, String> page) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> "redirect:" + next;
            case Outcome.NotFound<T>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Outcome.Forbidden<T>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Outcome.Stale<T>(var current, var fields) -> {
                model.addAttribute("differing", fields);
                List<FieldError> named = model.containsAttribute("theirs")
                        ? List.of()
                        : List.of(FieldError.of("version", "cases.changed"));
                String view = again(named, page);
                response.setStatus(HttpStatus.CONFLICT.value());
                yield view;
            }
            case Outcome.Refused<T>(var why) -> again(why, page);
        };
    }

    /**
     * When somebody was faster: puts what they wrote ({@code theirs}) beside what was typed ({@code yours}), field by field. Call before
     * {@link #answer}.
     *
     * @param yours of what was typed
     */
    public <T> Outcome<T> compared(
            Outcome<T> outcome,
            Function<T, Map<String, @Nullable Object>> fields,
            Map<String, @Nullable Object> yours) {
        if (outcome instanceof Outcome.Stale<T>(var current, var ignored)) {
            model.addAttribute("theirs", fields.apply(current));
            model.addAttribute("yours", yours);
            model.addAttribute("lists", CODED);
        }
        return outcome;
    }

    /**
     * The same of a section with a version.
     *
     * @return the version that the form must name when it is sent again
     */
    <T> int next(
            Outcome<Versioned<T>> outcome, T wanted, int version, Function<T, Map<String, @Nullable Object>> fields) {
        compared(outcome, held -> fields.apply(held.value()), fields.apply(wanted));
        return outcome instanceof Outcome.Stale<Versioned<T>> stale
                ? stale.current().version()
                : version;
    }

    /** What was typed in these fields, as it was typed. */
    Map<String, @Nullable Object> typed(Iterable<String> fields) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        fields.forEach(field -> typed.put(field, plain(field)));
        return typed;
    }

    private @Nullable Object plain(String field) {
        String text = form.typed(field);
        return switch (text) {
            case "" -> parts(field);
            case "true", "false" -> Boolean.valueOf(text);
            default -> text;
        };
    }

    private @Nullable String parts(String date) {
        String day = form.typed(date + "-day");
        return day.isEmpty()
                ? null
                : day + "/" + form.typed(date + "-month") + "/" + form.typed(date + "-year") + " "
                        + form.typed(date + "-time");
    }

    /** The same page, because the form itself is not sound. */
    public String again(Function<Model, String> page) {
        return again(form.errors(), page);
    }

    private String again(List<FieldError> errors, Function<Model, String> page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String view = page.apply(model);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return view;
    }
}
