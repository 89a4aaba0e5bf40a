package org.akoma.ground.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/** The address of the form that is answered now, without what varies in it: the end of keys of texts that only this form has. */
public final class FormAddress {

    private FormAddress() {}

    /** {@code cases-placement-end} for {@code /cases/{code}/placement/end}; empty outside of a request. */
    public static String current() {
        Object pattern = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                : null;
        return pattern == null
                ? ""
                : Stream.of(pattern.toString().split("/"))
                        .filter(part -> !part.isEmpty() && !part.contains("{") && !part.contains("}"))
                        .collect(Collectors.joining("-"));
    }
}
