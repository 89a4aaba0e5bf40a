package org.akoma.operations;

import java.util.List;
import java.util.Map;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Verb;
import org.akoma.pages.NavItem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What stands around every page of one operation. */
@Component
class OperationShell {

    private final Operations operations;

    OperationShell(Operations operations) {
        this.operations = operations;
    }

    /** The operation that the page shows; the reading is journalled. 404 when there is none for the actor. */
    Operation reading(Actor actor, String code, Model model) {
        return frame(actor, operations.open(actor, code).orElseThrow(OperationShell::notFound), model);
    }

    /** The operation that a form is about. */
    Operation working(Actor actor, String code, Model model) {
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

    static void allow(boolean may) {
        if (!may) throw forbidden();
    }

    static ResponseStatusException forbidden() {
        return new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    static Map<String, String> labels(List<Organisation> organisations) {
        Map<String, String> labels = new java.util.LinkedHashMap<>();
        organisations.forEach(one -> labels.put(one.code(), one.code()));
        return labels;
    }
}
