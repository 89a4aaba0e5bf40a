package org.akoma.protection.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Fills each page of a file in one transaction: all that the page's handler reads joins it, and the file is looked up once ({@link
 * FileShell#reading}). The page is drawn after the commit, so that nothing is shown whose reading was not journalled. A page that is refused leaves
 * nothing in the journal.
 */
@Component
class FilePagesAtOnce implements HandlerAdapter, Ordered {

    private static final String PAGES = "/cases/" + FileShell.CODE;

    private final FileShell shell;
    private final RequestMappingHandlerAdapter handlers;
    private final Map<Method, Boolean> known = new ConcurrentHashMap<>();

    FilePagesAtOnce(FileShell shell, RequestMappingHandlerAdapter handlers) {
        this.shell = shell;
        this.handlers = handlers;
    }

    /** Before the adapter of all other handlers. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return handler instanceof HandlerMethod method
                && known.computeIfAbsent(method.getMethod(), FilePagesAtOnce::isPageOfFile);
    }

    /** Whether it reads a page of a file and names a template or a view: what it answers is written later. */
    private static boolean isPageOfFile(Method method) {
        GetMapping get = AnnotatedElementUtils.findMergedAnnotation(method, GetMapping.class);
        if (get == null || method.getReturnType() != String.class && method.getReturnType() != View.class) return false;
        RequestMapping all =
                AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), RequestMapping.class);
        return Arrays.stream(all == null || all.path().length == 0 ? get.path() : all.path())
                .anyMatch(path -> path.startsWith(PAGES));
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || !(signedIn.getPrincipal() instanceof Actor actor))
            return handlers.handle(request, response, handler);
        try {
            return shell.reading(actor, () -> filled(request, response, handler));
        } catch (Failed failed) {
            throw failed.failure;
        }
    }

    private @Nullable ModelAndView filled(HttpServletRequest request, HttpServletResponse response, Object handler) {
        try {
            return handlers.handle(request, response, handler);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new Failed(failure);
        }
    }

    /** Carries what a handler threw out of the transaction. */
    private static final class Failed extends RuntimeException {
        private final transient Exception failure;

        Failed(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
