package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.akoma.protection.visits.ListVisits.Cursor;
import org.akoma.protection.visits.ListVisits.Scope;
import org.akoma.protection.visits.ListVisits.Show;
import org.jspecify.annotations.Nullable;

/** The filters of a list of visits, as the query of an address. */
final class VisitListForm {

    static final int PAGE = 20;
    private static final int MOST = 200;

    private VisitListForm() {}

    /**
     * What is wrong is noted in the form.
     *
     * @param scopes those open to the reader, at least one
     */
    static ListVisits read(Form form, Actor actor, LocalDate today) {
        List<Scope> scopes = VisitLists.scopes(actor);
        Scope scope = form.choice("scope", Scope.class);
        Show show = form.choice("show", Show.class);
        String worker = form.text("worker", 40);
        LocalDate aloneSince = form.pastDay("aloneSince", today);
        LocalDate asOf = form.date("asOf");
        if (asOf != null && asOf.isAfter(today)) form.wrong("asOf", "form.future");
        Integer limit = form.integer("limit", 1, MOST);
        form.text("lang", 2);
        return new ListVisits(
                scope == null ? scopes.getFirst() : scope,
                show == null ? Show.DUE : show,
                worker,
                aloneSince,
                asOf,
                limit == null ? PAGE : limit,
                cursor(form));
    }

    private static @Nullable Cursor cursor(Form form) {
        String text = form.text("cursor", 80);
        if (text == null) return null;
        Cursor read = Cursor.read(text).orElse(null);
        return read == null ? form.wrong("cursor", "cases.bad-cursor") : read;
    }

    static ListVisits first(ListVisits wanted, int most) {
        return new ListVisits(
                wanted.scope(), wanted.show(), wanted.worker(), wanted.aloneSince(), wanted.asOf(), most, null);
    }
}
