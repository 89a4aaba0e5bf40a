package org.akoma.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What a person is answered: outcomes as pages. On bad input the same page again, with what was typed. */
final class PageAnswers {

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
            Map.entry("relationship", ExploitationForm.RELATIONSHIP));

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
        model.addAttribute("theirs", fields.apply(stale.current().value()));
        model.addAttribute("lists", CODED);
        model.addAttribute("yours", fields.apply(wanted));
        return stale.current().version();
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
