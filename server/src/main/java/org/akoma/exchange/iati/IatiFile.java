package org.akoma.exchange.iati;

import java.util.List;
import org.akoma.exchange.exports.OfferedFile;
import org.akoma.ground.access.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The activity file on the page of exports, with the page that says what is in it. */
@Component
@Order(20)
class IatiFile implements OfferedFile {

    private final ProjectFacts facts;

    IatiFile(ProjectFacts facts) {
        this.facts = facts;
    }

    @Override
    public List<Row> rows(Actor actor) {
        if (!IatiExport.allowed(actor)) return List.of();
        boolean ready = facts.confirmed(actor).isPresent();
        return List.of(new Row(
                "iati",
                true,
                ready ? List.of(new Link("exchange.file.xml", IatiApi.FILE + "?format=xml")) : List.of(),
                new Link(ready ? "iati.project.see" : "iati.project.fill", FactPages.HERE)));
    }
}
