package org.akoma.ground.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What partners hold to check the journal by, as JSON, and the files. */
@RestController
@RequestMapping("/api/v1/journal")
class HandedApi {

    private final HandedJournals handed;

    HandedApi(HandedJournals handed) {
        this.handed = handed;
    }

    record View(UUID id, String to, HandedJournal.What what, long root, String by, Instant at, String file) {
        static View of(HandedJournal one) {
            return new View(one.id(), one.to(), one.what(), one.root(), one.by(), one.at(), one.fileName());
        }
    }

    record Items(List<View> items) {}

    @Operation(summary = "Whom which signed roots, or which part of the journal, were handed to, newest first")
    @GetMapping("/handed")
    ResponseEntity<Items> list(Actor actor) {
        if (!HandedJournals.hands(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items(handed.list(actor).stream().map(View::of).toList()));
    }

    @Operation(summary = "Hand the newest signed roots, or the journal until the newest root, to a partner")
    @ApiResponse(responseCode = "201", description = "It is on the record", useReturnTypeSchema = true)
    @PostMapping("/handed")
    ResponseEntity<View> hand(Actor actor, Submission<HandJournal> submission) {
        if (!HandedJournals.hands(actor)) return Problem.forbidden();
        HandJournal wanted = submission.read();
        if (wanted == null) return Problem.of(submission.errors());
        return switch (handed.hand(actor, wanted)) {
            case HandedJournals.Result.Done(HandedJournal made) ->
                ResponseEntity.status(HttpStatus.CREATED).body(View.of(made));
            case HandedJournals.Result.Refused(var why)
            when why.code().equals("oversight.id-other-content") -> Problem.of(HttpStatus.CONFLICT, why.code());
            case HandedJournals.Result.Refused(var why) -> Problem.of(List.of(why));
            case HandedJournals.Result.Forbidden() -> Problem.forbidden();
        };
    }

    @Operation(summary = "The file that was handed, the same each time; journalled")
    @GetMapping("/handed/{id}/file")
    ResponseEntity<Resource> file(Actor actor, @PathVariable UUID id) {
        if (!HandedJournals.hands(actor)) return Problem.forbidden();
        return handed.open(actor, id).map(HandedApi::file).orElseGet(Problem::notFound);
    }

    static ResponseEntity<Resource> file(HandedJournals.Opened opened) {
        return sent(opened.handed().fileName()).body(new InputStreamResource(opened.content()));
    }

    static ResponseEntity<byte[]> key(byte[] key) {
        return sent("journal.ed25519.pub").body(key);
    }

    private static ResponseEntity.BodyBuilder sent(String name) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_OCTET_STREAM);
    }
}
