package org.akoma.enforcement.operations;

import java.util.List;
import java.util.Map;

/**
 * What the records say, beside what was published ({@code requirements.md 1.1}).
 *
 * @param recorded the number that the records give for each measure; officers are missing while nobody wrote them down
 */
record Reconciled(Map<Measure, Integer> recorded, List<Line> lines) {

    public Reconciled {
        recorded = Map.copyOf(recorded);
        lines = List.copyOf(lines);
    }

    static Reconciled of(Map<Measure, Integer> recorded, List<PublishedFigure> published) {
        return new Reconciled(
                recorded,
                published.stream()
                        .map(figure -> Line.of(figure, recorded.get(figure.measure())))
                        .toList());
    }

    public int children() {
        return recorded.getOrDefault(Measure.CHILDREN, 0);
    }

    public int arrested() {
        return recorded.getOrDefault(Measure.ARRESTED, 0);
    }

    public int referred() {
        return recorded.getOrDefault(Measure.REFERRED, 0);
    }

    /**
     * One published figure against the records.
     *
     * @param recorded null = the records do not say
     * @param difference how far the records lie outside what was published; 0 = they agree
     */
    public record Line(
            PublishedFigure figure,
            @org.jspecify.annotations.Nullable Integer recorded,
            int difference) {
        static Line of(PublishedFigure figure, @org.jspecify.annotations.Nullable Integer recorded) {
            return new Line(
                    figure,
                    recorded,
                    recorded == null ? 0 : figure.value().differenceOf(recorded).orElse(0));
        }

        public boolean agrees() {
            return recorded != null && difference == 0;
        }
    }
}
