package org.akoma.protection.retention;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * At each address of an erased file: 410 and a sentence, for who worked for its structure or oversees all; for everybody else there is no such file, as
 * before. Costs nothing on files that are not erased.
 */
@Configuration(proxyBeanMethods = false)
class ErasedFiles implements WebMvcConfigurer, HandlerInterceptor {

    private static final String API = "/api/v1/cases/**";
    private static final Pattern FILE = Pattern.compile("(?:/api/v1)?/cases/([A-Za-z]{2,6}-[0-9]{3,9})(?:/.*)?");

    private final ObjectProvider<Erasures> erasures;
    private final ObjectProvider<Retention> retention;
    private final ObjectProvider<Problems> problems;

    ErasedFiles(
            ObjectProvider<Erasures> erasures, ObjectProvider<Retention> retention, ObjectProvider<Problems> problems) {
        this.erasures = erasures;
        this.retention = retention;
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/cases/**", API);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String code = code(request);
        if (code == null || !erasures.getObject().mayBeErased(code)) return true;
        Actor actor = actor().orElse(null);
        if (actor == null || retention.getObject().tombstone(actor, code).isEmpty()) return true;
        if (!request.getRequestURI().startsWith("/api/")) throw new ResponseStatusException(HttpStatus.GONE);
        problems.getObject().write(request, response, HttpStatus.GONE, "retention.erased");
        return false;
    }

    private static @Nullable String code(HttpServletRequest request) {
        Matcher file = FILE.matcher(request.getRequestURI());
        return file.matches() ? file.group(1).toUpperCase(Locale.ROOT) : null;
    }

    private static Optional<Actor> actor() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
