package org.akoma.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** A form that was sent from a page of a file: what was typed, and where the reader goes with what came of it. */
public record Sent(Form form, HttpServletResponse response) {

    public static Sent of(HttpServletRequest request, HttpServletResponse response) {
        return new Sent(Form.of(request.getParameterMap()), response);
    }

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
     * @return the name of the view, or null when the answer is a redirect
     */
    public <T> @Nullable String answer(Outcome<T> outcome, String next, Model model, Function<Model, String> page) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> goOn(next);
            case Outcome.NotFound<T>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Outcome.Forbidden<T>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Outcome.Stale<T>(var current, var fields) -> {
                model.addAttribute("differing", fields);
                List<FieldError> named = model.containsAttribute("theirs")
                        ? List.of()
                        : List.of(FieldError.of("version", "cases.changed"));
                String view = again(named, model, page);
                response.setStatus(HttpStatus.CONFLICT.value());
                yield view;
            }
            case Outcome.Refused<T>(var why) -> again(why, model, page);
        };
    }

    /**
     * When somebody was faster: puts what they wrote ({@code theirs}) beside what was typed ({@code yours}), field by field. Call before
     * {@link #answer}.
     *
     * @param yours of what was typed
     */
    <T> Outcome<T> compared(
            Outcome<T> outcome,
            Function<T, Map<String, @Nullable Object>> fields,
            Map<String, @Nullable Object> yours,
            Model model) {
        if (outcome instanceof Outcome.Stale<T>(var current, var ignored)) {
            model.addAttribute("theirs", fields.apply(current));
            model.addAttribute("yours", yours);
            model.addAttribute("lists", PageAnswers.CODED);
        }
        return outcome;
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
    public String again(Model model, Function<Model, String> page) {
        return again(form.errors(), model, page);
    }

    private String again(List<FieldError> errors, Model model, Function<Model, String> page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String view = page.apply(model);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return view;
    }

    private @Nullable String goOn(String next) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, next);
        return null;
    }
}
