package org.akoma.protection.drafts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Keeps what is typed so far, by a button or by the page itself while somebody types; and deletes it. */
@Controller
class DraftPages {

    private final Drafts drafts;
    private final Formats words;

    DraftPages(Drafts drafts, Formats words) {
        this.drafts = drafts;
        this.words = words;
    }

    /** By the button: back to the form as it was typed; or to where the person goes on, when they stop here. */
    @PostMapping("/drafts")
    String keep(Actor actor, HttpServletRequest request) {
        KeepDraft draft = sent(request);
        return switch (drafts.keep(actor, draft)) {
            case KeepDraft.Result.Kept(var at) -> "redirect:" + next(request, draft, at);
            case KeepDraft.Result.NotFound() -> throw PageRefusal.notFound();
            case KeepDraft.Result.Forbidden() -> throw PageRefusal.forbidden();
            case KeepDraft.Result.Refused refused ->
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private static String next(HttpServletRequest request, KeepDraft draft, Instant at) {
        String file = draft.begun().file();
        if (request.getParameter("draft.stop") != null)
            return (file == null ? "/cases" : "/cases/" + file) + "?done=drafts.kept";
        return new Draft.Line(draft.begun(), draft.at(), at).resuming() + "&done=drafts.kept";
    }

    /** By the page itself: answers when it was kept, in words. */
    @PostMapping(path = "/drafts", headers = "X-Draft")
    ResponseEntity<String> keepQuietly(Actor actor, HttpServletRequest request) {
        return switch (drafts.keep(actor, sent(request))) {
            case KeepDraft.Result.Kept(var at) ->
                ResponseEntity.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(words.text("drafts.kept.at", words.time(at)));
            case KeepDraft.Result.NotFound() -> ResponseEntity.notFound().build();
            case KeepDraft.Result.Forbidden() ->
                ResponseEntity.status(HttpStatus.FORBIDDEN).build();
            case KeepDraft.Result.Refused refused ->
                ResponseEntity.unprocessableContent().build();
        };
    }

    @PostMapping("/drafts/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        String at = drafts.find(actor, id).map(Draft::at).orElseThrow(PageRefusal::notFound);
        drafts.discard(actor, id);
        return "redirect:" + at + (at.contains("?") ? "&" : "?") + "done=drafts.discarded";
    }

    private KeepDraft sent(HttpServletRequest request) {
        String form = text(request, "draft.form");
        UUID id = DraftsOfPages.uuid(request.getParameter(DraftsOfPages.ID));
        if (id == null) throw PageRefusal.notFound();
        String file = text(request, "draft.file");
        return new KeepDraft(
                new Draft.Begun(
                        id,
                        form,
                        file.isEmpty() ? null : file,
                        DraftsOfPages.uuid(request.getParameter("draft.thing"))),
                text(request, "draft.at"),
                drafts.ofForm(form, request.getParameterMap()));
    }

    private static String text(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
