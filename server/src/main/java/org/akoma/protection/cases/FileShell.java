package org.akoma.protection.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * The frame that the pages of a file share: identity bar and side navigation ({@code templates/cases/shell.html}). A page calls
 * {@link #around} first; what the reader may not see is not found, like what does not exist.
 */
@Component
public class FileShell {

    /** The code of a file in an address, as other rooms' pages write it too. */
    public static final String CODE = "{code:[A-Za-z]{2,6}-[0-9]{3,9}}";

    private final Readers readers;
    private final FileStore store;
    private final Emergencies emergencies;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final List<FileTabs> tabs;
    /** So long the confirmation of what was written says that an alert runs, and what is done about it first. */
    private static final Duration JUST_NOW = Duration.ofMinutes(5);

    private final FileTabs.Marks marks;
    private final FileDangers dangers;
    private final Aliases aliases;

    /** The room that knows how the team calls the child; a bean. */
    public interface Aliases {
        /** Whether there is an alias at all; not what it is. Call inside an actor's transaction. */
        boolean hasAlias(UUID file);
    }

    FileShell(
            Readers readers,
            FileStore store,
            Emergencies emergencies,
            ActorTransactions transactions,
            Journal journal,
            Clock clock,
            List<FileTabs> tabs,
            FileTabs.Marks marks,
            FileDangers dangers,
            Aliases aliases) {
        this.readers = readers;
        this.store = store;
        this.emergencies = emergencies;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.tabs = List.copyOf(tabs);
        this.marks = marks;
        this.dangers = dangers;
        this.aliases = aliases;
    }

    /** Puts {@code frame}, {@code file} and {@code fileNav} into the model, or answers 404. Does not journal: the page read does. */
    public FileFrame around(Actor actor, String code, Model model) {
        FileFrame frame = find(actor, code).orElseThrow(FileShell::notFound);
        model.addAttribute("frame", frame);
        model.addAttribute("file", frame.file());
        if (frame.worksOnIt())
            transactions.doAs(actor, () -> {
                bands(frame, model);
                model.addAttribute(
                        "hasAlias",
                        frame.holds(Section.IDENTITY)
                                && aliases.hasAlias(frame.file().id()));
                model.addAttribute(
                        "heldBack",
                        model.getAttribute("emergency") != null && emergencies.holdsBack(actor, frame.code()));
                nav(FileSection.shownIn(actor, frame, tabs, marks.of(frame)), model);
            });
        else nav(FileSection.shownIn(actor, frame, tabs, Map.of()), model);
        return frame;
    }

    private static void nav(List<NavItem> items, Model model) {
        model.addAttribute("fileNav", items);
        model.addAttribute(
                "opens",
                items.stream()
                        .flatMap(item -> Stream.concat(Stream.of(item), item.joined().stream()))
                        .map(NavItem::key)
                        .collect(Collectors.toSet()));
    }

    /** The danger and the emergency access that run now, for the notices under the identity bar. */
    private void bands(FileFrame frame, Model model) {
        UUID file = frame.file().id();
        List<FileDangers.Danger> running = new ArrayList<>(dangers.on(file));
        if (frame.least()) addTold(dangers.whereItSleeps(file), running);
        model.addAttribute("dangers", running);
        model.addAttribute("danger", running.isEmpty() ? null : running.getFirst());
        model.addAttribute("highProposed", !frame.least() && dangers.isHighProposed(file));
        Instant justNow = clock.instant().minus(JUST_NOW);
        FileDangers.Danger raised = running.stream()
                .filter(one -> one.bodily()
                        && one.closedAt() == null
                        && one.takenOnAt() == null
                        && !one.since().isBefore(justNow))
                .findFirst()
                .orElse(null);
        model.addAttribute("raised", raised);
        if (raised != null || frame.least()) model.addAttribute("whomToCall", dangers.whomToCall(frame.file()));
        model.addAttribute("emergency", emergencies.running(frame.file()).orElse(null));
    }

    /** What a shelter raised itself is shown once, as its own. */
    private static void addTold(List<FileDangers.Danger> told, List<FileDangers.Danger> running) {
        Set<String> own = running.stream().map(FileDangers.Danger::type).collect(Collectors.toSet());
        told.stream().filter(one -> !own.contains(one.type())).forEach(running::add);
    }

    /** Who is called about danger to the child, before anything is written. */
    public FileDangers.Call whomToCall(Actor actor, FileFrame frame) {
        return transactions.as(actor, () -> dangers.whomToCall(frame.file()));
    }

    /** As {@link #around}, for the page that opens the file: the opening is journalled, once. */
    public FileFrame opening(Actor actor, String code, Model model) {
        FileFrame frame = around(actor, code, model);
        remember(actor, frame);
        return frame;
    }

    public void remember(Actor actor, FileFrame frame) {
        remember(actor, frame, "cases.read");
    }

    /**
     * Who oversees all files has no key of this one: which it was is remembered on their own chain, and that they looked on the file's.
     *
     * @param act what of the file was read, such as {@code cases.history-read}
     */
    public void remember(Actor actor, FileFrame frame, String act) {
        transactions.doAs(actor, () -> {
            if (frame.worksOnIt()) journal.note(frame.file().id(), Section.STATUS, act, Map.of());
            else {
                journal.noteOwn(actor, "cases.status-read", Map.of("code", frame.code()));
                journal.noteOutside(frame.file().id(), Section.STATUS, "cases.status-read");
            }
        });
    }

    public Optional<FileFrame> find(Actor actor, String code) {
        if (!actor.may(Verb.CASE_READ)) return Optional.empty();
        return transactions.as(
                actor, () -> readers.find(code.toUpperCase(Locale.ROOT)).map(this::frame));
    }

    /**
     * One transaction for all that one request reads of a file, in which it is looked up once: the rooms that read inside join it. The work
     * changes nothing but the journal.
     */
    public <T extends @Nullable Object> T reading(Actor actor, Supplier<T> work) {
        return transactions.as(actor, () -> readers.reading(work));
    }

    private FileFrame frame(FileStore.Seen seen) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Reader reader = seen.reader();
        FileStore.Around around = store.around(seen.file().id());
        return new FileFrame(
                seen.file().shownTo(reader),
                reader.sections(),
                reader.written(),
                reader.worksOnIt(),
                around.apart().emergencyCareOnly(),
                around.apart().same(),
                reader.worksOnIt() && around.byEmergency(),
                reader.worksOnIt() && !reader.least() && !around.worksOnTheCase(),
                reader.least(),
                today);
    }

    /** The one answer for what does not exist and for what is not the reader's. */
    public static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }
}
