package org.akoma.exchange.iati;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.akoma.Problem;
import org.akoma.exchange.exports.ExportLimit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The project's activity file, and what is said in it. */
@RestController
class IatiApi {

    static final String FILE = "/api/v1/exports/iati";

    private final IatiExport exports;
    private final ExportLimit limit;
    private final ProjectFacts facts;

    IatiApi(IatiExport exports, ProjectFacts facts, ExportLimit limit) {
        this.limit = limit;
        this.exports = exports;
        this.facts = facts;
    }

    @Operation(
            summary =
                    "The project as an activity file of IATI 2.03; 409 as long as two people have not confirmed what it says")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_XML_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping(FILE)
    @Nullable
    ResponseEntity<?> file(Actor actor, HttpServletResponse response) {
        if (!IatiExport.allowed(actor)) return Problem.forbidden();
        if (!limit.allows(actor)) return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ExportLimit.OFTEN);
        ActivityFile file = exports.file(actor).orElse(null);
        if (file == null) return Problem.of(HttpStatus.CONFLICT, "iati.facts-missing");
        response.setContentType(MediaType.APPLICATION_XML_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("akoma-iati.xml")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            file.write(response.getOutputStream());
            response.flushBuffer();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        } catch (XMLStreamException notWritten) {
            throw new IllegalStateException(notWritten);
        }
        return null;
    }

    /**
     * @param confirmed null = nothing leaves yet
     * @param waiting what waits for a second person
     */
    record ProjectView(
            @Nullable FactsView confirmed, @Nullable FactsView waiting) {}

    record FactsView(
            ProposeFacts facts,
            String proposedBy,
            Instant proposedAt,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {
        static FactsView of(FactsVersion one) {
            return new FactsView(one.facts(), one.proposedBy(), one.proposedAt(), one.confirmedBy(), one.confirmedAt());
        }
    }

    @Operation(summary = "What is said of the project in its activity file: confirmed, and waiting for a second person")
    @GetMapping("/api/v1/project-facts")
    ResponseEntity<ProjectView> facts(Actor actor) {
        if (!ProjectFacts.reads(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new ProjectView(
                facts.confirmed(actor).map(FactsView::of).orElse(null),
                facts.waiting(actor).map(FactsView::of).orElse(null)));
    }

    record FactsAsked(UUID id) {}

    @Operation(
            summary =
                    "Say of the project what its activity file has to say; a second person confirms it before it leaves")
    @ApiResponse(responseCode = "202", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/api/v1/project-facts")
    ResponseEntity<FactsAsked> propose(Actor actor, Submission<ProposeFacts> submission) {
        return Answer.json(submission, input -> facts.propose(actor, input), HttpStatus.ACCEPTED, FactsAsked::new);
    }
}
