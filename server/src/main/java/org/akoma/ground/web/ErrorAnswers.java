package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** Answers requests that were refused before any controller (an address with {@code ..}, an unknown method): a page for people, a stable code for programs. */
@Controller
class ErrorAnswers extends BasicErrorController {

    private final Problems problems;

    ErrorAnswers(ErrorAttributes attributes, ObjectProvider<ErrorViewResolver> pages, Problems problems) {
        super(attributes, new ErrorProperties(), pages.orderedStream().toList());
        this.problems = problems;
    }

    @Override
    public ResponseEntity<Map<String, @Nullable Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        ProblemDetail told = problems.inWords(Problem.detail(status, ApiFailures.code(status)), request);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("status", status.value());
        answer.put("title", told.getTitle());
        answer.put("code", ApiFailures.code(status));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }
}
