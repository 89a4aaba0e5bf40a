package org.akoma.protection.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many registrations in one request. Records are read one by one and taken in by the hundred; verdicts leave as they are made, so that neither
 * the request nor the answer is ever whole in memory, and what was answered is stored.
 */
@RestController
class IntakeApi {

    static final int MOST = 1_000;
    private static final int AT_ONCE = 100;

    private final Intakes intakes;
    private final IntakeForm form;
    private final Problems problems;
    private final JsonMapper json;
    private final ObjectReader records;
    private final Clock clock;

    IntakeApi(Intakes intakes, IntakeForm form, Problems problems, JsonMapper json, Clock clock) {
        this.intakes = intakes;
        this.form = form;
        this.problems = problems;
        this.json = json;
        this.records = json.readerFor(Map.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.clock = clock;
    }

    @Operation(
            summary = "Register up to 1,000 children in one request, each with its own verdict",
            description = """
                    The body is an array of records. A record has the fields of POST /api/v1/cases, "id" always, and beside them \
                    "consents" (as POST /api/v1/cases/{code}/consents), "assessment" (as POST …/assessments, "kind": "INITIAL") and "visits": \
                    planned ones (as POST …/visits) and ones that were made (as POST …/visits/unplanned). A record is taken in whole or not at all, \
                    and spoils no other. The answer is an array, streamed while the request is read: {"index","id","status","code","alike","errors"} with status \
                    CREATED, ALREADY (a file of this id exists; nothing changed: a request may be sent again) or REFUSED (errors of field, code, message; \
                    alike: codes of likely doubles among the files that one sees, repeat with "anyway": true; of others nothing is told, and \
                    their supervisors look at the pair). Where the request breaks off, is malformed or is longer than allowed, the \
                    last verdict says so, and what was answered before it stands. A worker's own files; body up to 16 MB.""",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array = @ArraySchema(schema = @Schema(implementation = IntakeView.class)))))
    @PostMapping(path = "/api/v1/cases/bulk", consumes = MediaType.APPLICATION_JSON_VALUE)
    void take(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Intakes.allowed(actor)) {
            problems.write(request, response, HttpStatus.FORBIDDEN, "house.forbidden");
            return;
        }
        IntakeAnswer answer = new IntakeAnswer(request, response, problems, json);
        try (JsonParser in = json.createParser(request.getInputStream())) {
            if (isNoArray(in)) problems.write(request, response, HttpStatus.BAD_REQUEST, "house.malformed");
            else {
                take(actor, in, answer);
                answer.end();
            }
        }
    }

    private static boolean isNoArray(JsonParser in) {
        try {
            return in.nextToken() != JsonToken.START_ARRAY;
        } catch (JacksonIOException large) {
            throw large;
        } catch (JacksonException malformed) {
            return true;
        }
    }

    private void take(Actor actor, JsonParser in, IntakeAnswer answer) throws IOException {
        List<IntakeRecord> waiting = new ArrayList<>(AT_ONCE);
        boolean more = true;
        for (int index = 0; more; index++) {
            IntakeRecord next = next(in, index);
            more = next != null && !isLast(next);
            if (next != null) waiting.add(next);
            if (waiting.size() == AT_ONCE || !more) {
                answer.tell(intakes.take(actor, waiting));
                waiting.clear();
            }
        }
    }

    /** Nothing that follows an unreadable record can be read. */
    private static boolean isLast(IntakeRecord record) {
        return record.errors().stream().anyMatch(one -> one.field().isEmpty());
    }

    private @Nullable IntakeRecord next(JsonParser in, int index) {
        try {
            JsonToken token = in.nextToken();
            if (token == JsonToken.END_ARRAY) return null;
            if (index == MOST) return IntakeRecord.unread(index, "followup.intake-too-many", MOST);
            if (token != JsonToken.START_OBJECT) return IntakeRecord.unread(index, "house.malformed");
            return form.read(index, records.readValue(in), clock.instant());
        } catch (JacksonIOException broken) {
            return IntakeRecord.unread(index, "house.too-large");
        } catch (JacksonException malformed) {
            return IntakeRecord.unread(index, "house.malformed");
        }
    }
}
