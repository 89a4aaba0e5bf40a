package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places();

    @Test
    void theFileHoldsBothCountriesWhole() {
        var lines = Resources.lines("places.csv").stream().skip(1).toList();
        assertThat(lines)
                .hasSize(2 + 33 + 108 + 16 + 260)
                .allMatch(Pattern.compile("[^,\"]+,[^,\"]*,[012],[^,\"]+").asMatchPredicate());
        for (String line : lines) {
            Place place = places.find(line.substring(0, line.indexOf(','))).orElseThrow();
            if (place.level() == 0) assertThat(place.parent()).isNull();
            else
                assertThat(places.find(String.valueOf(place.parent()))
                                .orElseThrow()
                                .level())
                        .isEqualTo(place.level() - 1);
        }
    }

    /** Every region has a tile, none has two, and no two tiles lie on one another. */
    @Test
    void everyRegionIsOnTheMap() {
        assertThat(Tiles.ALL.stream().filter(tile -> !tile.isCountry()))
                .extracting(Tiles.Tile::pcode)
                .containsExactlyInAnyOrderElementsOf(Stream.of("CI", "GH")
                        .flatMap(country -> places.regions(country).stream())
                        .map(Place::pcode)
                        .toList());
        assertThat(Tiles.ALL)
                .extracting(tile -> tile.column() + "," + tile.row())
                .doesNotHaveDuplicates();
        assertThat(Tiles.ALL.stream().filter(tile -> !tile.isCountry()))
                .extracting(Tiles.Tile::name)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void searchKnowsNoAccents() {
        assertThat(places.search("san ped")).extracting(Place::pcode).containsExactly("CI29", "CI2901");
        assertThat(places.search("BOUAKÉ")).extracting(Place::name).contains("Bouaké");
        assertThat(places.search("ivoire")).extracting(Place::pcode).containsExactly("CI");
        assertThat(places.search(" ")).isEmpty();
        assertThat(places.search("a")).hasSizeLessThanOrEqualTo(20);
    }
}
