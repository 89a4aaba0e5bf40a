package org.akoma.protection.overview;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.identity.EarlierVersion;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Earlier versions of what is written of a child, for who works on the file. */
@Controller
class FormerPages {

    private final FileShell shell;
    private final FormerRecords former;
    private final PersonCodes people;

    FormerPages(FileShell shell, FormerRecords former, PersonCodes people) {
        this.shell = shell;
        this.former = former;
        this.people = people;
    }

    @RecentFactor
    @GetMapping("/cases/" + FileShell.CODE + "/former/{record}")
    String show(
            Actor actor,
            @PathVariable String code,
            @PathVariable String record,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Cache-Control", "no-store");
        FileFrame frame = shell.around(actor, code, model);
        EarlierVersion.Kind kind = EarlierVersion.Kind.of(record).orElseThrow(FileShell::notFound);
        if (!frame.worksOnIt() || !frame.holds(kind.section)) throw FileShell.notFound();
        List<EarlierVersion> all = former.read(actor, frame.code(), kind).orElseThrow(FileShell::notFound);
        model.addAttribute("kind", kind);
        model.addAttribute("labels", kind.labels);
        model.addAttribute("former", all);
        model.addAttribute("lists", PageResponses.CODED);
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        all.stream()
                                .map(EarlierVersion::replacedBy)
                                .filter(Objects::nonNull)
                                .toList()));
        return "overview/former";
    }
}
