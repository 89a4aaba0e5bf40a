package org.akoma.exchange.hxl;

import java.util.List;
import org.akoma.exchange.exports.OfferedFile;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Both tables on the page of exports: as everybody may have them, and as partners may. Without a release there is none, and the way to one is shown. */
@Component
@Order(30)
class HxlFile implements OfferedFile {

    private final HxlExport exports;

    HxlFile(HxlExport exports) {
        this.exports = exports;
    }

    @Override
    public List<Row> rows(Actor actor) {
        if (!HxlExport.allowed(actor)) return List.of();
        return List.of(row(actor, "hxl", HxlAudience.PUBLIC), row(actor, "hxl-partners", HxlAudience.PARTNERS));
    }

    private Row row(Actor actor, String key, HxlAudience audience) {
        boolean none = exports.figures(actor, audience).isEmpty();
        return new Row(
                key,
                audience == HxlAudience.PUBLIC,
                none ? List.of() : List.of(link("indicators", "INDICATORS", audience), link("help", "HELP", audience)),
                none && actor.may(Verb.RELEASE_READ) ? new Link("exchange.file.release-first", "/publication") : null);
    }

    private static Link link(String text, String table, HxlAudience audience) {
        return new Link(
                "exchange.file.hxl." + text, HxlApi.FILE + "?table=" + table + "&audience=" + audience + "&format=csv");
    }
}
