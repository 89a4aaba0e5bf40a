package org.akoma.protection.caseload;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ChildActs;
import org.akoma.ground.search.SearchText;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Of which child: the step between a button that names no child and the form that needs one. */
@Controller
class ChooseChildPages implements ChildActs {

    private final CaseLists lists;
    private final ChildActStore store;
    private final ActorTransactions transactions;
    private final Clock clock;

    ChooseChildPages(CaseLists lists, ChildActStore store, ActorTransactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.lists = lists;
        this.clock = clock;
    }

    /** What is to be done, who may, and the page of the file where it is done. */
    enum To {
        VISIT(Verb.VISIT_WRITE, "/visits/now"),
        ALERT(Verb.ALERT_RAISE, "/alerts/new");

        private final Verb verb;
        private final String page;

        To(Verb verb, String page) {
            this.verb = verb;
            this.page = page;
        }

        public String href(CaseLine line) {
            return "/cases/" + line.code() + page;
        }

        public String text() {
            return "cases.choose." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** So many of the files that the reader opened last come first. */
    private static final int RECENT = 3;

    private static final int SHOWN = 25;

    /**
     * The reader's open files: those opened last, then the most urgent first, then by code.
     *
     * @param q what the code begins with; empty = any
     */
    @GetMapping("/choose-child")
    String choose(
            Actor actor,
            @RequestParam(required = false) @Nullable To to,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        List<ListCases.Scope> scopes = CaseLists.scopes(actor);
        if (scopes.isEmpty() || to == null) throw PageRefusal.notFound();
        if (!actor.may(to.verb)) throw PageRefusal.forbidden();
        String typed = q.strip();
        String prefix = CaseListForm.codePrefix(typed);
        String code = CaseListForm.code(new SearchText(typed));
        List<CaseLine> found = code == null ? List.of() : lines(actor, scopes.getFirst(), to, code);
        if (found.isEmpty() && (typed.isEmpty() || prefix != null)) found = lines(actor, scopes.getFirst(), to, prefix);
        List<CaseLine> recent = typed.isEmpty() && found.size() > RECENT ? recent(actor, found) : List.of();
        List<CaseLine> all = found;
        List<CaseLine> others =
                all.stream().filter(line -> !recent.contains(line)).toList();
        model.addAttribute("to", to);
        model.addAttribute("q", typed);
        model.addAttribute("recent", recent);
        model.addAttribute("others", others.stream().limit(SHOWN).toList());
        model.addAttribute(
                "alarmed",
                transactions.as(
                        actor,
                        () -> store.inDanger(all.stream().map(CaseLine::id).toList())));
        model.addAttribute("more", others.size() > SHOWN);
        return "caseload/choose";
    }

    private List<CaseLine> recent(Actor actor, List<CaseLine> found) {
        List<UUID> opened = transactions.as(actor, store::openedLast);
        return opened.stream()
                .flatMap(id -> found.stream().filter(line -> line.id().equals(id)))
                .limit(RECENT)
                .toList();
    }

    @Override
    public boolean raisesAlerts(Actor actor) {
        return actor.may(Verb.ALERT_RAISE) && (looksAfter(actor) || transactions.as(actor, store::holdsAny));
    }

    @Override
    public boolean recordsVisits(Actor actor) {
        return actor.may(Verb.VISIT_WRITE)
                && (looksAfter(actor) || transactions.as(actor, () -> store.writesIn(Section.FOLLOW_UP)));
    }

    /** Whose work is with children all day has a child, or is given one. */
    private static boolean looksAfter(Actor actor) {
        return actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<CaseLine> lines(Actor actor, ListCases.Scope scope, To to, @Nullable String prefix) {
        Map<String, String[]> asked = new HashMap<>(Map.of("limit", new String[] {String.valueOf(ListCases.MOST)}));
        if (ListCases.Order.URGENT.of(scope)) {
            asked.put("scope", new String[] {scope.name()});
            asked.put("order", new String[] {ListCases.Order.URGENT.name()});
        }
        ListCases wanted = CaseListForm.read(Form.of(asked), prefix, clock).in(scope);
        if (!(lists.list(actor, wanted) instanceof ListCases.Result.Page page)) return List.of();
        List<CaseLine> open = page.items().stream()
                .filter(CaseLine::open)
                .filter(line -> line.reader().worksOnIt())
                .toList();
        Set<UUID> alarmed = transactions.as(
                actor, () -> store.inDanger(open.stream().map(CaseLine::id).toList()));
        // who raises an alert reads the list in its own order: what is most urgent first
        if (to == To.ALERT)
            return open.stream()
                    .sorted(Comparator.comparing((CaseLine line) -> !alarmed.contains(line.id()))
                            // whose case may be closed without the reader knowing it, behind those that go on
                            .thenComparing(line -> line.status() == null)
                            .thenComparingLong(CaseLine::urgent)
                            .thenComparing(CaseLine::risk, Comparator.nullsLast(Comparator.reverseOrder()))
                            .thenComparing(CaseLine::code))
                    .toList();
        Set<UUID> written = transactions.as(
                actor, () -> store.written(open.stream().map(CaseLine::id).toList(), Section.FOLLOW_UP));
        return open.stream()
                .filter(line -> written.contains(line.id()))
                .sorted(Comparator.comparing((CaseLine line) -> !alarmed.contains(line.id()))
                        .thenComparing(urgency(today())))
                .toList();
    }

    /** After children in danger: whose visit is late or due today, the latest first; then by risk; then whose visit comes next. */
    private static Comparator<CaseLine> urgency(LocalDate today) {
        Comparator<LocalDate> early = Comparator.nullsLast(Comparator.naturalOrder());
        return Comparator.comparing(
                        (CaseLine line) -> line.nextVisitDue() == null
                                        || line.nextVisitDue().isAfter(today)
                                ? null
                                : line.nextVisitDue(),
                        early)
                .thenComparing(CaseLine::risk, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(CaseLine::nextVisitDue, early)
                .thenComparing(CaseLine::code);
    }
}
