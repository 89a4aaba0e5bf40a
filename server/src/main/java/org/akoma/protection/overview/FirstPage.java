package org.akoma.protection.overview;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.NextOnFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.identity.Corrections;
import org.akoma.protection.placement.ReturnExceptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the first page of a file says, on the screen and on paper, as its reader sees it. */
@Component
class FirstPage {

    private static final int EVENTS = 30;

    private final FileOverviews overviews;
    private final ReturnExceptions exceptions;
    private final Corrections corrections;
    private final Grants grants;
    private final ActorTransactions transactions;
    private final Formats words;
    private final List<GlancePart> glanceParts;
    private final PersonCodes people;
    private final NextOnFile tasks;
    private final Clock clock;

    FirstPage(
            FileOverviews overviews,
            ReturnExceptions exceptions,
            Corrections corrections,
            Grants grants,
            ActorTransactions transactions,
            Formats words,
            List<GlancePart> glanceParts,
            PersonCodes people,
            NextOnFile tasks,
            Clock clock) {
        this.overviews = overviews;
        this.exceptions = exceptions;
        this.corrections = corrections;
        this.grants = grants;
        this.transactions = transactions;
        this.words = words;
        this.glanceParts = List.copyOf(glanceParts);
        this.people = people;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @param whole with the parts of higher rooms, which paper prints in its own way */
    void fill(Actor actor, FileFrame frame, boolean whole, Model model) {
        FileOverview overview = overviews.of(actor, frame);
        model.addAttribute("overview", overview);
        boolean works = frame.worksOnIt() && !frame.least() && !frame.proposed();
        if (works && frame.holds(Section.IDENTITY))
            model.addAttribute("correction", corrections.waiting(actor, frame.code()));
        model.addAttribute("exceptions", exceptions.agreed(actor, frame.code()));
        List<GlancePart.Glance> glances = works && whole
                ? glanceParts.stream()
                        .flatMap(part -> part.partFor(actor, frame).stream())
                        .toList()
                : List.of();
        model.addAttribute("glances", glances);
        List<GlancePart.Event> others =
                glances.stream().flatMap(glance -> glance.events().stream()).toList();
        model.addAttribute("events", EventRow.of(overview.events(), others, EVENTS, words));
        List<ClockRow> clocks = ClockRow.of(actor, frame, overview.clocks(), clock.instant());
        model.addAttribute("clocks", clocks);
        model.addAttribute("due", clocks.stream().filter(ClockRow::runs).toList());
        model.addAttribute("leads", leads(actor, frame));
        model.addAttribute("now", clock.instant());
        model.addAttribute("todo", works ? tasks.open(actor, frame.code()) : List.of());
        model.addAttribute("met", clocks.stream().filter(row -> !row.runs()).toList());
        model.addAttribute("seers", FilePages.Seer.running(actor, overview.grants(), clock.instant()));
        model.addAttribute("byRole", overview.grants().isEmpty() ? List.of() : transactions.as(actor, grants::byRole));
        if (!works) model.addAttribute("follows", follows(actor, frame));
    }

    /** Whether all tasks of the file are this person's or of those whom they supervise; to others its clocks tell what is due. */
    private static boolean leads(Actor actor, FileFrame frame) {
        UUID me = actor.personId();
        return me.equals(frame.file().workerId()) || me.equals(frame.file().supervisorId());
    }

    /** Whom to ask about the child; null where that is the reader. */
    private @Nullable String follows(Actor actor, FileFrame frame) {
        UUID worker = frame.file().workerId();
        return worker.equals(actor.personId())
                ? null
                : people.of(actor, List.of(worker)).get(worker);
    }
}
