package org.akoma.exchange.hxl;

import java.util.List;
import org.akoma.exchange.exports.OfferedFile;
import org.akoma.ground.access.Actor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Both tables on the page of exports: as everybody may have them, and as partners may. */
@Component
@Order(30)
class HxlFile implements OfferedFile {

    @Override
    public List<Row> rows(Actor actor) {
        if (!HxlExport.allowed(actor)) return List.of();
        return List.of(
                new Row(
                        "hxl",
                        true,
                        List.of(link("indicators", "INDICATORS", "PUBLIC"), link("help", "HELP", "PUBLIC")),
                        null),
                new Row(
                        "hxl-partners",
                        false,
                        List.of(link("indicators", "INDICATORS", "PARTNERS"), link("help", "HELP", "PARTNERS")),
                        null));
    }

    private static Link link(String text, String table, String audience) {
        return new Link(
                "exchange.file.hxl." + text, HxlApi.FILE + "?table=" + table + "&audience=" + audience + "&format=csv");
    }
}
