package org.akoma.cases;

import org.akoma.access.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages that show one file as a whole. */
@Controller
class FilePages {

    static final String CODE = "{code:[A-Za-z]{2,6}-[0-9]{3,9}}";

    private final FileShell shell;

    FilePages(FileShell shell) {
        this.shell = shell;
    }

    @GetMapping("/cases/" + CODE)
    String overview(Actor actor, @PathVariable String code, Model model) {
        shell.opening(actor, code, model);
        return "cases/overview";
    }
}
