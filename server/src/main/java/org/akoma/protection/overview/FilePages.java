package org.akoma.protection.overview;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.HistoryFilter;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The pages that show one file as a whole: overview, history, and who can see it. */
@Controller
class FilePages {

    /** Each entry is several lines on a telephone. */
    private static final int ENTRIES = 10;

    private final FileShell shell;
    private final FirstPage first;
    private final Journal journal;
    private final Grants grants;
    private final ActorTransactions transactions;
    private final Formats words;
    private final Clock clock;

    FilePages(
            FileShell shell,
            FirstPage first,
            Journal journal,
            Grants grants,
            ActorTransactions transactions,
            Formats words,
            Clock clock) {
        this.shell = shell;
        this.first = first;
        this.journal = journal;
        this.grants = grants;
        this.transactions = transactions;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/cases/" + FileShell.CODE)
    String overview(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = shell.opening(actor, code, model);
        model.addAttribute("whole", true);
        first.fill(actor, frame, true, model);
        return "overview/overview";
    }

    /** @param before sequence number of the oldest entry of the page before */
    @GetMapping("/cases/" + FileShell.CODE + "/history")
    String history(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "2147483647") int before,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        FileFrame frame = working(actor, code, model);
        Form form = Form.of(request.getParameterMap());
        form.inherit(Form.ofJson(Map.of("kind", HistoryFilter.Kind.CHANGES)), "kind");
        HistoryFilter wanted = HistoryFilter.read(form);
        if (!form.isSound()) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        List<Journal.JournalEntry> entries = form.isSound()
                ? transactions.as(actor, () -> journal.history(frame.file().id(), wanted, before, ENTRIES + 1))
                : List.of();
        if (form.isSound()) shell.remember(actor, frame, "cases.history-read");
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("kinds", List.of(HistoryFilter.Kind.values()));
        model.addAttribute("sections", frame.sections());
        model.addAttribute("filtered", !wanted.isOf(wanted.kind()));
        List<Journal.JournalEntry> shown = entries.subList(0, Math.min(ENTRIES, entries.size()));
        model.addAttribute(
                "entries", shown.stream().map(one -> HistoryRow.of(one, words)).toList());
        model.addAttribute(
                "older",
                entries.size() > ENTRIES ? older(request, shown.getLast().seq()) : null);
        return "overview/history";
    }

    /** The same question, from an entry on. */
    private static String older(HttpServletRequest request, int before) {
        return ServletUriComponentsBuilder.fromRequest(request)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("before", before)
                .build()
                .toUriString();
    }

    @GetMapping("/cases/" + FileShell.CODE + "/access")
    String access(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = working(actor, code, model);
        List<Grant.Shown> all =
                transactions.as(actor, () -> grants.of(frame.file().id()));
        shell.remember(actor, frame, "cases.access-read");
        model.addAttribute("seers", Seer.running(actor, all, clock.instant()));
        model.addAttribute("byRole", transactions.as(actor, grants::byRole));
        model.addAttribute("formerly", Seer.over(actor, all, clock.instant()));
        model.addAttribute(
                "mayShare", actor.may(Verb.GRANT_GIVE) && frame.mayWrite(Section.STATUS) && !frame.byEmergency());
        model.addAttribute(
                "mayAssign", actor.may(Verb.CASE_ASSIGN) && frame.mayWrite(Section.STATUS) && !frame.byEmergency());
        return "overview/access";
    }

    private FileFrame working(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || frame.least() || frame.proposed()) throw PageRefusal.notFound();
        return frame;
    }

    /**
     * @param act the words of the act; its code where nobody wrote them
     * @param from code of the structure from which the child passed to another by itself; null = it is no such act
     */
    record HistoryRow(
            Instant at,
            String by,
            boolean house,
            String act,
            String section,
            @Nullable String from,
            @Nullable String to) {
        static HistoryRow of(Journal.JournalEntry entry, Formats words) {
            String written = words.written("act." + entry.act());
            return new HistoryRow(
                    entry.at(),
                    entry.actorCode().toUpperCase(Locale.ROOT),
                    entry.isOfHouse(),
                    written == null ? entry.act() : written + days(entry, words),
                    entry.section().name(),
                    structure(entry, "from"),
                    structure(entry, "to"));
        }

        /** Only what the house wrote names structures so. */
        private static @Nullable String structure(Journal.JournalEntry entry, String key) {
            return entry.isOfHouse() && entry.facts().get(key) instanceof String code ? code : null;
        }

        /** From which day to which something was moved. */
        private static String days(Journal.JournalEntry entry, Formats words) {
            return entry.facts().get("from") instanceof String from
                            && entry.facts().get("to") instanceof String to
                            && from.matches("\\d{4}-\\d\\d-\\d\\d")
                            && to.matches("\\d{4}-\\d\\d-\\d\\d")
                    ? words.text(
                            "cases.history.days",
                            words.shortDate(LocalDate.parse(from)),
                            words.shortDate(LocalDate.parse(to)))
                    : "";
        }
    }

    /** Who can see the file, and whether by all of its parts. */
    record Seer(Grant grant, String code, String givenBy, boolean everything, boolean endable) {
        static List<Seer> running(Actor actor, List<Grant.Shown> all, Instant now) {
            return all.stream()
                    .filter(g -> holds(g.grant(), now))
                    .map(g -> of(actor, g))
                    .toList();
        }

        static List<Seer> over(Actor actor, List<Grant.Shown> all, Instant now) {
            return all.stream()
                    .filter(g -> !holds(g.grant(), now))
                    .map(g -> of(actor, g))
                    .toList();
        }

        private static boolean holds(Grant grant, Instant now) {
            return grant.until() == null || grant.until().isAfter(now);
        }

        /** The last day of it, or the hour where it ends within a day of an emergency. */
        public @Nullable String ends(Formats words) {
            Instant until = grant.until();
            if (until == null) return null;
            return grant.reason() == Grant.Reason.BREAK_GLASS ? words.moment(until) : words.date(until.minusSeconds(1));
        }

        /** Whether somebody shared it by hand whom the reader may know. */
        public boolean passedOn() {
            return grant.reason() == Grant.Reason.SHARED && !givenBy.isEmpty();
        }

        /** Whose access ends with it: those with whom its holder shared. */
        public String followers(List<Seer> all) {
            return all.stream()
                    .filter(other -> other.grant.reason() == Grant.Reason.SHARED && other.givenBy.equals(code))
                    .map(Seer::code)
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        private static Seer of(Actor actor, Grant.Shown shown) {
            Grant grant = shown.grant();
            boolean all = grant.sections().equals(org.akoma.ground.access.Section.ALL);
            return new Seer(grant, shown.granteeCode(), shown.givenByCode(), all, Shares.mayEnd(actor, shown));
        }
    }
}
