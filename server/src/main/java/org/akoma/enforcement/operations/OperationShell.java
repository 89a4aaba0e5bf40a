package org.akoma.enforcement.operations;

import java.util.List;
import java.util.function.Function;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** The frame around every page of one operation. */
@Component
public class OperationShell {

    /** Of one page of a list. */
    public static final int LINES = ListPage.ROWS;

    private final Operations operations;

    OperationShell(Operations operations) {
        this.operations = operations;
    }

    /** The operation that the page shows; the reading is journalled. 404 when there is none for the actor. */
    public Operation reading(Actor actor, String code, Model model) {
        return frame(actor, operations.open(actor, code).orElseThrow(OperationShell::notFound), model);
    }

    /** The operation that a form is about. */
    public Operation working(Actor actor, String code, Model model) {
        return frame(actor, operations.find(actor, code).orElseThrow(OperationShell::notFound), model);
    }

    private static Operation frame(Actor actor, Operation operation, Model model) {
        String address = "/operations/" + operation.code();
        model.addAttribute("operation", operation);
        model.addAttribute("records", actor.may(Verb.OPERATION_RECORD));
        model.addAttribute("coordinates", actor.may(Verb.OPERATION_WRITE));
        model.addAttribute(
                "side",
                List.of(
                        NavItem.of("operation", address, "home"),
                        NavItem.of("persons", address + "/persons", "users"),
                        NavItem.of("suspects", address + "/suspects", "flag"),
                        NavItem.of("evidence", address + "/evidence", "lock"),
                        NavItem.of("operation-slips", address + "/slips", "file")));
        return operation;
    }

    /**
     * One page of a list: what is shown, and where the next page begins.
     *
     * @param found one line more than a page has, when there are more
     * @param after the line before this page; null on the first
     */
    public static <T> void page(Model model, String name, List<T> found, @Nullable Object after, Function<T, ?> place) {
        List<T> shown = found.subList(0, Math.min(LINES, found.size()));
        model.addAttribute(name, shown);
        model.addAttribute("first", after == null);
        model.addAttribute("next", found.size() > LINES ? place.apply(shown.getLast()) : null);
    }

    public static void allow(boolean may) {
        if (!may) throw forbidden();
    }

    public static ResponseStatusException forbidden() {
        return PageRefusal.forbidden();
    }

    public static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }
}
