package org.akoma.ground.notices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One's own bell as JSON. */
@RestController
@RequestMapping("/api/v1/notices")
class NoticeApi {

    private static final int MOST = 200;

    private final Notices notices;
    private final Live live;
    private final TrialNotice trial;

    NoticeApi(Notices notices, Live live, TrialNotice trial) {
        this.notices = notices;
        this.trial = trial;
        this.live = live;
    }

    /**
     * @param matter of a child's file; null = said by the record, or not to be known by the reader
     * @param about what it is about, in the language of the reader; null = the kind says all that the reader may know
     * @param place the path of the page to which it leads
     */
    record Item(
            UUID id,
            String kind,
            @Nullable Matter matter,
            @Nullable String about,
            @Nullable String place,
            Instant rungAt,
            @Nullable Instant readAt,
            @Nullable Instant overAt) {}

    record Items(int unread, List<Item> items, @Nullable String next) {}

    record Read(int read) {}

    record ChoiceView(
            Choice.Rhythm rhythm,
            LocalTime dailyAt,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil,
            boolean alertsAlways,
            @Nullable String email,
            @Nullable String phone) {
        static ChoiceView of(Choice c) {
            return new ChoiceView(
                    c.rhythm(), c.dailyAt(), c.quietFrom(), c.quietUntil(), c.alertsAlways(), c.email(), c.phone());
        }
    }

    @Operation(summary = "My rings, newest first")
    @GetMapping
    ResponseEntity<Items> list(
            Actor actor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) return Problem.of(List.of(FieldError.of("limit", "form.range", 1, MOST)));
        Cursor before = cursor == null ? null : Cursor.read(cursor);
        if (cursor != null && before == null) return Problem.of(List.of(FieldError.of("cursor", "notices.bad-cursor")));
        List<Notice> found = notices.page(actor, before, limit + 1);
        List<Notice> shown = found.stream().limit(limit).toList();
        Map<UUID, Notices.Said> said = notices.said(actor, shown);
        return ResponseEntity.ok(new Items(
                notices.unread(actor),
                shown.stream()
                        .map(one -> item(actor, one, Objects.requireNonNull(said.get(one.id()))))
                        .toList(),
                found.size() > limit ? Cursor.after(shown.getLast()).toString() : null));
    }

    private static Item item(Actor actor, Notice one, Notices.Said said) {
        return new Item(
                one.id(),
                one.kind(),
                said.href() == null ? null : one.matter(),
                said.named() ? said.line() : null,
                NoticePages.placeOf(actor, one, said),
                one.rungAt(),
                one.readAt(),
                one.overAt());
    }

    @Operation(summary = "Mark all my rings as seen")
    @PostMapping("/read")
    Read read(Actor actor) {
        return new Read(notices.read(actor, null));
    }

    @Operation(summary = "Server-sent events named bell: how many rings I have not seen")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(Actor actor) {
        return live.open(actor);
    }

    @Operation(summary = "How I want to be rung outside the page")
    @GetMapping("/choices")
    ChoiceView choices(Actor actor) {
        return ChoiceView.of(notices.choice(actor));
    }

    record Tried(TrialNotice.Outcome outcome) {}

    @Operation(summary = "Send one letter to my own address, and say what became of it; once a minute")
    @PostMapping("/trial")
    Tried tryOut(Actor actor) {
        return new Tried(trial.send(actor));
    }

    @PutMapping("/choices")
    ResponseEntity<ChoiceView> choose(Actor actor, Submission<ChooseNotices> submission) {
        ChooseNotices chosen = submission.read();
        if (chosen == null) return Problem.instead(Problem.of(submission.errors()));
        Choice choice = chosen.choice();
        notices.choose(actor, choice);
        return ResponseEntity.ok(ChoiceView.of(choice));
    }
}
