package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.akoma.FieldError;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * A form that was sent from a page: what was typed, and the redirect or page that follows from the result. A handler that names a parameter of
 * this type is given one by {@link PostedFormArgument}.
 */
public record PostedForm(Form form, HttpServletResponse response, Model model) {

    /** A page that is opened: nothing was typed and nothing is wrong. */
    public static void nothing(Model model) {
        empty(model, Form.of(Map.of()));
    }

    /** A page that is opened with something to start from. */
    public static void empty(Model model, Form form) {
        model.addAttribute("form", form);
        model.addAttribute("errors", List.of());
    }

    /**
     * The same page, because the form itself is not sound.
     *
     * @param page draws the form again
     */
    public String again(Function<Model, String> page) {
        return again(form.errors(), page);
    }

    /** Shows the same page again with the error of a rule beside its field. */
    public String again(FieldError why, Function<Model, String> page) {
        return again(List.of(why), page);
    }

    /** The same page with what was typed and what is wrong with it: 422. */
    public String again(List<FieldError> errors, Function<Model, String> page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String view = page.apply(model);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return view;
    }
}
