package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.visits.VisitState;
import org.akoma.protection.visits.Visits;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The picture of a child's path over time, with the same facts as a table. */
@Controller
class PathPages {

    private final FileShell shell;
    private final CaseWork work;
    private final CsiStore indexes;
    private final Visits visits;
    private final PathStore store;
    private final Policies policies;

    PathPages(FileShell shell, CaseWork work, CsiStore indexes, Visits visits, PathStore store, Policies policies) {
        this.shell = shell;
        this.work = work;
        this.indexes = indexes;
        this.visits = visits;
        this.store = store;
        this.policies = policies;
    }

    @GetMapping("/cases/" + FileShell.CODE + "/path")
    String page(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        model.addAttribute(
                "way",
                PageResponses.read(work.read(
                        actor,
                        frame.code(),
                        Section.FOLLOW_UP,
                        "followup.path-read",
                        file -> path(file, frame.today()))));
        PostedForm.nothing(model);
        return "wellbeing/path";
    }

    private ChildPath path(CaseFile file, LocalDate today) {
        VisitState.Limits limits = VisitState.Limits.of(policies);
        List<ChildPath.Mark> seen = visits.of(file.id()).stream()
                .filter(visit -> !visit.plannedOn().isAfter(today))
                .map(visit -> new ChildPath.Mark(
                        0,
                        visit.state(today, limits).name(),
                        visit.done() == null ? visit.plannedOn() : visit.done().on()))
                .toList();
        return ChildPath.of(
                LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC),
                today,
                store.risks(file.id()),
                seen,
                store.attendance(file.id()),
                indexes.of(file.id()));
    }
}
