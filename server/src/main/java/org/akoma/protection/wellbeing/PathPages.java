package org.akoma.protection.wellbeing;

import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The picture of a child's path over time, with the same facts as a table. */
@Controller
class PathPages {

    private final FileShell shell;
    private final ChildPaths paths;

    PathPages(FileShell shell, ChildPaths paths) {
        this.shell = shell;
        this.paths = paths;
    }

    @GetMapping("/cases/" + FileShell.CODE + "/path")
    String page(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        model.addAttribute("way", PageResponses.read(paths.of(actor, frame)));
        PostedForm.nothing(model);
        return "wellbeing/path";
    }
}
