package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/** Address and name of the form that is answered now: the end of keys of texts that only this form has. */
public final class FormAddress {

    private static final String FORM = FormAddress.class.getName() + ".form";

    private FormAddress() {}

    /** Keeps which form this request sends. */
    public static void sends(HttpServletRequest request, String form) {
        request.setAttribute(FORM, form);
    }

    /** The name of the form that is sent, {@code police-report} for {@code police.report}; empty where none is. */
    public static String form() {
        return attribute(FORM).replace('.', '-');
    }

    private static String attribute(String name) {
        Object value = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getAttribute(name)
                : null;
        return value == null ? "" : value.toString();
    }

    /** {@code cases-placement-end} for {@code /cases/{code}/placement/end}; empty outside of a request. */
    public static String current() {
        return Stream.of(attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                        .split("/"))
                .filter(part -> !part.isEmpty() && !part.contains("{") && !part.contains("}"))
                .collect(Collectors.joining("-"));
    }
}
