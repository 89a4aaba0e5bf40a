package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a program sees of published figures beside the records. */
record ReconciledView(Map<Measure, Integer> recorded, List<Line> published) {

    record Published(
            UUID id,
            String source,
            @Nullable LocalDate publishedOn,
            String measure,
            String value,
            int low,
            @Nullable Integer high,
            @Nullable String definition,
            int version) {
        static Published of(PublishedFigure figure) {
            return new Published(
                    figure.id(),
                    figure.source(),
                    figure.publishedOn(),
                    figure.measure().name(),
                    figure.value().text(),
                    figure.value().low(),
                    figure.value().high(),
                    figure.definition(),
                    figure.version());
        }
    }

    public record Line(Published figure, @Nullable Integer recorded, int difference, boolean agrees) {}

    static ReconciledView of(Reconciled one) {
        return new ReconciledView(
                one.recorded(),
                one.lines().stream()
                        .map(line -> new Line(
                                Published.of(line.figure()), line.recorded(), line.difference(), line.agrees()))
                        .toList());
    }
}
