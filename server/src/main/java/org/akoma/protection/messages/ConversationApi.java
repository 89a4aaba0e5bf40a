package org.akoma.protection.messages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversations as JSON: the inbox, those of a file, what is said in one. */
@RestController
@RequestMapping("/api/v1")
class ConversationApi {

    private static final int PAGE = 50;

    private final Conversations conversations;
    private final Messages messages;
    private final PersonCodes people;

    ConversationApi(Conversations conversations, Messages messages, PersonCodes people) {
        this.conversations = conversations;
        this.messages = messages;
        this.people = people;
    }

    record ThreadView(
            UUID id,
            @Nullable String file,
            Section section,
            String subject,
            @Nullable String openedBy,
            Instant openedAt,
            int messages,
            Instant lastAt,
            @Nullable UUID referral) {
        static ThreadView of(Conversation one, Map<UUID, String> codes) {
            return new ThreadView(
                    one.id(),
                    one.fileCode(),
                    one.section(),
                    one.subject(),
                    codes.get(one.openedBy()),
                    one.openedAt(),
                    one.lastNumber(),
                    one.lastAt(),
                    one.referralId());
        }
    }

    record InboxView(ThreadView thread, int unread, boolean mentioned) {}

    record MessageView(
            UUID id,
            int number,
            Message.Kind kind,
            @Nullable String author,
            Instant at,
            @Nullable String text,
            @Nullable String about,
            List<String> mentions,
            @Nullable Instant withdrawnAt) {
        static MessageView of(Message one, Map<UUID, String> codes) {
            return new MessageView(
                    one.id(),
                    one.number(),
                    one.kind(),
                    codes.get(one.author()),
                    one.at(),
                    one.text(),
                    one.about() == null ? null : codes.get(one.about()),
                    one.mentions().stream()
                            .flatMap(id -> Stream.ofNullable(codes.get(id)))
                            .toList(),
                    one.withdrawnAt());
        }
    }

    record ParticipantView(
            @Nullable String person,
            Instant since,
            @Nullable Instant until) {}

    record OpenedView(ThreadView thread, int unread, List<ParticipantView> participants, List<String> mayMention) {}

    /** @param next the {@code cursor}, or the {@code after}, of the next page; null on the last */
    record Page<T>(List<T> items, @Nullable String next) {}

    /** The caller's inbox, unread first. */
    @GetMapping("/threads")
    ResponseEntity<Page<InboxView>> inbox(
            Actor actor,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") String limit) {
        if (!actor.may(Verb.MESSAGE_READ)) return Problem.forbidden();
        Integer most = limit(limit);
        Optional<InboxCursor> after = InboxCursor.read(cursor);
        if (most == null) return Problem.of(List.of(FieldError.of("limit", "form.range", 1, PAGE)));
        if (!cursor.isEmpty() && after.isEmpty()) return badCursor();
        List<InboxLine> lines = conversations.inbox(actor, after.orElse(null), most + 1);
        List<InboxLine> shown = lines.subList(0, Math.min(most, lines.size()));
        Map<UUID, String> codes = people.of(
                actor,
                shown.stream().map(line -> line.conversation().openedBy()).toList());
        return ResponseEntity.ok(new Page<>(
                shown.stream()
                        .map(line -> new InboxView(
                                ThreadView.of(line.conversation(), codes), line.unread(), line.mentioned()))
                        .toList(),
                lines.size() > most ? shown.getLast().place().text() : null));
    }

    private static @Nullable Integer limit(String typed) {
        return Form.ofJson(Map.of("limit", typed)).integer("limit", 1, PAGE);
    }

    private static <V> ResponseEntity<V> badCursor() {
        return Problem.of(HttpStatus.BAD_REQUEST, "referrals.bad-cursor");
    }

    @GetMapping("/cases/{code}/threads")
    ResponseEntity<Page<ThreadView>> ofFile(
            Actor actor, @PathVariable String code, @RequestParam(defaultValue = "") String cursor) {
        Optional<InboxCursor> before = InboxCursor.read(cursor);
        if (!cursor.isEmpty() && before.isEmpty()) return badCursor();
        return ApiResponses.of(conversations.ofFile(actor, code, before.orElse(null), PAGE + 1), all -> {
            List<Conversation> shown = all.subList(0, Math.min(PAGE, all.size()));
            Map<UUID, String> codes =
                    people.of(actor, shown.stream().map(Conversation::openedBy).toList());
            return ResponseEntity.ok(new Page<>(
                    shown.stream().map(one -> ThreadView.of(one, codes)).toList(),
                    all.size() > PAGE
                            ? new InboxLine(shown.getLast(), 0, false).place().text()
                            : null));
        });
    }

    /** Between structures, naming no child. */
    @ApiResponse(responseCode = "201", description = "The conversation", useReturnTypeSchema = true)
    @PostMapping("/threads")
    ResponseEntity<ThreadView> begin(Actor actor, Submission<BeginConversation.Input> submission) {
        if (!actor.may(Verb.MESSAGE_BEGIN)) return Problem.forbidden();
        return ApiResponses.created(
                submission, input -> conversations.begin(actor, input.command()), made -> view(actor, made));
    }

    /** In the file, for those who hold the section. */
    @ApiResponse(responseCode = "201", description = "The conversation", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/threads")
    ResponseEntity<ThreadView> beginInFile(
            Actor actor, @PathVariable String code, Submission<BeginConversation.InFile> submission) {
        Set<Section> circles = conversations.circlesOf(actor, code);
        if (circles.isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.MESSAGE_BEGIN)) return Problem.forbidden();
        return ApiResponses.created(
                submission, input -> conversations.begin(actor, code, input, circles), made -> view(actor, made));
    }

    private ThreadView view(Actor actor, Conversation made) {
        return ThreadView.of(made, people.of(actor, List.of(made.openedBy())));
    }

    /** Its subject, who takes part and who may be mentioned. No message is marked as read with it. */
    @GetMapping("/threads/{thread}")
    ResponseEntity<OpenedView> one(Actor actor, @PathVariable("thread") UUID id) {
        return ApiResponses.read(messages.around(actor, id), opened -> {
            Map<UUID, String> codes = people.of(
                    actor,
                    Stream.concat(
                                    Stream.of(opened.conversation().openedBy()),
                                    opened.participants().stream().map(Participant::personId))
                            .toList());
            return new OpenedView(
                    ThreadView.of(opened.conversation(), codes),
                    opened.unread(),
                    opened.participants().stream()
                            .map(one -> new ParticipantView(codes.get(one.personId()), one.since(), one.until()))
                            .toList(),
                    opened.readers().stream().map(Recipient::code).toList());
        });
    }

    /** The newest page, or with {@code before} an earlier one, or with {@code after} what was said since. It is read with it. */
    @GetMapping("/threads/{thread}/messages")
    ResponseEntity<Page<MessageView>> said(
            Actor actor,
            @PathVariable("thread") UUID id,
            @RequestParam(required = false) @Nullable Integer before,
            @RequestParam(required = false) @Nullable Integer after) {
        return ApiResponses.read(
                after == null ? messages.open(actor, id, before) : messages.newer(actor, id, after), opened -> {
                    Map<UUID, String> codes = people.of(actor, MessagePeople.in(opened.messages()));
                    Integer earlier = opened.earlier();
                    String next = after == null
                            ? earlier == null ? null : earlier.toString()
                            : opened.messages().size() == Messages.PAGE ? String.valueOf(opened.last()) : null;
                    return new Page<>(
                            opened.messages().stream()
                                    .map(one -> MessageView.of(one, codes))
                                    .toList(),
                            next);
                });
    }

    /** The same id again is the same message. */
    @ApiResponse(responseCode = "201", description = "The message", useReturnTypeSchema = true)
    @PostMapping("/threads/{thread}/messages")
    ResponseEntity<MessageView> say(Actor actor, @PathVariable UUID thread, Submission<SayInput.Say> submission) {
        return ApiResponses.created(
                submission, said -> messages.say(actor, thread, said.id(), said.text()), one -> view(actor, one));
    }

    /** Takes one's own message back: its place stays. */
    @PostMapping("/threads/{thread}/messages/{message}/withdrawal")
    ResponseEntity<MessageView> withdraw(Actor actor, @PathVariable("thread") UUID id, @PathVariable UUID message) {
        return ApiResponses.of(messages.withdraw(actor, id, message), one -> ResponseEntity.ok(view(actor, one)));
    }

    private MessageView view(Actor actor, Message one) {
        return MessageView.of(one, people.of(actor, MessagePeople.in(List.of(one))));
    }

    @ApiResponse(responseCode = "204", description = "Takes part")
    @PostMapping("/threads/{thread}/participants")
    ResponseEntity<Void> add(Actor actor, @PathVariable("thread") UUID id, Submission<SayInput.Add> submission) {
        return ApiResponses.of(
                submission,
                input -> conversations.add(actor, id, input.username()),
                in -> ResponseEntity.noContent().build());
    }

    /** Removes somebody, or leaves it oneself. */
    @ApiResponse(responseCode = "204", description = "They are out", useReturnTypeSchema = true)
    @DeleteMapping("/threads/{thread}/participants/{person}")
    ResponseEntity<Void> remove(Actor actor, @PathVariable("thread") UUID id, @PathVariable String person) {
        return ApiResponses.of(
                conversations.remove(actor, id, ConversationForm.username(person)),
                in -> ResponseEntity.noContent().build());
    }
}
