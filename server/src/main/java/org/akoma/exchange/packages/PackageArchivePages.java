package org.akoma.exchange.packages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The children whom authorities have accepted, and the packages of several of them. */
@Controller
class PackageArchivePages {

    static final String HERE = "/packages";

    private final PackageArchives archives;
    private final PackageReceipts receipts;
    private final CallBacks callBacks;
    private final Forms forms;

    PackageArchivePages(PackageArchives archives, PackageReceipts receipts, CallBacks callBacks, Forms forms) {
        this.callBacks = callBacks;
        this.archives = archives;
        this.receipts = receipts;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String page(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, null, model);
    }

    /** The form of one authority. */
    @GetMapping(HERE + "/ask")
    String asking(Actor actor, @RequestParam String to, Model model) {
        PostedForm.nothing(model);
        return show(actor, to, model);
    }

    /** @param to the authority for whose children the form is shown; null = the list of all */
    private String show(Actor actor, @Nullable String to, Model model) {
        if (!(archives.board(actor) instanceof Answer.Done<PackageArchives.Board>(PackageArchives.Board board)))
            throw PageRefusal.forbidden();
        model.addAttribute("board", board);
        model.addAttribute("asks", PackageArchives.asks(actor));
        model.addAttribute(
                "packs",
                board.receivers().stream()
                        .filter(one -> !one.in(HandedChild.State.READY).isEmpty())
                        .collect(Collectors.toMap(
                                PackageArchives.Receiver::to,
                                one -> forms.fresh(PackTogether.class).prefilled("to", one.to()))));
        if (to == null) return "packages/board";
        PackageArchives.Receiver receiver = board.receivers().stream()
                .filter(one -> one.to().equals(to))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        List<HandedChild> children = receiver.in(HandedChild.State.NOT_ASKED);
        if (!PackageArchives.asks(actor) || children.isEmpty()) throw PageRefusal.notFound();
        model.addAttribute("receiver", receiver);
        model.addAttribute("children", children);
        model.addAttribute("ask", forms.fresh(AskTogether.class).prefilled("to", to));
        return "packages/ask";
    }

    @PostMapping(HERE + "/requests")
    String ask(Actor actor, @RequestParam(defaultValue = "") String to, Submission<AskTogether> submission) {
        return Answer.page(
                submission,
                command -> archives.ask(actor, command),
                asked -> HERE + "?done=packages.asked-together",
                m -> show(actor, to, m));
    }

    @PostMapping(HERE + "/archives")
    String pack(Actor actor, Submission<PackTogether> submission) {
        return Answer.page(
                submission,
                command -> archives.pack(actor, command),
                packed -> HERE + "?done=packages.packed",
                m -> show(actor, null, m));
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(HERE + "/archives/{id}/file")
    Object take(Actor actor, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        FactorAgain.Show shown = submission.read();
        Function<Model, String> asking =
                m -> PackagePages.factorAgain(forms, HERE + "/archives/" + id + "/file", HERE, m);
        if (shown == null) return submission.again(asking);
        return switch (archives.take(actor, id, shown.secondFactor())) {
            case Answer.Done<Packages.Taken>(Packages.Taken one) -> PackageApi.file(one.name(), one.bytes());
            case Answer.NotFound<Packages.Taken> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<Packages.Taken> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Packages.Taken> later -> "redirect:" + HERE;
            case Answer.Refused<Packages.Taken>(var errors) ->
                submission
                        .sent()
                        .again(errors, PackagePages.isFactorAsked(errors) ? asking : m -> show(actor, null, m));
        };
    }

    @PostMapping(HERE + "/receipt")
    String receipt(Actor actor, @RequestParam @Nullable MultipartFile file, PostedForm posted) throws IOException {
        if (file == null || file.isEmpty())
            return posted.again(FieldError.of("file", "exchange.choose-file"), m -> show(actor, null, m));
        return switch (receipts.read(actor, PackageApi.bytes(file))) {
            case PackageReceipts.Result.Read(var _, Map<UUID, String> refused)
            when refused.isEmpty() -> "redirect:" + HERE + "?done=packages.arrived";
            case PackageReceipts.Result.Read(var _, Map<UUID, String> refused) ->
                posted.again(
                        FieldError.of("file", "packages.arrived-in-part", String.valueOf(refused.size())),
                        m -> show(actor, null, m));
            case PackageReceipts.Result.CallBackAnswered(var _) ->
                "redirect:" + HERE + "?done=packages.call-back-answered";
            case PackageReceipts.Result.Refused(String why) ->
                posted.again(FieldError.of("file", why), m -> show(actor, null, m));
            case PackageReceipts.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    // ---------- what left, for the data protection officer

    static final String LEFT = HERE + "/left";

    @GetMapping(LEFT)
    String left(Actor actor, Model model) {
        PostedForm.nothing(model);
        return left(actor, null, model);
    }

    /** The form by which one of them is called back. */
    @GetMapping(LEFT + "/{id}")
    String calling(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return left(actor, id, model);
    }

    private String left(Actor actor, @Nullable UUID id, Model model) {
        if (!(callBacks.left(actor) instanceof Answer.Done<List<CallBacks.Left>>(List<CallBacks.Left> all)))
            throw PageRefusal.forbidden();
        List<CallBacks.Left> shown = id == null
                ? all
                : all.stream().filter(one -> one.sent().id().equals(id)).toList();
        if (id != null && shown.isEmpty()) throw PageRefusal.notFound();
        model.addAttribute("left", shown);
        model.addAttribute("one", id == null ? null : shown.getFirst().sent());
        model.addAttribute("ask", forms.fresh(CallBacks.Call.class));
        return "packages/left";
    }

    @PostMapping(LEFT + "/{id}/call-back")
    String callBack(Actor actor, @PathVariable UUID id, Submission<CallBacks.Call> submission) {
        return Answer.page(
                submission,
                command -> callBacks.call(actor, id, command),
                called -> LEFT + "?done=packages.call-back",
                m -> left(actor, id, m));
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(LEFT + "/{id}/call-back/file")
    ResponseEntity<byte[]> callBackFile(Actor actor, @PathVariable UUID id) {
        return switch (callBacks.file(actor, id)) {
            case Answer.Done<Packages.Taken>(Packages.Taken one) -> PackageApi.file(one.name(), one.bytes());
            case Answer.Forbidden<Packages.Taken> no -> throw PageRefusal.forbidden();
            case Answer.NotFound<Packages.Taken> none -> throw PageRefusal.notFound();
            case Answer.Overtaken<Packages.Taken> later -> throw PageRefusal.notFound();
            case Answer.Refused<Packages.Taken> refused -> throw PageRefusal.notFound();
        };
    }
}
