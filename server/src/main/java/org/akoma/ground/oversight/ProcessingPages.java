package org.akoma.ground.oversight;

import java.util.Locale;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The register of processing, as a page that prints. */
@Controller
class ProcessingPages {

    private static final String HERE = "/processing";

    private final ProcessingRegister register;
    private final Forms forms;

    ProcessingPages(ProcessingRegister register, Forms forms) {
        this.register = register;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String show(Actor actor, Model model) {
        PostedForm.nothing(model);
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        if (!ProcessingRegister.reads(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Locale reader = LocaleContextHolder.getLocale();
        model.addAttribute("lines", register.lines(reader));
        model.addAttribute("registrations", register.registrations(actor));
        model.addAttribute("ask", ProcessingRegister.keeps(actor) ? forms.fresh(RecordRegistration.class) : null);
        return "oversight/processing";
    }

    @PostMapping(HERE + "/registrations")
    String record(Actor actor, Submission<RecordRegistration> submission) {
        return Answer.page(
                submission,
                said -> register.record(actor, said),
                done -> HERE + "?done=oversight.registration-recorded",
                m -> page(actor, m));
    }
}
