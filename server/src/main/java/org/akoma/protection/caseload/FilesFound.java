package org.akoma.protection.caseload;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.akoma.ground.web.Form;
import org.akoma.protection.identity.Cases;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Files in the one search box: by the code, by its beginning, by alias or name. */
@Component
@Order(10)
class FilesFound implements Finder {

    private final CaseLists lists;
    private final CaseSearches searches;
    private final Cases cases;
    private final Clock clock;

    FilesFound(CaseLists lists, CaseSearches searches, Cases cases, Clock clock) {
        this.lists = lists;
        this.searches = searches;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * What the template draws.
     *
     * @param columns those that a line shows
     * @param near whether no name is spelt or sounds like what was typed, and these nearly do
     */
    record Shown(List<CaseRows.Row> rows, Set<String> columns, boolean near) {}

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (CaseLists.scopes(actor).isEmpty()) return List.of();
        String code = code(actor, text);
        if (code != null) return List.of(group(beginning(actor, code), code, false));
        String prefix = CaseListForm.codePrefix(text.plain());
        if (prefix != null) return group(beginning(actor, prefix));
        return switch (searches.byName(actor, text.plain(), FoundGroup.MOST)) {
            case CaseSearches.Result.Found found when found.items().isEmpty() -> List.of();
            case CaseSearches.Result.Found found -> List.of(group(found.items(), null, found.near()));
            case CaseSearches.Result.Forbidden f -> List.of();
        };
    }

    private List<FoundGroup> group(List<CaseLine> lines) {
        return lines.isEmpty() ? List.of() : List.of(group(lines, null, false));
    }

    /** The code of a file that the actor may open; null when the text is none. */
    private @Nullable String code(Actor actor, SearchText text) {
        String code = CaseListForm.code(text);
        return code == null || cases.find(actor, code).isEmpty() ? null : code;
    }

    private List<CaseLine> beginning(Actor actor, String prefix) {
        return switch (lists.list(actor, CaseListForm.read(Form.of(Map.of()), prefix, clock))) {
            case ListCases.Result.Page page -> page.items();
            case ListCases.Result.Forbidden f -> List.of();
            case ListCases.Result.Unknown u -> List.of();
        };
    }

    private FoundGroup group(List<CaseLine> lines, @Nullable String exact, boolean near) {
        List<FoundGroup.Hit> hits = lines.stream()
                .map(line -> new FoundGroup.Hit(
                        line.code(), "/cases/" + line.code(), null, line.code().equals(exact)))
                .toList();
        Shown shown = new Shown(CaseRows.of(lines, clock), CaseRows.columns(lines), near);
        return new FoundGroup("files", hits, new FoundGroup.Table("caseload/found", shown));
    }
}
