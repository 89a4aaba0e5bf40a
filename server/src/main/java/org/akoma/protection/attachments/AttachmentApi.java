package org.akoma.protection.attachments;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Attachments of a file for programs. How a content comes: {@link SendingApi}. */
@RestController
@RequestMapping("/api/v1/cases/{code}/attachments")
class AttachmentApi {

    private static final int PAGE = 50;

    private final Attachments attachments;
    private final PersonCodes people;

    AttachmentApi(Attachments attachments, PersonCodes people) {
        this.attachments = attachments;
        this.people = people;
    }

    record View(
            UUID id,
            Attachment.Kind kind,
            Section section,
            String mediaType,
            int size,
            @Nullable LocalDate takenOn,
            @Nullable String title,
            @Nullable String remark,
            Attachment.@Nullable FaceReason faceReason,
            boolean barred,
            boolean closed,
            @Nullable String addedBy,
            Instant addedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy,
            Attachment.Withdrawal.@Nullable Reason withdrawnReason) {

        static View of(Attachment one, Map<UUID, String> codes) {
            Attachment.SealedText words = one.words();
            Attachment.Withdrawal gone = one.withdrawal();
            return new View(
                    one.id(),
                    one.kind(),
                    one.section(),
                    one.media().type(),
                    one.bytes(),
                    one.takenOn(),
                    words == null ? null : words.title(),
                    words == null ? null : words.remark(),
                    one.faceReason(),
                    one.barred(),
                    one.closed(),
                    codes.get(one.addedBy()),
                    one.addedAt(),
                    gone == null ? null : gone.at(),
                    gone == null ? null : codes.get(gone.by()),
                    gone == null ? null : gone.reason());
        }
    }

    /** @param next the {@code cursor} of the next page; null on the last */
    record Page(List<View> items, @Nullable String next) {}

    @Operation(summary = "Attachments of the sections that the caller holds, newest first: section, cursor")
    @GetMapping
    ResponseEntity<Page> list(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Section section) {
        return ApiResponses.read(attachments.list(actor, code, cursor, section, PAGE + 1), all -> {
            List<Attachment> shown = all.subList(0, Math.min(PAGE, all.size()));
            Map<UUID, String> codes = codes(actor, shown);
            return new Page(
                    shown.stream().map(one -> View.of(one, codes)).toList(),
                    all.size() > PAGE ? shown.getLast().id().toString() : null);
        });
    }

    @Operation(summary = "What describes one; its content is not read with it")
    @GetMapping("/{id}")
    ResponseEntity<View> one(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.read(attachments.find(actor, code, id), one -> view(actor, one));
    }

    private View view(Actor actor, Attachment one) {
        return View.of(one, codes(actor, List.of(one)));
    }

    private Map<UUID, String> codes(Actor actor, List<Attachment> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(one -> Stream.of(
                                Optional.of(one.addedBy()),
                                Optional.ofNullable(one.withdrawal()).map(Attachment.Withdrawal::by)))
                        .flatMap(Optional::stream)
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Operation(summary = "The content, as it is kept; journalled. A face: 403, see reveal")
    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return served(attachments.open(actor, code, id), opened -> DownloadHeaders.of(opened, code, false));
    }

    @Operation(summary = "A JPEG of at most 320 pixels a side, of a picture that shows no face; journalled")
    @GetMapping("/{id}/thumbnail")
    ResponseEntity<Resource> thumbnail(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return served(attachments.thumbnail(actor, code, id), DownloadHeaders::small);
    }

    @Operation(summary = "The content of an attachment that shows a face; journalled as such")
    @RecentFactor
    @PostMapping("/{id}/reveal")
    ResponseEntity<Resource> reveal(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return served(attachments.reveal(actor, code, id), opened -> DownloadHeaders.of(opened, code, false));
    }

    private static <V> ResponseEntity<V> served(
            Outcome<Attachments.Opened> outcome,
            java.util.function.Function<Attachments.Opened, ResponseEntity<V>> done) {
        if (outcome instanceof Outcome.Refused<Attachments.Opened>(var why))
            return Problem.of(HttpStatus.FORBIDDEN, why.getFirst().code());
        return ApiResponses.of(outcome, done);
    }

    /** {@code {"reason","words"?}}: the content is destroyed; that it was there stays. 202 where another supervisor agrees first. */
    @Operation(summary = "Withdraw: the content is destroyed, the row and its reason stay")
    @PostMapping("/{id}/withdrawal")
    ResponseEntity<View> withdraw(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<WithdrawAttachment.Input> submission) {
        if (attachments.find(actor, code, id).isEmpty()) return Problem.instead(Problem.notFound());
        return ApiResponses.of(
                submission,
                input -> attachments.withdraw(actor, code, input.command(id)),
                one -> ResponseEntity.status(one.isWithdrawn() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                        .body(view(actor, one)));
    }
}
