package org.akoma.exchange.packages;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
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

/** A package that came: first what it holds is shown, then a file is made of it. Between the two the encrypted file stays in the form: nothing is kept here. */
@Controller
class ImportPackagePages {

    static final String HERE = "/exchange/packages";

    /** Of a package that is carried in the form, before Base64; a larger one is imported by the command or the API. */
    private static final int MOST_CARRIED = 1 << 20;

    private final ReceivedPackages received;

    ImportPackagePages(ReceivedPackages received) {
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
        if (bytes.length > MOST_CARRIED)
            return posted.again(FieldError.of("file", "packages.too-large-here"), m -> form(actor, m));
        return answer(actor, received.show(actor, bytes), bytes, posted, model);
    }

    @PostMapping(HERE + "/file")
    String make(
            Actor actor,
            @RequestParam String carried,
            @RequestParam(defaultValue = "false") boolean otherChild,
            PostedForm posted,
            Model model) {
        form(actor, model);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(carried);
        } catch (IllegalArgumentException none) {
            return posted.again(FieldError.of("file", "packages.no-package"), m -> form(actor, m));
        }
        return answer(actor, received.take(actor, bytes, otherChild), bytes, posted, model);
    }

    private static String answer(
            Actor actor, ReceivedPackages.Result result, byte[] bytes, PostedForm posted, Model model) {
        return switch (result) {
            case ReceivedPackages.Result.Shown(ReceivedPackages.Contents contents) ->
                shown(contents, List.of(), bytes, model);
            case ReceivedPackages.Result.MaybeKnown(ReceivedPackages.Contents contents, List<String> codes) ->
                posted.again(
                        FieldError.of("otherChild", "packages.maybe-known"), m -> shown(contents, codes, bytes, m));
            case ReceivedPackages.Result.Made(var _, String code, var _) ->
                "redirect:/cases/" + code + "/origin?done=packages.imported";
            case ReceivedPackages.Result.Refused(String code) ->
                posted.again(FieldError.of("file", code), m -> form(actor, m));
            case ReceivedPackages.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    private static String shown(ReceivedPackages.Contents contents, List<String> codes, byte[] bytes, Model model) {
        if (!model.containsAttribute("errors")) PostedForm.nothing(model);
        model.addAttribute("contents", contents);
        model.addAttribute("alike", codes);
        model.addAttribute("carried", Base64.getEncoder().encodeToString(bytes));
        return "packages/shown";
    }
}
