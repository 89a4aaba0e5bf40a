package org.akoma.exchange.packages;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * A package that came: first what it holds is shown, then a file is made of each child. Nothing is kept here between the two: a small package stays in the form,
 * encrypted; a larger one is chosen again, and is made into files only where it is the same that was shown.
 */
@Controller
class ImportPackagePages {

    static final String HERE = "/exchange/packages";

    /** Of a package that is carried in the form, before Base64. */
    private static final int MOST_CARRIED = 512 << 10;

    private final ReceivedPackages received;
    private final CallBacks callBacks;

    ImportPackagePages(ReceivedPackages received, CallBacks callBacks) {
        this.callBacks = callBacks;
        this.received = received;
    }

    @GetMapping(HERE)
    String page(Actor actor, Model model) {
        PostedForm.nothing(model);
        return form(actor, model);
    }

    private static String form(Actor actor, Model model) {
        if (!ReceivedPackages.allowed(actor)) throw PageRefusal.forbidden();
        return "packages/import";
    }

    @PostMapping(HERE)
    String open(Actor actor, @RequestParam @Nullable MultipartFile file, PostedForm posted, Model model)
            throws IOException {
        form(actor, model);
        if (file == null || file.isEmpty())
            return posted.again(FieldError.of("file", "exchange.choose-file"), m -> form(actor, m));
        byte[] bytes = PackageApi.bytes(file);
        return shown(actor, bytes, posted, model);
    }

    /** A partner calls a package back, whether a file was made of it or not. */
    @PostMapping(HERE + "/call-back")
    String calledBack(Actor actor, @RequestParam @Nullable MultipartFile file, PostedForm posted, Model model)
            throws IOException {
        form(actor, model);
        if (file == null || file.isEmpty())
            return posted.again(FieldError.of("call-back", "exchange.choose-file"), m -> form(actor, m));
        return switch (callBacks.read(actor, PackageApi.bytes(file))) {
            case CallBacks.Result.Read read -> answered(read, model);
            case CallBacks.Result.Shown shown -> throw new IllegalStateException("Read, not shown");
            case CallBacks.Result.Refused(String why) ->
                posted.again(FieldError.of("call-back", why), m -> form(actor, m));
            case CallBacks.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    /** To the file that is here; where there is none, the receipt is on the page alone. */
    static String answered(CallBacks.Result.Read read, Model model) {
        if (read.code() != null)
            return "redirect:/cases/" + read.code() + "/origin?done="
                    + (read.state() == CallBackReceipts.State.ASKED
                            ? "packages.call-back-asked"
                            : "packages.called-back");
        PostedForm.nothing(model);
        model.addAttribute("receipt", Base64.getEncoder().encodeToString(read.receipt()));
        return "packages/import";
    }

    private String shown(Actor actor, byte[] bytes, PostedForm posted, Model model) {
        return answer(actor, received.show(actor, bytes), bytes, posted, model);
    }

    /**
     * @param carried the package, Base64; empty where it is chosen again
     * @param sha256 of what was shown
     * @param otherChild codes as sent, of children who are others than those whose names sound alike
     * @param again codes as sent, of children who are here already and are brought up to date
     */
    @PostMapping(HERE + "/file")
    String make(
            Actor actor,
            @RequestParam(defaultValue = "") String carried,
            @RequestParam @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String sha256,
            @RequestParam(defaultValue = "") Set<String> otherChild,
            @RequestParam(defaultValue = "") Set<String> again,
            PostedForm posted,
            Model model)
            throws IOException {
        form(actor, model);
        byte[] bytes;
        try {
            bytes = carried.isEmpty() && file != null
                    ? PackageApi.bytes(file)
                    : Base64.getDecoder().decode(carried);
        } catch (IllegalArgumentException none) {
            return posted.again(FieldError.of("file", "packages.no-package"), m -> form(actor, m));
        }
        if (bytes.length == 0) return posted.again(FieldError.of("file", "exchange.choose-file"), m -> form(actor, m));
        return SealedFile.sha256(bytes).equals(sha256)
                ? answer(
                        actor,
                        received.take(actor, bytes, new ReceivedPackages.Answers(otherChild, again), one -> {}),
                        bytes,
                        posted,
                        model)
                : shown(actor, bytes, posted, model);
    }

    private static String answer(
            Actor actor, ReceivedPackages.Result result, byte[] bytes, PostedForm posted, Model model) {
        return switch (result) {
            case ReceivedPackages.Result.Shown(PackageContents contents) -> shown(contents, null, bytes, model);
            case ReceivedPackages.Result.Taken(PackageContents contents, byte[] receipt) -> {
                List<PackageContents.Child> made = contents.arrived();
                yield contents.children().size() == 1 && made.size() == 1
                        ? "redirect:/cases/" + made.getFirst().code() + "/origin?done=packages.imported"
                        : shown(contents, receipt, bytes, model);
            }
            case ReceivedPackages.Result.Refused(String code) ->
                posted.again(FieldError.of("file", code), m -> form(actor, m));
            case ReceivedPackages.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    /** @param receipt of the files that were made; null = none was, or nobody has said that they are to be made */
    private static String shown(PackageContents contents, byte @Nullable [] receipt, byte[] bytes, Model model) {
        PostedForm.nothing(model);
        model.addAttribute("contents", contents);
        model.addAttribute("made", contents.arrived());
        model.addAttribute(
                "asked",
                contents.children().stream()
                        .anyMatch(one -> one.state() == PackageContents.State.MAYBE_KNOWN
                                || one.state() == PackageContents.State.AGAIN
                                || one.state() == PackageContents.State.ERASED));
        model.addAttribute("ready", contents.in(PackageContents.State.READY));
        model.addAttribute(
                "receipt", receipt == null ? null : Base64.getEncoder().encodeToString(receipt));
        model.addAttribute(
                "carried",
                bytes.length > MOST_CARRIED ? null : Base64.getEncoder().encodeToString(bytes));
        model.addAttribute("sha256", SealedFile.sha256(bytes));
        return "packages/shown";
    }
}
