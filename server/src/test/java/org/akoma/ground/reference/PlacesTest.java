package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
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

    /** A map can show every region: by its outline, or by one point. */
    @Test
    void everyRegionIsOnTheMap() {
        assertThat(Outlines.ALL).containsKey("CI");
        for (String country : new String[] {"CI", "GH"})
            assertThat(places.regions(country))
                    .allSatisfy(region -> assertThat(Outlines.ALL.get(region.pcode()))
                            .as(region.name())
                            .isNotEmpty()
                            .allMatch(corner -> corner.longitude() > -8.7
                                    && corner.longitude() < 1.4
                                    && corner.latitude() > 4.2
                                    && corner.latitude() < 11.3));
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
