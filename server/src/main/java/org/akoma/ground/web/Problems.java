package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Adds to every problem that is answered its text in the caller's language: {@code error.<code>}. */
@ControllerAdvice
public class Problems implements ResponseBodyAdvice<Object> {

    private static final String ERRORS = "errors";

    private final MessageSource texts;
    private final LocaleResolver languages;
    private final JsonMapper json;

    Problems(MessageSource texts, LocaleResolver languages, JsonMapper json) {
        this.texts = texts;
        this.languages = languages;
        this.json = json;
    }

    /** What is wrong with one field, as a program gets it. */
    public record FieldProblem(String field, String code, String message) {}

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        Class<?> type = returned.getParameterType();
        return ProblemDetail.class.isAssignableFrom(type) || ResponseEntity.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail detail && request instanceof ServletServerHttpRequest servlet) {
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            return inWords(detail, servlet.getServletRequest());
        }
        return body;
    }

    /** Answers a problem from outside a controller. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, Object... args)
            throws IOException {
        if (response.isCommitted()) return;
        response.resetBuffer();
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(inWords(Problem.detail(status, code, args), request)));
        response.flushBuffer();
    }

    ProblemDetail inWords(ProblemDetail detail, HttpServletRequest request) {
        Map<String, Object> properties = detail.getProperties();
        if (properties == null || !(properties.get("code") instanceof String code)) return detail;
        detail.setInstance(null); // unknown and not visible are one and the same body
        Object args = properties.remove(Problem.ARGS);
        detail.setTitle(
                text(titleOf(code, request), args instanceof List<?> some ? some.toArray() : new Object[0], request));
        if (properties.get(ERRORS) instanceof List<?> errors) {
            properties.put(
                    ERRORS,
                    errors.stream()
                            .map(e -> e instanceof FieldError error ? told(error, request) : e)
                            .toList());
        }
        return detail;
    }

    /** On a child's file, what the caller may read and not write is refused with who writes it. */
    private static String titleOf(String code, HttpServletRequest request) {
        boolean onFile = request.getRequestURI().startsWith("/api/v1/cases/") && !"GET".equals(request.getMethod());
        return onFile && "house.forbidden".equals(code) ? "house.not-written" : code;
    }

    /** Errors of fields in the caller's language, for an answer that is no problem as a whole. */
    public List<FieldProblem> inWords(List<FieldError> errors, HttpServletRequest request) {
        return errors.stream().map(error -> told(error, request)).toList();
    }

    /** A field may have a text of its own, in one form or in all: {@code error.<code>.<field>.<form>}, {@code error.<code>.<field>}. */
    private FieldProblem told(FieldError error, HttpServletRequest request) {
        Locale reader = languages.resolveLocale(request);
        Object[] args = error.args().stream().map(arg -> plain(arg, reader)).toArray();
        String field = error.code() + "." + error.fieldOfRow();
        for (String key : List.of(field + "." + FormAddress.form(), field)) {
            String own = texts.getMessage("error." + key, args, "", reader);
            if (own != null && !own.isEmpty()) return new FieldProblem(error.field(), error.code(), own);
        }
        return new FieldProblem(error.field(), error.code(), text(error.code(), args, request));
    }

    /** A day as people read it. */
    private static Object plain(Object value, Locale reader) {
        return value instanceof LocalDate day
                ? day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(reader))
                : value;
    }

    private String text(String code, Object[] args, HttpServletRequest request) {
        return texts.getMessage("error." + code, args, languages.resolveLocale(request));
    }
}
