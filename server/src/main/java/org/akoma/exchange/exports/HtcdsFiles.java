package org.akoma.exchange.exports;

import java.util.List;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The files that somebody may list, as HTCDS without names. */
@Component
@Order(10)
class HtcdsFiles implements OfferedFile {

    private final ListExport lists;
    private final ExportJobs jobs;

    HtcdsFiles(ListExport lists, ExportJobs jobs) {
        this.lists = lists;
        this.jobs = jobs;
    }

    @Override
    public List<Row> rows(Actor actor) {
        if (!HtcdsExport.allowed(actor)) return List.of();
        ListExport.Offer offer = lists.offer(
                actor, Verb.EXPORT_PSEUDONYMOUS, "htcds", format -> "/api/v1/exports/htcds?format=" + format);
        if (offer.ask() != null)
            return List.of(new Row("htcds", false, List.of(), new Link("list.file.ask", offer.ask())));
        if (jobs.isLong(actor))
            return List.of(
                    new Row("htcds", false, List.of(), new Link("exchange.job.ask", ExportJobPages.HERE + "/new")));
        return List.of(new Row(
                "htcds",
                false,
                offer.addresses().reversed().stream()
                        .map(one -> new Link(one.endsWith("csv") ? "exchange.export.csv" : "exchange.export.xlsx", one))
                        .toList(),
                null));
    }
}
