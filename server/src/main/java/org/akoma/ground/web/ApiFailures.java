package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Problem;
import org.akoma.ground.database.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers failures before or inside a controller: programs get a stable code, and nobody gets details of the failure. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiFailures implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFailures.class);

    private final Problems problems;

    ApiFailures(Problems problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (Outage.isBehind(failure) || Outage.isCrowded(failure) || Outage.isFull(failure))
            return null; // DatabaseDownFilter answers it for pages and API
        if (failure instanceof AuthenticationException) return null; // the sign-in page is shown again
        if (failure instanceof AsyncRequestNotUsableException)
            return new ModelAndView(); // a live page was left: nobody reads an answer
        boolean api = request.getRequestURI().startsWith("/api/");
        if (!api && !isStrangeId(failure)) return null; // the error pages answer a browser
        try {
            if (api) answer(request, response, failure);
            else response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return new ModelAndView();
        } catch (IOException callerIsGone) {
            return new ModelAndView();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        HttpStatus status = status(failure);
        if (status.is5xxServerError()) LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        if (status == HttpStatus.CONFLICT)
            LOG.warn("{} {} met a record of that id", request.getMethod(), request.getRequestURI(), failure);
        Map<String, Object> own =
                failure instanceof ErrorResponse known ? known.getBody().getProperties() : null;
        if (own != null && own.get("code") instanceof String code)
            problems.write(request, response, status, code, args(own.get(Problem.ARGS)));
        else problems.write(request, response, status, code(status));
    }

    private static Object[] args(@Nullable Object args) {
        return args instanceof List<?> some ? some.toArray() : new Object[0];
    }

    static HttpStatus status(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof BodyLimit.TooLarge || cause instanceof MaxUploadSizeExceededException)
                return HttpStatus.CONTENT_TOO_LARGE;
            else if (isKeptToWorkers(cause)) return HttpStatus.FORBIDDEN;
        if (isStrangeId(failure)) return HttpStatus.NOT_FOUND;
        if (failure instanceof DuplicateKeyException)
            return HttpStatus.CONFLICT; // an id of a record that the caller does not see
        if (MalformedUrlFilter.isBehind(failure) || failure instanceof MultipartException)
            return HttpStatus.BAD_REQUEST;
        if (failure instanceof ErrorResponse known) return known(known.getStatusCode());
        return failure instanceof org.springframework.beans.TypeMismatchException
                        || failure instanceof org.springframework.http.converter.HttpMessageNotReadableException
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    /** What who works with a child writes, the database takes from nobody else: an act that did not ask first is refused all the same. */
    private static boolean isKeptToWorkers(Throwable cause) {
        return cause instanceof SQLException
                && String.valueOf(cause.getMessage()).contains("cases.worker-writes-this");
    }

    private static HttpStatus known(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    /** A path with an id that cannot be one: nothing is there. */
    private static boolean isStrangeId(Exception failure) {
        return failure instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }

    static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "house.not-found";
            case FORBIDDEN -> "house.forbidden";
            case METHOD_NOT_ALLOWED -> "house.wrong-method";
            case NOT_ACCEPTABLE -> "house.not-acceptable";
            case CONTENT_TOO_LARGE -> "house.too-large";
            case UNSUPPORTED_MEDIA_TYPE -> "house.wrong-content-type";
            case CONFLICT -> "house.id-taken";
            case SERVICE_UNAVAILABLE -> "house.busy";
            default -> status.is4xxClientError() ? "house.malformed" : "house.broken";
        };
    }
}
