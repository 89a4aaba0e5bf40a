package org.akoma.protection.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.akoma.ground.web.Problems;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The array of verdicts, written as they come; nothing is sent before the first ones are known, so that an outage can still be answered with its
 * own status.
 */
final class IntakeAnswer {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Problems problems;
    private final JsonMapper json;
    private boolean begun;

    IntakeAnswer(HttpServletRequest request, HttpServletResponse response, Problems problems, JsonMapper json) {
        this.request = request;
        this.response = response;
        this.problems = problems;
        this.json = json;
    }

    void tell(List<IntakeVerdict> verdicts) throws IOException {
        for (IntakeVerdict verdict : verdicts) {
            write(begun ? ",\n" : "[");
            begun = true;
            out().write(json.writeValueAsBytes(view(verdict)));
        }
        out().flush();
    }

    void end() throws IOException {
        write(begun ? "]" : "[]");
        out().flush();
    }

    private IntakeView view(IntakeVerdict verdict) {
        return new IntakeView(
                verdict.index(),
                verdict.id(),
                verdict.status(),
                verdict.code(),
                verdict.alike(),
                problems.inWords(verdict.errors(), request));
    }

    private void write(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private OutputStream out() throws IOException {
        if (!response.isCommitted()) response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        return response.getOutputStream();
    }
}
