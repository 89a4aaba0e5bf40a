package org.akoma.ground.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An address that only takes a form, read by a browser: a reload after an error, the other language, the way back from the sign-in page. The
 * reader goes to the nearest page above it, which is where the form is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class WayBack implements HandlerExceptionResolver {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    WayBack(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean page = failure instanceof HttpRequestMethodNotSupportedException
                && request.getMethod().equals("GET")
                && !request.getRequestURI().startsWith("/api/");
        if (!page) return null;
        String above = above(request.getRequestURI());
        while (!isRead(above)) above = above(above);
        try {
            response.sendRedirect(address(above, request.getParameter(Language.PARAMETER)));
            return new ModelAndView();
        } catch (IOException readerIsGone) {
            return new ModelAndView();
        }
    }

    private static String address(String path, @Nullable String language) {
        boolean known = "fr".equals(language) || "en".equals(language);
        UriComponentsBuilder page = UriComponentsBuilder.fromPath(path);
        return (known ? page.queryParam(Language.PARAMETER, language) : page)
                .build()
                .toUriString();
    }

    private static String above(String path) {
        int last = path.lastIndexOf('/');
        return last <= 0 ? "/" : path.substring(0, last);
    }

    private boolean isRead(String path) {
        if (path.equals("/")) return true;
        PathContainer wanted = PathContainer.parsePath(path);
        return mappings.stream()
                .flatMap(one -> one.getHandlerMethods().keySet().stream())
                .anyMatch(one -> reads(one, wanted));
    }

    private static boolean reads(RequestMappingInfo one, PathContainer path) {
        var methods = one.getMethodsCondition().getMethods();
        return (methods.isEmpty() || methods.contains(RequestMethod.GET))
                && one.getPathPatternsCondition() != null
                && one.getPathPatternsCondition().getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }
}
