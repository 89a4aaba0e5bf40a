package org.akoma.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What a person is answered: outcomes as pages. On bad input the same page again, with what was typed. */
final class PageAnswers {

    private PageAnswers() {}

    /** @param page draws the form again. @param address where to go when it is done */
    static String of(
            Outcome<?> outcome, HttpServletResponse response, Model model, Supplier<String> page, String address) {
        return switch (outcome) {
            case Outcome.Done<?>(Object done) -> "redirect:" + address;
            case Outcome.NotFound<?>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Outcome.Forbidden<?>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Outcome.Stale<?>(Object theirs, var fields) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("differing", fields);
                yield page.get();
            }
            case Outcome.Refused<?>(var errors) -> again(errors, response, model, page);
        };
    }

    /**
     * When somebody was faster: puts what they wrote ({@code theirs}) beside what was typed ({@code yours}), field by field.
     *
     * @return the version that the form must name when it is sent again
     */
    static <T> int next(
            Outcome<Versioned<T>> outcome,
            T wanted,
            int version,
            Function<T, Map<String, @Nullable Object>> fields,
            Model model) {
        if (!(outcome instanceof Outcome.Stale<Versioned<T>> stale)) return version;
        model.addAttribute("theirs", shown(fields.apply(stale.current().value())));
        model.addAttribute("yours", shown(fields.apply(wanted)));
        return stale.current().version();
    }

    private static Map<String, String> shown(Map<String, @Nullable Object> fields) {
        Map<String, String> shown = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Collection<?> many)
                shown.put(name, many.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            else if (value != null) shown.put(name, value.toString());
        });
        return shown;
    }

    /** The form again, with what is wrong. */
    static String wrong(Form form, HttpServletResponse response, Model model, Supplier<String> page) {
        return again(form.errors(), response, model, page);
    }

    private static String again(
            List<FieldError> errors, HttpServletResponse response, Model model, Supplier<String> page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", errors);
        return page.get();
    }
}
