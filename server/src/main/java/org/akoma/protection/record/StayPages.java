package org.akoma.protection.record;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.FileTabs;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.akoma.protection.placement.StayInstruction;
import org.akoma.protection.placement.Stays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** For the manager of the shelter where a child stays: what to do for its safety, the court's order, what is urgent for its health, and notes. */
@Controller
class StayPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/stay";

    private final FileShell shell;
    private final Placements placements;
    private final Stays stays;
    private final Medicals medicals;
    private final Notes notes;
    private final PersonCodes people;
    private final Identities identities;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    StayPages(
            FileShell shell,
            Placements placements,
            Stays stays,
            Medicals medicals,
            Notes notes,
            PersonCodes people,
            Identities identities,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.identities = identities;
        this.transactions = transactions;
        this.journal = journal;
        this.stays = stays;
        this.shell = shell;
        this.placements = placements;
        this.medicals = medicals;
        this.notes = notes;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        return show(actor, own(actor, code, model), Prefill.with(Map.of("at", clock.instant())), model);
    }

    private FileFrame own(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!placements.isHoused(actor, frame.code())) throw FileShell.notFound();
        return frame;
    }

    private String show(Actor actor, FileFrame frame, Form form, Model model) {
        List<Medical> urgent = medicals.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        List<Note> written = notes.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        List<StayInstruction> instructions = PageResponses.read(stays.instructions(actor, frame.code()));
        List<UUID> authors = Stream.of(
                        urgent.stream().map(Medical::recordedBy),
                        written.stream().map(Note::recordedBy),
                        instructions.stream().map(StayInstruction::recordedBy))
                .flatMap(each -> each)
                .distinct()
                .toList();
        model.addAttribute("stay", running(actor, frame));
        model.addAttribute("instruction", instructions.isEmpty() ? null : instructions.getFirst());
        model.addAttribute("replaced", instructions.stream().skip(1).toList());
        model.addAttribute("form", form);
        model.addAttribute("records", urgent);
        model.addAttribute("notes", written);
        model.addAttribute("kinds", Notes.OF_SHELTERS);
        model.addAttribute("people", people.of(actor, authors));
        model.addAttribute("languages", transactions.as(actor, () -> languages(frame)));
        return "record/stay";
    }

    /** In which the child is spoken to on its first night; nothing else of who it is. */
    private List<String> languages(FileFrame frame) {
        List<String> spoken =
                identities.shown(frame.file()).map(Identity::languages).orElse(List.of());
        if (!spoken.isEmpty()) journal.note(frame.file().id(), Section.IDENTITY, "cases.languages-read", Map.of());
        return spoken;
    }

    private @Nullable Placement running(Actor actor, FileFrame frame) {
        return PageResponses.read(placements.of(actor, frame.code())).stream()
                .filter(one -> one.state() == Placement.State.CURRENT)
                .findFirst()
                .orElse(null);
    }

    @PostMapping(PAGE + "/notes")
    String write(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        FileFrame frame = own(actor, code, model);
        Form form = posted.form();
        Note.Kind kind = form.requiredChoice("kind", Note.Kind.class);
        Instant at = form.requiredMoment("at");
        String text = form.required("text", Form.LONG_TEXT);
        if (kind == null || at == null || text == null) return posted.again(m -> show(actor, frame, form, m));
        return PageResponses.answer(
                posted,
                notes.write(actor, frame.code(), Ids.next(), kind, at, text),
                "/cases/" + frame.code() + "/stay?done=cases.note",
                m -> show(actor, frame, form, m));
    }

    /** The page in the file's side navigation. */
    @Component
    @Order(5)
    static class Tab implements FileTabs {

        private final Stays stays;
        private final ActorTransactions transactions;

        Tab(Stays stays, ActorTransactions transactions) {
            this.stays = stays;
            this.transactions = transactions;
        }

        @Override
        public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
            boolean houses =
                    frame.least() && frame.worksOnIt() && transactions.as(actor, () -> stays.houses(frame.file()));
            return houses
                    ? List.of(NavItem.of("stay", "/cases/" + frame.code() + "/stay", "hand")
                            .in("care"))
                    : List.of();
        }
    }
}
