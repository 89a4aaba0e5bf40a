package org.akoma.exchange.ctdc;

import java.util.List;
import org.akoma.exchange.exports.OfferedFile;
import org.akoma.ground.access.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The file of victims on the page of exports, or where the second person is asked. */
@Component
@Order(40)
class CtdcFile implements OfferedFile {

    private final CtdcExport exports;

    CtdcFile(CtdcExport exports) {
        this.exports = exports;
    }

    @Override
    public List<Row> rows(Actor actor) {
        if (!CtdcExport.allowed(actor)) return List.of();
        return List.of(
                exports.mayTake(actor)
                        ? new Row(
                                "ctdc",
                                false,
                                List.of(new Link("exchange.export.csv", CtdcApi.FILE + "?format=csv")),
                                null)
                        : new Row(
                                "ctdc",
                                false,
                                List.of(),
                                new Link("list.file.ask", "/bulk-reads?list=" + CtdcExport.LIST)));
    }
}
