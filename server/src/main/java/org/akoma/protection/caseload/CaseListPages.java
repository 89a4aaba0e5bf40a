package org.akoma.protection.caseload;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.caseload.ListCases.Scope;
import org.akoma.protection.cases.CaseColumn;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The lists of files with their filters. */
@Controller
class CaseListPages {

    private static final int LONGEST_SEARCH = 80;

    /** Where children of the project live most; any other country is reached by the structure or the worker. */
    private static final List<String> COUNTRIES = List.of("CI", "BF", "ML", "GH", "GN", "TG", "BJ", "NE", "SN", "LR");

    /** Columns that some readers hold on few files or none. */
    private static final Set<String> SELDOM = Set.of(CaseColumn.RISK.name(), CaseColumn.NEXT_VISIT.name());

    private final CaseLists lists;
    private final ActorTransactions transactions;
    private final People people;
    private final Organisations organisations;
    private final Clock clock;
    private final ListExport export;

    CaseListPages(
            CaseLists lists,
            ActorTransactions transactions,
            People people,
            Organisations organisations,
            Clock clock,
            ListExport export) {
        this.export = export;
        this.lists = lists;
        this.transactions = transactions;
        this.people = people;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping("/cases")
    ModelAndView list(Actor actor, HttpServletRequest request, Model model) {
        List<Scope> scopes = CaseLists.scopes(actor);
        if (scopes.isEmpty()) throw PageRefusal.forbidden();
        Form form = Form.of(ordered(request.getParameterMap(), scopes));
        String q = form.text("q", LONGEST_SEARCH);
        ListCases asked =
                CaseListForm.read(ListPage.filters(form), q == null ? null : CaseListForm.codePrefix(q), clock);
        ListCases wanted = asked.in(asked.scope() == null ? scopes.getFirst() : asked.scope());
        if (!form.isSound()) return page(actor, model, form, wanted, form.errors());
        return switch (lists.list(actor, wanted)) {
            case ListCases.Result.Page page -> {
                model.addAttribute("next", page.next() == null ? null : address(form, "cursor", page.next()));
                model.addAttribute(
                        "rows", CaseRows.of(page.items(), lists.alarmed(actor), lists.proposedHigh(actor), clock));
                Set<String> columns = CaseRows.columns(page.items());
                model.addAttribute("columns", columns);
                model.addAttribute("count", counted(actor, wanted));
                ModelAndView all = page(actor, model, form, wanted, List.of());
                if (!page.items().isEmpty() && !wanted.filtered()) leaveOut(columns, model);
                yield all;
            }
            case ListCases.Result.Forbidden f -> throw PageRefusal.forbidden();
            case ListCases.Result.Unknown unknown ->
                page(
                        actor,
                        model,
                        form,
                        wanted,
                        List.of(FieldError.of(unknown.field(), "cases.unknown-" + unknown.field())));
        };
    }

    /** Who works on files reads their own in the order of urgency, until they choose another. */
    private static Map<String, String[]> ordered(Map<String, String[]> asked, List<Scope> scopes) {
        for (String chosen : List.of("order", "cursor", "asOf")) if (given(asked, chosen) != null) return asked;
        String named = given(asked, "scope");
        String scope = named == null ? scopes.getFirst().name() : named;
        if (scopes.stream().noneMatch(one -> one.name().equals(scope) && ListCases.Order.URGENT.of(one))) return asked;
        Map<String, String[]> whole = new HashMap<>(asked);
        whole.put("scope", new String[] {scope});
        whole.put("order", new String[] {ListCases.Order.URGENT.name()});
        return whole;
    }

    private static @Nullable String given(Map<String, String[]> asked, String name) {
        String[] values = asked.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0];
    }

    /** A filtered list of all files is never counted: that would read them all. */
    private @Nullable Integer counted(Actor actor, ListCases wanted) {
        Scope scope = wanted.scope();
        return scope == null || scope == Scope.ALL && wanted.filtered() ? null : lists.count(actor, wanted, scope);
    }

    private ModelAndView page(Actor actor, Model model, Form form, ListCases wanted, List<FieldError> errors) {
        model.addAttribute("errors", errors);
        model.addAttribute("wanted", wanted);
        model.addAttribute("asked", form);
        model.addAttribute("scopes", CaseLists.scopes(actor));
        model.addAttribute("tags", errors.isEmpty() ? CaseListTag.of(form) : List.of());
        model.addAttribute("statuses", Arrays.asList(CaseFile.Status.values()));
        model.addAttribute("risks", List.of(CaseFile.Risk.HIGH, CaseFile.Risk.MEDIUM, CaseFile.Risk.LOW));
        model.addAttribute("offered", offered(actor, wanted.scope()));
        model.addAttribute("lates", lates(actor, wanted.scope()));
        model.addAttribute("onlys", onlys(actor, wanted.scope()));
        model.addAttribute("countries", COUNTRIES);
        model.addAttribute("cares", CaseListForm.CARES);
        model.addAttribute("files", errors.isEmpty() ? files(actor, form) : ListExport.Offer.NONE);
        model.addAttribute("mayOpen", actor.may(Verb.CASE_OPEN));
        model.addAttribute("workers", workers(actor, wanted.scope()));
        model.addAttribute("structures", wanted.scope() == Scope.ALL ? structures(actor) : List.of());
        return view("caseload/list", model, errors);
    }

    private ListExport.Offer files(Actor actor, Form form) {
        return export.offer(actor, Verb.EXPORT_PSEUDONYMOUS, "cases", format -> CaseListTag.file(form, format));
    }

    private static ModelAndView view(String name, Model model, List<FieldError> errors) {
        return new ModelAndView(
                name, model.asMap(), errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<String> workers(Actor actor, @Nullable Scope scope) {
        if (scope == Scope.MINE || scope == Scope.SHARED) return List.of();
        return transactions.as(actor, () -> {
            Set<UUID> team = scope == Scope.TEAM ? people.team() : Set.of();
            return people.withRole(Role.CASE_WORKER).stream()
                    .filter(person -> among(actor, scope, person, team))
                    .map(Person::code)
                    .sorted()
                    .limit(200)
                    .toList();
        });
    }

    private static boolean among(Actor actor, @Nullable Scope scope, Person person, Set<UUID> team) {
        return switch (scope) {
            case TEAM -> team.contains(person.id());
            case ORGANISATION -> actor.organisationId().equals(person.organisationId());
            case MINE, SHARED, ALL -> true;
            case null -> true;
        };
    }

    private List<String> structures(Actor actor) {
        return transactions.as(
                actor,
                () -> organisations.allToday().stream()
                        .map(o -> o.code())
                        .limit(200)
                        .toList());
    }

    /** What this person may filter and sort by in the scope, by the columns' names. */
    private static Set<String> offered(Actor actor, @Nullable Scope scope) {
        return Arrays.stream(CaseColumn.values())
                .filter(column -> scope != null && column.offeredTo(actor, scope == ListCases.Scope.ALL))
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    private static List<ListCases.Late> lates(Actor actor, @Nullable Scope scope) {
        return Arrays.stream(ListCases.Late.values())
                .filter(late -> scope != null
                        && late.columns().stream()
                                .allMatch(column -> column.offeredTo(actor, scope == ListCases.Scope.ALL)))
                .toList();
    }

    private static List<ListCases.Only> onlys(Actor actor, @Nullable Scope scope) {
        return Arrays.stream(ListCases.Only.values())
                .filter(only -> scope != null && only.column().offeredTo(actor, scope == ListCases.Scope.ALL))
                .toList();
    }

    /** No filter by what this list shows of no file: who follows few of them is offered no risk and no lateness. */
    private static void leaveOut(Set<String> columns, Model model) {
        if (model.getAttribute("offered") instanceof Set<?> offered)
            model.addAttribute(
                    "offered",
                    offered.stream()
                            .filter(one -> columns.contains(one) || !SELDOM.contains(one))
                            .collect(Collectors.toSet()));
        if (!columns.contains(CaseColumn.NEXT_VISIT.name())) model.addAttribute("lates", List.of());
    }

    private static String address(Form form, String name, @Nullable String value) {
        return CaseListTag.address(form, name, null, value);
    }
}
