package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a second person sees before tables are published or withdrawn, and what follows. The page of the release has all of it. */
@Configuration(proxyBeanMethods = false)
class ReleaseDecisions {

    private abstract static class OfReleases implements Decidable {

        private final String kind;
        private final Releases releases;
        private final TableWords tables;

        OfReleases(String kind, Releases releases, TableWords tables) {
            this.kind = kind;
            this.releases = releases;
            this.tables = tables;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return releases.of(decision)
                    .map(one -> new Shown(one.code(), "/publication/releases/" + one.code(), fields(one)));
        }

        /** All that the public and the partners will read, line by line, then what they will not. */
        private List<Shown.Field> fields(Release one) {
            return List.of(
                    Shown.Field.day("publication.release.asOf", null, one.asOf()),
                    new Shown.Field("publication.release.tables", null, List.of(), lines(one.forPublic())),
                    new Shown.Field("publication.release.partner-tables", null, List.of(), partnerLines(one)),
                    new Shown.Field("publication.quoted", null, List.of(), quoted(one.figures())),
                    leftOut("publication.left-out", LeftOutLine.tables(one.leftOut(), tables)),
                    leftOut(
                            "publication.left-out.cells",
                            LeftOutLine.cells(one.leftOut().cells(), tables)),
                    leftOut(
                            "publication.left-out.partners",
                            LeftOutLine.cells(one.leftOut().partnerCells(), tables)));
        }

        private List<Object> lines(List<ShownTable> all) {
            List<Object> lines = new ArrayList<>();
            for (ShownTable table : all) {
                boolean rowsAreSaid = table.rows().size() > 1;
                if (rowsAreSaid)
                    for (int row = 0; row < table.rows().size(); row++)
                        lines.add(line(
                                table,
                                tables.row(table.rows().get(row)),
                                table.counts().get(row)));
                lines.add(line(table, rowsAreSaid ? tables.total() : null, table.sums()));
            }
            return lines;
        }

        /** The tables of the public are not said twice. */
        private List<Object> partnerLines(Release one) {
            List<ShownTable> others = one.forPartners().stream()
                    .filter(table -> !one.forPublic().contains(table))
                    .toList();
            List<Object> lines = lines(others);
            if (others.size() < one.forPartners().size())
                lines.add(tables.words().text("publication.release.partner-tables.same"));
            return lines;
        }

        /** @param row null = the table has but one */
        private Shown.Line line(ShownTable table, @Nullable String row, List<@Nullable Integer> counts) {
            List<Shown.Part> parts = new ArrayList<>();
            parts.add(new Shown.Part(null, tables.title(table)));
            if (row != null) parts.add(new Shown.Part(null, row));
            for (int column = 0; column < table.columns().size(); column++)
                parts.add(new Shown.Part(
                        null,
                        tables.column(table, table.columns().get(column)) + " " + tables.count(counts.get(column))));
            parts.add(new Shown.Part(null, tables.total() + " " + tables.count(counts.getLast())));
            return new Shown.Line(parts);
        }

        private List<Object> quoted(List<Release.Quoted> figures) {
            return figures.stream()
                    .<Object>map(one -> new Shown.Line(List.of(
                            new Shown.Part(null, tables.measure(one)),
                            new Shown.Part(null, tables.words().published(one.value())),
                            new Shown.Part(null, tables.source(one)))))
                    .toList();
        }

        private static Shown.Field leftOut(String label, List<LeftOutLine> lines) {
            return new Shown.Field(
                    label,
                    null,
                    List.of(),
                    lines.stream()
                            .<Object>map(one -> new Shown.Line(List.of(
                                    new Shown.Part(null, one.table()),
                                    new Shown.Part(null, one.what()),
                                    new Shown.Part(null, one.why()))))
                            .toList());
        }
    }

    @Bean
    Decidable releaseDecided(Releases releases, Formats words) {
        return new OfReleases(Releases.KIND, releases, new TableWords(words)) {
            @Override
            public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return releases.decide(actor, decision, agreed, reason);
            }

            @Override
            public void withdrawn(Actor actor, Decision decision) {
                releases.takenBack(actor, decision);
            }

            @Override
            public Optional<String> again(Actor actor, Decision decision) {
                return Optional.of("/publication");
            }
        };
    }

    @Bean
    Decidable releaseEndDecided(Releases releases, Formats words) {
        return new OfReleases(Releases.END, releases, new TableWords(words)) {
            @Override
            public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return releases.decideEnd(actor, decision, agreed, reason);
            }
        };
    }
}
