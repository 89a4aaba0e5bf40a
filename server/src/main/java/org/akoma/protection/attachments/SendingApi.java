package org.akoma.protection.attachments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a content comes, over a line that breaks: it is announced with its size and SHA-256; its parts, of at most 1 MiB, follow one another;
 * after a break the offset is asked for. The last part tells whether it is kept or refused.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/attachments")
class SendingApi {

    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";

    /** A part is read into memory; a phone on a thin line sends less. */
    static final int LARGEST_PART = 1 << 20;

    private static final String OCTETS = "application/octet-stream";

    private final AttachmentUploads uploads;
    private final Attachments attachments;
    private final PersonCodes people;

    SendingApi(AttachmentUploads uploads, Attachments attachments, PersonCodes people) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.people = people;
    }

    record ProgressView(UUID id, Progress.State state, int offset, int size, AttachmentApi.@Nullable View attachment) {}

    @Operation(
            summary =
                    "Announce a content: id?, kind, section, size, sha256, title?, remark?, takenOn?, face (but of a voice), faceReason?, faceWords?."
                            + " The same id again answers how far it came")
    @PostMapping
    ResponseEntity<ProgressView> begin(Actor actor, @PathVariable String code, Submission<AnnounceContent> submission) {
        if (!attachments.sees(actor, code)) return Problem.notFound();
        Set<Section> sections = attachments.writable(actor, code);
        if (sections.isEmpty()) return Problem.forbidden();
        AnnounceContent announced = submission.read();
        if (announced == null) return Problem.of(submission.errors());
        FieldError elsewhere = announced.about().elsewhere(sections);
        if (elsewhere != null) return Problem.of(List.of(elsewhere));
        return ApiResponses.of(
                uploads.begin(actor, code, announced.about().command(), announced.size(), announced.sha256()),
                progress -> told(HttpStatus.CREATED, actor, progress));
    }

    @Operation(summary = "How far it came (HEAD tells the same in Upload-Offset and Upload-Length)")
    @GetMapping("/{id}/upload")
    ResponseEntity<ProgressView> progress(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return uploads.progress(actor, code, id)
                .map(progress -> told(HttpStatus.OK, actor, progress))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary =
                    "The next part, at most 1 MiB, beginning at Upload-Offset. 409 with the right offset when it is another; 422 when the"
                            + " whole is refused. An empty part at the end asks for the verdict again",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary"))))
    @PatchMapping("/{id}/upload")
    ResponseEntity<ProgressView> append(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestHeader(name = OFFSET, required = false) @Nullable String offset,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        if (uploads.progress(actor, code, id).isEmpty()) return Problem.notFound();
        if (!OCTETS.equals(request.getContentType()))
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "attachments.octets");
        Integer starts =
                Form.ofJson(Map.of("offset", offset == null ? "" : offset)).integer("offset", 0, Integer.MAX_VALUE);
        if (starts == null) return Problem.of(HttpStatus.BAD_REQUEST, "attachments.no-offset");
        byte[] part = request.getInputStream().readNBytes(LARGEST_PART + 1);
        if (part.length > LARGEST_PART) return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "attachments.part-too-large");
        return switch (uploads.append(actor, code, new SendPart(id, starts, part))) {
            case SendPart.Result.Taken(var progress) -> told(HttpStatus.OK, actor, progress);
            case SendPart.Result.Elsewhere(var progress) -> elsewhere(progress);
            case SendPart.Result.TooMuch() ->
                Problem.of(List.of(FieldError.of("file", "attachments.more-than-announced")));
            case SendPart.Result.NotFound() -> Problem.notFound();
        };
    }

    private static <V> ResponseEntity<V> elsewhere(Progress progress) {
        ResponseEntity<?> problem = Problem.of(HttpStatus.CONFLICT, "attachments.wrong-offset");
        return Problem.instead(ResponseEntity.status(HttpStatus.CONFLICT)
                .header(OFFSET, String.valueOf(progress.offset()))
                .body(problem.getBody()));
    }

    @Operation(summary = "Give up what was begun; what came of it is deleted")
    @ApiResponse(responseCode = "204", description = "It is deleted", useReturnTypeSchema = true)
    @DeleteMapping("/{id}/upload")
    ResponseEntity<Void> abandon(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return uploads.abandon(actor, code, id) ? ResponseEntity.noContent().build() : Problem.notFound();
    }

    private ResponseEntity<ProgressView> told(HttpStatus status, Actor actor, Progress progress) {
        FieldError refused = progress.refused();
        if (refused != null) return Problem.of(List.of(refused));
        Attachment kept = progress.kept();
        AttachmentApi.View view =
                kept == null ? null : AttachmentApi.View.of(kept, people.of(actor, List.of(kept.addedBy())));
        return ResponseEntity.status(status)
                .header(OFFSET, String.valueOf(progress.offset()))
                .header(LENGTH, String.valueOf(progress.bytes()))
                .body(new ProgressView(progress.id(), progress.state(), progress.offset(), progress.bytes(), view));
    }
}
