package org.akoma.exchange.packages;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The packages of a file that is handed over, and for a file that came by one: from where. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class PackagePages {

    private static final String HERE = "/packages";
    private static final String ORIGIN = "/origin";

    private final FileShell shell;
    private final Packages packages;
    private final ReceivedPackages received;
    private final PackageReceipts receipts;
    private final CallBacks callBacks;
    private final Forms forms;

    PackagePages(
            FileShell shell,
            Packages packages,
            ReceivedPackages received,
            PackageReceipts receipts,
            CallBacks callBacks,
            Forms forms) {
        this.callBacks = callBacks;
        this.shell = shell;
        this.packages = packages;
        this.received = received;
        this.receipts = receipts;
        this.forms = forms;
    }

    static String of(String code) {
        return "/cases/" + code + HERE;
    }

    @GetMapping(HERE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (frame.least()) throw FileShell.notFound();
        Packages.Standing standing = PageResponses.read(packages.of(actor, frame.code()));
        Decision waiting = packages.waiting(actor, standing);
        model.addAttribute("standing", standing);
        model.addAttribute("request", waiting == null ? null : waiting.id());
        boolean asks = actor.may(Verb.PACKAGE_ASK)
                && frame.mayWrite(Section.STATUS)
                && frame.mayWrite(Section.IDENTITY)
                && !frame.byEmergency();
        PackageStore.Ready ready = standing.ready();
        asks &= ready == null || !ready.ownYes();
        model.addAttribute("asks", asks && ready != null && ready.keyKnown() && ready.mayLeave() && !standing.waits());
        model.addAttribute("reads", PackageReceipts.allowed(actor) && frame.worksOnIt());
        model.addAttribute("takes", asks);
        model.addAttribute("calls", CallBacks.calls(actor) && frame.worksOnIt());
        model.addAttribute("previews", Packages.previews(actor) && DossierPages.holdsAll(frame) && ready != null);
        model.addAttribute("ask", forms.fresh(AskPackage.class));
        return "packages/file";
    }

    @PostMapping(HERE)
    String ask(Actor actor, @PathVariable String code, Submission<AskPackage> submission) {
        return PageResponses.answer(
                submission,
                command -> packages.ask(actor, upper(code), command),
                command -> of(upper(code)) + "?done=packages.asked",
                m -> show(actor, code, m));
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(HERE + "/{id}/file")
    Object take(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        FactorAgain.Show shown = submission.read();
        String page = of(upper(code));
        Function<Model, String> asking = m -> factorAgain(forms, page + "/" + id + "/file", page, m);
        if (shown == null) return submission.again(asking);
        Outcome<Packages.Taken> taken = packages.take(actor, upper(code), id, shown.secondFactor());
        if (taken instanceof Outcome.Done<Packages.Taken>(Packages.Taken one))
            return PackageApi.file(one.name(), one.bytes());
        boolean asked = taken instanceof Outcome.Refused<Packages.Taken>(var errors) && isFactorAsked(errors);
        return PageResponses.answer(submission.sent(), taken, page, asked ? asking : m -> show(actor, code, m));
    }

    @GetMapping(HERE + "/{id}/call-back")
    String callBack(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return calling(actor, code, id, model);
    }

    private String calling(Actor actor, String code, UUID id, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (frame.least() || !frame.worksOnIt() || !CallBacks.calls(actor)) throw FileShell.notFound();
        SentPackage sent = PageResponses.read(packages.of(actor, frame.code())).all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(FileShell::notFound);
        model.addAttribute("sent", sent);
        model.addAttribute("ask", forms.fresh(CallBacks.Call.class));
        return "packages/call-back";
    }

    @PostMapping(HERE + "/{id}/call-back")
    String callBack(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CallBacks.Call> submission) {
        return PageResponses.answer(
                submission,
                command -> callBacks.call(actor, upper(code), id, command),
                command -> of(upper(code)) + "?done=packages.call-back",
                m -> calling(actor, code, id, m));
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping(HERE + "/{id}/call-back/file")
    ResponseEntity<byte[]> callBackFile(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        Packages.Taken taken = PageResponses.read(callBacks.file(actor, upper(code), id));
        return PackageApi.file(taken.name(), taken.bytes());
    }

    /** A partner calls back what the file was made of; for who works on the file. */
    @PostMapping(ORIGIN + "/call-back")
    String calledBack(
            Actor actor,
            @PathVariable String code,
            @RequestParam @Nullable MultipartFile file,
            PostedForm posted,
            Model model)
            throws IOException {
        if (file == null || file.isEmpty())
            return posted.again(FieldError.of("file", "exchange.choose-file"), m -> from(actor, code, m));
        return switch (callBacks.read(actor, PackageApi.bytes(file))) {
            case CallBacks.Result.Read read -> ImportPackagePages.answered(read, model);
            case CallBacks.Result.Shown shown -> throw new IllegalStateException("Read, not shown");
            case CallBacks.Result.Refused(String why) ->
                posted.again(FieldError.of("file", why), m -> from(actor, code, m));
            case CallBacks.Result.Forbidden() -> throw FileShell.notFound();
        };
    }

    @PostMapping(HERE + "/receipt")
    String receipt(
            Actor actor, @PathVariable String code, @RequestParam @Nullable MultipartFile file, PostedForm posted)
            throws IOException {
        if (file == null || file.isEmpty())
            return posted.again(FieldError.of("file", "exchange.choose-file"), m -> show(actor, code, m));
        return switch (receipts.read(actor, PackageApi.bytes(file))) {
            case PackageReceipts.Result.Read(var _, var _) -> "redirect:" + of(upper(code)) + "?done=packages.arrived";
            case PackageReceipts.Result.CallBackAnswered(var _) ->
                "redirect:" + of(upper(code)) + "?done=packages.call-back-answered";
            case PackageReceipts.Result.Refused(String why) ->
                posted.again(FieldError.of("file", why), m -> show(actor, code, m));
            case PackageReceipts.Result.Forbidden() -> throw FileShell.notFound();
        };
    }

    @GetMapping(ORIGIN)
    String origin(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return from(actor, code, model);
    }

    private String from(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (frame.least()) throw FileShell.notFound();
        model.addAttribute("origin", PageResponses.read(received.of(actor, frame.code())));
        model.addAttribute("accepts", actor.is(Role.CASE_SUPERVISOR) && frame.mayWrite(Section.STATUS));
        model.addAttribute("reads", CallBacks.reads(actor) && frame.worksOnIt());
        model.addAttribute("papers", DossierPages.holdsAll(frame));
        return "packages/origin";
    }

    @PostMapping(ORIGIN + "/acceptance")
    String accept(Actor actor, @PathVariable String code, PostedForm posted) {
        return PageResponses.answer(
                posted,
                received.accept(actor, upper(code)),
                "/cases/" + upper(code) + ORIGIN + "?done=packages.accepted",
                m -> from(actor, code, m));
    }

    @PostMapping(ORIGIN + "/receipt")
    ResponseEntity<byte[]> ownReceipt(Actor actor, @PathVariable String code) {
        return PackageApi.file(upper(code) + ".receipt.age", PageResponses.read(received.receipt(actor, upper(code))));
    }

    @PostMapping(ORIGIN + "/call-back/receipt")
    ResponseEntity<byte[]> callBackReceipt(Actor actor, @PathVariable String code) {
        return PackageApi.file(
                upper(code) + ".call-back.receipt.age", PageResponses.read(callBacks.receipt(actor, upper(code))));
    }

    @RecentFactor
    @PostMapping(ORIGIN + "/paper")
    ResponseEntity<byte[]> paper(Actor actor, @PathVariable String code) {
        return PackageApi.file(
                upper(code) + "-origine.pdf",
                MediaType.APPLICATION_PDF,
                PageResponses.read(received.paper(actor, upper(code))));
    }

    /**
     * The page on which who takes a package shows the second factor again.
     *
     * @param file where the form is sent
     * @param back the page that it was opened from
     */
    static String factorAgain(Forms forms, String file, String back, Model model) {
        model.addAttribute("ask", forms.view(FactorAgain.Show.class));
        model.addAttribute("file", file);
        model.addAttribute("back", back);
        return "packages/factor";
    }

    static boolean isFactorAsked(List<FieldError> errors) {
        return errors.stream().anyMatch(one -> one.field().equals(FactorAgain.FIELD));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
