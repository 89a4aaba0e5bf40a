package org.akoma.exchange.packages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.akoma.exchange.dossiers.Dossier;
import org.akoma.exchange.dossiers.LegibleDossier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.overview.PrintedPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/** Records of children as people read them: what a package would take along now and what stays here, and what came along with a package. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class DossierPages {

    static final String RECEIVED = "/received-record";

    private final FileShell shell;
    private final Packages packages;
    private final ReceivedPackages received;
    private final LegibleDossier legible;

    DossierPages(FileShell shell, Packages packages, ReceivedPackages received, LegibleDossier legible) {
        this.shell = shell;
        this.packages = packages;
        this.received = received;
        this.legible = legible;
    }

    /** Whether who reads the file holds all that a record may speak of. */
    static boolean holdsAll(FileFrame frame) {
        return Arrays.stream(Section.values()).allMatch(frame::holds);
    }

    @RecentFactor
    @GetMapping("/packages/preview")
    String preview(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        FileFrame frame = frame(actor, code, model);
        Dossier dossier = PageResponses.read(packages.preview(actor, frame.code()));
        model.addAttribute("leftOut", dossier.leftOut());
        model.addAttribute("parts", legible.parts(dossier.record()));
        return "packages/preview";
    }

    @RecentFactor
    @GetMapping(RECEIVED)
    String received(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        FileFrame frame = frame(actor, code, model);
        ReceivedPackage origin = PageResponses.read(received.of(actor, frame.code()));
        if (origin.closed()) return "redirect:/cases/" + frame.code() + "/origin";
        model.addAttribute("origin", origin);
        model.addAttribute("parts", legible.parts(PageResponses.read(received.legible(actor, frame.code()))));
        return "packages/received";
    }

    private FileFrame frame(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code.toUpperCase(Locale.ROOT), model);
        if (frame.least() || !holdsAll(frame)) throw FileShell.notFound();
        return frame;
    }

    /** @param parts of the record */
    record Printed(ReceivedPackage origin, List<LegibleDossier.Part> parts) {}

    /** On the paper of the whole file: the record that came along with the package that the file was made of. */
    @Component
    @Order(12)
    static class OnPaper implements PrintedPart {

        private final ReceivedPackages received;
        private final LegibleDossier legible;

        OnPaper(ReceivedPackages received, LegibleDossier legible) {
            this.received = received;
            this.legible = legible;
        }

        @Override
        public Optional<PrintedPart.Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
            if (paper != Paper.FILE || !frame.worksOnIt() || frame.least() || !holdsAll(frame)) return Optional.empty();
            return received.of(actor, frame.code()) instanceof Outcome.Done<ReceivedPackage>(ReceivedPackage origin)
                            && received.legible(actor, frame.code()) instanceof Outcome.Done<JsonNode>(JsonNode record)
                    ? Optional.of(new PrintedPart.Printed(
                            "packages/printed", new DossierPages.Printed(origin, legible.parts(record))))
                    : Optional.empty();
        }
    }
}
