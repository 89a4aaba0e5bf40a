package org.akoma.ground.reference;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Regions and departments of Côte d'Ivoire and Ghana. They live in the jar only: no town name lies in the data folder. */
@Component
public class Places {
    private static final int MOST = 20;

    private final Map<String, Place> byCode = new LinkedHashMap<>();

    public Places() {
        Resources.lines("places.csv").stream().skip(1).map(Places::place).forEach(p -> byCode.put(p.pcode(), p));
    }

    public Optional<Place> find(String pcode) {
        return Optional.ofNullable(byCode.get(pcode));
    }

    /** Places one of whose words begins with the text, accents and case apart; at most 20, larger places first. */
    public List<Place> search(String text) {
        String wanted = fold(text);
        if (wanted.isEmpty()) return List.of();
        return byCode.values().stream()
                .filter(p -> (" " + fold(p.name())).contains(" " + wanted))
                .sorted((a, b) -> Integer.compare(a.level(), b.level()))
                .limit(MOST)
                .toList();
    }

    /**
     * The regions of a country, by name.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public List<Place> regions(String country) {
        return byCode.values().stream()
                .filter(p -> p.level() == 1 && country.equals(p.parent()))
                .sorted(java.util.Comparator.comparing(Place::name))
                .toList();
    }

    /** Of all regions and departments, as they are written. */
    public List<String> names() {
        return byCode.values().stream().map(Place::name).toList();
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    /** No name of the file holds a comma or a quote, which a test keeps true. */
    private static Place place(String line) {
        String[] cells = line.split(",", -1);
        return new Place(cells[0], cells[1].isEmpty() ? null : cells[1], Integer.parseInt(cells[2]), cells[3]);
    }
}
