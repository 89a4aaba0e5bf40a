package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.charts.TileMap;
import org.akoma.ground.reference.Place;
import org.akoma.ground.reference.Places;
import org.akoma.ground.reference.Tiles;
import org.akoma.programme.dashboards.ChartValue.Why;
import org.akoma.programme.dashboards.DashboardStore.Structure;
import org.akoma.programme.indicators.Figure;
import org.akoma.programme.indicators.IndicatorReport;
import org.springframework.stereotype.Component;

/**
 * Structures and the visits of their files by the region of their office, from the figures by structure that the reader gets: a region in which one of them
 * is hidden is hidden. Where a child lives is in no map.
 */
@Component
class MapPanels {

    static final String STRUCTURES = "STRUCTURES";
    private static final String ENDED = "ENDED";

    /** Longer ones are of regions. */
    private static final int OF_COUNTRY = 2;

    private final PanelWords words;
    private final DashboardStore store;
    private final ActorTransactions transactions;
    private final Places places;

    /** Where a town lies does not change while the application runs, and finding it by its name takes long. */
    private final Map<Town, String> known = new ConcurrentHashMap<>();

    private record Town(String country, String name) {}

    MapPanels(PanelWords words, DashboardStore store, ActorTransactions transactions, Places places) {
        this.words = words;
        this.store = store;
        this.transactions = transactions;
        this.places = places;
    }

    /** @param figures divided by structure */
    Panel regions(Figures figures) {
        LocalDate day = figures.report().asOf();
        List<Structure> working = transactions.forStatistics(() -> store.structures(day));
        Map<String, List<Structure>> regions =
                working.stream().collect(Collectors.groupingBy(this::region, TreeMap::new, Collectors.toList()));
        List<ChartValue> values = new ArrayList<>();
        Map<String, ChartValue> visits = new TreeMap<>();
        Map<String, Figure> known = new HashMap<>();
        for (IndicatorReport.Part part : figures.item("I11").parts()) known.put(part.label(), part.figure());
        Figure unknown = figures.part("I11", "");
        regions.forEach((code, structures) -> {
            String label = label(code);
            List<String> codes = structures.stream().map(Structure::code).toList();
            ChartValue kept = visits(one -> known.getOrDefault(one, unknown), code, label, codes);
            visits.put(code, kept);
            values.add(ChartValue.count(code, label, structures.size()).part(STRUCTURES, words.text("map.structures")));
            values.add(kept.part("VISITS", words.text("map.visits")));
        });
        List<String> ended = ended(figures, working);
        if (!ended.isEmpty())
            values.add(visits(one -> known.getOrDefault(one, unknown), ENDED, words.text("map.ended"), ended)
                    .part("VISITS", words.text("map.visits")));
        return words.panel("regions", values, said -> TileMap.chart(said, heads(), drawn(regions, visits)));
    }

    /** Structures that have visits and work no more on that day: on no tile, so that the table alone adds up to all visits. */
    private static List<String> ended(Figures figures, List<Structure> working) {
        Set<String> known = working.stream().map(Structure::code).collect(Collectors.toSet());
        return figures.item("I11").parts().stream()
                .map(IndicatorReport.Part::label)
                .filter(code -> !known.contains(code))
                .toList();
    }

    private List<TileMap.Tile> drawn(Map<String, List<Structure>> regions, Map<String, ChartValue> visits) {
        List<TileMap.Tile> drawn = new ArrayList<>();
        for (Tiles.Tile tile : Tiles.ALL) {
            List<Structure> here = regions.get(tile.pcode());
            if (here == null && tile.isCountry()) continue;
            ChartValue kept = here == null ? null : Objects.requireNonNull(visits.get(tile.pcode()));
            drawn.add(new TileMap.Tile(
                    tile.column(),
                    tile.row(),
                    tile.isCountry() ? words.text("map.elsewhere") : tile.name(),
                    here == null || kept == null ? "" : below(here.size(), kept),
                    kept == null ? Ink.QUIET : ink(kept)));
        }
        return drawn;
    }

    /** How many structures, and the share of their visits in time where there is one. */
    private String below(int structures, ChartValue visits) {
        String count = words.words().number(structures);
        return visits.percent() == null ? count : count + " · " + words.words().percent(visits.percent());
    }

    private List<TileMap.Head> heads() {
        return Tiles.ALL.stream()
                .filter(Tiles.Tile::isCountry)
                .map(one -> new TileMap.Head(one.column(), words.words().code("country", one.pcode())))
                .toList();
    }

    private static Ink ink(ChartValue visits) {
        return visits.percent() == null ? Ink.NONE : Ink.heat(visits.percent().doubleValue() / 100);
    }

    private ChartValue visits(Function<String, Figure> figures, String code, String label, List<String> structures) {
        long onTime = 0;
        long planned = 0;
        LocalDate day = null;
        for (String one : structures) {
            Figure figure = figures.apply(one);
            if (figure.suppressed()) return ChartValue.missing(code, label, Why.HIDDEN);
            if (figure.numerator() == null || figure.denominator() == null) continue;
            onTime += figure.numerator();
            planned += figure.denominator();
            day = figure.day(); // of one table, so of one day
        }
        return planned == 0
                ? ChartValue.missing(code, label, Why.NOTHING_TO_COUNT)
                : words.dated(ChartValue.share(code, label, onTime, planned), day);
    }

    /** The p-code of the region of an office; the country where the town is not recorded or is in several regions. */
    private String region(Structure one) {
        return one.town() == null
                ? one.country()
                : known.computeIfAbsent(new Town(one.country(), one.town()), this::region);
    }

    private String region(Town town) {
        List<Place> found = places.search(town.name()).stream()
                .filter(place -> place.level() > 0 && place.country().equals(town.country()))
                .toList();
        Optional<Place> named = found.stream()
                .filter(place -> place.name().equalsIgnoreCase(town.name()))
                .findFirst();
        if (named.isPresent()) return region(named.get());
        Set<String> regions = new HashSet<>();
        for (Place place : found) regions.add(region(place));
        return regions.size() == 1 ? regions.iterator().next() : town.country();
    }

    private static String region(Place place) {
        return place.level() == 1 || place.parent() == null ? place.pcode() : place.parent();
    }

    static boolean isCountry(String code) {
        return code.length() == OF_COUNTRY;
    }

    private String label(String code) {
        if (!isCountry(code)) return places.find(code).map(Place::name).orElse(code);
        String country = words.words().code("country", code);
        return places.regions(code).isEmpty() ? country : words.text("map.no-region", country);
    }
}
