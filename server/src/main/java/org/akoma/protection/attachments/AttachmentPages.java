package org.akoma.protection.attachments;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The attachments of a child's file: the list, a new one, one of them, and its end. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/attachments")
class AttachmentPages {

    private static final int PAGE = 12;

    /** The page of the child's way home, which waits for a letter of acceptance. */
    private static final String LETTER = "homecoming";

    private static final String PROOF = "identity";

    private final FileShell shell;
    private final Attachments attachments;
    private final Contents contents;
    private final PersonCodes people;
    private final Formats words;
    private final Forms forms;

    AttachmentPages(
            FileShell shell,
            Attachments attachments,
            Contents contents,
            PersonCodes people,
            Formats words,
            Forms forms) {
        this.shell = shell;
        this.attachments = attachments;
        this.contents = contents;
        this.people = people;
        this.words = words;
        this.forms = forms;
    }

    private FileFrame around(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !attachments.sees(actor, frame.code())) throw notFound();
        return frame;
    }

    private static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }

    /** @param tooLarge what was sent from the form of a new one could not be taken: back to it */
    @GetMapping
    String list(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Section section,
            @RequestParam(name = "too-large", required = false) @Nullable String tooLarge,
            @RequestParam(required = false) @Nullable String busy,
            Model model) {
        FileFrame frame = around(actor, code, model);
        if (tooLarge != null) return "redirect:/cases/" + frame.code() + "/attachments/new?too-large";
        if (busy != null) return "redirect:/cases/" + frame.code() + "/attachments/new?busy";
        List<Attachments.Listed> all = attachments
                .gallery(actor, frame.code(), after, section, PAGE + 1)
                .orElseThrow(AttachmentPages::notFound);
        List<Attachments.Listed> shown = all.subList(0, Math.min(PAGE, all.size()));
        Map<UUID, String> codes = people.of(
                actor, shown.stream().map(one -> one.attachment().addedBy()).toList());
        model.addAttribute(
                "rows",
                shown.stream()
                        .map(one ->
                                AttachmentRow.of(one, codes.get(one.attachment().addedBy()), words))
                        .toList());
        model.addAttribute("sections", ordered(frame.sections()));
        model.addAttribute("section", section);
        model.addAttribute("adds", !attachments.writable(actor, frame.code()).isEmpty());
        String query = "?" + (section == null ? "" : "section=" + section + "&") + "after=";
        model.addAttribute(
                "next",
                all.size() > PAGE
                        ? "/cases/" + frame.code() + "/attachments" + query
                                + shown.getLast().attachment().id()
                        : null);
        return "attachments/list";
    }

    private static List<Section> ordered(Set<Section> sections) {
        return sections.stream()
                .filter(Attachment.SECTIONS::contains)
                .sorted(Comparator.comparing(Section::bit))
                .toList();
    }

    @GetMapping("/new")
    String ask(
            Actor actor,
            @PathVariable String code,
            @RequestParam(name = "too-large", required = false) @Nullable String tooLarge,
            @RequestParam(required = false) @Nullable String busy,
            @RequestParam(name = "for", required = false) @Nullable String page,
            HttpServletResponse response,
            Model model) {
        FileFrame frame = around(actor, code, model);
        PostedForm.empty(model, begun(page));
        String view = form(actor, frame, page, model);
        String why = tooLarge != null ? "attachments.form-too-large" : busy != null ? "house.busy" : null;
        if (why != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", List.of(FieldError.of("file", why)));
        }
        return view;
    }

    /** A letter for the child's way home is a document about where the child lives; what proves who it is, about its identity. */
    private static Form begun(@Nullable String page) {
        String id = Ids.next().toString();
        if (LETTER.equals(page))
            return Form.ofJson(Map.of("id", id, "kind", Attachment.Kind.LETTER, "section", Section.PLACEMENT));
        return Form.ofJson(
                PROOF.equals(page)
                        ? Map.of("id", id, "kind", Attachment.Kind.IDENTITY_DOCUMENT, "section", Section.IDENTITY)
                        : Map.of("id", id));
    }

    /** @param page of the file that waits for the document; null or unknown = none does */
    private String form(Actor actor, FileFrame frame, @Nullable String page, Model model) {
        model.addAttribute("aim", LETTER.equals(page) || PROOF.equals(page) ? page : null);
        model.addAttribute("next", next(page));
        List<Section> sections = ordered(attachments.writable(actor, frame.code()));
        if (sections.isEmpty()) throw notFound();
        model.addAttribute("sections", sections);
        model.addAttribute(
                "most",
                Stream.of(Media.Family.values())
                        .map(family -> contents.most(family) >> 20)
                        .toList());
        return "attachments/new";
    }

    private static String next(@Nullable String page) {
        if (PROOF.equals(page)) return "/identity/verification";
        return LETTER.equals(page) ? "/homecoming" : "/attachments";
    }

    /** Without a script the whole comes at once; with one, in parts ({@link SendingApi}). */
    @PostMapping
    String add(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(name = "for", required = false) @Nullable String page,
            Submission<AddAttachment.Input> submission,
            Model model)
            throws IOException {
        FileFrame frame = around(actor, code, model);
        form(actor, frame, page, model);
        AddAttachment.Input input = submission.read();
        FieldError elsewhere =
                input == null ? null : input.elsewhere(ordered(attachments.writable(actor, frame.code())));
        List<FieldError> wrong = new ArrayList<>(submission.errors());
        if (elsewhere != null) wrong.add(elsewhere);
        if (file.isEmpty() || file.get().isEmpty()) wrong.add(FieldError.of("file", "attachments.choose-file"));
        if (input == null || file.isEmpty() || !wrong.isEmpty())
            return submission.sent().again(wrong, m -> form(actor, frame, page, m));
        return PageResponses.answer(
                submission.sent(),
                attachments.add(actor, frame.code(), input.command(), read(file.get())),
                "/cases/" + frame.code() + next(page) + "?done=attachments.added",
                m -> form(actor, frame, page, m));
    }

    private static byte[] read(MultipartFile file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return in.readAllBytes();
        }
    }

    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, around(actor, code, model), id, model);
    }

    private String show(Actor actor, FileFrame frame, UUID id, Model model) {
        Attachment one = attachments.find(actor, frame.code(), id).orElseThrow(AttachmentPages::notFound);
        Attachment.Withdrawal gone = one.withdrawal();
        Map<UUID, String> codes =
                people.of(actor, gone == null ? List.of(one.addedBy()) : List.of(one.addedBy(), gone.by()));
        model.addAttribute("row", AttachmentRow.of(new Attachments.Listed(one, null), codes.get(one.addedBy()), words));
        model.addAttribute("one", one);
        model.addAttribute("ask", forms.view(WithdrawAttachment.Input.class));
        model.addAttribute("asked", !one.isWithdrawn() && attachments.isAsked(actor, one));
        model.addAttribute("goneBy", gone == null ? null : codes.get(gone.by()));
        model.addAttribute(
                "withdraws",
                !one.isWithdrawn()
                        && Attachments.mayWithdraw(actor, one)
                        && !attachments.isAsked(actor, one)
                        && attachments.writable(actor, frame.code()).contains(one.section()));
        return "attachments/one";
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String download) {
        return DownloadHeaders.of(opened(attachments.open(actor, code, id)), code, download != null);
    }

    private static Attachments.Opened opened(Outcome<Attachments.Opened> outcome) {
        return switch (outcome) {
            case Outcome.Done<Attachments.Opened>(var opened) -> opened;
            case Outcome.NotFound<Attachments.Opened>() -> throw notFound();
            case Outcome.Forbidden<Attachments.Opened>() -> throw PageRefusal.forbidden();
            case Outcome.Stale<Attachments.Opened>(var ignored, var fields) -> throw PageRefusal.overtaken();
            case Outcome.Refused<Attachments.Opened>(var why) -> throw PageRefusal.forbidden();
        };
    }

    /** A face, asked for: a picture in a page of its own, a paper to save. */
    @RecentFactor
    @PostMapping("/{id}/reveal")
    Object reveal(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        FileFrame frame = around(actor, code, model);
        Attachments.Opened opened = opened(attachments.reveal(actor, frame.code(), id));
        if (!opened.attachment().media().isPicture()) return DownloadHeaders.of(opened, frame.code(), true);
        show(actor, frame, id, model);
        model.addAttribute(
                "picture", AttachmentRow.inPage(opened.attachment().media().type(), opened.content()));
        return "attachments/revealed";
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<WithdrawAttachment.Input> submission,
            Model model) {
        FileFrame frame = around(actor, code, model);
        show(actor, frame, id, model);
        return PageResponses.answer(
                submission,
                input -> attachments.withdraw(actor, frame.code(), input.command(id)),
                (input, one) -> "/cases/" + frame.code() + "/attachments?done="
                        + (one.isWithdrawn() ? "attachments.withdrawn" : "attachments.withdrawal-asked"),
                m -> show(actor, frame, id, m));
    }
}
